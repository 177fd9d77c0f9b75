"""One run's figures become a new version of the store: built beside the published one, verified, and only then pointed to.

A reader opens the file the pointer names; a publication builds a new file beside it and then replaces the pointer.
So readers are never in a writer's way, and a killed run leaves the published version whole.
"""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.store.adoption import adopt
from etl.store.terms import CELL, MEASUREMENT_COLUMNS, Bound, Part, utc
from etl.store.versions import StoreMissingError, prune_versions, read_pointer, replace_pointer, sync

_SCHEMA = Path(__file__).with_name("store.sql")
_NOT_STORED = ("cells", "figures", "has_failed")
_ADDRESS = f"{CELL}, region, period"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one run got from one source.

    figures: tidy measurements when the source delivered anew; None keeps what is there.
    has_failed: it was tried and gave nothing new, even when figures came from elsewhere.
    cells: (topic, filters) this reading speaks for: a figure in them that was not delivered has been withdrawn.
    variant: what tells this reading of an own file from another reading of it, '' for a table; frequency: TableInfos.Frequency;
    units: as JSON, topic to the unit that the source writes.
    """

    label: str
    catalogue: str
    table_id: str
    holder: str
    licence: str
    outcome: str
    message: str = ""
    title: str = ""
    modified: str = ""
    selection: str = ""
    variant: str = ""
    frequency: str = ""
    units: str = ""
    fetched_at: datetime | None = None
    origin: str = ""
    has_failed: bool = False
    cells: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    figures: pd.DataFrame | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One run as it is to be kept; regions has the columns code, name, province, is_current."""

    started_at: datetime
    now: datetime
    mode: str
    municipality: str
    readings: Sequence[Reading]
    parts: Sequence[Part]
    regions: pd.DataFrame
    bounds: Sequence[Bound] = ()


def publish(data_dir: Path, publication: Publication) -> Path:
    """Build a new version on top of the published one, verify it, and only then point to it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    building = data_dir / f"building-{os.getpid()}.tmp"
    try:
        previous: Path | None = data_dir / read_pointer(data_dir)["file"]
    except StoreMissingError:
        previous = None
    if previous and previous.exists():
        shutil.copyfile(previous, building)
    try:
        with duckdb.connect(str(building)) as connection:
            connection.execute(_SCHEMA.read_text(encoding="utf-8"))
            run_id = _write(connection, publication)
        version = f"{run_id:06d}-{utc(publication.now):%Y%m%dT%H%M%SZ}"
        target = data_dir / f"databoek-{version}.duckdb"
        _verify(building, run_id)
        sync(building)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)
    about = {"version": version, "file": target.name, "published_at": publication.now.isoformat()}
    about["municipality"] = publication.municipality
    replace_pointer(data_dir, about)
    prune_versions(data_dir)
    return target


def _write(connection: duckdb.DuckDBPyConnection, publication: Publication) -> int:
    row = connection.execute("SELECT coalesce(max(run_id), 0) + 1 FROM run").fetchone()
    run_id = int(row[0]) if row else 1
    moment = utc(publication.now)
    connection.begin()
    adopt(connection, publication.parts)
    for reading in publication.readings:
        _merge(connection, reading, run_id, moment)
    outcome = "mislukt" if any(reading.outcome == "mislukt" for reading in publication.readings) else "gelukt"
    about = [run_id, utc(publication.started_at), moment, publication.mode, publication.municipality, outcome]
    connection.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)", about)
    connection.execute("DELETE FROM indicator_part")
    if publication.parts:
        rows = [list(part) for part in publication.parts]
        connection.executemany("INSERT INTO indicator_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM indicator_bound")
    if publication.bounds:
        connection.executemany("INSERT INTO indicator_bound VALUES (?, ?, ?)", [list(bound) for bound in publication.bounds])
    connection.register("incoming_region", publication.regions)
    connection.execute("DELETE FROM region; INSERT INTO region SELECT code, name, province, is_current FROM incoming_region")
    connection.execute("CREATE OR REPLACE TABLE observation AS SELECT * FROM observation_as_of(?::TIMESTAMP)", [moment])
    connection.commit()
    connection.execute("CHECKPOINT")
    return run_id


def _merge(connection: duckdb.DuckDBPyConnection, reading: Reading, run_id: int, moment: datetime) -> None:
    """Confirm what came back equal, close what changed or was withdrawn, add what is new."""
    columns = [item.name for item in fields(Reading) if item.name not in _NOT_STORED]
    row = {name: getattr(reading, name) for name in columns}
    row["fetched_at"] = utc(reading.fetched_at) if reading.fetched_at else None
    places = ", ".join("?" * (len(columns) + 1))
    connection.execute(f"INSERT INTO reading (run_id, {', '.join(columns)}) VALUES ({places})", [run_id, *row.values()])
    if not reading.cells:
        return
    cells = pd.DataFrame(list(reading.cells), columns=["topic", "filters"])
    cells = cells.assign(catalogue=reading.catalogue, table_id=reading.table_id)
    connection.register("cell", cells)
    in_scope = f"superseded_at IS NULL AND ({CELL}) IN (SELECT ({CELL}) FROM cell)"
    if reading.figures is None:
        connection.execute(f"UPDATE measurement SET last_seen = ? WHERE {in_scope}", [moment])
        return
    # Picked by name: a missing column would otherwise silently be read from the outer table in `same`.
    connection.register("incoming", reading.figures[list(MEASUREMENT_COLUMNS)])
    new = ""
    if connection.execute(f"SELECT 1 FROM measurement WHERE {in_scope} LIMIT 1").fetchone():
        same = f"({_ADDRESS}, value, status) IN (SELECT ({_ADDRESS}, value, status) FROM incoming)"
        connection.execute(f"UPDATE measurement SET last_seen = ? WHERE {in_scope} AND {same}", [moment])
        connection.execute(f"UPDATE measurement SET superseded_at = ? WHERE {in_scope} AND NOT {same}", [moment])
        new = f"WHERE ({_ADDRESS}) NOT IN (SELECT ({_ADDRESS}) FROM measurement WHERE superseded_at IS NULL)"
    connection.execute(
        f"""INSERT INTO measurement
            SELECT {_ADDRESS}, year, measure, value, status, ?, ?, ?, ?, ?, ?, NULL FROM incoming {new}""",
        [row["modified"], row["fetched_at"], row["origin"], run_id, moment, moment],
    )


def _verify(path: Path, run_id: int) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute("SELECT max(run_id), (SELECT count(*) FROM observation) FROM run").fetchone()
    if found is None or found[0] != run_id:
        raise OSError(f"{path}: de nieuwe versie is niet heel; de vorige blijft staan.")

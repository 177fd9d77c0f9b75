"""The store: versioned DuckDB files behind a pointer; the only file that imports duckdb, and it fetches nothing.

A reader opens the file the pointer names; a publication builds a new file beside it and then replaces the pointer.
So readers are never in a writer's way, and a killed run leaves the published version whole.
"""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from etl.store.terms import MEASUREMENT_COLUMNS, Part
from etl.store.versions import StoreMissingError, prune_versions, read_pointer, replace_pointer, sync

_SCHEMA = Path(__file__).with_name("store.sql")
_NOT_STORED = ("cells", "figures", "has_failed")
_CELL = "catalogue, table_id, topic, filters"
_ADDRESS = f"{_CELL}, region, period"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one run got from one source.

    figures: tidy measurements when the source delivered anew; None keeps what is there.
    has_failed: it was tried and gave nothing new, even when figures came from elsewhere.
    cells: (topic, filters) this reading speaks for: a figure in them that was not delivered has been withdrawn.
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


class Store:
    """One published version, read-only; every method returns a DataFrame."""

    def __init__(self, path: Path, about: dict[str, str]) -> None:
        self.path = path
        self.version = about["version"]
        self.municipality = about["municipality"]
        self.published_at = datetime.fromisoformat(about["published_at"])
        self._connection = duckdb.connect(str(path), read_only=True)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def observations(
        self,
        *,
        as_of: datetime | None = None,
        indicators: Sequence[str] | None = None,
        regions: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """One row per indicator, region and year, as now known or as known at a moment (timezone-aware).

        Columns: indicator, region, period, year, value, status, lower, upper, numerator, denominator.
        """
        source = "observation" if as_of is None else "observation_as_of(?::TIMESTAMP)"
        values: list[object] = [] if as_of is None else [_utc(as_of)]
        where = []
        for column, wanted in (("indicator", indicators), ("region", regions)):
            if wanted is not None:
                where.append(f"list_contains(?, {column})")
                values.append(list(wanted))
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        return self._read(f"SELECT * FROM {source} {condition} ORDER BY indicator, region, year", values)

    def lineage(self, indicator: str, region: str) -> pd.DataFrame:
        """Every delivered version of every measurement behind an indicator of a region, with its full address."""
        query = """
            SELECT part.role, m.catalogue, m.table_id, source.title, m.measure, m.topic, m.filters, m.region, m.period, m.year,
                m.value, m.status, m.modified, m.fetched_at, m.origin, m.first_seen, m.last_seen, m.superseded_at
            FROM indicator_part part
            JOIN measurement m USING (catalogue, table_id, topic, filters)
            LEFT JOIN source USING (catalogue, table_id)
            WHERE part.indicator = ? AND m.region = ?
            ORDER BY m.year, part.role, m.first_seen"""
        return self._read(query, [indicator, region])

    def regions(self) -> pd.DataFrame:
        """Columns code, name, province, is_current (a municipality of today)."""
        return self._read("SELECT * FROM region ORDER BY code")

    def parts(self) -> pd.DataFrame:
        """How indicators are made: indicator, role, catalogue, table_id, topic, filters, multiplier, is_held (has any figure)."""
        query = f"""
            SELECT *, ({_CELL}) IN (SELECT ({_CELL}) FROM measurement WHERE superseded_at IS NULL) AS is_held
            FROM indicator_part"""
        return self._read(query)

    def sources(self) -> pd.DataFrame:
        """Per source of the last run: what is held of it, from when, and how the last run went."""
        return self._read("SELECT * FROM source")

    def last_good(self, catalogue: str, table_id: str) -> dict[str, Any] | None:
        """Modified, selection, origin, fetched_at and title of the last reading that came in whole, if any."""
        query = """
            SELECT modified, selection, origin, fetched_at, title FROM reading
            WHERE catalogue = ? AND table_id = ? AND outcome IN ('gewijzigd', 'ongewijzigd')
            ORDER BY run_id DESC LIMIT 1"""
        found = self._read(query, [catalogue, table_id])
        return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}

    def runs(self) -> pd.DataFrame:
        """All runs, newest first."""
        return self._read("SELECT * FROM run ORDER BY run_id DESC")

    def measurements(self, catalogue: str, table_id: str) -> pd.DataFrame:
        """The figures of one source as they now hold, in the form of tidy measurements."""
        query = f"""
            SELECT {_ADDRESS}, year, measure, value, status FROM measurement
            WHERE catalogue = ? AND table_id = ? AND superseded_at IS NULL"""
        return self._read(query, [catalogue, table_id])

    def _read(self, query: str, values: Sequence[object] = ()) -> pd.DataFrame:
        frame = self._connection.cursor().execute(query, list(values)).df()
        for column in frame.select_dtypes("datetime"):
            frame[column] = frame[column].dt.tz_localize(UTC)
        return frame


def open_store(data_dir: Path) -> Store:
    """Open the published version; StoreMissingError when there is none."""
    about = read_pointer(data_dir)
    try:
        return Store(data_dir / about["file"], about)
    except (duckdb.Error, OSError) as error:
        remedy = f"{data_dir / about['file']} is niet te openen ({error}). Typ: python -m etl refresh"
        raise StoreMissingError(remedy) from error


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
        version = f"{run_id:06d}-{_utc(publication.now):%Y%m%dT%H%M%SZ}"
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
    moment = _utc(publication.now)
    connection.begin()
    for reading in publication.readings:
        _merge(connection, reading, run_id, moment)
    outcome = "mislukt" if any(reading.outcome == "mislukt" for reading in publication.readings) else "gelukt"
    about = [run_id, _utc(publication.started_at), moment, publication.mode, publication.municipality, outcome]
    connection.execute("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)", about)
    connection.execute("DELETE FROM indicator_part")
    if publication.parts:
        rows = [list(part) for part in publication.parts]
        connection.executemany("INSERT INTO indicator_part VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
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
    row["fetched_at"] = _utc(reading.fetched_at) if reading.fetched_at else None
    places = ", ".join("?" * (len(columns) + 1))
    connection.execute(f"INSERT INTO reading (run_id, {', '.join(columns)}) VALUES ({places})", [run_id, *row.values()])
    if not reading.cells:
        return
    cells = pd.DataFrame(list(reading.cells), columns=["topic", "filters"])
    cells = cells.assign(catalogue=reading.catalogue, table_id=reading.table_id)
    connection.register("cell", cells)
    in_scope = f"superseded_at IS NULL AND ({_CELL}) IN (SELECT ({_CELL}) FROM cell)"
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


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)

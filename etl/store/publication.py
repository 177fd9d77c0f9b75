"""One run's figures become a new version of the store: what came back equal is confirmed, nothing is overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.store.adoption import adopt
from etl.store.building import build
from etl.store.examine import Version
from etl.store.healing import heal, next_run
from etl.store.news import describe, has_new_figures
from etl.store.pruning import prune_versions
from etl.store.regions import Region
from etl.store.rows import ProcessReading
from etl.store.terms import CELL, MEASUREMENT_COLUMNS, Bound, Part, utc

_NOT_STORED = ("cells", "figures", "kept_out", "has_failed")
_IN_SOURCE = "topic, filters, region, period"
_ADDRESS = f"{CELL}, region, period"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one run got from one source.

    figures: tidy measurements when the source delivered something new; None keeps what is there.
    kept_out: addresses (topic, filters, region, period, withdraws) that came with a figure that cannot be.
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
    figures: pa.Table | None = field(default=None, repr=False)
    kept_out: pa.Table | None = field(default=None, repr=False)

    def without_figures(self) -> "Reading":
        """What is left to tell of it once its figures are put away."""
        return replace(self, figures=None, kept_out=None)


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One run as it is to be kept; next_at: when the next one is planned, None when nobody said so.

    readings: their figures go out of it as they go into the store, so that nobody holds millions of them twice.
    """

    started_at: datetime
    now: datetime
    mode: str
    municipality: str
    readings: list[Reading]
    parts: Sequence[Part]
    regions: Sequence[Region]
    bounds: Sequence[Bound] = ()
    process: Sequence[ProcessReading] = ()
    next_at: datetime | None = None


def publish(data_dir: Path, publication: Publication, *, run_id: int | None = None) -> Path:
    """Build a new version on top of the published one, also when it brings nothing, and point to it."""
    made = _build(data_dir, publication, run_id or next_run(data_dir), keep_always=True)
    if made is None:  # nothing but a guard: what is always kept is made
        raise RuntimeError("a publication that is always kept made no version")
    prune_versions(data_dir, made)
    return made.path


def publish_news(data_dir: Path, publication: Publication, *, run_id: int) -> Version | None:
    """Like publish; None, and no version, when no figure changed and there is nothing else that readers would see."""
    return _build(data_dir, publication, run_id, keep_always=False)


def _build(data_dir: Path, publication: Publication, run_id: int, *, keep_always: bool) -> Version | None:
    base = heal(data_dir).version

    def fill(connection: duckdb.DuckDBPyConnection) -> bool:
        may_be_old = not keep_always and connection.execute("SELECT 1 FROM measurement LIMIT 1").fetchone() is not None
        before = describe(connection) if may_be_old else None
        _write(connection, publication, run_id)
        return before is None or has_new_figures(connection, run_id) or describe(connection) != before

    return build(data_dir, base=base.path if base else None, run_id=run_id, now=utc(publication.now), fill=fill)


def _write(connection: duckdb.DuckDBPyConnection, publication: Publication, run_id: int) -> None:
    moment = utc(publication.now)
    adopt(connection, publication.parts)
    for place, reading in enumerate(publication.readings):
        _merge(connection, reading, run_id, moment)
        publication.readings[place] = reading.without_figures()
    outcome = "mislukt" if any(reading.outcome == "mislukt" for reading in publication.readings) else "gelukt"
    about = [run_id, utc(publication.started_at), moment, publication.mode, publication.municipality, outcome]
    columns = "run_id, started_at, finished_at, mode, municipality, outcome"
    connection.execute(f"INSERT INTO run ({columns}) VALUES (?, ?, ?, ?, ?, ?)", about)
    connection.execute("DELETE FROM indicator_part")
    if publication.parts:
        rows = [list(part) for part in publication.parts]
        connection.executemany("INSERT INTO indicator_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM indicator_bound")
    if publication.bounds:
        connection.executemany("INSERT INTO indicator_bound VALUES (?, ?, ?)", [list(bound) for bound in publication.bounds])
    _keep_process(connection, publication.process)
    connection.execute("DELETE FROM region")
    kinds = (pa.string(), pa.string(), pa.string(), pa.bool_())
    given = [pa.array([each[place] for each in publication.regions], kind) for place, kind in enumerate(kinds)]
    connection.register("regions_now", pa.table(given, names=list(Region._fields)))
    connection.execute("INSERT INTO region SELECT * FROM regions_now")
    connection.unregister("regions_now")


def _keep_process(connection: duckdb.DuckDBPyConnection, process: Sequence[ProcessReading]) -> None:
    """The partners' own figures as they are now: what was kept of before is for the run to hand over again."""
    connection.execute("DELETE FROM process_reading; DELETE FROM process_figure")
    for reading in process:
        *about, _ = reading._replace(read_at=utc(reading.read_at) if reading.read_at else None)
        connection.execute("INSERT INTO process_reading VALUES (?, ?, ?, ?, ?, ?, ?)", about)
        if reading.figures:
            rows = [[reading.intervention, place, *figure] for place, figure in enumerate(reading.figures)]
            connection.executemany("INSERT INTO process_figure VALUES (?, ?, ?, ?)", rows)


def _merge(connection: duckdb.DuckDBPyConnection, reading: Reading, run_id: int, moment: datetime) -> None:
    """Confirm what came back equal, close what changed or was withdrawn, add what is new."""
    columns = [item.name for item in fields(Reading) if item.name not in _NOT_STORED]
    row = {name: getattr(reading, name) for name in columns}
    row["fetched_at"] = utc(reading.fetched_at) if reading.fetched_at else None
    places = ", ".join("?" * (len(columns) + 1))
    connection.execute(f"INSERT INTO reading (run_id, {', '.join(columns)}) VALUES ({places})", [run_id, *row.values()])
    if not reading.cells:
        return
    _stand(connection, reading)
    if reading.figures is None:
        connection.execute("UPDATE measurement SET last_seen = ? FROM standing WHERE measurement.rowid = place", [moment])
        return
    # Picked by name: a missing column would otherwise silently be read from another table of the query.
    figures = reading.figures.select(list(MEASUREMENT_COLUMNS))
    new, has_standing = "FROM incoming", connection.execute("SELECT 1 FROM standing LIMIT 1").fetchone() is not None
    connection.register("incoming", figures if has_standing else _passing(figures))
    if has_standing:
        _confirm_and_close(connection, reading, run_id, moment)
        new = f"FROM incoming ANTI JOIN confirmed USING ({_IN_SOURCE})"
    connection.execute(
        f"""INSERT INTO measurement ({_ADDRESS}, year, measure, value, status,
                modified, fetched_at, origin, run_id, first_seen, last_seen)
            SELECT {_ADDRESS}, year, measure, value, status, ?, ?, ?, ?, ?, ? {new}""",
        [row["modified"], row["fetched_at"], row["origin"], run_id, moment, moment],
    )
    connection.unregister("incoming")


def _passing(figures: pa.Table) -> pa.RecordBatchReader:
    """The figures to be read once: what was registered is held until the end of the transaction, and this is empty by then."""
    return pa.RecordBatchReader.from_batches(figures.schema, iter(figures.to_batches()))


def _stand(connection: duckdb.DuckDBPyConnection, reading: Reading) -> None:
    """The table `standing`: where the figures of this reading's cells stand that no run has superseded."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE standing AS
           SELECT m.rowid AS place FROM measurement m
           SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS topic, unnest(?::VARCHAR[]) AS filters) cell USING (topic, filters)
           WHERE m.catalogue = ? AND m.table_id = ? AND m.superseded_run IS NULL""",
        [[topic for topic, _ in reading.cells], [filters for _, filters in reading.cells], reading.catalogue, reading.table_id],
    )


def _confirm_and_close(connection: duckdb.DuckDBPyConnection, reading: Reading, run_id: int, moment: datetime) -> None:
    """Confirm what came back equal; close what changed or was withdrawn, but not where only an impossible figure came."""
    # What was kept out is never the same: an equal figure that is delivered now was found possible.
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE confirmed AS
            SELECT place, {_IN_SOURCE} FROM standing JOIN measurement m ON m.rowid = place
            SEMI JOIN incoming USING ({_IN_SOURCE}, value, status)
            WHERE m.kept_out IS NULL"""
    )
    connection.execute("UPDATE measurement SET last_seen = ? FROM confirmed WHERE measurement.rowid = place", [moment])
    connection.execute("CREATE OR REPLACE TEMP TABLE closed AS FROM standing ANTI JOIN confirmed USING (place)")
    if reading.kept_out is not None:
        connection.register("kept_out_now", reading.kept_out)
        connection.execute(
            f"""DELETE FROM closed USING measurement m, kept_out_now k
                WHERE m.rowid = closed.place AND NOT k.withdraws
                    AND {" AND ".join(f"k.{name} = m.{name}" for name in _IN_SOURCE.split(", "))}"""
        )
    connection.execute(
        "UPDATE measurement SET superseded_at = ?, superseded_run = ? FROM closed WHERE measurement.rowid = closed.place",
        [moment, run_id],
    )

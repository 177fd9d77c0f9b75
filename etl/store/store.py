"""The read side of the store: one version, opened read-only, with what runs since had to tell; it writes nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from etl.store.answered import PastReading, logged_readings
from etl.store.connections import copied, to_read
from etl.store.examine import Version
from etl.store.healing import published
from etl.store.homes import home_of
from etl.store.news import Description, describe
from etl.store.regions import Region
from etl.store.rows import FirstSeen, ProcessReading
from etl.store.run_log import LoggedRun, logged_runs, with_outcomes
from etl.store.terms import CELL, utc
from etl.store.upgrades import CURRENT, refresh_observations, upgrade
from etl.store.versions import StoreMissingError, StoreNewerError

if TYPE_CHECKING:  # who fetches and publishes needs no frames; pandas takes longer to load than a run that brings nothing
    import pandas as pd

HOLDS = "superseded_run IS NULL AND kept_out IS NULL"
"""What is true of a measurement that readers may see."""


class Store:
    """One published version, read-only; every method returns a DataFrame.

    One of an earlier Databoek is brought up to date in memory: that takes a moment, until the next refresh.
    """

    def __init__(self, version: Version, runs: Sequence[LoggedRun] = ()) -> None:
        self.path = version.path
        self.version = version.name
        self.municipality = version.municipality
        self.published_at = version.finished_at
        self._log = runs
        self._runs = [run for run in runs if not run.published]
        self._since = [run for run in self._runs if run.on == version.name]
        if version.schema == CURRENT:
            self._connection = to_read(version.path)
        else:
            self._connection = _up_to_date(version.path, version.path.stat().st_mtime_ns).cursor()

    @property
    def refreshed_at(self) -> datetime:
        """When the last run was done, also one that brought nothing."""
        return max([self.published_at, *(run.finished_at for run in self._since[-1:])])

    @property
    def next_refresh(self) -> datetime | None:
        """When the next run is planned, as the last one that knew it said; None when nobody ever said so."""
        return next((run.next_at for run in reversed(self._log) if run.next_at), None)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def observations(
        self,
        *,
        as_of: datetime | None = None,
        indicators: Sequence[str] | None = None,
        regions: Sequence[str] | None = None,
        in_categories: bool = False,
    ) -> "pd.DataFrame":
        """One row per indicator, region and year, as now known or as known at a moment (timezone-aware).

        Columns: indicator, region, period, year, value, status, lower, upper, numerator, denominator,
        predecessor, segment, changes_ahead, is_summed. in_categories: that is how texts come, in half the time and memory.
        """
        source = "observation" if as_of is None else "observation_as_of(?::TIMESTAMP)"
        values: list[object] = [] if as_of is None else [utc(as_of)]
        where = []
        for column, wanted in (("indicator", indicators), ("region", regions)):
            if wanted is not None:
                where.append(f"list_contains(?, {column})")
                values.append(list(wanted))
        condition = f"WHERE {' AND '.join(where)}" if where else ""
        query = f"SELECT * FROM {source} {condition} ORDER BY indicator, region, year"
        if not in_categories:
            return self._read(query, values)
        found = self._connection.cursor().execute(query, values).to_arrow_table()
        frame: pd.DataFrame = found.to_pandas(strings_to_categorical=True, split_blocks=True, self_destruct=True)
        return frame

    def lineage(self, indicator: str, region: str) -> "pd.DataFrame":
        """Every delivered version of every measurement behind an indicator of a region, with its full address.

        Of a chain only the link that now speaks for the year (predecessor says which); of added counts those of all parts.
        """
        query = """
            SELECT part.role, part.predecessor, m.catalogue, m.table_id, source.title, m.measure, m.topic, m.filters,
                m.region, m.period, m.year, m.value, m.status, m.modified, m.fetched_at, m.origin,
                m.first_seen, m.last_seen, m.superseded_at, m.kept_out, coalesce(source.frequency, '') AS frequency
            FROM indicator_part part
            JOIN measurement m USING (catalogue, table_id, topic, filters)
            LEFT JOIN source ON source.catalogue = m.catalogue AND source.table_id = m.table_id
                AND source.variant = variant_of_cell(m.catalogue, m.filters)
            LEFT JOIN observation shown ON shown.indicator = part.indicator AND shown.year = m.year AND shown.region = $region
            WHERE part.indicator = $indicator AND part.predecessor = coalesce(shown.predecessor, 0) AND (
                m.region = $region OR shown.is_summed AND (m.region IN (
                    SELECT member FROM area_member
                    WHERE area = $region AND m.year BETWEEN area_member.first_year AND area_member.last_year)))
            ORDER BY m.year, part.role, m.region = $region DESC, m.region, m.run_id"""
        return self._read(query, {"indicator": indicator, "region": region})

    def regions(self) -> "pd.DataFrame":
        """Columns code, name, province, is_current (a municipality of today)."""
        return self._read("SELECT * FROM region ORDER BY code")

    def known_regions(self) -> tuple[Region, ...]:
        """The same, as values."""
        query = "SELECT code, name, province, is_current FROM region ORDER BY code"
        return tuple(Region(*row) for row in self._connection.cursor().execute(query).fetchall())

    def held_of(self) -> dict[tuple[str, str, str], tuple[int, str]]:
        """How many figures are held of each source (catalogue, table_id, variant) of the last run, and the newest period."""
        query = "SELECT catalogue, table_id, variant, rows, newest_period FROM source WHERE rows > 0"
        found = self._connection.cursor().execute(query).fetchall()
        return {(catalogue, table, variant): (rows, newest) for catalogue, table, variant, rows, newest in found}

    def indicators_of(self, region: str) -> set[str]:
        """The indicators that have figures for a region."""
        found = self._connection.cursor().execute("SELECT DISTINCT indicator FROM observation WHERE region = ?", [region])
        return {indicator for (indicator,) in found.fetchall()}

    def parts(self) -> "pd.DataFrame":
        """How indicators are made: indicator, role, catalogue, table_id, topic, filters, multiplier, is_held (has any figure)."""
        query = f"""
            SELECT *, ({CELL}) IN (SELECT ({CELL}) FROM measurement WHERE {HOLDS}) AS is_held
            FROM indicator_part"""
        return self._read(query)

    def sources(self) -> "pd.DataFrame":
        """Per source of the last run: what is held of it, from when, and how the last run went."""
        frame = self._read("SELECT * FROM source")
        return with_outcomes(frame, self._since[-1].sources) if self._since else frame

    def past_readings(self) -> list[PastReading]:
        """What every run got from each source, also runs that brought nothing or whose version was left behind."""
        query = """
            SELECT run_id, run_in_order.finished_at, mode, label, catalogue, table_id, coalesce(variant, ''), reading.outcome,
                coalesce(origin, ''), coalesce(message, ''), coalesce(modified, ''), coalesce(selection, ''),
                fetched_at
            FROM reading JOIN run_in_order USING (run_id) ORDER BY run_id"""
        found = self._connection.cursor().execute(query).fetchall()
        stored = [
            PastReading._make((run_id, moment.replace(tzinfo=UTC), *row, fetched_at and fetched_at.replace(tzinfo=UTC)))
            for run_id, moment, *row, fetched_at in found
        ]
        known = {reading.run_id for reading in stored}
        return stored + [reading for reading in logged_readings(self._log) if reading.run_id not in known]

    def first_seen(self) -> list[FirstSeen]:
        """Of every source each period it ever had figures of, with the run that first brought any."""
        query = """
            WITH cell AS (
                SELECT catalogue, table_id, filters, period, min(run_id) AS run_id FROM measurement
                WHERE kept_out IS NULL GROUP BY ALL
            )
            SELECT catalogue, table_id, variant_of_cell(catalogue, filters), period, min(run_id) FROM cell GROUP BY ALL"""
        return [FirstSeen(*row) for row in self._connection.cursor().execute(query).fetchall()]

    def last_good(self, catalogue: str, table_id: str, variant: str = "") -> dict[str, Any] | None:
        """Modified, selection, origin, fetched_at, title, frequency, units, message, topics: of the last whole reading, if any.

        A reading of before variants were told apart serves until its variant was read, without selection: it may have asked
        something else.
        """
        query = """
            SELECT modified, CASE WHEN variant = $variant THEN selection ELSE '' END, origin, fetched_at, title,
                coalesce(frequency, ''), coalesce(units, ''), coalesce(message, '')
            FROM reading
            WHERE catalogue = $catalogue AND table_id = $table_id AND variant IN ($variant, '')
                AND outcome IN ('gewijzigd', 'ongewijzigd')
            ORDER BY variant = $variant DESC, run_id DESC LIMIT 1"""
        asked = {"catalogue": catalogue, "table_id": table_id, "variant": variant}
        found = self._connection.cursor().execute(query, asked).fetchone()
        if found is None:
            return None
        names = ("modified", "selection", "origin", "fetched_at", "title", "frequency", "units", "message")
        good = dict(zip(names, found, strict=True))
        return {**good, "fetched_at": good["fetched_at"].replace(tzinfo=UTC), "topics": self._topics(catalogue, table_id)}

    def _topics(self, catalogue: str, table_id: str) -> frozenset[str]:
        query = "SELECT DISTINCT topic FROM measurement WHERE catalogue = ? AND table_id = ? AND superseded_run IS NULL"
        return frozenset(topic for (topic,) in self._connection.cursor().execute(query, [catalogue, table_id]).fetchall())

    def process(self) -> tuple[ProcessReading, ...]:
        """The partners' own figures, one for each intervention that names a file."""
        cursor = self._connection.cursor()
        figures: dict[str, list[tuple[str, float]]] = {}
        query = "SELECT intervention, period, value FROM process_figure ORDER BY intervention, place"
        for intervention, period, value in cursor.execute(query).fetchall():
            figures.setdefault(intervention, []).append((period, value))
        columns = ", ".join(name for name in ProcessReading._fields if name != "figures")
        rows = cursor.execute(f"SELECT {columns} FROM process_reading ORDER BY intervention").fetchall()
        readings = [ProcessReading(*row) for row in rows]
        return tuple(
            each._replace(
                read_at=each.read_at.replace(tzinfo=UTC) if each.read_at else None,
                figures=tuple(figures.get(each.intervention, ())),
            )
            for each in readings
        )

    def runs(self) -> "pd.DataFrame":
        """All runs, newest first, also those that brought nothing, at the latest moment they can have been done.

        Columns run_id, started_at, finished_at, mode, municipality, outcome.
        """
        import pandas as pd  # noqa: PLC0415

        frame = self._read("SELECT * EXCLUDE is_ahead FROM run_in_order")
        others = pd.DataFrame(self._runs, columns=list(LoggedRun._fields))[list(frame.columns)].astype(frame.dtypes)
        return pd.concat([frame, others]).sort_values("run_id", ascending=False, ignore_index=True)

    def describe(self) -> Description:
        """All that this version says beside its figures."""
        return describe(self._connection)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A connection of its own to this version, for who works on the figures where they are; to be closed."""
        return self._connection.cursor()

    def measurements(self, catalogue: str, table_id: str) -> "pd.DataFrame":
        """The figures of one source as they now hold, in the form of tidy measurements."""
        query = f"""
            SELECT {CELL}, region, period, year, measure, value, status FROM measurement
            WHERE catalogue = ? AND table_id = ? AND {HOLDS}"""
        return self._read(query, [catalogue, table_id])

    def _read(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> "pd.DataFrame":
        frame = self._connection.cursor().execute(query, values).df()
        for column in frame.select_dtypes("datetime"):
            frame[column] = frame[column].dt.tz_localize(UTC)
        return frame


def open_store(data_dir: Path) -> Store:
    """Open the published version, or else the newest whole one; StoreMissingError when there is none."""
    home = home_of(data_dir)
    home.look()
    try:
        version = published(data_dir)
    except StoreNewerError:
        raise
    except StoreMissingError as error:
        raise StoreMissingError(home.problem or str(error)) from error
    try:
        return Store(version, logged_runs(data_dir))
    except (duckdb.Error, OSError) as error:
        raise StoreMissingError(f"{version.path} is niet te openen ({error}). Typ: python -m etl refresh") from error


@lru_cache(maxsize=1)
def _up_to_date(path: Path, changed: int) -> duckdb.DuckDBPyConnection:  # noqa: ARG001  part of the key
    """A version of before as one of now, in memory: made once, since pages open the store often."""
    connection = copied(path)
    upgrade(connection, utc(datetime.now(UTC)))
    refresh_observations(connection)
    return connection

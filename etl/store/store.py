"""The read side of the store: one version, opened read-only, with what runs since had to tell; it writes nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from etl.store.adoption import former_address
from etl.store.connections import copied, to_read
from etl.store.examine import Version
from etl.store.healing import published
from etl.store.news import Description, describe
from etl.store.rows import ProcessReading, rows_of
from etl.store.run_log import LoggedRun, logged_runs, with_outcomes
from etl.store.terms import CELL, utc
from etl.store.upgrades import CURRENT, refresh_observations, upgrade
from etl.store.versions import StoreMissingError

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
        self._runs = [run for run in runs if not run.published]
        self._since = [run for run in self._runs if run.on == version.name]
        self._connection = to_read(version.path) if version.schema == CURRENT else _up_to_date(version)

    @property
    def refreshed_at(self) -> datetime:
        """When the last run was done, also one that brought nothing."""
        return max([self.published_at, *(run.finished_at for run in self._since[-1:])])

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

        Columns: indicator, region, period, year, value, status, lower, upper, numerator, denominator,
        predecessor, segment.
        """
        source = "observation" if as_of is None else "observation_as_of(?::TIMESTAMP)"
        values: list[object] = [] if as_of is None else [utc(as_of)]
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
                m.value, m.status, m.modified, m.fetched_at, m.origin, m.first_seen, m.last_seen, m.superseded_at, m.kept_out,
                coalesce(source.frequency, '') AS frequency
            FROM indicator_part part
            JOIN measurement m USING (catalogue, table_id, topic, filters)
            LEFT JOIN source ON source.catalogue = m.catalogue AND source.table_id = m.table_id
                AND source.variant = variant_of_cell(m.catalogue, m.filters)
            WHERE part.indicator = ? AND m.region = ?
            ORDER BY m.year, part.role, m.run_id"""
        return self._read(query, [indicator, region])

    def regions(self) -> pd.DataFrame:
        """Columns code, name, province, is_current (a municipality of today)."""
        return self._read("SELECT * FROM region ORDER BY code")

    def parts(self) -> pd.DataFrame:
        """How indicators are made: indicator, role, catalogue, table_id, topic, filters, multiplier, is_held (has any figure)."""
        query = f"""
            SELECT *, ({CELL}) IN (SELECT ({CELL}) FROM measurement WHERE {HOLDS}) AS is_held
            FROM indicator_part"""
        return self._read(query)

    def sources(self) -> pd.DataFrame:
        """Per source of the last run: what is held of it, from when, and how the last run went."""
        frame = self._read("SELECT * FROM source")
        return with_outcomes(frame, self._since[-1].sources) if self._since else frame

    def last_good(self, catalogue: str, table_id: str, variant: str = "") -> dict[str, Any] | None:
        """Modified, selection, origin, fetched_at, title and frequency of the last reading that came in whole, if any.

        A reading of before variants were told apart serves until its variant was read, without selection: it may have asked
        something else.
        """
        query = """
            SELECT modified, CASE WHEN variant = $variant THEN selection ELSE '' END AS selection, origin, fetched_at, title,
                coalesce(frequency, '') AS frequency
            FROM reading
            WHERE catalogue = $catalogue AND table_id = $table_id AND variant IN ($variant, '')
                AND outcome IN ('gewijzigd', 'ongewijzigd')
            ORDER BY variant = $variant DESC, run_id DESC LIMIT 1"""
        found = self._read(query, {"catalogue": catalogue, "table_id": table_id, "variant": variant})
        return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}

    def process(self) -> tuple[ProcessReading, ...]:
        """The partners' own figures, one for each intervention that names a file."""
        figures: dict[str, list[tuple[str, float]]] = {}
        rows = self._connection.cursor().execute(
            "SELECT intervention, period, value FROM process_figure ORDER BY intervention, place"
        )
        for intervention, period, value in rows.fetchall():
            figures.setdefault(intervention, []).append((period, value))
        readings = rows_of(ProcessReading, self._read("SELECT *, NULL AS figures FROM process_reading ORDER BY intervention"))
        return tuple(each._replace(figures=tuple(figures.get(each.intervention, ()))) for each in readings)

    def runs(self) -> pd.DataFrame:
        """All runs, newest first, also those that brought nothing, at the latest moment they can have been done.

        Columns run_id, started_at, finished_at, mode, municipality, outcome.
        """
        frame = self._read("SELECT * EXCLUDE is_ahead FROM run_in_order")
        others = pd.DataFrame(self._runs, columns=list(LoggedRun._fields))[list(frame.columns)].astype(frame.dtypes)
        return pd.concat([frame, others]).sort_values("run_id", ascending=False, ignore_index=True)

    def describe(self) -> Description:
        """All that this version says beside its figures."""
        return describe(self._connection)

    def held(self, catalogue: str, table_id: str, cells: Sequence[tuple[str, str]]) -> pd.DataFrame:
        """The figures that now hold of these cells (topic, filters), also where they stand under their former address."""
        wanted = [(topic, filters, *(former_address(catalogue, filters) or (filters, ""))) for topic, filters in cells]
        query = f"""
            WITH cell AS (
                SELECT unnest($topics) AS topic, unnest($filters) AS filters, unnest($formers) AS former, unnest($marks) AS mark
            )
            SELECT m.catalogue, m.table_id, m.topic, cell.filters, m.region, m.period, m.year, m.measure, m.value, m.status
            FROM measurement m JOIN cell ON m.topic = cell.topic
                AND (m.filters = cell.filters OR (m.filters = cell.former AND ends_with(m.period, cell.mark)))
            WHERE m.catalogue = $catalogue AND m.table_id = $table_id AND {HOLDS}"""
        columns = dict(
            zip(("topics", "filters", "formers", "marks"), (list(each) for each in zip(*wanted, strict=True)), strict=True)
        )
        return self._read(query, {"catalogue": catalogue, "table_id": table_id, **columns})

    def measurements(self, catalogue: str, table_id: str) -> pd.DataFrame:
        """The figures of one source as they now hold, in the form of tidy measurements."""
        query = f"""
            SELECT {CELL}, region, period, year, measure, value, status FROM measurement
            WHERE catalogue = ? AND table_id = ? AND {HOLDS}"""
        return self._read(query, [catalogue, table_id])

    def _read(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        frame = self._connection.cursor().execute(query, values).df()
        for column in frame.select_dtypes("datetime"):
            frame[column] = frame[column].dt.tz_localize(UTC)
        return frame


def open_store(data_dir: Path) -> Store:
    """Open the published version, or else the newest whole one; StoreMissingError when there is none."""
    version = published(data_dir)
    try:
        return Store(version, logged_runs(data_dir))
    except (duckdb.Error, OSError) as error:
        raise StoreMissingError(f"{version.path} is niet te openen ({error}). Typ: python -m etl refresh") from error


def _up_to_date(version: Version) -> duckdb.DuckDBPyConnection:
    connection = copied(version.path)
    upgrade(connection, utc(datetime.now(UTC)))
    refresh_observations(connection)
    return connection

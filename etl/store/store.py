"""The read side of the store: one published version, opened read-only; it writes nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from etl.store.terms import CELL, utc
from etl.store.versions import StoreMissingError, read_pointer


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
            SELECT *, ({CELL}) IN (SELECT ({CELL}) FROM measurement WHERE superseded_at IS NULL) AS is_held
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
            SELECT {CELL}, region, period, year, measure, value, status FROM measurement
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

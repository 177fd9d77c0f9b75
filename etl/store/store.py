"""The read side of the store: one published version, opened read-only; it writes nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from etl.store.adoption import former_address
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
                m.value, m.status, m.modified, m.fetched_at, m.origin, m.first_seen, m.last_seen, m.superseded_at,
                coalesce(source.frequency, '') AS frequency
            FROM indicator_part part
            JOIN measurement m USING (catalogue, table_id, topic, filters)
            LEFT JOIN source ON source.catalogue = m.catalogue AND source.table_id = m.table_id
                AND source.variant = variant_of_cell(m.catalogue, m.filters)
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

    def last_good(self, catalogue: str, table_id: str, variant: str = "") -> dict[str, Any] | None:
        """Modified, selection, origin, fetched_at, title and frequency of the last reading that came in whole, if any.

        A reading of before variants were told apart serves until its variant was read, without selection: it may have asked
        something else.
        """
        named, frequency = ("variant", "frequency") if self._tells_variants() else ("''", "''")
        query = f"""
            SELECT modified, CASE WHEN {named} = $variant THEN selection ELSE '' END AS selection, origin, fetched_at, title,
                coalesce({frequency}, '') AS frequency
            FROM reading
            WHERE catalogue = $catalogue AND table_id = $table_id AND {named} IN ($variant, '')
                AND outcome IN ('gewijzigd', 'ongewijzigd')
            ORDER BY {named} = $variant DESC, run_id DESC LIMIT 1"""
        found = self._read(query, {"catalogue": catalogue, "table_id": table_id, "variant": variant})
        return None if found.empty else {str(name): value for name, value in found.iloc[0].items()}

    def runs(self) -> pd.DataFrame:
        """All runs, newest first."""
        return self._read("SELECT * FROM run ORDER BY run_id DESC")

    def held(self, catalogue: str, table_id: str, cells: Sequence[tuple[str, str]]) -> pd.DataFrame:
        """The figures that now hold of these cells (topic, filters), also where they stand under their former address."""
        wanted = [(topic, filters, *(former_address(catalogue, filters) or (filters, ""))) for topic, filters in cells]
        query = """
            WITH cell AS (
                SELECT unnest($topics) AS topic, unnest($filters) AS filters, unnest($formers) AS former, unnest($marks) AS mark
            )
            SELECT m.catalogue, m.table_id, m.topic, cell.filters, m.region, m.period, m.year, m.measure, m.value, m.status
            FROM measurement m JOIN cell ON m.topic = cell.topic
                AND (m.filters = cell.filters OR (m.filters = cell.former AND ends_with(m.period, cell.mark)))
            WHERE m.catalogue = $catalogue AND m.table_id = $table_id AND m.superseded_at IS NULL"""
        columns = dict(
            zip(("topics", "filters", "formers", "marks"), (list(each) for each in zip(*wanted, strict=True)), strict=True)
        )
        return self._read(query, {"catalogue": catalogue, "table_id": table_id, **columns})

    def measurements(self, catalogue: str, table_id: str) -> pd.DataFrame:
        """The figures of one source as they now hold, in the form of tidy measurements."""
        query = f"""
            SELECT {CELL}, region, period, year, measure, value, status FROM measurement
            WHERE catalogue = ? AND table_id = ? AND superseded_at IS NULL"""
        return self._read(query, [catalogue, table_id])

    def _tells_variants(self) -> bool:
        """Whether this version knows variants; one that was published before does not."""
        query = "SELECT 1 FROM duckdb_columns() WHERE table_name = 'reading' AND column_name = 'variant'"
        return self._connection.cursor().execute(query).fetchone() is not None

    def _read(self, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> pd.DataFrame:
        frame = self._connection.cursor().execute(query, values).df()
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

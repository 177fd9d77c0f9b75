"""Everyone's figures as an effect is held against them: the same for every municipality, so made once; it judges nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from etl.store.panels import panel_of
from etl.store.series import Everywhere, SeriesTable
from etl.store.terms import FEATURE_PREFIX
from indicators.effects.mergers import find_mergers
from indicators.methods.panel import Panel

SIZE = "inwoners"
"""The feature that tells which municipalities are of the same size; without it nobody can say what chance is."""


@dataclass(frozen=True, kw_only=True)
class Since:
    """Everyone's figures of one indicator from a year on. with_provisional: None when there are no provisional ones.

    merged: who became another area in the years of these figures.
    """

    definitive: Panel
    with_provisional: Panel | None
    merged: frozenset[str]


class Everyone:
    """The municipalities of today, of one published version; what is asked twice is made once."""

    def __init__(self, table: SeriesTable, current: frozenset[str]) -> None:
        self._table = table
        self._is_current = table.among(current)
        self._inhabitants = _inhabitants(table.regions, self._of(FEATURE_PREFIX + SIZE))
        self.since = lru_cache(maxsize=None)(self._since)
        self.last_source = lru_cache(maxsize=None)(self._last_source)

    def _of(self, indicator: str) -> Everywhere:
        rows = self._table.of(indicator)
        return rows.only(self._is_current[rows.region])

    def _since(self, indicator: str, year: int) -> Since:
        rows = self._of(indicator)
        rows = rows.only(rows.year >= year)
        return Since(
            definitive=panel_of(self._table, rows.only(~rows.is_provisional)),
            with_provisional=panel_of(self._table, rows) if rows.is_provisional.any() else None,
            merged=_merged(self._inhabitants, rows.year.tolist()),
        )

    def _last_source(self, indicator: str) -> int:
        """The year from which the figures are of the source of now; 0 when they always were."""
        rows = self._of(indicator)
        spoken = sorted(set(zip(rows.year.tolist(), rows.segment.tolist(), strict=True)))
        return max((year for (_, before), (year, after) in pairwise(spoken) if before != after), default=0)


def _inhabitants(regions: Sequence[str], rows: Everywhere) -> Mapping[str, Mapping[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for place, year, value in zip(rows.region.tolist(), rows.year.tolist(), rows.value.tolist(), strict=True):
        found.setdefault(regions[place], {})[year] = value
    return found


def _merged(inhabitants: Mapping[str, Mapping[int, float]], years: Sequence[int]) -> frozenset[str]:
    return find_mergers(inhabitants, min(years), max(years)) if years else frozenset()

"""Everyone's figures as an effect is held against them: the same for every municipality, so made once; it judges nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from etl.store.terms import features_of
from indicators.effects.mergers import find_mergers
from indicators.methods.panel import Panel, build_panel

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
    """The municipalities of today, of one published version; what is asked twice is made once.

    observations: as the store gives them; read them, never change them.
    """

    def __init__(self, observations: pd.DataFrame, current: frozenset[str]) -> None:
        held = observations[observations["region"].isin(current)]
        self._rows = dict(iter(held.groupby("indicator", sort=False)))
        self._nothing = held[:0]
        self._inhabitants = _inhabitants(held)
        self.since = lru_cache(maxsize=None)(self._since)
        self.last_source = lru_cache(maxsize=None)(self._last_source)

    def _since(self, indicator: str, year: int) -> Since:
        rows = self._rows.get(indicator, self._nothing)
        rows = rows[rows["year"] >= year]
        is_provisional = rows["status"].fillna("").str.contains("voorlopig")
        return Since(
            definitive=_panel(rows[~is_provisional]),
            with_provisional=_panel(rows) if is_provisional.any() else None,
            merged=_merged(self._inhabitants, rows["year"]),
        )

    def _last_source(self, indicator: str) -> int:
        """The year from which the figures are of the source of now; 0 when they always were."""
        spoken = self._rows.get(indicator, self._nothing)[["year", "segment"]].drop_duplicates().sort_values("year")
        return int(spoken["year"][spoken["segment"].diff().fillna(0) != 0].max()) if spoken["segment"].nunique() > 1 else 0


def _inhabitants(held: pd.DataFrame) -> Mapping[str, Mapping[int, float]]:
    features = features_of(held)
    rows = features[features["feature"] == SIZE]
    found: dict[str, dict[int, float]] = {}
    for region, year, value in zip(rows["region"], rows["year"], rows["value"], strict=True):
        found.setdefault(str(region), {})[int(year)] = float(value)
    return found


def _merged(inhabitants: Mapping[str, Mapping[int, float]], years: pd.Series) -> frozenset[str]:
    return frozenset() if years.empty else find_mergers(inhabitants, int(years.min()), int(years.max()))


def _panel(rows: pd.DataFrame) -> Panel:
    return build_panel(rows["region"].tolist(), rows["year"].tolist(), rows["value"].tolist())

"""All figures of one published version, as series; it judges none of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from etl.store.rows import Region, rows_of
from etl.store.series import Everywhere, SeriesTable, counts_of
from etl.store.terms import FEATURE_PREFIX, NATION
from indicators.agenda.model import Indicator, Ratio
from indicators.methods.group_year import Member
from indicators.methods.national import sum_to_national
from indicators.methods.series import Series

FEATURE_COVERAGE = 0.9
"""A feature counts in the newest year in which this share of the municipalities has it; else it is left out."""


class Figures:
    """Figures by indicator and region, cut into series when asked for; nothing in it changes.

    observations: as the store gives them, of every region; read them, never change them. table: the same by column.
    """

    def __init__(self, observations: pd.DataFrame, regions: pd.DataFrame) -> None:
        self.observations = observations
        known = rows_of(Region, regions)
        self.names = {each.code: each.name for each in known}
        self.provinces = {each.code: each.province for each in known}
        self.current = frozenset(each.code for each in known if each.is_current)
        self.table = SeriesTable(observations)
        self._is_current = self.table.among(self.current)
        self._series: dict[tuple[str, str], Series] = {}
        self._summed: dict[tuple[str, float], Series] = {}
        self._structures: dict[tuple[str, ...], dict[str, dict[str, float]]] = {}
        self._feature_years: dict[str, int | None] = {}

    def series(self, indicator: str, region: str) -> Series:
        """The series of an indicator in a region; empty when there is none."""
        key = (indicator, region)
        if key not in self._series:
            self._series[key] = self.table.series(indicator, region)
        return self._series[key]

    def predecessors(self, indicator: str) -> tuple[int, ...]:
        """Which links of its chain gave figures, newest first; its source when there are no figures."""
        return tuple(np.unique(self.table.of(indicator).predecessor).tolist()) or (0,)

    def members(self, indicator: str, codes: tuple[str, ...]) -> tuple[Member, ...]:
        """These municipalities, as far as they have figures."""
        found = ((code, self.series(indicator, code)) for code in codes)
        return tuple(Member(code=code, name=self.names.get(code, code), series=series) for code, series in found if series.points)

    def national(self, indicator: Indicator) -> tuple[Series | None, bool]:
        """The Netherlands, and whether it is a sum; None where the source has no row and a sum makes no sense."""
        row = self.series(indicator.id, NATION)
        if row.points or not isinstance(indicator.quantity, Ratio):
            return (row if row.points else None), False
        key = indicator.id, indicator.quantity.multiplier
        if key not in self._summed:
            self._summed[key] = sum_to_national(counts_of(self._of_current(indicator.id)), key[1])
        summed = self._summed[key]
        return (summed if summed.points else None), True

    def structure(self, features: Sequence[str]) -> dict[str, dict[str, float]]:
        """Per municipality of today these structural features by id, each in the year in which it counts; never change it."""
        wanted = tuple(features)
        if wanted not in self._structures:
            self._structures[wanted] = self._structure(wanted)
        return self._structures[wanted]

    def _structure(self, features: Sequence[str]) -> dict[str, dict[str, float]]:
        values: dict[str, dict[str, float]] = {code: {} for code in self.current}
        for name in features:
            rows = self._of_current(FEATURE_PREFIX + name)
            rows = rows.only(rows.year == (self.feature_year(name) or 0))
            for place, value in zip(rows.region.tolist(), rows.value.tolist(), strict=True):
                values[self.table.regions[place]][name] = value
        return values

    def feature_year(self, name: str) -> int | None:
        """The newest year in which nearly every municipality has this feature; None when there is no such year."""
        if name not in self._feature_years:
            self._feature_years[name] = self._feature_year(name)
        return self._feature_years[name]

    def _feature_year(self, name: str) -> int | None:
        years, municipalities = np.unique(self._of_current(FEATURE_PREFIX + name).year, return_counts=True)
        enough = years[municipalities >= FEATURE_COVERAGE * len(self.current)]
        return int(enough.max()) if len(enough) else None

    def _of_current(self, indicator: str) -> Everywhere:
        """Of the municipalities of today."""
        rows = self.table.of(indicator)
        return rows.only(self._is_current[rows.region])

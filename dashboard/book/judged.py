"""All answers about all indicators of one municipality, from frames as the store gives them; pure, cached elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from etl.store.rows import FeatureFigure, Region, rows_of
from etl.store.series import series_of
from etl.store.terms import NATION, features_of
from indicators.agenda.model import Agenda, Indicator, Ratio
from indicators.methods.assessment import Assessment, assess
from indicators.methods.comparison import GroupYear, Member, summarise_group
from indicators.methods.group import GroupChoice, choose_group
from indicators.methods.national import sum_to_national
from indicators.methods.series import Series
from indicators.wording.answers import Answers, describe

FEATURE_COVERAGE = 0.9
"""A feature counts in the newest year in which this share of the municipalities has it; else it is left out."""


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A structural feature as it was used: its name, and the year its figures are of (None: too few figures)."""

    id: str
    name: str
    year: int | None


@dataclass(frozen=True, kw_only=True)
class Peers:
    """The comparable municipalities of one municipality, and what they were chosen on; all of one published version."""

    codes: tuple[str, ...]
    features: tuple[Feature, ...]
    is_fixed: bool
    """The list stands in the agenda."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One indicator of one municipality: the answers, and the series they were compared with."""

    assessment: Assessment
    answers: Answers
    members: tuple[Member, ...]
    band: tuple[GroupYear, ...]
    national: Series | None
    is_national_summed: bool
    """The Netherlands is the sum over all municipalities, because the source has no row for it."""


class Figures:
    """All figures of one published version, cut into series when asked for; nothing in it changes."""

    def __init__(self, observations: pd.DataFrame, regions: pd.DataFrame) -> None:
        known = rows_of(Region, regions)
        self.names = {each.code: each.name for each in known}
        self.provinces = {each.code: each.province for each in known}
        self.current = frozenset(each.code for each in known if each.is_current)
        self._frames = dict(iter(observations.groupby(["indicator", "region"], sort=False)))
        self._regions = observations.groupby("indicator", sort=False)["region"].unique().to_dict()
        self._features = features_of(observations)
        self._series: dict[tuple[str, str], Series] = {}

    def series(self, indicator: str, region: str) -> Series:
        """The series of an indicator in a region; empty when there is none."""
        key = (indicator, region)
        if key not in self._series:
            frame = self._frames.get(key)
            self._series[key] = Series() if frame is None else series_of(frame)
        return self._series[key]

    def members(self, indicator: str, codes: tuple[str, ...]) -> tuple[Member, ...]:
        """These municipalities, as far as they have figures."""
        found = ((code, self.series(indicator, code)) for code in codes)
        return tuple(Member(code=code, name=self.names.get(code, code), series=series) for code, series in found if series.points)

    def national(self, indicator: Indicator) -> tuple[Series | None, bool]:
        """The Netherlands, and whether it is a sum; None where the source has no row and a sum makes no sense."""
        row = self.series(indicator.id, NATION)
        if row.points or not isinstance(indicator.quantity, Ratio):
            return (row if row.points else None), False
        everyone = [code for code in self._regions.get(indicator.id, ()) if code in self.current]
        summed = sum_to_national((self.series(indicator.id, code) for code in everyone), indicator.quantity.multiplier)
        return (summed if summed.points else None), True

    def peers(self, agenda: Agenda, own: str) -> Peers:
        """The agenda's own list, or the municipalities nearest in structural features."""
        chosen = agenda.info.comparison
        if chosen.municipalities and own == agenda.info.municipality:
            return Peers(codes=chosen.municipalities, features=(), is_fixed=True)
        years = {feature.id: self._feature_year(feature.id) for feature in chosen.features}
        values = self.structure(agenda)
        log_scaled = [feature.id for feature in chosen.features if feature.is_log_scaled]
        choice = choose_group(values, own, size=chosen.size, log_scaled=log_scaled)
        return Peers(codes=choice.municipalities, features=_features(agenda, choice, years), is_fixed=False)

    def structure(self, agenda: Agenda) -> dict[str, dict[str, float]]:
        """Per municipality of today its structural features by id, each in the year in which it counts."""
        values: dict[str, dict[str, float]] = {code: {} for code in self.current}
        years = {feature.id: self._feature_year(feature.id) for feature in agenda.info.comparison.features}
        wanted = self._features["feature"].map(years)
        for row in rows_of(FeatureFigure, self._features[self._features["year"] == wanted]):
            if row.region in values:
                values[row.region][row.feature] = row.value
        return values

    def _feature_year(self, name: str) -> int | None:
        mine = self._features["feature"] == name
        held = self._features[mine & self._features["region"].isin(self.current)]
        enough = held.groupby("year").size() >= FEATURE_COVERAGE * len(self.current)
        return int(enough[enough].index.max()) if enough.any() else None


def judge_all(
    agenda: Agenda, figures: Figures, municipality: str, reasons: Mapping[str, str], today: date
) -> tuple[Peers, dict[str, Judged]]:
    """Judge every indicator; reasons say why an indicator has no figures (empty or absent when it has)."""
    peers = figures.peers(agenda, municipality)
    name = figures.names.get(municipality, municipality)
    judged = {}
    for indicator in agenda.indicators:
        members = figures.members(indicator.id, peers.codes)
        national, is_summed = figures.national(indicator)
        own = figures.series(indicator.id, municipality)
        assessment = assess(indicator, own, group=members, national=national, today=today)
        judged[indicator.id] = Judged(
            assessment=assessment,
            answers=describe(assessment, indicator, name, absence=reasons.get(indicator.id, "")),
            members=members,
            band=summarise_group(members),
            national=national,
            is_national_summed=is_summed,
        )
    return peers, judged


def _features(agenda: Agenda, choice: GroupChoice, years: Mapping[str, int | None]) -> tuple[Feature, ...]:
    return tuple(
        Feature(id=feature.id, name=feature.name, year=years[feature.id] if feature.id in choice.used else None)
        for feature in agenda.info.comparison.features
    )

"""The recorded figures as the calibration of the effect test reads them: who is like whom, who merged, which years count."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from benchmarks.calibrate.panel import CRIME_TABLES
from etl.store.store import open_store
from etl.store.terms import FEATURE_PREFIX
from indicators.agenda.model import Agenda, BreakKind, Indicator, Ratio, TableSource
from indicators.effects.mergers import find_mergers
from indicators.effects.placebo import Peers
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel

SIZE = "inwoners"
MIN_MUNICIPALITIES = 100


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """Definitive figures of the municipalities of today; inhabitants per code and year; crime: indicators from police tables."""

    agenda: Agenda
    observations: pd.DataFrame
    codes: tuple[str, ...]
    peers: Peers
    inhabitants: Mapping[str, Mapping[int, float]]
    crime: frozenset[str]

    def merged(self, panel: Panel) -> frozenset[str]:
        """Who became another area in the years of this panel."""
        return find_mergers(self.inhabitants, int(panel.years.min()), int(panel.years.max()))


def read_recorded(data: Path, agenda: Agenda) -> Recorded:
    """Everything the calibration needs of a published store."""
    observations, codes = read_current(data)
    features = features_of(observations)
    inhabitants: dict[str, dict[int, float]] = {}
    sizes = features[features.feature == SIZE]
    for code, year, value in zip(sizes.region, sizes.year, sizes.value, strict=True):
        inhabitants.setdefault(str(code), {})[int(year)] = float(value)
    return Recorded(
        agenda=agenda,
        observations=observations,
        codes=tuple(sorted(codes)),
        peers=make_peers(observations, agenda),
        inhabitants=inhabitants,
        crime=frozenset(each.id for each in agenda.indicators if _is_crime(agenda, each)),
    )


def _is_crime(agenda: Agenda, indicator: Indicator) -> bool:
    quantity = indicator.quantity
    source = agenda.sources[(quantity.numerator if isinstance(quantity, Ratio) else quantity).source]
    return isinstance(source, TableSource) and source.table in CRIME_TABLES


def read_current(data: Path) -> tuple[pd.DataFrame, set[str]]:
    """Definitive observations of the municipalities of today."""
    store = open_store(data)
    regions = store.regions()
    codes = set(regions[regions.is_current].code)
    found = store.observations()
    return found[found.region.isin(codes) & ~found.status.fillna("").str.contains("voorlopig")], codes


def make_peers(observations: pd.DataFrame, agenda: Agenda) -> Peers:
    """The newest figure of every structural feature."""
    rows = features_of(observations).sort_values("year")
    newest = rows.groupby(["region", "feature"]).value.last()
    features: dict[str, dict[str, float]] = {}
    for (region, name), value in newest.items():
        features.setdefault(str(region), {})[str(name)] = float(value)
    settings = agenda.info.comparison
    log_scaled = {feature.id for feature in settings.features if feature.is_log_scaled}
    inhabitants = {code: known[SIZE] for code, known in features.items() if SIZE in known}
    return Peers(likeness=rank_by_likeness(features, log_scaled=log_scaled), inhabitants=inhabitants, group_size=settings.size)


def yearly_rows(recorded: Recorded, indicator: Indicator) -> pd.DataFrame:
    """The figures of one indicator since the last change of definition or source, in years with enough municipalities."""
    rows = recorded.observations[recorded.observations.indicator == indicator.id]
    begun = [cut.year for cut in indicator.breaks if cut.kind is BreakKind.DEFINITION]
    newest = rows.segment[rows.year == rows.year.max()]
    rows = rows[rows.segment.isin(newest) & (rows.year >= max(begun, default=0))]
    per_year = rows.groupby("year").region.nunique()
    return rows[rows.year.isin(per_year[per_year >= MIN_MUNICIPALITIES].index)]


def features_of(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations that are structural features of a region, with the id of each in a column `feature`."""
    rows = observations[observations["indicator"].str.startswith(FEATURE_PREFIX)]
    return rows.assign(feature=rows["indicator"].str.removeprefix(FEATURE_PREFIX))

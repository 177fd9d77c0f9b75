"""All recorded series of all municipalities, as the methods see them; it reads the store once and judges nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store.series import series_of
from etl.store.store import open_store
from etl.store.terms import FEATURE_PREFIX, NATION
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda, Direction, Ratio, TableSource
from indicators.methods.panel import build_panel
from indicators.methods.projection import Range
from indicators.methods.series import Series
from indicators.methods.surroundings import UNKNOWN, Surroundings, look_around
from indicators.methods.usable import find_usable

ROOT = Path(__file__).resolve().parents[2]
AGENDA = ROOT / "config" / "agenda.yaml"
CRIME_TABLES = frozenset({"47018NED", "83648NED"})


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One indicator or feature with its definitive series per municipality code, cut at the last change of definition."""

    id: str
    name: str
    direction: Direction
    series: Mapping[str, Series]
    possible: Range = (None, None)
    is_current_prices: bool = False
    is_feature: bool = False
    is_crime: bool = False

    @cached_property
    def around(self) -> Surroundings:
        """What all municipalities together tell of it, as the dashboard knows it."""
        rows = [(code, point.year, point.value) for code, series in self.series.items() for point in series.points]
        return look_around(build_panel(*zip(*rows, strict=True))) if rows else UNKNOWN

    @property
    def is_projected(self) -> bool:
        """Whether the dashboard ever shows a projection of it."""
        return not self.is_feature and not self.is_current_prices


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Every subject with figures, indicators first; and for whom needs more: the agenda and the folder they came from."""

    subjects: tuple[Subject, ...]
    today: date
    agenda: Agenda | None = None
    data_dir: Path | None = None

    @property
    def indicators(self) -> tuple[Subject, ...]:
        """The subjects that the dashboard judges."""
        return tuple(subject for subject in self.subjects if not subject.is_feature)


def publish(data_dir: Path) -> Agenda:
    """Fill this folder with the figures of the shipped recording; gives the agenda they belong to."""
    agenda = load_agenda(AGENDA)
    refresh(Run(agenda=agenda, files_dir=AGENDA.parent, mode=Mode.RECORDING, data_dir=data_dir), Unwatched())
    return agenda


def read_published(data_dir: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Observations of the municipalities of today and of the nation, and the regions of the municipalities of today."""
    store = open_store(data_dir)
    try:
        regions = store.regions()
        current = regions[regions["is_current"]]
        observations = store.observations()
    finally:
        store.close()
    return observations[observations["region"].isin({*current["code"], NATION})], current


def load_panel(data_dir: Path, today: date) -> Panel:
    """The panel of the shipped recording, published in this folder."""
    agenda = publish(data_dir)
    everything = read_series(read_published(data_dir)[0])
    subjects = [_subject(agenda, key, series, today) for key, series in everything.items()]
    subjects.sort(key=lambda subject: subject.is_feature)
    return Panel(subjects=tuple(subjects), today=today, agenda=agenda, data_dir=data_dir)


def read_series(observations: pd.DataFrame) -> dict[str, dict[str, Series]]:
    """Per indicator and region the series, provisional points included."""
    found: dict[str, dict[str, Series]] = {}
    for (indicator_id, region), rows in observations.groupby(["indicator", "region"], sort=True):
        found.setdefault(str(indicator_id), {})[str(region)] = series_of(rows)
    return found


def _subject(agenda: Agenda, key: str, series: Mapping[str, Series], today: date) -> Subject:
    municipal = {code: own for code, own in series.items() if code != NATION}
    if key.startswith(FEATURE_PREFIX):
        return _feature(agenda, key, municipal)
    indicator = agenda.indicator(key)
    quantity = indicator.quantity
    source = agenda.sources[(quantity.numerator if isinstance(quantity, Ratio) else quantity).source]
    return Subject(
        id=key,
        name=indicator.name,
        direction=indicator.desired_direction,
        series={code: find_usable(own, indicator.breaks, today).series.definitive() for code, own in municipal.items()},
        possible=indicator.possible_range,
        is_current_prices=indicator.is_current_prices,
        is_crime=isinstance(source, TableSource) and source.table in CRIME_TABLES,
    )


def _feature(agenda: Agenda, key: str, municipal: Mapping[str, Series]) -> Subject:
    names = {FEATURE_PREFIX + feature.id: feature.name for feature in agenda.info.comparison.features}
    series = {code: own.definitive() for code, own in municipal.items()}
    return Subject(id=key, name=names[key], direction=Direction.NEUTRAL, series=series, is_feature=True)

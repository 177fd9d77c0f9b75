"""The comparable municipalities of one municipality, and what they were chosen on; all of one published version."""

from collections.abc import Mapping
from dataclasses import dataclass

from etl.answers.figures import Figures
from indicators.agenda.model import Agenda
from indicators.methods.group import GroupChoice, choose_group


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A structural feature as it was used: its name, and the year its figures are of (None: too few figures)."""

    id: str
    name: str
    year: int | None


@dataclass(frozen=True, kw_only=True)
class ComparisonGroup:
    """Who is compared with. is_fixed: the list stands in the agenda."""

    codes: tuple[str, ...]
    features: tuple[Feature, ...]
    is_fixed: bool


def find_group(agenda: Agenda, figures: Figures, own: str) -> ComparisonGroup:
    """The agenda's own list, or the municipalities nearest in structural features."""
    chosen = agenda.info.comparison
    if chosen.municipalities and own == agenda.info.municipality:
        return ComparisonGroup(codes=chosen.municipalities, features=(), is_fixed=True)
    ids = [feature.id for feature in chosen.features]
    log_scaled = [feature.id for feature in chosen.features if feature.is_log_scaled]
    choice = choose_group(figures.structure(ids), own, size=chosen.size, log_scaled=log_scaled)
    years = {name: figures.feature_year(name) for name in ids}
    return ComparisonGroup(codes=choice.municipalities, features=_features(agenda, choice, years), is_fixed=False)


def _features(agenda: Agenda, choice: GroupChoice, years: Mapping[str, int | None]) -> tuple[Feature, ...]:
    return tuple(
        Feature(id=feature.id, name=feature.name, year=years[feature.id] if feature.id in choice.used else None)
        for feature in agenda.info.comparison.features
    )

"""Walks the agenda and says of every part where it stands, in the Dutch keys of the file; it judges nothing."""

from collections.abc import Iterator

from indicators.agenda.model import (
    AdoptersFile,
    Agenda,
    Ambition,
    FileSource,
    Indicator,
    Intervention,
    Measure,
    Norm,
    PastMeasure,
    PastRatio,
    Quantity,
    Ratio,
    TableSource,
)
from indicators.agenda.problems import Path


def ambitions_at(agenda: Agenda) -> Iterator[tuple[Path, Ambition]]:
    """Every ambition with its place."""
    for number, ambition in enumerate(agenda.ambitions):
        yield ("ambities", number), ambition


def indicators_at(agenda: Agenda) -> Iterator[tuple[Path, Indicator]]:
    """Every indicator with its place."""
    for path, ambition in ambitions_at(agenda):
        for number, indicator in enumerate(ambition.indicators):
            yield (*path, "indicatoren", number), indicator


def norms_at(agenda: Agenda) -> Iterator[tuple[Path, Indicator, Norm]]:
    """Every norm with its place and its indicator."""
    for path, indicator in indicators_at(agenda):
        if indicator.norm:
            yield (*path, "norm"), indicator, indicator.norm


def files_at(agenda: Agenda) -> Iterator[tuple[Path, str]]:
    """Every name of a file beside the agenda, with its place."""
    if agenda.info.logo is not None:
        yield ("agenda", "logo"), agenda.info.logo
    yield from tables_at(agenda)


def tables_at(agenda: Agenda) -> Iterator[tuple[Path, str]]:
    """Those of files with figures or names."""
    if agenda.info.division is not None:
        yield ("agenda", "gebiedsindeling"), agenda.info.division
    for name, source in agenda.sources.items():
        if isinstance(source, FileSource):
            yield ("bronnen", name, "bestand"), source.file
    for path, intervention in interventions_at(agenda):
        if intervention.process is not None:
            yield (*path, "proces", "bestand"), intervention.process.file
        if isinstance(intervention.same_elsewhere, AdoptersFile):
            yield (*path, "zelfde_aanpak_in", "bestand"), intervention.same_elsewhere.file


def interventions_at(agenda: Agenda) -> Iterator[tuple[Path, Intervention]]:
    """Every intervention with its place."""
    for number, intervention in enumerate(agenda.interventions):
        yield ("interventies", number), intervention


def measures_at(agenda: Agenda) -> Iterator[tuple[Path, Measure, TableSource | FileSource | None]]:
    """Every measure, of indicators and of features, with its place and its source; None when that does not exist."""
    for path, quantity in _quantities_at(agenda):
        for place, measure in _parts(path, quantity):
            yield place, measure, agenda.sources.get(measure.source)


def _quantities_at(agenda: Agenda) -> Iterator[tuple[Path, Quantity]]:
    for number, feature in enumerate(agenda.info.comparison.features):
        yield ("agenda", "vergelijken", "kenmerken", number, "bron"), feature.quantity
    for path, indicator in indicators_at(agenda):
        yield (*path, "bron"), indicator.quantity
        yield from predecessors_at(path, indicator)


def predecessors_at(path: Path, indicator: Indicator) -> Iterator[tuple[Path, PastMeasure | PastRatio]]:
    """What the source of the indicator at this place replaced, newest first."""
    for number, past in enumerate(indicator.quantity.predecessors):
        yield (*path, "bron", "voorgangers", number), past


def _parts(path: Path, quantity: Quantity) -> Iterator[tuple[Path, Measure]]:
    if isinstance(quantity, Ratio):
        yield (*path, "teller"), quantity.numerator
        yield (*path, "noemer"), quantity.denominator
    else:
        yield path, quantity

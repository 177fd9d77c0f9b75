"""The agenda as it reads for another municipality: its norms as a yardstick, without what was said about our own figures."""

from indicators.agenda.model import Agenda, Ambition, Indicator


def for_guest(agenda: Agenda) -> Agenda:
    """Without adopted baseline values and commentaries: both are about the municipality of the agenda."""
    ambitions = tuple(_ambition(ambition) for ambition in agenda.ambitions)
    return agenda.model_copy(update={"ambitions": ambitions})


def _ambition(ambition: Ambition) -> Ambition:
    return ambition.model_copy(update={"indicators": tuple(_indicator(indicator) for indicator in ambition.indicators)})


def _indicator(indicator: Indicator) -> Indicator:
    baseline = indicator.baseline and indicator.baseline.model_copy(update={"adopted_value": None})
    return indicator.model_copy(update={"baseline": baseline, "commentaries": ()})

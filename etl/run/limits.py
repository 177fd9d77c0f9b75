"""What the agenda says that figures can be, for indicators and for the cells they are made of; it looks at no figure."""

from collections.abc import Iterable, Mapping

from etl.store.gate.terms import USUAL, Cell, Limits
from etl.store.terms import Bound, Part
from indicators.agenda.model import Agenda, Indicator

_COUNTS = frozenset({"teller", "noemer"})
"""Roles of counts that make an indicator together: its bounds are not theirs."""


_NEARLY = 1 - 1e-12
"""A whole half is rounded away from the bound, so it is outside."""


def bounds_of(agenda: Agenda) -> tuple[Bound, ...]:
    """What every indicator can be, in its own unit, at the decimals that are shown."""
    return tuple(_bound(indicator.id, _limits(indicator)) for indicator in agenda.indicators)


def cell_limits(parts: Iterable[Part], agenda: Agenda) -> dict[tuple[str, str], dict[Cell, Limits]]:
    """Per source and cell what its figures can be: the loosest of all that use it, since one figure serves them all."""
    of_indicator = {indicator.id: _limits(indicator) for indicator in agenda.indicators}
    found: dict[tuple[str, str], dict[Cell, Limits]] = {}
    for part in parts:
        limits = USUAL if part.role in _COUNTS else of_indicator.get(part.indicator, USUAL)
        cells = found.setdefault((part.catalogue, part.table_id), {})
        cell = (part.topic, part.filters)
        cells[cell] = _loosest(cells[cell], limits) if cell in cells else limits
    return found


def _bound(name: str, limits: Limits) -> Bound:
    lowest = None if limits.lowest is None else limits.lowest - limits.slack
    return Bound(name, lowest, None if limits.highest is None else limits.highest + limits.slack)


def _limits(indicator: Indicator) -> Limits:
    lowest, highest = (indicator.bounds.lowest, indicator.bounds.highest) if indicator.bounds else (None, None)
    usual = 100.0 if indicator.unit == "%" else None
    slack = 0.5 * 10.0**-indicator.decimals * _NEARLY
    return Limits(0.0 if lowest is None else lowest, usual if highest is None else highest, slack)


def _loosest(one: Limits, other: Limits) -> Limits:
    return Limits(
        None if one.lowest is None or other.lowest is None else min(one.lowest, other.lowest),
        None if one.highest is None or other.highest is None else max(one.highest, other.highest),
        max(one.slack, other.slack),
    )


def units_asked(agenda: Agenda, parts: Iterable[Part]) -> Mapping[tuple[str, str], dict[str, str]]:
    """Per source and topic the unit in which the agenda reads it, where an indicator shows the figure as it is."""
    units = {indicator.id: indicator.unit for indicator in agenda.indicators}
    found: dict[tuple[str, str], dict[str, str]] = {}
    for part in parts:
        if part.role == "waarde" and part.indicator in units:
            found.setdefault((part.catalogue, part.table_id), {}).setdefault(part.topic, units[part.indicator])
    return found

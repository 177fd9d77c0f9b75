"""How an indicator is made of sources, so that two agendas can be compared in it; pure, it reads no source."""

from dataclasses import dataclass
from typing import Any

from indicators.agenda.model import Agenda, Indicator, Measure, Quantity, Ratio, Source

_TOLD_APART = {"source", "predecessors", "has_break"}
"""Of a measure: its source is compared by what it is, its predecessors as links of their own."""
_BESIDE_FIGURES = frozenset({"holder", "licence", "margin", "years_together"})


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """Its quantity, and the sources that this and its predecessors name, by their names."""

    quantity: Quantity
    sources: tuple[tuple[str, Source], ...]

    @property
    def links(self) -> tuple[tuple[Quantity, tuple[tuple[Measure, Source], ...]], ...]:
        """The quantity and what it replaced, newest first; of each its measures with their sources, numerator first."""
        known = dict(self.sources)
        chain = (self.quantity, *getattr(self.quantity, "predecessors", ()))
        return tuple((link, tuple((each, known[each.source]) for each in _measures(link))) for link in chain)


def sourced(indicator: Indicator, agenda: Agenda) -> Sourced:
    """How this agenda makes its indicator."""
    chain = (indicator.quantity, *indicator.quantity.predecessors)
    names = dict.fromkeys(measure.source for link in chain for measure in _measures(link))
    return Sourced(quantity=indicator.quantity, sources=tuple((name, agenda.sources[name]) for name in names))


def is_same(one: Sourced, other: Sourced) -> bool:
    """Whether both are made alike; another name for the same source is no difference."""
    return one == other or _without_names(one) == _without_names(other)


def gives_other_figures(one: Sourced, other: Sourced) -> bool:
    """Whether another table, file or selection is asked; who holds it and how its figures are compared change none of them."""
    return _without_names(one, _BESIDE_FIGURES) != _without_names(other, _BESIDE_FIGURES)


def _without_names(made: Sourced, left_out: frozenset[str] = frozenset()) -> list[Any]:
    found: list[Any] = []
    for link, measures in made.links:
        found.append((getattr(link, "multiplier", None), getattr(link, "has_break", None)))
        found += [(each.model_dump(exclude=_TOLD_APART), source.model_dump(exclude=set(left_out))) for each, source in measures]
    return found


def _measures(quantity: Quantity) -> tuple[Measure, ...]:
    return (quantity.numerator, quantity.denominator) if isinstance(quantity, Ratio) else (quantity,)

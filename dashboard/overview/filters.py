"""Which indicators of the overview a reader wants to see and in which order, as values of the address; pure, it hides nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from dashboard.book.databook import Row
from indicators.agenda.model import Ambition, Indicator
from indicators.methods.assessment import Assessment
from indicators.methods.attention import by_attention, is_off_norm
from indicators.methods.norm_status import NormReason


class Order(StrEnum):
    """How the indicators stand below each other, as the address says it."""

    AMBITION = "ambitie"
    ATTENTION = "aandacht"
    NAME = "naam"
    CHANCE = "kans"
    NEWEST = "nieuwste"


ORDERS = {
    Order.AMBITION: "per ambitie",
    Order.ATTENTION: "wat afwijkt eerst",
    Order.NAME: "naam",
    Order.CHANCE: "kleinste kans eerst",
    Order.NEWEST: "nieuwste cijfer eerst",
}
"""In the words on the screen; the first is the usual one."""
OF_A_GUEST = (Order.AMBITION, Order.NAME, Order.NEWEST)
"""Without norms there is nothing to weigh."""
OFF_NORM, WITH_NORM = "afwijkend", "norm"
"""What the address calls the indicators that are off the norm, and those that have one."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Empty is everything. ambition and partner are ids; show OFF_NORM or WITH_NORM; status and kind words of the screen."""

    show: str = ""
    ambition: str = ""
    status: str = ""
    partner: str = ""
    kind: str = ""
    search: str = ""
    order: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing is left out; the order may be another one."""
        return self == Filters(order=self.order)

    @property
    def sorting(self) -> Order:
        """The order that was asked for; the usual one when there is no such order."""
        return Order(self.order) if self.order in set(Order) else Order.AMBITION

    def holds(
        self, ambition: Ambition, indicator: Indicator, assessment: Assessment, working: Collection[str] = frozenset()
    ) -> bool:
        """Whether this indicator is among what was asked for; working: ids of the partners with an intervention aimed at it."""
        return (
            self._shows(indicator, assessment)
            and self.ambition in {"", ambition.id}
            and self.status in {"", assessment.norm.status}
            and self.partner in {"", indicator.owner, *working}
            and self.kind in {"", indicator.kind}
            and all(word in _text(ambition, indicator) for word in self.search.casefold().split())
        )

    def _shows(self, indicator: Indicator, assessment: Assessment) -> bool:
        if self.show == OFF_NORM:
            return is_off_norm(assessment)
        return self.show != WITH_NORM or indicator.norm is not None


PARAMETERS = {
    "show": "toon", "ambition": "ambitie", "status": "status", "partner": "partner", "kind": "soort", "search": "zoek",
    "order": "volgorde",
}  # fmt: skip
BEFORE = {"partner": "eigenaar"}
"""What a parameter was called in addresses that people may have kept."""


def read_filters(address: Mapping[str, str]) -> Filters:
    """From the parameters of the address; what is absent is empty."""

    def said(name: str) -> str:
        return address.get(PARAMETERS[name]) or address.get(BEFORE.get(name, ""), "")

    return Filters(**{field.name: said(field.name).strip() for field in fields(Filters)})


def write_filters(chosen: Filters) -> dict[str, str]:
    """The parameters for the address; nothing for what is empty."""
    values = {PARAMETERS[field.name]: getattr(chosen, field.name).strip() for field in fields(Filters)}
    return {name: value for name, value in values.items() if value}


def in_order(rows: Sequence[Row], order: Order) -> list[tuple[Ambition | None, tuple[Row, ...]]]:
    """The rows in groups: one an ambition, what asks attention first on top; one without an ambition in any other order."""
    found = _attention(rows)
    if order is Order.AMBITION:
        groups = {row.ambition.id: row.ambition for row in rows}
        return [(each, tuple(row for row in found if row.ambition.id == name)) for name, each in groups.items()]
    if order is Order.NAME:
        found = sorted(rows, key=lambda row: row.indicator.name.casefold().lstrip("("))
    elif order is Order.CHANCE:
        found = sorted(found, key=_chance)
    elif order is Order.NEWEST:
        found = sorted(found, key=lambda row: -(row.last.year if row.last else 0))
    return [(None, tuple(found))] if found else []


def _attention(rows: Sequence[Row]) -> list[Row]:
    by_id = {row.indicator.id: row for row in rows}
    return [by_id[each.indicator] for each in by_attention(row.assessment for row in rows)]


def _chance(row: Row) -> tuple[bool, float]:
    """Without a chance last."""
    chance = told_chance(row.assessment)
    return chance is None, chance or 0.0


def told_chance(assessment: Assessment) -> float | None:
    """The chance that the norm will be met, where the answer about the norm is that chance; None anywhere else."""
    norm = assessment.norm
    return norm.chance if norm.reason is NormReason.CHANCE else None


def _text(ambition: Ambition, indicator: Indicator) -> str:
    return " ".join((indicator.name, indicator.definition, ambition.theme)).casefold()

"""What is set aside for interventions, in euros a year and euros once; it never divides money by an effect."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.look.notation import exact
from indicators.agenda.model import Budget, BudgetPer, Intervention
from indicators.wording.numbers import listing, number

EURO = "€\N{NO-BREAK SPACE}"
NO_BUDGET = "geen budget vermeld"


@dataclass(frozen=True, kw_only=True)
class Money:
    """Euros a year and euros once: never added up."""

    yearly: float = 0.0
    once: float = 0.0

    @property
    def text(self) -> str:
        """`€ 240.000 per jaar en € 75.000 eenmalig`; empty without any."""
        yearly = [f"{EURO}{number(self.yearly, 0)} per jaar"] if self.yearly else []
        return listing([*yearly, *([f"{EURO}{number(self.once, 0)} eenmalig"] if self.once else [])] or [""])


def money_of(interventions: Sequence[Intervention]) -> Money:
    """What is set aside for these together."""
    budgets = [each.budget for each in interventions if each.budget]
    return Money(
        yearly=sum(each.amount for each in budgets if each.per is BudgetPer.YEAR),
        once=sum(each.amount for each in budgets if each.per is BudgetPer.ONCE),
    )


def budget_text(budget: Budget | None) -> str:
    """`€ 240.000 per jaar`; a missing budget is said, never zero."""
    if budget is None:
        return NO_BUDGET
    return f"{EURO}{exact(budget.amount)} {'per jaar' if budget.per is BudgetPer.YEAR else 'eenmalig'}"


def money_in_short(budget: Budget | None) -> str:
    """`€ 240.000` a year, `€ 75.000 eenmalig`; for a column that says ‘per jaar’."""
    return "niet vermeld" if budget is None else budget_text(budget).removesuffix(" per jaar")

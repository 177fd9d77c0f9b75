"""Which interventions serve an ambition and what they cost together; every one counts once, and what is unknown is said; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.book.databook import Row
from dashboard.interventions.capacity import is_under_way
from dashboard.interventions.money import NO_BUDGET, money_of
from dashboard.look.notation import amount, count, point_period
from indicators.agenda.model import Agenda, Ambition, Indicator, IndicatorKind, Intervention


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Money of interventions in words; unknown: of how many no budget is stated; stopped: how many do not count any more."""

    text: str
    unknown: int
    stopped: int

    @property
    def remarks(self) -> list[str]:
        """What is not in it, each as a sentence."""
        told = []
        if self.text and self.unknown:
            told.append(f"Van {count(self.unknown, 'interventie', 'interventies')} is geen budget vermeld.")
        if self.stopped:
            are, tell = ("is", "telt") if self.stopped == 1 else ("zijn", "tellen")
            told.append(f"{count(self.stopped, 'interventie', 'interventies')} {are} gestopt of afgelopen en {tell} niet mee.")
        return told


def interventions_of(agenda: Agenda, ambition: Ambition) -> list[Intervention]:
    """Those that aim at an indicator of the ambition, or name the ambition itself."""
    own = {indicator.id for indicator in ambition.indicators}
    return [each for each in agenda.interventions if serves(each, ambition.id, own)]


def serves(intervention: Intervention, ambition: str, indicators: set[str]) -> bool:
    """Whether it is for this ambition, with these indicators."""
    return intervention.ambition == ambition or any(aim.indicator in indicators for aim in intervention.aims)


def together(interventions: Sequence[Intervention], today: date) -> Sum:
    """What those under way cost; who has ended costs nothing any more."""
    running = [each for each in interventions if is_under_way(each, today)]
    return Sum(
        text=money_of(running).text,
        unknown=sum(each.budget is None for each in running),
        stopped=len(interventions) - len(running),
    )


def total_text(found: Sum) -> str:
    """`Interventies samen: € 125.000 per jaar.`, with what is not in it."""
    return " ".join([f"Interventies samen: {found.text or NO_BUDGET}.", *found.remarks])


def is_about_money(indicator: Indicator) -> bool:
    """A figure of what is spent, on which nobody works."""
    return indicator.kind is IndicatorKind.INPUT


def newest(row: Row) -> str:
    """The newest figure with its unit and period."""
    return f"{amount(row.last.value, row.indicator)} ({point_period(row.last)})" if row.last else "nog geen cijfer"

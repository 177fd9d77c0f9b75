"""An intervention in Dutch sentences: what is expected for whom, its money, its moments of choice; it judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.dates import format_date

from dashboard.interventions.effects import Effect
from dashboard.look.notation import LOCALE, exact, listing, number
from indicators.agenda.model import (
    Agenda,
    Aim,
    Budget,
    BudgetPer,
    Checkpoint,
    Decision,
    Direction,
    Indicator,
    Intervention,
    Phase,
)
from indicators.effects.hypothesis import find_missing
from indicators.wording.effect import unit_of_size

VERBS = {Direction.UP: "stijgt", Direction.DOWN: "daalt", Direction.NEUTRAL: "verandert"}
EURO = "€\N{NO-BREAK SPACE}"
NO_CHECKPOINT = "geen toetsmoment gepland"
DAYS_OF_A_MONTH = 30.44
FOUND_OF_TEN = ("1", "3", "4")
"""How often an effect of 1, 2 and 3 times the usual swing is reported; measured in docs/calibratie.md, a test compares."""
POWER = (
    "Hoe vaak vindt deze toets een effect dat er echt is? Wij hebben effecten in echte reeksen verstopt. Is het effect even "
    "groot als de gewone schommeling van jaar op jaar, dan meldt de toets het in ongeveer {} van de 10 gevallen. Bij twee "
    "keer zo groot in {} en bij drie keer zo groot in {} van de 10. ‘Geen apart effect te zien’ is dus de gewone uitkomst, "
    "ook van een aanpak die werkt."
).format(*FOUND_OF_TEN)


class Turn(StrEnum):
    """Where a checkpoint stands in time."""

    DECIDED = "besloten"
    OVERDUE = "te laat"
    AHEAD = "gepland"


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
        return "geen budget vermeld"
    return f"{EURO}{exact(budget.amount)} {'per jaar' if budget.per is BudgetPer.YEAR else 'eenmalig'}"


def month(moment: str | None) -> str:
    """`2018-03` -> `maart 2018`; a year alone stays a year."""
    if moment is None:
        return "geen start vermeld"
    if "-" not in moment:
        return moment
    year, number_of_month = moment.split("-")
    return str(format_date(date(int(year), int(number_of_month), 1), "MMMM yyyy", locale=LOCALE))


def running_text(intervention: Intervention) -> str:
    """`start februari 2019`, `van 2019 tot en met 2022`."""
    if intervention.end:
        return f"van {month(intervention.start)} tot en met {month(intervention.end)}"
    return f"start {month(intervention.start)}" if intervention.start else "geen start vermeld"


def hypothesis_sentence(intervention: Intervention, effects: Sequence[Effect]) -> str:
    """For whom, which figure should change, by how much, from when it can show; or what of that is missing."""
    whom = _in_sentence(intervention.target_group)
    if not effects:
        return f"Voor {whom} is er nog geen verwachting: er is geen indicator van de agenda gekozen."
    told = [_expectation(each.aim, each.indicator) for each in effects if not find_missing(intervention, each.aim)]
    unknown = [f"‘{each.indicator.name}’" for each in effects if find_missing(intervention, each.aim)]
    if not told:
        return f"Voor {whom} is de verwachting over {listing(unknown)} nog niet compleet."
    rest = f" Over {listing(unknown)} is de verwachting nog niet compleet." if unknown else ""
    return f"Voor {whom} verwachten we dat {'; en dat '.join(told)}.{rest}"


def _expectation(aim: Aim, indicator: Indicator) -> str:
    verb = VERBS[aim.direction or Direction.NEUTRAL]
    return f"het cijfer ‘{indicator.name}’ {verb} met {hoped_size(aim, indicator)}, te zien vanaf {aim.visible_from}"


def hoped_size(aim: Aim, indicator: Indicator) -> str:
    """The expected size as the agenda states it: `0,5 per 1.000 inwoners`, `2 procentpunt`."""
    return f"{exact(aim.size or 0.0)} {unit_of_size(indicator)}"


def _in_sentence(text: str) -> str:
    words = text.strip().rstrip(".")
    first = words.split(" ", 1)[0]
    return words[0].lower() + words[1:] if first[1:].islower() or len(first) == 1 else words


def gaps_of(intervention: Intervention) -> tuple[str, ...]:
    """What an intervention needs before anyone can learn from it, in words; empty when nothing is missing."""
    if intervention.phase is Phase.STOPPED:
        return ()
    lacks = ["zonder indicator van de agenda"] if not intervention.aims else []
    if any(find_missing(intervention, aim) for aim in intervention.aims):
        lacks.append("verwachting niet compleet")
    if next_checkpoint(intervention) is None:
        lacks.append(NO_CHECKPOINT)
    return tuple(lacks)


def next_checkpoint(intervention: Intervention) -> Checkpoint | None:
    """The first one without a decision, overdue or ahead; a stopped intervention has none."""
    if intervention.phase is Phase.STOPPED:
        return None
    return min((each for each in intervention.checkpoints if each.decision is None), key=lambda each: each.on, default=None)


def turn(checkpoint: Checkpoint, today: date) -> Turn:
    """Whether it was decided, is ahead (or today), or has passed without a decision."""
    if checkpoint.decision is not None:
        return Turn.DECIDED
    return Turn.OVERDUE if checkpoint.on < today else Turn.AHEAD


def when(checkpoint: Checkpoint, today: date) -> str:
    """`2 maanden te laat`, `over 3 weken`, `vandaag`."""
    days = (checkpoint.on - today).days
    if days == 0:
        return "vandaag"
    return f"{_stretch(-days)} te laat" if days < 0 else f"over {_stretch(days)}"


def _stretch(days: int) -> str:
    weeks, months = round(days / 7), round(days / DAYS_OF_A_MONTH)
    if days < 14:  # noqa: PLR2004  within two weeks, days count
        return f"{days} {'dag' if days == 1 else 'dagen'}"
    if days < 60:  # noqa: PLR2004  within two months, weeks count
        return f"{weeks} weken"
    return f"{months} maanden" if months < 24 else f"{round(months / 12)} jaar"  # noqa: PLR2004


def decision_text(decision: Decision | None) -> str:
    """The word for a decision, or that there is none yet."""
    return str(decision) if decision else "nog geen besluit"


def themes_of(intervention: Intervention, agenda: Agenda) -> tuple[str, ...]:
    """The themes an intervention serves, in the order of the agenda: of its indicators, and of its own ambition."""
    aimed = {aim.indicator for aim in intervention.aims}
    return tuple(
        each.theme
        for each in agenda.ambitions
        if each.id == intervention.ambition or aimed & {indicator.id for indicator in each.indicators}
    )

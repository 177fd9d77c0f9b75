"""The moments of an intervention in Dutch: when it runs, when it is looked at, and what was decided; it judges nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from babel.dates import format_date

from dashboard.look.notation import LOCALE, day
from indicators.agenda.model import Checkpoint, Decision, Intervention, Phase

NO_CHECKPOINT = "geen toetsmoment gepland"
DAYS_OF_A_MONTH = 30.44


class Turn(StrEnum):
    """Where a checkpoint stands in time."""

    DECIDED = "besloten"
    OVERDUE = "te laat"
    AHEAD = "gepland"


PHASES: Mapping[str, str] = {Phase.EMBEDDED: "vast aanbod"}
"""Phases that have another name for who reads than for who writes the agenda."""


def phase_text(phase: Phase) -> str:
    """How far an intervention is, in words for everyone."""
    return PHASES.get(phase, str(phase))


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


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A checkpoint in short: its day, then what was decided or how far away it is; late: that day passed without a decision."""

    on: str
    said: str
    is_late: bool


def badge(checkpoint: Checkpoint, today: date) -> Badge:
    """What `interventions/_badge.html` shows of a checkpoint."""
    state = turn(checkpoint, today)
    said = decision_text(checkpoint.decision) if state is Turn.DECIDED else when(checkpoint, today)
    return Badge(on=day(checkpoint.on), said=said, is_late=state is Turn.OVERDUE)


def newest_first(checkpoints: Iterable[Checkpoint]) -> list[Checkpoint]:
    """In the order in which a page tells them."""
    return sorted(checkpoints, key=lambda each: each.on, reverse=True)

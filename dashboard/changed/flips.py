"""Which answers became another one and why, and which only stayed because the agenda changed; pure, it words nothing."""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.changed.earlier import Told
from dashboard.look.questions import QUESTIONS
from dashboard.look.statuses import Status
from indicators.agenda.model import Indicator
from indicators.wording.answers import Answer


class Cause(StrEnum):
    """What made an answer another one: other figures, another agenda, each of the two, or only the time that passed."""

    FIGURES = "figures"
    AGENDA = "agenda"
    BOTH = "both"
    TIME = "time"


@dataclass(frozen=True, kw_only=True)
class ChangedJudgement:
    """One of the four answers about an indicator (the kind of its question), then and now, and what made it another one."""

    indicator: Indicator
    kind: str
    before: Answer
    after: Answer
    statuses: tuple[Status, Status]
    cause: Cause = Cause.FIGURES


@dataclass(frozen=True, kw_only=True)
class HeldJudgement:
    """An answer that stayed what it was, and would be another one now with the agenda of then."""

    indicator: Indicator
    kind: str
    now: Status
    otherwise: Status


def changed_judgements(indicator: Indicator, before: Told, after: Told, between: Told | None = None) -> list[ChangedJudgement]:
    """The answers whose status is another one; a sentence that only got newer numbers is no changed judgement.

    between: as it would have been with the figures of then and the agenda of now; None when the agenda was the same.
    """
    found, middle = [], between or before
    for kind in (question.kind for question in QUESTIONS):
        then, halfway, now = (getattr(each.assessment, kind).status for each in (before, middle, after))
        if then is not now:
            answers = [getattr(each.answers, kind) for each in (before, after)]
            cause = _cause(then, halfway, now, has_other_figures=middle.assessment.series != after.assessment.series)
            found.append(
                ChangedJudgement(
                    indicator=indicator, kind=kind, before=answers[0], after=answers[1], statuses=(then, now), cause=cause
                )
            )
    return found


def _cause(then: Status, halfway: Status, now: Status, *, has_other_figures: bool) -> Cause:
    if halfway is now:
        return Cause.AGENDA
    if halfway is not then:
        return Cause.BOTH
    return Cause.FIGURES if has_other_figures else Cause.TIME


def held_judgements(indicator: Indicator, before: Told, after: Told, otherwise: Told) -> list[HeldJudgement]:
    """The answers that only stayed the same because the agenda changed; otherwise: of now, with the agenda of then."""
    found = []
    for kind in (question.kind for question in QUESTIONS):
        then, now, other = (getattr(each.assessment, kind).status for each in (before, after, otherwise))
        if then is now and other is not now:
            found.append(HeldJudgement(indicator=indicator, kind=kind, now=now, otherwise=other))
    return found

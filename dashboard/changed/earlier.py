"""What the databook would have said on an earlier day: the figures of then under the agenda of then, or of now; pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from dashboard.changed.since import end_of
from dashboard.look.notation import CLOCK
from etl.answers.around import look_around_all
from etl.answers.figures import Figures
from etl.answers.judged import Judged, judge_all
from etl.answers.peers import find_group
from indicators.agenda.differences import About, Topic
from indicators.agenda.history import AgendaHistory
from indicators.agenda.model import Agenda
from indicators.agenda.sourced import gives_other_figures
from indicators.methods.assessment import Assessment
from indicators.wording.answers import Answers

NO_FIGURE_THEN = "we hadden toen nog geen cijfer"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The moment to look back to. on: its day; is_start: the store's history does not go back further than this."""

    at: datetime
    on: date
    is_start: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """What was said of an indicator at a moment, without the figures of others: kept for every day that is asked for."""

    assessment: Assessment
    answers: Answers

    @classmethod
    def of(cls, judged: Judged) -> "Told":
        """The answers alone, of an indicator as it was judged."""
        return cls(assessment=judged.assessment, answers=judged.answers)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Own figures and answers by indicator id, with the figures as they were at a moment.

    told: with the agenda of now. then: with the agenda of then, where that differs. otherwise: the figures of now with the agenda
    of then, where that differs. unknown: indicators that the agenda of then did not have or took from another source, so that
    nobody can say what was told of them.
    """

    moment: Moment
    told: Mapping[str, Told]
    then: Mapping[str, Told] = field(default_factory=dict)
    otherwise: Mapping[str, Told] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()


def moment_of(since: date, runs: pd.DataFrame) -> Moment:
    """The end of this day, or the first publication when that came later; runs as the store gives them, never empty."""
    began = runs["finished_at"].min().to_pydatetime()
    first_day = began.astimezone(CLOCK).date()
    if since < first_day:
        return Moment(at=began, on=first_day, is_start=True)
    return Moment(at=end_of(since), on=since, is_start=False)


def look_back(
    agenda: Agenda, figures: Figures, municipality: str, on: date, between: Callable[[], None] = lambda: None
) -> dict[str, Told]:
    """Judge these figures with this agenda and the calendar of a day, with the methods of now.

    between: called before each indicator, for who has to let others by.
    """
    ids = [indicator.id for indicator in agenda.indicators]
    reasons = {name: NO_FIGURE_THEN for name in ids if not figures.series(name, municipality).points}
    group = find_group(agenda, figures, municipality)
    around = look_around_all(agenda, figures, on)
    judged = judge_all(agenda, figures, group, municipality, reasons, around, on, between)
    return {name: Told.of(each) for name, each in judged.items()}


def differing(history: AgendaHistory, moment: datetime, ids: Iterable[str]) -> frozenset[str]:
    """The indicators (of these) of which the answers may be others since this moment because the agenda is."""
    found = [each for step in history.after(moment) for each in step.differences]
    if any(each.about is About.AGENDA for each in found):
        return frozenset(ids)
    return frozenset(each.id for each in found if each.about is About.INDICATOR) & frozenset(ids)


def without_then(history: AgendaHistory, moment: datetime) -> frozenset[str]:
    """The indicators of which nobody can say what was told at this moment: new since, or made of something else."""
    found = [each for step in history.after(moment) for each in step.differences if each.about is About.INDICATOR]
    return frozenset(
        each.id
        for each in found
        if each.topic is Topic.WHOLE or (each.topic is Topic.SOURCE and gives_other_figures(each.before, each.after))
    )

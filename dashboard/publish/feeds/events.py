"""What changed at each moment that something came in or the agenda became another one; pure, it judges with the methods of now.

At a moment at which figures came in, the agenda of then judges the figures before and after it; at one at which the agenda became
another one, both agendas judge the figures of then. So an event stays what it is, whatever comes later.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pandas as pd

from dashboard.book.databook import Databook
from dashboard.book.what_if import only
from dashboard.changed.changes import ChangedNorm, Changes, new_figures, revised_figures
from dashboard.changed.earlier import Told, differing, look_back, without_then
from dashboard.changed.flips import ChangedJudgement, changed_judgements
from dashboard.look.notation import CLOCK
from etl.answers.figures import Figures
from indicators.agenda.model import Agenda, Indicator

MOST_MOMENTS = 12
"""Of figures, and of the agenda: half a year of a usual agenda. Each takes up to half a second to look back at."""
NEW, REVISED, NORM, JUDGEMENT = "nieuw", "herzien", "norm", "oordeel"
_JUST_BEFORE = timedelta(microseconds=1)
FiguresAt = Callable[[datetime], Figures]
AgendaOf = Callable[[str], Agenda | None]
"""The agenda with an id; None when it can no longer be had."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One kind of change of one indicator at one moment. kind: one of the four above."""

    at: datetime
    indicator: Indicator
    kind: str
    changes: Changes


def moments_of(lineages: Mapping[str, pd.DataFrame]) -> dict[datetime, set[str]]:
    """When measurements behind which indicators came in or were replaced; without what was there from the beginning."""
    found: defaultdict[datetime, set[str]] = defaultdict(set)
    for name, lineage in lineages.items():
        for column in ("first_seen", "superseded_at"):
            for moment in lineage[column].dropna().unique():
                found[pd.Timestamp(moment).to_pydatetime()].add(name)
    return dict(found)


def figure_events(
    book: Databook, lineages: Mapping[str, pd.DataFrame], figures_at: FiguresAt, agenda_of: AgendaOf
) -> Iterator[Event]:
    """New and revised figures, and judgements that became other ones by them; in no order."""
    began = book.runs["finished_at"].min().to_pydatetime()
    moments = sorted(each for each in moments_of(lineages).items() if each[0] > began)
    for at, names in moments[-MOST_MOMENTS:]:
        agenda = agenda_of(book.history.id_at(at)) or book.agenda
        earlier, later = figures_at(at - _JUST_BEFORE), figures_at(at)
        ids = names - without_then(book.history, at)
        before, after = (_told(agenda, ids, each, book.code, at) for each in (earlier, later))
        for indicator in (each for each in agenda.indicators if each.id in ids):
            yield from _of_figures(at, indicator, before[indicator.id], after[indicator.id])


def _of_figures(at: datetime, indicator: Indicator, was: Told, now: Told) -> Iterator[Event]:
    series = was.assessment.series, now.assessment.series
    seen = dict.fromkeys((point.year for point in series[1].points), at)
    if new := new_figures(indicator, *series, seen):
        yield Event(at=at, indicator=indicator, kind=NEW, changes=Changes(new=(new,)))
    if revised := revised_figures(indicator, *series, seen):
        yield Event(at=at, indicator=indicator, kind=REVISED, changes=Changes(revised=tuple(revised)))
    if series[0].points:
        yield from _judged(at, indicator, changed_judgements(indicator, was, now))


def norm_events(book: Databook) -> Iterator[Event]:
    """Norms that moved, by a decision or as it was seen in the agenda; in no order."""
    for row in book.rows:
        for step in row.norm_steps:
            at = step.seen_at or (datetime.combine(step.adoption.on, time.min, CLOCK) if step.adoption else None)
            if at and _day(at) <= book.today:
                norm = ChangedNorm(indicator=row.indicator, step=step)
                yield Event(at=at, indicator=row.indicator, kind=NORM, changes=Changes(norms=(norm,)))


def agenda_events(book: Databook, figures_at: FiguresAt, agenda_of: AgendaOf) -> Iterator[Event]:
    """Judgements that became other ones by another agenda; in no order."""
    for earlier, step in list(pairwise(book.history.steps))[-MOST_MOMENTS:]:
        agendas = [found for each in (earlier, step) if (found := agenda_of(each.id))]
        alone, just_before = replace(book.history, steps=(earlier, step)), step.since - _JUST_BEFORE
        in_both = frozenset.intersection(
            *(frozenset(each.id for each in agenda.indicators) for agenda in (*agendas, book.agenda))
        )
        ids = differing(alone, just_before, in_both) - without_then(book.history, just_before)
        if len(agendas) == len((earlier, step)) and ids:
            figures = figures_at(step.since)
            before, after = (_told(each, ids, figures, book.code, step.since) for each in agendas)
            for indicator in (each for each in agendas[-1].indicators if each.id in ids):
                was, now = before[indicator.id], after[indicator.id]
                yield from _judged(step.since, indicator, changed_judgements(indicator, was, now, now))


def _told(agenda: Agenda, ids: Set[str], figures: Figures, code: str, at: datetime) -> Mapping[str, Told]:
    return look_back(only(agenda, ids, figures, code), figures, code, _day(at))


def _judged(at: datetime, indicator: Indicator, found: list[ChangedJudgement]) -> Iterator[Event]:
    if found:
        yield Event(at=at, indicator=indicator, kind=JUDGEMENT, changes=Changes(judgements=tuple(found)))


def _day(at: datetime) -> date:
    return at.astimezone(CLOCK).date()

"""What changed between two moments: figures, agenda and judgements; pure, it words nothing and reads no store."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.book.databook import Row
from dashboard.book.origins import current
from dashboard.changed.earlier import Earlier, Told
from dashboard.changed.flips import ChangedJudgement, HeldJudgement, changed_judgements, held_judgements
from dashboard.changed.since import end_of
from indicators.agenda.differences import Difference, Topic
from indicators.agenda.history import AgendaHistory
from indicators.agenda.model import Indicator
from indicators.agenda.norm_history import NormStep
from indicators.methods.series import Point, Series

Seen = Mapping[int, datetime]
"""Per year the moment at which the figure that now holds was first seen."""


@dataclass(frozen=True, kw_only=True)
class NewFigures:
    """Years that had no figure before; is_first: the indicator had none at all."""

    indicator: Indicator
    points: tuple[Point, ...]
    seen_at: datetime | None
    is_first: bool


@dataclass(frozen=True, kw_only=True)
class RevisedFigure:
    """A figure that was different before; after is None when the source withdrew it."""

    indicator: Indicator
    before: Point
    after: Point | None
    seen_at: datetime | None

    @property
    def has_other_source(self) -> bool:
        """Not revised: another source of the same indicator speaks for this year now."""
        return self.after is not None and self.after.predecessor != self.before.predecessor

    @property
    def is_confirmed(self) -> bool:
        """The value stayed: the source only made it definitive."""
        return self.after is not None and self.after.value == self.before.value


@dataclass(frozen=True, kw_only=True)
class ChangedNorm:
    """A step of a norm: by a decision, or as it was seen in the agenda."""

    indicator: Indicator
    step: NormStep


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Everything that changed: of figures and judgements in the order of the agenda, of the agenda as it was seen."""

    new: tuple[NewFigures, ...] = ()
    revised: tuple[RevisedFigure, ...] = ()
    norms: tuple[ChangedNorm, ...] = ()
    judgements: tuple[ChangedJudgement, ...] = ()
    held: tuple[HeldJudgement, ...] = ()
    agenda: tuple[tuple[datetime, Difference], ...] = ()

    @property
    def are_none(self) -> bool:
        """Nothing at all changed."""
        return not (self.new or self.revised or self.norms or self.judgements or self.held or self.agenda)


def new_figures(indicator: Indicator, before: Series, after: Series, seen: Seen) -> NewFigures | None:
    """The years that came in; None when there are none."""
    points = tuple(point for point in after.points if before.at(point.year) is None)
    if not points:
        return None
    moments = [seen[point.year] for point in points if point.year in seen]
    return NewFigures(indicator=indicator, points=points, seen_at=max(moments, default=None), is_first=not before.points)


def revised_figures(indicator: Indicator, before: Series, after: Series, seen: Seen) -> list[RevisedFigure]:
    """The years of which value or status changed, or that were withdrawn; newest first."""
    found = []
    for old in reversed(before.points):
        now = after.at(old.year)
        if now is None or _told(now) != _told(old):
            found.append(RevisedFigure(indicator=indicator, before=old, after=now, seen_at=seen.get(old.year) if now else None))
    return found


def _told(point: Point) -> tuple[float, bool, int]:
    return point.value, point.is_provisional, point.predecessor


def changed_norms(indicator: Indicator, steps: Iterable[NormStep], since: date) -> list[ChangedNorm]:
    """The steps of a norm that were decided, or first seen in the agenda, after this day; oldest first."""
    end = end_of(since)
    return [
        ChangedNorm(indicator=indicator, step=step)
        for step in steps
        if (step.seen_at and step.seen_at > end) or (step.adoption and not step.is_quiet and step.adoption.on > since)
    ]


def changed_agenda(history: AgendaHistory, indicators: Set[str], since: date) -> tuple[tuple[datetime, Difference], ...]:
    """What else the agenda says otherwise, and when that was first seen; indicators: whose norms are told as steps."""
    return tuple(
        (step.since, each)
        for step in history.after(end_of(since))
        for each in step.differences
        if not (each.topic in {Topic.NORM, Topic.ADOPTION} and each.id in indicators)
    )


def first_seen(lineage: pd.DataFrame) -> dict[int, datetime]:
    """From the store's lineage of an indicator: per year when the newest of its parts was first seen."""
    moments = current(lineage).groupby("year")["first_seen"].max()
    return {int(str(year)): moment.to_pydatetime() for year, moment in moments.items()}


def find_changes(
    rows: Sequence[Row], earlier: Earlier, history: AgendaHistory, *, seen: Mapping[str, Seen], since: date
) -> Changes:
    """What changed in these indicators, and in the agenda, after a day."""
    new, revised, norms, judgements, held = [], [], [], [], []
    for row in rows:
        indicator, now = row.indicator, Told.of(row.judged)
        between = earlier.told[indicator.id]
        before, after, moments = between.assessment.series, now.assessment.series, seen.get(indicator.id, {})
        found = new_figures(indicator, before, after, moments)
        new += [found] if found else []
        revised += revised_figures(indicator, before, after, moments)
        norms += changed_norms(indicator, row.norm_steps, since)
        if indicator.id not in earlier.unknown:
            then = earlier.then.get(indicator.id, between)
            judgements += changed_judgements(indicator, then, now, between)
            held += held_judgements(indicator, then, now, earlier.otherwise.get(indicator.id, now))
    return Changes(
        new=tuple(new),
        revised=tuple(revised),
        norms=tuple(norms),
        judgements=tuple(judgements),
        held=tuple(held),
        agenda=changed_agenda(history, {row.indicator.id for row in rows}, since),
    )

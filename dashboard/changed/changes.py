"""What changed between two moments: figures, norms and judgements; pure, it words nothing and reads no store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from dashboard.book.origins import current
from dashboard.look.questions import QUESTIONS
from dashboard.look.statuses import Status
from etl.answers.judged import Judged
from indicators.agenda.model import Adoption, Agenda, Indicator, NormLevel
from indicators.methods.assessment import Assessment
from indicators.methods.series import Point, Series
from indicators.wording.answers import Answer, Answers

Seen = Mapping[int, datetime]
"""Per year the moment at which the figure that now holds was first seen."""


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
    """A norm as it was adopted, what held before it (None: there was none), and why it replaced that."""

    indicator: Indicator
    level: NormLevel
    adoption: Adoption
    before: NormLevel | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangedJudgement:
    """One of the four answers about an indicator (the kind of its question), then and now."""

    indicator: Indicator
    kind: str
    before: Answer
    after: Answer
    statuses: tuple[Status, Status]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Everything that changed, each in the order of the agenda."""

    new: tuple[NewFigures, ...]
    revised: tuple[RevisedFigure, ...]
    norms: tuple[ChangedNorm, ...]
    judgements: tuple[ChangedJudgement, ...]

    @property
    def are_none(self) -> bool:
        """Nothing at all changed."""
        return not (self.new or self.revised or self.norms or self.judgements)


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


def changed_norms(indicator: Indicator, since: date) -> list[ChangedNorm]:
    """The norms adopted after this day, oldest first, each with the one it replaced and the reason the agenda gives."""
    norm = indicator.norm
    if norm is None:
        return []
    steps: list[tuple[NormLevel, Adoption | None]] = [
        (past, past.adoption) for past in sorted(norm.history, key=lambda past: past.adoption.on)
    ]
    steps.append((norm, norm.adoption))
    found = []
    for position, (level, adoption) in enumerate(steps):
        if adoption is not None and adoption.on > since:
            before = steps[position - 1][0] if position else None
            reason = getattr(before, "reason", "")
            found.append(ChangedNorm(indicator=indicator, level=level, adoption=adoption, before=before, reason=reason))
    return found


def changed_judgements(indicator: Indicator, before: Told, after: Told) -> list[ChangedJudgement]:
    """The answers whose status is another one; a sentence that only got newer numbers is no changed judgement."""
    found = []
    for kind in (question.kind for question in QUESTIONS):
        statuses = (getattr(before.assessment, kind).status, getattr(after.assessment, kind).status)
        if statuses[0] is not statuses[1]:
            then, now = getattr(before.answers, kind), getattr(after.answers, kind)
            found.append(ChangedJudgement(indicator=indicator, kind=kind, before=then, after=now, statuses=statuses))
    return found


def first_seen(lineage: pd.DataFrame) -> dict[int, datetime]:
    """From the store's lineage of an indicator: per year when the newest of its parts was first seen."""
    moments = current(lineage).groupby("year")["first_seen"].max()
    return {int(str(year)): moment.to_pydatetime() for year, moment in moments.items()}


def find_changes(agenda: Agenda, told: Mapping[str, tuple[Told, Told]], *, seen: Mapping[str, Seen], since: date) -> Changes:
    """What was told per indicator id as (then, now); `since`: norms adopted after this day have changed."""
    new, revised, norms, judgements = [], [], [], []
    for indicator in agenda.indicators:
        then, now = told[indicator.id]
        before, after, moments = then.assessment.series, now.assessment.series, seen.get(indicator.id, {})
        found = new_figures(indicator, before, after, moments)
        new += [found] if found else []
        revised += revised_figures(indicator, before, after, moments)
        norms += changed_norms(indicator, since)
        judgements += changed_judgements(indicator, then, now)
    return Changes(new=tuple(new), revised=tuple(revised), norms=tuple(norms), judgements=tuple(judgements))


def previous_meeting(meetings: Sequence[date], today: date) -> date | None:
    """The last council meeting before today; None when the agenda names none."""
    return max((day for day in meetings if day < today), default=None)

"""The layer of the norms that held before: their marks, the level as it held over time, and who changed it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from math import ceil, inf
from typing import ClassVar, Self

import altair as alt

from dashboard.book.databook import Row
from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import Mark, Obstacles, around
from dashboard.charts.named import Wanted
from dashboard.charts.parts import line, marks
from dashboard.indicator.trend import norm
from dashboard.indicator.trend.contract import Given, Switch, TrendLayer
from dashboard.look.colours import SECONDARY
from dashboard.look.notation import day, exact
from indicators.agenda.model import Norm, NormLevel
from indicators.agenda.norm_history import NormStep
from indicators.wording.norm_terms import norms_apart
from indicators.wording.numbers import listing

DAYS_A_YEAR = 365.25
STYLE = {"color": SECONDARY}


@dataclass(frozen=True, kw_only=True)
class NormChange:
    """A norm became another one: its place between the years, the levels it had and got, both in words, and by whom and when.

    who: who adopted it, who leads first; empty when no decision came with it.
    """

    year: float
    ends: tuple[float, ...]
    before: str
    after: str
    who: tuple[str, ...]
    when: str

    @property
    def by(self) -> str:
        """`door gemeenteraad en GGD`."""
        return f"door {listing(list(self.who))}" if self.who else "zonder nieuw besluit"


@dataclass(frozen=True, kw_only=True)
class PastNorms(TrendLayer):
    """marks: year and level of earlier norms; steps: corners of the norm as it held over time, when it was changed.

    A band has two rows of corners, a level one.
    """

    marks: tuple[Place, ...] = ()
    steps: tuple[tuple[Place, ...], ...] = ()
    changes: tuple[NormChange, ...] = ()

    depth: ClassVar[int] = 60
    urgency: ClassVar[int] = 30
    switch: ClassVar[Switch | None] = norm.SWITCH

    @classmethod
    def gather(cls, given: Given) -> Self:
        """From what the agenda tells of earlier norms and from the agendas that were kept, each step once."""
        row = given.row
        held = _held(row.norm_steps)
        return cls(
            marks=_marks(row.norm_steps, row.indicator.norm),
            steps=_steps(held),
            changes=tuple(_changes(row, given.names)),
        )

    @property
    def is_there(self) -> bool:
        """Together with the norm that holds now."""
        return bool(self.marks or self.steps)

    def years(self) -> Iterable[float]:
        """In which earlier norms had to be met, and in which they changed."""
        return [*(year for year, _ in self.marks), *(ceil(change.year) for change in self.changes)]

    def values(self) -> Iterable[float]:
        """Of earlier norms."""
        return [value for places in (self.marks, *self.steps) for _, value in places]

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """A thin line in steps and hollow diamonds."""
        for corners in self.steps:
            yield line(frame, corners, color=SECONDARY, strokeWidth=1.3)
        if self.marks:
            yield marks(frame, self.marks, shape="diamond", size=90, filled=False, color=SECONDARY)

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """Each earlier norm, and who changed it when."""
        for place in self.marks:
            yield Wanted(f"eerdere norm {exact(place[1])}", around(place, "right", "center"), STYLE)
        for change in self.changes:
            spots = [spot for level in change.ends for spot in around((change.year, level), "center", "left", "right")]
            who = change.who[0] if change.who else "zonder besluit"
            yield Wanted(f"{who}, {change.when}", spots, STYLE, is_needed=False)

    def obstacles(self, frame: Frame) -> Obstacles:
        """The steps and the marks."""
        return Obstacles(lines=list(self.steps), marks=[Mark(place, norm.LARGE_MARK) for place in self.marks])

    def alt(self) -> Iterable[str]:
        """Every change."""
        for each in self.changes:
            yield f"De norm ging op {each.when} van {each.before} naar {each.after}, {each.by}."

    def key(self) -> Iterable[str]:
        """The steps and every change."""
        if self.steps:
            yield "Trapje: de norm zoals die gold."
        for each in self.changes:
            yield f"Gewijzigd van {each.before} naar {each.after} op {each.when} {each.by}."

    def signs(self) -> Iterable[tuple[str, str]]:
        """The steps and the marks."""
        if self.steps or self.marks:
            yield "◇", "eerdere norm"


def _levels(norm: NormLevel | None) -> tuple[float, ...]:
    return tuple(each for each in (norm.value, norm.lower, norm.upper) if each is not None) if norm else ()


def _marks(steps: Sequence[NormStep], current: Norm | None) -> tuple[Place, ...]:
    """Where earlier norms had to be met; not where the norm of now has to be."""
    now = (current.year, current.value) if current else None
    past = [(step.before.year, step.before.value) for step in steps if step.before]
    return tuple((year, value) for year, value in dict.fromkeys(past) if year and value is not None and (year, value) != now)


def _held(steps: Sequence[NormStep]) -> list[tuple[float, tuple[float, ...]]]:
    """From when which levels held, oldest first; empty when the norm never changed. No step comes before the one it follows."""
    held: list[tuple[float, tuple[float, ...]]] = []
    for step in steps:
        if step.on is None:
            continue
        year = max(year_of(step.on), held[-1][0] if held else -inf)
        before = _levels(step.before)
        if step.before and not held:
            adoption = getattr(step.before, "adoption", None)
            held.append((min(year, year_of(adoption.on)) if adoption else year, before))
        elif held and before != held[-1][1]:
            held.append((year, before))
        held.append((year, _levels(step.after)))
    return held if any(step.before for step in steps) else []


def _steps(held: Sequence[tuple[float, tuple[float, ...]]]) -> tuple[tuple[Place, ...], ...]:
    """Corners of the levels that held over time, a row for each level of a norm; a level that went ends its row."""
    rows = max((len(levels) for _, levels in held), default=0)
    found = []
    for row in range(rows):
        corners: list[Place] = []
        for (since, levels), (until, _) in pairwise([*held, *held[-1:]]):
            if row < len(levels):
                corners += [(since, levels[row]), (until, levels[row])]
        found.append(tuple(corner for corner, _ in groupby(corners)))
    return tuple(found)


def _changes(row: Row, names: Mapping[str, str]) -> Iterable[NormChange]:
    latest = -inf
    for step in row.norm_steps:
        if step.on is None:
            continue
        latest = max(latest, year_of(step.on))
        if step.before is None or not (step.moves or step.is_quiet):
            continue
        before, after = norms_apart(step.before, step.after, row.indicator.unit)
        yield NormChange(
            year=latest,
            ends=(*_levels(step.before), *_levels(step.after)),
            before=before,
            after=after,
            who=tuple(names.get(each, each) for each in step.adoption.by) if step.adoption and not step.is_quiet else (),
            when=day(step.on),
        )


def year_of(day: date) -> float:
    """A day among years whose figures stand at their middle."""
    return day.year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR - 0.5

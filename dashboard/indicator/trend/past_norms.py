"""The layer of the norms that held before: their marks, the level as it held over time, and who changed it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar, Self

import altair as alt

from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import Obstacles, around
from dashboard.charts.parts import line, marks
from dashboard.indicator.trend import norm
from dashboard.indicator.trend.contract import Given, Switch, TrendLayer, Wanted
from dashboard.look.colours import SECONDARY
from dashboard.look.notation import day, exact
from indicators.agenda.model import Adoption, Norm
from indicators.wording.numbers import listing

DAYS_A_YEAR = 365.25
STYLE = {"color": SECONDARY}


@dataclass(frozen=True, kw_only=True)
class NormChange:
    """Another norm was adopted: its place between the years, the level before and after, by whom (who leads first) and when."""

    year: float
    before: float
    value: float
    who: tuple[str, ...]
    when: str


@dataclass(frozen=True, kw_only=True)
class PastNorms(TrendLayer):
    """marks: year and level of earlier norms; steps: corners of the norm as it held over time, when it was changed."""

    marks: tuple[Place, ...] = ()
    steps: tuple[Place, ...] = ()
    changes: tuple[NormChange, ...] = ()

    depth: ClassVar[int] = 60
    urgency: ClassVar[int] = 30
    switch: ClassVar[Switch | None] = norm.SWITCH

    @classmethod
    def gather(cls, given: Given) -> Self:
        """From the history of the norm."""
        current = given.row.indicator.norm
        held = _held(current)
        past = current.history if current else ()
        return cls(
            marks=tuple((past.year, past.value) for past in past if past.year and past.value is not None),
            steps=_steps(held),
            changes=_changes(held, given.names),
        )

    @property
    def is_there(self) -> bool:
        """Together with the norm that holds now."""
        return bool(self.marks or self.steps)

    def years(self) -> Iterable[float]:
        """In which earlier norms had to be met."""
        return [year for year, _ in self.marks]

    def values(self) -> Iterable[float]:
        """Of earlier norms."""
        return [value for _, value in self.marks]

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """A thin line in steps and hollow diamonds."""
        if self.marks and self.steps:
            yield line(frame, self.steps, color=SECONDARY, strokeWidth=1.3)
        if self.marks:
            yield marks(frame, self.marks, shape="diamond", size=90, filled=False, color=SECONDARY)

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """Each earlier norm, and who changed it when."""
        for place in self.marks:
            yield Wanted(f"eerdere norm {exact(place[1])}", around(place, "right", "center"), STYLE)
        for change in self.changes:
            ends = [(change.year, level) for level in (change.before, change.value)]
            spots = [spot for end in ends for spot in around(end, "center", "left", "right")]
            yield Wanted(f"{change.who[0]}, {change.when}", spots, STYLE, is_needed=False)

    def obstacles(self, frame: Frame) -> Obstacles:
        """The steps."""
        return Obstacles(lines=[self.steps])

    def alt(self) -> Iterable[str]:
        """Every change."""
        for each in self.changes:
            levels = f"van {exact(each.before)} naar {exact(each.value)}"
            yield f"De norm ging op {each.when} {levels}, door {listing(list(each.who))}."

    def key(self) -> Iterable[str]:
        """The steps and every change."""
        if self.steps:
            yield "Trapje: de norm zoals die gold."
        for each in self.changes:
            yield f"Gewijzigd van {exact(each.before)} naar {exact(each.value)} op {each.when} door {listing(list(each.who))}."


def _held(norm: Norm | None) -> list[tuple[Adoption, float]]:
    """The levels that held over time, oldest first; empty when the norm never changed."""
    if norm is None or norm.value is None or norm.adoption is None:
        return []
    past = [(each.adoption, each.value) for each in norm.history if each.value is not None]
    return [*sorted(past, key=lambda held: held[0].on), (norm.adoption, norm.value)] if past else []


def _steps(held: Sequence[tuple[Adoption, float]]) -> tuple[Place, ...]:
    """Corners of the level that held over time, from the first adoption to the last."""
    corners: list[Place] = []
    for (since, value), (until, _) in pairwise(held):
        corners += [(_year_of(since.on), value), (_year_of(until.on), value)]
    return (*corners, *((_year_of(adoption.on), value) for adoption, value in held[-1:]))


def _changes(held: Sequence[tuple[Adoption, float]], names: Mapping[str, str]) -> tuple[NormChange, ...]:
    return tuple(
        NormChange(
            year=_year_of(adoption.on),
            before=before,
            value=value,
            who=tuple(names.get(each, each) for each in adoption.by),
            when=day(adoption.on),
        )
        for (_, before), (adoption, value) in pairwise(held)
    )


def _year_of(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR - 0.5

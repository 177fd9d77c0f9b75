"""The layer of interventions: an upright line where one began, with a number whose name is in the key."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, Self

import altair as alt

from dashboard.charts.frame import EDGE, Frame
from dashboard.charts.labels import Align, Obstacles, Spot
from dashboard.charts.named import Wanted
from dashboard.charts.parts import InlineRows, x_scale
from dashboard.indicator.trend.contract import Given, Layer, Switch, TrendLayer
from dashboard.interventions.moments import month
from dashboard.look.colours import SECONDARY

MONTHS_A_YEAR = 12
ROWS = (1, 2, 3)
"""Lines from the bottom or the top that a number may stand at."""
BESIDE = 4.0
"""Pixels from the line to its number."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """When an intervention began: its place between the years, its name, and the moment as the agenda has it."""

    year: float
    name: str
    when: str


@dataclass(frozen=True, kw_only=True)
class Starts(TrendLayer):
    """The starts of interventions that aim at the indicator, in order."""

    shown: tuple[Start, ...] = ()

    depth: ClassVar[int] = 70
    urgency: ClassVar[int] = 15
    switch: ClassVar[Switch | None] = Switch(word=Layer("interventies"), address="interventies", place=5)

    @classmethod
    def gather(cls, given: Given) -> Self:
        """Of those that have a start."""
        starts = [
            Start(year=_place(each.start), name=each.name, when=month(each.start)) for each in given.interventions if each.start
        ]
        return cls(shown=tuple(sorted(starts, key=lambda start: start.year)))

    @property
    def is_there(self) -> bool:
        """Whether one began within the picture."""
        return bool(self.shown)

    def within(self, first: float, last: float) -> Self:
        """As far as the axis of the picture reaches without it."""
        return replace(self, shown=tuple(start for start in self.shown if first - EDGE <= start.year <= last + EDGE))

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """The lines; their names are in the key, by number: there is no room for them in a picture on a phone."""
        if self.shown:
            rows = [{"jaar": start.year} for start in self.shown]
            yield alt.Chart(InlineRows(rows)).encode(x=x_scale(frame)).mark_rule(color=SECONDARY, strokeWidth=1.2)

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """The numbers, at the bottom where there is room."""
        bottom, top = frame.values
        for number, start in enumerate(self.shown, 1):
            at = [((start.year, bottom), -row) for row in ROWS] + [((start.year, top), row) for row in ROWS]
            sides: list[tuple[Align, float]] = [("left", BESIDE), ("right", -BESIDE)]
            spots = [Spot(place, row, align, dx) for place, row in at for align, dx in sides]
            yield Wanted(str(number), spots, {"color": SECONDARY, "fontWeight": 700})

    def obstacles(self, frame: Frame) -> Obstacles:
        """The lines."""
        return Obstacles(uprights=[start.year for start in self.shown])

    def alt(self) -> Iterable[str]:
        """Every start."""
        for start in self.shown:
            yield f"Start van {start.name}: {start.when}."

    def signs(self) -> Iterable[tuple[str, str]]:
        """Each line by its number."""
        for number, start in enumerate(self.shown, 1):
            yield str(number), f"start {start.name} ({start.when})"

    def key(self) -> Iterable[str]:
        """The lines."""
        if self.shown:
            yield "Staande streep met een nummer: start van een interventie."
            yield from (f"{number}: {start.name} ({start.when})." for number, start in enumerate(self.shown, 1))


def _place(start: str) -> float:
    """A figure of a year stands at that year, so a month lies within half a year of it."""
    year, _, month = start.partition("-")
    return int(year) + ((int(month) - 0.5) / MONTHS_A_YEAR - 0.5 if month else 0.0)

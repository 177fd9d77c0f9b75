"""The layer of interventions: an upright line where one began, with its name at the bottom."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import altair as alt

from dashboard.charts.frame import EDGE, Frame
from dashboard.charts.labels import Obstacles
from dashboard.charts.parts import FONT, x_scale
from dashboard.indicator.trend.contract import Given, Layer, Switch, TrendLayer
from dashboard.look.colours import SECONDARY

MONTHS_A_YEAR = 12
ROW = 15
"""Pixels between the names, each in a row of its own."""


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
    switch: ClassVar[Switch | None] = Switch(word=Layer("interventies"), address="interventies", place=5)

    @classmethod
    def gather(cls, given: Given) -> Self:
        """Of those that have a start."""
        starts = [Start(year=_place(each.start), name=each.name, when=each.start) for each in given.interventions if each.start]
        return cls(shown=tuple(sorted(starts, key=lambda start: start.year)))

    @property
    def is_there(self) -> bool:
        """Whether one began within the picture."""
        return bool(self.shown)

    def within(self, first: float, last: float) -> Self:
        """As far as the axis of the picture reaches without it."""
        return replace(self, shown=tuple(start for start in self.shown if first - EDGE <= start.year <= last + EDGE))

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """Line and name; the name is on the side that has room."""
        for position, start in enumerate(self.shown):
            is_late = start.year > (frame.first_year + frame.last_year) / 2
            row = {"jaar": start.year, "tekst": f"start {start.name}"}
            base = alt.Chart(alt.InlineData(values=[row])).encode(x=x_scale(frame))
            yield base.mark_rule(color=SECONDARY, strokeWidth=1.2)
            side: dict[str, Any] = {"align": "right", "dx": -5} if is_late else {"align": "left", "dx": 5}
            words = base.mark_text(font=FONT, **side, color=SECONDARY, fontSize=12)
            yield words.encode(text="tekst:N", y=alt.value(alt.expr(f"height - {9 + ROW * position}")))

    def obstacles(self, frame: Frame) -> Obstacles:
        """The lines."""
        return Obstacles(uprights=[start.year for start in self.shown])

    def alt(self) -> Iterable[str]:
        """Every start."""
        for start in self.shown:
            yield f"Start van {start.name}: {start.when}."

    def key(self) -> Iterable[str]:
        """The lines."""
        if self.shown:
            yield "Staande streep: start van een interventie."


def _place(start: str) -> float:
    """A figure of a year stands at that year, so a month lies within half a year of it."""
    year, _, month = start.partition("-")
    return int(year) + ((int(month) - 0.5) / MONTHS_A_YEAR - 0.5 if month else 0.0)

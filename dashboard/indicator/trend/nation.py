"""The layer of the Netherlands: a thin dotted line."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

import altair as alt

from dashboard.book.breaks import restarts
from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import SIDES, Obstacles, around
from dashboard.charts.named import Wanted
from dashboard.charts.parts import line
from dashboard.charts.stretches import stretches
from dashboard.indicator.trend.contract import Given, Layer, Switch, TrendLayer
from dashboard.look.colours import SECONDARY
from indicators.methods.series import Point, Series
from indicators.wording.numbers import number


@dataclass(frozen=True, kw_only=True)
class Nation(TrendLayer):
    """The national series; restarts: years with another definition."""

    series: Series = field(default_factory=Series)
    decimals: int = 0
    restarts: tuple[int, ...] = ()

    depth: ClassVar[int] = 40
    urgency: ClassVar[int] = 60
    switch: ClassVar[Switch | None] = Switch(word=Layer("Nederland"), address="nederland", place=4)

    @classmethod
    def gather(cls, given: Given) -> Self:
        """The row of the source, or the sum over all municipalities."""
        indicator, national = given.row.indicator, given.row.judged.national
        return cls(series=national or Series(), decimals=indicator.decimals, restarts=restarts(indicator.breaks))

    @property
    def is_there(self) -> bool:
        """Whether there is a figure to show."""
        return bool(self.series.points)

    def within(self, first: float, last: float) -> Self:
        """As far as the picture reaches without it."""
        return replace(self, series=Series(tuple(point for point in self.series.points if first <= point.year <= last)))

    def values(self) -> Iterable[float]:
        """Of all figures."""
        return [point.value for point in self.series.points]

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """A dotted line a stretch."""
        for run in stretches(self.series, self.restarts):
            yield line(frame, _places(run), color=SECONDARY, strokeWidth=1.5, strokeDash=[1.5, 3])

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """Anywhere along the line."""
        spots = [spot for place in _places(self.series.points) for spot in around(place, *SIDES)]
        if spots:
            yield Wanted("Nederland", spots, {"color": SECONDARY}, is_needed=False)

    def obstacles(self, frame: Frame) -> Obstacles:
        """The line."""
        return Obstacles(lines=[_places(self.series.points)])

    def alt(self) -> Iterable[str]:
        """The newest figure."""
        if last := self.series.last:
            yield f"Nederland in {last.year}: {number(last.value, self.decimals)}."

    def key(self) -> Iterable[str]:
        """The line."""
        if self.series.points:
            yield "Stippellijn: Nederland."

    def signs(self) -> Iterable[tuple[str, str]]:
        """The line."""
        if self.series.points:
            yield "┈", "Nederland"


def _places(points: Iterable[Point]) -> list[Place]:
    return [(float(point.year), point.value) for point in points]

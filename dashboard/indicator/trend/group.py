"""The layer of comparable municipalities: the middle half of them as a band, their median as a thin line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import altair as alt

from dashboard.book.breaks import restarts
from dashboard.charts.frame import Frame
from dashboard.charts.labels import ABOVE, BELOW, SIDES, Obstacles, Spot
from dashboard.charts.named import Wanted
from dashboard.charts.parts import layer, line
from dashboard.charts.stretches import stretches
from dashboard.indicator.trend.contract import Given, Layer, Switch, TrendLayer
from dashboard.look.colours import GROUP_AREA, GROUP_LINE, SECONDARY
from indicators.methods.group_year import GroupYear
from indicators.methods.series import Point, Series
from indicators.wording.numbers import number

ALONE = 0.15
"""Years on either side of the only year of a stretch."""
EDGED: dict[str, Any] = {"fill": GROUP_AREA, "stroke": GROUP_LINE, "strokeWidth": 0.8, "opacity": 1}
"""The edge of a band is what it says, so that is what can be seen."""


@dataclass(frozen=True, kw_only=True)
class Group(TrendLayer):
    """A year of the group for each year in which there are enough figures; restarts: years with another definition."""

    shown: tuple[GroupYear, ...] = ()
    decimals: int = 0
    restarts: tuple[int, ...] = ()

    depth: ClassVar[int] = 20
    urgency: ClassVar[int] = 50
    switch: ClassVar[Switch | None] = Switch(word=Layer("vergelijkbare gemeenten"), address="groep", place=2)

    @classmethod
    def gather(cls, given: Given) -> Self:
        """The group that was compared with."""
        indicator = given.row.indicator
        return cls(shown=given.row.judged.band, decimals=indicator.decimals, restarts=restarts(indicator.breaks))

    @property
    def is_there(self) -> bool:
        """Whether there is a year to show."""
        return bool(self.shown)

    def within(self, first: float, last: float) -> Self:
        """As far as the picture reaches without it."""
        return replace(self, shown=tuple(each for each in self.shown if first <= each.year <= last))

    def values(self) -> Iterable[float]:
        """Edges of the band."""
        return [value for each in self.shown for value in (each.middle_low, each.middle_high)]

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """A band and a line a stretch; a year alone is a short piece of both."""
        for run in self._runs():
            yield from _stretch(frame, run)

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """Anywhere above or below the band."""
        tops = [Spot((float(each.year), each.middle_high), ABOVE, side) for each in self.shown for side in SIDES]
        bottoms = [Spot((float(each.year), each.middle_low), BELOW, side) for each in self.shown for side in SIDES]
        if self.shown:
            yield Wanted("vergelijkbare gemeenten", [*tops, *bottoms], {"color": SECONDARY}, is_needed=False)

    def obstacles(self, frame: Frame) -> Obstacles:
        """The line as it is drawn; a label may lie on the light band."""
        return Obstacles(lines=[_middle(run) for run in self._runs()])

    def alt(self) -> Iterable[str]:
        """The newest year."""
        if self.shown:
            newest = self.shown[-1]
            low, middle, high = (number(v, self.decimals) for v in (newest.middle_low, newest.median, newest.middle_high))
            yield f"Vergelijkbare gemeenten in {newest.year}: midden {middle}, middelste helft {low} tot {high}."

    def key(self) -> Iterable[str]:
        """The band and the line."""
        if self.shown:
            yield "Grijsgroene band: de middelste helft van vergelijkbare gemeenten; de lijn erin is het midden."

    def signs(self) -> Iterable[tuple[str, str]]:
        """The band and its line."""
        if self.shown:
            yield "▬", "vergelijkbare gemeenten"

    def _runs(self) -> Iterable[list[GroupYear]]:
        by_year = {each.year: each for each in self.shown}
        middles = Series.of(Point(year=each.year, value=each.median) for each in self.shown)
        return ([by_year[point.year] for point in run] for run in stretches(middles, self.restarts))


def _middle(run: Sequence[GroupYear]) -> list[tuple[float, float]]:
    """The line through a stretch; through a year alone a short one."""
    if len(run) == 1:
        return [(run[0].year - ALONE, run[0].median), (run[0].year + ALONE, run[0].median)]
    return [(float(each.year), each.median) for each in run]


def _stretch(frame: Frame, run: Sequence[GroupYear]) -> Iterable[alt.Chart]:
    rows = [{"jaar": each.year, "waarde": each.middle_low, "tot": each.middle_high} for each in run]
    if len(run) == 1:
        yield layer(frame, rows).mark_bar(size=14, **EDGED).encode(y2=alt.Y2("tot:Q"))
    else:
        yield layer(frame, rows).mark_area(fillOpacity=0.55, **EDGED).encode(y2=alt.Y2("tot:Q"))
    yield line(frame, _middle(run), color=GROUP_LINE, strokeWidth=1.4)

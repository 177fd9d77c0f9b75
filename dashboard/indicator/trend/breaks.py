"""The layer of breaks: special years as a pale band, a new series as a dotted line before its first year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

import altair as alt

from dashboard.book.breaks import Break, merge_breaks
from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import Align, Obstacles, Spot
from dashboard.charts.named import Wanted
from dashboard.charts.parts import InlineRows, x_scale
from dashboard.indicator.trend.contract import Given, TrendLayer
from dashboard.look.colours import GROUP_LINE, PALE, SECONDARY

ROWS = (1, 2, 3)
"""Lines from the top that the words may stand at."""
BESIDE = 5.0
"""Pixels from an edge to the words beside it."""


@dataclass(frozen=True, kw_only=True)
class Breaks(TrendLayer):
    """The breaks in order of year; a reader cannot leave them out, because the line itself is broken there."""

    shown: tuple[Break, ...] = ()

    depth: ClassVar[int] = 10

    @classmethod
    def gather(cls, given: Given) -> Self:
        """As the agenda has them."""
        return cls(shown=merge_breaks(given.row.indicator.breaks))

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """Band or line."""
        for cut in self.shown:
            row = {"jaar": cut.first - 0.5, "tot": cut.last + 0.5}
            base = alt.Chart(InlineRows([row])).encode(x=x_scale(frame))
            band = base.mark_rect(fill=PALE, stroke=GROUP_LINE, strokeWidth=0.8).encode(x2=alt.X2("tot:Q"))
            yield band if cut.is_special else base.mark_rule(color=SECONDARY, strokeDash=[2, 3])

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """Years and kind at the top, beside or in the band."""
        top = frame.values[1]
        for cut in self.shown:
            start, end = (cut.first - 0.5, top), (cut.last + 0.5, top)
            sides: list[tuple[Place, Align, float]] = [
                (start, "left", BESIDE),
                (end, "right", -BESIDE),
                (start, "right", -BESIDE),
            ]
            sides += [(((start[0] + end[0]) / 2, top), "center", 0.0)]
            spots = [Spot(place, row, align, dx) for row in ROWS for place, align, dx in sides]
            yield Wanted(f"{cut.years}: {cut.word}", spots, {"color": SECONDARY}, is_needed=False)

    def obstacles(self, frame: Frame) -> Obstacles:
        """The lines of new series."""
        return Obstacles(uprights=[cut.first - 0.5 for cut in self.shown if not cut.is_special])

    def key(self) -> Iterable[str]:
        """Band or line, with its years and reason."""
        for cut in self.shown:
            sign = "Grijze band" if cut.is_special else "Staande stippellijn"
            yield f"{sign}: {cut.years}, {cut.word} ({cut.reason.rstrip('.')})."

    def signs(self) -> Iterable[tuple[str, str]]:
        """Band or line."""
        for cut in self.shown:
            yield "░" if cut.is_special else "┊", f"{cut.years}: {cut.word}"

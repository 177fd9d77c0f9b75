"""The layer of breaks: special years as a pale band, a new series as a dotted line before its first year."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

import altair as alt

from dashboard.book.breaks import Break, merge_breaks
from dashboard.charts.frame import Frame
from dashboard.charts.labels import Obstacles
from dashboard.charts.parts import FONT, x_scale
from dashboard.indicator.trend.contract import Given, TrendLayer
from dashboard.look.colours import GROUP_LINE, PALE, SECONDARY

ROW = 15
"""Pixels between the words at the top, each in a row of their own."""
WORDS = (120, 20)
"""Pixels that the words of a break take at most."""


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
        """Band or line, with its years at the top."""
        for position, cut in enumerate(self.shown):
            row = {"jaar": cut.first - 0.5, "tot": cut.last + 0.5, "tekst": f"{cut.years}: {cut.word}"}
            base = alt.Chart(alt.InlineData(values=[row])).encode(x=x_scale(frame))
            band = base.mark_rect(fill=PALE, stroke=GROUP_LINE, strokeWidth=0.8).encode(x2="tot:Q")
            yield band if cut.is_special else base.mark_rule(color=SECONDARY, strokeDash=[2, 3])
            words = base.mark_text(align="left", dx=5, color=SECONDARY, fontSize=12, font=FONT)
            yield words.encode(text="tekst:N", y=alt.value(9 + ROW * position))

    def obstacles(self, frame: Frame) -> Obstacles:
        """The words at the top."""
        wide, high = WORDS
        rows = [ROW * position for position in range(len(self.shown))]
        return Obstacles(words=[(cut.first - 0.5, (0, wide, top, top + high)) for cut, top in zip(self.shown, rows, strict=True)])

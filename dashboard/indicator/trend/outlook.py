"""The layer of the expectation: a tinted and hatched band that widens, its middle as a dotted line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Self

import altair as alt

from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import ABOVE, BELOW, Obstacles, Spot
from dashboard.charts.named import Wanted
from dashboard.charts.parts import layer, line
from dashboard.indicator.trend.contract import Given, Layer, Switch, TrendLayer
from dashboard.look.colours import BEHIND_ORANGE, OUTLOOK_AREA, OUTLOOK_WORDS
from indicators.methods.projection import Projection, project_path
from indicators.wording.numbers import number

HATCH_SPACING = 0.12
"""Years between the strokes of the expectation."""


@dataclass(frozen=True, kw_only=True)
class Outlook(TrendLayer):
    """The projection year by year, and the figure it starts from."""

    start: Place | None = None
    steps: tuple[Projection, ...] = ()
    decimals: int = 0

    depth: ClassVar[int] = 30
    urgency: ClassVar[int] = 40
    switch: ClassVar[Switch | None] = Switch(word=Layer("verwachting"), address="verwachting", place=3)

    @classmethod
    def gather(cls, given: Given) -> Self:
        """The band of the projection that the answer about the norm was based on."""
        indicator, found = given.row.indicator, given.row.assessment
        projection = found.norm.projection
        if projection is None:
            return cls()
        used = found.usable.definitive()
        last = used.points[-1]
        steps = project_path(used, projection.year, indicator.possible_range)
        return cls(start=(float(last.year), last.value), steps=steps, decimals=indicator.decimals)

    @property
    def is_there(self) -> bool:
        """Whether there is a projection."""
        return bool(self.steps)

    def years(self) -> Iterable[float]:
        """Up to the year of the norm."""
        return [step.year for step in self.steps]

    def values(self) -> Iterable[float]:
        """Edges of the band."""
        return [value for step in self.steps for value in (step.lower, step.upper)]

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """Tint, hatching and middle."""
        if not self.steps or self.start is None:
            return
        edges = [(*self.start, self.start[1]), *((float(step.year), step.lower, step.upper) for step in self.steps)]
        rows = [{"jaar": year, "waarde": low, "tot": high} for year, low, high in edges]
        yield (
            layer(frame, rows)
            .mark_area(fill=OUTLOOK_AREA, fillOpacity=0.32, stroke=BEHIND_ORANGE, strokeWidth=0.8, opacity=1)
            .encode(y2=alt.Y2("tot:Q"))
        )
        yield layer(frame, _hatch(edges)).mark_rule(color=BEHIND_ORANGE, strokeWidth=0.6, opacity=0.35).encode(y2=alt.Y2("tot:Q"))
        yield line(frame, self._middle(), color=BEHIND_ORANGE, strokeWidth=1.6, strokeDash=[1.5, 3.5])

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """Above or below the end of the band."""
        for step in self.steps[-1:]:
            top, bottom = (float(step.year), step.upper), (float(step.year), step.lower)
            spots = [
                Spot(top, ABOVE, "right"),
                Spot(bottom, BELOW, "right"),
                Spot(top, BELOW, "right"),
                Spot(bottom, ABOVE, "right"),
            ]
            yield Wanted("verwachting (80%)", spots, {"color": OUTLOOK_WORDS}, is_needed=False)

    def obstacles(self, frame: Frame) -> Obstacles:
        """The middle; a label may lie on the light band."""
        return Obstacles(lines=[self._middle()])

    def alt(self) -> Iterable[str]:
        """The last year."""
        for step in self.steps[-1:]:
            low, middle, high = (number(value, self.decimals) for value in (step.lower, step.centre, step.upper))
            yield f"Verwachting voor {step.year}: {middle}, met een band van 80% van {low} tot {high}."

    def key(self) -> Iterable[str]:
        """The band."""
        if self.steps:
            yield "Gearceerde band: de verwachting als het zo doorgaat; het cijfer valt er in 4 van de 5 gevallen in."

    def signs(self) -> Iterable[tuple[str, str]]:
        """The band."""
        if self.steps:
            yield "▥", "verwachting (4 op 5)"

    def _middle(self) -> list[Place]:
        return [*([self.start] if self.start else []), *((float(step.year), step.centre) for step in self.steps)]


def _hatch(edges: Sequence[tuple[float, float, float]]) -> list[dict[str, float]]:
    """Upright strokes through the band, so that it is more than a tint."""
    strokes = []
    for (year, low, high), (later, later_low, later_high) in pairwise(edges):
        steps = round((later - year) / HATCH_SPACING)
        for step in range(1, steps + 1):
            share = step / steps
            bottom, top = low + share * (later_low - low), high + share * (later_high - high)
            strokes.append({"jaar": year + share * (later - year), "waarde": bottom, "tot": top})
    return strokes

"""The layer of the own figures: a dark line with a dot a figure; hollow is provisional, a missing year is a gap."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import altair as alt

from dashboard.book.breaks import restarts
from dashboard.charts.frame import Frame
from dashboard.charts.labels import Obstacles, around
from dashboard.charts.parts import layer
from dashboard.charts.stretches import stretches
from dashboard.indicator.trend.contract import Given, TrendLayer, Wanted
from dashboard.look.colours import INK, SECONDARY, WHITE
from dashboard.look.notation import point_period, with_unit
from indicators.methods.series import Point, Series
from indicators.wording.numbers import number


@dataclass(frozen=True, kw_only=True)
class Own(TrendLayer):
    """Values in the unit of the indicator; name: of the municipality; restarts: years with another definition."""

    series: Series
    name: str
    indicator: str
    unit: str
    decimals: int
    restarts: tuple[int, ...] = ()

    depth: ClassVar[int] = 80
    urgency: ClassVar[int] = 10

    @classmethod
    def gather(cls, given: Given) -> Self:
        """The series that was judged, all of it."""
        indicator = given.row.indicator
        return cls(
            series=given.row.series,
            name=given.municipality,
            indicator=indicator.name,
            unit=indicator.unit,
            decimals=indicator.decimals,
            restarts=restarts(indicator.breaks),
        )

    def years(self) -> Iterable[float]:
        """Of all figures."""
        return [point.year for point in self.series.points]

    def values(self) -> Iterable[float]:
        """Margins too."""
        points = self.series.points
        return [value for point in points for value in (point.value, point.lower, point.upper) if value is not None]

    def draw(self, frame: Frame) -> Iterable[alt.Chart]:
        """Margins, line and dots."""
        points = self.series.points
        margins = [{"jaar": p.year, "waarde": p.lower, "tot": p.upper} for p in points if None not in (p.lower, p.upper)]
        if margins:
            yield layer(frame, margins).mark_rule(color=SECONDARY, strokeWidth=1.2).encode(y2="tot:Q")
        rows = [self._row(point, run) for run, part in enumerate(stretches(self.series, self.restarts)) for point in part]
        yield layer(frame, rows).mark_line(color=INK, strokeWidth=2.4).encode(detail="stuk:N", order="jaar:Q")
        titles = (("periode", "Periode"), ("cijfer", self.name))
        hint = [alt.Tooltip(field, type="nominal", title=title) for field, title in titles]
        dots = layer(frame, rows).mark_point(shape="circle", size=62, stroke=INK, strokeWidth=1.8, opacity=1)
        yield dots.encode(fill=alt.Fill("vulling:N", scale=None), tooltip=hint)

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """The name with the newest figure."""
        last = self.series.points[-1]
        spots = around((float(last.year), last.value), "right", "left")
        yield Wanted(f"{self.name} {number(last.value, self.decimals)}", spots, {"color": INK, "fontWeight": 700})

    def obstacles(self, frame: Frame) -> Obstacles:
        """The line."""
        return Obstacles(lines=[[(float(point.year), point.value) for point in self.series.points]])

    def alt(self) -> Iterable[str]:
        """What the chart is of, from where to where it went, and its extremes."""
        points = self.series.points
        first, last = points[0], points[-1]
        high, low = max(points, key=lambda point: point.value), min(points, key=lambda point: point.value)
        status = ", een voorlopig cijfer" if last.is_provisional else ""
        yield f"Lijngrafiek: {self.indicator} in {self.name}, {first.year} tot en met {last.year}, {self.unit}."
        yield f"Van {self._number(first)} naar {self._number(last)}{status}."
        yield (
            f"Hoogste: {self._number(high)} in {point_period(high).rstrip('*')};"
            f" laagste: {self._number(low)} in {point_period(low).rstrip('*')}."
        )

    def key(self) -> Iterable[str]:
        """Provisional figures and margins."""
        if self.series.has_provisional:
            yield "Open rondje: voorlopig cijfer."
        if any(point.lower is not None for point in self.series.points):
            yield "Streepje door een rondje: marge van 95%."

    def _number(self, point: Point) -> str:
        return number(point.value, self.decimals)

    def _row(self, point: Point, run: int) -> dict[str, Any]:
        status = " (voorlopig)" if point.is_provisional else ""
        return {
            "jaar": point.year,
            "waarde": point.value,
            "stuk": run,
            "periode": point_period(point).rstrip("*"),
            "cijfer": with_unit(self._number(point), self.unit) + status,
            "vulling": WHITE if point.is_provisional else INK,
        }

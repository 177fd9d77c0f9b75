"""The layer of the own figures: a dark line with a dot a figure, or a cross when a replaced source gave it.

Hollow is provisional, a missing year is a gap.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal, Self

import altair as alt

from dashboard.book.breaks import restarts
from dashboard.charts.frame import Frame
from dashboard.charts.labels import SIDES, Mark, Obstacles, around
from dashboard.charts.named import Wanted
from dashboard.charts.parts import layer
from dashboard.charts.stretches import stretches
from dashboard.indicator.trend.contract import Given, TrendLayer
from dashboard.look.colours import INK, SECONDARY, WHITE
from dashboard.look.notation import period, sentence, unlike, with_unit
from etl.answers.chain import EarlierSource
from indicators.methods.series import Point, Series
from indicators.wording.numbers import number

HALF_DOT = 5.5
"""Half of what a dot is wide, in pixels."""
USUAL: Final = "circle"
OTHER: Final = "cross"
MARKS: Mapping[Literal["circle", "cross"], int] = {USUAL: 62, OTHER: 130}
"""The mark of a figure, and of one that a replaced source gave, with its size."""


@dataclass(frozen=True, kw_only=True)
class Own(TrendLayer):
    """Values in the unit of the indicator; name: of the municipality; restarts: years in which the series starts anew.

    earlier: what replaced sources gave of it; area_notes: of which area its figures are.
    """

    series: Series
    name: str
    indicator: str
    unit: str
    decimals: int
    restarts: tuple[int, ...] = ()
    earlier: tuple[EarlierSource, ...] = ()
    area_notes: tuple[str, ...] = ()

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
            earlier=given.row.earlier_sources,
            area_notes=given.row.area_notes,
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
            yield layer(frame, margins).mark_rule(color=SECONDARY, strokeWidth=1.2).encode(y2=alt.Y2("tot:Q"))
        rows = [self._row(point, run) for run, part in enumerate(stretches(self.series, self.restarts)) for point in part]
        yield (
            layer(frame, rows)
            .mark_line(color=INK, strokeWidth=2.4)
            .encode(detail=alt.Detail("stuk:N"), order=alt.Order("jaar:Q"))
        )
        titles = (("periode", "Periode"), ("cijfer", self.name))
        hint = [alt.Tooltip(field, type="nominal", title=title) for field, title in titles]
        for shape, size in MARKS.items():
            if shown := [row for row in rows if row["teken"] == shape]:
                dots = layer(frame, shown).mark_point(shape=shape, size=size, stroke=INK, strokeWidth=1.8, opacity=1)
                yield dots.encode(fill=alt.Fill("vulling:N", scale=None), tooltip=hint)

    def labels(self, frame: Frame) -> Iterable[Wanted]:
        """The name with the newest figure."""
        last = self.series.points[-1]
        spots = around((float(last.year), last.value), "right", "left", "center")
        yield Wanted(f"{self.name} {number(last.value, self.decimals)}", spots, {"color": INK, "fontWeight": 700})
        for each in self.earlier:
            places = [(float(year), self.series.by_year[year].value) for year in each.years]
            spots = [spot for place in places for spot in around(place, *SIDES)]
            yield Wanted(f"andere bron: {each.name}", spots, {"color": SECONDARY}, is_needed=False)

    def obstacles(self, frame: Frame) -> Obstacles:
        """Line, dots and margins."""
        places = [(float(point.year), point.value) for point in self.series.points]
        margins = [[(float(p.year), each) for each in p.margin] for p in self.series.points if p.margin]
        return Obstacles(lines=[places, *margins], marks=[Mark(place, HALF_DOT) for place in places])

    def alt(self) -> Iterable[str]:
        """What the chart is of, from where to where it went, and its extremes."""
        points = self.series.points
        first, last = points[0], points[-1]
        high, low = max(points, key=lambda point: point.value), min(points, key=lambda point: point.value)
        status = ", een voorlopig cijfer" if last.is_provisional else ""
        yield f"Lijngrafiek: {self.indicator} in {self.name}, {first.year} tot en met {last.year}, {self.unit}."
        yield f"Van {self._number(first)} naar {self._number(last)}{status}."
        yield (
            f"Hoogste: {self._number(high)} in {period(high.period, high.year)};"
            f" laagste: {self._number(low)} in {period(low.period, low.year)}."
        )
        yield from (sentence(each.words) for each in self.earlier)
        yield from self.area_notes

    def key(self) -> Iterable[str]:
        """Provisional figures and margins."""
        if self.series.has_provisional:
            yield f"Open {'teken' if self.earlier else 'rondje'}: voorlopig cijfer."
        yield from (f"Kruisje: {each.words}." for each in self.earlier)
        yield from self.area_notes
        if any(point.lower is not None for point in self.series.points):
            yield "Streepje door een rondje: marge van 95%."

    def signs(self) -> Iterable[tuple[str, str]]:
        """Provisional figures, those of another source, and margins."""
        if self.series.has_provisional:
            yield "○", "voorlopig cijfer"
        if self.earlier:
            yield "✚", "andere bron"
        if any(point.lower is not None for point in self.series.points):
            yield "│", "marge van 95%"

    def _number(self, point: Point) -> str:
        return number(point.value, self.decimals)

    def _row(self, point: Point, run: int) -> dict[str, Any]:
        marks = [*(["voorlopig"] if point.is_provisional else []), *unlike(point)]
        status = f" ({', '.join(marks)})" if marks else ""
        return {
            "jaar": point.year,
            "waarde": point.value,
            "stuk": run,
            "periode": period(point.period, point.year),
            "teken": OTHER if point.predecessor else USUAL,
            "cijfer": with_unit(self._number(point), self.unit) + status,
            "vulling": WHITE if point.is_provisional else INK,
        }

"""The chart of several municipalities on one indicator: lines in, an Altair chart out; each has its name or number at its end."""

import json
from collections.abc import Sequence
from typing import Any, Literal

import altair as alt

from dashboard.charts.frame import value_axis
from dashboard.charts.labels import spread
from dashboard.charts.letters import SIZE, width_of
from dashboard.charts.parts import END_ROOM, FONT, NARROW, SMALL, WIDTH, InlineRows, dressed
from dashboard.charts.stretches import stretches
from dashboard.comparison.lines import Called, Line
from dashboard.look.colours import GROUP_AREA, GROUP_LINE, THIN_RULE, WHITE
from dashboard.look.notation import period, unlike, with_unit
from indicators.methods.group_year import GroupYear
from indicators.wording.numbers import number

HEIGHT = 340
"""Within the axes."""
LABEL_GAP = 19.0
BESIDE = 12
"""Pixels from the last figure to its name."""
NUMBER_ROOM = 36
"""Pixels kept free at the right on a small screen, where a number stands for the name."""


class _Scales:
    """Years and values of all lines together."""

    def __init__(self, lines: Sequence[Line], band: Sequence[GroupYear], decimals: int) -> None:
        points = [point for line in lines for point in line.series.points]
        values = [point.value for point in points] + [v for year in band for v in (year.middle_low, year.middle_high)]
        self.first, self.last = min(p.year for p in points), max(p.year for p in points)
        self.low, self.high = value_axis(min(values), max(values))
        widest = max(width_of(_words(line, decimals), is_bold=True) for line in lines)
        self.room = f"({SMALL} ? {NUMBER_ROOM} : {widest + BESIDE:.0f})"

    def x(self) -> alt.X:
        """The years, with room for the names that depends on the width."""
        span = self.last - self.first + 0.8
        end = alt.ExprRef(f"{self.last + 0.4} + {span} * {self.room} / max(60, {WIDTH} - {self.room})")
        axis = alt.Axis(
            format="d", tickMinStep=1, title=None, grid=False, ticks=False, labelOverlap="greedy",
            labelFlush=END_ROOM, tickCount=alt.ExprRef(f"{WIDTH} / ({WIDTH} < {NARROW} ? 90 : 60)"),
            labelExpr=f"datum.value > {self.last} ? '' : datum.label",
        )  # fmt: skip
        return alt.X("jaar:Q", axis=axis, scale=alt.Scale(domainMin=self.first - 0.4, domainMax=end, nice=False, zero=False))

    def y(self) -> alt.Y:
        """The values; not rounded off, so that the names can be placed in pixels."""
        axis = alt.Axis(title=None, tickCount=6, domain=False, ticks=False)
        return alt.Y("waarde:Q", axis=axis, scale=alt.Scale(domain=[self.low, self.high], nice=False, zero=False))

    def from_top(self, value: float) -> float:
        """Share of the height, from the top; pixels are not known, because the axis takes some of them."""
        return (self.high - value) / (self.high - self.low)

    def layer(self, rows: Sequence[dict[str, Any]]) -> alt.Chart:
        """Rows with `jaar` and `waarde`."""
        return alt.Chart(InlineRows(rows)).encode(x=self.x(), y=self.y())


def compare_chart(lines: Sequence[Line], band: Sequence[GroupYear], indicator: Called, restarts: Sequence[int]) -> alt.LayerChart:
    """Lines with marks and names; the middle half of the group as an area when `band` is given.

    ValueError when no line has a figure: say so in words instead.
    """
    shown = [line for line in lines if line.series.points]
    if not shown:
        raise ValueError("no figures to draw")
    scales = _Scales(shown, band, indicator.decimals)
    layers = [_area(scales, band)] if band else []
    for line in reversed(shown):
        layers += _line(scales, line, indicator, restarts)
    return dressed(alt.layer(*layers, *_names(scales, shown, indicator), width="container", height=HEIGHT))


def _area(scales: _Scales, band: Sequence[GroupYear]) -> alt.Chart:
    rows = [{"jaar": year.year, "waarde": year.middle_low, "tot": year.middle_high} for year in band]
    edged: dict[str, Any] = {"stroke": GROUP_LINE, "strokeWidth": 0.8, "opacity": 1}
    area: alt.Chart = scales.layer(rows).mark_area(fill=GROUP_AREA, fillOpacity=0.5, **edged).encode(y2=alt.Y2("tot:Q"))
    return area


def _line(scales: _Scales, line: Line, indicator: Called, restarts: Sequence[int]) -> list[alt.Chart]:
    look = line.look
    rows = [
        {
            "jaar": point.year,
            "waarde": point.value,
            "stuk": run,
            "wie": line.name,
            "periode": period(point.period, point.year),
            "cijfer": with_unit(number(point.value, indicator.decimals), indicator.unit)
            + (" (voorlopig)" if point.is_provisional else "")
            + "".join(f" ({word})" for word in unlike(point)),
            "vulling": WHITE if point.is_provisional else look.colour,
        }
        for run, points in enumerate(stretches(line.series, restarts))
        for point in points
    ]
    titles = (("wie", "Gemeente"), ("periode", "Periode"), ("cijfer", "Cijfer"))
    hint = [alt.Tooltip(field, type="nominal", title=title) for field, title in titles]
    base = scales.layer(rows)
    drawn = base.mark_line(color=look.colour, strokeWidth=look.width, strokeDash=list(look.dash))
    marks = base.mark_point(shape=look.shape, size=look.size, stroke=look.colour, strokeWidth=1.5, opacity=1)
    return [
        drawn.encode(detail=alt.Detail("stuk:N"), order=alt.Order("jaar:Q")),
        marks.encode(fill=alt.Fill("vulling:N", scale=None), tooltip=hint),
    ]


def _names(scales: _Scales, lines: Sequence[Line], indicator: Called) -> list[alt.Chart]:
    """The name and newest figure of every line at its end, moved apart, with a thin line to where it belongs."""
    ends = [(line, line.series.points[-1]) for line in lines]
    places = spread([scales.from_top(point.value) for _, point in ends], LABEL_GAP / HEIGHT, 0.02, 0.98)
    layers = []
    for number_of, ((line, point), place) in enumerate(zip(ends, places, strict=True), 1):
        base = scales.layer([{"jaar": scales.last, "waarde": point.value}])
        tie = scales.layer([{"jaar": point.year, "waarde": point.value, "einde": scales.last}])
        layers.append(tie.mark_rule(color=THIN_RULE, strokeWidth=1).encode(x2=alt.X2("einde:Q")))
        weight: Literal["bold", "normal"] = "bold" if line is lines[0] else "normal"
        text = base.mark_text(align="left", dx=BESIDE, font=FONT, fontSize=SIZE, color=line.look.colour, fontWeight=weight)
        words = alt.TextValue(alt.ExprRef(f"{SMALL} ? '{number_of}' : {json.dumps(_words(line, indicator.decimals))}"))
        layers.append(text.encode(y=alt.value(alt.ExprRef(f"{place} * height")), text=words))
    return layers


def _words(line: Line, decimals: int) -> str:
    return f"{line.name} {number(line.series.points[-1].value, decimals)}"

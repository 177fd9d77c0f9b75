"""Primitives all large charts share: scales, layers, text and the one look; plain data in, Altair parts out."""

from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import Any

import altair as alt
from altair.utils import schemapi

from dashboard.charts.frame import Ends, Frame, Place
from dashboard.look.colours import AXIS, NORM_BLUE, SECONDARY, THIN_RULE, WHITE

FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
WIDTH, SMALL = "breedte", "smal"
"""What expressions in a chart may ask: pixels within the axes, and whether the screen is one that style.css calls small."""
PARAMETERS = {WIDTH: "width", SMALL: f"{WIDTH} > 0 && windowSize()[0] <= 640"}
NARROW = 480
"""Pixels within the axes: below this a picture is that of a phone."""
END_ROOM = 16
"""Pixels from the end of the axis of years within which a year stands beside its tick: in the middle it would leave the chart."""
FEW_YEARS = 2
"""Between the ends of an axis: below this there is one tick, or two."""
DUTCH_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}
# Every part was held against the schema when it was made, and the whole once more. Tests hold every kind of chart against it.
schemapi.disable_debug_mode()


class InlineRows(alt.InlineData):
    """What a chart shows; of a chart Altair makes a copy at every step, and these stay what they are."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        super().__init__(values=list(rows))

    def __deepcopy__(self, _: object) -> "InlineRows":
        return self


class _X(alt.X):
    """A scale that stays what it is as well: its axis alone is a third of what Altair copies."""

    def __deepcopy__(self, _: object) -> "_X":
        return self


class _Y(alt.Y):
    """The same of values."""

    def __deepcopy__(self, _: object) -> "_Y":
        return self


def x_scale(frame: Frame) -> alt.X:
    """Years, with some room on either side."""
    return _X("jaar:Q", axis=year_axis(frame.years), scale=alt.Scale(domain=list(frame.years), nice=False))


def year_axis(ends: Ends) -> alt.Axis:
    """Fewer years where there is less room; ends: of the axis. Of one year Vega makes halves, and names them as years too."""
    first, last = ends
    axis = _year_axis()
    if last - first < FEW_YEARS:
        axis["values"] = list(range(ceil(first), floor(last) + 1))
    return axis


def _year_axis() -> alt.Axis:
    return alt.Axis(
        format="d",
        tickMinStep=1,
        title=None,
        grid=False,
        labelOverlap="parity",
        labelFlush=END_ROOM,
        tickCount=alt.ExprRef(f"{WIDTH} / ({WIDTH} < {NARROW} ? 90 : 60)"),
    )


def y_scale(frame: Frame) -> alt.Y:
    """Values of the indicator; not rounded off, so that names can be placed in pixels."""
    axis = alt.Axis(title=None, tickCount=6, domain=False, ticks=False)
    return _Y("waarde:Q", axis=axis, scale=alt.Scale(domain=list(frame.values), nice=False, zero=False))


def layer(frame: Frame, rows: Iterable[dict[str, Any]]) -> alt.Chart:
    """Rows with `jaar` and `waarde` on the scales of the frame; give it a mark."""
    return alt.Chart(InlineRows(rows)).encode(x=x_scale(frame), y=y_scale(frame))


def line(frame: Frame, places: Sequence[Place], **style: Any) -> alt.Chart:
    """A line through places, in their order."""
    rows = [{"jaar": year, "waarde": value, "volgorde": order} for order, (year, value) in enumerate(places)]
    drawn: alt.Chart = layer(frame, rows).mark_line(**style).encode(order=alt.Order("volgorde:Q"))
    return drawn


def dashes(frame: Frame, places: Sequence[Place]) -> alt.Chart:
    """The line of a norm."""
    return line(frame, places, color=NORM_BLUE, strokeWidth=1.6, strokeDash=[6, 4])


def marks(frame: Frame, places: Sequence[Place], *, color: str = NORM_BLUE, **style: Any) -> alt.Chart:
    """Points of one shape; filled=False leaves them hollow."""
    rows = [{"jaar": year, "waarde": value} for year, value in places]
    fill = color if style.pop("filled", True) else WHITE
    drawn: alt.Chart = layer(frame, rows).mark_point(stroke=color, fill=fill, strokeWidth=1.6, opacity=1, **style)
    return drawn


def dressed(chart: Any) -> alt.LayerChart:
    """One look for all charts; the parts are silent for a screen reader, the alternative text speaks for the whole."""
    axis = alt.AxisConfig(
        aria=False,
        labelColor=SECONDARY,
        titleColor=SECONDARY,
        labelFont=FONT,
        labelFontSize=13,
        gridColor=THIN_RULE,
        tickColor=THIN_RULE,
        domainColor=AXIS,
    )
    view = alt.ViewConfig(stroke=None)
    asked = [alt.VariableParameter(name=name, expr=said) for name, said in PARAMETERS.items()]
    chart = chart.properties(autosize={"type": "fit-x", "contains": "padding"}, params=asked)
    done: alt.LayerChart = chart.configure(
        background=WHITE, font=FONT, locale={"number": DUTCH_NUMBERS}, axis=axis, view=view, mark=alt.MarkConfig(aria=False)
    )
    return done


def spec_of(chart: Any) -> dict[str, Any]:
    """A chart as its Vega-Lite specification; it is not held against the schema, which takes longer than making it."""
    made: dict[str, Any] = chart.to_dict(validate=False)
    return made

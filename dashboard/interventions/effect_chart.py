"""The charts of an intervention: own figures beside the group, the gap against chance, and a partner's own figures."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import altair as alt

from dashboard.charts.frame import Ends
from dashboard.charts.labels import LabelRoom, Mark, Measure, Obstacles, around
from dashboard.charts.named import Wanted, names
from dashboard.charts.parts import InlineRows, dressed, year_axis
from dashboard.charts.stretches import stretches
from dashboard.interventions.effect_labels import (
    HALF_A_YEAR,
    HALF_DOT,
    OWN,
    course_names,
    course_obstacles,
    gap_names,
    gap_obstacles,
)
from dashboard.interventions.effect_picture import EffectPicture
from dashboard.look.colours import GROUP_AREA, GROUP_LINE, INK, NORM_BLUE, PALE_BLUE, SECONDARY, WHITE
from dashboard.look.notation import exact, signed, unlike, with_unit
from indicators.wording.numbers import number

HEIGHT, GAP_HEIGHT, PROCESS_HEIGHT = 270, 190, 170
"""Within the axes."""
GROUP_NAME = "vergelijkbare gemeenten"
ROOM = 1.12


def course_chart(picture: EffectPicture) -> alt.LayerChart:
    """Own series and group, the years before the start shaded, the start marked; hollow is provisional."""
    y = alt.Y("waarde:Q", axis=_value_axis(), scale=alt.Scale(domain=list(picture.value_range), nice=False, zero=False))
    rows = [
        {
            "jaar": point.year,
            "waarde": point.value,
            "stuk": run,
            "vulling": WHITE if point.is_provisional else INK,
            "cijfer": with_unit(number(point.value, picture.decimals), picture.unit)
            + (" (voorlopig)" if point.is_provisional else "")
            + "".join(f" ({word})" for word in unlike(point)),
            "teken": "cross" if point.predecessor else "circle",
            "naam": str(point.year),
        }
        for run, points in enumerate(stretches(picture.own, picture.restarts))
        for point in points
    ]
    base = _layer(picture, rows, y)
    line = base.mark_line(color=INK, strokeWidth=2.4).encode(detail=alt.Detail("stuk:N"), order=alt.Order("jaar:Q"))
    dots = base.mark_point(size=56, stroke=INK, strokeWidth=1.8, opacity=1)
    hint = [alt.Tooltip("naam:N", title="Jaar"), alt.Tooltip("cijfer:N", title=picture.name)]
    look = {"fill": alt.Fill("vulling:N", scale=None), "shape": alt.Shape("teken:N", scale=None)}
    layers = [*_before(picture), *_group(picture, y), line, dots.encode(tooltip=hint, **look)]
    own = f"{picture.name} {number(picture.own.points[-1].value, picture.decimals)}"
    wanted, obstacles = course_names(picture, own, GROUP_NAME), course_obstacles(picture)
    labels = names(wanted, HEIGHT, _room(picture, picture.value_range, obstacles), lambda rows: _layer(picture, rows, y))
    return dressed(alt.layer(*layers, *_moments(picture), *labels, width="container", height=HEIGHT))


def gap_chart(picture: EffectPicture) -> alt.LayerChart:
    """The difference with the group since before the start, with the band in which 95% of other municipalities lie."""
    reach = max(max(abs(gap.gap), gap.band) for gap in picture.gaps) * ROOM or 1.0
    scale = alt.Scale(domain=[-reach, reach], nice=False)
    y = alt.Y("waarde:Q", axis=_value_axis(), scale=scale)
    rows = [
        {
            "jaar": gap.year,
            "waarde": gap.gap,
            "onder": -gap.band,
            "boven": gap.band,
            "naam": str(gap.year),
            "verschil": signed(gap.gap, picture.decimals),
            "toeval": f"{number(-gap.band, picture.decimals)} tot {number(gap.band, picture.decimals)}",
        }
        for gap in picture.gaps
    ]
    base = _layer(picture, rows, y)
    edged = base.mark_area(fill=GROUP_AREA, fillOpacity=0.7, stroke=GROUP_LINE, strokeWidth=0.8, opacity=1)
    band = edged.encode(y=alt.Y("onder:Q", axis=_value_axis(), scale=scale), y2=alt.Y2("boven:Q"))
    zero = alt.Chart(InlineRows([{"waarde": 0}])).mark_rule(color=SECONDARY, strokeDash=[4, 3]).encode(y=y)
    line = base.mark_line(color=INK, strokeWidth=2.2)
    hint = [
        alt.Tooltip("naam:N", title="Jaar"),
        alt.Tooltip("verschil:N", title="Verschil"),
        alt.Tooltip("toeval:N", title="Toeval (95%)"),
    ]
    dots = base.mark_point(shape="circle", size=50, fill=INK, stroke=INK, opacity=1).encode(tooltip=hint)
    said = f"gemiddeld {signed(picture.mean, picture.decimals)}" if picture.mean is not None else ""
    room = _room(picture, (-reach, reach), gap_obstacles(picture))
    labels = names(gap_names(picture, said), GAP_HEIGHT, room, lambda rows: _layer(picture, rows, y))
    parts = [band, zero, *_moments(picture), line, dots, *_mean(picture, y), *labels]
    return dressed(alt.layer(*parts, width="container", height=GAP_HEIGHT))


def _room(picture: EffectPicture, values: Ends, obstacles: Obstacles) -> Callable[[Measure], LabelRoom]:
    first, last = picture.years
    return partial(LabelRoom, years=(first - HALF_A_YEAR, last + HALF_A_YEAR), values=values, obstacles=[obstacles])


def _mean(picture: EffectPicture, y: alt.Y) -> list[alt.Chart]:
    """A stroke over the years after the start at their mean, the one number of this chart."""
    if picture.mean is None:
        return []
    first, last = picture.post_years[0], picture.post_years[-1]
    row = {"jaar": first - HALF_A_YEAR, "tot": last + HALF_A_YEAR, "waarde": picture.mean}
    stroke = alt.Chart(InlineRows([row])).encode(x=_x(picture), x2=alt.X2("tot:Q"), y=y)
    return [stroke.mark_rule(color=NORM_BLUE, strokeWidth=3)]


def process_chart(figures: Sequence[tuple[str, float]], title: str) -> alt.LayerChart:
    """A partner's own figures, a point a period, from zero."""
    rows = [{"periode": period, "waarde": value, "cijfer": exact(value)} for period, value in figures]
    values = [value for _, value in figures]
    low, high = min(0.0, *values), max(0.0, *values)
    ends = low * ROOM, high * ROOM or (1.0 if not low else 0.0)
    x = alt.X("periode:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True, grid=False))
    y = alt.Y("waarde:Q", axis=_value_axis(), scale=alt.Scale(domain=list(ends), nice=False))

    def layer(shown: list[dict[str, Any]]) -> alt.Chart:
        return alt.Chart(InlineRows(shown)).encode(x=x, y=y)

    hint = [alt.Tooltip("periode:N", title="Periode"), alt.Tooltip("cijfer:N", title=title)]
    line = layer(rows).mark_line(color=NORM_BLUE, strokeWidth=2)
    dots = layer(rows).mark_point(shape="circle", size=50, fill=NORM_BLUE, stroke=NORM_BLUE, opacity=1).encode(tooltip=hint)
    places = [(float(at), value) for at, value in enumerate(values)]
    room = partial(
        LabelRoom,
        years=(-HALF_A_YEAR, len(rows) - HALF_A_YEAR),
        values=ends,
        obstacles=[Obstacles(lines=[places], marks=[Mark(place, HALF_DOT) for place in places])],
    )
    wanted = [Wanted(exact(values[-1]), around(places[-1], "right", "center", "left"), OWN)]
    last = names(wanted, PROCESS_HEIGHT, room, lambda given: layer([row | {"periode": rows[-1]["periode"]} for row in given]))
    return dressed(alt.layer(line, dots, *last, width="container", height=PROCESS_HEIGHT))


def _x(picture: EffectPicture) -> alt.X:
    first, last = picture.years
    ends = (first - HALF_A_YEAR, last + HALF_A_YEAR)
    return alt.X("jaar:Q", axis=year_axis(ends), scale=alt.Scale(domain=list(ends), nice=False))


def _value_axis() -> alt.Axis:
    return alt.Axis(title=None, tickCount=5, domain=False, ticks=False)


def _layer(picture: EffectPicture, rows: Sequence[dict[str, Any]], y: alt.Y) -> alt.Chart:
    return alt.Chart(InlineRows(rows)).encode(x=_x(picture), y=y)


def _before(picture: EffectPicture) -> list[alt.Chart]:
    if not picture.pre_years:
        return []
    row = {"jaar": picture.pre_years[0] - HALF_A_YEAR, "tot": picture.pre_years[-1] + HALF_A_YEAR}
    base = alt.Chart(InlineRows([row])).encode(x=_x(picture))
    return [base.mark_rect(fill=PALE_BLUE, stroke=GROUP_LINE, strokeWidth=0.8).encode(x2=alt.X2("tot:Q"))]


def _group(picture: EffectPicture, y: alt.Y) -> list[alt.Chart]:
    if not picture.group:
        return []
    rows = [{"jaar": year, "waarde": value} for year, value in picture.group]
    return [_layer(picture, rows, y).mark_line(color=GROUP_LINE, strokeWidth=2)]


def _moments(picture: EffectPicture) -> list[alt.Chart]:
    """The start, the year from which an effect can show, and when the expectation was laid down."""
    dashes = ((picture.start, [1, 0]), (picture.post_from, [2, 3]), (picture.frozen, [6, 3]))
    return [
        alt.Chart(InlineRows([{"jaar": year}])).encode(x=_x(picture)).mark_rule(color=NORM_BLUE, strokeWidth=1.4, strokeDash=dash)
        for year, dash in dashes
        if year
    ]

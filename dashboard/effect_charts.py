"""The charts of an intervention: own figures beside the group, the gap against chance, and a partner's own figures."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.drawing import FONT, dressed
from dashboard.effect_picture import EffectPicture, signed
from dashboard.format import GROUP_AREA, GROUP_LINE, INK, NORM_BLUE, SECONDARY, number, with_unit
from dashboard.lines import stretches

HEIGHT, GAP_HEIGHT, PROCESS_HEIGHT = 300, 220, 200
PALE_BLUE, HALO = "#EAF0F6", "#FFFFFF"
STEEP = 0.08
"""Share of the height a last step may take before a label beside it lies on the line."""
LABEL_ROW = 16
"""Pixels between the labels at the top; each has a row of its own, so that they never lie on each other on a phone."""
ROOM = 1.12
NEAR_LEFT, NEAR_RIGHT = 0.35, 0.6
"""The start is named on its left and what comes after on its right, unless the edge of the picture is too near."""


def course_chart(picture: EffectPicture) -> alt.LayerChart:
    """Own series and group, the years before the start shaded, the start marked; hollow is provisional."""
    y = alt.Y("waarde:Q", axis=_value_axis(), scale=alt.Scale(domain=list(picture.value_range), nice=True, zero=False))
    rows = [
        {
            "jaar": point.year,
            "waarde": point.value,
            "stuk": run,
            "vulling": "#FFFFFF" if point.is_provisional else INK,
            "cijfer": with_unit(number(point.value, picture.decimals), picture.unit)
            + (" (voorlopig)" if point.is_provisional else ""),
            "naam": str(point.year),
        }
        for run, points in enumerate(stretches(picture.own))
        for point in points
    ]
    base = _layer(picture, rows, y)
    line = base.mark_line(color=INK, strokeWidth=2.4).encode(detail="stuk:N", order="jaar:Q")
    dots = base.mark_point(shape="circle", size=56, stroke=INK, strokeWidth=1.8, opacity=1)
    hint = [alt.Tooltip("naam:N", title="Jaar"), alt.Tooltip("cijfer:N", title=picture.name)]
    layers = [*_before(picture), *_group(picture, y), line, dots.encode(fill=alt.Fill("vulling:N", scale=None), tooltip=hint)]
    last = picture.own.points[-1]
    name = f"{picture.name} {number(last.value, picture.decimals)}"
    labels = _label(picture, (last.year, last.value), name, y, dy=_side(picture) * 15, color=INK, fontWeight=700)
    return dressed(alt.layer(*layers, *_moments(picture), *labels, width="container", height=HEIGHT))


def gap_chart(picture: EffectPicture) -> alt.LayerChart:
    """The difference with the group since before the start, with the band in which 95% of other municipalities lie."""
    reach = max(max(abs(gap.gap), gap.band) for gap in picture.gaps) * ROOM or 1.0
    scale = alt.Scale(domain=[-reach, reach], nice=True)
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
    band = base.mark_area(color=GROUP_AREA, opacity=0.7).encode(y=alt.Y("onder:Q", axis=_value_axis(), scale=scale), y2="boven:Q")
    zero = alt.Chart(alt.InlineData(values=[{"waarde": 0}])).mark_rule(color=SECONDARY, strokeDash=[4, 3]).encode(y=y)
    line = base.mark_line(color=INK, strokeWidth=2.2)
    hint = [
        alt.Tooltip("naam:N", title="Jaar"),
        alt.Tooltip("verschil:N", title="Verschil"),
        alt.Tooltip("toeval:N", title="Toeval (95%)"),
    ]
    dots = base.mark_point(shape="circle", size=50, fill=INK, stroke=INK, opacity=1).encode(tooltip=hint)
    last = picture.gaps[-1]
    words = f"verschil {signed(last.gap, picture.decimals)}"
    label = _label(picture, (last.year, last.gap), words, y, dy=-14 if last.gap >= 0 else 15, color=INK, fontWeight=700)
    moments = _moments(picture, is_named=False)
    return dressed(alt.layer(band, zero, *moments, line, dots, *label, width="container", height=GAP_HEIGHT))


def process_chart(figures: Sequence[tuple[str, float]], title: str) -> alt.LayerChart:
    """A partner's own figures, a point a period, from zero."""
    rows = [{"periode": period, "waarde": value} for period, value in figures]
    x = alt.X("periode:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True, grid=False))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=alt.Y("waarde:Q", axis=_value_axis(), scale=alt.Scale(zero=True)))
    hint = [alt.Tooltip("periode:N", title="Periode"), alt.Tooltip("waarde:Q", title=title)]
    line = base.mark_line(color=NORM_BLUE, strokeWidth=2)
    dots = base.mark_point(shape="circle", size=50, fill=NORM_BLUE, stroke=NORM_BLUE, opacity=1).encode(tooltip=hint)
    return dressed(alt.layer(line, dots, width="container", height=PROCESS_HEIGHT))


def _x(picture: EffectPicture) -> alt.X:
    first, last = picture.years
    axis = alt.Axis(format="d", tickMinStep=1, title=None, grid=False, labelOverlap="parity", tickCount=alt.ExprRef("width / 60"))
    return alt.X("jaar:Q", axis=axis, scale=alt.Scale(domain=[first - 0.5, last + 0.5], nice=False))


def _value_axis() -> alt.Axis:
    return alt.Axis(title=None, tickCount=5, domain=False, ticks=False)


def _layer(picture: EffectPicture, rows: Sequence[dict[str, Any]], y: alt.Y) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows))).encode(x=_x(picture), y=y)


def _before(picture: EffectPicture) -> list[alt.Chart]:
    if not picture.pre_years:
        return []
    row = {"jaar": picture.pre_years[0] - 0.5, "tot": picture.pre_years[-1] + 0.5, "tekst": "vóór de start"}
    base = alt.Chart(alt.InlineData(values=[row])).encode(x=_x(picture))
    return [base.mark_rect(color=PALE_BLUE).encode(x2="tot:Q"), *_at_top(base, 0)]


def _group(picture: EffectPicture, y: alt.Y) -> list[alt.Chart]:
    if not picture.group:
        return []
    rows = [{"jaar": year, "waarde": value} for year, value in picture.group]
    line = _layer(picture, rows, y).mark_line(color=GROUP_LINE, strokeWidth=2)
    own = {point.year: point.value for point in picture.own.points}
    first, last = picture.group[0], picture.group[-1]
    place = max(last, first, key=lambda end: abs(end[1] - own.get(end[0], end[1])))
    side = -1 if place[1] >= own.get(place[0], place[1]) else 1
    align = "left" if place is first else "right"
    return [line, *_label(picture, place, "vergelijkbare gemeenten", y, dy=14 * side, color=SECONDARY, align=align)]


def _moments(picture: EffectPicture, *, is_named: bool = True) -> list[alt.Chart]:
    """The start, and the year from which an effect can show."""
    marks = [(picture.start, picture.start_text, [1, 0])] if picture.start else []
    marks += [(picture.post_from, f"effect te zien vanaf {picture.post_from}", [2, 3])] if picture.post_from else []
    layers: list[alt.Chart] = []
    first, last = picture.years
    for position, (year, words, dash) in enumerate(marks, 1):
        share = (year - first) / max(last - first, 1) if year else 0.0
        is_right = share > (NEAR_LEFT if year == picture.start else NEAR_RIGHT)
        base = alt.Chart(alt.InlineData(values=[{"jaar": year, "tekst": words}])).encode(x=_x(picture))
        layers.append(base.mark_rule(color=NORM_BLUE, strokeWidth=1.4, strokeDash=dash))
        if is_named:
            layers.extend(
                _at_top(base, position, color=NORM_BLUE, align="right" if is_right else "left", dx=-6 if is_right else 6)
            )
    return layers


def _at_top(base: alt.Chart, row: int, **style: Any) -> list[alt.Chart]:
    """Words in a row of their own, on a halo so that a line behind them does not strike them through."""
    look: dict[str, Any] = {"align": "left", "dx": 6, "color": SECONDARY, "fontSize": 12, "font": FONT} | style
    place = alt.value(9 + LABEL_ROW * row)
    halo = base.mark_text(**look, stroke=HALO, strokeWidth=4, strokeJoin="round").encode(text="tekst:N", y=place)
    return [halo, base.mark_text(**look).encode(text="tekst:N", y=place)]


def _label(picture: EffectPicture, place: tuple[int, float], words: str, y: alt.Y, *, dy: float, **style: Any) -> list[alt.Chart]:
    look: dict[str, Any] = {"fontSize": 13, "font": FONT, "dy": dy, "align": "right"} | style
    base = _layer(picture, [{"jaar": place[0], "waarde": place[1], "tekst": words}], y)
    halo = base.mark_text(**look, stroke=HALO, strokeWidth=3, strokeJoin="round").encode(text="tekst:N")
    return [halo, base.mark_text(**look).encode(text="tekst:N")]


def _side(picture: EffectPicture) -> int:
    """Above (-1) a line that arrives steeply from below, and the reverse (1); otherwise away from the group."""
    points, (low, high) = picture.own.points, picture.value_range
    rise = (points[-1].value - points[-2].value) / (high - low) if len(points) > 1 else 0.0
    if abs(rise) > STEEP:
        return -1 if rise > 0 else 1
    group = dict(picture.group)
    shared = [point for point in points if point.year in group]
    return 1 if shared and shared[-1].value < group[shared[-1].year] else -1

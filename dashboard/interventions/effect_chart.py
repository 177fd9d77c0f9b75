"""The charts of an intervention: own figures beside the group, the gap against chance, and a partner's own figures."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.charts.frame import Place
from dashboard.charts.labels import OFFSET
from dashboard.charts.parts import FONT, dressed
from dashboard.charts.stretches import stretches
from dashboard.interventions.effect_labels import LABEL_ROW, place_labels
from dashboard.interventions.effect_picture import EffectPicture
from dashboard.look.colours import GROUP_AREA, GROUP_LINE, INK, NORM_BLUE, PALE_BLUE, SECONDARY, WHITE
from dashboard.look.notation import exact, signed, unlike, with_unit
from indicators.wording.numbers import number

HEIGHT, GAP_HEIGHT, PROCESS_HEIGHT = 300, 220, 200
GROUP_NAME = "vergelijkbare gemeenten"
UNDER_A_LABEL = 3
"""Points before the last one that a label of that one reaches over, on a phone."""
ROOM = 1.12
HALF_A_YEAR = 0.5
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
    line = base.mark_line(color=INK, strokeWidth=2.4).encode(detail="stuk:N", order="jaar:Q")
    dots = base.mark_point(size=56, stroke=INK, strokeWidth=1.8, opacity=1)
    hint = [alt.Tooltip("naam:N", title="Jaar"), alt.Tooltip("cijfer:N", title=picture.name)]
    look = {"fill": alt.Fill("vulling:N", scale=None), "shape": alt.Shape("teken:N", scale=None)}
    layers = [*_before(picture), *_group(picture, y), line, dots.encode(tooltip=hint, **look)]
    name = f"{picture.name} {number(picture.own.points[-1].value, picture.decimals)}"
    looks: list[dict[str, Any]] = [{"color": INK, "fontWeight": 700}, {"color": SECONDARY}]
    labels = [
        part
        for label, look in zip(place_labels(picture, name, GROUP_NAME), looks, strict=False)
        for part in _label(picture, label.place, label.words, y, dy=label.dy, align=label.align, **look)
    ]
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
    edged = base.mark_area(fill=GROUP_AREA, fillOpacity=0.7, stroke=GROUP_LINE, strokeWidth=0.8, opacity=1)
    band = edged.encode(y=alt.Y("onder:Q", axis=_value_axis(), scale=scale), y2="boven:Q")
    zero = alt.Chart(alt.InlineData(values=[{"waarde": 0}])).mark_rule(color=SECONDARY, strokeDash=[4, 3]).encode(y=y)
    line = base.mark_line(color=INK, strokeWidth=2.2)
    hint = [
        alt.Tooltip("naam:N", title="Jaar"),
        alt.Tooltip("verschil:N", title="Verschil"),
        alt.Tooltip("toeval:N", title="Toeval (95%)"),
    ]
    dots = base.mark_point(shape="circle", size=50, fill=INK, stroke=INK, opacity=1).encode(tooltip=hint)
    mean = _mean(picture, y, GAP_HEIGHT / (2 * reach))
    moments = _moments(picture, is_named=False)
    return dressed(alt.layer(band, zero, *moments, line, dots, *mean, width="container", height=GAP_HEIGHT))


def _mean(picture: EffectPicture, y: alt.Y, pixels: float) -> list[alt.Chart]:
    """A stroke over the years after the start at their mean, the one number of this chart; pixels: height of one unit."""
    if picture.mean is None:
        return []
    first, last, value = picture.post_years[0], picture.post_years[-1], picture.mean
    row = {"jaar": first - HALF_A_YEAR, "tot": last + HALF_A_YEAR, "waarde": value}
    stroke = alt.Chart(alt.InlineData(values=[row])).encode(x=_x(picture), x2="tot:Q", y=y)
    under = [gap.gap for gap in picture.gaps if gap.year >= last - UNDER_A_LABEL]
    words = f"gemiddeld {signed(value, picture.decimals)}"
    dy = clear_offset([*under, value], pixels)
    label = _label(picture, (last + HALF_A_YEAR, value), words, y, dy=dy, color=NORM_BLUE, fontWeight=700)
    return [stroke.mark_rule(color=NORM_BLUE, strokeWidth=3), *label]


def process_chart(figures: Sequence[tuple[str, float]], title: str) -> alt.LayerChart:
    """A partner's own figures, a point a period, from zero."""
    rows = [{"periode": period, "waarde": value, "cijfer": exact(value)} for period, value in figures]
    x = alt.X("periode:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True, grid=False))
    y = alt.Y("waarde:Q", axis=_value_axis(), scale=alt.Scale(zero=True))
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y)
    hint = [alt.Tooltip("periode:N", title="Periode"), alt.Tooltip("cijfer:N", title=title)]
    line = base.mark_line(color=NORM_BLUE, strokeWidth=2)
    dots = base.mark_point(shape="circle", size=50, fill=NORM_BLUE, stroke=NORM_BLUE, opacity=1).encode(tooltip=hint)
    look: dict[str, Any] = {"fontSize": 13, "font": FONT, "fontWeight": 700, "align": "right"}
    values = [value for _, value in figures]
    dy = clear_offset(values, PROCESS_HEIGHT / (max(map(abs, values)) or 1.0))
    last = alt.Chart(alt.InlineData(values=[rows[-1]])).mark_text(**look, color=INK, dy=dy).encode(x=x, y=y, text="cijfer:N")
    return dressed(alt.layer(line, dots, last, width="container", height=PROCESS_HEIGHT))


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
    return [base.mark_rect(fill=PALE_BLUE, stroke=GROUP_LINE, strokeWidth=0.8).encode(x2="tot:Q"), *_at_top(base, 0)]


def _group(picture: EffectPicture, y: alt.Y) -> list[alt.Chart]:
    if not picture.group:
        return []
    rows = [{"jaar": year, "waarde": value} for year, value in picture.group]
    return [_layer(picture, rows, y).mark_line(color=GROUP_LINE, strokeWidth=2)]


def _moments(picture: EffectPicture, *, is_named: bool = True) -> list[alt.Chart]:
    """The start, the year from which an effect can show, and when the expectation was laid down."""
    marks = [(picture.start, picture.start_text, [1, 0])] if picture.start else []
    marks += [(picture.post_from, f"effect te zien vanaf {picture.post_from}", [2, 3])] if picture.post_from else []
    marks += [(picture.frozen, picture.frozen_text, [6, 3])] if picture.frozen else []
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
    halo = base.mark_text(**look, stroke=WHITE, strokeWidth=4, strokeJoin="round").encode(text="tekst:N", y=place)
    return [halo, base.mark_text(**look).encode(text="tekst:N", y=place)]


def _label(picture: EffectPicture, place: Place, words: str, y: alt.Y, *, dy: float, **style: Any) -> list[alt.Chart]:
    look: dict[str, Any] = {"fontSize": 13, "font": FONT, "dy": dy, "align": "right"} | style
    base = _layer(picture, [{"jaar": place[0], "waarde": place[1], "tekst": words}], y)
    halo = base.mark_text(**look, stroke=WHITE, strokeWidth=3, strokeJoin="round").encode(text="tekst:N")
    return [halo, base.mark_text(**look).encode(text="tekst:N")]


def clear_offset(values: Sequence[float], pixels: float) -> float:
    """Pixels from the last of these values to a label that is free of those it reaches over; negative is above.

    pixels: height of one unit.
    """
    under = values[-1 - UNDER_A_LABEL :]
    above, below = (max(under) - values[-1]) * pixels, (values[-1] - min(under)) * pixels
    return -(OFFSET + above) if above <= below else OFFSET + below

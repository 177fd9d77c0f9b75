"""The large charts: plain data in, an Altair chart out; no Streamlit, no judgement."""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from dashboard.format import INK, NORM_BLUE, SECONDARY, THIN_RULE, exact, number, point_period, with_unit
from dashboard.lines import stretches
from dashboard.picture import TrendPicture, baseline_side, name_side, outer_side, value_axis
from indicators.series import Point

FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
HEIGHT = 340
PALE = "#F1F2EE"
DUTCH_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}


def trend_chart(picture: TrendPicture) -> alt.LayerChart:
    """Series with baseline, norm and planned path; hollow is provisional, a missing year is a gap.

    ValueError when there is no figure: say so in words instead of drawing an empty picture.
    """
    if not picture.series.points:
        raise ValueError("no figures to draw")
    layers = [*_breaks(picture), *_norm(picture), *_past_norms(picture), *_series(picture), *_labels(picture)]
    return _dressed(alt.layer(*layers, width="container", height=HEIGHT))


def _x(picture: TrendPicture) -> alt.X:
    years = [*(point.year for point in picture.series.points), picture.last_year]
    years += [int(picture.baseline[0])] if picture.baseline else []
    axis = alt.Axis(format="d", tickMinStep=1, title=None, grid=False, labelOverlap="parity", tickCount=alt.ExprRef("width / 60"))
    return alt.X("jaar:Q", axis=axis, scale=alt.Scale(domain=[min(years) - 0.4, max(years) + 0.4], nice=False))


def _y(picture: TrendPicture) -> alt.Y:
    low, high = value_axis(*picture.value_range)
    axis = alt.Axis(title=None, tickCount=6, domain=False, ticks=False)
    return alt.Y("waarde:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=True, zero=False))


def _layer(picture: TrendPicture, rows: Iterable[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows))).encode(x=_x(picture), y=_y(picture))


def _series(picture: TrendPicture) -> list[alt.Chart]:
    runs = stretches(picture.series, picture.restarts)
    rows = [_row(picture, point, run) for run, points in enumerate(runs) for point in points]
    line = _layer(picture, rows).mark_line(color=INK, strokeWidth=2.4).encode(detail="stuk:N", order="jaar:Q")
    hint = [
        alt.Tooltip(field, type="nominal", title=title) for field, title in (("periode", "Periode"), ("cijfer", picture.name))
    ]
    dots = (
        _layer(picture, rows)
        .mark_point(shape="circle", size=62, stroke=INK, strokeWidth=1.8, opacity=1)
        .encode(fill=alt.Fill("vulling:N", scale=None), tooltip=hint)
    )
    return [*_margins(picture), line, dots]


def _row(picture: TrendPicture, point: Point, run: int) -> dict[str, Any]:
    return {
        "jaar": point.year,
        "waarde": point.value,
        "stuk": run,
        "periode": point_period(point).rstrip("*"),
        "cijfer": with_unit(number(point.value, picture.decimals), picture.unit)
        + (" (voorlopig)" if point.is_provisional else ""),
        "vulling": "#FFFFFF" if point.is_provisional else INK,
    }


def _margins(picture: TrendPicture) -> list[alt.Chart]:
    rows = [{"jaar": p.year, "waarde": p.lower, "tot": p.upper} for p in picture.series.points if None not in (p.lower, p.upper)]
    return [_layer(picture, rows).mark_rule(color=SECONDARY, strokeWidth=1.2).encode(y2="tot:Q")] if rows else []


def _norm(picture: TrendPicture) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    start = picture.levels_from or picture.series.points[0].year
    layers += [_dashes(picture, [(start, level), (picture.last_year, level)]) for level in picture.levels]
    if len(picture.path) > 1:
        layers.append(_dashes(picture, picture.path))
        layers.append(_marks(picture, picture.path[1:-1], shape="diamond", size=60, filled=False))
    if picture.baseline:
        layers.append(_marks(picture, [picture.baseline], shape="square", size=90))
    ends = picture.path[-1:] or [(picture.last_year, level) for level in picture.levels]
    return [*layers, _marks(picture, ends, shape="diamond", size=130)]


def _past_norms(picture: TrendPicture) -> list[alt.Chart]:
    if not picture.past_norms:
        return []
    words = [
        _text(picture, place, f"eerdere norm {exact(place[1])}", dy=-13, color=SECONDARY, align="right")
        for place in picture.past_norms
    ]
    return [_marks(picture, picture.past_norms, shape="diamond", size=90, filled=False, color=SECONDARY), *words]


def _dashes(picture: TrendPicture, places: Sequence[tuple[float, float]]) -> alt.Chart:
    rows = [{"jaar": year, "waarde": value} for year, value in places]
    line: alt.Chart = _layer(picture, rows).mark_line(color=NORM_BLUE, strokeWidth=1.6, strokeDash=[6, 4])
    return line


def _marks(picture: TrendPicture, places: Sequence[tuple[float, float]], *, color: str = NORM_BLUE, **style: Any) -> alt.Chart:
    rows = [{"jaar": year, "waarde": value} for year, value in places]
    fill = color if style.pop("filled", True) else "#FFFFFF"
    marks: alt.Chart = _layer(picture, rows).mark_point(stroke=color, fill=fill, strokeWidth=1.6, opacity=1, **style)
    return marks


def _labels(picture: TrendPicture) -> list[alt.Chart]:
    """Names at their marks; each on the side where its own line does not run."""
    last = picture.series.points[-1]
    outer = outer_side(picture)
    name = f"{picture.name} {number(last.value, picture.decimals)}"
    labels = [_text(picture, (last.year, last.value), name, dy=16 * name_side(picture), color=INK, align="right", fontWeight=700)]
    if picture.norm:
        word = f"norm {'–'.join(exact(level) for level in picture.levels) or exact(picture.norm[1])}"
        labels.append(_text(picture, picture.norm, word, dy=-18 * outer, color=NORM_BLUE, align="right"))
    labels += [_text(picture, place, exact(place[1]), dy=-16 * outer, color=NORM_BLUE) for place in picture.path[1:-1]]
    if picture.baseline:
        word = f"nulmeting {number(picture.baseline[1], picture.decimals)}"
        labels.append(_text(picture, picture.baseline, word, dy=18 * baseline_side(picture), color=NORM_BLUE))
    return labels


def _text(picture: TrendPicture, place: tuple[float, float], words: str, *, dy: float, **style: Any) -> alt.Chart:
    layer = _layer(picture, [{"jaar": place[0], "waarde": place[1], "tekst": words}])
    look: dict[str, Any] = {"fontSize": 13, "font": FONT, "dy": dy} | style
    text: alt.Chart = layer.mark_text(**look).encode(text="tekst:N")
    return text


def _breaks(picture: TrendPicture) -> list[alt.Chart]:
    """Special years as a pale band, a new definition as a dotted line before its first year."""
    layers: list[alt.Chart] = []
    for position, cut in enumerate(picture.breaks):
        word = "bijzonder" if cut.is_special else "nieuwe definitie"
        row = {"jaar": cut.first - 0.5, "tot": cut.last + 0.5, "tekst": f"{cut.years}: {word}"}
        base = alt.Chart(alt.InlineData(values=[row])).encode(x=_x(picture))
        band = base.mark_rect(color=PALE).encode(x2="tot:Q")
        layers.append(band if cut.is_special else base.mark_rule(color=SECONDARY, strokeDash=[2, 3]))
        look: dict[str, Any] = {"align": "left", "dx": 5, "color": SECONDARY, "fontSize": 12, "font": FONT}
        layers.append(base.mark_text(**look).encode(text="tekst:N", y=alt.value(9 + 15 * position)))
    return layers


def _dressed(chart: Any) -> alt.LayerChart:
    """One look for all charts; the parts are silent for a screen reader, the alternative text speaks for the whole."""
    axis = alt.AxisConfig(
        aria=False,
        labelColor=SECONDARY,
        titleColor=SECONDARY,
        labelFont=FONT,
        labelFontSize=13,
        gridColor=THIN_RULE,
        tickColor=THIN_RULE,
        domainColor="#8A949C",
    )
    view = alt.ViewConfig(stroke=None)
    dressed: alt.LayerChart = chart.configure(
        background="#FFFFFF", font=FONT, locale={"number": DUTCH_NUMBERS}, axis=axis, view=view, mark=alt.MarkConfig(aria=False)
    )
    return dressed

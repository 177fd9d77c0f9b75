"""The large charts: plain data in, an Altair chart out; no Streamlit, no judgement."""

from typing import Any

import altair as alt

from dashboard.charts.parts import FONT, dashes, dressed, layer, line, marks, x_scale
from dashboard.charts.stretches import stretches
from dashboard.indicator.trend.labels import label_layers
from dashboard.indicator.trend.picture import TrendPicture
from dashboard.indicator.trend.surroundings import group_layers, national_layers, outlook_layers, start_layers
from dashboard.look.notation import INK, SECONDARY, number, point_period, with_unit
from indicators.methods.series import Point

HEIGHT = 340
PALE = "#F1F2EE"


def trend_chart(picture: TrendPicture) -> alt.LayerChart:
    """Series with baseline, norm and planned path; hollow is provisional, a missing year is a gap.

    ValueError when there is no figure: say so in words instead of drawing an empty picture.
    """
    if not picture.series.points:
        raise ValueError("no figures to draw")
    behind = [*_breaks(picture), *group_layers(picture), *outlook_layers(picture), *national_layers(picture)]
    layers = [*behind, *_norm(picture), *_past_norms(picture), *start_layers(picture), *_series(picture), *label_layers(picture)]
    return dressed(alt.layer(*layers, width="container", height=HEIGHT))


def _series(picture: TrendPicture) -> list[alt.Chart]:
    runs = stretches(picture.series, picture.restarts)
    rows = [_row(picture, point, run) for run, points in enumerate(runs) for point in points]
    course = layer(picture, rows).mark_line(color=INK, strokeWidth=2.4).encode(detail="stuk:N", order="jaar:Q")
    hint = [
        alt.Tooltip(field, type="nominal", title=title) for field, title in (("periode", "Periode"), ("cijfer", picture.name))
    ]
    dots = (
        layer(picture, rows)
        .mark_point(shape="circle", size=62, stroke=INK, strokeWidth=1.8, opacity=1)
        .encode(fill=alt.Fill("vulling:N", scale=None), tooltip=hint)
    )
    return [*_margins(picture), course, dots]


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
    return [layer(picture, rows).mark_rule(color=SECONDARY, strokeWidth=1.2).encode(y2="tot:Q")] if rows else []


def _norm(picture: TrendPicture) -> list[alt.Chart]:
    layers: list[alt.Chart] = []
    start = picture.levels_from or picture.series.points[0].year
    layers += [dashes(picture, [(start, level), (picture.last_year, level)]) for level in picture.levels]
    if len(picture.path) > 1:
        layers.append(dashes(picture, picture.path))
        layers.append(marks(picture, picture.path[1:-1], shape="diamond", size=60, filled=False))
    if picture.baseline:
        layers.append(marks(picture, [picture.baseline], shape="square", size=90))
    ends = picture.path[-1:] or [(picture.last_year, level) for level in picture.levels]
    return [*layers, marks(picture, ends, shape="diamond", size=130)]


def _past_norms(picture: TrendPicture) -> list[alt.Chart]:
    if not picture.past_norms:
        return []
    steps = [line(picture, picture.norm_steps, color=SECONDARY, strokeWidth=1.3)] if picture.norm_steps else []
    return [*steps, marks(picture, picture.past_norms, shape="diamond", size=90, filled=False, color=SECONDARY)]


def _breaks(picture: TrendPicture) -> list[alt.Chart]:
    """Special years as a pale band, a new definition as a dotted line before its first year."""
    layers: list[alt.Chart] = []
    for position, cut in enumerate(picture.breaks):
        word = "bijzonder" if cut.is_special else "nieuwe definitie"
        row = {"jaar": cut.first - 0.5, "tot": cut.last + 0.5, "tekst": f"{cut.years}: {word}"}
        base = alt.Chart(alt.InlineData(values=[row])).encode(x=x_scale(picture))
        band = base.mark_rect(color=PALE).encode(x2="tot:Q")
        layers.append(band if cut.is_special else base.mark_rule(color=SECONDARY, strokeDash=[2, 3]))
        look: dict[str, Any] = {"align": "left", "dx": 5, "color": SECONDARY, "fontSize": 12, "font": FONT}
        layers.append(base.mark_text(**look).encode(text="tekst:N", y=alt.value(9 + 15 * position)))
    return layers

"""What stands behind the own series in a trend chart: comparable municipalities, the Netherlands and the expectation."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from dashboard.charts.parts import FONT, layer, line, x_scale
from dashboard.charts.stretches import stretches
from dashboard.indicator.trend.picture import Place, TrendPicture
from dashboard.look.notation import BEHIND_ORANGE, GROUP_AREA, GROUP_LINE, OUTLOOK_AREA, SECONDARY
from indicators.methods.comparison import GroupYear
from indicators.methods.series import Point, Series

HATCH_SPACING = 0.12
"""Years between the strokes of the expectation."""


def group_layers(picture: TrendPicture) -> list[alt.Chart]:
    """The middle half of comparable municipalities as a band, their median as a thin line."""
    shown = {year.year: year for year in picture.group_shown}
    middles = Series.of(Point(year=year.year, value=year.median) for year in shown.values())
    runs = [[shown[point.year] for point in run] for run in stretches(middles, picture.restarts)]
    return [part for run in runs for part in _group_run(picture, run)]


def _group_run(picture: TrendPicture, run: Sequence[GroupYear]) -> list[alt.Chart]:
    rows = [{"jaar": each.year, "waarde": each.middle_low, "tot": each.middle_high} for each in run]
    if len(run) == 1:
        only = run[0]
        rule = layer(picture, rows).mark_rule(color=GROUP_AREA, strokeWidth=14).encode(y2="tot:Q")
        ends = [(only.year - 0.15, only.median), (only.year + 0.15, only.median)]
        return [rule, line(picture, ends, color=GROUP_LINE, strokeWidth=1.4)]
    band = layer(picture, rows).mark_area(color=GROUP_AREA, opacity=0.55).encode(y2="tot:Q")
    return [band, line(picture, [(each.year, each.median) for each in run], color=GROUP_LINE, strokeWidth=1.4)]


def national_layers(picture: TrendPicture) -> list[alt.Chart]:
    """The Netherlands as a thin dotted line."""
    shown = picture.national_shown
    if not shown.points:
        return []
    style = {"color": SECONDARY, "strokeWidth": 1.5, "strokeDash": [1.5, 3]}
    return [line(picture, _places(Series(run)), **style) for run in stretches(shown, picture.restarts)]


def outlook_layers(picture: TrendPicture) -> list[alt.Chart]:
    """The expectation: a tinted and hatched band that widens, its middle as a dotted line."""
    if not picture.outlook or picture.outlook_from is None:
        return []
    start = picture.outlook_from
    edges = [(float(start[0]), start[1], start[1]), *((float(step.year), step.lower, step.upper) for step in picture.outlook)]
    rows = [{"jaar": year, "waarde": low, "tot": high} for year, low, high in edges]
    band = layer(picture, rows).mark_area(color=OUTLOOK_AREA, opacity=0.32).encode(y2="tot:Q")
    hatch = layer(picture, _hatch(edges)).mark_rule(color=BEHIND_ORANGE, strokeWidth=0.6, opacity=0.35).encode(y2="tot:Q")
    middle = [start, *((step.year, step.centre) for step in picture.outlook)]
    dots = line(picture, middle, color=BEHIND_ORANGE, strokeWidth=1.6, strokeDash=[1.5, 3.5])
    return [band, hatch, dots]


def start_layers(picture: TrendPicture) -> list[alt.Chart]:
    """An upright line where an intervention began, with its name at the bottom."""
    layers: list[alt.Chart] = []
    for position, start in enumerate(picture.starts_shown):
        is_late = start.year > (picture.first_year + picture.last_year) / 2
        row = {"jaar": start.year, "tekst": f"start {start.name}"}
        base = alt.Chart(alt.InlineData(values=[row])).encode(x=x_scale(picture))
        look: dict[str, Any] = {
            "align": "right" if is_late else "left",
            "dx": -5 if is_late else 5,
            "color": SECONDARY,
            "fontSize": 12,
        }
        words = base.mark_text(font=FONT, **look).encode(text="tekst:N", y=alt.value(alt.expr(f"height - {9 + 15 * position}")))
        layers += [base.mark_rule(color=SECONDARY, strokeWidth=1.2), words]
    return layers


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


def _places(series: Series) -> list[Place]:
    return [(float(point.year), point.value) for point in series.points]

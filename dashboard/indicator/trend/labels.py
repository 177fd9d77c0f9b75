"""Names at the marks of a trend chart, instead of a legend; each where there is room for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.charts.labels import DESK, PHONE, Align, Label, LabelRoom, Spot
from dashboard.charts.parts import text
from dashboard.indicator.trend.picture import Place, TrendPicture
from dashboard.look.notation import INK, NORM_BLUE, SECONDARY, exact, number

OUTLOOK_WORDS = "#8A3B06"
"""The orange of the expectation, darker: its name can lie on a band, and has to be read there as well."""
ABOVE, BELOW = -1, 1
SIDES: tuple[Align, ...] = ("center", "left", "right")
NARROW = 480
"""Pixels within the axes: a picture that is narrower has the labels of a phone."""


@dataclass(frozen=True)
class Wanted:
    """Words, where they may stand (the first is the usual place), how they look, and whether the key says it as well."""

    words: str
    spots: Sequence[Spot]
    style: dict[str, Any]
    is_needed: bool = True


def label_layers(picture: TrendPicture) -> list[alt.Chart]:
    """All names, the most needed first: who comes late takes the room that is left, and what the key says too can stay away."""
    wanted = list(_wanted(picture))
    desk, phone = _placed(picture, wanted, DESK), _placed(picture, wanted, PHONE)
    return [layer for each, *labels in zip(wanted, desk, phone, strict=True) for layer in _drawn(picture, each, *labels)]


def _placed(picture: TrendPicture, wanted: Sequence[Wanted], width: int) -> list[Label | None]:
    room = LabelRoom(picture, width)
    return [room.put(each.words, each.spots, is_needed=each.is_needed) for each in wanted]


def _drawn(picture: TrendPicture, wanted: Wanted, desk: Label | None, phone: Label | None) -> Iterable[alt.Chart]:
    """Once when it stands at the same place on both; otherwise one of two, as wide as the picture turns out to be."""
    if desk == phone:
        shown: list[tuple[Label | None, dict[str, Any]]] = [(desk, {})]
    else:
        shown = [(desk, {"opacity": alt.ExprRef(f"width < {NARROW} ? 0 : 1")})]
        shown += [(phone, {"opacity": alt.ExprRef(f"width < {NARROW} ? 1 : 0")})]
    for label, look in shown:
        if label is not None:
            yield text(picture, label.place, label.words, dy=label.dy, align=label.align, **wanted.style, **look)


def _wanted(picture: TrendPicture) -> Iterable[Wanted]:
    last = picture.series.points[-1]
    own = f"{picture.name} {number(last.value, picture.decimals)}"
    yield Wanted(own, _around((float(last.year), last.value), "right", "left"), {"color": INK, "fontWeight": 700})
    yield from _norm(picture)
    if picture.outlook:
        step = picture.outlook[-1]
        top, bottom = (float(step.year), step.upper), (float(step.year), step.lower)
        spots: list[Spot] = [(top, ABOVE, "right"), (bottom, BELOW, "right")]
        yield Wanted("verwachting (80%)", spots, {"color": OUTLOOK_WORDS}, is_needed=False)
    yield from _surroundings(picture)


def _norm(picture: TrendPicture) -> Iterable[Wanted]:
    style = {"color": NORM_BLUE}
    if picture.norm:
        levels = "–".join(exact(level) for level in picture.levels) or exact(picture.norm[1])
        yield Wanted(f"norm {levels}", _around(picture.norm, "right"), style)
    if picture.baseline:
        words = f"nulmeting {number(picture.baseline[1], picture.decimals)}"
        yield Wanted(words, _around(picture.baseline, "center", "left", "right"), style)
    for place in picture.path[1:-1]:
        yield Wanted(exact(place[1]), _around(place, "center", "left", "right"), style)
    for place in picture.past_norms:
        yield Wanted(f"eerdere norm {exact(place[1])}", _around(place, "right", "center"), {"color": SECONDARY})
    for change in picture.norm_changes:
        ends = [spot for level in (change.before, change.value) for spot in _around((change.year, level), *SIDES)]
        yield Wanted(f"{change.who[0]}, {change.when}", ends, {"color": SECONDARY}, is_needed=False)


def _surroundings(picture: TrendPicture) -> Iterable[Wanted]:
    style = {"color": SECONDARY}
    if group := picture.group_shown:
        tops: list[Spot] = [((float(year.year), year.middle_high), ABOVE, align) for year in group for align in SIDES]
        bottoms: list[Spot] = [((float(year.year), year.middle_low), BELOW, align) for year in group for align in SIDES]
        yield Wanted("vergelijkbare gemeenten", [*tops, *bottoms], style, is_needed=False)
    if nation := picture.national_shown.points:
        spots = [spot for each in nation for spot in _around((float(each.year), each.value), *SIDES)]
        yield Wanted("Nederland", spots, style, is_needed=False)


def _around(place: Place, *aligns: Align) -> list[Spot]:
    return [(place, side * far, align) for far in (1, 2, 3) for align in aligns for side in (ABOVE, BELOW)]

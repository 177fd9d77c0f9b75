"""Names at the marks of a trend chart, instead of a legend; each where there is room for it."""

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from dashboard.drawing import text
from dashboard.format import INK, NORM_BLUE, SECONDARY, exact, number
from dashboard.label_room import Align, LabelRoom, Spot
from dashboard.picture import Place, TrendPicture

OUTLOOK_WORDS = "#8A3B06"
"""The orange of the expectation, darker: its name can lie on a band, and has to be read there as well."""
ABOVE, BELOW = -1, 1
SIDES: tuple[Align, ...] = ("center", "left", "right")
Wanted = tuple[str, Sequence[Spot], dict[str, Any]]
"""Words, where they may stand (the first is the usual place), and how they look."""


def label_layers(picture: TrendPicture) -> list[alt.Chart]:
    """All names, the most needed first: who comes late takes the room that is left."""
    room = LabelRoom(picture)
    labels = [(room.put(words, spots), style) for words, spots, style in _wanted(picture)]
    return [text(picture, each.place, each.words, dy=each.dy, align=each.align, **style) for each, style in labels]


def _wanted(picture: TrendPicture) -> Iterable[Wanted]:
    last = picture.series.points[-1]
    own = f"{picture.name} {number(last.value, picture.decimals)}"
    yield own, _around((float(last.year), last.value), "right", "left"), {"color": INK, "fontWeight": 700}
    yield from _norm(picture)
    if picture.outlook:
        step = picture.outlook[-1]
        top, bottom = (float(step.year), step.upper), (float(step.year), step.lower)
        yield "verwachting (80%)", [(top, ABOVE, "right"), (bottom, BELOW, "right")], {"color": OUTLOOK_WORDS}
    yield from _surroundings(picture)


def _norm(picture: TrendPicture) -> Iterable[Wanted]:
    style = {"color": NORM_BLUE}
    if picture.norm:
        levels = "–".join(exact(level) for level in picture.levels) or exact(picture.norm[1])
        yield f"norm {levels}", _around(picture.norm, "right"), style
    if picture.baseline:
        words = f"nulmeting {number(picture.baseline[1], picture.decimals)}"
        yield words, _around(picture.baseline, "center", "left", "right"), style
    for place in picture.path[1:-1]:
        yield exact(place[1]), _around(place, "center", "left", "right"), style
    for place in picture.past_norms:
        yield f"eerdere norm {exact(place[1])}", _around(place, "right", "center"), {"color": SECONDARY}


def _surroundings(picture: TrendPicture) -> Iterable[Wanted]:
    style = {"color": SECONDARY}
    if group := picture.group_shown:
        tops: list[Spot] = [((float(year.year), year.middle_high), ABOVE, align) for year in group for align in SIDES]
        bottoms: list[Spot] = [((float(year.year), year.middle_low), BELOW, align) for year in group for align in SIDES]
        yield "vergelijkbare gemeenten", [*tops, *bottoms], style
    if nation := picture.national_shown.points:
        yield "Nederland", [spot for each in nation for spot in _around((float(each.year), each.value), *SIDES)], style


def _around(place: Place, *aligns: Align) -> list[Spot]:
    return [(place, side, align) for align in aligns for side in (ABOVE, BELOW)]

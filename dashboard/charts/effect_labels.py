"""Where a label in the first chart of an intervention has room: away from lines, names of moments and other labels.

Plain numbers, it draws nothing. It reckons with the picture on a phone: what is free there is free on a larger screen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.interventions.effect_picture import EffectPicture

WIDTH, HEIGHT = 285, 270
CHARACTER, HALF_LINE = 6.8, 8
OFFSET = 15
"""Pixels from a mark to the middle of its label."""
NEAR = (-1.0, 1.0)
SIDES = (*NEAR, -2.0, 2.0)
"""The own label stays at the last figure, so it may also stand a little further from it."""
ENOUGH = 10
"""More free pixels than this make a place no better."""
LABEL_ROW = 16
"""Pixels between the names of the moments at the top."""
STEPS = 8

Align = Literal["left", "center", "right"]
Line = Sequence[tuple[float, float]]
Box = tuple[float, float, float, float]
"""Left, right, top, bottom in pixels."""


@dataclass(frozen=True)
class Spot:
    """A place in years and the indicator's unit, the side in OFFSETs (-1 above, 1 below), and which end of the words is there."""

    place: tuple[int, float]
    side: float
    align: Align


def place_labels(picture: EffectPicture, own: str, group: str) -> tuple[Spot, Spot | None]:
    """The freest spot for the own name, at the last figure, and then one for the group's anywhere along its line."""
    points = [(each.year, each.value) for each in picture.own.points]
    dots = [dot for line in (points, picture.group) for dot in _sampled(line, picture)]
    mine = [Spot(points[-1], side, "right") for side in SIDES]
    chosen = max(mine, key=lambda spot: _freedom(_box(own, spot, picture), dots, [], picture))
    if not picture.group:
        return chosen, None
    taken = [_box(own, chosen, picture)]
    first, last = picture.group[0], picture.group[-1]
    theirs = [Spot(end, side, align) for end, align in _ends(first, last) for side in NEAR]
    theirs += [Spot(place, side, "center") for place in picture.group[1:-1] for side in NEAR]
    return chosen, max(theirs, key=lambda spot: _freedom(_box(group, spot, picture), dots, taken, picture))


def _ends(first: tuple[int, float], last: tuple[int, float]) -> Iterator[tuple[tuple[int, float], Align]]:
    yield last, "right"
    yield first, "left"


def _freedom(box: Box, dots: Iterable[tuple[float, float]], taken: Sequence[Box], picture: EffectPicture) -> float:
    """Pixels between a box and the nearest line, ENOUGH at most; less than nothing when it covers something."""
    left, right, top, bottom = box
    rows = LABEL_ROW * len(picture.names_at_top)
    outside = max(0.0, -left, right - WIDTH, rows - top, bottom - HEIGHT)
    covered = sum(_overlap(box, other) for other in taken)
    inside = [max(top - y, y - bottom) for x, y in dots if left <= x <= right]
    return min([ENOUGH, *inside]) - outside - covered


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[1], other[1]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[2], other[2])
    return high + HALF_LINE if wide > 0 and high > 0 else 0.0


def _box(words: str, spot: Spot, picture: EffectPicture) -> Box:
    x, y = _pixel(spot.place, picture)
    wide, middle = CHARACTER * len(words), y + OFFSET * spot.side
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[spot.align]
    return left, left + wide, middle - HALF_LINE, middle + HALF_LINE


def _sampled(line: Line, picture: EffectPicture) -> Iterator[tuple[float, float]]:
    places = [_pixel(place, picture) for place in line]
    yield from places
    for (x, y), (next_x, next_y) in pairwise(places):
        yield from ((x + (next_x - x) * step / STEPS, y + (next_y - y) * step / STEPS) for step in range(1, STEPS))


def _pixel(place: tuple[float, float], picture: EffectPicture) -> tuple[float, float]:
    (first, last), (low, high) = picture.years, picture.value_range
    across = (place[0] - first + 0.5) / (last - first + 1)
    return across * WIDTH, (1 - (place[1] - low) / ((high - low) or 1.0)) * HEIGHT

"""Where a label has room in a trend chart: away from lines and from other labels; plain numbers, it draws nothing.

It reckons with two sizes of picture, a desk's and a phone's: on a phone the same words take three times as much of the width.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.indicator.trend.picture import EDGE, Place, TrendPicture, value_axis

DESK, PHONE, HEIGHT = 760, 250, 290
"""Pixels within the axes."""
CHARACTER = 6.6
HALF_LINE = 8
OFFSET = 15
"""Pixels from a mark to the middle of its label."""
ENOUGH = 14
"""More free pixels than this make a place no better."""
FARTHER = (0, 8, 13)
"""By how many lines a label stands off its mark: the freedom this costs, so that it goes farther only out of a crowd."""
STEP = 8

Align = Literal["left", "center", "right"]
Spot = tuple[Place, int, Align]
"""A place a label may stand at, the side (-1 above, 1 below; -2 and 2 a line farther), which part of it stands at the place."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Label:
    """Words at a place; dy in pixels, below is positive."""

    words: str
    place: Place
    dy: float
    align: Align


class LabelRoom:
    """The free room of one picture; every label that is put takes some."""

    def __init__(self, picture: TrendPicture, width: int = DESK) -> None:
        self._width = width
        self._years = (picture.first_year - EDGE, picture.last_year + EDGE)
        self._values = value_axis(*picture.value_range)
        self._dots = [dot for line in _lines(picture) for dot in self._sampled(line)]
        self._dots += [(self._x(start.year), float(y)) for start in picture.starts_shown for y in range(0, HEIGHT, STEP)]
        self._taken: list[Box] = [self._break_label(cut.first, row) for row, cut in enumerate(picture.breaks)]

    def put(self, words: str, spots: Sequence[Spot], *, is_needed: bool = True) -> Label | None:
        """The label at the freest of these spots, the first of equals; None when it is not needed and would cover something."""
        boxes = [self._box(words, spot) for spot in spots]
        free = [self._freedom(box) for box in boxes]
        best = max(range(len(spots)), key=lambda position: (free[position] - FARTHER[abs(spots[position][1]) - 1], -position))
        if free[best] <= 0 and not is_needed:
            return None
        self._taken.append(boxes[best])
        place, side, align = spots[best]
        return Label(words, place, OFFSET * side, align)

    def _freedom(self, box: Box) -> float:
        """Pixels between a box and the nearest line; less than nothing when it covers a label or leaves the picture."""
        left, right, top, bottom = box
        outside = max(0.0, -left, right - self._width, -top, bottom - HEIGHT)
        covered = sum(_overlap(box, other) for other in self._taken)
        near = (max(top - y, y - bottom, 0.0) for x, y in self._dots if left <= x <= right)
        return min(ENOUGH, min(near, default=ENOUGH)) - outside - covered

    def _box(self, words: str, spot: Spot) -> Box:
        (year, value), side, align = spot
        x, y = self._x(year), self._y(value) + OFFSET * side
        wide = CHARACTER * len(words)
        left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        return left, left + wide, y - HALF_LINE, y + HALF_LINE

    def _break_label(self, first: int, row: int) -> Box:
        left = self._x(first - 0.5)
        return left, left + 120, 15.0 * row, 20 + 15.0 * row

    def _sampled(self, line: Sequence[Place]) -> Iterable[Place]:
        corners = [(self._x(year), self._y(value)) for year, value in line]
        for (x1, y1), (x2, y2) in pairwise(corners):
            steps = max(1, round(abs(x2 - x1) / STEP))
            yield from ((x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps) for step in range(steps + 1))

    def _x(self, year: float) -> float:
        first, last = self._years
        return (year - first) / (last - first) * self._width

    def _y(self, value: float) -> float:
        low, high = self._values
        return (high - value) / (high - low) * HEIGHT


def _lines(picture: TrendPicture) -> list[list[Place]]:
    """Everything thin that a label should not cover; the light bands it may."""
    levels = [[(float(picture.levels_from or picture.first_year), level), (picture.last_year, level)] for level in picture.levels]
    start = [picture.outlook_from] if picture.outlook_from else []
    return [
        [(float(point.year), point.value) for point in picture.series.points],
        [(float(each.year), each.median) for each in picture.group_shown],
        [(float(point.year), point.value) for point in picture.national_shown.points],
        [*start, *((float(step.year), step.centre) for step in picture.outlook)],
        list(picture.path),
        list(picture.norm_steps),
        *levels,
    ]


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[1], other[1]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[2], other[2])
    return 100.0 + high if wide > 0 and high > 0 else 0.0

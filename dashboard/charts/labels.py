"""Where a label has room in a chart: away from lines and from other labels; plain numbers, it draws nothing.

It reckons with a size of picture: on a phone the same words take three times as much of the width as on a desk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.charts.frame import Ends, Place

HALF_LINE = 8
OFFSET = 15
"""Pixels from a mark to the middle of its label."""
ABOVE, BELOW = -1, 1

Align = Literal["left", "center", "right"]
Spot = tuple[Place, int, Align]
"""A place a label may stand at, the side (-1 above, 1 below; -2 and 2 a line farther), which part of it stands at the place."""
SIDES: tuple[Align, ...] = ("center", "left", "right")
Line = Sequence[Place]
Box = tuple[float, float, float, float]
"""Left, right, top and bottom in pixels."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What one chart reckons with: pixels within its axes, and when a label has room enough.

    character: width of a letter. step: pixels between two looks along a piece of a line, of which there are `looks` at least.
    enough: more free pixels than this make a place no better; worst: so many has a label with a line through it at least.
    covering: free pixels it costs to cover another label at all. farther: by how many lines a label stands off its mark, what
    that costs. top: pixels kept for rows of words.
    """

    width: int
    height: int
    character: float
    step: int
    looks: int
    enough: float
    worst: float
    covering: float
    farther: tuple[float, ...]
    top: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Obstacles:
    """What labels stand off: thin lines, marks, upright lines in these years, and words: from which year, and their box there."""

    lines: Sequence[Line] = ()
    marks: Sequence[Place] = ()
    uprights: Sequence[float] = ()
    words: Sequence[tuple[float, Box]] = ()


@dataclass(frozen=True)
class Label:
    """Words at a place; dy in pixels, below is positive."""

    words: str
    place: Place
    dy: float
    align: Align


class LabelRoom:
    """The free room of one picture; every label that is put takes some. years and values: the ends of its axes."""

    def __init__(self, measure: Measure, years: Ends, values: Ends, obstacles: Iterable[Obstacles]) -> None:
        self._measure, self._years, self._values = measure, years, values
        self._dots: list[Place] = []
        self._taken: list[Box] = []
        heights = range(0, measure.height, measure.step)
        for each in obstacles:
            self._dots += [dot for line in each.lines for dot in self._sampled(line)]
            self._dots += [(self._x(year), self._y(value)) for year, value in each.marks]
            self._dots += [(self._x(year), float(y)) for year in each.uprights for y in heights]
            self._taken += [self._moved(box, self._x(year)) for year, box in each.words]

    def put(self, words: str, spots: Sequence[Spot], *, is_needed: bool = True) -> Label | None:
        """The label at the freest of these spots, the first of equals; None when it is not needed and would cover something."""
        boxes = [self._box(words, spot) for spot in spots]
        free = [self._freedom(box) for box in boxes]
        costs = [self._measure.farther[abs(side) - 1] for _, side, _ in spots]
        best = max(range(len(spots)), key=lambda position: (free[position] - costs[position], -position))
        if free[best] <= 0 and not is_needed:
            return None
        self._taken.append(boxes[best])
        place, side, align = spots[best]
        return Label(words, place, OFFSET * side, align)

    def _freedom(self, box: Box) -> float:
        """Pixels between a box and the nearest line; less than nothing when it covers a label or leaves the picture."""
        left, right, top, bottom = box
        outside = max(0.0, -left, right - self._measure.width, self._measure.top - top, bottom - self._measure.height)
        covered = sum(self._measure.covering + high for other in self._taken if (high := _overlap(box, other)) > 0)
        near = (max(top - y, y - bottom, self._measure.worst) for x, y in self._dots if left <= x <= right)
        return min(self._measure.enough, min(near, default=self._measure.enough)) - outside - covered

    def _box(self, words: str, spot: Spot) -> Box:
        (year, value), side, align = spot
        x, y = self._x(year), self._y(value) + OFFSET * side
        wide = self._measure.character * len(words)
        left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[align]
        return left, left + wide, y - HALF_LINE, y + HALF_LINE

    def _moved(self, box: Box, x: float) -> Box:
        left, right, top, bottom = box
        return x + left, x + right, top, bottom

    def _sampled(self, line: Line) -> Iterable[Place]:
        corners = [(self._x(year), self._y(value)) for year, value in line]
        for (x1, y1), (x2, y2) in pairwise(corners):
            steps = max(self._measure.looks, round(abs(x2 - x1) / self._measure.step))
            yield from ((x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps) for step in range(steps + 1))

    def _x(self, year: float) -> float:
        first, last = self._years
        return (year - first) / (last - first) * self._measure.width

    def _y(self, value: float) -> float:
        low, high = self._values
        return (high - value) / (high - low) * self._measure.height


def around(place: Place, *aligns: Align, lines: int = 3) -> list[Spot]:
    """The spots above and below a mark, the nearest first and at most this many lines away."""
    return [(place, side * far, align) for far in range(1, lines + 1) for align in aligns for side in (ABOVE, BELOW)]


def spread(places: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Move labels apart, in their own order and as little as needed, within the picture; measured from above."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [min(max(places[index], top), bottom) for index in order]
    for earlier, later in pairwise(range(len(moved))):
        moved[later] = max(moved[later], moved[earlier] + gap)
    overflow = max(0.0, moved[-1] - bottom) if moved else 0.0
    if overflow:
        moved[-1] -= overflow
        for later, earlier in pairwise(range(len(moved) - 1, -1, -1)):
            moved[earlier] = min(moved[earlier], moved[later] - gap)
    return [moved[order.index(index)] for index in range(len(places))]


def _overlap(one: Box, other: Box) -> float:
    """Pixels of height that two boxes share; nothing or less when they do not touch."""
    wide = min(one[1], other[1]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[2], other[2])
    return high if wide > 0 else 0.0

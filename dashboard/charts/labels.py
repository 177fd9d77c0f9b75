"""Where a label has room in a chart: away from lines, marks and other labels; plain numbers, it draws nothing.

It reckons with the pictures that there are between two widths: on a phone the same words take three times as much of the width as
on a desk. What is free in each of the widths that are tried, is free in between as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dashboard.charts.frame import Ends, Place
from dashboard.charts.letters import width_of

HALF_LINE = 8
OFFSET = 15
"""Pixels from a mark to the middle of its label."""
ABOVE, BELOW = -1, 1
GAP = 2.0
"""Pixels that a label stays off a line, a mark or another label at its sides."""
ABOVE_TOP = 4
"""Pixels that a label may stand out above the axes: so much is free there."""
STEP = 3
"""Pixels between two looks along a line."""
ENOUGH = 14
"""More free pixels than this make a place no better."""
FARTHER = (0, 8, 13)
"""By how many lines a label stands off its mark, and what that costs in free pixels."""
SEARCH = 7
"""Pixels between the places that are tried when none of the wanted ones is free."""

Align = Literal["left", "center", "right"]
SIDES: tuple[Align, ...] = ("center", "left", "right")
Line = Sequence[Place]
Box = tuple[float, float, float, float]
"""Left, right, top and bottom in pixels."""
SHIFTS = {"left": 0.0, "center": -0.5, "right": -1.0}


class Spot(NamedTuple):
    """A place for a label, the side (-1 above, 1 below; -2 and 2 a line farther), which part of it stands there, and dx."""

    place: Place
    side: int
    align: Align
    dx: float = 0.0


class Mark(NamedTuple):
    """A mark at a place, as wide and high as twice this many pixels."""

    place: Place
    half: float


@dataclass(frozen=True, kw_only=True)
class Measure:
    """The pictures that are reckoned with: their widths and their height within the axes, in pixels."""

    widths: tuple[int, ...]
    height: int


@dataclass(frozen=True, kw_only=True)
class Obstacles:
    """What labels stand off: lines, marks, and upright lines in these years."""

    lines: Sequence[Line] = ()
    marks: Sequence[Mark] = ()
    uprights: Sequence[float] = ()


@dataclass(frozen=True)
class Label:
    """Words at a place; dx and dy in pixels, below is positive. is_tied: so far off that a thin line has to lead to it."""

    words: str
    place: Place
    dy: float
    align: Align
    dx: float = 0.0
    is_tied: bool = False


@dataclass
class _View:
    """One picture: its width, the dots of its lines, those of its upright lines, and the boxes that are taken."""

    width: int
    dots: NDArray[np.float64]
    uprights: NDArray[np.float64]
    taken: list[Box] = field(default_factory=list)


class LabelRoom:
    """The free room of a few pictures; every label that is put takes some. years and values: the ends of their axes."""

    def __init__(self, measure: Measure, years: Ends, values: Ends, obstacles: Iterable[Obstacles]) -> None:
        self._measure, self._years, self._values = measure, years, values
        found = list(obstacles)
        self._views = [self._view(width, found) for width in measure.widths]

    def put(self, words: str, spots: Sequence[Spot], *, is_needed: bool = True, is_bold: bool = False) -> Label | None:
        """The label at the freest of these spots, the first of equals; None when it is not needed and no spot is free.

        A label that is needed then stands at the nearest place that is, wherever that is; across an upright line if it must.
        """
        wide = width_of(words, is_bold=is_bold)
        tried = [Spot(*spot) for spot in spots]
        if best := self._freest(wide, tried):
            place, side, align, dx = best
            return self._taken_by(Label(words, place, OFFSET * side, align, dx), wide)
        for may_cross in (False, True) if is_needed else ():
            if found := self._searched(words, tried[0].place, wide, may_cross=may_cross):
                return self._taken_by(found, wide)
        return None

    def _freest(self, wide: float, spots: Sequence[Spot]) -> Spot | None:
        best, most = None, -float(max(FARTHER))
        for spot in spots:
            cost = FARTHER[min(abs(spot.side), len(FARTHER)) - 1]
            if ENOUGH - cost <= most:
                continue  # it cannot be freer than one that came before it
            free = self._freedom(spot.place, _box(wide, OFFSET * spot.side, spot.align, spot.dx))
            if free > 0 and free - cost > most:
                best, most = spot, free - cost
        return best

    def _taken_by(self, label: Label, wide: float) -> Label:
        box = _box(wide, label.dy, label.align, label.dx)
        for view in self._views:
            view.taken.append(self._at(view, label.place, box))
        return label

    def _freedom(self, place: Place, box: Box, *, may_cross: bool = False) -> float:
        """Pixels between a box and the nearest line, in the picture where that is least; 0 when it covers or leaves something."""
        least = float(ENOUGH)
        for view in self._views:
            least = min(least, self._free_in(view, self._at(view, place, box), may_cross=may_cross))
            if least <= 0:
                return 0.0
        return least

    def _free_in(self, view: _View, box: Box, *, may_cross: bool) -> float:
        left, right, top, bottom = box
        if left < 0 or right > view.width or top < -ABOVE_TOP or bottom > self._measure.height:
            return 0.0
        if any(_touch(box, other) for other in view.taken):
            return 0.0
        if not may_cross and ((view.uprights > left - GAP) & (view.uprights < right + GAP)).any():
            return 0.0
        within = view.dots[(view.dots[:, 0] >= left - GAP) & (view.dots[:, 0] <= right + GAP), 1]
        return float(np.maximum(top - within, within - bottom).min()) if len(within) else float(ENOUGH)

    def _searched(self, words: str, place: Place, wide: float, *, may_cross: bool) -> Label | None:
        """The nearest free place in the narrowest picture that is free in the others too."""
        narrow = self._views[0]
        x, y = self._x(narrow, place[0]), self._y(place[1])
        tops = range(HALF_LINE, self._measure.height - HALF_LINE + 1, SEARCH)
        middles = [(left + wide / 2, middle) for left in range(0, max(1, int(narrow.width - wide)), SEARCH) for middle in tops]
        for middle, height in sorted(middles, key=lambda spot: (spot[0] - x) ** 2 + (2 * (spot[1] - y)) ** 2):
            dx, dy = middle - x, height - y
            if self._freedom(place, _box(wide, dy, "center", dx), may_cross=may_cross) > 0:
                return Label(words, place, dy, "center", dx, is_tied=True)
        return None

    def _view(self, width: int, obstacles: Sequence[Obstacles]) -> _View:
        view = _View(width, np.empty((0, 2)), np.array([]))
        dots = [dot for each in obstacles for line in each.lines for dot in self._sampled(view, line)]
        view.dots = np.array(dots, dtype=np.float64).reshape(-1, 2)
        view.uprights = np.array([self._x(view, year) for each in obstacles for year in each.uprights])
        for mark in (mark for each in obstacles for mark in each.marks):
            half = mark.half
            view.taken.append(self._at(view, mark.place, (-half, half, -half, half)))
        return view

    def _at(self, view: _View, place: Place, box: Box) -> Box:
        x, y = self._x(view, place[0]), self._y(place[1])
        return x + box[0], x + box[1], y + box[2], y + box[3]

    def _sampled(self, view: _View, line: Line) -> Iterable[Place]:
        corners = [(self._x(view, year), self._y(value)) for year, value in line]
        for (x1, y1), (x2, y2) in pairwise(corners):
            steps = max(1, round(max(abs(x2 - x1), abs(y2 - y1)) / STEP))
            yield from ((x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps) for step in range(steps + 1))

    def _x(self, view: _View, year: float) -> float:
        first, last = self._years
        return (year - first) / (last - first) * view.width

    def _y(self, value: float) -> float:
        low, high = self._values
        return (high - value) / (high - low) * self._measure.height


def around(place: Place, *aligns: Align, lines: int = 3) -> list[Spot]:
    """The spots above and below a mark, the nearest first and at most this many lines away."""
    return [Spot(place, side * far, align) for far in range(1, lines + 1) for align in aligns for side in (ABOVE, BELOW)]


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


def _box(wide: float, dy: float, align: Align, dx: float) -> Box:
    left = dx + wide * SHIFTS[align]
    return left, left + wide, dy - HALF_LINE, dy + HALF_LINE


def _touch(one: Box, other: Box) -> bool:
    """Whether two boxes overlap, or stand side by side without a gap."""
    return one[0] - GAP < other[1] and other[0] < one[1] + GAP and one[2] < other[3] and other[2] < one[3]

"""One series of yearly figures as the methods see it; it orders and selects, it judges nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import isfinite

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Point:
    """One figure: value in the indicator's unit, with its published 95 % bounds or the counts behind it where they exist.

    predecessor: 0 when the indicator's source gave it, n when the n-th source that it replaced did. segment: figures of another
    segment are another series, whatever their years. changes_ahead: how many later changes of the municipality's area the figure
    does not include; is_summed: its counts were added over the municipalities of before.
    """

    year: int
    value: float
    period: str = ""
    is_provisional: bool = False
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    predecessor: int = 0
    segment: int = 0
    changes_ahead: int = 0
    is_summed: bool = False

    @property
    def kind(self) -> tuple[int, int]:
        """Figures of another kind are another series: of another source, or of another area."""
        return self.segment, self.changes_ahead

    @property
    def margin(self) -> tuple[float, float] | None:
        """Published 95 % bounds (low, high), or None when the source gives none."""
        return None if self.lower is None or self.upper is None else (self.lower, self.upper)


@dataclass(frozen=True)
class Series:
    """Points in order of year, one a year; missing years are absent, never filled in."""

    points: tuple[Point, ...] = ()

    @staticmethod
    def of(points: Iterable[Point]) -> "Series":
        """Sort by year; ValueError when a year occurs twice or a value is not finite."""
        ordered = tuple(sorted(points, key=lambda point: point.year))
        years = [point.year for point in ordered]
        if len(set(years)) < len(years):
            raise ValueError(f"a year occurs twice: {years}")
        if not all(isfinite(point.value) for point in ordered):
            raise ValueError("a value is not a finite number")
        return Series(ordered)

    @property
    def years(self) -> NDArray[np.float64]:
        """Real years, shape (n,)."""
        return np.array([point.year for point in self.points], dtype=float)

    @property
    def values(self) -> NDArray[np.float64]:
        """Values in the indicator's unit, shape (n,)."""
        return np.array([point.value for point in self.points], dtype=float)

    @cached_property
    def by_year(self) -> dict[int, Point]:
        """The points by their year."""
        return {point.year: point for point in self.points}

    @property
    def last(self) -> Point | None:
        """The newest point, or None when there is none."""
        return self.points[-1] if self.points else None

    def __len__(self) -> int:
        return len(self.points)

    def definitive(self) -> "Series":
        """Without provisional points: what the tests look at."""
        return self if not self.has_provisional else Series(tuple(point for point in self.points if not point.is_provisional))

    @property
    def has_provisional(self) -> bool:
        """Whether any point may still be revised by its source."""
        return any(point.is_provisional for point in self.points)

    @property
    def restarts(self) -> tuple[int, ...]:
        """Years from which the figures are another series: another source speaks, or the area became another."""
        return tuple(later.year for earlier, later in pairwise(self.points) if earlier.kind != later.kind)

    def since(self, year: int) -> "Series":
        """From this year on."""
        return Series(tuple(point for point in self.points if point.year >= year))

    def until(self, last: Point | None) -> "Series":
        """Up to and with this point; everything when there is none."""
        return self if last is None or last is self.last else Series(tuple(p for p in self.points if p.year <= last.year))

    def at(self, year: int) -> Point | None:
        """The point of this year, or None."""
        return self.by_year.get(year)

"""The figures of one indicator for all municipalities as one table of numbers; it selects years, it judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]
MIN_COVERAGE = 0.5
"""A year in which fewer of the municipalities have a figure would cost more municipalities than the year is worth."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """values[i, t] in the indicator's unit, NaN where absent; municipalities (n,), years (T,) ascending, values (n, T).

    Give definitive figures of municipalities of today, since the last change of definition.
    """

    municipalities: tuple[str, ...]
    years: NDArray[np.int_]
    values: NDArray[np.float64]

    def place(self, code: str) -> int | None:
        """The row of this municipality, or None."""
        return self.municipalities.index(code) if code in self.municipalities else None

    def usable(self, code: str) -> "Panel":
        """Only the years in which this municipality has a figure, and at least half of all municipalities."""
        row = self.place(code)
        known = np.isfinite(self.values)
        if row is None:
            return self._only(np.zeros(len(self.years), dtype=bool))
        return self._only(known[row] & (known.mean(axis=0) >= MIN_COVERAGE))

    def _only(self, keep: NDArray[np.bool_]) -> "Panel":
        return Panel(municipalities=self.municipalities, years=self.years[keep], values=self.values[:, keep])


def build_panel(municipalities: Sequence[str], years: Sequence[int], values: Sequence[float]) -> Panel:
    """One row per figure (three sequences of equal length) to a table; ValueError when a figure occurs twice or is not finite."""
    codes, places = np.unique(np.asarray(municipalities, dtype=str), return_inverse=True)
    return place_figures(codes.tolist(), places, np.asarray(years, dtype=int), np.asarray(values, dtype=float))


def place_figures(codes: Sequence[str], places: Numbers, years: Numbers, values: NDArray[np.float64]) -> Panel:
    """The same of figures that tell by a number whose they are: a place among codes, which are in order and may be more."""
    present, rows = np.unique(places, return_inverse=True)
    found, columns = np.unique(years, return_inverse=True)
    if not np.isfinite(values).all():
        raise ValueError("a value is not a finite number")
    cells = rows * max(len(found), 1) + columns
    if len(cells) and np.bincount(cells).max() > 1:
        raise ValueError("a municipality has two figures for one year")
    table = np.full((len(present), len(found)), np.nan)
    table[rows, columns] = values
    return Panel(municipalities=tuple(codes[place] for place in present.tolist()), years=found.astype(int), values=table)

"""The figures of one indicator for all municipalities as one table of numbers; it selects years, it judges nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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
    codes, rows = np.unique(np.asarray(municipalities, dtype=str), return_inverse=True)
    found, columns = np.unique(np.asarray(years, dtype=int), return_inverse=True)
    figures = np.asarray(values, dtype=float)
    if not np.isfinite(figures).all():
        raise ValueError("a value is not a finite number")
    if len(set(zip(rows.tolist(), columns.tolist(), strict=True))) < len(figures):
        raise ValueError("a municipality has two figures for one year")
    table = np.full((len(codes), len(found)), np.nan)
    table[rows, columns] = figures
    return Panel(municipalities=tuple(str(code) for code in codes), years=found, values=table)

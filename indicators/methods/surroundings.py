"""What is known of one indicator over all municipalities, so that one series can be weighed; it judges nothing.

Worked out once per publication. Where nothing is known the answers say less: they never take the unknown for zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from indicators.methods.panel import Panel

LEAST_MUNICIPALITIES = 30
"""With fewer, a few odd ones would speak for the country."""
LEAST_POINTS = 5
"""A straight line through fewer points leaves nothing to learn a memory from."""
MOST_MEMORY = 0.9
"""The estimate is unsure near 1, where a series wanders and no number of points would make a line."""
_PAST_YEARS = 100_000

Years = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """One indicator over all municipalities of today: definitive figures since its last break. None or absent: not known.

    memory: ρ, the autocorrelation of successive figures around each series' own line (0–.9). movements: the median
    municipality's change from one year to a later one, in the indicator's unit, for the pairs of years in which
    municipalities have successive figures. swing: what the median municipality changes from figure to figure, per √year.
    panel: the figures themselves.
    """

    memory: float | None = None
    movements: Mapping[Years, float] = field(default_factory=lambda: MappingProxyType({}))
    swing: float | None = None
    panel: Panel | None = field(default=None, compare=False)  # arrays have no one answer to ==


UNKNOWN = Surroundings()


def look_around(panel: Panel) -> Surroundings:
    """Learn what all municipalities together tell; what fewer than 30 of them have figures for stays unknown."""
    values, steps = _to_front(panel.values), _to_front(np.where(np.isfinite(panel.values), panel.years, np.nan))
    return Surroundings(
        memory=find_memory(steps, values),
        movements=MappingProxyType(_movements(panel, steps)),
        swing=_swing(steps, values),
        panel=panel,
    )


def find_memory(years: NDArray[np.float64], values: NDArray[np.float64]) -> float | None:
    """Pooled lag-one autocorrelation of the deviations from each row's own straight line, held within 0–.9.

    years and values (n, T): rows with their figures in front and NaN behind. Rows with fewer than five figures do not count;
    None when fewer than 30 do, or when nothing deviates. A fitted line takes about (2 + 4ρ) ÷ n off the estimate in short
    series (Tjøstheim and Paulsen 1983); that is given back.
    """
    counts = np.isfinite(values).sum(axis=1)
    enough = counts >= LEAST_POINTS
    if enough.sum() < LEAST_MUNICIPALITIES:
        return None
    years, values = years[enough], values[enough]
    years, values = (table - np.nanmean(table, axis=1, keepdims=True) for table in (years, values))
    slopes = np.nansum(years * values, axis=1) / np.nansum(years**2, axis=1)
    left = values - slopes[:, None] * years
    squares = float(np.nansum(left**2))
    if squares <= 0:
        return None
    raw, length = float(np.nansum(left[:, 1:] * left[:, :-1])) / squares, float(counts[enough].mean())
    return float(np.clip((raw + 2 / length) / (1 - min(4 / length, 0.8)), 0.0, MOST_MEMORY))


def _to_front(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row with its figures first, in order, and NaN behind."""
    order = np.argsort(~np.isfinite(table), axis=1, kind="stable")
    return np.take_along_axis(table, order, axis=1)


def _movements(panel: Panel, years: NDArray[np.float64]) -> dict[Years, float]:
    """Over everyone with a figure in both years, whatever lies between: one municipality may have missed a year."""
    first, last = years[:, :-1].ravel(), years[:, 1:].ravel()
    both = np.isfinite(first) & np.isfinite(last)
    # As one number each: rows of two are compared ten times as slowly.
    pairs = np.unique(first[both].astype(int) * _PAST_YEARS + last[both].astype(int))
    succeeding = {divmod(pair, _PAST_YEARS) for pair in pairs.tolist()}
    place = {int(year): column for column, year in enumerate(panel.years)}
    found = {}
    for begin, end in sorted(succeeding | set(pairwise(sorted(place)))):
        changes = panel.values[:, place[end]] - panel.values[:, place[begin]]
        known = changes[np.isfinite(changes)]
        if len(known) >= LEAST_MUNICIPALITIES:
            found[begin, end] = float(np.median(known))
    return found


def _swing(years: NDArray[np.float64], values: NDArray[np.float64]) -> float | None:
    sizes = np.abs(np.diff(values, axis=1)) / np.sqrt(np.diff(years, axis=1))
    changed = np.isfinite(sizes).any(axis=1)
    if changed.sum() < LEAST_MUNICIPALITIES:
        return None
    return float(np.median(np.nanmean(sizes[changed], axis=1)))

"""The Netherlands as a series where the source has no row for it: the ratio of the sums over all municipalities."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indicators.methods.panel import Numbers
from indicators.methods.series import Point, Series

COVERAGE_NEEDED = 0.95
"""Share of the municipalities with both counts; with fewer, the missing ones could shift the total."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """The counts behind one figure a row, of all municipalities together and in any order; NaN where there is none.

    municipalities: how many have any figure, with counts or without. predecessor, segment: as of a point.
    """

    municipalities: int
    year: Numbers
    numerator: NDArray[np.float64]
    denominator: NDArray[np.float64]
    is_provisional: NDArray[np.bool_]
    predecessor: Numbers
    segment: Numbers


def sum_to_national(counts: Counts, multiplier: float) -> Series:
    """Σ numerators ÷ Σ denominators × multiplier per year.

    Only years in which at least 95 % of the municipalities have both counts; never a mean of percentages.
    """
    rows = np.flatnonzero(~np.isnan(counts.numerator) & ~np.isnan(counts.denominator))
    years, first, place, municipalities = np.unique(counts.year[rows], return_index=True, return_inverse=True, return_counts=True)
    # One after the other, as one adds by hand: numpy's own sum goes by pairs, which ends in other last digits.
    numerators, denominators, provisional = (
        np.bincount(place, weights=column[rows]).tolist()
        for column in (counts.numerator, counts.denominator, counts.is_provisional)
    )
    return Series.of(
        Point(
            year=year,
            value=numerators[each] / denominators[each] * multiplier,
            is_provisional=provisional[each] > 0,
            numerator=numerators[each],
            denominator=denominators[each],
            predecessor=int(counts.predecessor[rows[first[each]]]),  # one source a year for everyone
            segment=int(counts.segment[rows[first[each]]]),
        )
        for each, year in enumerate(years.tolist())
        if municipalities[each] >= COVERAGE_NEEDED * counts.municipalities and denominators[each] > 0
    )

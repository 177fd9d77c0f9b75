"""How rare an order of figures is: the exact Mann-Kendall test, and what memory adds to it; it calls nothing a line."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

EXACT_UP_TO = 30
"""Points: every order is counted in whole numbers; with more the normal approximation is as good."""


@dataclass(frozen=True, kw_only=True)
class MannKendall:
    """S, its variance without a trend, the standardised Z (with continuity correction) and the two-sided p, without memory."""

    s: int
    variance: float
    z: float
    p: float


def mann_kendall(values: NDArray[np.float64]) -> MannKendall:
    """Mann-Kendall test of values in order of time, shape (n,), n ≥ 2.

    p is exact up to n = 30, with and without ties; beyond that the normal approximation with tie-corrected variance and
    continuity correction (EPA QA/G-9S). scipy.stats.kendalltau is too optimistic with ties.
    """
    count = len(values)
    earlier, later = pairs_of(count)
    s = int(np.sign(values[later] - values[earlier]).sum())
    ties = tuple(sorted(int(size) for size in np.unique(values, return_counts=True)[1]))
    variance = (_spread(count) - sum(_spread(size) for size in ties)) / 18
    z = (s - np.sign(s)) / sqrt(variance) if variance > 0 else 0.0
    p = _exact_p(ties, abs(s)) if count <= EXACT_UP_TO else min(1.0, 2 * float(ndtr(-abs(z))))
    return MannKendall(s=s, variance=float(variance), z=float(z), p=p)


def widen(count: int, memory: float) -> float:
    """How many times wider S spreads when neighbouring figures remember: √(1 + 2·Σ(1 − k÷n)·ρ^k), never below 1.

    For a first-order autoregression (Yue and Wang 2004, after Bayley and Hammersley 1946).
    """
    lags = np.arange(1, count)
    return max(1.0, sqrt(1 + 2 * float(((1 - lags / count) * memory**lags).sum())))


def with_memory(p: float, widening: float) -> float:
    """A two-sided p as it is when S spreads so many times wider: turned into Z, divided, and turned back."""
    return min(1.0, 2 * float(ndtr(ndtri(p / 2) / widening)))


@lru_cache(maxsize=128)
def pairs_of(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Places of every earlier and later figure, shape (pairs,) each."""
    earlier, later = np.triu_indices(count, k=1)
    return earlier, later


def _spread(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


@lru_cache(maxsize=4096)
def _exact_p(ties: tuple[int, ...], at_least: int) -> float:
    """P(|S'| ≥ at_least) over all orders of the same values; ties are the sizes of the groups of equal values.

    S' = pairs that differ − 2 × inversions.
    """
    orders = _orders(ties)
    differing = len(orders) - 1
    rare = sum(number for inversions, number in enumerate(orders) if abs(differing - 2 * inversions) >= at_least)
    return rare / sum(orders)


@lru_cache(maxsize=512)
def _orders(ties: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of the values have 0, 1, 2 … inversions, in whole numbers: floats lose them from 20 points on.

    The coefficients of the q-multinomial Π(1 − q^i) for i ≤ n, divided by the same product for each group of equal values
    (MacMahon 1916). Multiplying and dividing keep only the powers that can be left.
    """
    count = sum(ties)
    most = (count**2 - sum(size**2 for size in ties)) // 2
    orders = [1] + [0] * most
    divisors = iter([length for size in ties for length in range(1, size + 1)])
    for factor in range(1, count + 1):
        for power in range(most, factor - 1, -1):
            orders[power] -= orders[power - factor]
        divisor = next(divisors)
        for power in range(divisor, most + 1):
            orders[power] += orders[power - divisor]
    return tuple(orders)

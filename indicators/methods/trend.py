"""Say whether there is a clear line in a series: exact Mann-Kendall and Theil-Sen on real years; it predicts nothing."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from indicators.agenda.model import Direction
from indicators.methods.need import Need, NeedKind
from indicators.methods.recent_trend import RecentTrend, find_recent_trend
from indicators.methods.series import Series

MIN_POINTS = 5
"""With four points or fewer no order is rare enough: the smallest possible p is .083."""
LONG_FROM = 8
ALPHA_SHORT, ALPHA_LONG = 0.05, 0.01
"""Yearly figures have memory: a 5 % test on 10 points with autocorrelation .6 gives 22 % false alarms (methods §3)."""
EXACT_WITHOUT_TIES_UP_TO = 30
EXACT_WITH_TIES_UP_TO = 8


class TrendStatus(StrEnum):
    """The answer, in the words the reader sees."""

    FAVOURABLE = "gunstig"
    UNFAVOURABLE = "ongunstig"
    RISING = "stijgend"
    FALLING = "dalend"
    NO_CLEAR_LINE = "geen duidelijke lijn"
    UNCHANGED = "gelijk gebleven"
    TOO_FEW = "te weinig metingen"


@dataclass(frozen=True, kw_only=True)
class MannKendall:
    """S, its variance without a trend, the standardised Z (with continuity correction) and the two-sided p."""

    s: int
    variance: float
    z: float
    p: float


@dataclass(frozen=True, kw_only=True)
class TrendJudgement:
    """The status with the numbers behind it; slope in the indicator's unit per year, alpha the limit p was held to."""

    status: TrendStatus
    points: int
    first_year: int | None = None
    last_year: int | None = None
    test: MannKendall | None = None
    alpha: float | None = None
    slope: float | None = None
    recent: RecentTrend | None = None
    needed: Need | None = None
    with_provisional: "TrendJudgement | None" = None


def judge_trend(series: Series, direction: Direction) -> TrendJudgement:
    """Judge the points given; the last five with margins also get the rule for survey figures, as a second answer."""
    count = len(series)
    if count < MIN_POINTS:
        need = Need(NeedKind.MORE_POINTS, MIN_POINTS - count)
        first, last = (series.points[0].year, series.points[-1].year) if count else (None, None)
        return TrendJudgement(status=TrendStatus.TOO_FEW, points=count, first_year=first, last_year=last, needed=need)
    test, alpha = mann_kendall(series.values), ALPHA_LONG if count >= LONG_FROM else ALPHA_SHORT
    return TrendJudgement(
        status=_status(test, alpha, series.values, direction),
        points=count,
        first_year=series.points[0].year,
        last_year=series.points[-1].year,
        test=test,
        alpha=alpha,
        slope=theil_sen(series.years, series.values),
        recent=find_recent_trend(series),
    )


def _status(test: MannKendall, alpha: float, values: NDArray[np.float64], direction: Direction) -> TrendStatus:
    if np.all(values == values[0]):
        return TrendStatus.UNCHANGED
    if test.p > alpha:
        return TrendStatus.NO_CLEAR_LINE
    if direction is Direction.NEUTRAL:
        return TrendStatus.RISING if test.s > 0 else TrendStatus.FALLING
    return TrendStatus.FAVOURABLE if (test.s > 0) == (direction is Direction.UP) else TrendStatus.UNFAVOURABLE


def mann_kendall(values: NDArray[np.float64]) -> MannKendall:
    """Mann-Kendall test of values in order of time, shape (n,), n ≥ 2.

    p is exact without ties up to n = 30 and with ties up to n = 8; beyond that the normal approximation with tie-corrected
    variance and continuity correction (EPA QA/G-9S). scipy.stats.kendalltau is too optimistic with ties.
    """
    count = len(values)
    earlier, later = _pairs(count)
    s = int(np.sign(values[later] - values[earlier]).sum())
    ties = tuple(sorted(int(size) for size in np.unique(values, return_counts=True)[1]))
    variance = (_spread(count) - sum(_spread(size) for size in ties)) / 18
    z = (s - np.sign(s)) / sqrt(variance) if variance > 0 else 0.0
    has_ties = len(ties) < count
    if count <= (EXACT_WITH_TIES_UP_TO if has_ties else EXACT_WITHOUT_TIES_UP_TO):
        p = _exact_p(ties, abs(s))
    else:
        p = min(1.0, 2 * float(ndtr(-abs(z))))
    return MannKendall(s=s, variance=float(variance), z=float(z), p=p)


def theil_sen(years: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """Median slope over all pairs, in the indicator's unit per real year; years and values have shape (n,), n ≥ 2."""
    earlier, later = _pairs(len(values))
    return float(np.median((values[later] - values[earlier]) / (years[later] - years[earlier])))


@lru_cache(maxsize=128)
def _pairs(count: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    earlier, later = np.triu_indices(count, k=1)
    return earlier, later


def _spread(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


@lru_cache(maxsize=4096)
def _exact_p(ties: tuple[int, ...], at_least: int) -> float:
    """P(|S'| ≥ at_least) over all orders of the same values; ties are the sizes of the groups of equal values.

    The number of orders with k inversions is the k-th coefficient of a q-multinomial: a product of (1 + q + … + q^(i−1))
    over i ≤ n, divided by the same product for each group. S' = pairs that differ − 2 × inversions. This gives the same
    numbers as listing all orders.
    """
    orders = _q_factorial(sum(ties))
    for size in ties:
        orders = np.rint(np.polydiv(orders, _q_factorial(size))[0]) if size > 1 else orders
    differing = len(orders) - 1
    s = differing - 2 * np.arange(differing + 1)
    return float(orders[np.abs(s) >= at_least].sum() / orders.sum())


def _q_factorial(size: int) -> NDArray[np.float64]:
    product = np.ones(1)
    for length in range(2, size + 1):
        product = np.convolve(product, np.ones(length))
    return product

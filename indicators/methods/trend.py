"""Say whether there is a clear line in a series: Mann-Kendall with memory and Theil-Sen on real years; it predicts nothing."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import factorial

import numpy as np
from numpy.typing import NDArray

from indicators.agenda.model import Direction
from indicators.methods.mann_kendall import MannKendall, mann_kendall, pairs_of, widen, with_memory
from indicators.methods.need import Need, NeedKind
from indicators.methods.recent_trend import RecentTrend, find_recent_trend
from indicators.methods.series import Series

MIN_POINTS = 5
"""With four points or fewer no order is rare enough: the smallest possible p is .083."""
ALPHA = 0.05
UNKNOWN_MEMORY = 0.8
"""Where all municipalities together cannot tell a figure's memory; three of four recorded indicators remember less."""


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
class TrendJudgement:
    """The status with the numbers behind it; slope in the indicator's unit per year.

    memory: the ρ that was reckoned with, all municipalities' or, when not is_memory_known, UNKNOWN_MEMORY. widening: how many
    times wider S spreads with it (≥ 1). p: with that memory, which is held to ALPHA. rise and fall: the largest step up and the
    largest step down from figure to figure, 0 where there is none; reach: from the lowest figure to the highest.
    """

    status: TrendStatus
    points: int
    first_year: int | None = None
    last_year: int | None = None
    test: MannKendall | None = None
    memory: float | None = None
    is_memory_known: bool = False
    widening: float = 1.0
    p: float | None = None
    slope: float | None = None
    rise: float = 0.0
    fall: float = 0.0
    reach: float = 0.0
    recent: RecentTrend | None = None
    needed: Need | None = None
    with_provisional: "TrendJudgement | None" = None


def judge_trend(series: Series, direction: Direction, memory: float | None = None) -> TrendJudgement:
    """Judge the points given; the last five with margins also get the rule for survey figures, as a second answer.

    memory: ρ of the indicator over all municipalities (0–.9), None when not known. With so few points that even an unbroken
    line would not be rare enough for this memory, there are too few.
    """
    count, reckoned = len(series), UNKNOWN_MEMORY if memory is None else memory
    first, last = (series.points[0].year, series.points[-1].year) if count else (None, None)
    if count < MIN_POINTS:
        return TrendJudgement(
            status=TrendStatus.TOO_FEW,
            points=count,
            first_year=first,
            last_year=last,
            is_memory_known=memory is not None,
            needed=_more(count, 0.0 if memory is None else memory),  # with more figures it may become known
        )
    test, widening = mann_kendall(series.values), widen(count, reckoned)
    p = with_memory(test.p, widening)
    status = _status(test, p, series.values, direction, is_enough=count >= fewest_points(reckoned))
    return TrendJudgement(
        status=status,
        points=count,
        first_year=first,
        last_year=last,
        test=test,
        memory=reckoned,
        is_memory_known=memory is not None,
        widening=widening,
        p=p,
        slope=theil_sen(series.years, series.values),
        rise=max(0.0, float(np.diff(series.values).max())),
        fall=max(0.0, float(-np.diff(series.values).min())),
        reach=float(np.ptp(series.values)),
        recent=find_recent_trend(series),
        needed=_more(count, reckoned) if status is TrendStatus.TOO_FEW else None,
    )


def _status(test: MannKendall, p: float, values: NDArray[np.float64], direction: Direction, *, is_enough: bool) -> TrendStatus:
    if np.all(values == values[0]):
        return TrendStatus.UNCHANGED
    if not is_enough:
        return TrendStatus.TOO_FEW
    if p > ALPHA:
        return TrendStatus.NO_CLEAR_LINE
    if direction is Direction.NEUTRAL:
        return TrendStatus.RISING if test.s > 0 else TrendStatus.FALLING
    return TrendStatus.FAVOURABLE if (test.s > 0) == (direction is Direction.UP) else TrendStatus.UNFAVOURABLE


def _more(count: int, memory: float) -> Need:
    return Need(NeedKind.MORE_POINTS, fewest_points(memory) - count)


@lru_cache(maxsize=256)
def fewest_points(memory: float) -> int:
    """The least number of points at which an unbroken line is rare enough to be called one: 5 without memory."""
    count = MIN_POINTS
    while with_memory(2 / factorial(count), widen(count, memory)) > ALPHA:
        count += 1
    return count


def theil_sen(years: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    """Median slope over all pairs, in the indicator's unit per real year; years and values have shape (n,), n ≥ 2."""
    earlier, later = pairs_of(len(values))
    return float(np.median((values[later] - values[earlier]) / (years[later] - years[earlier])))

"""The recent trend of a survey figure with published margins, by the rule of England's public health profiles (Fingertips)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indicators.methods.series import Series

POINTS = 5
CHI2_LIMIT = 9.54953570608324
"""The .998 quantile of chi-square with one degree of freedom, as UKHSA uses it."""
MARGIN_WIDTH_IN_ERRORS = 3.92
"""A 95 % margin is 2 × 1.96 standard errors wide."""


@dataclass(frozen=True, kw_only=True)
class RecentTrend:
    """sign: 1 rising, −1 falling, 0 no recent trend; slope in the indicator's unit per year, over the years given."""

    sign: int
    chi2: float
    slope: float
    first_year: int
    last_year: int


def find_recent_trend(series: Series) -> RecentTrend | None:
    """Weighted line through the last five points; None with fewer points or a point without a margin of some width.

    A trend needs chi-square above the limit and a slope of the same sign in each of the five fits without one point.
    """
    points = series.points[-POINTS:]
    margins = [point.margin for point in points]
    widths = np.array([margin[1] - margin[0] for margin in margins if margin is not None])
    if len(widths) < POINTS or not (widths > 0).all():
        return None
    years = np.array([float(point.year) for point in points])
    values = np.array([point.value for point in points])
    weights = (MARGIN_WIDTH_IN_ERRORS / widths) ** 2
    slope, spread = weighted_slope(years, values, weights)
    chi2 = slope**2 * spread
    keeps = ~np.eye(POINTS, dtype=bool)
    signs = {float(np.sign(weighted_slope(years[keep], values[keep], weights[keep])[0])) for keep in keeps}
    is_trend = chi2 > CHI2_LIMIT and len(signs) == 1 and 0.0 not in signs
    return RecentTrend(
        sign=int(np.sign(slope)) if is_trend else 0,
        chi2=chi2,
        slope=slope,
        first_year=points[0].year,
        last_year=points[-1].year,
    )


def weighted_slope(years: NDArray[np.float64], values: NDArray[np.float64], weights: NDArray[np.float64]) -> tuple[float, float]:
    """Slope of the weighted least-squares line and the weighted spread of the years (1 / variance of the slope); shapes (n,)."""
    years = years - np.average(years, weights=weights)
    values = values - np.average(values, weights=weights)
    spread = float((weights * years**2).sum())
    return float((weights * years * values).sum()) / spread, spread

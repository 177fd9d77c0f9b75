"""Where a series may stand in a later year if it goes on as it went; it does not know the norm.

Half of the mean pace is carried on, because yearly figures keep only part of it. The band widens with what lasts of the
yearly swing; what chance does to a count (Poisson) is gone a year later and does not add up. Without that split the 80 % band
held 95–99 % of the crime figures 3 and 5 years ahead; docs/calibratie.md has the figures with it.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from scipy.special import stdtr, stdtrit

from indicators.series import Point, Series

MIN_POINTS = 5
"""Fewer changes give no usable idea of the usual swing."""
BAND_UPPER_TAIL = 0.9
"""An 80 % band leaves 10 % on either side."""
PACE_KEPT = 0.5
STRAIGHT_TOLERANCE = 1e-12
"""Relative to the largest value: smaller deviations are rounding in the computer, not movement in the figures."""

Range = tuple[float | None, float | None]


class ProjectionLack(StrEnum):
    """Why there is no projection."""

    TOO_FEW_POINTS = "te weinig metingen"
    TOO_FAR_AHEAD = "verder vooruit dan de reeks lang is"
    NO_VARIATION = "de reeks schommelt niet"
    CURRENT_PRICES = "bedragen in lopende prijzen"
    NOT_AHEAD = "het jaar ligt niet na het laatste cijfer"


@dataclass(frozen=True, kw_only=True)
class Projection:
    """Centre and 80 % band in `year`, in the indicator's unit, clipped to what is possible; swing is that of one year."""

    from_year: int
    year: int
    centre: float
    lower: float
    upper: float
    raw_centre: float
    standard_error: float
    freedom: int
    swing: float

    def chance_between(self, lower: float | None, upper: float | None) -> float:
        """Probability (0–1) that the value in `year` lies in [lower, upper]; None is no bound."""
        above = 1.0 if lower is None else self._chance_below(-lower, -self.raw_centre)
        below = 1.0 if upper is None else self._chance_below(upper, self.raw_centre)
        return max(0.0, above + below - 1.0)

    def _chance_below(self, level: float, centre: float) -> float:
        return float(stdtr(self.freedom, (level - centre) / self.standard_error))


def project(series: Series, year: int, possible: Range = (None, None)) -> Projection | ProjectionLack:
    """Project the definitive points to `year`, or say why that cannot be done."""
    if len(series) < MIN_POINTS:
        return ProjectionLack.TOO_FEW_POINTS
    years, values = series.years, series.values
    span, ahead = float(years[-1] - years[0]), year - float(years[-1])
    if ahead <= 0:
        return ProjectionLack.NOT_AHEAD
    if ahead > span:
        return ProjectionLack.TOO_FAR_AHEAD
    pace = float(values[-1] - values[0]) / span
    swing = _usual_swing(years, values, pace)
    if swing <= STRAIGHT_TOLERANCE * float(np.abs(values).max()):
        return ProjectionLack.NO_VARIATION
    centre = float(values[-1]) + PACE_KEPT * pace * ahead
    passing = min(_count_variance(series), swing**2)
    error = math.sqrt((swing**2 - passing) * (ahead + ahead**2 / span) + passing * (1 + 1 / span))
    half_width = float(stdtrit(len(series) - 2, BAND_UPPER_TAIL)) * error
    return Projection(
        from_year=int(years[-1]),
        year=year,
        centre=_clip(centre, possible),
        lower=_clip(centre - half_width, possible),
        upper=_clip(centre + half_width, possible),
        raw_centre=centre,
        standard_error=error,
        freedom=len(series) - 2,
        swing=swing,
    )


def project_path(series: Series, year: int, possible: Range = (None, None)) -> tuple[Projection, ...]:
    """The projection for every year after the last figure up to `year`, to draw as a band; empty when there is none."""
    if not series.points:
        return ()
    steps = [project(series, ahead, possible) for ahead in range(series.points[-1].year + 1, year + 1)]
    return tuple(step for step in steps if isinstance(step, Projection))


def _usual_swing(years: np.ndarray, values: np.ndarray, pace: float) -> float:
    """s: the usual deviation of a one-year change from the mean pace."""
    gaps = np.diff(years)
    deviations = np.diff(values) - pace * gaps
    return math.sqrt(float(np.sum(deviations**2 / gaps)) / (len(values) - 2))


def _count_variance(series: Series) -> float:
    """Variance that chance in the counts gives a one-year change: of both figures, averaged; 0 where there are no counts.

    A figure v made of c cases among d has variance v²·(1 − c/d)/c: binomial, and Poisson for a rare event.
    """
    variances = [_chance_variance(point) for point in series.points]
    return float(np.mean([before + after for before, after in pairwise(variances)]))


def _chance_variance(point: Point) -> float:
    count, total = point.numerator, point.denominator
    if not count or not total or count < 0:
        return 0.0
    return point.value**2 * max(0.0, 1 - count / total) / count


def _clip(value: float, possible: Range) -> float:
    lowest, highest = possible
    value = value if lowest is None else max(value, lowest)
    return value if highest is None else min(value, highest)

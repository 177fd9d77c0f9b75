"""Where a series may stand in a later year if it goes on as it went; it does not know the norm.

Two futures are equally likely: the mean pace stops, or it goes on. Their mean is methods §2's centre, with half of the pace;
that half taken for certain promised norms that were met in two cases out of three. The band widens with what lasts of the
yearly swing; what chance does to a count (Poisson) is gone a year later and does not add up. docs/calibratie.md has the figures.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import stdtr, stdtrit

from indicators.methods.series import Series

MIN_POINTS = 5
"""Fewer changes give no usable idea of the usual swing."""
BAND_UPPER_TAIL = 0.9
"""An 80 % band leaves 10 % on either side."""
MEAN_PACE_KEPT = 0.5
"""Of a pace that stops and one that goes on."""
STRAIGHT_TOLERANCE = 1e-12
"""Relative to the largest value: smaller deviations are rounding in the computer, not movement in the figures."""
ROUNDING = 1e-12
LEAST_CASES = 0.5
"""No case at all is still uncertain: the chance variance of a count is that of at least half a case."""

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
    """Centre and 80 % band in `year`, in the indicator's unit, clipped to what is possible.

    Behind them, not clipped: what `year` brings if the pace stops and if it goes on, both with standard_error and Student's t.
    """

    from_year: int
    year: int
    centre: float
    lower: float
    upper: float
    if_it_stops: float
    if_it_goes_on: float
    standard_error: float
    freedom: int

    def chance_between(self, lower: float | None, upper: float | None) -> float:
        """Probability (0–1) that the value in `year` lies in [lower, upper]; None is no bound."""
        above = 1.0 if lower is None else self._chance_below(-lower, -1.0)
        below = 1.0 if upper is None else self._chance_below(upper, 1.0)
        return max(0.0, above + below - 1.0)

    def _chance_below(self, level: float, sign: float) -> float:
        futures = np.array([self.if_it_stops, self.if_it_goes_on]) * sign
        return float(stdtr(self.freedom, (level - futures) / self.standard_error).mean())


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
    swings = (np.diff(values) - pace * np.diff(years)) / np.sqrt(np.diff(years))
    if _mean_square(swings) <= (STRAIGHT_TOLERANCE * float(np.abs(values).max())) ** 2:
        return ProjectionLack.NO_VARIATION
    lasting, passing = _variances(series, swings)
    of_pace = MEAN_PACE_KEPT**2 / span
    error = math.sqrt(lasting * (ahead + of_pace * ahead**2) + passing * (1 + of_pace))
    stops, goes_on = float(values[-1]), float(values[-1]) + pace * ahead
    half_width = _half_width(abs(goes_on - stops) / 2, error, len(series) - 2)
    centre = (stops + goes_on) / 2
    return Projection(
        from_year=int(years[-1]),
        year=year,
        centre=_clip(centre, possible),
        lower=_clip(centre - half_width, possible),
        upper=_clip(centre + half_width, possible),
        if_it_stops=stops,
        if_it_goes_on=goes_on,
        standard_error=error,
        freedom=len(series) - 2,
    )


def project_path(series: Series, year: int, possible: Range = (None, None)) -> tuple[Projection, ...]:
    """The projection for every year after the last figure up to `year`, to draw as a band; empty when there is none."""
    if not series.points:
        return ()
    steps = [project(series, ahead, possible) for ahead in range(series.points[-1].year + 1, year + 1)]
    return tuple(step for step in steps if isinstance(step, Projection))


def _half_width(apart: float, error: float, freedom: int) -> float:
    """How far from the centre the band reaches: the two futures lie `apart` on either side of it, so the band is symmetric."""
    one = float(stdtrit(freedom, BAND_UPPER_TAIL)) * error

    def beyond(width: float) -> float:
        return float(stdtr(freedom, (width + np.array([-apart, apart])) / error).mean()) - BAND_UPPER_TAIL

    return float(brentq(beyond, one, one + apart)) if beyond(one) < -ROUNDING else one


def _variances(series: Series, swings: NDArray[np.float64]) -> tuple[float, float]:
    """Of a one-year change now: the variance that lasts and adds up, and the one that chance in the counts takes back again.

    Counts c among d have chance variance c·(1 − c/d): Poisson for a rare event. Their swings are φ times what chance gives
    (the dispersion of a quasi-Poisson model), whatever the level; without counts all of s² lasts.
    """
    chance = _chance_variances(series)
    if chance is None:
        return _mean_square(swings), 0.0
    of_changes = np.array([before + after for before, after in pairwise(chance)])
    dispersion, now = _mean_square(swings / np.sqrt(of_changes)), 2 * float(chance[-1])
    return max(dispersion - 1, 0.0) * now, min(dispersion, 1.0) * now


def _mean_square(swings: NDArray[np.float64]) -> float:
    """s², with one degree of freedom less for the pace."""
    return float(np.sum(swings**2)) / (len(swings) - 1)


def _chance_variances(series: Series) -> NDArray[np.float64] | None:
    """Per figure the variance that chance in its counts gives it, in squared units; None unless every figure has its counts."""
    if any(point.numerator is None or not point.denominator for point in series.points):
        return None
    cases = np.array([point.numerator for point in series.points], dtype=float)
    totals = np.array([point.denominator for point in series.points], dtype=float)
    most = int(np.argmax(cases))
    if (cases < 0).any() or (cases > totals).any() or not cases[most]:
        return None
    times = series.values[most] * totals[most] / cases[most]
    counted = np.clip(cases, LEAST_CASES, totals - LEAST_CASES)
    return np.asarray((times / totals) ** 2 * counted * (1 - counted / totals))


def _clip(value: float, possible: Range) -> float:
    lowest, highest = possible
    value = value if lowest is None else max(value, lowest)
    return value if highest is None else min(value, highest)

"""Every forecast that could have been made at an earlier moment, with what came; it measures, the report is made elsewhere."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from benchmarks.calibrate_panel import Subject
from indicators.change import usual_changes
from indicators.model import Direction
from indicators.norm import BEHIND_UP_TO, ON_COURSE_FROM
from indicators.projection import BAND_UPPER_TAIL, MIN_POINTS, Projection, project
from indicators.series import Series
from indicators.zone import TOLERANCE

HORIZONS = (1, 3, 5)
STEPS = (-4.0, -2.0, -1.0, -0.5, -0.25, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Norms lie this many usual yearly swings from the last value; positive is the desired direction."""
ENOUGH_CASES = 500
BINS = np.linspace(0, 1, 11)
STATUSES = ("op koers", "onzeker", "achter")
COLUMNS = (
    "subject", "code", "year", "horizon", "span", "freedom", "last", "swing", "centre", "error", "deviation",
    "realised", "inside", "sign", "lowest", "highest",
)  # fmt: skip


def measure_forecasts(subject: Subject) -> pd.DataFrame:
    """One row a forecast of indicators.projection.project; columns COLUMNS.

    centre and error are those before clipping; deviation: the usual one (s) of a one-year change;
    sign is −1 when lower is better; inside: the 80 % band held what came.
    """
    sign = -1.0 if subject.direction is Direction.DOWN else 1.0
    lowest, highest = (np.nan if bound is None else bound for bound in subject.possible)
    rows = [
        (subject.id, code, made.from_year, made.year - made.from_year, known.years[-1] - known.years[0], made.freedom,
         known.values[-1], usual_changes(known).mean(), made.raw_centre, made.standard_error, made.swing, realised,
         made.lower <= realised <= made.upper, sign, lowest, highest)
        for code, series in subject.series.items()
        for known, made, realised in _made(series, subject)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _made(series: Series, subject: Subject) -> Iterator[tuple[Series, Projection, float]]:
    """What was known, what was projected from it and what came, for every origin and horizon that can be checked."""
    for count in range(MIN_POINTS, len(series)):
        known = Series(series.points[:count])
        for horizon in HORIZONS:
            target = series.at(known.points[-1].year + horizon)
            made = project(known, target.year, subject.possible) if target else None
            if target and isinstance(made, Projection):
                yield known, made, target.value


def measure_chances(forecasts: pd.DataFrame) -> pd.DataFrame:
    """Every norm tried on every forecast: horizon, target (year), step, is_ahead (not met yet), predicted P(met), came_true."""
    tried = [_try_norm(forecasts, step) for step in STEPS]
    return pd.concat(tried, ignore_index=True)


def _try_norm(forecasts: pd.DataFrame, step: float) -> pd.DataFrame:
    level = forecasts["last"] + step * forecasts["sign"] * forecasts["swing"]
    possible = ~(level < forecasts["lowest"]) & ~(level > forecasts["highest"])
    distance = (forecasts["realised"] - level) * forecasts["sign"]
    found = pd.DataFrame(
        {
            "horizon": forecasts["horizon"],
            "target": forecasts["year"] + forecasts["horizon"],
            "step": step,
            "is_ahead": step > 0,
            "predicted": chance_of(forecasts, level),
            "came_true": distance >= -TOLERANCE * level.abs(),
        }
    )
    return found[possible]


def chance_of(forecasts: pd.DataFrame, level: pd.Series) -> NDArray[np.float64]:
    """P(met) as Projection.chance_between gives it, for all rows at once."""
    distance = (forecasts["centre"] - level) * forecasts["sign"] / forecasts["error"]
    return np.asarray(stdtr(forecasts["freedom"], distance))


def holds(forecasts: pd.DataFrame) -> pd.Series:
    """Whether the 80 % band, from centre and error and clipped to what is possible, holds what came."""
    half_width = stdtrit(forecasts["freedom"], BAND_UPPER_TAIL) * forecasts["error"]
    lowest, highest = forecasts["lowest"].fillna(-np.inf), forecasts["highest"].fillna(np.inf)
    low = (forecasts["centre"] - half_width).clip(lowest, highest)
    high = (forecasts["centre"] + half_width).clip(lowest, highest)
    return forecasts["realised"].between(low, high)


def calibration(chances: pd.DataFrame) -> pd.DataFrame:
    """Per tenth of P(met), index 0–9: predicted (mean), came_true (share) and cases."""
    tenth = np.clip(np.digitize(chances["predicted"], BINS) - 1, 0, 9)
    grouped = chances.groupby(tenth)
    return pd.DataFrame(
        {"predicted": grouped["predicted"].mean(), "came_true": grouped["came_true"].mean(), "cases": grouped.size()}
    )


def largest_deviation(chances: pd.DataFrame) -> float:
    """Largest |predicted − came true| over tenths with enough cases; NaN when there is none."""
    bins = calibration(chances)
    bins = bins[bins["cases"] >= ENOUGH_CASES]
    return float((bins["predicted"] - bins["came_true"]).abs().max()) if len(bins) else float("nan")


def came_true_by_status(chances: pd.DataFrame) -> dict[str, tuple[float, int]]:
    """Of norms not met yet: per status the share that was met in the year, and the number of cases."""
    ahead = chances[chances["is_ahead"]]
    on_course, behind = ahead["predicted"] >= ON_COURSE_FROM, ahead["predicted"] <= BEHIND_UP_TO
    chosen = zip(STATUSES, (on_course, ~on_course & ~behind, behind), strict=True)
    return {status: (float(ahead.loc[rows, "came_true"].mean()), int(rows.sum())) for status, rows in chosen}

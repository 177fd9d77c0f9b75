"""Every forecast that could have been made at an earlier moment, with what came; it measures, the report is made elsewhere."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from benchmarks.calibrate.panel import Subject
from indicators.agenda.model import Direction
from indicators.methods.change import usual_changes
from indicators.methods.norm import BEHIND_UP_TO
from indicators.methods.projection import BAND_UPPER_TAIL, MIN_POINTS, Projection, project
from indicators.methods.series import Series
from indicators.methods.zone import TOLERANCE

HORIZONS = (1, 3, 5)
STEPS = (-4.0, -2.0, -1.0, -0.5, -0.25, 0.25, 0.5, 1.0, 2.0, 4.0)
"""Norms lie this many usual yearly swings from the last value; positive is the desired direction."""
ENOUGH_CASES = 500
BINS = np.linspace(0, 1, 11)
GREAT_CHANCE = 0.8
"""From here methods §2 says 'op koers'."""
STATUSES = ("onzeker", "achter")
FUTURES = ("stops", "goes_on")
HALVINGS = 50
COLUMNS = (
    "subject", "code", "year", "horizon", "span", "freedom", "last", "swing", "stops", "goes_on", "error", "deviation",
    "realised", "inside", "sign", "lowest", "highest",
)  # fmt: skip


def measure_forecasts(subject: Subject) -> pd.DataFrame:
    """One row a forecast of indicators.projection.project; columns COLUMNS.

    stops, goes_on (the two futures) and error are those before clipping; deviation: the usual one (s) of a one-year change
    around the mean pace, counts or no counts; sign is −1 when lower is better; inside: the 80 % band held what came.
    """
    sign = -1.0 if subject.direction is Direction.DOWN else 1.0
    lowest, highest = (np.nan if bound is None else bound for bound in subject.possible)
    rows = [
        (subject.id, code, made.from_year, made.year - made.from_year, known.years[-1] - known.years[0], made.freedom,
         made.if_it_stops, usual_changes(known).mean(), made.if_it_stops, made.if_it_goes_on, made.standard_error,
         usual_deviation(known), realised,
         made.lower <= realised <= made.upper, sign, lowest, highest)
        for code, series in subject.series.items()
        for known, made, realised in _made(series, subject)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def usual_deviation(known: Series) -> float:
    """s of methods §2."""
    gaps = np.diff(known.years)
    pace = (known.values[-1] - known.values[0]) / gaps.sum()
    return float(np.sqrt(np.sum((np.diff(known.values) - pace * gaps) ** 2 / gaps) / (len(gaps) - 1)))


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
    futures = [(forecasts[name] - level) * forecasts["sign"] / forecasts["error"] for name in FUTURES]
    return np.mean([stdtr(forecasts["freedom"], distance) for distance in futures], axis=0)


def holds(forecasts: pd.DataFrame) -> pd.Series:
    """Whether the 80 % band, from centre and error and clipped to what is possible, holds what came."""
    centre, half_width = forecasts[list(FUTURES)].mean(axis=1), half_widths(forecasts)
    lowest, highest = forecasts["lowest"].fillna(-np.inf), forecasts["highest"].fillna(np.inf)
    return forecasts["realised"].between((centre - half_width).clip(lowest, highest), (centre + half_width).clip(lowest, highest))


def half_widths(forecasts: pd.DataFrame) -> pd.Series:
    """Half the width of the band, in the subject's unit, by halving what it must lie between."""
    apart = (forecasts["goes_on"] - forecasts["stops"]).abs() / 2
    least = stdtrit(forecasts["freedom"], BAND_UPPER_TAIL) * forecasts["error"]
    most = least + apart
    for _ in range(HALVINGS):
        middle = (least + most) / 2
        steps = [(middle + side * apart) / forecasts["error"] for side in (-1, 1)]
        is_short = np.mean([stdtr(forecasts["freedom"], step) for step in steps], axis=0) < BAND_UPPER_TAIL
        least, most = least.where(~is_short, middle), most.where(is_short, middle)
    return most


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
    behind = ahead["predicted"] <= BEHIND_UP_TO
    chosen = zip(STATUSES, (~behind, behind), strict=True)
    return {status: (float(ahead.loc[rows, "came_true"].mean()), int(rows.sum())) for status, rows in chosen}


def came_true_of_great_chances(chances: pd.DataFrame) -> tuple[float, int]:
    """Of norms not met yet with a chance of at least GREAT_CHANCE: the share that was met (NaN without any), and the cases."""
    great = chances[chances["is_ahead"] & (chances["predicted"] >= GREAT_CHANCE)]
    return float(great["came_true"].mean()), len(great)

"""The comparable municipalities in one year, as quantiles of their values; it judges nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indicators.methods.series import Series
from indicators.methods.spread import mean_at

MIN_VALUES = 5
QUANTILES = (0.25, 1 / 3, 0.5, 2 / 3, 0.75)


@dataclass(frozen=True, kw_only=True)
class Member:
    """A municipality to compare with."""

    code: str
    name: str
    series: Series


@dataclass(frozen=True, kw_only=True)
class GroupYear:
    """The group in one year: median, middle half and thirds of its values, in the indicator's unit.

    predecessor: the link of the chain that gave them, as of a point; one source a year speaks for everyone.
    """

    year: int
    count: int
    median: float
    middle_low: float
    middle_high: float
    third_low: float
    third_high: float
    predecessor: int = 0


def summarise_together(group: Sequence[Member], years: tuple[int, ...]) -> GroupYear | None:
    """The group's quantiles over these years together; None with fewer than five members that have them all."""
    means = [(member, mean_at(member.series, years)) for member in group]
    values = [value for _, value in means if value is not None]
    spoken = next((member.series.by_year[years[-1]].predecessor for member, value in means if value is not None), 0)
    return _quantiles(values, years[-1], spoken)


def summarise_year(group: Sequence[Member], year: int, *, with_provisional: bool = False) -> GroupYear | None:
    """The group's quantiles in this year; None with fewer than five values."""
    points = [point for member in group if (point := member.series.by_year.get(year))]
    values = [point.value for point in points if with_provisional or not point.is_provisional]
    return _quantiles(values, year, points[0].predecessor if points else 0)


def _quantiles(found: Sequence[float], year: int, predecessor: int) -> GroupYear | None:
    values = sorted(found)
    if len(values) < MIN_VALUES:
        return None
    middle_low, third_low, median, third_high, middle_high = np.interp(
        np.array(QUANTILES) * (len(values) - 1), np.arange(len(values)), values
    )
    return GroupYear(
        year=year,
        count=len(values),
        median=float(median),
        middle_low=float(middle_low),
        middle_high=float(middle_high),
        third_low=float(third_low),
        third_high=float(third_high),
        predecessor=predecessor,
    )


def summarise_group(group: Sequence[Member]) -> tuple[GroupYear, ...]:
    """The group in every year with at least five values, provisional ones included: the band behind a chart."""
    years = sorted({year for member in group for year in member.series.by_year})
    summaries = (summarise_year(group, year, with_provisional=True) for year in years)
    return tuple(summary for summary in summaries if summary is not None)

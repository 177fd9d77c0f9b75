"""Compare a figure with comparable municipalities and the Netherlands, in thirds and never as a league table."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from indicators.agenda.model import Direction, Indicator, Ratio
from indicators.methods.intervals import byar, wilson
from indicators.methods.need import Need, NeedKind
from indicators.methods.series import Point, Series

MIN_VALUES = 5
QUANTILES = (0.25, 1 / 3, 0.5, 2 / 3, 0.75)


class ComparisonStatus(StrEnum):
    """The answer, in the words the reader sees; `hoger` and `lager` only where no direction is better."""

    BETTER = "gunstiger"
    SIMILAR = "ongeveer gelijk"
    WORSE = "ongunstiger"
    HIGHER = "hoger"
    LOWER = "lager"
    NOT_COMPARABLE = "niet te vergelijken"


class ComparisonReason(StrEnum):
    """What led to the status."""

    THIRD = "the third of the group it lies in"
    WITHIN_MARGIN = "outer third, but its margin reaches the middle of the group"
    NO_OWN_FIGURE = "no definitive figure of its own"
    NO_GROUP = "no comparable municipalities"
    TOO_FEW_VALUES = "too few of them have a figure"


class Third(StrEnum):
    """Where the value lies among those of the group; highest means the largest value, not the best."""

    HIGHEST = "hoogste derde"
    MIDDLE = "middelste derde"
    LOWEST = "laagste derde"


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


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The status with the numbers behind it, all of one year; margin is published, or what chance plays in the counts."""

    status: ComparisonStatus
    reason: ComparisonReason
    value: float | None = None
    third: Third | None = None
    group: GroupYear | None = None
    national: float | None = None
    margin: tuple[float, float] | None = None
    needed: Need | None = None


def compare(indicator: Indicator, series: Series, group: Sequence[Member], national: Series | None = None) -> Comparison:
    """Compare in the newest year with a definitive figure of its own and at least five definitive values in the group."""
    own = series.definitive()
    if not own.points:
        return _not_comparable(ComparisonReason.NO_OWN_FIGURE, Need(NeedKind.DEFINITIVE_FIGURE))
    if not group:
        return _not_comparable(ComparisonReason.NO_GROUP, Need(NeedKind.GROUP_VALUES, MIN_VALUES))
    for point in reversed(own.points):
        year = summarise_year(group, point.year)
        if year is not None:
            return _place(indicator, point, year, national)
    return _not_comparable(ComparisonReason.TOO_FEW_VALUES, Need(NeedKind.GROUP_VALUES, MIN_VALUES))


def _not_comparable(reason: ComparisonReason, needed: Need) -> Comparison:
    return Comparison(status=ComparisonStatus.NOT_COMPARABLE, reason=reason, needed=needed)


def summarise_year(group: Sequence[Member], year: int, *, with_provisional: bool = False) -> GroupYear | None:
    """The group's quantiles in this year; None with fewer than five values."""
    points = [point for member in group if (point := member.series.by_year.get(year))]
    values = sorted(point.value for point in points if with_provisional or not point.is_provisional)
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
        predecessor=points[0].predecessor,
    )


def summarise_group(group: Sequence[Member]) -> tuple[GroupYear, ...]:
    """The group in every year with at least five values, provisional ones included: the band behind a chart."""
    years = sorted({year for member in group for year in member.series.by_year})
    summaries = (summarise_year(group, year, with_provisional=True) for year in years)
    return tuple(summary for summary in summaries if summary is not None)


def _place(indicator: Indicator, point: Point, group: GroupYear, national: Series | None) -> Comparison:
    third = _third(point.value, group)
    margin = point.margin or chance_margin(indicator, point)
    is_near = third is not Third.MIDDLE and margin is not None and margin[0] <= group.median <= margin[1]
    counterpart = national.by_year.get(group.year) if national else None
    return Comparison(
        status=ComparisonStatus.SIMILAR if is_near else _status(third, indicator.desired_direction),
        reason=ComparisonReason.WITHIN_MARGIN if is_near else ComparisonReason.THIRD,
        value=point.value,
        third=third,
        group=group,
        national=None if counterpart is None else counterpart.value,
        margin=margin,
    )


def _third(value: float, group: GroupYear) -> Third:
    if value > group.third_high:
        return Third.HIGHEST
    return Third.LOWEST if value < group.third_low else Third.MIDDLE


def _status(third: Third, direction: Direction) -> ComparisonStatus:
    if third is Third.MIDDLE:
        return ComparisonStatus.SIMILAR
    is_high = third is Third.HIGHEST
    if direction is Direction.NEUTRAL:
        return ComparisonStatus.HIGHER if is_high else ComparisonStatus.LOWER
    return ComparisonStatus.BETTER if is_high == (direction is Direction.UP) else ComparisonStatus.WORSE


def chance_margin(indicator: Indicator, point: Point) -> tuple[float, float] | None:
    """95 % interval of a figure made of counts: Wilson for a share in %, Byar for a rate; None when there are no counts."""
    count, total = point.numerator, point.denominator
    if not isinstance(indicator.quantity, Ratio) or count is None or total is None or total <= 0 or count < 0:
        return None
    is_share = indicator.unit == "%" and count <= total
    low, high = wilson(count, total) if is_share else byar(count, total)
    return low * indicator.quantity.multiplier, high * indicator.quantity.multiplier

"""How far a figure may lie from another before that says something: its margin, or the usual swing; it compares nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from indicators.agenda.model import Agenda, Indicator, Ratio
from indicators.methods.change import MIN_POINTS, usual_changes
from indicators.methods.intervals import byar, wilson
from indicators.methods.series import Point, Series


@dataclass(frozen=True, kw_only=True)
class Spread:
    """What the agenda says of the figures of a source.

    margin: how far a figure can lie from the truth on either side (95 %), in the indicator's unit, where the source itself
    gives no bounds; years: how many yearly figures are compared together, as their mean.
    """

    margin: float | None = None
    years: int = 1


SINGLE = Spread()
"""Each year by itself, and no margin but the source's own."""


def spread_of(agenda: Agenda, indicator: Indicator) -> Spread:
    """Of the source of the indicator; of a ratio, that of its numerator."""
    quantity = indicator.quantity
    source = agenda.sources[(quantity.numerator if isinstance(quantity, Ratio) else quantity).source]
    return Spread(margin=source.margin, years=source.years_together)


def usual_swing(series: Series, everyone: float | None) -> float | None:
    """Mean absolute change per √year of at least eight figures; with fewer, everyone's: that of the median municipality."""
    return float(usual_changes(series).mean()) if len(series) >= MIN_POINTS else everyone


def together(series: Series, last: int, years: int) -> tuple[Point, ...]:
    """The definitive points of so many years up to and including the last, as far as there are any."""
    return tuple(point for year in range(last - years + 1, last + 1) if (point := known(series, year)))


def mean_at(series: Series, years: Sequence[int]) -> float | None:
    """The mean of the definitive figures of these years; None unless it has them all."""
    points = [point for year in years if (point := known(series, year))]
    return sum(point.value for point in points) / len(points) if points and len(points) == len(years) else None


def known(series: Series, year: int) -> Point | None:
    """The definitive point of this year, or None."""
    point = series.by_year.get(year)
    return None if point is None or point.is_provisional else point


def margin_of(points: Sequence[Point], spread: Spread) -> tuple[float, float] | None:
    """95 % interval of the mean of these figures: as published, or as the agenda says; None when neither does."""
    value = sum(point.value for point in points) / len(points)
    if len(points) == 1 and points[0].margin is not None:
        return points[0].margin
    if spread.margin is None:
        return None
    half = spread.margin / sqrt(len(points))
    return value - half, value + half


def chance_margin(indicator: Indicator, points: Sequence[Point]) -> tuple[float, float] | None:
    """95 % interval of figures made of counts, taken together: Wilson for a share in %, Byar for a rate; None without counts."""
    counts = [point.numerator for point in points if point.numerator is not None and point.numerator >= 0]
    totals = [point.denominator for point in points if point.denominator is not None and point.denominator > 0]
    if not isinstance(indicator.quantity, Ratio) or not points or len(counts) < len(points) or len(totals) < len(points):
        return None
    count, total = sum(counts), sum(totals)
    is_share = indicator.unit == "%" and count <= total
    low, high = wilson(count, total) if is_share else byar(count, total)
    return low * indicator.quantity.multiplier, high * indicator.quantity.multiplier

"""Compare a figure with comparable municipalities and the Netherlands, in thirds and never as a league table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from indicators.agenda.model import Direction, Indicator
from indicators.methods.group_year import MIN_VALUES, GroupYear, Member, summarise_together
from indicators.methods.need import Need, NeedKind
from indicators.methods.series import Point, Series
from indicators.methods.spread import SINGLE, Spread, chance_margin, margin_of, mean_at, together, usual_swing
from indicators.methods.usable import stale_after_years


class ComparisonStatus(StrEnum):
    """The answer, in the words the reader sees; `hoger` and `lager` only where no direction is better."""

    BETTER = "gunstiger"
    SIMILAR = "ongeveer gelijk"
    WORSE = "ongunstiger"
    HIGHER = "hoger"
    LOWER = "lager"
    HIGHEST_THIRD = "in het hoogste derde"
    LOWEST_THIRD = "in het laagste derde"
    NOT_COMPARABLE = "niet te vergelijken"


class ComparisonReason(StrEnum):
    """What led to the status."""

    THIRD = "the third of the group it lies in"
    WITHIN_MARGIN = "outer third, but its margin reaches the middle of the group"
    WITHIN_SWING = "outer third, but no further from the middle than it usually swings"
    NO_SWING = "outer third, but nobody knows how far it usually swings"
    NO_OWN_FIGURE = "no definitive figure of its own"
    NO_GROUP = "no comparable municipalities"
    TOO_FEW_VALUES = "too few of them have a figure"
    TOO_OLD = "the newest year that can be compared says nothing about today"


class Third(StrEnum):
    """Where the value lies among those of the group; highest means the largest value, not the best."""

    HIGHEST = "hoogste derde"
    MIDDLE = "middelste derde"
    LOWEST = "laagste derde"


PLACES = {Third.HIGHEST: ComparisonStatus.HIGHEST_THIRD, Third.LOWEST: ComparisonStatus.LOWEST_THIRD}


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The status with the numbers behind it, all of the same years, together as their mean; the group's year is the last.

    margin: as published or as the agenda says, else what chance plays in the counts. swing: the usual swing that the difference
    with the group's median was held against; None when a margin decided. age: years since the last one.
    """

    status: ComparisonStatus
    reason: ComparisonReason
    years: tuple[int, ...] = ()
    age: int | None = None
    value: float | None = None
    third: Third | None = None
    group: GroupYear | None = None
    national: float | None = None
    margin: tuple[float, float] | None = None
    swing: float | None = None
    needed: Need | None = None


def compare(
    indicator: Indicator,
    series: Series,
    group: Sequence[Member],
    national: Series | None = None,
    *,
    swing: float | None = None,
    spread: Spread = SINGLE,
    today: date,
) -> Comparison:
    """Compare in the newest year with a definitive figure of its own and at least five definitive values in the group.

    swing: what the median municipality changes per √year, for series too short to know their own. A place in an outer third is
    called better or worse only when the difference with the median is beyond the margin or, without one, the usual swing.
    """
    own = series.definitive()
    if not own.points:
        return _not_comparable(ComparisonReason.NO_OWN_FIGURE, Need(NeedKind.DEFINITIVE_FIGURE))
    if not group:
        return _not_comparable(ComparisonReason.NO_GROUP, Need(NeedKind.GROUP_VALUES, MIN_VALUES))
    for point in reversed(own.points):
        points = together(own, point.year, spread.years)
        years = tuple(each.year for each in points)
        year = summarise_together(group, years)
        if year is not None:
            if today.year - point.year > stale_after_years(own):
                return _not_comparable(ComparisonReason.TOO_OLD, Need(NeedKind.NEWER_FIGURE), years)
            found = _place(indicator, points, year, spread, usual_swing(own, swing))
            nation = None if national is None else mean_at(national, years)
            return replace(found, years=years, age=today.year - point.year, national=nation)
    return _not_comparable(ComparisonReason.TOO_FEW_VALUES, Need(NeedKind.GROUP_VALUES, MIN_VALUES))


def _not_comparable(reason: ComparisonReason, needed: Need, years: tuple[int, ...] = ()) -> Comparison:
    return Comparison(status=ComparisonStatus.NOT_COMPARABLE, reason=reason, needed=needed, years=years)


def _place(indicator: Indicator, points: Sequence[Point], group: GroupYear, spread: Spread, swing: float | None) -> Comparison:
    value = sum(point.value for point in points) / len(points)
    third, published = _third(value, group), margin_of(points, spread)
    margin = published or chance_margin(indicator, points)
    reason = _reason(third, abs(value - group.median), _reaches(margin, group.median), swing, has_margin=published is not None)
    return Comparison(
        status=_status(third, indicator.desired_direction) if reason is ComparisonReason.THIRD else PLACES[third],
        reason=reason,
        value=value,
        third=third,
        group=group,
        margin=margin,
        swing=None if published else swing,
    )


def _reaches(margin: tuple[float, float] | None, value: float) -> bool:
    return margin is not None and margin[0] <= value <= margin[1]


def _reason(third: Third, far: float, is_within: bool, swing: float | None, *, has_margin: bool) -> ComparisonReason:
    """Why only the place can be named, or THIRD when more can be said."""
    if third is Third.MIDDLE:
        return ComparisonReason.THIRD
    if is_within:
        return ComparisonReason.WITHIN_MARGIN
    if has_margin:
        return ComparisonReason.THIRD
    if swing is None:
        return ComparisonReason.NO_SWING
    return ComparisonReason.WITHIN_SWING if far <= swing else ComparisonReason.THIRD


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

"""Where the others stand in each year, and the limit a relative norm draws from that; it judges nobody.

A member that has no figure in a year, because it was merged or the source leaves it out, is left out of that year and counted as
missing. Nobody takes its place: the group is the one of the decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.agenda.model import Against, Direction, Place, Relative
from indicators.methods.group_year import Member, summarise_year
from indicators.methods.series import Series

LEAST_SHARE = 0.5
"""With fewer of its members the group is not the one that was decided on."""

_Known = tuple[int, float, int | None]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """The others in one year, in the indicator's unit: their value, and the limit a figure has to keep to.

    count: how many of the group have a figure; None for the Netherlands.
    """

    year: int
    value: float
    limit: float
    count: int | None = None


def find_references(
    relative: Relative, direction: Direction, group: Sequence[Member], national: Series | None, *, with_provisional: bool = False
) -> tuple[Reference, ...]:
    """One a year, oldest first: the years in which the Netherlands, or five and at least half of the group, have a figure."""
    known = _of_nation(national, with_provisional=with_provisional)
    if relative.against is Against.GROUP:
        known = _of_group(relative, direction, group, with_provisional=with_provisional)
    return tuple(
        Reference(year=year, value=value, limit=_limit(relative, direction, value), count=count) for year, value, count in known
    )


def _of_nation(national: Series | None, *, with_provisional: bool) -> list[_Known]:
    points = national.points if national else ()
    return [(point.year, point.value, None) for point in points if with_provisional or not point.is_provisional]


def _of_group(relative: Relative, direction: Direction, group: Sequence[Member], *, with_provisional: bool) -> list[_Known]:
    found: list[_Known] = []
    group = [member for member in group if member.code in relative.municipalities]
    for year in sorted({year for member in group for year in member.series.by_year}):
        summary = summarise_year(group, year, with_provisional=with_provisional)
        if summary is not None and summary.count >= LEAST_SHARE * len(relative.municipalities):
            third = summary.third_high if direction is Direction.UP else summary.third_low
            found.append((year, third if relative.place is Place.BEST_THIRD else summary.median, summary.count))
    return found


def _limit(relative: Relative, direction: Direction, value: float) -> float:
    """Percentages are of the size of the others' value, so that they mean the same on either side of zero."""
    better = (relative.at_least_better or 0.0) - (relative.at_most_worse or 0.0)
    return value + (1 if direction is Direction.UP else -1) * better / 100 * abs(value)

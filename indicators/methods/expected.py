"""When the next figures of a source are to be expected, from how long it took before; a range of months, never a date.

Of n earlier delays the next one lies between the shortest and the longest in (n - 1) of (n + 1) cases: with two, one in three.
So the range is made wider by the mean distance between neighbours on either side, which for two is the whole range again, and by
half a month, since a habit of a few times is no promise. A delay can be below zero: a count on 1 January is there before its year
ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from indicators.agenda.period_ends import ends_on

FEWEST = 2
"""With one publication nothing is known of how much it differs."""
_MOST = 6
"""Habits of longer ago are others."""
_SLACK = timedelta(days=15)


@dataclass(frozen=True)
class Publication:
    """That figures over a period, which were not there before, were published on a day."""

    period: str
    on: date


@dataclass(frozen=True)
class Expected:
    """From which day until which the next figures are to be expected, and from how many publications that is known."""

    earliest: date
    latest: date
    seen: int

    def is_late(self, today: date) -> bool:
        """Whether they should have been there by now."""
        return today > self.latest


def expect(seen: Sequence[Publication], periods: Sequence[str]) -> Expected | None:
    """seen: publications of one source, in any order; periods: all of which it has figures. None when too little is known."""
    ends = sorted({end for end in map(ends_on, periods) if end})
    delays = sorted((each.on - end).days for each in _newest(seen) if (end := ends_on(each.period)))
    steps = [later.year - earlier.year for earlier, later in pairwise(ends[-_MOST:])]
    if len(delays) < FEWEST or not steps:
        return None
    room = timedelta(days=(delays[-1] - delays[0]) / (len(delays) - 1)) + _SLACK
    return Expected(
        earliest=_years_on(ends[-1], min(steps)) + timedelta(days=delays[0]) - room,
        latest=_years_on(ends[-1], max(steps)) + timedelta(days=delays[-1]) + room,
        seen=len(delays),
    )


def _newest(seen: Sequence[Publication]) -> list[Publication]:
    return sorted(seen, key=lambda each: each.on)[-_MOST:]


def _years_on(end: date, years: int) -> date:
    day = 28 if (end.month, end.day) == (2, 29) else end.day
    return end.replace(year=end.year + years, day=day)

"""What looking at many figures at once gives when there is nothing to see; it judges none of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.methods.comparison import Comparison, Third
from indicators.methods.trend import ALPHA, TrendJudgement, TrendStatus

OUTER_SHARE = 2 / 3
"""Of three thirds two are outer ones."""
CLEAR = frozenset({TrendStatus.FAVOURABLE, TrendStatus.UNFAVOURABLE, TrendStatus.RISING, TrendStatus.FALLING})


@dataclass(frozen=True, kw_only=True)
class Looks:
    """How many figures were looked at, how many stood out, and how many would (for lines: at most) with nothing to see."""

    judged: int
    seen: int
    expected: float


def count_lines(trends: Iterable[TrendJudgement]) -> Looks:
    """Clear lines among the series that could have had one; without any line each is called clear in at most 5 %."""
    judged = [trend for trend in trends if trend.status in CLEAR or trend.status is TrendStatus.NO_CLEAR_LINE]
    return Looks(judged=len(judged), seen=sum(trend.status in CLEAR for trend in judged), expected=ALPHA * len(judged))


def count_places(comparisons: Iterable[Comparison]) -> Looks:
    """Places in an outer third among the figures that were compared."""
    thirds = [found.third for found in comparisons if found.third is not None]
    outer = sum(third is not Third.MIDDLE for third in thirds)
    return Looks(judged=len(thirds), seen=outer, expected=OUTER_SHARE * len(thirds))

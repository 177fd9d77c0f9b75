"""What asks attention first: an order of indicators from their answers; it adds no judgement and hides nothing."""

from collections import Counter
from collections.abc import Iterable

from indicators.methods.assessment import Assessment
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.methods.trend import TrendStatus

OFF_NORM = frozenset({NormStatus.NOT_MET, NormStatus.BEHIND})
ORDER = (
    NormStatus.NOT_MET,
    NormStatus.BEHIND,
    NormStatus.UNCERTAIN,
    NormStatus.AROUND,
    NormStatus.TOO_EARLY,
    NormStatus.MET,
    NormStatus.NO_NORM,
    NormStatus.NOT_ASSESSABLE,
)


def is_off_norm(assessment: Assessment) -> bool:
    """Not met, or not likely to be met in time."""
    return assessment.norm.status in OFF_NORM


def is_worsening(assessment: Assessment) -> bool:
    """A clear line in the wrong direction."""
    return assessment.trend.status is TrendStatus.UNFAVOURABLE


def by_attention(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Off the norm and clearly worsening first, then by status (ORDER), then the least likely; else as they came."""
    return sorted(assessments, key=_rank)


def _rank(assessment: Assessment) -> tuple[bool, int, float]:
    is_first = is_off_norm(assessment) and is_worsening(assessment)
    return not is_first, ORDER.index(assessment.norm.status), _chance(assessment)


def urgent_first(assessments: Iterable[Assessment]) -> list[Assessment]:
    """All that are off the norm: clearly worsening first, then the least likely to meet it.

    A norm that is not met now has no chance to weigh and comes before; without a year to meet it, last.
    """
    return sorted(filter(is_off_norm, assessments), key=_urgency)


def _urgency(assessment: Assessment) -> tuple[bool, bool, float]:
    has_no_year = assessment.norm.reason is NormReason.NO_TARGET_YEAR
    return not is_worsening(assessment), has_no_year, _chance(assessment)


def _chance(assessment: Assessment) -> float:
    return assessment.norm.chance or 0.0


def count_statuses(assessments: Iterable[Assessment]) -> list[tuple[NormStatus, int]]:
    """How many indicators have each status that occurs, in the order of attention; never one score."""
    counts = Counter(assessment.norm.status for assessment in assessments)
    return [(status, counts[status]) for status in ORDER if counts[status]]

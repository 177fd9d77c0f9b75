"""What can be said about a norm: the statuses, their reasons and the numbers behind them; it judges nothing."""

from dataclasses import dataclass
from enum import StrEnum

from indicators.methods.need import Need
from indicators.methods.projection import Projection
from indicators.methods.reference import Reference
from indicators.methods.road import Road
from indicators.methods.series import Point


class NormStatus(StrEnum):
    """The answer, in the words the reader sees.

    Not 'op koers', for a chance of .8 and more: no rule tried on the recorded series gave norms that were not met yet such a
    chance and saw four out of five of them met (docs/calibratie.md).
    """

    MET = "behaald"
    AROUND = "rond de norm"
    UNCERTAIN = "onzeker"
    BEHIND = "achter"
    NOT_MET = "niet behaald"
    TOO_EARLY = "te vroeg"
    NOT_ASSESSABLE = "niet te beoordelen"
    NO_NORM = "geen norm"


class NormReason(StrEnum):
    """What led to the status."""

    MEETS = "meets the norm"
    MEETS_SINCE_BASELINE = "met at the baseline already, and now"
    MET_THEN_LOST = "met in the target year, not any more"
    MARGIN = "the margin contains the norm"
    MISSED = "the figure for the target year does not meet the norm"
    MISSED_BUT_LATER = "not met in the target year, but it is by now"
    NOT_KEPT = "a level to keep is not kept"
    NO_TARGET_YEAR = "not met, and no year to meet it"
    CHANCE = "the chance that the norm will be met"
    AWAITED = "the target year is over, its figure is not there"
    BEFORE_ADOPTION = "no year ahead to meet it, and no figure since it was adopted"
    TOO_FEW_POINTS = "too few points"
    TOO_FAR_AHEAD = "further ahead than the series is long"
    ONLY_PROVISIONAL = "only provisional figures"
    NO_VARIATION = "no variation, so no projection"
    CURRENT_PRICES = "current prices, so no projection"
    NO_DATA = "no figures"
    NO_BASELINE = "no baseline"
    STALE = "stale source"
    BREAK_AFTER_LAST = "series break after the last figure"
    UNCLEAR_NORM = "the norm does not say which values are good"
    NO_NORM = "no norm"
    SWING = "no further from the norm than the figure usually swings"
    NOT_YET = "relative to others, not met now, and its year is ahead"
    NO_REFERENCE = "no figure of the others in the same years"


@dataclass(frozen=True, kw_only=True)
class NormJudgement:
    """The status with the numbers behind it; chance is P(met in the target year), also for a norm that is met now.

    figure: what the norm was held against (None: nothing decides yet); latest: the newest one. missing: the year whose figure
    should have decided. is_over: the target year is. reference, margin and swing, of a relative norm only: the others in the year
    of the figure, and the margin or usual swing that the difference with them was held against. with_provisional: the judgement
    with provisional figures included, only when its status differs.
    """

    status: NormStatus
    reason: NormReason
    points: int = 0
    latest: Point | None = None
    road: Road | None = None
    projection: Projection | None = None
    chance: float | None = None
    figure: Point | None = None
    missing: int | None = None
    is_over: bool = False
    reference: Reference | None = None
    margin: tuple[float, float] | None = None
    swing: float | None = None
    needed: Need | None = None
    with_provisional: "NormJudgement | None" = None

    @property
    def is_awaited(self) -> bool:
        """The target year is over, and no figure of it or of a later year is there."""
        return self.is_over and self.figure is None and self.reason is not NormReason.BEFORE_ADOPTION

"""The answers about an intervention as frozen values: a step on the evidence ladder with its reason and numbers."""

from dataclasses import dataclass
from enum import StrEnum

from indicators.effects.guards import Guard
from indicators.effects.hypothesis import Hypothesis, Missing


class EffectStatus(StrEnum):
    """The answer, in the words the reader sees."""

    NOT_TESTABLE = "nog niet te toetsen"
    TOO_EARLY = "te vroeg"
    NO_STATEMENT = "geen uitspraak"
    NONE_SEEN = "geen apart effect te zien"
    INDICATION = "aanwijzing"
    ADVERSE = "anders dan verwacht"

    @property
    def step(self) -> str:
        """The step on the evidence ladder; 4 and 5 are given by hand, with an external evaluation."""
        return STEPS[self]


STEPS = {
    EffectStatus.NOT_TESTABLE: "0",
    EffectStatus.TOO_EARLY: "1",
    EffectStatus.NO_STATEMENT: "2",
    EffectStatus.NONE_SEEN: "2",
    EffectStatus.INDICATION: "3",
    EffectStatus.ADVERSE: "3−",
}


class EffectReason(StrEnum):
    """What led to the status."""

    HYPOTHESIS_INCOMPLETE = "the hypothesis or the start is incomplete"
    FIGURES_AWAITED = "fewer than two figures since an effect can show"
    DATA_GUARD = "the figures do not allow the calculation"
    WITHIN_CHANCE = "no larger than among the placebos"
    DIFFERENCE_GUARD = "larger than among the placebos, but a guard does not hold"
    EXPECTED_DIRECTION = "larger than among the placebos, in the expected direction"
    OTHER_DIRECTION = "larger than among the placebos, in the other direction"


class NeedKind(StrEnum):
    """What would be needed to know more."""

    HYPOTHESIS = "the missing parts of the hypothesis"
    FIGURES_AFTER = "more figures after the start"
    OTHER_SOURCE = "a source with more years or municipalities"
    LARGER_OR_LONGER = "a larger effect, more years, or a study of the participants"
    STUDY = "a study that can tell the cause"


@dataclass(frozen=True)
class EffectNeed:
    """What is missing; amount is the number of figures where that applies."""

    kind: NeedKind
    amount: int = 0


@dataclass(frozen=True, kw_only=True)
class GapYear:
    """One year of the gap chart in the indicator's unit.

    gap: before the start relative to the mean gap of then, from the start on also less what elsewhere follows from such a gap:
    its mean over the years after is the difference. band: 95 % of the placebo gaps of that year, on the own scale, lie within
    ± this.
    """

    year: int
    own: float
    group: float
    gap: float
    band: float


@dataclass(frozen=True, kw_only=True)
class EffectNumbers:
    """What was calculated; differences in the indicator's unit, negative is lower than the comparison group.

    plain: difference-in-differences. difference: what is left of it after what elsewhere follows from such a gap; this is judged.
    kept: what is usually left elsewhere of a gap of 1, None when nobody can say. interval: difference ± what chance gives in
    95 %. visible_effect: the smallest effect these figures can show, roughly. own_before: own mean before the start, own_change:
    own mean after minus that. group: codes actually used.
    """

    difference: float
    plain: float
    kept: float | None
    interval: tuple[float, float]
    p: float
    placebos: int
    visible_effect: float
    own_before: float
    own_change: float
    pre_years: tuple[int, ...]
    post_years: tuple[int, ...]
    group: tuple[str, ...]
    path: tuple[GapYear, ...]


@dataclass(frozen=True, kw_only=True)
class EffectResult:
    """One statement about one indicator; shared by all interventions it names (ids).

    failing: guards that do not hold; those about the difference are looked at only when chance is ruled out. pre_figures and
    post_figures: usable figures before the start and since an effect can show. awaited_year: of the next figure
    that can show something; is_late: that year has passed, the figure is not published yet.
    """

    status: EffectStatus
    reason: EffectReason
    interventions: tuple[str, ...]
    needed: EffectNeed
    hypothesis: Hypothesis | None = None
    missing: tuple[Missing, ...] = ()
    failing: tuple[Guard, ...] = ()
    pre_figures: int = 0
    post_figures: int = 0
    placebos: int = 0
    awaited_year: int | None = None
    is_late: bool = False
    numbers: EffectNumbers | None = None
    with_provisional: "EffectResult | None" = None

    @property
    def step(self) -> str:
        """'0' … '3', or '3−'."""
        return self.status.step


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An adopter that takes no part: the guard that fails, or None when it has too few figures since its start by now."""

    code: str
    start: int
    guard: Guard | None = None
    is_merged: bool = False


@dataclass(frozen=True, kw_only=True)
class PooledNumbers:
    """A weighted mean over the adopters in the indicator's unit; those whose figures swing less weigh more.

    interval: difference ± what chance gives in 95 %. visible_effect: the smallest effect, equal in all of them, that can be seen.
    """

    difference: float
    interval: tuple[float, float]
    p: float
    visible_effect: float


@dataclass(frozen=True, kw_only=True)
class PooledResult:
    """One statement about all adopters. adopters: code and start year of those that took part, in order of code."""

    status: EffectStatus
    adopters: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...] = ()
    failing: tuple[Guard, ...] = ()
    numbers: PooledNumbers | None = None

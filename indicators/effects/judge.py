"""Say whether a figure moved differently from comparable municipalities since an intervention; never why it did.

Difference-in-differences, divided by each municipality's own swing and ranked among the same calculation for about 100
other municipalities. No synthetic control: with 341 donors and at most 20 years its weights are not identified.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import ceil

import numpy as np

from indicators.agenda.model import Aim, Direction, Intervention
from indicators.effects.did import Mask, Setting
from indicators.effects.guards import (
    ALPHA,
    MIN_POST,
    MIN_PRE,
    Guard,
    failing_data_guards,
    failing_difference_guards,
    with_like_placebos,
)
from indicators.effects.hypothesis import Hypothesis, Missing, find_hypothesis, find_missing, share
from indicators.effects.numbers import calculate
from indicators.effects.placebo import Peers, set_up
from indicators.effects.result import EffectNeed, EffectNumbers, EffectReason, EffectResult, EffectStatus, NeedKind
from indicators.methods.panel import Panel


def judge_effects(
    aims: Sequence[tuple[Intervention, Aim]],
    panel: Panel,
    peers: Peers,
    *,
    own: str,
    today_year: int,
    excluded: Collection[str] = (),
    frozen: Mapping[str, Hypothesis] | None = None,
    provisional_too: Panel | None = None,
) -> tuple[EffectResult, ...]:
    """All interventions that aim at one indicator; those that can be tested by now share one result.

    frozen: per intervention the hypothesis as it stood at its first checkpoint, used instead of the agenda's.
    provisional_too: the panel with provisional figures; a different answer with these is added to the result.
    An intervention without a full hypothesis, or too early to test, has a result of its own.
    """
    known = {each.id: (frozen or {}).get(each.id) or find_hypothesis(each, aim) for each, aim in aims}
    incomplete = [_incomplete(each, find_missing(each, aim)) for each, aim in aims if known[each.id] is None]
    complete = [hypothesis for hypothesis in known.values() if hypothesis is not None]
    usable = panel.usable(own)
    ready = [each for each in complete if _count_post(usable, each) >= MIN_POST]
    tested = _share(ready) + [each for each in complete if each not in ready]
    results = [
        each
        if isinstance(each, EffectResult)
        else judge_hypothesis(
            each, panel, peers, own=own, today_year=today_year, excluded=excluded, provisional_too=provisional_too
        )
        for each in tested
    ]
    return tuple(results + incomplete)


def judge_hypothesis(
    hypothesis: Hypothesis,
    panel: Panel,
    peers: Peers,
    *,
    own: str,
    today_year: int,
    excluded: Collection[str] = (),
    provisional_too: Panel | None = None,
) -> EffectResult:
    """One complete hypothesis against one panel; about 10 ms with all placebos."""
    result = _judge(hypothesis, panel.usable(own), peers, own, excluded, today_year)
    if provisional_too is None:
        return result
    other = _judge(hypothesis, provisional_too.usable(own), peers, own, excluded, today_year)
    return result if other.status is result.status else replace(result, with_provisional=other)


def _incomplete(intervention: Intervention, missing: tuple[Missing, ...]) -> EffectResult:
    return _not_testable((intervention.id,), missing)


def _not_testable(names: tuple[str, ...], missing: tuple[Missing, ...]) -> EffectResult:
    return EffectResult(
        status=EffectStatus.NOT_TESTABLE,
        reason=EffectReason.HYPOTHESIS_INCOMPLETE,
        interventions=names,
        missing=missing,
        needed=EffectNeed(NeedKind.HYPOTHESIS),
    )


def _share(ready: list[Hypothesis]) -> list[Hypothesis | EffectResult]:
    if not ready:
        return []
    shared = share(ready)
    names = tuple(name for each in ready for name in each.interventions)
    return [shared or _not_testable(names, (Missing.SHARED_DIRECTION,))]


def _count_post(usable: Panel, hypothesis: Hypothesis) -> int:
    return int((usable.years >= hypothesis.post_from).sum())


def _judge(
    hypothesis: Hypothesis, usable: Panel, peers: Peers, own: str, excluded: Collection[str], today_year: int
) -> EffectResult:
    pre, post = usable.years < hypothesis.start, usable.years >= hypothesis.post_from
    blank = EffectResult(
        status=EffectStatus.NO_STATEMENT,
        reason=EffectReason.DATA_GUARD,
        interventions=hypothesis.interventions,
        hypothesis=hypothesis,
        pre_figures=int(pre.sum()),
        post_figures=int(post.sum()),
        needed=EffectNeed(NeedKind.OTHER_SOURCE),
    )
    short = _short_of_figures(usable, pre)
    can_come = usable.years.size > 0 or hypothesis.post_from >= today_year
    if post.sum() < MIN_POST and can_come:
        return _too_early(replace(blank, failing=short), hypothesis, usable, today_year)
    if short:
        return replace(blank, failing=short)
    setting = with_like_placebos(set_up(usable, peers, own, excluded), pre)
    blank = replace(blank, placebos=len(setting.placebos), failing=failing_data_guards(setting, pre))
    return blank if blank.failing else _weigh(blank, hypothesis, setting, usable, pre, post)


def _short_of_figures(usable: Panel, pre: Mask) -> tuple[Guard, ...]:
    if not usable.years.size:
        return (Guard.OWN_FIGURES,)
    return (Guard.PRE_YEARS,) if pre.sum() < MIN_PRE else ()


def _too_early(blank: EffectResult, hypothesis: Hypothesis, usable: Panel, today_year: int) -> EffectResult:
    """Figures before the start that were never made will not come: then waiting is not what is needed."""
    awaited = _next_figure(usable.years.tolist(), hypothesis.post_from)
    is_in_vain = Guard.PRE_YEARS in blank.failing
    waiting = EffectNeed(NeedKind.FIGURES_AFTER, MIN_POST - blank.post_figures)
    return replace(
        blank,
        status=EffectStatus.TOO_EARLY,
        reason=EffectReason.FIGURES_AWAITED,
        awaited_year=awaited,
        is_late=awaited < today_year,
        needed=blank.needed if is_in_vain else waiting,
    )


def _next_figure(years: list[int], post_from: int) -> int:
    """Year of the first figure still to come at or after this year; the source keeps the shorter of its last two intervals."""
    if not years:
        return post_from
    interval = min(np.diff(years[-3:]).tolist(), default=1)
    return int(years[-1] + interval * max(1, ceil((post_from - years[-1]) / interval)))


def _weigh(blank: EffectResult, hypothesis: Hypothesis, setting: Setting, usable: Panel, pre: Mask, post: Mask) -> EffectResult:
    numbers = calculate(setting, usable.municipalities, pre, post)
    failing = failing_difference_guards(setting, pre, post) if numbers.p <= ALPHA else ()
    status, reason, need = _classify(numbers, failing, hypothesis.direction)
    return replace(blank, status=status, reason=reason, failing=failing, numbers=numbers, needed=EffectNeed(need))


def _classify(
    numbers: EffectNumbers, failing: tuple[Guard, ...], direction: Direction
) -> tuple[EffectStatus, EffectReason, NeedKind]:
    if numbers.p > ALPHA:
        return EffectStatus.NONE_SEEN, EffectReason.WITHIN_CHANCE, NeedKind.LARGER_OR_LONGER
    if failing:
        return EffectStatus.NO_STATEMENT, EffectReason.DIFFERENCE_GUARD, NeedKind.LARGER_OR_LONGER
    if (numbers.difference > 0) == (direction is Direction.UP):
        return EffectStatus.INDICATION, EffectReason.EXPECTED_DIRECTION, NeedKind.STUDY
    return EffectStatus.ADVERSE, EffectReason.OTHER_DIRECTION, NeedKind.STUDY

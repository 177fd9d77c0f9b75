"""Several municipalities with the same approach judged together, each against placebos of its own start; it names no cause.

One municipality shows only large effects. The mean over the adopters of their studentised differences is held against the same
mean of as many placebos, drawn many times: one draw takes a placebo of each adopter, and no municipality twice.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from indicators.agenda.model import Direction
from indicators.effects.did import Floats, Mask, Setting, chance_limit, rank_p
from indicators.effects.guards import (
    ALPHA,
    EARLIER_FIGURES,
    MIN_POST,
    MIN_PRE,
    TREND_SHARE,
    Guard,
    against_all,
    failing_data_guards,
    fake_start,
    with_like_placebos,
    without_last,
)
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.level import find_scale, studentised, studentised_slope
from indicators.effects.placebo import Peers, set_up
from indicators.effects.result import EffectStatus, LeftOut, PooledNumbers, PooledResult
from indicators.methods.panel import Panel

DRAWS = 399
"""With the own mean 400 values, so that p goes in steps of a quarter of a per cent."""
SEED = 20261126
"""The draws are the same each time: who recomputes gets the same p."""
MIN_ADOPTERS = 2
"""One alone is judged alone."""


@dataclass(frozen=True, kw_only=True)
class _Adopter:
    """One that takes part: its setting, and which years are before its start and since an effect can show."""

    code: str
    start: int
    setting: Setting
    pre: Mask
    post: Mask


def judge_together(
    hypothesis: Hypothesis,
    starts: Mapping[str, int],
    panel: Panel,
    peers: Peers,
    *,
    own: str,
    excluded: Collection[str] = (),
    merged: Collection[str] = (),
) -> PooledResult:
    """The own municipality (with its start of the hypothesis) and the others by their start year; about 10 ms for each.

    An effect shows everywhere as many years after the start as the hypothesis says. excluded: others with the approach, of
    unknown start; merged: those that became another area meanwhile. Neither takes part in anything.
    """
    everyone = {**starts, own: hypothesis.start}
    apart = {*everyone, *excluded, *merged}
    lag = hypothesis.post_from - hypothesis.start
    tried = [_prepare(code, everyone[code], lag, panel, peers, own, apart, merged) for code in sorted(everyone)]
    adopters = [each for each in tried if isinstance(each, _Adopter)]
    blank = PooledResult(
        status=EffectStatus.NO_STATEMENT,
        adopters=tuple((each.code, each.start) for each in adopters),
        left_out=tuple(each for each in tried if isinstance(each, LeftOut)),
    )
    return blank if len(adopters) < MIN_ADOPTERS else _weigh(blank, adopters, hypothesis.direction)


def _prepare(
    code: str, start: int, lag: int, panel: Panel, peers: Peers, own: str, apart: Collection[str], merged: Collection[str]
) -> _Adopter | LeftOut:
    usable = panel.usable(code)
    pre, post = usable.years < start, usable.years >= start + lag
    left_out = LeftOut(code=code, start=start)
    if code in merged:
        return replace(left_out, is_merged=True)
    if not usable.years.size:
        return replace(left_out, guard=Guard.OWN_FIGURES)
    if pre.sum() < MIN_PRE:
        return replace(left_out, guard=Guard.PRE_YEARS)
    if post.sum() < MIN_POST:
        return left_out
    whose = peers if code == own else replace(peers, group_list=())
    setting = with_like_placebos(set_up(usable, whose, code, apart), pre)
    failing = failing_data_guards(setting, pre)
    return (
        replace(left_out, guard=failing[0]) if failing else _Adopter(code=code, start=start, setting=setting, pre=pre, post=post)
    )


def _weigh(blank: PooledResult, adopters: Sequence[_Adopter], direction: Direction) -> PooledResult:
    drawn = draw([each.setting.placebos for each in adopters], len(adopters[0].setting.values))
    ratios = [studentised(each.setting, each.pre, each.post) for each in adopters]
    own, chance = _means(adopters, ratios, drawn)
    weight = float(np.mean([1 / find_scale(each.setting, each.pre)[each.setting.own] for each in adopters]))
    difference, limit = own / weight, float(chance_limit(chance)) / weight
    numbers = PooledNumbers(
        difference=difference,
        interval=(difference - limit, difference + limit),
        p=rank_p(own, chance),
        visible_effect=limit,
    )
    failing = _failing(adopters, ratios, drawn) if numbers.p <= ALPHA else ()
    return replace(blank, status=_classify(numbers, failing, direction), failing=failing, numbers=numbers)


def _classify(numbers: PooledNumbers, failing: tuple[Guard, ...], direction: Direction) -> EffectStatus:
    if numbers.p > ALPHA:
        return EffectStatus.NONE_SEEN
    if failing:
        return EffectStatus.NO_STATEMENT
    return EffectStatus.INDICATION if (numbers.difference > 0) == (direction is Direction.UP) else EffectStatus.ADVERSE


def draw(placebos: Sequence[NDArray[np.intp]], municipalities: int) -> NDArray[np.intp]:
    """Rows of a placebo for each adopter, many times: (DRAWS, K); twice the same only when there are no others left."""
    random = np.random.default_rng(SEED)
    taken = np.zeros((DRAWS, municipalities))
    chosen = np.empty((DRAWS, len(placebos)), dtype=np.intp)
    for at, rows in enumerate(placebos):
        lots = random.random((DRAWS, len(rows))) + taken[:, rows]  # nothing secret  # nosec B311
        chosen[:, at] = rows[lots.argmin(axis=1)]
        taken[np.arange(DRAWS), chosen[:, at]] += 1.0
    return chosen


def _means(adopters: Sequence[_Adopter], ratios: Sequence[Floats], drawn: NDArray[np.intp]) -> tuple[float, Floats]:
    """The mean of the adopters themselves, and of each draw (DRAWS,)."""
    own = float(np.mean([ratio[each.setting.own] for each, ratio in zip(adopters, ratios, strict=True)]))
    return own, np.mean([ratio[rows] for ratio, rows in zip(ratios, drawn.T, strict=True)], axis=0)


def _failing(adopters: Sequence[_Adopter], ratios: Sequence[Floats], drawn: NDArray[np.intp]) -> tuple[Guard, ...]:
    """The guards of one municipality, of the mean; and the sign must hold without each of them."""
    own = np.array([ratio[each.setting.own] for each, ratio in zip(adopters, ratios, strict=True)])
    sign = np.sign(own.mean())
    slopes = [studentised_slope(each.setting, each.pre) for each in adopters]
    against = [studentised(against_all(each.setting), each.pre, each.post) for each in adopters]
    earlier = [studentised(each.setting, without_last(each.pre, 1), each.post) for each in adopters]
    fakes = [[fake_start(each.setting, each.pre, figures) for each in adopters] for figures in EARLIER_FIGURES]
    checks = {
        Guard.PRE_TREND: rank_p(*_means(adopters, slopes, drawn)) <= TREND_SHARE,
        Guard.ALL_MUNICIPALITIES: np.sign(_means(adopters, against, drawn)[0]) != sign,
        Guard.LAST_PRE_YEAR: np.sign(_means(adopters, earlier, drawn)[0]) != sign,
        Guard.FAKE_START: any(rank_p(*_means(adopters, fake, drawn)) <= ALPHA for fake in fakes),
        Guard.ADOPTER: bool((np.sign(own.sum() - own) != sign).any()),
    }
    return tuple(guard for guard, fails in checks.items() if fails)

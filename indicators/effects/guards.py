"""The guards before an effect may be called more than "geen uitspraak"; each says whether it holds, none weighs another."""

from collections.abc import Iterator
from enum import StrEnum

import numpy as np

from indicators.effects.did import Floats, Mask, Setting, difference_in_differences, find_differences, gaps, rank_p

MIN_PLACEBOS = 40
"""Below this the rank is too coarse: with 40 an effect may be beaten by one placebo only."""
MIN_PRE = 5
MIN_POST = 2
ALPHA = 0.05
TREND_SHARE = 0.10
EARLIER_FIGURES = (2, 3)
"""How many of the last figures before the start a fake start counts as after: 2 and 3 years earlier in a yearly series."""
NO_SWING = 1e-9
"""A swing this small next to the figures themselves is rounding, not movement."""


class Guard(StrEnum):
    """What can stand in the way; the first five are about the data, the others about whether the difference holds."""

    OWN_FIGURES = "no figures of its own"
    PRE_YEARS = "too few figures before the start"
    GROUP = "too few comparable municipalities with figures"
    PLACEBOS = "too few other municipalities"
    SWING = "no swing to compare with"
    PRE_TREND = "the gap had a trend before the start"
    ALL_MUNICIPALITIES = "other sign against all municipalities"
    LAST_PRE_YEAR = "other sign without the last year before the start"
    GROUP_MEMBER = "other sign without one member of the group"
    FAKE_START = "a start that was not there is found too"


DATA_GUARDS = (Guard.OWN_FIGURES, Guard.PRE_YEARS, Guard.GROUP, Guard.PLACEBOS, Guard.SWING)


def failing_data_guards(setting: Setting, pre: Mask) -> tuple[Guard, ...]:
    """What the figures lack for any calculation, all at once."""
    if not setting.judged[setting.own]:
        return (Guard.GROUP,)
    checks = {Guard.PLACEBOS: len(setting.placebos) < MIN_PLACEBOS, Guard.SWING: not _swings(setting, pre)}
    return tuple(guard for guard, fails in checks.items() if fails)


def _swings(setting: Setting, pre: Mask) -> bool:
    found = find_differences(setting, pre, pre)
    size = float(np.abs(setting.values[setting.judged]).max())
    return bool(np.median(found.scale[setting.judged]) > NO_SWING * size)


def failing_difference_guards(setting: Setting, pre: Mask, post: Mask) -> tuple[Guard, ...]:
    """Which of the guards about the difference itself do not hold, all at once."""
    return tuple(_failing(setting, pre, post))


def _failing(setting: Setting, pre: Mask, post: Mask) -> Iterator[Guard]:
    gap = gaps(setting.values, setting.weights)
    sign = np.sign(difference_in_differences(gap[setting.own], pre, post))
    if _has_trend(setting, gap, pre):
        yield Guard.PRE_TREND
    if np.sign(difference_in_differences(_gap_to_all(setting), pre, post)) != sign:
        yield Guard.ALL_MUNICIPALITIES
    if np.sign(difference_in_differences(gap[setting.own], _without_last(pre, 1), post)) != sign:
        yield Guard.LAST_PRE_YEAR
    if (np.sign(difference_in_differences(gaps_without_one(setting), pre, post)) != sign).any():
        yield Guard.GROUP_MEMBER
    if any(_finds_fake_start(setting, pre, figures) for figures in EARLIER_FIGURES):
        yield Guard.FAKE_START


def _has_trend(setting: Setting, gap: Floats, pre: Mask) -> bool:
    """Whether the slope of the gap before the start, on its own scale, is among the steepest tenth."""
    years = setting.years[pre] - setting.years[pre].mean()
    slope = gap[:, pre] @ years / find_differences(setting, pre, pre).scale
    return rank_p(float(slope[setting.own]), slope[setting.placebos]) <= TREND_SHARE


def _gap_to_all(setting: Setting) -> Floats:
    others = setting.judged.copy()
    others[setting.own] = False
    return np.asarray(setting.values[setting.own] - setting.values[others].mean(axis=0))


def gaps_without_one(setting: Setting) -> Floats:
    """The own gap with each member of the group left out in turn; (members, T)."""
    members = setting.values[setting.members]
    return np.asarray(setting.values[setting.own] - (members.sum(axis=0) - members) / (len(members) - 1))


def _without_last(pre: Mask, figures: int) -> Mask:
    shorter = pre.copy()
    shorter[np.flatnonzero(pre)[-figures:]] = False
    return shorter


def _finds_fake_start(setting: Setting, pre: Mask, figures: int) -> bool:
    earlier = _without_last(pre, figures)
    found = find_differences(setting, earlier, pre & ~earlier)
    ratio = found.difference / found.scale
    return rank_p(float(ratio[setting.own]), ratio[setting.placebos]) <= ALPHA

"""The guards before an effect may be called more than "geen uitspraak"; each says whether it holds, none weighs another."""

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

import numpy as np

from indicators.effects.did import Floats, Mask, Setting, difference_in_differences, rank_p
from indicators.effects.level import MOST_LEVERAGE, find_differences, find_scale, learn, stood, studentised, studentised_slope

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
    """What can stand in the way; the first six are about the data, the others about whether the difference holds."""

    OWN_FIGURES = "no figures of its own"
    PRE_YEARS = "too few figures before the start"
    GROUP = "too few comparable municipalities with figures"
    PLACEBOS = "too few other municipalities"
    SWING = "no swing to compare with"
    LEVEL = "no others that stood where it did"
    PRE_TREND = "the gap had a trend before the start"
    ALL_MUNICIPALITIES = "other sign against all municipalities"
    LAST_PRE_YEAR = "other sign without the last year before the start"
    GROUP_MEMBER = "other sign without one member of the group"
    FAKE_START = "a start that was not there is found too"
    ADOPTER = "other sign without one of the municipalities with the approach"
    """Only of several municipalities together."""


DATA_GUARDS = (Guard.OWN_FIGURES, Guard.PRE_YEARS, Guard.GROUP, Guard.PLACEBOS, Guard.SWING, Guard.LEVEL)


def failing_data_guards(setting: Setting, pre: Mask) -> tuple[Guard, ...]:
    """What the figures lack for any calculation, all at once."""
    if not setting.judged[setting.own]:
        return (Guard.GROUP,)
    checks = {Guard.PLACEBOS: len(setting.placebos) < MIN_PLACEBOS, Guard.SWING: not _swings(setting, pre)}
    failing = tuple(guard for guard, fails in checks.items() if fails)
    return failing or (() if _is_like_others(setting, pre)[setting.own] else (Guard.LEVEL,))


def with_like_placebos(setting: Setting, pre: Mask) -> Setting:
    """Without placebos that stood where no other did: of those as little can be expected as of an own municipality like that."""
    if not setting.placebos.size:
        return setting
    return replace(setting, placebos=setting.placebos[_is_like_others(setting, pre)[setting.placebos]])


def _is_like_others(setting: Setting, pre: Mask) -> Mask:
    return np.asarray(learn(setting, pre).leverage(stood(setting.gap, pre)) <= MOST_LEVERAGE)


def _swings(setting: Setting, pre: Mask) -> bool:
    size = float(np.abs(setting.values[setting.judged]).max())
    return bool(np.median(find_scale(setting, pre)[setting.judged]) > NO_SWING * size)


def failing_difference_guards(setting: Setting, pre: Mask, post: Mask) -> tuple[Guard, ...]:
    """Which of the guards about the difference itself do not hold, all at once."""
    return tuple(_failing(setting, pre, post))


def _failing(setting: Setting, pre: Mask, post: Mask) -> Iterator[Guard]:
    sign = np.sign(_own_difference(setting, pre, post))
    if _rank(setting, studentised_slope(setting, pre)) <= TREND_SHARE:
        yield Guard.PRE_TREND
    if np.sign(_own_difference(against_all(setting), pre, post)) != sign:
        yield Guard.ALL_MUNICIPALITIES
    if np.sign(_own_difference(setting, without_last(pre, 1), post)) != sign:
        yield Guard.LAST_PRE_YEAR
    if (np.sign(_differences_without_one(setting, pre, post)) != sign).any():
        yield Guard.GROUP_MEMBER
    if any(_rank(setting, fake_start(setting, pre, figures)) <= ALPHA for figures in EARLIER_FIGURES):
        yield Guard.FAKE_START


def _own_difference(setting: Setting, pre: Mask, post: Mask) -> float:
    return float(find_differences(setting, pre, post).difference[setting.own])


def _rank(setting: Setting, ratio: Floats) -> float:
    return rank_p(float(ratio[setting.own]), ratio[setting.placebos])


def against_all(setting: Setting) -> Setting:
    """The same with all judged municipalities as everyone's group; the own one is in nobody's."""
    others = setting.judged.copy()
    others[setting.own] = False
    weights = np.tile(others.astype(float), (len(others), 1))
    np.fill_diagonal(weights, 0.0)
    return replace(setting, weights=weights / np.maximum(weights.sum(axis=1, keepdims=True), 1.0))


def without_last(pre: Mask, figures: int) -> Mask:
    """The years before the start without the last so many."""
    shorter = pre.copy()
    shorter[np.flatnonzero(pre)[-figures:]] = False
    return shorter


def fake_start(setting: Setting, pre: Mask, figures: int) -> Floats:
    """Every difference, on its own scale, as if the last so many figures before the start came after one; (n,)."""
    earlier = without_last(pre, figures)
    return studentised(setting, earlier, pre & ~earlier)


def _differences_without_one(setting: Setting, pre: Mask, post: Mask) -> Floats:
    """The own difference with each member of the group left out in turn; (members,)."""
    without, plain = gaps_without_one(setting), difference_in_differences(setting.gap, pre, post)
    expected = learn(setting, pre).expect(stood(without, pre), plain[:, None])[:, 0]
    return np.asarray(difference_in_differences(without, pre, post) - expected)


def gaps_without_one(setting: Setting) -> Floats:
    """The own gap with each member of the group left out in turn; (members, T)."""
    members = setting.values[setting.members]
    return np.asarray(setting.values[setting.own] - (members.sum(axis=0) - members) / (len(members) - 1))

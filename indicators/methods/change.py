"""Say whether the latest change is larger than the usual swing from year to year; it does not say why."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import sqrt

import numpy as np
from scipy.special import gammaincinv, ndtr

from indicators.agenda.model import Direction
from indicators.methods.need import Need, NeedKind
from indicators.methods.series import Point, Series

MIN_POINTS = 8
JUMP_FACTOR = 3.267
"""The upper limit of a moving range chart: D4 for ranges of two."""
LIKELY_Z, CLEAR_Z = 1.96, 3.09
ERRORS_PER_MARGIN = 3.92


class ChangeStatus(StrEnum):
    """The answer, in the words the reader sees."""

    NOTABLE = "opvallend"
    USUAL = "gewone schommeling"
    TOO_FEW = "te weinig metingen"


class ChangeBasis(StrEnum):
    """What the change was held against."""

    JUMPS = "earlier changes"
    MARGINS = "published margins"


@dataclass(frozen=True, kw_only=True)
class ChangeJudgement:
    """The status with the numbers behind it; change in the indicator's unit, from one year to the other.

    size and limit: for JUMPS the change per √year and the largest usual one, for MARGINS z and 1.96. chance_alone: how
    often a series without anything special would be called notable. is_favourable is None for a neutral direction.
    """

    status: ChangeStatus
    points: int
    basis: ChangeBasis | None = None
    change: float | None = None
    from_year: int | None = None
    to_year: int | None = None
    size: float | None = None
    limit: float | None = None
    is_clear: bool = False
    is_favourable: bool | None = None
    chance_alone: float = 0.0
    needed: Need | None = None
    with_provisional: "ChangeJudgement | None" = None


@dataclass(frozen=True, kw_only=True)
class FlagCount:
    """How many latest changes were judged, how many were notable, and how many chance alone would give."""

    judged: int
    notable: int
    expected: float


def judge_change(series: Series, direction: Direction) -> ChangeJudgement:
    """Judge the last two points: with their published margins where both have one, else against the earlier changes."""
    if len(series) < 2:  # noqa: PLR2004  # a change needs two points
        return ChangeJudgement(status=ChangeStatus.TOO_FEW, points=len(series), needed=_more(series))
    before, latest = series.points[-2], series.points[-1]
    test = _against_margins(before, latest) or _against_jumps(series)
    change = latest.value - before.value
    needed = _more(series) if test is None else None
    basis, size, limit, chance = test if test else (None, None, None, 0.0)
    is_notable = size is not None and limit is not None and size > limit
    usual = ChangeStatus.TOO_FEW if test is None else ChangeStatus.USUAL
    return ChangeJudgement(
        status=ChangeStatus.NOTABLE if is_notable else usual,
        points=len(series),
        basis=basis,
        change=change,
        from_year=before.year,
        to_year=latest.year,
        size=size,
        limit=limit,
        is_clear=basis is ChangeBasis.MARGINS and size is not None and size > CLEAR_Z,
        is_favourable=None if direction is Direction.NEUTRAL or not change else (change > 0) == (direction is Direction.UP),
        chance_alone=chance,
        needed=needed,
    )


Yardstick = tuple[ChangeBasis, float, float, float]


def _against_margins(before: Point, latest: Point) -> Yardstick | None:
    if before.margin is None or latest.margin is None:
        return None
    errors = [(high - low) / ERRORS_PER_MARGIN for low, high in (before.margin, latest.margin)]
    together = sqrt(errors[0] ** 2 + errors[1] ** 2)
    if together <= 0:
        return None
    return ChangeBasis.MARGINS, abs(latest.value - before.value) / together, LIKELY_Z, 2 * float(ndtr(-LIKELY_Z))


def _against_jumps(series: Series) -> Yardstick | None:
    if len(series) < MIN_POINTS:
        return None
    sizes = usual_changes(series)
    return ChangeBasis.JUMPS, float(sizes[-1]), JUMP_FACTOR * float(sizes[:-1].mean()), _chance_of_jump(len(sizes) - 1)


def usual_changes(series: Series) -> np.ndarray:
    """Absolute changes between successive points, each divided by √years; shape (n − 1,)."""
    return np.abs(np.diff(series.values)) / np.sqrt(np.diff(series.years))


def _more(series: Series) -> Need:
    return Need(NeedKind.MORE_POINTS, MIN_POINTS - len(series))


@lru_cache(maxsize=128)
def _chance_of_jump(earlier: int) -> float:
    """P(the rule calls it notable) for independent normal changes, given how many earlier changes set the usual swing.

    The mean of `earlier` half-normal sizes is taken as a gamma variable with the same mean and variance; its quantiles at
    equal steps are averaged over. Within .002 of simulation.
    """
    mean, variance = sqrt(2 / np.pi), (1 - 2 / np.pi) / earlier
    shape, scale = mean**2 / variance, variance / mean
    usual = gammaincinv(shape, (np.arange(400) + 0.5) / 400) * scale
    return float(np.mean(2 * ndtr(-JUMP_FACTOR * usual)))


def count_flags(changes: Iterable[ChangeJudgement]) -> FlagCount:
    """Count over many indicators what stands out, next to what chance alone would let stand out."""
    judged = [change for change in changes if change.basis is not None]
    notable = sum(change.status is ChangeStatus.NOTABLE for change in judged)
    return FlagCount(judged=len(judged), notable=notable, expected=sum(change.chance_alone for change in judged))

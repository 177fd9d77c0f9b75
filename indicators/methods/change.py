"""Say whether the latest change is larger than the usual swing, also without what the whole country did; not why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtr

from indicators.agenda.model import Direction
from indicators.methods.need import Need, NeedKind
from indicators.methods.series import Point, Series
from indicators.methods.surroundings import UNKNOWN, Years

MIN_POINTS = 8
JUMP_FACTOR = 3.267
"""The upper limit of a moving range chart: D4 for ranges of two."""
LIKELY_Z, CLEAR_Z = 1.96, 3.09
ERRORS_PER_MARGIN = 3.92


class ChangeStatus(StrEnum):
    """The answer, in the words the reader sees."""

    NOTABLE = "opvallend"
    WIDESPREAD = "in veel gemeenten"
    USUAL = "gewone schommeling"
    TOO_FEW = "te weinig metingen"
    NOT_ASSESSABLE = "niet te beoordelen"


class ChangeBasis(StrEnum):
    """What the change was held against."""

    JUMPS = "earlier changes"
    MARGINS = "published margins"


@dataclass(frozen=True, kw_only=True)
class ChangeJudgement:
    """The status with the numbers behind it; changes in the indicator's unit, from one year to the other.

    size and limit: for JUMPS the change per √year and the largest usual one, for MARGINS z and 1.96. national: the median
    municipality's change; left: the own one without it, with left_size and left_limit; None where the country is not known
    for all the years that were needed. chance_alone: how often a series without anything special would be called notable, at
    most. is_favourable is None for a neutral direction.
    """

    status: ChangeStatus
    points: int
    basis: ChangeBasis | None = None
    change: float | None = None
    from_year: int | None = None
    to_year: int | None = None
    size: float | None = None
    limit: float | None = None
    national: float | None = None
    left: float | None = None
    left_size: float | None = None
    left_limit: float | None = None
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


Movements = Mapping[Years, float]


@dataclass(frozen=True, kw_only=True)
class _Yardstick:
    """What a change is held against; chance: how often a series without anything special goes over the limit."""

    basis: ChangeBasis
    size: float
    limit: float
    chance: float


def judge_change(series: Series, direction: Direction, movements: Movements = UNKNOWN.movements) -> ChangeJudgement:
    """Judge the last two points: with their published margins where both have one, else against the earlier changes.

    movements: the median municipality's change by pair of years. A change that stands out, but not without that movement,
    happened in many municipalities. Where nothing ever changed before, nobody knows what is usual.
    """
    if len(series) < 2:  # noqa: PLR2004  # a change needs two points
        return ChangeJudgement(status=ChangeStatus.TOO_FEW, points=len(series), needed=_more(series))
    before, latest = series.points[-2], series.points[-1]
    change, national = latest.value - before.value, movements.get((before.year, latest.year))
    own = _against_margins(before, latest, change) or _against_jumps(series, np.diff(series.values))
    judged = ChangeJudgement(
        status=ChangeStatus.TOO_FEW,
        points=len(series),
        change=change,
        from_year=before.year,
        to_year=latest.year,
        national=national,
        left=None if national is None else change - national,
        is_favourable=None if direction is Direction.NEUTRAL or not change else (change > 0) == (direction is Direction.UP),
    )
    if own is None:
        return replace(judged, needed=_more(series))
    if not own.limit:
        return replace(judged, status=ChangeStatus.NOT_ASSESSABLE, needed=Need(NeedKind.VARIATION))
    left = _without_nation(series, own.basis, movements)
    return replace(
        judged,
        status=_status(own, left),
        basis=own.basis,
        size=own.size,
        limit=own.limit,
        left_size=left.size if left else None,
        left_limit=left.limit if left else None,
        is_clear=own.basis is ChangeBasis.MARGINS and own.size > CLEAR_Z,
        chance_alone=own.chance,
    )


def _status(own: _Yardstick, left: _Yardstick | None) -> ChangeStatus:
    if own.size <= own.limit:
        return ChangeStatus.USUAL
    return ChangeStatus.WIDESPREAD if left is not None and left.size <= left.limit else ChangeStatus.NOTABLE


def _without_nation(series: Series, basis: ChangeBasis, movements: Movements) -> _Yardstick | None:
    """The same yardstick for what is left of the changes; None when the country is not known for every step it needs."""
    years = [point.year for point in series.points]
    steps = list(pairwise(years if basis is ChangeBasis.JUMPS else years[-2:]))
    if not all(step in movements for step in steps):
        return None
    left = np.diff(series.values)[-len(steps) :] - np.array([movements[step] for step in steps])
    if basis is ChangeBasis.JUMPS:
        return _against_jumps(series, left)
    return _against_margins(series.points[-2], series.points[-1], float(left[-1]))


def _against_margins(before: Point, latest: Point, change: float) -> _Yardstick | None:
    if before.margin is None or latest.margin is None:
        return None
    errors = [(high - low) / ERRORS_PER_MARGIN for low, high in (before.margin, latest.margin)]
    together = sqrt(errors[0] ** 2 + errors[1] ** 2)
    if together <= 0:
        return None
    chance = 2 * float(ndtr(-LIKELY_Z))
    return _Yardstick(basis=ChangeBasis.MARGINS, size=abs(change) / together, limit=LIKELY_Z, chance=chance)


def _against_jumps(series: Series, changes: NDArray[np.float64]) -> _Yardstick | None:
    if len(series) < MIN_POINTS:
        return None
    sizes = np.abs(changes) / np.sqrt(np.diff(series.years))
    usual, chance = float(sizes[:-1].mean()), _chance_of_jump(len(sizes) - 1)
    return _Yardstick(basis=ChangeBasis.JUMPS, size=float(sizes[-1]), limit=JUMP_FACTOR * usual, chance=chance)


def usual_changes(series: Series) -> NDArray[np.float64]:
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

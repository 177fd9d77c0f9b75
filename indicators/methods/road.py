"""The road from baseline to norm: planned path, milestones, share covered and pace; it gives no status."""

from dataclasses import dataclass

import numpy as np

from indicators.agenda.model import Direction, Milestone, Norm, NormKind
from indicators.methods.baseline import Baseline
from indicators.methods.series import Point, Series


@dataclass(frozen=True, kw_only=True)
class MilestoneResult:
    """A milestone and the figure for its year, in the indicator's unit; actual and is_met are None while there is none."""

    year: int
    planned: float
    actual: float | None
    is_met: bool | None


@dataclass(frozen=True, kw_only=True)
class Road:
    """How far along the road the latest figure is; paces in the indicator's unit per year, None where they mean nothing.

    starts_met: the baseline met the norm already, so there is no road and no share of it.
    """

    path: tuple[tuple[float, float], ...]
    planned: float | None
    share: float | None
    starts_met: bool
    pace: float | None
    pace_since: float | None
    pace_needed: float | None
    milestones: tuple[MilestoneResult, ...]


def measure_road(series: Series, baseline: Baseline, norm: Norm, direction: Direction) -> Road | None:
    """The road of a norm to reach; None for other kinds, or without a baseline or figures."""
    latest = series.last
    if norm.kind is not NormKind.REACH or norm.value is None or latest is None or baseline.value is None or baseline.year is None:
        return None
    path = planned_path(baseline, norm)
    has_moved_on = latest.year > baseline.year
    to_go, distance = norm.value - latest.value, norm.value - baseline.value
    starts_met = distance <= 0 if direction is Direction.UP else distance >= 0
    return Road(
        path=path,
        planned=planned_at(path, latest.year),
        share=None if starts_met or not distance else (latest.value - baseline.value) / distance,
        starts_met=starts_met,
        pace=(latest.value - baseline.value) / (latest.year - baseline.year) if has_moved_on else None,
        pace_since=baseline.year if has_moved_on else None,
        pace_needed=to_go / (norm.year - latest.year) if norm.year is not None and norm.year > latest.year else None,
        milestones=_milestones(series, norm, direction),
    )


def path_of(baseline: Baseline, norm: Norm | None) -> tuple[tuple[float, float], ...]:
    """The planned path of a norm to reach; without a baseline only its end, the norm itself; empty for other norms."""
    if norm is None or norm.kind is not NormKind.REACH or norm.year is None or norm.value is None:
        return ()
    return planned_path(baseline, norm) or ((float(norm.year), norm.value),)


def planned_path(baseline: Baseline, norm: Norm) -> tuple[tuple[float, float], ...]:
    """(year, value) from the baseline through the milestones to the norm; empty without a target year or baseline."""
    if norm.year is None or norm.value is None or baseline.value is None or baseline.year is None:
        return ()
    between = sorted((m.year, m.value) for m in norm.milestones if baseline.year < m.year < norm.year)
    return ((baseline.year, baseline.value), *between, (float(norm.year), norm.value))


def planned_at(path: tuple[tuple[float, float], ...], year: float) -> float | None:
    """P(t): the planned value, linear between the corners of the path; None outside it."""
    if not path or not path[0][0] <= year <= path[-1][0]:
        return None
    return float(np.interp(year, [corner[0] for corner in path], [corner[1] for corner in path]))


def _milestones(series: Series, norm: Norm, direction: Direction) -> tuple[MilestoneResult, ...]:
    return tuple(_milestone(milestone, series.at(milestone.year), direction) for milestone in sorted(norm.milestones, key=_year))


def _year(milestone: Milestone) -> int:
    return milestone.year


def _milestone(milestone: Milestone, point: Point | None, direction: Direction) -> MilestoneResult:
    if point is None or direction is Direction.NEUTRAL:
        return MilestoneResult(year=milestone.year, planned=milestone.value, actual=point.value if point else None, is_met=None)
    is_met = point.value >= milestone.value if direction is Direction.UP else point.value <= milestone.value
    return MilestoneResult(year=milestone.year, planned=milestone.value, actual=point.value, is_met=is_met)

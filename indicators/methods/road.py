"""The road from baseline to norm: planned path, milestones, share covered and pace; it gives no status."""

from dataclasses import dataclass, replace

import numpy as np

from indicators.agenda.model import Direction, Milestone, Norm, NormKind
from indicators.methods.baseline import Baseline
from indicators.methods.series import Point, Series
from indicators.methods.zone import Zone, zone_of


@dataclass(frozen=True, kw_only=True)
class MilestoneResult:
    """A milestone and the figure for its year, in the indicator's unit.

    actual is None while there is no figure; is_met also when the published margin of the figure contains the milestone.
    """

    year: int
    planned: float
    actual: float | None
    is_met: bool | None


@dataclass(frozen=True, kw_only=True)
class Road:
    """How far along the road the figure is; paces in the indicator's unit per year, None where they mean nothing.

    start: the baseline; end: the norm; at: the figure. starts_met: the baseline met the norm already, so there is no road and no
    share of it. planned: what the path asks for the year of the figure, None before the norm was adopted.
    """

    path: tuple[tuple[float, float], ...]
    start: float
    end: float
    at: Point
    planned: float | None
    share: float | None
    starts_met: bool
    pace: float | None
    pace_since: float | None
    pace_needed: float | None
    milestones: tuple[MilestoneResult, ...]


def measure_road(series: Series, baseline: Baseline, norm: Norm, direction: Direction, *, is_over: bool = False) -> Road | None:
    """The road of a norm to reach, up to the last figure given; None for other kinds, or without a baseline or figures.

    is_over: the year of the norm is. No pace is needed then, nor for a figure that meets the norm.
    """
    latest, zone = series.last, zone_of(norm, direction)
    if norm.kind is not NormKind.REACH or norm.value is None or latest is None or zone is None:
        return None
    if baseline.value is None or baseline.year is None:
        return None
    path = planned_path(baseline, norm, direction)
    has_moved_on = latest.year > baseline.year
    to_go, distance = norm.value - latest.value, norm.value - baseline.value
    starts_met = zone.holds(baseline.value)
    is_ahead = norm.year is not None and norm.year > latest.year and not is_over and not zone.holds(latest.value)
    return Road(
        path=path,
        start=baseline.value,
        end=norm.value,
        at=latest,
        planned=planned_at(path, latest.year) if latest.year >= (norm.adopted_year or latest.year) else None,
        share=None if starts_met else (latest.value - baseline.value) / distance,
        starts_met=starts_met,
        pace=(latest.value - baseline.value) / (latest.year - baseline.year) if has_moved_on else None,
        pace_since=baseline.year if has_moved_on else None,
        pace_needed=to_go / (norm.year - latest.year) if norm.year is not None and is_ahead else None,
        milestones=_milestones(series, norm, direction),
    )


def path_of(baseline: Baseline, norm: Norm | None, direction: Direction) -> tuple[tuple[float, float], ...]:
    """The planned path of a norm to reach, from the year of its adoption; without a baseline only its end, the norm itself.

    Empty for other norms.
    """
    if norm is None or norm.kind is not NormKind.REACH or norm.year is None or norm.value is None:
        return ()
    path = planned_path(baseline, norm, direction)
    since, end = norm.adopted_year, (float(norm.year), norm.value)
    if not path or (since is not None and since >= norm.year):
        return (end,)
    if since is None or since <= path[0][0]:
        return path
    start = planned_at(path, since)
    return path if start is None else ((float(since), start), *(corner for corner in path if corner[0] > since))


def planned_path(baseline: Baseline, norm: Norm, direction: Direction) -> tuple[tuple[float, float], ...]:
    """(year, value) from the baseline through the milestones to the norm; empty without a target year or baseline.

    A baseline beyond the norm does not make the path ask for worse: it starts level with the first corner it goes to.
    """
    if norm.year is None or norm.value is None or baseline.value is None or baseline.year is None:
        return ()
    between = sorted((m.year, m.value) for m in norm.milestones if baseline.year < m.year < norm.year)
    corners = (*between, (float(norm.year), norm.value))
    zone = zone_of(norm, direction)
    start = corners[0][1] if zone is not None and zone.holds(baseline.value) else baseline.value
    return ((baseline.year, start), *corners)


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
    found = MilestoneResult(year=milestone.year, planned=milestone.value, actual=point.value if point else None, is_met=None)
    if point is None or direction is Direction.NEUTRAL:
        return found
    is_up = direction is Direction.UP
    zone = Zone(lower=milestone.value if is_up else None, upper=None if is_up else milestone.value)
    return found if zone.is_around(point) else replace(found, is_met=zone.is_met_by(point))

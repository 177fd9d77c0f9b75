"""Judge whether a norm is met and, if not, whether it will be; one status with its reason, no wording and no colour."""

from dataclasses import replace
from datetime import date

from indicators.agenda.model import Indicator, Norm, NormKind
from indicators.methods.baseline import Baseline
from indicators.methods.basis import Basis, find_basis
from indicators.methods.need import Need, NeedKind
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.projection import MIN_POINTS, Projection, ProjectionLack, project
from indicators.methods.road import measure_road
from indicators.methods.series import Point, Series
from indicators.methods.usable import Hindrance
from indicators.methods.zone import Zone, zone_of

BEHIND_UP_TO = 0.2
HINDRANCES = {
    Hindrance.NO_DATA: (NormReason.NO_DATA, Need(NeedKind.FIGURES)),
    Hindrance.BREAK_AFTER_LAST: (NormReason.BREAK_AFTER_LAST, Need(NeedKind.FIGURE_AFTER_BREAK)),
    Hindrance.STALE: (NormReason.STALE, Need(NeedKind.NEWER_FIGURE)),
}


def judge_norm(
    indicator: Indicator, series: Series, baseline: Baseline, *, today: date, hindrance: Hindrance | None = None
) -> NormJudgement:
    """Judge the points given (definitive ones, or with the provisional ones added) by the table of methods §2.

    basis.py says which of them decides. A stale source blocks every answer except about a target year whose figure exists: that
    is settled. A missing baseline blocks only the question whether a norm that is ahead will be met.
    """
    norm, latest = indicator.norm, series.last
    zone = zone_of(norm, indicator.desired_direction) if norm else None
    if norm is None or zone is None or latest is None or is_hindered(norm, latest, hindrance):
        return no_verdict(indicator, series, zone, hindrance)
    basis, outlook = find_basis(norm, series, today), _project(series, indicator, norm)
    judged = _now(basis, latest, norm, zone, baseline) or _later(series, norm, zone, baseline, basis, outlook)
    return replace(
        judged,
        points=len(series),
        latest=latest,
        road=measure_road(series.until(basis.figure), baseline, norm, indicator.desired_direction, is_over=basis.is_over),
        projection=outlook if isinstance(outlook, Projection) else None,
        chance=_chance(outlook, zone),
        figure=basis.figure,
        missing=basis.missing,
        is_over=basis.is_over,
    )


def is_hindered(norm: Norm, latest: Point, hindrance: Hindrance | None) -> bool:
    """Whether something stands in the way of judging; an old source does not for a norm of then."""
    is_settled = norm.year is not None and latest.year >= norm.year
    return hindrance is not None and not (hindrance is Hindrance.STALE and is_settled)


def no_verdict(indicator: Indicator, series: Series, zone: Zone | None, hindrance: Hindrance | None) -> NormJudgement:
    """Why nothing can be said, the most basic reason first."""
    if indicator.norm is None and hindrance is not Hindrance.NO_DATA:
        return NormJudgement(status=NormStatus.NO_NORM, reason=NormReason.NO_NORM, latest=series.last, points=len(series))
    if zone is None and hindrance is not Hindrance.NO_DATA:
        return not_assessable(series, NormReason.UNCLEAR_NORM, Need(NeedKind.DIRECTION_OR_LEVEL))
    if hindrance is not None:
        reason, needed = HINDRANCES[hindrance]
        return not_assessable(series, reason, needed)
    need = Need(NeedKind.DEFINITIVE_FIGURE)
    return NormJudgement(status=NormStatus.TOO_EARLY, reason=NormReason.ONLY_PROVISIONAL, needed=need)


def not_assessable(series: Series, reason: NormReason, needed: Need) -> NormJudgement:
    """No verdict, for this reason."""
    status = NormStatus.NOT_ASSESSABLE
    return NormJudgement(status=status, reason=reason, points=len(series), latest=series.last, needed=needed)


def _now(basis: Basis, latest: Point, norm: Norm, zone: Zone, baseline: Baseline) -> NormJudgement | None:
    """What the figure that decides settles by itself; None when only another figure can tell."""
    figure = basis.figure
    if figure is None:
        return None
    status: NormStatus | None = None
    if zone.is_met_by(figure):
        status, reason = NormStatus.MET, _why_met(figure, latest, norm, zone, baseline)
    elif zone.is_around(figure):
        status, reason = NormStatus.AROUND, NormReason.MARGIN
    elif basis.is_over:
        is_met_later = latest is not figure and zone.is_met_by(latest)
        status, reason = NormStatus.NOT_MET, NormReason.MISSED_BUT_LATER if is_met_later else NormReason.MISSED
    elif norm.kind is not NormKind.REACH:
        status, reason = NormStatus.NOT_MET, NormReason.NOT_KEPT
    elif norm.year is None:
        status, reason = NormStatus.NOT_MET, NormReason.NO_TARGET_YEAR
    else:
        return None
    needed = Need(NeedKind.TARGET_YEAR) if reason is NormReason.NO_TARGET_YEAR else None
    return NormJudgement(status=status, reason=reason, needed=needed)


def _why_met(figure: Point, latest: Point, norm: Norm, zone: Zone, baseline: Baseline) -> NormReason:
    if figure is not latest and not zone.holds(latest.value) and not zone.is_around(latest):
        return NormReason.MET_THEN_LOST
    if norm.kind is NormKind.REACH and baseline.value is not None and zone.holds(baseline.value):
        return NormReason.MEETS_SINCE_BASELINE
    return NormReason.MEETS


def _later(
    series: Series, norm: Norm, zone: Zone, baseline: Baseline, basis: Basis, outlook: Projection | ProjectionLack
) -> NormJudgement:
    """A figure that is still to come decides: how likely it meets the norm, or the reason why that cannot be said."""
    chance, need = _chance(outlook, zone), Need(NeedKind.FIGURE_FOR_YEAR, norm.year or 0)
    if norm.year is None or basis.missing not in {None, norm.year}:
        return before_adoption(basis)
    if baseline.value is None and not basis.is_over:
        return not_assessable(series, NormReason.NO_BASELINE, Need(NeedKind.BASELINE))
    if chance is not None:
        return NormJudgement(status=status_of_chance(chance), reason=NormReason.CHANCE, needed=need)
    if basis.is_over:
        return NormJudgement(status=NormStatus.TOO_EARLY, reason=NormReason.AWAITED, needed=need)
    return _without_chance(series, outlook)


def before_adoption(basis: Basis) -> NormJudgement:
    """There is no figure yet of a year in which there was this norm."""
    need = Need(NeedKind.FIGURE_SINCE, basis.missing or 0)
    return NormJudgement(status=NormStatus.TOO_EARLY, reason=NormReason.BEFORE_ADOPTION, needed=need)


def _without_chance(series: Series, outlook: Projection | ProjectionLack) -> NormJudgement:
    if outlook is ProjectionLack.TOO_FEW_POINTS:
        need = Need(NeedKind.MORE_POINTS, MIN_POINTS - len(series))
        return NormJudgement(status=NormStatus.TOO_EARLY, reason=NormReason.TOO_FEW_POINTS, needed=need)
    if outlook is ProjectionLack.TOO_FAR_AHEAD:
        return NormJudgement(status=NormStatus.TOO_EARLY, reason=NormReason.TOO_FAR_AHEAD, needed=Need(NeedKind.LONGER_SERIES))
    if outlook is ProjectionLack.CURRENT_PRICES:
        return not_assessable(series, NormReason.CURRENT_PRICES, Need(NeedKind.CONSTANT_PRICES))
    return not_assessable(series, NormReason.NO_VARIATION, Need(NeedKind.VARIATION))


def _project(series: Series, indicator: Indicator, norm: Norm) -> Projection | ProjectionLack:
    if norm.year is None:
        return ProjectionLack.NOT_AHEAD
    if indicator.is_current_prices:
        return ProjectionLack.CURRENT_PRICES
    return project(series, norm.year, indicator.possible_range)


def _chance(outlook: Projection | ProjectionLack, zone: Zone) -> float | None:
    return outlook.chance_between(zone.lower, zone.upper) if isinstance(outlook, Projection) else None


def status_of_chance(chance: float) -> NormStatus:
    """`achter` or `onzeker` for P(met) of a norm that is not met yet."""
    return NormStatus.BEHIND if chance <= BEHIND_UP_TO else NormStatus.UNCERTAIN

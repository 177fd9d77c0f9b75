"""Judge a norm relative to others: the figure against theirs of the same year; it says nothing of years to come.

Where the figure and the others will go has not been tried on old figures, so a norm whose year is ahead gets no chance.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indicators.agenda.model import Direction, Indicator, Norm
from indicators.methods.basis import Basis, find_basis
from indicators.methods.need import Need, NeedKind
from indicators.methods.norm import before_adoption, is_hindered, no_verdict, not_assessable
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.reference import Reference
from indicators.methods.series import Point, Series
from indicators.methods.spread import Spread, chance_margin, margin_of, usual_swing
from indicators.methods.usable import Hindrance
from indicators.methods.zone import TOLERANCE, Zone


def judge_relative(
    indicator: Indicator,
    series: Series,
    references: Sequence[Reference],
    *,
    spread: Spread,
    swing: float | None,
    today: date,
    hindrance: Hindrance | None = None,
) -> NormJudgement:
    """Judge the newest figure with others of the same year, or that of the norm's year (basis.py says which).

    Met or not only when the difference with the limit is beyond the margin or, without one, the usual swing (swing: everyone's,
    for series too short to know their own; None: not known, and then any difference counts).
    """
    norm, latest = indicator.norm, series.last
    if norm is None or latest is None or is_hindered(norm, latest, hindrance):
        return no_verdict(indicator, series, Zone(lower=None, upper=None), hindrance)
    if indicator.desired_direction is Direction.NEUTRAL:
        return not_assessable(series, NormReason.UNCLEAR_NORM, Need(NeedKind.DIRECTION_OR_LEVEL))
    known = {reference.year: reference for reference in references}
    comparable = Series(tuple(point for point in series.points if point.year in known))
    if not comparable.points:
        return not_assessable(series, NormReason.NO_REFERENCE, Need(NeedKind.REFERENCE))
    basis = find_basis(norm, comparable, today)
    figure = basis.figure
    if figure is None:
        judged = _awaited(norm, basis)
    else:
        judged = _held(indicator, norm, figure, known[figure.year], basis, spread, usual_swing(series.definitive(), swing))
    return replace(judged, points=len(series), latest=latest, figure=figure, missing=basis.missing, is_over=basis.is_over)


def _awaited(norm: Norm, basis: Basis) -> NormJudgement:
    if norm.year is None or basis.missing != norm.year:
        return before_adoption(basis)
    need = Need(NeedKind.FIGURE_FOR_YEAR, norm.year)
    return NormJudgement(status=NormStatus.TOO_EARLY, reason=NormReason.AWAITED, needed=need)


def _held(
    indicator: Indicator, norm: Norm, figure: Point, reference: Reference, basis: Basis, spread: Spread, swing: float | None
) -> NormJudgement:
    is_up, limit = indicator.desired_direction is Direction.UP, reference.limit
    zone = Zone(lower=limit if is_up else None, upper=None if is_up else limit)
    published = margin_of((figure,), spread)
    margin, gap = published or chance_margin(indicator, (figure,)), abs(figure.value - limit)
    usual = None if published else swing
    if (margin is not None and margin[0] <= limit <= margin[1]) or gap <= TOLERANCE * abs(limit):
        status, reason = NormStatus.AROUND, NormReason.MARGIN
    elif usual is not None and gap <= usual:
        status, reason = NormStatus.AROUND, NormReason.SWING
    elif zone.holds(figure.value):
        status, reason = NormStatus.MET, NormReason.MEETS
    elif norm.year is not None and not basis.is_over:
        status, reason = NormStatus.TOO_EARLY, NormReason.NOT_YET
    else:
        status, reason = NormStatus.NOT_MET, NormReason.MISSED if basis.is_over else NormReason.NOT_KEPT
    needed = Need(NeedKind.FIGURE_FOR_YEAR, norm.year or 0) if reason is NormReason.NOT_YET else None
    return NormJudgement(status=status, reason=reason, reference=reference, margin=margin, swing=usual, needed=needed)

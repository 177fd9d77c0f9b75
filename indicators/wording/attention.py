"""Why an indicator asks attention, in one sentence; the facts of its answers, no cause and no blame."""

from indicators.agenda.model import Indicator, Norm
from indicators.methods.assessment import Assessment
from indicators.methods.attention import is_worsening
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.methods.series import Point
from indicators.wording.norm import say_goal, say_level
from indicators.wording.numbers import chance, level, quantity
from indicators.wording.relative import say_beside
from indicators.wording.sides import beyond_norm, nearest_bound, within_norm


def say_attention(indicator: Indicator, assessment: Assessment) -> str:
    """Figure, norm, and the chance or the line, beside the word of its status; empty when it is not off its norm."""
    judged, norm = assessment.norm, indicator.norm
    if norm is None or judged.latest is None:
        return ""
    if judged.status is NormStatus.BEHIND:
        return _behind(indicator, norm, assessment, judged.latest)
    figure = judged.figure or judged.latest
    return _not_met(indicator, norm, assessment, figure) if judged.status is NormStatus.NOT_MET else ""


def _behind(indicator: Indicator, norm: Norm, assessment: Assessment, latest: Point) -> str:
    test, judged = assessment.trend.test, assessment.norm
    moving = f" en het {'stijgt' if test.s > 0 else 'daalt'}" if test and is_worsening(assessment) else ""
    awaited = f"{quantity(latest.value, indicator.decimals, indicator.unit)} in {latest.year}"
    figure = awaited if judged.is_awaited else beyond_norm(indicator, norm, latest)
    odds = f"de kans dat het {'is gelukt' if judged.is_awaited else 'lukt'}, is {chance(judged.chance or 0.0)}"
    return f"{figure}{moving}; de norm is {say_level(indicator, norm)} in {norm.year} en {odds}."


def _not_met(indicator: Indicator, norm: Norm, assessment: Assessment, figure: Point) -> str:
    line = f"; de lijn is ongunstig sinds {assessment.trend.first_year}" if is_worsening(assessment) else ""
    reference = assessment.norm.reference
    if norm.relative is not None and reference is not None:
        return f"{say_beside(indicator, norm, norm.relative, figure, reference)}; de norm is {say_goal(indicator, norm)}{line}."
    shown, reason = beyond_norm(indicator, norm, figure), assessment.norm.reason
    if reason in {NormReason.MISSED, NormReason.MISSED_BUT_LATER}:
        later = assessment.norm.latest if reason is NormReason.MISSED_BUT_LATER else None
        since = f"; later wel: {within_norm(indicator, norm, later)}" if later else ""
        return f"De norm van {say_goal(indicator, norm)} is niet gehaald: {shown}{since}{line}."
    nearest = nearest_bound(norm, figure.value)
    side = "boven" if figure.value > nearest else "onder"
    when = f" ({norm.moment})" if norm.moment else ""
    return f"{shown}, {side} de norm van {level(nearest, indicator.unit)}{when}{line}."

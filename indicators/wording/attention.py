"""Why an indicator asks attention, in a sentence or two; the facts of its answers, no cause and no blame."""

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
    """Figure, norm, and the chance or the line; empty for an indicator that is not off its norm."""
    judged, norm = assessment.norm, indicator.norm
    if norm is None or judged.latest is None:
        return ""
    if judged.status is NormStatus.BEHIND:
        speaker = _awaited if judged.is_awaited else _behind
        return speaker(indicator, norm, assessment, judged.latest)
    figure = judged.figure or judged.latest
    return _not_met(indicator, norm, assessment, figure) if judged.status is NormStatus.NOT_MET else ""


def _behind(indicator: Indicator, norm: Norm, assessment: Assessment, latest: Point) -> str:
    test = assessment.trend.test
    moving = f" en {'stijgt' if test.s > 0 else 'daalt'}" if test and is_worsening(assessment) else ""
    goal = f"de norm is {level(norm.value or 0.0, indicator.unit)} in {norm.year}"
    odds = chance(assessment.norm.chance or 0.0)
    return f"Ligt achter op schema{moving}: {beyond_norm(indicator, norm, latest)}, {goal}. De kans dat het lukt, is {odds}."


def _awaited(indicator: Indicator, norm: Norm, assessment: Assessment, latest: Point) -> str:
    figure = f"{quantity(latest.value, indicator.decimals, indicator.unit)} in {latest.year}"
    odds = chance(assessment.norm.chance or 0.0)
    goal = f"de norm is {say_level(indicator, norm)} in {norm.year}"
    return f"Waarschijnlijk niet gehaald: {goal}, en het laatste cijfer is {figure}. De kans dat het is gelukt, is {odds}."


def _not_met(indicator: Indicator, norm: Norm, assessment: Assessment, figure: Point) -> str:
    line = f" De lijn is ongunstig sinds {assessment.trend.first_year}." if is_worsening(assessment) else ""
    reference = assessment.norm.reference
    if norm.relative is not None and reference is not None:
        return f"{say_beside(indicator, norm, norm.relative, figure, reference)}. De norm is {say_goal(indicator, norm)}.{line}"
    shown, reason = beyond_norm(indicator, norm, figure), assessment.norm.reason
    if reason in {NormReason.MISSED, NormReason.MISSED_BUT_LATER}:
        later = assessment.norm.latest if reason is NormReason.MISSED_BUT_LATER else None
        since = f" Later wel: {within_norm(indicator, norm, later)}." if later else ""
        return f"De norm van {say_goal(indicator, norm)} is niet gehaald: {shown}.{since}{line}"
    nearest = nearest_bound(norm, figure.value)
    side = "boven" if figure.value > nearest else "onder"
    when = f" ({norm.moment})" if norm.moment else ""
    return f"{shown}, {side} de norm van {level(nearest, indicator.unit)}{when}.{line}"

"""Why an indicator asks attention, in a sentence or two; the facts of its answers, no cause and no blame."""

from indicators.agenda.model import Indicator, Norm
from indicators.methods.assessment import Assessment
from indicators.methods.attention import is_worsening
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.methods.series import Point
from indicators.wording.norm import say_level
from indicators.wording.numbers import chance, level, quantity, quantity_apart


def say_attention(indicator: Indicator, assessment: Assessment) -> str:
    """Figure, norm, and the chance or the line; empty for an indicator that is not off its norm."""
    judged, norm = assessment.norm, indicator.norm
    if norm is None or judged.latest is None:
        return ""
    if judged.status is NormStatus.BEHIND:
        return _behind(indicator, norm, assessment, judged.latest)
    return _not_met(indicator, norm, assessment, judged.latest) if judged.status is NormStatus.NOT_MET else ""


def _behind(indicator: Indicator, norm: Norm, assessment: Assessment, latest: Point) -> str:
    test = assessment.trend.test
    moving = f" en {'stijgt' if test.s > 0 else 'daalt'}" if test and is_worsening(assessment) else ""
    figure = f"{quantity(latest.value, indicator.decimals, indicator.unit)} in {latest.year}"
    goal = f"de norm is {level(norm.value or 0.0, indicator.unit)} in {norm.year}"
    odds = chance(assessment.norm.chance or 0.0)
    return f"Ligt achter op schema{moving}: {figure}, {goal}. De kans dat het lukt, is {odds}."


def _not_met(indicator: Indicator, norm: Norm, assessment: Assessment, latest: Point) -> str:
    bounds = [bound for bound in (norm.value, norm.lower, norm.upper) if bound is not None]
    nearest = min(bounds, key=lambda bound: abs(bound - latest.value))
    figure = f"{quantity_apart(latest.value, nearest, indicator.decimals, indicator.unit)} in {latest.year}"
    line = f" De lijn is ongunstig sinds {assessment.trend.first_year}." if is_worsening(assessment) else ""
    if assessment.norm.reason in {NormReason.MISSED, NormReason.LOST}:
        lost = "was gehaald, maar nu niet meer" if assessment.norm.reason is NormReason.LOST else "is niet gehaald"
        return f"De norm van {say_level(indicator, norm)} in {norm.year} {lost}: {figure}.{line}"
    side = "boven" if latest.value > nearest else "onder"
    when = f" ({norm.moment})" if norm.moment else ""
    return f"{figure}, {side} de norm van {level(nearest, indicator.unit)}{when}.{line}"

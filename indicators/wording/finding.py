"""What was found of one indicator, in one short line above its chart; it repeats the answers and adds no judgement of its own."""

from indicators.agenda.model import Indicator, Norm
from indicators.methods.assessment import Assessment
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.series import Point
from indicators.methods.trend import TrendJudgement, TrendStatus
from indicators.wording.norm import say_goal
from indicators.wording.numbers import about, plural, quantity
from indicators.wording.relative import say_beside
from indicators.wording.sides import before_norm, beyond_norm, within_norm

FOLLOWED = "er is geen norm, we volgen dit cijfer"
NO_FIGURES = "er zijn geen cijfers"
WHY_NOT = {
    NormReason.NO_BASELINE: "er is geen cijfer voor de nulmeting",
    NormReason.BREAK_AFTER_LAST: "na het laatste cijfer is de definitie veranderd",
    NormReason.UNCLEAR_NORM: "de norm zegt niet welke waarden goed zijn",
    NormReason.NO_VARIATION: "het cijfer veranderde elk jaar precies even veel, of niet",
    NormReason.CURRENT_PRICES: "de bedragen zijn niet voor inflatie gecorrigeerd",
    NormReason.NO_REFERENCE: "van de anderen in de norm zijn er te weinig cijfers",
    NormReason.STALE: "het laatste cijfer is te oud",
    NormReason.ONLY_PROVISIONAL: "er zijn alleen voorlopige cijfers",
    NormReason.TOO_FAR_AHEAD: "het jaar van de norm ligt verder dan de reeks lang is",
}
"""Of answers that no figure decides yet."""
LINES = {
    TrendStatus.FAVOURABLE: "een gunstige lijn",
    TrendStatus.UNFAVOURABLE: "een ongunstige lijn",
    TrendStatus.RISING: "een stijgende lijn",
    TrendStatus.FALLING: "een dalende lijn",
}
NOT_THERE = frozenset({NormStatus.NOT_MET, NormStatus.UNCERTAIN, NormStatus.BEHIND})
"""A figure of these lies beyond the norm, and is never shown as equal to it."""


def say_finding(indicator: Indicator, found: Assessment, *, absence: str = "", is_guest: bool = False) -> str:
    """Verdict, figure, norm and chance: 'Achter: 69,5% in 2024, de norm is minstens 75% in 2028; kans 1 op 4'.

    absence: why there are no figures, as the store knows it. is_guest: nothing was agreed with this municipality.
    """
    judged, norm = found.norm, indicator.norm
    if not found.series.points:
        return f"Niet te beoordelen: {absence.rstrip('.') or NO_FIGURES}"
    if norm is None:
        return _without_norm(indicator, found, is_guest=is_guest)
    opening = f"{judged.status[:1].upper()}{judged.status[1:]}: "
    if judged.latest is None:
        return opening + WHY_NOT.get(judged.reason, NO_FIGURES)
    return opening + _known(indicator, norm, judged, judged.figure or judged.latest)


def verdict_year(judged: NormJudgement) -> int | None:
    """The year that the verdict about the norm rests on; None when it rests on no figure."""
    figure = judged.figure or judged.latest
    return figure.year if figure and judged.status is not NormStatus.NO_NORM else None


def _without_norm(indicator: Indicator, found: Assessment, *, is_guest: bool) -> str:
    last = found.usable.definitive().last or found.series.last
    if last is None:
        return NO_FIGURES
    shown = f"{quantity(last.value, indicator.decimals, indicator.unit)} in {last.year}"
    was_of = [] if found.usable.points else [WHY_NOT[NormReason.BREAK_AFTER_LAST]]
    followed = [] if is_guest else [FOLLOWED]
    return "; ".join([f"{shown} (voorlopig)" if last.is_provisional else shown, *was_of, *_line(found.trend), *followed])


def _line(trend: TrendJudgement) -> list[str]:
    return [f"{LINES[trend.status]} sinds {trend.first_year}"] if trend.status in LINES and trend.first_year else []


def _known(indicator: Indicator, norm: Norm, judged: NormJudgement, figure: Point) -> str:
    """Figure, norm, and what makes the answer what it is."""
    goal = f"de norm {'was' if judged.is_over else 'is'} {say_goal(indicator, norm)}"
    if norm.relative is not None and judged.reference is not None and judged.figure is not None:
        return f"{say_beside(indicator, norm, norm.relative, figure, judged.reference)}; {goal}"
    shown = f"{_figure(indicator, norm, judged, figure)}{before_norm(norm, figure)}"
    return "; ".join([f"{shown}, {goal}", *_more(indicator, norm, judged)])


def _figure(indicator: Indicator, norm: Norm, judged: NormJudgement, figure: Point) -> str:
    """With its year, and the decimals it takes to see on which side of the norm it is, where that is what was judged."""
    if norm.relative is not None or judged.is_awaited or judged.status is NormStatus.AROUND:
        return f"{quantity(figure.value, indicator.decimals, indicator.unit)} in {figure.year}"
    return (beyond_norm if judged.status in NOT_THERE else within_norm)(indicator, norm, figure)


def _more(indicator: Indicator, norm: Norm, judged: NormJudgement) -> list[str]:
    """The chance, what came after, or why nothing more can be said; nothing where figure and norm say it all."""
    latest = judged.latest
    said = []
    if judged.is_awaited and judged.missing is not None:
        lacking = "het cijfer over {} is er nog niet" if norm.relative is None else "over {} is er nog niets om te vergelijken"
        said.append(lacking.format(judged.missing))
    if judged.chance is not None and judged.reason is NormReason.CHANCE:
        said.append(f"kans {_odds(judged.chance)}")
    elif judged.chance is not None and not judged.is_over and judged.status is NormStatus.MET:
        said.append(f"kans dat het zo blijft {_odds(judged.chance)}")
    if latest is not None and judged.reason is NormReason.MET_THEN_LOST:
        said.append(f"daarna niet meer: {beyond_norm(indicator, norm, latest)}")
    if latest is not None and judged.reason is NormReason.MISSED_BUT_LATER:
        said.append(f"later wel: {within_norm(indicator, norm, latest)}")
    if judged.reason is NormReason.TOO_FEW_POINTS:
        said.append(f"er {'is' if judged.points == 1 else 'zijn'} pas {plural(judged.points, 'meting', 'metingen')}")
    return [*said, *([WHY_NOT[judged.reason]] if judged.reason in WHY_NOT else [])]


def _odds(probability: float) -> str:
    return about(probability).removeprefix("ongeveer ")

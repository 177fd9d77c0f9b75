"""Questions worth asking about an indicator that is off course, built from the facts; never a verdict on people."""

from collections.abc import Iterator, Sequence
from datetime import date

from indicators.agenda.model import Direction, Indicator, Intervention, Phase
from indicators.methods.assessment import Assessment
from indicators.methods.comparison import ComparisonStatus
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.methods.road import Road
from indicators.methods.trend import TrendStatus
from indicators.wording.numbers import difference, listing, quantity

MOST = 3
OLD_AFTER_YEARS = 3
"""A council can hardly steer on a figure from before half its term."""
NEWER = "Zijn er bij de partners nieuwere cijfers bekend?"
NONE_YET = "Wanneer komen er cijfers, en wat weten de partners tot die tijd uit andere bronnen?"
NONE_HERE = "De bron heeft geen cijfer voor deze gemeente. Welke andere bron is er, of welk ander cijfer past bij deze ambitie?"
"""Of a small municipality many sources tell nothing, and waiting does not help."""
OFF_COURSE = frozenset({NormStatus.NOT_MET, NormStatus.BEHIND, NormStatus.UNCERTAIN, NormStatus.AROUND})
LACKING = frozenset({NormReason.AWAITED, NormReason.NOT_YET, NormReason.BEFORE_ADOPTION, NormReason.MET_THEN_LOST})
"""Not off course, but a figure is missing, what was met is lost again, or others do better for now."""


def ask(
    indicator: Indicator,
    assessment: Assessment,
    interventions: Sequence[Intervention],
    today: date,
    *,
    is_left_out: bool = False,
) -> tuple[str, ...]:
    """At most three questions; none when the norm asks nothing and the line is not unfavourable.

    interventions: those of the agenda that aim at this indicator. is_left_out: whether its source was read, and has figures of
    others alone.
    """
    if assessment.latest is None:
        return (NONE_HERE if is_left_out else NONE_YET,)
    is_worsening = assessment.trend.status is TrendStatus.UNFAVOURABLE
    if assessment.norm.status not in OFF_COURSE and assessment.norm.reason not in LACKING and not is_worsening:
        return ()
    about_figures = list(_about_figures(indicator, assessment, today))
    return (*about_figures[: MOST - 1], _about_action(interventions, today))


def _about_figures(indicator: Indicator, assessment: Assessment, today: date) -> Iterator[str]:
    yield from _about_missing_figure(assessment)
    yield from _about_line(indicator, assessment)
    yield from _about_pace(indicator, assessment)
    yield from _about_comparison(indicator, assessment)
    judged = assessment.usable.definitive().last
    if judged is not None and today.year - judged.year > OLD_AFTER_YEARS:
        is_newest = assessment.latest is not None and assessment.latest.year == judged.year
        yield f"Het laatste {'' if is_newest else 'definitieve '}cijfer is van {judged.year}. {NEWER}"
    if assessment.norm.reason is NormReason.NO_TARGET_YEAR:
        yield "Bij de norm staat geen jaar. Wanneer moet die gehaald zijn?"


def _about_missing_figure(assessment: Assessment) -> Iterator[str]:
    judged = assessment.norm
    if judged.is_awaited:
        yield f"Wanneer komt het cijfer over {judged.missing}, en wat weten de partners nu al?"
    if judged.reason is NormReason.BEFORE_ADOPTION:
        yield f"Wanneer komt er een cijfer van na de norm ({judged.missing} of later)?"
    if judged.reason in {NormReason.NOT_YET, NormReason.NOT_KEPT} and judged.reference is not None:
        yield "Wat doen de gemeenten die wel aan deze norm zouden voldoen?"
    if judged.reason is NormReason.MET_THEN_LOST and judged.figure is not None:
        yield f"In {judged.figure.year} voldeed het cijfer aan de norm, daarna niet meer. Wat is er sindsdien anders?"


def _about_line(indicator: Indicator, assessment: Assessment) -> Iterator[str]:
    trend, road = assessment.trend, assessment.norm.road
    if trend.status is TrendStatus.UNFAVOURABLE and trend.test is not None:
        move = "stijgt" if trend.test.s > 0 else "daalt"
        yield f"Het cijfer {move} sinds {trend.first_year}. Welke verklaring zien de partners daarvoor?"
    if trend.status is TrendStatus.FAVOURABLE and road is not None and _has_turned(indicator, assessment, road):
        yield "Sinds de nulmeting gaat het cijfer niet meer richting de norm, daarvoor wel. Wat is er sindsdien anders?"


def _about_pace(indicator: Indicator, assessment: Assessment) -> Iterator[str]:
    road = assessment.norm.road
    if road is None or road.pace is None or road.pace_needed is None:
        return
    sign = 1 if road.pace_needed > 0 else -1
    needed = difference(road.pace_needed, indicator.decimals, indicator.unit)
    so_far = difference(road.pace, indicator.decimals, indicator.unit)
    if sign * road.pace < sign * road.pace_needed and needed != so_far:
        known = f"was het {so_far} per jaar" if road.pace else "was er geen verschil"
        yield f"Nodig is {needed} per jaar; tot nu toe {known}. Hoe wordt dat verschil overbrugd?"


def _about_comparison(indicator: Indicator, assessment: Assessment) -> Iterator[str]:
    comparison = assessment.comparison
    if comparison.group is None or comparison.value is None:
        return
    middle = quantity(comparison.group.median, indicator.decimals, indicator.unit)
    if comparison.status is ComparisonStatus.WORSE:
        yield f"In vergelijkbare gemeenten is het midden {middle}. Wat kunnen we van hen leren?"
    is_ahead = _is_right_way(comparison.value - comparison.group.median, indicator.desired_direction)
    is_relative = indicator.norm is not None and indicator.norm.relative is not None
    if is_ahead and not is_relative and comparison.status in {ComparisonStatus.BETTER, ComparisonStatus.SIMILAR}:
        yield f"Vergelijkbare gemeenten staan er niet beter voor (midden {middle}). Hoe is de norm gekozen?"


def _about_action(interventions: Sequence[Intervention], today: date) -> str:
    running = [each for each in interventions if each.phase is not Phase.STOPPED]
    if not running:
        return "In de agenda staat geen aanpak die op dit cijfer is gericht. Is die er wel, of is die nodig?"
    names = listing([f"‘{each.name}’" for each in running])
    planned = sorted(point.on for each in running for point in each.checkpoints if point.decision is None and point.on >= today)
    if not planned:
        return f"Wat wordt verwacht van {names}, en wanneer is het volgende toetsmoment?"
    return f"Wat wordt verwacht van {names}, en wat ligt er bij het toetsmoment in {planned[0].year} op tafel?"


def _has_turned(indicator: Indicator, assessment: Assessment, road: Road) -> bool:
    """From the first figure to the baseline it went the right way, from there to the latest one it does not."""
    since, first = assessment.baseline.year, assessment.usable.definitive().points[:1]
    if since is None or road.pace is None or road.starts_met or not first or first[0].year >= since:
        return False
    came = road.start - first[0].value
    return _is_right_way(came, indicator.desired_direction) and not _is_right_way(road.pace, indicator.desired_direction)


def _is_right_way(change: float, direction: Direction) -> bool:
    return change > 0 if direction is Direction.UP else change < 0

"""What else a reader must know beside the answer about the norm: facts with their figures, no judgement."""

from collections.abc import Iterator

from indicators.agenda.model import Indicator, Norm
from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.wording.numbers import quantity
from indicators.wording.relative import say_relative_remarks
from indicators.wording.road import say_milestone
from indicators.wording.sides import before_norm, beyond_norm, within_norm

SIDES = {NormStatus.MET: within_norm, NormStatus.NOT_MET: beyond_norm}


def say_remarks(indicator: Indicator, judged: NormJudgement) -> Iterator[str]:
    """Which figure is missing or older than the norm, what was missed on the way, and what a provisional figure changes."""
    norm = indicator.norm
    if norm is None or judged.latest is None or judged.reason is NormReason.STALE:
        return
    yield from _about_the_year(indicator, norm, judged)
    yield from _about_the_road(indicator, judged)
    if norm.relative is not None:
        yield from say_relative_remarks(norm.relative, judged)
    yield from _about_provisional(indicator, norm, judged)


def _about_the_year(indicator: Indicator, norm: Norm, judged: NormJudgement) -> Iterator[str]:
    latest, figure = judged.latest, judged.figure
    if latest is None:
        return
    if judged.is_awaited:
        lacking = f"het cijfer over {judged.missing} is er nog niet"
        if norm.relative is not None:
            lacking = f"de cijfers om over {judged.missing} te vergelijken zijn er nog niet"
        yield f"Het jaar van de norm is voorbij, maar {lacking}."
        shown = quantity(latest.value, indicator.decimals, indicator.unit)
        yield f"Het laatste is {shown} in {latest.year}{before_norm(norm, latest)}."
    elif judged.is_over and judged.missing is not None and figure is not None:
        lacking = "geen cijfer" if norm.relative is None else "niets om te vergelijken"
        yield f"Over {judged.missing} is er {lacking}; het eerste daarna is van {figure.year}."


def _about_the_road(indicator: Indicator, judged: NormJudgement) -> Iterator[str]:
    road = judged.road
    if road is None:
        return
    if road.starts_met and (judged.is_over or judged.reason is not NormReason.MEETS_SINCE_BASELINE):
        yield f"Bij de nulmeting was de norm al gehaald: {quantity(road.start, indicator.decimals, indicator.unit)}."
    yield from (say_milestone(indicator, each) for each in road.milestones if each.is_met is False)


def _about_provisional(indicator: Indicator, norm: Norm, judged: NormJudgement) -> Iterator[str]:
    other = judged.with_provisional
    shown = (other.figure or other.latest) if other else None
    if other is None or shown is None or other.status is NormStatus.NOT_ASSESSABLE:
        return
    side = None if norm.relative is not None else SIDES.get(other.status)
    usual = f"{quantity(shown.value, indicator.decimals, indicator.unit)} in {shown.year}"
    yield f"Met het voorlopige cijfer erbij ({side(indicator, norm, shown) if side else usual}): {other.status}."

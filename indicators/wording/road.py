"""How far along the road from baseline to norm the latest figure is, in plain Dutch; facts only, the status is elsewhere."""

from indicators.agenda.model import Indicator
from indicators.methods.norm_status import NormJudgement, NormStatus
from indicators.methods.road import MilestoneResult, Road
from indicators.methods.zone import Zone
from indicators.wording.numbers import level, number, quantity, quantity_apart, quantity_beside

ONE_PERCENT = 0.01
SHARE_NEAR = 0.995
"""From here on a share reads as the whole road, which is more than a margin allows to say."""


def say_road(indicator: Indicator, judged: NormJudgement) -> str:
    """Share covered, what the planned path asks for the year of the figure, and the milestones that have a figure."""
    road = judged.road
    if road is None:
        return ""
    parts = [_share(indicator, judged, road), _planned(indicator, road), *(say_milestone(indicator, m) for m in road.milestones)]
    return " ".join(part for part in parts if part)


def _share(indicator: Indicator, judged: NormJudgement, road: Road) -> str:
    if road.pace_since is None:
        return ""
    if road.starts_met:
        return "Bij de nulmeting was de norm al gehaald."
    start, at, end = (number(value, indicator.decimals) for value in (road.start, road.at.value, road.end))
    if road.share is None or start == end:
        return "De nulmeting ligt vlak bij de norm."
    if start == at:
        return "Het cijfer is ongeveer gelijk aan de nulmeting."
    return _covered(road, road.share, is_around=judged.status is NormStatus.AROUND)


def _covered(road: Road, share: float, *, is_around: bool) -> str:
    if share < 0:
        return "Sinds de nulmeting is het cijfer verder van de norm af komen te liggen."
    if is_around and share >= SHARE_NEAR:
        return "Of de weg van nulmeting naar norm helemaal is afgelegd, is niet te zeggen: de norm ligt binnen de marge."
    if is_on_or_past(road):
        return "De weg van nulmeting naar norm is helemaal afgelegd."
    return f"Van de weg van nulmeting naar norm is {_percentage(share)} afgelegd."


def is_on_or_past(road: Road) -> bool:
    """Whether the figure meets the norm, by the same rule as the answer about it."""
    zone = Zone(lower=road.end, upper=None) if road.end > road.start else Zone(lower=None, upper=road.end)
    return zone.holds(road.at.value)


def _percentage(share: float) -> str:
    """What is not covered wholly never reads as 100%, and what is covered at all never as 0%."""
    return f"{number(min(100 * share, 99), 0)}%" if share >= ONE_PERCENT else "nog geen 1%" if share else "0%"


def _planned(indicator: Indicator, road: Road) -> str:
    """Not for a year of which the norm or a milestone is the measure: there more decimals may be told than a path has."""
    if road.planned is None or road.pace_since is None or road.at.year in {year for year, _ in road.path[1:]}:
        return ""
    actual = quantity(road.at.value, indicator.decimals, indicator.unit)
    planned = quantity(road.planned, indicator.decimals, indicator.unit)
    if actual == planned:
        return f"In {road.at.year} ligt het cijfer op het pad naar de norm: {actual}."
    return f"Het pad naar de norm vraagt {planned} in {road.at.year}; het cijfer is {actual}."


def say_milestone(indicator: Indicator, milestone: MilestoneResult) -> str:
    """Whether a milestone was met, or that its margin does not tell; empty while there is no figure for its year."""
    if milestone.actual is None:
        return ""
    planned = level(milestone.planned, indicator.unit)
    actual, other = milestone.actual, milestone.planned
    if milestone.is_met is None:
        shown = quantity(actual, indicator.decimals, indicator.unit)
        return f"Rond de mijlpaal van {planned} in {milestone.year}: {shown}. Het verschil valt binnen de marge."
    shown = (quantity_beside if milestone.is_met else quantity_apart)(actual, other, indicator.decimals, indicator.unit)
    return f"De mijlpaal van {planned} in {milestone.year} is {'gehaald' if milestone.is_met else 'niet gehaald'}: {shown}."

"""How far along the road from baseline to norm the latest figure is, in plain Dutch; facts only, the status is elsewhere."""

from indicators.agenda.model import Indicator
from indicators.methods.norm_status import NormJudgement
from indicators.methods.road import MilestoneResult, Road
from indicators.methods.series import Point
from indicators.wording.numbers import number, quantity, quantity_apart


def say_road(indicator: Indicator, judged: NormJudgement) -> str:
    """Share covered, what the planned path asks for the year of the latest figure, and the milestones that have a figure."""
    road, latest = judged.road, judged.latest
    if road is None or latest is None:
        return ""
    parts = [_share(road), _planned(indicator, road, latest), *(_milestone(indicator, each) for each in road.milestones)]
    return " ".join(part for part in parts if part)


def _share(road: Road) -> str:
    if road.starts_met and road.pace_since is not None:
        return "Bij de nulmeting was de norm al gehaald."
    if road.share is None or road.pace_since is None:
        return ""
    if road.share < 0:
        return "Sinds de nulmeting is het cijfer verder van de norm af komen te liggen."
    if road.share >= 1:
        return "De weg van nulmeting naar norm is helemaal afgelegd."
    return f"Van de weg van nulmeting naar norm is {number(100 * road.share, 0)}% afgelegd."


def _planned(indicator: Indicator, road: Road, latest: Point) -> str:
    if road.planned is None or road.pace_since is None:
        return ""
    actual = quantity(latest.value, indicator.decimals, indicator.unit)
    planned = quantity(road.planned, indicator.decimals, indicator.unit)
    if actual == planned:
        return f"In {latest.year} ligt het cijfer op het pad naar de norm: {actual}."
    return f"Het pad naar de norm vraagt {planned} in {latest.year}; het cijfer is {actual}."


def _milestone(indicator: Indicator, milestone: MilestoneResult) -> str:
    if milestone.actual is None or milestone.is_met is None:
        return ""
    planned = quantity(milestone.planned, indicator.decimals, indicator.unit)
    actual = quantity_apart(milestone.actual, milestone.planned, indicator.decimals, indicator.unit)
    return f"De mijlpaal van {planned} in {milestone.year} is {'gehaald' if milestone.is_met else 'niet gehaald'}: {actual}."

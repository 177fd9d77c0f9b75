# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What stands beside the answer about a norm: pace, margin, milestones, what is missing and what a provisional figure changes."""

import re
from collections.abc import Callable

from support.reading.facts import Facts
from support.reading.grammar import DIFF, FIG, PERIOD, SHOWN, YEAR, difference, number, years
from support.reading.norm import decides

Match = re.Match[str]
STATUSES = "behaald|rond de norm|onzeker|achter|niet behaald|te vroeg"


def _awaited(facts: Facts, found: Match) -> bool:
    year = int(found["year"])
    return facts.is_over and year == facts.year and not [known for known in facts.definitive if known >= year]


def _needed(facts: Facts, found: Match) -> bool:
    """Only while the year is ahead, in the right direction, and as much as it takes from the latest figure to the norm."""
    needed = difference(found["needed"])
    if facts.year is None or facts.is_over:
        return False
    is_right = needed.is_of((facts.level - facts.last.value) / (facts.year - facts.last.year)) and needed.value != 0
    return is_right and (needed.value > 0) == (facts.indicator.desired_direction == "omhoog") and _pace(facts, found)


def _pace(facts: Facts, found: Match) -> bool:
    base = facts.assessment.baseline
    if found["pace"] is None and found["none"] is None:
        return True
    assert base.value is not None
    assert base.year is not None
    true = (facts.last.value - base.value) / (facts.last.year - base.year)
    return true == 0 if found["none"] else difference(found["pace"]).is_of(true) and difference(found["pace"]).value * true > 0


def _within_margin(facts: Facts, found: Match) -> bool:
    low, high = number(found["low"]), number(found["high"])
    held = facts.assessment.norm.margin  # of a relative norm also what chance plays in counts
    if held is not None:
        return facts.is_value(low, held[0]) and facts.is_value(high, held[1])
    return any(
        p.margin and facts.is_value(low, p.margin[0]) and facts.is_value(high, p.margin[1]) for p in facts.definitive.values()
    )


def _milestone(facts: Facts, found: Match) -> bool:
    planned, year, shown = number(found["level"]).value, int(found["year"]), number(found["actual"])
    norm = facts.indicator.norm
    is_theirs = norm is not None and any(each.year == year and each.value == planned for each in norm.milestones)
    return is_theirs and facts.is_figure(shown, year) and facts.is_beyond(shown.value, planned) == (not found["not"])


def _around_milestone(facts: Facts, found: Match) -> bool:
    planned, point = number(found["level"]).value, facts.definitive[int(found["year"])]
    assert point.margin is not None
    return point.margin[0] <= planned <= point.margin[1] and facts.is_value(number(found["actual"]), point.value)


def _baseline_met(facts: Facts, found: Match) -> bool:
    base = facts.baseline
    return base is not None and facts.is_good(base) and (found["shown"] is None or facts.is_value(number(found["shown"]), base))


def _provisional(facts: Facts, found: Match) -> bool:
    value, year = number(found["shown"]), years(found["shown"])[0]
    point = next((each for each in facts.assessment.usable.points if each.year == year), None)
    is_ours = point is not None and facts.is_value(value, point.value) and found["status"] != facts.status
    if facts.indicator.norm is not None and facts.indicator.norm.relative is not None:
        return is_ours
    sides = {"behaald": True, "niet behaald": False}
    return is_ours and sides.get(found["status"], facts.is_good(value.value)) == facts.is_good(value.value)


def _no_figure(facts: Facts, found: Match) -> bool:
    missing, first = int(found["missing"]), int(found["first"])
    return facts.is_over and missing not in facts.definitive and missing < first and decides(facts, first)


REMARKS: tuple[tuple[str, Callable[[Facts, Match], bool]], ...] = (
    (rf"Het jaar van de norm is voorbij, maar het cijfer over (?P<year>{YEAR}) is er nog niet\.", _awaited),
    (
        rf"Nodig: (?P<needed>{DIFF}) per jaar(?:; sinds de nulmeting \({PERIOD}\)(?::? (?P<pace>{DIFF}) per jaar| (?P<none>is er geen verschil)))?\.",
        _needed,
    ),
    (rf"Het verschil valt binnen de marge \((?P<low>{FIG}) tot (?P<high>{FIG})\)\.", _within_margin),
    (rf"De mijlpaal van (?P<level>{FIG}) in (?P<year>{YEAR}) is (?P<not>niet )?gehaald: (?P<actual>{FIG})\.", _milestone),
    (rf"Rond de mijlpaal van (?P<level>{FIG}) in (?P<year>{YEAR}): (?P<actual>{FIG})\.", _around_milestone),
    (r"Het verschil valt binnen de marge\.", lambda facts, _: any(point.margin for point in facts.definitive.values())),
    (rf"Bij de nulmeting was de norm al gehaald(?:: (?P<shown>{FIG}))?\.", _baseline_met),
    (rf"Over (?P<missing>{YEAR}) is er geen cijfer; het eerste daarna is van (?P<first>{YEAR})\.", _no_figure),
    (rf"Met het voorlopige cijfer erbij \((?P<shown>{SHOWN})\): (?P<status>{STATUSES})\.", _provisional),
)  # fmt: skip

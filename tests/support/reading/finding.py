# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What the line above a chart claims: status, figure, norm and chance in one breath; each part is checked by itself."""

import re
from collections.abc import Callable

from support.reading.facts import Facts
from support.reading.grammar import FIG, GOAL, SHOWN, YEAR, is_odds_of, number, years
from support.reading.norm import decides, shown_in
from support.reading.relative import BESIDE, RELATIVE, is_told, side_of

Match = re.Match[str]
STATUS = "Behaald|Rond de norm|Onzeker|Achter|Niet behaald|Te vroeg|Niet te beoordelen"
SHORT_ODDS = r"(?:minder dan 1 op 100|meer dan 99 op 100|(?:iets meer dan )?\d+ op \d+)"
MORE = r"(?P<more>(?:; [^;]+)*)"
WHY_NOT = r"(?:er is geen cijfer|na het laatste cijfer|de norm zegt niet|het cijfer veranderde|de bedragen|van de anderen|het laatste cijfer is te oud|er zijn alleen voorlopige|het jaar van de norm ligt) ?[^;]*"


def _odds(facts: Facts, found: Match) -> bool:
    chance = facts.assessment.norm.chance
    return chance is not None and facts.status in {"onzeker", "achter"} and is_odds_of(found["odds"], chance)


def _stays(facts: Facts, found: Match) -> bool:
    chance = facts.assessment.norm.chance
    return chance is not None and facts.status == "behaald" and not facts.is_over and is_odds_of(found["odds"], chance)


def _came_after(facts: Facts, found: Match) -> bool:
    value, year = shown_in(facts, found["shown"])
    is_good = found["what"] == "later wel"
    return (
        facts.is_over and year == facts.last.year and facts.is_good(value) == is_good and (facts.status == "behaald") != is_good
    )


PARTS: tuple[tuple[re.Pattern[str], Callable[[Facts, Match], bool]], ...] = tuple(
    (re.compile(pattern), claim)
    for pattern, claim in (
        (rf"kans (?P<odds>{SHORT_ODDS})", _odds),
        (rf"kans dat het zo blijft (?P<odds>{SHORT_ODDS})", _stays),
        (rf"(?P<what>later wel|daarna niet meer): (?P<shown>{SHOWN})", _came_after),
        (rf"het cijfer over (?P<year>{YEAR}) is er nog niet", lambda facts, found: facts.is_over and not [year for year in facts.definitive if year >= int(found["year"])]),
        (rf"over {YEAR} is er nog niets om te vergelijken", lambda facts, _: facts.is_over and facts.assessment.norm.reference is None),
        (r"er (?:is|zijn) pas (?P<count>\d+) meting(?:en)?", lambda facts, found: int(found["count"]) == len(facts.definitive) < 5),
        (WHY_NOT, lambda facts, _: facts.status in {"te vroeg", "niet te beoordelen"}),
    )
)  # fmt: skip


def _holds(facts: Facts, text: str) -> bool:
    known = [claim(facts, found) for pattern, claim in PARTS if (found := pattern.fullmatch(text))]
    return bool(known) and all(known)


def _tense(facts: Facts, found: Match) -> bool:
    """'was' once the year of the norm is over; an answer that no figure of ours can be seen to rest on says 'is'."""
    return (found["verb"] == "was") <= facts.is_over


def _found(facts: Facts, found: Match) -> bool:
    """The status that a reader sees, a figure of ours on the right side of the norm, and nothing more than the figures allow."""
    value, year = shown_in(facts, found["shown"])
    if found["status"].lower() != facts.status or year == -1 or not facts.is_level(found["goal"]) or not _tense(facts, found):
        return False
    sides = {
        "behaald": lambda: facts.is_good(value) and decides(facts, year),
        "niet behaald": lambda: not facts.is_good(value) and decides(facts, year),
        "onzeker": lambda: year == facts.last.year and (facts.is_over or not facts.is_good(value)),
        "achter": lambda: year == facts.last.year and (facts.is_over or not facts.is_good(value)),
    }
    return sides.get(facts.status, lambda: True)() and all(_holds(facts, part) for part in found["more"].split("; ")[1:])


def _beside(facts: Facts, found: Match) -> bool:
    sides = {"behaald": 1, "niet behaald": -1, "te vroeg": -1}
    is_right = facts.status not in sides or side_of(facts, found) == sides[facts.status]
    return found["status"].lower() == facts.status and is_told(facts, found) and is_right and _tense(facts, found)


def _of_others(facts: Facts, found: Match) -> bool:
    value, year = number(found["shown"]), years(found["shown"])[0]
    return (
        found["status"].lower() == facts.status
        and facts.is_figure(value, year)
        and all(_holds(facts, part) for part in found["more"].split("; ")[1:])
    )


def _nothing(facts: Facts, found: Match) -> bool:
    no_figures = "geen cijfers" in found["why"]
    return (
        found["status"].lower() == facts.status
        and (not facts.definitive or "definitie veranderd" in found["why"] or "te weinig" in found["why"])
        and no_figures <= (not facts.assessment.series.points)
    )


def _followed(facts: Facts, found: Match) -> bool:
    """Without a norm: the newest figure, what it no longer stands for, and a line only where there is one, since its first year."""
    value, year = number(found["shown"]), years(found["shown"])[0]
    trend = facts.assessment.trend
    words = {"gunstige": "gunstig", "ongunstige": "ongunstig", "stijgende": "stijgend", "dalende": "dalend"}
    is_line = found["line"] is None or (words[found["line"]] == trend.status and int(found["since"]) == trend.first_year)
    usable = facts.assessment.usable.points
    points = {point.year: point for point in usable or facts.assessment.series.points}
    is_ours = (
        year in points
        and (found["broken"] is not None) == (not usable)
        and facts.is_value(value, points[year].value)
        and points[year].is_provisional == (found["open"] is not None)
    )
    return facts.indicator.norm is None and is_line and is_ours


FINDING: tuple[tuple[str, Callable[[Facts, Match], bool]], ...] = (
    (rf"(?P<status>{STATUS}): (?P<shown>{SHOWN}), de norm (?P<verb>is|was) (?P<goal>{GOAL}){MORE}\.", _found),
    (rf"(?P<status>{STATUS}): {BESIDE}; de norm (?P<verb>is|was) {RELATIVE}(?: in {YEAR})?\.", _beside),
    (rf"(?P<status>{STATUS}): (?P<shown>{SHOWN}), de norm (?:is|was) {RELATIVE}(?: in {YEAR})?{MORE}\.", _of_others),
    (rf"(?P<status>Niet te beoordelen|Te vroeg): (?P<why>er zijn geen cijfers|{WHY_NOT})\.", _nothing),
    (
        rf"(?P<shown>{FIG} in {YEAR})(?P<open> \(voorlopig\))?(?P<broken>; na het laatste cijfer is de definitie veranderd)?(?:; een (?P<line>gunstige|ongunstige|stijgende|dalende) lijn sinds (?P<since>{YEAR}))?(?:; er is geen norm, we volgen dit cijfer)?\.",
        _followed,
    ),
)  # fmt: skip

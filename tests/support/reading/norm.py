# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What the answer about a norm claims: met, missed, how likely, too early; per pattern a check against the figures."""

import re
from collections.abc import Callable

from support.reading.facts import Facts, is_line_of
from support.reading.grammar import (
    CHANCE,
    FIG,
    GOAL,
    LEVEL,
    LINE,
    ODDS,
    SHOWN,
    YEAR,
    is_odds_of,
    number,
    years,
)

Match = re.Match[str]
HIGH = 0.8
LOW = 0.2


def shown_in(facts: Facts, text: str) -> tuple[float, int]:
    """The value and year of '4,4 in 2024, van vóór de norm (2025)'; the year is −1 when that is no figure of ours."""
    value, year = number(text), years(text)[0]
    adopted = facts.indicator.norm.adoption.on.year if facts.indicator.norm and facts.indicator.norm.adoption else None
    is_before = adopted is not None and year < adopted
    is_told = ("van vóór de norm" in text) == is_before and (not is_before or years(text)[-1] == adopted)
    return value.value, year if is_told and facts.is_figure(value, year) else -1


def decides(facts: Facts, year: int) -> bool:
    """The figure of this year may settle the norm: that of the norm year or the first one after it, never one of before the norm."""
    norm = facts.indicator.norm
    assert norm is not None
    adopted = norm.adoption.on.year if norm.adoption else None
    if norm.year is not None and facts.is_over:
        return year == min((known for known in facts.definitive if known >= max(norm.year, adopted or 0)), default=None)
    return year == facts.last.year and (norm.year is not None or adopted is None or year >= adopted)


def _met(facts: Facts, found: Match) -> bool:
    value, year = shown_in(facts, found["shown"])
    return facts.status == "behaald" and facts.is_level(found["goal"]) and facts.is_good(value) and decides(facts, year)


def _met_since_baseline(facts: Facts, found: Match) -> bool:
    return _met(facts, found) and facts.baseline is not None and facts.is_good(facts.baseline)


def _kept(facts: Facts, found: Match) -> bool:
    return (_missed if found["not"] else _met)(facts, found)


def _missed(facts: Facts, found: Match) -> bool:
    value, year = shown_in(facts, found["shown"])
    is_due = facts.is_over or facts.year is None or (facts.indicator.norm is not None and facts.indicator.norm.kind != "bereiken")
    return (
        facts.status == "niet behaald"
        and is_due
        and facts.is_level(found["goal"])
        and not facts.is_good(value)
        and decides(facts, year)
    )


def _missed_in_short(facts: Facts, found: Match) -> bool:
    """The same, with what came later and the line in the same sentence."""
    later = not found["later"] or _is_later(facts, found["later"])
    return _missed(facts, found) and later and is_line_of(facts, found["line"])


def _lost(facts: Facts, found: Match) -> bool:
    value, year = shown_in(facts, found["shown"])
    return facts.status == "behaald" and facts.is_over and year == facts.last.year and not facts.is_good(value)


def _later(facts: Facts, found: Match) -> bool:
    return _is_later(facts, found["shown"])


def _is_later(facts: Facts, shown: str) -> bool:
    value, year = shown_in(facts, shown)
    return facts.status == "niet behaald" and facts.is_over and year == facts.last.year and facts.is_good(value)


def _keep_so(facts: Facts, _: Match) -> bool:
    chance = facts.assessment.norm.chance
    return facts.status == "behaald" and (chance is None or chance >= HIGH) and not facts.is_over


def _still(facts: Facts, found: Match) -> bool:
    chance = facts.assessment.norm.chance
    return (
        facts.status == "behaald"
        and int(found["year"]) == facts.year
        and chance is not None
        and is_odds_of(found["odds"], chance)
    )


def _may_be(facts: Facts, found: Match) -> bool:
    """Uncertain: ahead, and the chance does not read as a small one."""
    chance = facts.assessment.norm.chance
    is_small = re.search(r"minder dan|ongeveer 1 op (?:[5-9]|\d\d)", found["odds"])
    return (
        facts.status == "onzeker" and not facts.is_over and number(found["level"]).value == facts.level
        and chance is not None and is_odds_of(found["odds"], chance) and not is_small
    )  # fmt: skip


def _unlikely(facts: Facts, found: Match) -> bool:
    chance = facts.assessment.norm.chance
    return (
        facts.status == "achter" and not facts.is_over and number(found["level"]).value == facts.level
        and chance is not None and chance <= LOW and is_odds_of(found["odds"], chance) and "klein" in found["odds"]
    )  # fmt: skip


def _awaited_chance(facts: Facts, found: Match) -> bool:
    chance = facts.assessment.norm.chance
    return (
        facts.status in {"onzeker", "achter"} and facts.is_over and int(found["year"]) == facts.year and facts.is_level(found["goal"])
        and chance is not None and is_odds_of(found["odds"], chance) and (facts.status == "achter") == ("klein" in found["odds"])
    )  # fmt: skip


def _latest(facts: Facts, found: Match) -> bool:
    value, year = shown_in(facts, found["shown"])
    return year == facts.last.year and (facts.status not in {"onzeker", "achter"} or facts.is_over or not facts.is_good(value))


def _around(facts: Facts, found: Match) -> bool:
    value, year = number(found["shown"]), years(found["shown"])[0]
    point = facts.definitive[year]
    norm = facts.indicator.norm
    assert norm is not None
    assert point.margin is not None
    bounds = [each for each in (norm.value, norm.lower, norm.upper) if each is not None]
    is_within = any(point.margin[0] <= bound <= point.margin[1] for bound in bounds)
    return facts.status == "rond de norm" and facts.is_value(value, point.value) and is_within and decides(facts, year)


def _too_early_for_the_norm(facts: Facts, found: Match) -> bool:
    value, year = number(found["shown"]), years(found["shown"])[0]
    adopted = int(found["adopted"])
    return facts.status == "te vroeg" and (facts.year or 0) < adopted and year < adopted and facts.is_figure(value, year)


def _too_few(facts: Facts, found: Match) -> bool:
    value, year = number(found["shown"]), years(found["shown"])[0]
    return facts.status == "te vroeg" and int(found["count"]) == len(facts.definitive) < 5 and facts.is_figure(value, year)


def _status(*allowed: str) -> Callable[[Facts, Match], bool]:
    return lambda facts, _: facts.status in allowed


NORM: tuple[tuple[str, Callable[[Facts, Match], bool]], ...] = (
    (rf"De norm van (?P<goal>{GOAL}) is (?:al )?gehaald: (?P<shown>{SHOWN})\.", _met),
    (rf"De norm van (?P<goal>{GOAL}) was bij de nulmeting al gehaald, en is dat nu ook: (?P<shown>{SHOWN})\.", _met_since_baseline),
    (rf"De norm is (?P<goal>{LEVEL}), en daar voldoet het cijfer (?P<not>niet )?aan: (?P<shown>{SHOWN})\.", _kept),
    (rf"De norm van (?P<goal>{GOAL}) is (?:nog )?niet gehaald: (?P<shown>{SHOWN})\.", _missed),
    (rf"De norm van (?P<goal>{GOAL}) is niet gehaald: (?P<shown>{SHOWN})(?=;)(?:; later wel: (?P<later>{SHOWN}))?{LINE}\.", _missed_in_short),
    (rf"Daarna niet meer: (?P<shown>{SHOWN})\.", _lost),
    (rf"Later wel: (?P<shown>{SHOWN})\.", _later),
    (r"Zo houden\.", _keep_so),
    (rf"De kans dat dit in (?P<year>{YEAR}) nog zo is, is (?P<odds>{CHANCE})\.", _still),
    (r"Onzeker\.", _status("onzeker")),
    (r"Achter op schema\.|Waarschijnlijk niet gehaald\.", _status("achter")),
    (rf"De norm van (?P<level>{FIG}) in {YEAR} kan gehaald worden, maar dat staat niet vast \(kans (?P<odds>{ODDS})\)\.", _may_be),
    (rf"Als het zo doorgaat, is de kans (?P<odds>{CHANCE}) dat de norm van (?P<level>{FIG}) in {YEAR} wordt gehaald\.", _unlikely),
    (rf"De kans dat het cijfer over (?P<year>{YEAR}) aan de norm van (?P<goal>{GOAL}) voldoet, is (?P<odds>{CHANCE})\.", _awaited_chance),
    (rf"(?:Laatste cijfer:|Het laatste is) (?P<shown>{SHOWN})\.", _latest),
    (rf"Rond de norm: (?P<shown>{SHOWN}), de norm is {GOAL}\.", _around),
    (
        rf"Te vroeg om te zeggen: de norm is van (?P<adopted>{YEAR}), en het laatste cijfer is van daarvoor \((?P<shown>{SHOWN})\)\.",
        _too_early_for_the_norm,
    ),
    (rf"Te vroeg om te zeggen: er (?:is|zijn) (?P<count>\d+) meting(?:en)?, het laatst (?P<shown>{SHOWN})\.", _too_few),
    (rf"Te vroeg om te zeggen of de norm van {GOAL} is gehaald\.", _status("te vroeg")),
    (
        rf"Te vroeg om te zeggen: {YEAR} ligt \d+ jaar na het laatste cijfer \({SHOWN}\), verder dan de reeks lang is\.",
        _status("te vroeg"),
    ),
    (r"Voor een verwachting zijn er minstens 5 nodig\.", _status("te vroeg")),
    (r"Te vroeg om te zeggen: er zijn alleen voorlopige cijfers\.", lambda facts, _: not facts.definitive),
    (r"Niet te beoordelen: er zijn geen cijfers\.", lambda facts, _: not facts.assessment.series.points),
    (r"Niet te beoordelen: (?:het laatste cijfer|na het laatste cijfer|de norm zegt) .*\.", _status("niet te beoordelen")),
    (
        r"Niet te beoordelen of de norm wordt gehaald: er is geen cijfer voor de nulmeting\.",
        lambda facts, _: facts.baseline is None and not facts.is_over,
    ),
    (r"Geen verwachting mogelijk: .*\.", _status("niet te beoordelen")),
    (r"Voor dit cijfer is geen norm afgesproken; we volgen het\.", lambda facts, _: facts.indicator.norm is None),
)  # fmt: skip

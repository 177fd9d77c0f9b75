# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What the sentences about a norm relative to others claim; per pattern a check against the figures of both."""

import re
from collections.abc import Callable

from support.reading.facts import Facts, is_line_of
from support.reading.grammar import FIG, LINE, SHOWN, YEAR, number, years

from indicators.methods.reference import Reference

Match = re.Match[str]
GROUP = r"(?P<size>\d+) gemeenten?"
OTHERS = r"(?:Nederland|de middelste van \d+ gemeenten?)"
RELATIVE = rf"(?:in het beste derde van \d+ gemeenten?|(?:hoogstens|minstens) [\d,]+% (?:slechter|beter) dan {OTHERS}|beter dan {OTHERS})"
WHERE = rf"(?P<where>de grens van het beste derde was {FIG}|{OTHERS} had {FIG}(?:, dus de grens was {FIG})?)"
BESIDE = rf"(?P<shown>{SHOWN}); {WHERE}"


def _reference(facts: Facts, year: int) -> Reference | None:
    return next((each for each in facts.assessment.references if each.year == year), None)


def is_told(facts: Facts, found: Match) -> bool:
    """The own figure of a year, and the others of the same year, each at least at the shown precision."""
    year, shown = years(found["shown"])[0], number(found["shown"])
    others, told = (
        facts.assessment.norm.reference,
        [number(text) for text in re.findall(FIG, re.sub(r"\d+ gemeente", "", found["where"]))],
    )
    if others is None or others.year != year or not facts.is_figure(shown, year) or not facts.is_value(told[-1], others.limit):
        return False
    return len(told) == 1 or facts.is_value(told[0], others.value)


def side_of(facts: Facts, found: Match) -> int:
    """1 on the good side of the limit as both read, −1 on the other, 0 when they read the same."""
    shown = number(found["shown"]).value
    limit = number(re.findall(FIG, found["where"])[-1]).value
    return 0 if shown == limit else 1 if (shown > limit) == (facts.indicator.desired_direction == "omhoog") else -1


def _judged(facts: Facts, found: Match) -> bool:
    is_missed = found["not"] is not None
    status = "niet behaald" if is_missed else "behaald"
    is_past = found["verb"] == "voldeed"
    return (
        facts.status == status
        and is_told(facts, found)
        and side_of(facts, found) == (-1 if is_missed else 1)
        and is_past == facts.is_over
    )


def _around(facts: Facts, found: Match) -> bool:
    return facts.status == "rond de norm" and is_told(facts, found)


def _not_yet(facts: Facts, found: Match) -> bool:
    return facts.status == "te vroeg" and not facts.is_over and is_told(facts, found) and side_of(facts, found) == -1


def _usual(facts: Facts, found: Match) -> bool:
    judged = facts.assessment.norm
    assert judged.swing is not None
    assert judged.figure is not None
    assert judged.reference is not None
    return number(found["swing"]).is_of(judged.swing) and abs(judged.figure.value - judged.reference.limit) <= judged.swing


def _missing(facts: Facts, found: Match) -> bool:
    others = facts.assessment.norm.reference
    return others is not None and others.count == int(found["size"]) - int(found["missing"])


def _later(facts: Facts, found: Match) -> bool:
    year = int(found["year"])
    return year in facts.definitive and not any(each.year >= year and not facts.is_over for each in _judged_with(facts))


def _judged_with(facts: Facts) -> list[Reference]:
    used = facts.assessment.norm.reference
    return [used] if used else []


def _beside(facts: Facts, found: Match) -> bool:
    return facts.status == "niet behaald" and is_told(facts, found) and side_of(facts, found) == -1


OF_OTHERS: tuple[tuple[str, Callable[[Facts, Match], bool]], ...] = (
    (rf"De norm is {RELATIVE}(?: in {YEAR})?, en daar (?P<verb>voldoet|voldeed) het cijfer (?P<not>niet )?aan: {BESIDE}\.", _judged),
    (rf"Rond de norm \({RELATIVE}(?: in {YEAR})?\): {BESIDE}\.", _around),
    (rf"De norm is {RELATIVE} in {YEAR}, en nu voldoet het cijfer er niet aan: {BESIDE}\.", _not_yet),
    (rf"{BESIDE}; de norm is {RELATIVE}(?: in {YEAR})?{LINE}\.", lambda facts, found: _beside(facts, found) and is_line_of(facts, found["line"])),
    (
        rf"Te vroeg om te zeggen: de norm is van (?P<adopted>{YEAR}), en van dat jaar of later is er niets om te vergelijken\.",
        lambda facts, found: not [each for each in _judged_with(facts) if each.year >= int(found["adopted"])],
    ),
    (
        rf"Over (?P<missing>{YEAR}) is er niets om te vergelijken; het eerste daarna is van (?P<first>{YEAR})\.",
        lambda facts, found: [each.year for each in _judged_with(facts)] == [int(found["first"])] and found["missing"] < found["first"],
    ),
    (r"Te vroeg om te zeggen\.", lambda facts, _: facts.status == "te vroeg"),
    (rf"Of dat in {YEAR} anders is, hangt ook van de anderen af\.", lambda facts, _: not facts.is_over),
    (r"Daarover geven we geen verwachting\.", lambda facts, _: facts.assessment.norm.chance is None),
    (rf"Het verschil is niet groter dan de gewone schommeling \((?P<swing>{FIG}(?: procentpunt)?)\)\.", _usual),
    (r"Er is geen verschil\.", lambda facts, _: facts.status == "rond de norm"),
    (rf"Van de {GROUP} (?:heeft|hebben) er (?P<missing>\d+) geen cijfer over {YEAR}\.", _missing),
    (rf"Over (?P<year>{YEAR}) zijn er nog geen cijfers om mee te vergelijken\.", _later),
    (r"Hoe sterk dit cijfer gewoonlijk schommelt, weten we niet\.", lambda facts, _: facts.assessment.norm.swing is None),
    (r"Niet te beoordelen: van de anderen in de norm zijn er te weinig cijfers .*\.", lambda facts, _: facts.status == "niet te beoordelen"),
    (rf"Het jaar van de norm is voorbij, maar de cijfers om over {YEAR} te vergelijken zijn er nog niet\.", lambda facts, _: facts.is_over),
    (rf"Te vroeg om te zeggen of de norm van {RELATIVE} in {YEAR} is gehaald\.", lambda facts, _: facts.status == "te vroeg"),
)  # fmt: skip

# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What the sentences about trend and latest change claim; per pattern a check."""

import re
from collections.abc import Callable
from itertools import combinations, pairwise
from statistics import median

from support.reading.facts import Facts
from support.reading.grammar import DIFF, YEAR, difference

Match = re.Match[str]
WAY = r"(?P<way>hoger|lager|omhoog|omlaag)"
FROM = rf"Van (?P<first>{YEAR}) tot en met (?P<last>{YEAR})"
MOVED = rf"(?P<size>{DIFF})(?: in (?P<last>{YEAR}) dan in (?P<first>{YEAR}))?"


def _values(facts: Facts) -> list[float]:
    return [facts.definitive[year].value for year in sorted(facts.definitive)]


def _spans(facts: Facts, found: Match) -> bool:
    return (int(found["first"]), int(found["last"])) == (min(facts.definitive), max(facts.definitive))


def _up_and_down(facts: Facts, found: Match) -> bool:
    """It went up and it went down, and the line is not clear."""
    steps = [later - earlier for earlier, later in pairwise(_values(facts))]
    return _spans(facts, found) and any(step > 0 for step in steps) and any(step < 0 for step in steps)


def _one_way(facts: Facts, found: Match) -> bool:
    steps = [later - earlier for earlier, later in pairwise(_values(facts))]
    is_up = found["way"] in {"omhoog", "hoger"}
    return _spans(facts, found) and any(steps) and all(step >= 0 if is_up else step <= 0 for step in steps)


def _line(facts: Facts, found: Match) -> bool:
    points = [facts.definitive[year] for year in sorted(facts.definitive)]
    slope = median((b.value - a.value) / (b.year - a.year) for a, b in combinations(points, 2))
    is_up = found["move"] == "stijging"
    good = {"omhoog": is_up, "omlaag": not is_up}.get(facts.indicator.desired_direction)
    told = {"gunstig": True, "ongunstig": False}.get(found["good"] or "")
    is_told = found["slope"] is None or (
        difference(found["slope"]).is_of(slope) and (difference(found["slope"]).value > 0) == is_up
    )
    return _spans(facts, found) and is_told and told == good and (slope >= 0 if is_up else slope <= 0)


def _mostly(facts: Facts, found: Match) -> bool:
    pairs = [later - earlier for earlier, later in combinations(_values(facts), 2)]
    ups, downs = sum(step > 0 for step in pairs), sum(step < 0 for step in pairs)
    return _spans(facts, found) and (ups > downs if found["way"] == "hoger" else downs > ups)


def _change(facts: Facts) -> float:
    *_, before, latest = _values(facts)
    return latest - before


def _changed(facts: Facts, found: Match) -> bool:
    said = difference(found["size"])
    if found["last"] is not None and [int(found["last"]), int(found["first"])] != sorted(facts.definitive)[:-3:-1]:
        return False
    return said.is_of(_change(facts)) and said.value * _change(facts) >= 0 and bool(said.value) == bool(_change(facts))


def _left(facts: Facts, found: Match) -> bool:
    change = facts.assessment.change
    return change.left is not None and difference(found["left"]).is_of(change.left)


def _country(facts: Facts, found: Match) -> bool:
    change = facts.assessment.change
    return change.national is not None and difference(found["nation"]).is_of(change.national)


def _always(_: Facts, __: Match) -> bool:
    """A plain remark that claims nothing of the figures."""
    return True


COURSE: tuple[tuple[str, Callable[[Facts, Match], bool]], ...] = (
    (rf"{FROM} gaat het cijfer op en neer, zonder duidelijke lijn\.", _up_and_down),
    (rf"{FROM} ging het cijfer nooit (?:omlaag|omhoog), maar ook te weinig {WAY} voor een duidelijke lijn\.", _one_way),
    (rf"{FROM} bleef het cijfer vrijwel gelijk\.", lambda f, _: max(_values(f)) - min(_values(f)) < 0.5 * 10.0**-f.indicator.decimals),
    (rf"{FROM} was een later cijfer meestal {WAY}\.", _mostly),
    (r"Een duidelijke lijn is dat niet: .*\.", _always),
    (
        rf"{FROM} is er een duidelijke (?P<move>stijging|daling)(?:, en dat is (?P<good>gunstig|ongunstig))?(?:: (?P<slope>{DIFF}) per jaar)?\.",
        _line,
    ),
    (rf"Het cijfer is van {YEAR} tot en met {YEAR} gelijk gebleven\.", lambda facts, _: len(set(_values(facts))) == 1),
    (rf"In de laatste vijf metingen \({YEAR} tot en met {YEAR}\) is de (?:stijging|daling) groter dan de marges\.", _always),
    (r"Er (?:is|zijn) (?:\d+|geen) (?:definitief cijfer|definitieve cijfers)(?:: te weinig .*)?\.", _always),
    (r"Voor een lijn zijn er minstens \d+ nodig(?:.*)?\.", _always),
    (r"Met het voorlopige cijfer erbij: .*\.", _always),
    (rf"De verandering \({MOVED}\) (?:valt binnen de marge van het onderzoek|past bij de gewone schommelingen)\.", _changed),
    (rf"(?:Duidelijk|Waarschijnlijk) een echte verandering: {MOVED}\.", _changed),
    (rf"(?:Opvallend|Groter dan gewoonlijk): {MOVED}\.", _changed),
    (rf"Nu is het {MOVED}\.", _changed),
    (r"Ook nu niet\.", lambda facts, _: _change(facts) == 0),
    (r"Het cijfer veranderde eerder nooit\.", lambda facts, _: len(set(_values(facts)[:-1])) == 1),
    (rf"Het cijfer is in {YEAR} hetzelfde als in {YEAR}\.", lambda facts, _: _change(facts) == 0),
    (rf"(?:Dit gebeurde in veel gemeenten: i|I)n de middelste gemeente was het (?P<nation>{DIFF})\.", _country),
    (rf"Wat dan overblijft \((?P<left>{DIFF})\), (?:valt binnen de marge van het onderzoek|past bij de gewone schommelingen)\.", _left),
    (rf"Zonder dat blijft over: (?P<left>{DIFF})\.", _left),
    (r"Dat is meer dan de marge\.|Zo groot is een verandering hier gewoonlijk niet\.|Ook dat is opvallend\.", _always),
    (r"Daarom weten we niet hoe sterk het gewoonlijk schommelt\.", _always),
    (r"Of dit in veel gemeenten gebeurde, weten we (?:nog )?niet\.", _always),
)  # fmt: skip

# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What the sentences about comparison, baseline and attention claim, and the questions; per pattern a check."""

import re
from collections.abc import Callable

from support.reading.facts import Facts, is_line_of
from support.reading.grammar import CHANCE, DIFF, FIG, GOAL, LINE, PERIOD, SHOWN, YEAR, difference, is_odds_of, number, years

Match = re.Match[str]


def _place(facts: Facts, found: Match) -> bool:
    group = facts.assessment.comparison.group
    assert group is not None
    told = [number(found[name]) for name in ("median", "low", "high")]
    is_theirs = all(facts.is_value(*pair) for pair in zip(told, (group.median, group.middle_low, group.middle_high), strict=True))
    is_apart = (
        str(facts.assessment.comparison.status) not in {"gunstiger", "ongunstiger"} or number(found["own"]).value != told[0].value
    )
    spoken = facts.assessment.comparison.years
    told_years = [int(year) for year in re.findall(YEAR, found["years"])]
    own = sum(facts.definitive[year].value for year in spoken) / len(spoken)
    is_own = facts.is_value(number(found["own"]), own) and bool(found["mean"]) == (len(spoken) > 1)
    is_own = is_own and (told_years[0], told_years[-1]) == (spoken[0], spoken[-1])
    return is_theirs and is_own and is_apart and int(found["count"]) == group.count


def _only_a_place(facts: Facts, _: Match) -> bool:
    """Neither better nor worse is said beside it."""
    return str(facts.assessment.comparison.status) in {"ongeveer gelijk", "in het hoogste derde", "in het laagste derde"}


def _old(facts: Facts, found: Match) -> bool:
    years = facts.assessment.comparison.years
    return bool(years) and facts.today.year - years[-1] == int(found["age"])


def _better(facts: Facts, found: Match) -> bool:
    """Than the middle of the group."""
    comparison = facts.assessment.comparison
    assert comparison.value is not None
    assert comparison.group is not None
    is_better = facts.is_beyond(comparison.value, comparison.group.median)
    return is_better == (found["way"] == "gunstiger")


def _not_better(facts: Facts, found: Match) -> bool:
    """The middle of the others is not better than the own figure, also as it reads."""
    comparison, middle = facts.assessment.comparison, number(found["median"])
    assert comparison.value is not None
    assert comparison.group is not None
    return facts.is_value(middle, comparison.group.median) and facts.is_beyond(comparison.value, comparison.group.median)


def _learn(facts: Facts, found: Match) -> bool:
    comparison = facts.assessment.comparison
    assert comparison.value is not None
    assert comparison.group is not None
    is_worse = not facts.is_beyond(comparison.value, comparison.group.median)
    return is_worse and facts.is_value(number(found["median"]), comparison.group.median)


def _bridge(facts: Facts, found: Match) -> bool:
    """More is needed than there was, both read differently, and there is time left."""
    needed, so_far = difference(found["needed"]), difference(found["pace"] or "geen verschil")
    sign = 1 if facts.indicator.desired_direction == "omhoog" else -1
    return not facts.is_over and sign * needed.value > 0 and sign * needed.value > sign * so_far.value


def _turned(facts: Facts, _: Match) -> bool:
    """Before the baseline it went the right way, after it not."""
    base, sign = facts.assessment.baseline, 1 if facts.indicator.desired_direction == "omhoog" else -1
    assert base.value is not None
    before = [facts.definitive[year].value for year in sorted(facts.definitive) if year < (base.year or 0)]
    return bool(before) and sign * (base.value - before[0]) > 0 and sign * (facts.last.value - base.value) <= 0


def _baseline(facts: Facts, found: Match) -> bool:
    return facts.baseline is not None and facts.is_value(number(found["value"]), facts.baseline)


def _behind(facts: Facts, found: Match) -> bool:
    """The newest figure, which way it goes when that is clearly the wrong one, and the chance; ahead it is on the wrong side."""
    value, year = number(found["shown"]).value, years(found["shown"])[0]
    is_ahead = found["done"] == "lukt"
    is_clear = not found["way"] or (found["way"] == "stijgt") == (facts.indicator.desired_direction == "omlaag")
    return (
        facts.status == "achter"
        and year == facts.last.year
        and is_ahead != facts.is_over
        and not (is_ahead and facts.is_good(value))
        and is_clear
        and is_line_of(facts, found["way"])
        and facts.is_level(found["goal"])
        and is_odds_of(found["odds"], facts.assessment.norm.chance or 0)
    )


def _beside(facts: Facts, found: Match) -> bool:
    value, level = number(found["shown"]).value, number(found["level"]).value
    is_beyond = value > level if found["side"] == "boven" else value < level
    return facts.status == "niet behaald" and is_beyond and is_line_of(facts, found["line"])


def _always(_: Facts, __: Match) -> bool:
    """A plain remark that claims nothing of the figures."""
    return True


OTHERS: tuple[tuple[str, Callable[[Facts, Match], bool]], ...] = (
    (
        (rf".* zit in (?P<years>{YEAR}[^ ]*(?: en {YEAR})?) met (?P<mean>gemiddeld )?(?P<own>{FIG}) in het (?:hoogste|middelste|laagste) derde van (?P<count>\d+) vergelijkbare gemeenten "
        rf"\(midden (?P<median>{FIG}); de middelste helft zit tussen (?P<low>{FIG}) en (?P<high>{FIG})\)\."),
        _place,
    ),
    (r"Dat is (?P<way>gunstiger|ongunstiger) dan bij de meeste van deze gemeenten\.", _better),
    (r"Het verschil met het midden (?:valt binnen de marge|is niet groter dan de gewone schommeling)\.", _only_a_place),
    (r"Of het verschil met het midden meer is dan de gewone schommeling, weten we niet\.", _only_a_place),
    (r"Let op: dit is van (?P<age>\d+) jaar geleden\.", _old),
    (r"Dat is te lang geleden\.", lambda facts, _: str(facts.assessment.comparison.status) == "niet te vergelijken"),
    (rf"Nederland: {FIG}\.", _always),
    (r"Niet te vergelijken: .*\.", _always),
    (r"Er is geen nulmeting afgesproken\.|Voor de nulmeting is geen cijfer beschikbaar\.", lambda facts, _: facts.baseline is None),
    (rf"De nulmeting is (?P<value>{FIG}) \(.*\)\.", _baseline),
    (rf"De vastgestelde nulmeting \({PERIOD}\) is (?P<value>{FIG})\.", _baseline),
    (rf"De bron geeft nu {FIG}\.|We rekenen met de vastgestelde waarde\.", _always),
    (
        rf"(?P<shown>{SHOWN})(?: en het (?P<way>stijgt|daalt))?; de norm is (?P<goal>{GOAL}) en de kans dat het (?P<done>lukt|is gelukt), is (?P<odds>{CHANCE})\.",
        _behind,
    ),
    (rf"(?P<shown>{SHOWN}), (?P<side>boven|onder) de norm van (?P<level>{FIG})(?: \([^)]*\))?{LINE}\.", _beside),
    (
        rf"Nodig is (?P<needed>{DIFF}) per jaar; tot nu toe was (?:het (?P<pace>{DIFF}) per jaar|er geen verschil)\.",
        _bridge,
    ),
    (r"Sinds de nulmeting gaat het cijfer niet meer richting de norm, daarvoor wel\.", _turned),
    (rf"In vergelijkbare gemeenten is het midden (?P<median>{FIG})\.", _learn),
    (rf"Vergelijkbare gemeenten staan er niet beter voor \(midden (?P<median>{FIG})\)\.", _not_better),
    (rf"Het cijfer (?:stijgt|daalt) sinds {YEAR}\.|Het laatste (?:definitieve )?cijfer is van {YEAR}\.|Bij de norm staat geen jaar\.", _always),
    (rf"In {YEAR} voldeed het cijfer aan de norm, daarna niet meer\.", lambda facts, _: not facts.is_good(facts.last.value)),
    (rf"Wanneer komt het cijfer over {YEAR}, en wat weten de partners nu al\?", lambda facts, _: facts.is_over),
    (r"In de agenda staat geen aanpak die op dit cijfer is gericht\.", _always),
    (r"(?:Wat|Hoe|Welke|Wanneer|Zijn|Is) .*\?", _always),
)  # fmt: skip

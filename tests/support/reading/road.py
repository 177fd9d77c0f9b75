# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What the sentences about the road from baseline to norm claim, and the planned path; per pattern a check."""

import re
from collections.abc import Callable
from itertools import pairwise

from support.reading.facts import Facts
from support.reading.grammar import FIG, YEAR, number

from indicators.methods.series import Point

Match = re.Match[str]


def _on_the_road(facts: Facts) -> Point:
    """The figure the road is measured to: that which decides, else the newest."""
    adopted = facts.indicator.norm.adoption.on.year if facts.indicator.norm and facts.indicator.norm.adoption else 0
    due = [year for year in facts.definitive if facts.year is not None and year >= max(facts.year, adopted)]
    return facts.definitive[min(due)] if facts.is_over and due else facts.last


def _share(facts: Facts) -> float:
    assert facts.baseline is not None
    return (_on_the_road(facts).value - facts.baseline) / (facts.level - facts.baseline)


def _covered(facts: Facts, found: Match) -> bool:
    """Never the whole road for a figure that is not there, and never none of it for one that moved."""
    share = _share(facts)
    if facts.is_good(_on_the_road(facts).value) or share < 0:
        return False
    if found["percent"] is None:
        return 0 < share < 0.01
    said = number(found["percent"])
    return said.is_of(100 * share) or said.value == 99 <= 100 * share


def _all_covered(facts: Facts, _: Match) -> bool:
    return facts.is_good(_on_the_road(facts).value) and facts.status not in {"rond de norm", "niet behaald", "achter"}


def _path(facts: Facts, year: int) -> float | None:
    """The planned value: from the baseline through the milestones to the norm; level until the first when it was met already."""
    base, norm = facts.assessment.baseline, facts.indicator.norm
    assert norm is not None
    if base.value is None or base.year is None or norm.year is None:
        return None
    corners = [(m.year, m.value) for m in sorted(norm.milestones, key=lambda m: m.year) if m.year > base.year] + [
        (norm.year, facts.level)
    ]
    corners = [(base.year, corners[0][1] if facts.is_good(base.value) else base.value), *corners]
    for (first, low), (last, high) in pairwise(corners):
        if first <= year <= last:
            return low + (high - low) * (year - first) / (last - first)
    return None


def _asked(facts: Facts, found: Match) -> bool:
    """What the path asks, of a year in which there was a norm; beside it the figure, and the two do not read the same."""
    year, planned = int(found["year"]), _path(facts, int(found["year"]))
    is_ours = (
        planned is not None
        and facts.is_value(number(found["planned"]), planned)
        and facts.is_figure(number(found["actual"]), year)
    )
    return is_ours and found["planned"] != found["actual"] and _has_norm(facts, year)


def _on_the_path(facts: Facts, found: Match) -> bool:
    """At the shown precision, and not where the norm or a milestone itself is the measure: there more is said."""
    year, shown = int(found["year"]), number(found["actual"])
    planned, norm = _path(facts, year), facts.indicator.norm
    assert norm is not None
    is_measure = year in {norm.year, *(milestone.year for milestone in norm.milestones)}
    return (
        planned is not None
        and facts.is_figure(shown, year)
        and facts.is_value(shown, planned)
        and not is_measure
        and _has_norm(facts, year)
    )


def _has_norm(facts: Facts, year: int) -> bool:
    norm = facts.indicator.norm
    return norm is not None and (norm.adoption is None or year >= norm.adoption.on.year)


ROAD: tuple[tuple[str, Callable[[Facts, Match], bool]], ...] = (
    (r"Van de weg van nulmeting naar norm is (?:(?P<percent>\d+)%|nog geen 1%) afgelegd\.", _covered),
    (r"De weg van nulmeting naar norm is helemaal afgelegd\.", _all_covered),
    (r"Sinds de nulmeting is het cijfer verder van de norm af komen te liggen\.", lambda facts, _: _share(facts) < 0),
    (
        r"Het cijfer is ongeveer gelijk aan de nulmeting\.",
        lambda facts, _: not facts.is_apart(_on_the_road(facts).value, facts.baseline or 0.0),
    ),
    (r"De nulmeting ligt vlak bij de norm\.", lambda facts, _: not facts.is_apart(facts.level, facts.baseline or 0.0)),
    (r"Of de weg van nulmeting naar norm helemaal is afgelegd, is niet te zeggen: .*\.", lambda facts, _: facts.status == "rond de norm"),
    (rf"Het pad naar de norm vraagt (?P<planned>{FIG}) in (?P<year>{YEAR}); het cijfer is (?P<actual>{FIG})\.", _asked),
    (rf"In (?P<year>{YEAR}) ligt het cijfer op het pad naar de norm: (?P<actual>{FIG})\.", _on_the_path),
)  # fmt: skip

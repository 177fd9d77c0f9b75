# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""How much stands out when there is nothing to see: counted, and said as people say it."""

import pytest
from support.small_figures import TODAY, an_indicator, at_years, members, yearly

from indicators.agenda.model import Direction
from indicators.methods.comparison import compare
from indicators.methods.many_looks import Looks, count_lines, count_places
from indicators.methods.trend import judge_trend
from indicators.wording.many_looks import say_lines, say_places

NINE = members(1, 2, 3, 4, 5, 6, 7, 8, 9)


def test_lines_are_counted_among_series_that_could_have_one() -> None:
    series = [yearly(1, 2, 3, 4, 5), yearly(5, 4, 3, 2, 1), yearly(1, 5, 2, 4, 3), yearly(2, 2, 2, 2, 2), yearly(1, 2, 3)]
    trends = [judge_trend(each, Direction.UP, memory=0.0) for each in series]
    assert count_lines(trends) == Looks(judged=3, seen=2, expected=pytest.approx(0.15))


def test_places_are_counted_among_figures_that_were_compared() -> None:
    compared = [compare(an_indicator(), at_years({2025: value}), NINE, swing=0.1, today=TODAY) for value in (1, 5, 8, 9)]
    nothing = compare(an_indicator(), at_years({2025: 1}), [], today=TODAY)
    assert count_places([*compared, nothing]) == Looks(judged=4, seen=3, expected=pytest.approx(8 / 3))


@pytest.mark.parametrize(
    ("looks", "text"),
    [
        (
            Looks(judged=13, seen=4, expected=0.65),
            "Van 13 cijfers hebben er 4 een duidelijke lijn. Ook zonder echte lijn zou je er op 13 cijfers hooguit ongeveer 1 zien.",
        ),
        (
            Looks(judged=60, seen=1, expected=3.0),
            "Van 60 cijfers heeft er 1 een duidelijke lijn. Ook zonder echte lijn zou je er op 60 cijfers hooguit ongeveer 3 zien.",
        ),
        (
            Looks(judged=2, seen=0, expected=0.1),
            "Van 2 cijfers heeft er geen een duidelijke lijn. Ook zonder echte lijn zou je er op 2 cijfers hooguit ongeveer 1 zien.",
        ),
        (Looks(judged=1, seen=1, expected=0.05), ""),
        (Looks(judged=0, seen=0, expected=0.0), ""),
    ],
)
def test_lines_beside_what_chance_gives(looks: Looks, text: str) -> None:
    assert say_lines(looks) == text


def test_places_beside_what_there_always_is() -> None:
    said = say_places(Looks(judged=22, seen=11, expected=22 * 2 / 3))
    assert said.startswith("Van 22 cijfers die we vergeleken, horen er 11 bij het hoogste of het laagste derde.")
    assert said.endswith("Twee van de drie cijfers horen daar altijd bij: hier zijn dat er ongeveer 15.")
    assert say_places(Looks(judged=1, seen=1, expected=2 / 3)) == ""

"""How usual the step to a norm is, where readers see it: in the databoek of the indicator."""

import pytest
from support.pages import INDICATOR, visit, words

HEADING = "Haalbaarheidscheck: hoe gewoon is de stap naar de norm?"


def test_the_databoek_counts_the_step_in_words_a_chart_and_a_table(shown) -> None:
    text = words(visit(INDICATOR, indicator="vernieling"))
    assert HEADING in text
    assert "Van 4,09 (2023) naar 4 (2027): 2% minder in 4 jaar." in text
    assert "Bovenop de landelijke beweging (die van de gemeente in het midden)" in text
    assert "Lijngrafiek: van de 100 gemeenten het aantal dat bij Vernieling een stap zette van 2% minder in 4 jaar." in text
    assert "Hoeveel van de 100 gemeenten de stap zetten, per periode" in text
    assert "2012–2016 328 " in text, "the table under the chart"


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("roken", "zijn er nog geen 3 keer"),
        ("woninginbraken", "De norm noemt geen jaar."),
        ("onveilig-voelen", "Minder dan 60 gemeenten"),
    ],
)
def test_what_cannot_be_counted_says_why(shown, indicator: str, why: str) -> None:
    text = words(visit(INDICATOR, indicator=indicator))
    assert HEADING in text
    assert why in text
    assert "van de 100 gemeenten" not in text


def test_without_a_norm_there_is_nothing_to_check(shown) -> None:
    assert HEADING not in words(visit(INDICATOR, indicator="wmo-clienten"))


def test_the_norm_is_not_a_guest_s(shown) -> None:
    assert HEADING not in words(visit(INDICATOR, indicator="vernieling", gemeente="GM0344"))

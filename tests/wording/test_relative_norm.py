# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""A norm relative to others in words: whom it looks at, where they stood, and what is missing."""

from datetime import date
from typing import Any

import pytest
from support.small_figures import TODAY, an_indicator, at_years, reach, surveyed, yearly

from indicators.agenda.differences import level_of
from indicators.methods.assessment import assess
from indicators.methods.group_year import Member
from indicators.methods.series import Series
from indicators.methods.surroundings import Surroundings
from indicators.wording.answers import describe
from indicators.wording.attention import say_attention
from indicators.wording.norm_terms import norms_apart
from indicators.wording.questions import ask
from indicators.wording.rekenkamer import NormCheck, check_norm

CODES = [f"GM{number:04}" for number in range(1, 8)]
LOW, HIGH = yearly(4, 4.1, 4, 4.1, 4, 4.1, 4), yearly(5, 5.1, 5, 5.1, 5, 5.1, 5)
NEDERLAND = {"soort": "vergelijking", "ten_opzichte_van": {"wie": "Nederland", "hoogstens_slechter": 5}}
MIDDEN = {"soort": "vergelijking", "ten_opzichte_van": {"wie": "groep", "gemeenten": CODES}}
DERDE = {"soort": "vergelijking", "ten_opzichte_van": {"wie": "groep", "plek": "beste derde", "gemeenten": CODES}}
BETER = {"soort": "vergelijking", "jaar": 2028, "ten_opzichte_van": {"wie": "Nederland", "minstens_beter": 12.5}}
WITHOUT_ONE = {"soort": "vergelijking", "ten_opzichte_van": {"wie": "groep", "gemeenten": CODES[:6]}}
SINCE_2025 = {"vastgesteld": {"door": ["gemeenteraad"], "datum": date(2025, 6, 30)}}


def found(norm: dict[str, Any], series: Series, members: int = 7, last: int = 2024, swing: float | None = 0.1) -> Any:
    group = [
        Member(code=code, name=code, series=at_years(dict.fromkeys(range(2018, last + 1), 4.4 + far / 2)))
        for code, far in zip(CODES[:members], (0, -1, 1, -2, 2, -3, 3), strict=False)
    ]
    nation = at_years(dict.fromkeys(range(2018, 2025), 4.4))
    indicator = an_indicator(norm)
    return indicator, assess(
        indicator, series, norm_group=group, national=nation, surroundings=Surroundings(memory=0.0, swing=swing), today=TODAY
    )


@pytest.mark.parametrize(
    ("norm", "series", "text"),
    [
        (MIDDEN, LOW, "De norm is beter dan de middelste van 7 gemeenten, en daar voldoet het cijfer aan: 4,0 in 2024; de middelste van 7 gemeenten had 4,4."),
        (MIDDEN, HIGH, "De norm is beter dan de middelste van 7 gemeenten, en daar voldoet het cijfer niet aan: 5,0 in 2024; de middelste van 7 gemeenten had 4,4."),
        (DERDE, HIGH, "De norm is in het beste derde van 7 gemeenten, en daar voldoet het cijfer niet aan: 5,0 in 2024; de grens van het beste derde was 3,9."),
        (NEDERLAND, LOW, "De norm is hoogstens 5% slechter dan Nederland, en daar voldoet het cijfer aan: 4,0 in 2024; Nederland had 4,4, dus de grens was 4,6."),
        (NEDERLAND | {"jaar": 2023}, HIGH, "De norm is hoogstens 5% slechter dan Nederland in 2023, en daar voldeed het cijfer niet aan: 5,1 in 2023; Nederland had 4,4, dus de grens was 4,6."),
        (BETER, HIGH, "Te vroeg om te zeggen. De norm is minstens 12,5% beter dan Nederland in 2028, en nu voldoet het cijfer er niet aan: 5,0 in 2024; Nederland had 4,4, dus de grens was 3,9. Of dat in 2028 anders is, hangt ook van de anderen af. Daarover geven we geen verwachting."),
        (MIDDEN, yearly(4, 5, 4, 5, 4, 5, 4, 4.6, start=2017), "Rond de norm (beter dan de middelste van 7 gemeenten): 4,6 in 2024; de middelste van 7 gemeenten had 4,4. Het verschil is niet groter dan de gewone schommeling (0,9)."),
        (MIDDEN, surveyed((2023, 4, 3.5, 4.5), (2024, 4.1, 3.7, 4.5)), "Rond de norm (beter dan de middelste van 7 gemeenten): 4,1 in 2024; de middelste van 7 gemeenten had 4,4. Het verschil valt binnen de marge (3,7 tot 4,5)."),
        (MIDDEN | SINCE_2025, LOW, "Te vroeg om te zeggen: de norm is van 2025, en van dat jaar of later is er niets om te vergelijken."),
        (NEDERLAND | {"jaar": 2025}, LOW, "Te vroeg om te zeggen of de norm van hoogstens 5% slechter dan Nederland in 2025 is gehaald. Het jaar van de norm is voorbij, maar de cijfers om over 2025 te vergelijken zijn er nog niet. Het laatste is 4,0 in 2024."),
    ],
)  # fmt: skip
def test_the_answer(norm: dict[str, Any], series: Series, text: str) -> None:
    indicator, judged = found(norm, series)
    assert describe(judged, indicator, "Zaanstad").norm.text == text


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"members": 6}, "Van de 7 gemeenten heeft er 1 geen cijfer over 2024."),
        ({"members": 5}, "Van de 7 gemeenten hebben er 2 geen cijfer over 2024."),
        ({"last": 2023}, "Over 2024 zijn er nog geen cijfers om mee te vergelijken."),
    ],
)
def test_what_is_missing_is_told(changes: dict[str, int], text: str) -> None:
    indicator, judged = found(MIDDEN, LOW, **changes)
    assert describe(judged, indicator, "Zaanstad").norm.text.endswith(text)


def test_a_swing_that_nobody_knows_is_told() -> None:
    indicator, judged = found(MIDDEN, yearly(4, 4, start=2023), swing=None)
    assert describe(judged, indicator, "Zaanstad").norm.text.endswith("Hoe sterk dit cijfer gewoonlijk schommelt, weten we niet.")


def test_too_few_others_is_a_full_answer_with_what_is_needed() -> None:
    indicator, judged = found(MIDDEN, LOW, members=4)
    said = describe(judged, indicator, "Zaanstad").norm
    assert said.text == "Niet te beoordelen: van de anderen in de norm zijn er te weinig cijfers over dezelfde jaren."
    assert said.needed == "Nodig om meer te zeggen: cijfers van de anderen over dezelfde jaren."


def test_a_difference_too_small_to_see_gets_more_decimals() -> None:
    indicator, judged = found(MIDDEN, at_years(dict.fromkeys(range(2018, 2025), 4.38)), swing=0.001)
    assert "4,38 in 2024; de middelste van 7 gemeenten had 4,40" in describe(judged, indicator, "Zaanstad").norm.text


def test_attention_and_questions() -> None:
    indicator, judged = found(MIDDEN, HIGH)
    assert say_attention(indicator, judged).startswith(
        "5,0 in 2024; de middelste van 7 gemeenten had 4,4; de norm is beter dan de middelste van 7 gemeenten"
    )
    questions = ask(indicator, judged, (), TODAY)
    assert "Wat doen de gemeenten die wel aan deze norm zouden voldoen?" in questions
    assert not [question for question in questions if "Hoe is de norm gekozen" in question or "Nodig is" in question]


def test_a_court_of_audit_asks_for_a_level_of_its_own() -> None:
    indicator, _ = found(NEDERLAND, LOW)
    checks = {warning.check: warning.text for warning in check_norm(indicator, LOW, today=TODAY)}
    assert checks[NormCheck.OWN_LEVEL].startswith("Deze norm kan ook gehaald worden doordat het elders slechter gaat.")
    assert not {NormCheck.SPECIFIC, NormCheck.TIME_BOUND, NormCheck.DETECTABLE} & set(checks)


def test_another_group_or_another_limit_is_another_norm_and_both_are_told() -> None:
    was, other, nation, level = (an_indicator(norm).norm for norm in (MIDDEN, WITHOUT_ONE, NEDERLAND, reach(4)))
    assert norms_apart(was, level, "%") == ("beter dan de middelste van 7 gemeenten", "4% in 2028")
    assert norms_apart(was, nation, "%")[1] == "hoogstens 5% slechter dan Nederland"
    swapped = an_indicator({**MIDDEN, "ten_opzichte_van": {"wie": "groep", "gemeenten": [*CODES[:6], "GM0099"]}}).norm
    before, after = norms_apart(was, swapped, "%")
    assert "GM0007" in before
    assert "GM0007" not in after
    assert "GM0099" in after
    assert len({level_of(norm) for norm in (was, other, nation, level, swapped)}) == 5

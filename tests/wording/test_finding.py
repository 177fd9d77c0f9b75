# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""The line above a chart: for every status and every kind of norm one sentence, with its figure, the norm and the chance."""

from datetime import date
from typing import Any

import pytest
from support.small_figures import FORGETFUL, TODAY, an_indicator, at_years, band, judged, keep, reach, surveyed, yearly

from indicators.methods.assessment import assess
from indicators.methods.series import Series
from indicators.wording.finding import say_finding, verdict_year

FALLING = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4)  # 2018–2024
BUMPY = yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8)
SINCE_2025 = {"vastgesteld": {"door": ["gemeenteraad"], "datum": date(2025, 6, 30)}}
NEDERLAND = {"soort": "vergelijking", "ten_opzichte_van": {"wie": "Nederland", "hoogstens_slechter": 5}}
NATION = at_years(dict.fromkeys(range(2018, 2025), 4.0))


def said(norm: dict[str, Any] | None, series: Series, **changes: Any) -> str:
    return say_finding(an_indicator(norm, **changes), judged(norm, series, **changes))


@pytest.mark.parametrize(
    ("norm", "series", "changes", "text"),
    [
        (reach(1, 2028), BUMPY, {}, "Achter: 5,8 in 2024, de norm is hoogstens 1 in 2028; kans 1 op 10"),
        (reach(4, 2028), FALLING, {}, "Onzeker: 4,4 in 2024, de norm is hoogstens 4 in 2028; kans 3 op 5"),
        (reach(1, 2025), BUMPY, {}, "Achter: 5,8 in 2024, de norm was hoogstens 1 in 2025; het cijfer over 2025 is er nog niet; kans minder dan 1 op 100"),
        (reach(5, 2024), FALLING, {}, "Behaald: 4,4 in 2024, de norm was hoogstens 5 in 2024"),
        (reach(5.3, 2022), BUMPY, {}, "Behaald: 5,2 in 2022, de norm was hoogstens 5,3 in 2022; daarna niet meer: 5,8 in 2024"),
        (reach(5, 2022), FALLING, {}, "Niet behaald: 6,3 in 2022, de norm was hoogstens 5 in 2022; later wel: 4,4 in 2024"),
        (reach(2, None, moment="altijd"), FALLING, {}, "Niet behaald: 4,4 in 2024, de norm is hoogstens 2 (altijd)"),
        (keep(4), FALLING, {}, "Niet behaald: 4,4 in 2024, de norm is hoogstens 4"),
        (keep(4.36), FALLING.since(2019), {"decimalen": 0}, "Niet behaald: 4,4 in 2024, de norm is hoogstens 4,36"),
        (band(2.5, 4.5), FALLING, {"eenheid": "%"}, "Behaald: 4,4% in 2024, de norm is tussen 2,5% en 4,5%"),
        (keep(5), surveyed((2018, 6, 5, 7), (2024, 5.5, 4.5, 6.5)), {"eenheid": "%"}, "Rond de norm: 5,5% in 2024, de norm is hoogstens 5%"),
        (keep(5, **SINCE_2025), FALLING, {}, "Te vroeg: 4,4 in 2024, van vóór de norm (2025), de norm is hoogstens 5"),
        (reach(2, 2028), at_years({2018: 7, 2024: 4.5}), {}, "Te vroeg: 4,5 in 2024, de norm is hoogstens 2 in 2028; er zijn pas 2 metingen"),
        (reach(2, 2025), at_years({2018: 7, 2024: 4.5}), {}, "Te vroeg: 4,5 in 2024, de norm was hoogstens 2 in 2025; het cijfer over 2025 is er nog niet"),
        (keep(2), yearly(7, 6, provisional=2), {}, "Te vroeg: er zijn alleen voorlopige cijfers"),
        (keep(2), at_years({2010: 3, 2011: 3}), {}, "Niet te beoordelen: 3,0 in 2011, de norm is hoogstens 2; het laatste cijfer is te oud"),
        (keep(2), Series(), {}, "Niet te beoordelen: er zijn geen cijfers"),
        (None, FALLING, {}, "4,4 in 2024; een gunstige lijn sinds 2018; er is geen norm, we volgen dit cijfer"),
        (None, yearly(7, 6, provisional=2), {}, "6,0 in 2019 (voorlopig); er is geen norm, we volgen dit cijfer"),
        (None, FALLING, {"trendbreuken": [{"periode": 2025, "reden": "Nieuwe telling.", "soort": "definitie"}]}, "4,4 in 2024; na het laatste cijfer is de definitie veranderd; er is geen norm, we volgen dit cijfer"),
        (None, Series(), {}, "Niet te beoordelen: er zijn geen cijfers"),
    ],
)  # fmt: skip
def test_the_finding_says_status_figure_norm_and_chance(norm: Any, series: Series, changes: dict[str, Any], text: str) -> None:
    assert said(norm, series, **changes) == text


@pytest.mark.parametrize(
    ("series", "text"),
    [
        (yearly(4, 4.1, 4, 4.1, 4, 4.1, 4), "Behaald: 4,0 in 2024; Nederland had 4,0, dus de grens was 4,2; de norm is hoogstens 5% slechter dan Nederland"),
        (yearly(5, 5.1, 5, 5.1, 5, 5.1, 5), "Niet behaald: 5,0 in 2024; Nederland had 4,0, dus de grens was 4,2; de norm is hoogstens 5% slechter dan Nederland"),
    ],
)  # fmt: skip
def test_a_norm_relative_to_others_says_where_they_stood(series: Series, text: str) -> None:
    indicator = an_indicator(NEDERLAND)
    assert say_finding(indicator, assess(indicator, series, national=NATION, surroundings=FORGETFUL, today=TODAY)) == text


def test_of_a_municipality_with_which_nothing_was_agreed_the_figure_and_its_line_are_said() -> None:
    found = judged(None, FALLING)
    assert say_finding(an_indicator(None), found, is_guest=True) == "4,4 in 2024; een gunstige lijn sinds 2018"


def test_why_there_are_no_figures_comes_from_the_store() -> None:
    found = say_finding(an_indicator(keep(2)), judged(keep(2), Series()), absence="nog niet opgehaald.")
    assert found == "Niet te beoordelen: nog niet opgehaald"


def test_the_year_of_the_verdict_is_that_of_the_figure_it_rests_on() -> None:
    assert verdict_year(judged(reach(5, 2022), FALLING).norm) == 2022
    assert verdict_year(judged(reach(4, 2028), yearly(6, 5, 6, 5, 6, 5, 5, 4, provisional=1)).norm) == 2024
    assert verdict_year(judged(None, FALLING).norm) is None
    assert verdict_year(judged(keep(2), Series()).norm) is None

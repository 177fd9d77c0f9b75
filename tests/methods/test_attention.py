# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""What asks attention first, and the sentence that says why."""

import re

import pytest
from support.reading.reader import sentences
from support.small_figures import an_indicator, at_years, band, judged, keep, reach, surveyed, yearly

from indicators.methods.attention import by_attention, count_statuses, urgent_first
from indicators.methods.norm_status import NormStatus
from indicators.wording.answers import FORBIDDEN
from indicators.wording.attention import say_attention

RISING = yearly(3, 3.4, 4.1, 4.4, 5.3, 5.5, 6.4)  # the wrong way: 2018–2024
FALLING = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4)
BUMPY = yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8)
CASES = {
    "achter en ongunstig": (reach(2, 2027), RISING),
    "niet behaald": (keep(5), BUMPY),
    "achter": (reach(1, 2026), BUMPY),
    "onzeker": (reach(5.5, 2028), BUMPY),
    "rond de norm": (keep(5.0), surveyed((2023, 5.5, 5, 6), (2024, 5.2, 4.7, 5.7))),
    "te vroeg": (reach(5, 2028), at_years({2018: 7, 2025: 6})),
    "behaald": (reach(5, 2024), FALLING),
    "geen norm": (None, BUMPY),
    "niet te beoordelen": (reach(5), yearly()),
}


def answers(name):
    norm, series = CASES[name]
    return judged(norm, series, id=re.sub("[^a-z]+", "-", name).strip("-"))


def test_the_cases_are_what_their_names_say():
    for name in list(CASES)[1:]:
        assert answers(name).norm.status == name


def test_off_the_norm_and_worsening_comes_first_then_the_order_of_the_statuses():
    mixed = [answers(name) for name in sorted(CASES)]
    assert [each.indicator for each in by_attention(mixed)] == [re.sub("[^a-z]+", "-", name).strip("-") for name in CASES]


def test_within_a_status_the_least_likely_comes_first():
    near, far = judged(reach(5.5, 2028), BUMPY, id="dichtbij"), judged(reach(4.9, 2028), BUMPY, id="ver")
    assert near.norm.status is far.norm.status is NormStatus.UNCERTAIN
    assert [each.indicator for each in by_attention([near, far])] == ["ver", "dichtbij"]


def test_all_that_are_off_the_norm_are_named_and_no_others():
    named = urgent_first(answers(name) for name in [*CASES, "achter", "niet behaald"])
    assert [each.indicator for each in named] == ["achter-en-ongunstig", "niet-behaald", "niet-behaald", "achter", "achter"]
    assert urgent_first([answers("onzeker"), answers("behaald"), answers("niet te beoordelen")]) == []


def test_a_norm_without_a_year_is_not_more_urgent_than_one_that_is_running_out():
    no_year, behind = judged(reach(5, None), BUMPY, id="zonder"), judged(reach(1, 2026), BUMPY, id="achter")
    assert [each.indicator for each in urgent_first([no_year, behind])] == ["achter", "zonder"]


def test_statuses_are_counted_in_the_order_of_attention_and_absent_ones_are_left_out():
    counts = count_statuses([answers("behaald"), answers("achter"), answers("behaald")])
    assert counts == [(NormStatus.BEHIND, 1), (NormStatus.MET, 2)]


@pytest.mark.parametrize(
    ("norm", "series", "text"),
    [
        (
            reach(2, 2027),
            RISING,
            "6,4 in 2024 en het stijgt; de norm is hoogstens 2 in 2027 en de kans dat het lukt, is heel klein (minder dan 1 op 100).",
        ),
        (
            reach(1, 2026),
            BUMPY,
            "5,8 in 2024; de norm is hoogstens 1 in 2026 en de kans dat het lukt, is klein (ongeveer 1 op 30).",
        ),
        (keep(5), RISING, "6,4 in 2024, boven de norm van 5; de lijn is ongunstig sinds 2018."),
        (keep(5.79), BUMPY, "5,8 in 2024, boven de norm van 5,79."),
        (band(6, 8), BUMPY, "5,8 in 2024, onder de norm van 6."),
        (reach(5, 2024), BUMPY, "De norm van hoogstens 5 in 2024 is niet gehaald: 5,8 in 2024."),
        (reach(5.3, 2022), BUMPY, ""),
        (reach(5, 2022), FALLING, "De norm van hoogstens 5 in 2022 is niet gehaald: 6,3 in 2022; later wel: 4,4 in 2024."),
        (
            reach(1, 2025),
            BUMPY,
            "5,8 in 2024; de norm is hoogstens 1 in 2025 en de kans dat het is gelukt, is heel klein (minder dan 1 op 100).",
        ),
        (reach(5, None, moment="bij de volgende verkiezing"), BUMPY, "5,8 in 2024, boven de norm van 5 (bij de volgende verkiezing)."),
        (reach(5.5, 2028), BUMPY, ""),
        (None, BUMPY, ""),
    ],
)  # fmt: skip
def test_the_sentence_has_the_facts(norm, series, text):
    assert say_attention(an_indicator(norm), judged(norm, series)) == text
    assert not any(word in text for word in FORBIDDEN)
    assert len(sentences(text)) <= 1

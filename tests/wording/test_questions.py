# ruff: noqa: E501  # a sentence stays on one line, so that it can be read aloud
"""Questions worth asking: from the facts, at most three, and never about who did wrong."""

from datetime import date

import pytest
from support.small_figures import TODAY, an_indicator, at_years, judged, keep, reach, yearly

from indicators.agenda.model import Intervention
from indicators.methods.series import Point, Series
from indicators.wording.answers import FORBIDDEN
from indicators.wording.questions import MOST, ask

RISING = yearly(3, 3.4, 4.1, 4.4, 5.3, 5.5, 6.4, start=2019)
FALLING = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4, start=2019)
BUMPY = yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8, start=2019)
SINCE_2026 = {"vastgesteld": {"door": ["gemeenteraad"], "datum": date(2026, 6, 30)}}
BLAME = ("schuld", "fout", "falen", "gefaald", "verwijt", "verantwoordelijk voor", "waarom doet", "nalatig", "slecht")


def approach(**changes):
    entry = {"id": "aanpak", "naam": "Buurtpreventie", "partner": "politie", "doelgroep": "Bewoners", "fase": "geborgd"} | changes
    return Intervention.model_validate(entry, strict=False)


def asked(norm, series, *interventions, **changes):
    changes = {"nulmeting": {"periode": 2019}} | changes
    return ask(an_indicator(norm, **changes), judged(norm, series, **changes), interventions, TODAY)


def test_a_norm_that_is_met_and_no_worsening_gets_no_questions():
    assert asked(reach(5, 2028), FALLING) == ()
    assert asked(None, BUMPY) == ()


@pytest.mark.parametrize(
    ("norm", "series", "question"),
    [
        (reach(2, 2028), RISING, "Het cijfer stijgt sinds 2019. Welke verklaring zien de partners daarvoor?"),
        (reach(1, 2027), BUMPY, "Nodig is 2,4 minder per jaar; tot nu toe was het 0,03 minder per jaar. Hoe wordt dat verschil overbrugd?"),
        (reach(5, None), BUMPY, "Bij de norm staat geen jaar. Wanneer moet die gehaald zijn?"),
        (keep(1), Series.of([*at_years({2014: 4, 2015: 5, 2016: 4, 2017: 5, 2019: 4.5, 2021: 5}).points, Point(year=2025, value=5, is_provisional=True)]), "Het laatste definitieve cijfer is van 2021. Zijn er bij de partners nieuwere cijfers bekend?"),
        (keep(1), at_years({2014: 4, 2015: 5, 2016: 4, 2017: 5, 2019: 4.5, 2021: 5}), "Het laatste cijfer is van 2021. Zijn er bij de partners nieuwere cijfers bekend?"),
        (reach(1, 2025), BUMPY.until(BUMPY.at(2024)), "Wanneer komt het cijfer over 2025, en wat weten de partners nu al?"),
        (reach(1, 2025), yearly(6, 5, start=2023), "Wanneer komt het cijfer over 2025, en wat weten de partners nu al?"),
        (keep(1, **SINCE_2026), BUMPY, "Wanneer komt er een cijfer van na de norm (2026 of later)?"),
        (reach(5.3, 2023), BUMPY, "In 2023 voldeed het cijfer aan de norm, daarna niet meer. Wat is er sindsdien anders?"),
        (reach(3, 2027), yearly(5, 6, 5.5, 6.8, 6.2, 7.4, 6.8, start=2019), "Nodig is 1,9 minder per jaar; tot nu toe was het 0,3 meer per jaar. Hoe wordt dat verschil overbrugd?"),
        (reach(5), yearly(), "Wanneer komen er cijfers, en wat weten de partners tot die tijd uit andere bronnen?"),
    ],
)  # fmt: skip
def test_a_question_comes_from_a_fact(norm, series, question):
    assert question in asked(norm, series)


def test_of_a_source_that_leaves_this_municipality_out_nobody_asks_when_it_comes():
    told = ask(an_indicator(reach(5)), judged(reach(5), yearly()), (), TODAY, is_left_out=True)
    assert told == (
        "De bron heeft geen cijfer voor deze gemeente. Welke andere bron is er, of welk ander cijfer past bij deze ambitie?",
    )


def test_without_an_intervention_the_question_is_whether_there_is_one():
    assert asked(reach(1, 2027), BUMPY)[-1].startswith("In de agenda staat geen aanpak")
    assert asked(reach(1, 2027), BUMPY, approach(fase="gestopt"))[-1].startswith("In de agenda staat geen aanpak")


def test_with_an_intervention_the_question_is_about_its_next_checkpoint():
    planned = approach(toetsmomenten=[{"datum": date(2023, 1, 1), "besluit": "doorgaan"}, {"datum": date(2027, 6, 1)}])
    assert asked(reach(1, 2027), BUMPY, planned)[-1] == (
        "Wat wordt verwacht van ‘Buurtpreventie’, en wat ligt er bij het toetsmoment in 2027 op tafel?"
    )
    assert asked(reach(1, 2027), BUMPY, approach())[-1].endswith("en wanneer is het volgende toetsmoment?")


@pytest.mark.parametrize("norm", [reach(2, 2028), reach(1, 2027), keep(1), reach(5, None), reach(5.5, 2028), None])
@pytest.mark.parametrize("series", [RISING, FALLING, BUMPY, yearly()])
def test_there_are_few_they_are_questions_and_nobody_is_blamed(norm, series):
    questions = asked(norm, series, approach())
    assert len(questions) <= MOST
    assert all(question.endswith("?") for question in questions)
    assert not [word for word in (*FORBIDDEN, *BLAME) if word in " ".join(questions).lower()]


def test_nothing_is_needed_any_more_when_the_year_of_the_norm_is_over():
    questions = asked(reach(1, 2025), BUMPY.until(BUMPY.at(2024)))
    assert not [question for question in questions if "Nodig is" in question]

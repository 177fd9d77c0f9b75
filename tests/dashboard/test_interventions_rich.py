"""Everything the shipped agenda lacks, on the pages: planted effects, shared statements, changes, studies, own figures, money."""

from dataclasses import replace

import pytest
from support.pages import AMBITION, CHECKPOINT, COHERENCE, INDICATOR, INTERVENTION, PORTFOLIO, link_words, visit, words

from dashboard import data
from dashboard.interventions import effects
from dashboard.interventions.effect_facts import together_facts
from indicators.effects.guards import Guard
from indicators.effects.result import EffectStatus, PooledResult
from indicators.wording.answers import FORBIDDEN


@pytest.fixture(autouse=True)
def shown(rich, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(rich.agenda))
    monkeypatch.setenv("DATABOEK_DATA", str(rich.data))


def results(name):
    found = data.kept(data.databook(), effects.of_book)[name]
    return {each.indicator.id: each.result for each in found}


def test_what_was_planted_is_found_and_nothing_more():
    found = results("buurtwachten")
    assert {name: result.step for name, result in found.items()} == {"gedaald": "3", "gestegen": "3−", "al-bezig": "2"}
    assert found["al-bezig"].failing == (Guard.PRE_TREND, Guard.FAKE_START)


def test_two_interventions_on_one_figure_share_their_statement():
    assert results("lampen")["gedaald"] is results("buurtwachten")["gedaald"]
    text = words(visit(INTERVENTION, interventie="lampen"))
    assert "Deze uitspraak gaat over Lampen en Buurtwachten samen, vanaf de eerste start (2018). Er is een aanwijzing." in text
    assert "Samen verwacht was een effect van 3,0 per 1.000 inwoners." in text
    assert "Eerste start: 2018." in text


def test_together_with_others_it_is_told_that_two_interventions_cannot_be_told_apart():
    found = {name: data.kept(data.databook(), effects.of_book)[name] for name in ("lampen", "buurtwachten")}
    shared, alone = found["lampen"][0], next(each for each in found["buurtwachten"] if each.indicator.id == "gestegen")
    pooled = PooledResult(status=EffectStatus.NO_STATEMENT, adopters=(("GM0479", 2018),))
    assert dict(together_facts(replace(shared, together=pooled), {}))["Let op"].startswith("In de eigen gemeente werken meer")
    assert "Let op" not in dict(together_facts(replace(alone, together=pooled), {}))
    assert together_facts(alone, {}) == []


def test_a_change_after_the_first_checkpoint_is_told_and_does_not_count():
    text = words(visit(INTERVENTION, interventie="lampen"))
    assert "‘Testcijfer gedaald’ was te zien vanaf 2019 en is dat nu vanaf 2021. De toets rekent met wat is vastgelegd." in text
    assert "Vastgelegd: juni 2021." in text, "the mark in the chart, in words"
    hypothesis = results("lampen")["gedaald"].hypothesis
    assert hypothesis is not None
    assert hypothesis.visible_from == 2019
    assert "was te zien vanaf 2019 en is dat nu vanaf 2021" in words(visit(CHECKPOINT, interventie="lampen"))


def test_merged_municipalities_and_those_with_the_same_intervention_are_not_compared_with():
    numbers = results("lampen")["gedaald"].numbers
    assert numbers is not None
    assert len(numbers.group) == 20
    assert {"GM0392", "GM0034"}.isdisjoint(numbers.group), "Haarlem and Almere, named by Lampen"
    assert {"GM0361", "GM0484", "GM0439"}.isdisjoint(numbers.group), "Alkmaar, Alphen and Purmerend became larger"
    alone = results("buurtwachten")["gestegen"].numbers
    assert alone is not None
    assert "GM0034" in alone.group, "nobody named it for this figure"
    text = words(visit(INTERVENTION, interventie="lampen"))
    assert "Ook niet, omdat de aanpak daar dezelfde is: Almere en Haarlem." in text


def test_a_guard_that_fails_is_explained_on_the_page_and_no_smallest_effect_is_forgotten():
    text = words(visit(INTERVENTION, interventie="buurtwachten"))
    assert "maar 2 controles kloppen niet: al vóór de start groeide of kromp het verschil" in text
    assert "Daarom noemen we dit geen aanwijzing." in text
    assert "Bespreek dit bij het toetsmoment." in text
    assert text.count("Kleinste effect dat te zien is") == 3


def test_own_figures_and_studies_have_their_place():
    app = visit(INTERVENTION, interventie="lampen")
    text = words(app)
    assert len(app.get("vega_lite_chart")) == 3
    assert "Van 80 (2024-K1) naar 143 (2025-K4)." in text
    assert "Bron: deelnemers.csv, van Welzijnsorganisatie De Brug. Deze cijfers tellen niet mee in het oordeel." in text
    assert "Onderzocht door Hogeschool Amstelland: https://example.org/" in text
    assert "Hier staat: het onderzoek van Hogeschool Amstelland." in text


def test_overdue_first_and_what_is_missing_stands_out():
    app = visit(PORTFOLIO)
    names = [name for name in link_words(app) if name in {"Lampen", "Werkleerbedrijf", "Buurtwachten", "Meldpunt", "Oud plan"}]
    assert names == ["Lampen", "Werkleerbedrijf", "Buurtwachten", "Meldpunt", "Oud plan"]
    text = words(app)
    assert "te laat" in text
    assert "zonder indicator van de agenda" in text
    assert "geen toetsmoment gepland" in text
    assert "Hier staat: deze interventie." in words(visit(INTERVENTION, interventie="meldpunt"))


def test_money_stands_beside_an_ambition_with_its_address_and_is_never_divided():
    for app in (visit(COHERENCE), visit(AMBITION, ambitie="proef")):
        assert "Interventies samen: € 125.000 per jaar." in words(app)
    assert "Testcijfer uitgaven: 4,9 miljoen euro (2024)" in link_words(app)
    assert "Testcijfer uitgaven cijfer over geld: 4,9 miljoen euro (2024)" in words(visit(COHERENCE))
    everything = [
        words(visit(COHERENCE)),
        words(visit(AMBITION, ambitie="proef")),
        words(visit(INTERVENTION, interventie="lampen")),
    ]
    assert not [
        word for text in everything for word in ("kosten per", "euro per procent", "per euro effect") if word in text.lower()
    ]
    assert "Ambities zonder interventie: Wonen." in words(visit(COHERENCE))


def test_ambition_and_indicator_tell_who_works_on_them_and_what_the_figures_say():
    assert "aanwijzing Testcijfer gedaald" in words(visit(AMBITION, ambitie="proef"))
    app = visit(INDICATOR, indicator="gedaald")
    assert {"Lampen", "Buurtwachten"} <= set(link_words(app))
    assert "Wie werkt hieraan?" in words(app)
    assert "aanwijzing Testcijfer gedaald" in words(app)
    assert "Wie werkt hieraan?" not in words(visit(INDICATOR, indicator="gedaald", gemeente="GM0034")), "not their interventions"
    assert "Wie werkt hieraan?" not in words(visit(INDICATOR, indicator="uitgaven"))


def test_no_page_names_a_cause():
    for name in ("lampen", "buurtwachten", "meldpunt", "oud-plan", "volgend-jaar"):
        for page in (INTERVENTION, CHECKPOINT):
            text = words(visit(page, interventie=name)).lower()
            assert [word for word in FORBIDDEN if word in text] == [], (name, page)

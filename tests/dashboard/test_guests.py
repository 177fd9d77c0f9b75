"""Another municipality in the address: its figures, lines, changes and comparisons, and nothing that somebody else agreed."""

import pytest
from support.pages import (
    AMBITION,
    CHANGED,
    CHECKPOINT,
    COHERENCE,
    COMPARE,
    INDICATOR,
    INTERVENTION,
    OVERVIEW,
    PORTFOLIO,
    SOURCES,
    visit,
    words,
)

from dashboard import data
from dashboard.downloads.tables import AGREED, overview_export
from dashboard.indicator.pieces import picture_of
from dashboard.indicator.trend.told import trend_alt
from dashboard.look.terms import TERMS
from indicators.methods.norm_status import NormStatus

GUEST, NAME, OWNER = "GM0344", "Utrecht", "Zaanstad"
OF_EVERYONE = [
    pytest.param(OVERVIEW, {}, id="overview"),
    pytest.param(AMBITION, {"ambitie": "sociale-veiligheid"}, id="ambition"),
    pytest.param(INDICATOR, {"indicator": "woninginbraken"}, id="indicator"),
    pytest.param(INDICATOR, {"indicator": "huisartsenpraktijken"}, id="an indicator off its norm"),
    pytest.param(INDICATOR, {"indicator": "jeugdhulp"}, id="an indicator without figures"),
    pytest.param(COMPARE, {}, id="compare"),
    pytest.param(CHANGED, {}, id="changed"),
]
OF_ONE = [
    pytest.param(PORTFOLIO, {}, id="portfolio"),
    pytest.param(INTERVENTION, {"interventie": "{first}"}, id="intervention"),
    pytest.param(COHERENCE, {}, id="coherence"),
    pytest.param(CHECKPOINT, {"interventie": "{first}"}, id="checkpoint"),
]
VERDICTS = (
    "onzeker",
    "niet behaald",
    "achter op",
    "rond de norm",
    "nulmeting",
    "norm ",
    "mijlpaal",
    "kans dat de norm",
    "eigenaar:",
)


def at(parameters: dict[str, str]) -> dict[str, str]:
    first = data.databook().agenda.interventions[0].id
    return {name: value.format(first=first) for name, value in parameters.items()}


@pytest.mark.parametrize(("address", "parameters"), OF_EVERYONE)
def test_no_page_holds_a_guest_to_another_s_norms_or_names_its_interventions(shown, address, parameters):
    text = words(visit(address, gemeente=GUEST, **at(parameters)))
    for term, meaning in TERMS:  # under every page stands what words mean, also those about norms
        text = text.replace(f"{term} {meaning}", "")
    text = text.replace(f"Gemeente {OWNER} Databoek", "", 1)  # the bar says whose databook this is
    assert f"U ziet de cijfers van {NAME}. Normen en interventies zijn van {OWNER}: die staan hier niet bij." in text
    assert [word for word in VERDICTS if word in text.lower()] == []
    agenda = data.databook().agenda
    names = [each.name for each in (*agenda.interventions, *agenda.partners)]
    assert [name for name in names if len(name) > 4 and name in text] == []


@pytest.mark.parametrize(("address", "parameters"), OF_ONE)
def test_pages_about_interventions_say_whose_they_are_to_whoever_chose_another_municipality(shown, address, parameters):
    given = at(parameters)
    told = f"U koos {NAME}. Alles op deze pagina is van {OWNER}: de interventies, de cijfers en het geld."
    assert told in words(visit(address, gemeente=GUEST, **given))
    assert "U koos" not in words(visit(address, **given))
    assert "U koos" not in words(visit(address, gemeente="GM9999", **given))


def test_a_guest_gets_figures_a_line_a_change_and_a_comparison(shown):
    text = words(visit(INDICATOR, indicator="woninginbraken", gemeente=GUEST))
    for question in ("Is er een duidelijke lijn?", "Is het laatste cijfer opvallend?", "En vergelijkbare gemeenten?"):
        assert question in text
    assert "Wordt de norm gehaald?" not in text
    assert "Wordt de norm gehaald?" in words(visit(INDICATOR, indicator="woninginbraken"))


def test_the_overview_of_a_guest_shows_lines_and_comparisons_in_place_of_verdicts(shown):
    text = words(visit(gemeente=GUEST))
    assert "Cijfer Laatste Verloop Vergelijkbare gemeenten Lijn" in text
    assert f"24 cijfers van {NAME}" in text
    assert "wijken af van de norm" not in text
    assert "Welke cijfers" not in [each.label for each in visit(gemeente=GUEST).get("button_group")]


@pytest.mark.parametrize("municipality", ["", GUEST])
def test_the_overview_says_what_many_looks_give_by_themselves(shown, municipality):
    text = words(visit(gemeente=municipality) if municipality else visit())
    assert "Ook zonder echte lijn zou je er op " in text
    assert "Twee van de drie cijfers horen daar altijd bij: hier zijn dat er ongeveer " in text


def test_what_was_agreed_is_not_in_the_databook_of_a_guest(shown):
    own, guest = data.databook(), data.databook(GUEST)
    assert (own.is_guest, guest.is_guest, guest.owner) == (False, True, OWNER)
    assert not guest.agenda.interventions
    for row in guest.rows:
        agreed = (row.indicator.norm, row.indicator.baseline, row.indicator.owner, row.baseline.value, row.norm_levels)
        assert agreed == (None, None, None, None, ())
        assert row.assessment.norm.status in {NormStatus.NO_NORM, NormStatus.NOT_ASSESSABLE}
    assert "Start van" not in trend_alt(picture_of(guest, "woninginbraken"))
    assert "Start van" in trend_alt(picture_of(own, "woninginbraken"))


def test_the_download_of_a_guest_has_no_columns_about_a_norm(shown):
    own, guest = (overview_export(book, book.rows) for book in (data.databook(), data.databook(GUEST)))
    assert set(AGREED) <= set(own.headers)
    assert [name for name in own.headers if name not in AGREED] == list(guest.headers)
    assert {len(line) for line in guest.lines} == {len(guest.headers)}


def test_accountability_is_the_same_for_everyone(shown):
    assert f"U ziet de cijfers van {NAME}." in words(visit(SOURCES, gemeente=GUEST))

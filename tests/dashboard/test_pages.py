"""The one list of pages, and the links between them: where they lead, and that nothing in their words is read as HTML."""

import pytest
from support.shipped import ROOT

from dashboard.pages import AMBITION, CHANGED, INDICATOR, OVERVIEW, PAGES, Links, Visit, neighbours, trail
from dashboard.render import render

UTRECHT = {"gemeente": "GM0344"}


@pytest.mark.parametrize(
    ("below", "page", "parameters", "path"),
    [
        ("", OVERVIEW, {}, "/"),
        ("", OVERVIEW, {"gemeente": "GM0344"}, "/?gemeente=GM0344"),
        ("", INDICATOR, {"indicator": "roken", "gemeente": "GM0344"}, "/indicator?indicator=roken&gemeente=GM0344"),
        ("sociaal/", AMBITION, {"ambitie": "veilig"}, "/sociaal/ambitie?ambitie=veilig"),
        ("/sociaal/agenda", OVERVIEW, {}, "/sociaal/agenda/"),
        ("", CHANGED, {"sinds": "1 mei & later"}, "/veranderd?sinds=1+mei+%26+later"),
    ],
)
def test_the_address_is_that_of_the_page_below_the_path_of_the_server(below, page, parameters, path):
    assert Links(base_path=below).to(page, "Lees meer", **parameters).href == path


def test_a_link_keeps_the_municipality_of_the_reader_and_nothing_else_of_the_address():
    links = Visit.at({"indicator": "roken", **UTRECHT, "lagen": "norm"}, "/sociaal/").links
    assert links.to(OVERVIEW, "Overzicht").href == "/sociaal/?gemeente=GM0344"
    assert links.to(AMBITION, "Veilig", ambitie="veilig").href == "/sociaal/ambitie?ambitie=veilig&gemeente=GM0344"
    assert links.exactly(OVERVIEW, "Terug", gemeente="GM0479").href == "/sociaal/?gemeente=GM0479"


def test_a_visit_tells_what_is_absent_from_what_is_empty():
    visit = Visit.at({"gemeenten": ""})
    assert (visit.asked("gemeenten"), visit.asked("lagen")) == ("", None)
    assert (visit.wanted("gemeenten"), visit.wanted("lagen"), visit.municipality) == ("", "", "")


def test_words_and_parameters_stay_words_and_parameters():
    link = Links(municipality="GM0344").to(INDICATOR, "<b>Zorg & meer</b>", indicator='a"><script>')
    assert render("_link.html", link=link) == (
        '<a href="/indicator?indicator=a%22%3E%3Cscript%3E&amp;gemeente=GM0344">&lt;b&gt;Zorg &amp; meer&lt;/b&gt;</a>'
    )


def test_the_way_back_names_its_steps_once_and_reads_no_marks_aloud():
    assert trail(Links().to(OVERVIEW, "Overzicht"), "Ambitie") == (
        '<nav class="kruimelpad" aria-label="Kruimelpad"><a href="/">Overzicht</a><span aria-hidden="true">›</span>Ambitie</nav>'
    )


def test_at_the_end_of_the_row_the_place_of_the_next_stays_empty():
    before = Links().to(INDICATOR, "Vorige", indicator="roken")
    html = neighbours(before, None)
    assert html.endswith('<span><a href="/indicator?indicator=roken">Vorige</a></span><span></span></nav>')


def test_every_page_has_its_view_its_own_address_and_title():
    files = {path.name for path in (ROOT / "dashboard" / "views").glob("*.py")} - {"__init__.py"}
    assert {page.file.removeprefix("views/") for page in PAGES} == files
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)
    assert [page for page in PAGES if not page.path] == [OVERVIEW]

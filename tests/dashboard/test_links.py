"""Links in our own HTML: where they lead, and that nothing in their words is read as HTML."""

import pytest
import streamlit as st

from dashboard.pages import address, link, neighbours, trail


@pytest.mark.parametrize(
    ("below", "page", "parameters", "path"),
    [
        ("", "views/overzicht.py", {}, "/"),
        ("", "views/overzicht.py", {"gemeente": "GM0344"}, "/?gemeente=GM0344"),
        ("", "views/indicator.py", {"indicator": "roken", "gemeente": "GM0344"}, "/indicator?indicator=roken&gemeente=GM0344"),
        ("sociaal/", "views/ambitie.py", {"ambitie": "veilig"}, "/sociaal/ambitie?ambitie=veilig"),
        ("/sociaal/agenda", "views/overzicht.py", {}, "/sociaal/agenda/"),
        ("", "views/veranderd.py", {"sinds": "1 mei & later"}, "/veranderd?sinds=1+mei+%26+later"),
    ],
)  # fmt: skip
def test_the_address_is_that_of_the_page_below_the_path_of_the_server(monkeypatch, below, page, parameters, path):
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": below}.get)
    assert address(page, parameters) == path


def test_words_and_parameters_stay_words_and_parameters():
    html = link("views/indicator.py", "<b>Zorg & meer</b>", {"indicator": 'a"><script>', "gemeente": "GM0344"})
    assert html == (
        '<a href="/indicator?indicator=a%22%3E%3Cscript%3E&amp;gemeente=GM0344">&lt;b&gt;Zorg &amp; meer&lt;/b&gt;</a>'
    )


def test_the_way_back_names_its_steps_once_and_reads_no_marks_aloud():
    assert trail("<a>Overzicht</a>", "Ambitie") == (
        '<nav class="kruimelpad" aria-label="Kruimelpad"><a>Overzicht</a><span aria-hidden="true">›</span>Ambitie</nav>'
    )


def test_at_the_end_of_the_row_the_place_of_the_next_stays_empty():
    assert neighbours("<a>Vorige</a>", "").endswith("<span><a>Vorige</a></span><span></span></nav>")

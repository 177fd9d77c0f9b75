"""Nothing that residents and councils read tells them to type a command: not a page, a paper, a file, a feed or a letter."""

import json
import re

import pytest
from support.addresses import EXAMPLES
from support.reading_pages import Read, empty_charts
from support.shipped import copy_of
from typer.testing import CliRunner

from dashboard import data
from dashboard.changed.last_refresh import last_refresh
from dashboard.changed.pieces import changes_since
from dashboard.documents import databook
from dashboard.documents.letter import letters
from dashboard.documents.meeting import package
from dashboard.documents.pdf import as_data
from dashboard.pages import ACCOUNTABILITY, INDICATOR, TO_READ
from dashboard.paper import page as on_paper
from dashboard.publish.feeds.asked import feed_file, feed_paths
from dashboard.publish.opendata.asked import data_file, data_paths
from etl.__main__ import app
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.problems import AgendaError

COMMAND = re.compile(
    r"python\d? -m|\bpip install|\bmake [a-z]+\b|\betl (refresh|status|check|log)\b|\b[Tt]yp(e)?: |\bdocker \w+|\$ \w+"
)
NEW = "rookt-nu"
"""An indicator that is new in the agenda: it has no figures until somebody refreshes them, with a command."""


@pytest.fixture
def book(agenda, twice, tmp_path, monkeypatch):
    """With such an indicator, and with figures that came in between two refreshes."""
    monkeypatch.setenv("DATABOEK_DATA", str(copy_of(twice, tmp_path / "twice")))
    written = agenda.read_text(encoding="utf-8")
    agenda.write_text(written.replace("      - id: roken\n", f"      - id: {NEW}\n", 1), encoding="utf-8")
    found = data.databook()
    assert found.row(NEW).reason.startswith("nog niet opgehaald: de indicator is nieuw")
    return found


def commands(text):
    return [each.group() for each in COMMAND.finditer(text)]


@pytest.mark.parametrize(
    "told",
    ["Typ: python -m etl refresh", "Kijk met python -m etl status.", "make start doet dit", "voer etl check uit", "$ databoek"],
)
def test_a_command_is_known(told):
    assert commands(told)


def read(page, asked, **how):
    written = on_paper.write(page, asked, "", "/stijl.css", **how)
    return " ".join(Read(str(written.html)).texts)


def test_no_page_of_the_reading_version_has_one(book):
    asked = [(page, EXAMPLES.get(page.name, {})) for page in TO_READ]
    asked += [(INDICATOR, {"indicator": NEW}), (INDICATOR, {"indicator": NEW, "weergave": "ingesloten"}), (None, {})]
    with empty_charts():
        for page, parameters in asked:
            text = read(page, parameters)
            assert len(text) > 100
            assert commands(text) == [], (page, parameters)
            assert commands(read(page, parameters, has_forms=False)) == [], (page, parameters)


def test_no_paper_has_one(book):
    changes = changes_since(book, last_refresh(book.runs).before)
    papers = [databook.whole(book), databook.of_indicator(book, NEW), package(book, None, book.today)]
    papers += letters(book, changes, book.today).values()
    assert len(papers) > 3
    for paper in papers:
        text = json.dumps(as_data(paper), ensure_ascii=False, default=str)
        assert len(text) > 100
        assert commands(text) == []


def test_no_file_and_no_feed_has_one(book):
    for path in data_paths(book):
        if path.endswith((".csv", ".json")):
            assert commands(data_file(book, path).make(book).decode("utf-8")) == [], path
    for path in feed_paths(book):
        assert commands(feed_file(book, path, "https://cijfers.example.org").make(book).decode("utf-8")) == [], path


@pytest.mark.parametrize(
    "why",
    [StoreMissingError("Typ: python -m etl refresh"), StoreNewerError("x"), AgendaError([]), RuntimeError("geheim")],
    ids=repr,
)
def test_no_page_has_one_where_there_is_nothing_to_show(shown, monkeypatch, why):
    def broken(_page):
        raise why

    monkeypatch.setattr(on_paper, "_run", broken)
    text = read(ACCOUNTABILITY, {})
    assert "eheer" in text, "it says who can mend it"
    assert commands(text) == []


def test_who_keeps_the_figures_is_told_what_to_type(book, agenda, tmp_path):
    told = CliRunner().invoke(app, ["status", "--agenda", str(agenda), "--data", str(tmp_path / "twice")]).output
    (line,) = [each for each in told.splitlines() if NEW in each]
    assert line.endswith("Typ: python -m etl refresh")

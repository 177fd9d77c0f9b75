"""Of every indicator the dashboard, the reading version, the PDF and the files say the same: each sentence and each figure.

The reading version is taken apart as who reads it sees it, and the others are held against that.
"""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from support.pages import INDICATOR as PAGE
from support.pages import go
from support.pages import visit as on_screen
from support.pdf_text import squeezed, text_of, under
from support.reading_pages import ROOT, empty_charts, written
from support.said import said_on_paper, said_on_screen
from support.shipped import AGENDA
from support.stopped_clock import showing
from support.told import lines_of, told_by

from dashboard import data, kit
from dashboard.documents import databook
from dashboard.documents.indicator import NEWEST
from dashboard.documents.pdf import to_pdf
from dashboard.downloads.asked import OF
from dashboard.look.questions import NORM, QUESTIONS
from dashboard.pages import INDICATOR, OVERVIEW, Visit
from dashboard.publish.opendata.asked import data_file
from indicators.wording.numbers import number

GUEST = "GM0344"
EARLY, ELSEWHERE = "*", "✚"
"""Behind a period on a page: this figure may still become another one, and it came from another source."""


@dataclass(frozen=True)
class Edition:
    """What is shown, its databook, how to get a page of it on paper, and the text of its PDF by indicator."""

    shown: tuple[Path, Path, datetime]
    book: object
    page: object
    printed: dict[str, str]

    def of(self, row):
        return self.page(f"{ROOT}indicator?indicator={row.indicator.id}{self.whose}")

    @property
    def whose(self):
        return f"&gemeente={self.book.code}" if self.book.is_guest else ""


@pytest.fixture(scope="module")
def shipped(filled, at, paper, whole_pdf):
    with showing(AGENDA, filled, at):
        book = data.databook()
    names = [row.indicator.name for row in book.rows]
    return Edition((AGENDA, filled, at), book, paper.__getitem__, under(whole_pdf, names))


@pytest.fixture(scope="module")
def rich_edition(rich, at):
    with showing(*rich, at), empty_charts():
        book = data.databook()
        printed = under(to_pdf(databook.whole(book)), [row.indicator.name for row in book.rows])
    return Edition((*rich, at), book, cache(written), printed)


@pytest.fixture(scope="module")
def guest(filled, at):
    with showing(AGENDA, filled, at), empty_charts():
        book = data.databook(GUEST)
        printed = {row.indicator.name: text_of(to_pdf(databook.of_indicator(book, row.indicator.id))) for row in book.rows}
    return Edition((AGENDA, filled, at), book, cache(written), printed)


@pytest.fixture(
    params=["shipped", *(pytest.param(name, marks=pytest.mark.attack) for name in ("rich_edition", "guest"))],
)
def edition(request):
    found = request.getfixturevalue(request.param)
    with showing(*found.shown), empty_charts():  # each its own, also when another was asked for last
        yield found


def lines_in(content):
    """A CSV file of ours, a dictionary a line."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_dashboard_and_reading_version_say_the_same(edition, monkeypatch):
    monkeypatch.setattr(kit, "is_framed", lambda: True)  # as our own server shows it, with links to files
    app = None
    for row in edition.book.rows:
        asked = {"indicator": row.indicator.id} | ({"gemeente": edition.book.code} if edition.book.is_guest else {})
        app = go(app, PAGE, **asked) if app else on_screen(PAGE, **asked)
        (screen, charts), (paper, alts) = said_on_screen(app), said_on_paper(edition.of(row))
        assert (screen, charts) == (paper, alts), row.indicator.id
        assert len(screen) > 10


def test_the_pdf_says_it_on_the_pages_of_the_indicator(edition):
    for row in edition.book.rows:
        told, text = told_by(edition.of(row).html), edition.printed[row.indicator.name]
        said = [told.name, told.finding, told.newest, *told.asked, *told.heads]
        said += [each for question, (word, texts) in told.answers.items() for each in (question, word, *texts)]
        said += ["".join(line) for line in told.figures[:NEWEST]]
        assert [each for each in said if squeezed(each) not in text] == [], row.indicator.id
        assert len(told.answers) == len(QUESTIONS) - edition.book.is_guest
        assert bool(told.figures) is (row.last is not None)


def test_files_have_the_same_figures(edition):
    """Rounded as the page does, where a file has them whole."""
    book = edition.book
    everything = lines_in(data_file(book, "cijfers.csv").make(book))
    for row in book.rows:
        told, name = told_by(edition.of(row).html), row.indicator.id
        shown = [(each[0].rstrip(ELSEWHERE + EARLY), each[1]) for each in reversed(told.figures)]
        lines = [each for each in everything if each["indicator_id"] == name]
        assert lines_in(data_file(book, f"indicator/{name}.csv").make(book)) == lines
        assert [(each["periode"], rounded(each["waarde"], row)) for each in lines] == shown, name
        status = [line[-1].partition(",")[0] for line in reversed(told.figures)]
        assert [each["status"] for each in lines] == status, name
        marks = [ELSEWHERE * ("andere bron" in each["reeks"]) + EARLY * (each["status"] == "voorlopig") for each in lines]
        assert [period + mark for (period, _), mark in zip(shown, marks, strict=True)] == [
            each[0] for each in reversed(told.figures)
        ]
        assert {each["eenheid"] for each in lines} <= {row.indicator.unit}
        if files := OF[INDICATOR](book, Visit.at({"indicator": name})):
            saved = lines_in(files.make(book, "csv"))
            assert [(each["periode"], rounded(each["waarde"], row)) for each in saved] == shown, name
        assert bool(files) is bool(shown)


def rounded(written, row):
    return number(float(written.replace(",", ".")), row.indicator.decimals)


def test_files_have_the_same_answers_in_the_same_words(edition):
    """Files have a word for a program where a page has one for people: always the same one for the same."""
    book, words = edition.book, defaultdict(set)
    answers = lines_in(data_file(book, "oordelen.csv").make(book))
    for row in book.rows:
        told = told_by(edition.of(row).html)
        mine = {each["vraag"]: each for each in answers if each["indicator_id"] == row.indicator.id}
        assert list(mine) == list(told.answers)
        for question, (word, (sentence, *below)) in told.answers.items():
            assert mine[question]["zin"] == sentence, row.indicator.id
            assert [mine[question]["nodig"]] == below[-1:] or not mine[question]["nodig"], row.indicator.id
            words[question, mine[question]["antwoord"]].add(word)
    assert {key: said for key, said in words.items() if len(said) > 1} == {}


def test_the_overview_has_the_newest_figure_and_the_verdict_of_each_page(edition):
    book = edition.book
    told = {row.indicator.name: told_by(edition.of(row).html) for row in book.rows}
    pages = [f"{ROOT}?gemeente={book.code}"] if book.is_guest else [ROOT]
    pages += [f"{ROOT}ambitie?ambitie={each.id}{edition.whose}" for each in book.agenda.ambitions]
    lines = [line for page in pages for line in lines_of(edition.page(page).html)]
    assert len(lines) == 2 * len(book.rows)
    question = QUESTIONS[1] if book.is_guest else NORM
    saved = {each["indicator"]: each for each in lines_in(OF[OVERVIEW](book, Visit.at({})).make(book, "csv"))}
    newest = {each["indicator"]: each for each in lines_in(data_file(book, "overzicht.csv").make(book))}
    for line in lines:
        page, row = told[line.name], next(row for row in book.rows if row.indicator.name == line.name)
        assert line.verdict == page.answers[question.text][0], line.name
        for file in (saved, newest):
            assert bool(file[line.name]["waarde"]) is bool(page.figures)
        if page.figures:
            period, figure, *_ = page.figures[0]
            sign = "%" if row.indicator.unit == "%" else ""
            assert line.figure == f"{figure}{sign} ({period})", line.name
            assert f"{figure}{sign or f' {row.indicator.unit}'} ({period})" in page.newest, line.name
            for file in (saved, newest):
                found = rounded(file[line.name]["waarde"], row), file[line.name]["periode"]
                assert found == (figure, period.rstrip(ELSEWHERE + EARLY)), line.name

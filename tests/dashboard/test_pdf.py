"""The databook as a PDF: its sentences and figures are those of the databook, whatever an agenda says, twice the same bytes."""

import io
import os
import subprocess
import sys
from datetime import date

import pytest
import typst
from pypdf import PdfReader
from support.pdf_text import bookmarks, squeezed, tags, text_of
from support.shipped import AGENDA, ROOT
from support.stopped_clock import showing
from support.verapdf import held_against_ua1

from dashboard import data
from dashboard.accountability.words import LIMITS
from dashboard.changed.last_refresh import last_refresh
from dashboard.changed.pieces import changes_since
from dashboard.documents import databook
from dashboard.documents.letter import letters
from dashboard.documents.meeting import package
from dashboard.documents.parts import Document, Facts, Heading, Judged, Listed, Notice, Picture, Seen, Sentences, Several, Table
from dashboard.documents.pdf import to_pdf
from dashboard.indicator import words
from dashboard.indicator.pieces import picture_of
from dashboard.indicator.trend.layers import SWITCHED
from dashboard.indicator.trend.told import trend_alt
from dashboard.look.questions import QUESTIONS
from dashboard.overview import finding
from indicators.methods.norm_status import NormStatus
from indicators.wording.attention import say_attention

HOSTILE = "#set page(fill: red) $x^2$ *b* _i_ <l> @r \\ `c` // d /* e */ [f] {g} ~ -- --- ... 'h' \"i\" = j #k() \\u{41} %28"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def whole(filled, at, whole_pdf):
    """The databook, and all of it as a PDF with its text."""
    with showing(AGENDA, filled, at):
        yield data.databook(), whole_pdf, text_of(whole_pdf)


def test_it_says_of_every_indicator_what_the_databook_says(whole):
    book, _, text = whole
    for row in book.rows:
        said = [row.indicator.name, words.finding(row), words.newest(row), say_attention(row.indicator, row.assessment)]
        for question in QUESTIONS:
            answer = getattr(row.judged.answers, question.kind)
            said += [answer.text, answer.needed]
        said += ["".join(line) for line in words.figures(row)[1][:8]]
        assert [each for each in said if squeezed(each) not in text] == [], row.indicator.id


def test_it_begins_with_what_the_overview_finds_and_ends_with_what_it_cannot_say(whole):
    book, _, text = whole
    said = [finding.headline(book.rows), finding.rest(book.rows), *finding.many_looks(book.rows), *LIMITS]
    said += [method for question in QUESTIONS for method in question.method]
    assert [each for each in said if squeezed(each) not in text] == []
    assert text.index(squeezed(finding.headline(book.rows))) < text.index(squeezed(words.finding(book.rows[0])))
    assert squeezed("de normen, partners en interventies zijn verzonnen") in text


def test_who_cannot_see_it_gets_names_headings_charts_in_words_and_heads_of_tables(whole):
    book, content, _ = whole
    about, found = PdfReader(io.BytesIO(content)), tags(content)
    assert about.trailer["/Root"]["/Lang"] == "nl-NL"
    assert about.metadata.title == "Databoek Maatschappelijke Agenda"
    drawn = [row for row in book.rows if row.last]
    told = [trend_alt(picture_of(book, row.indicator.id, SWITCHED)) for row in drawn]
    assert [alt for kind, alt in found if kind == "Figure"] == told
    names = [*(each.theme for each in book.agenda.ambitions), *(row.indicator.name for row in book.rows)]
    assert set(names) <= set(bookmarks(content))
    kinds = [kind for kind, _ in found]
    after = [kinds[at + 1 : at + 5] for at, kind in enumerate(kinds) if kind == "Table"]
    assert len(after) > len(drawn)
    assert all("TH" in each for each in after)


@pytest.mark.needs("java")
def test_it_is_pdf_ua(whole, tmp_path):
    book, content, _ = whole
    files = [tmp_path / "databoek.pdf", tmp_path / "vergaderpakket.pdf", tmp_path / "plain.pdf"]
    files[0].write_bytes(content)
    files[1].write_bytes(to_pdf(package(book, None, date(2026, 10, 15))))
    files[2].write_bytes(typst.compile(b"= Untold", pdf_tags=False))
    *good, bad = held_against_ua1(*files)
    assert [each.faults for each in good] == [(), ()]
    assert all(each.is_well for each in good)
    assert good[0].checks > 100_000
    assert not bad.is_well
    assert any("tagged" in fault.lower() for fault in bad.faults), "or this test cannot fail"


def test_twice_gives_the_same_bytes(whole):
    book, *_ = whole
    document = databook.of_indicator(book, "mishandeling")
    assert to_pdf(document) == to_pdf(document)


@pytest.mark.attack
def test_a_package_and_all_letters_are_the_same_bytes_twice(twice, at):
    with showing(AGENDA, twice, at):
        book = data.databook()
        found = letters(book, changes_since(book, last_refresh(book.runs).before), book.today).values()
        assert len(found) > 1
        for document in (package(book, None, date(2026, 10, 15)), *found):
            assert to_pdf(document) == to_pdf(document), document.title


@pytest.mark.attack
def test_it_is_the_same_bytes_from_the_command_line(whole, filled, tmp_path):
    book, *_ = whole
    out = tmp_path / "new folder" / "veilig.pdf"
    ambition = book.agenda.ambitions[0].id
    asked = ["pdf", "--ambitie", ambition, "--out", str(out)]
    where = os.environ | {"DATABOEK_AGENDA": str(AGENDA), "DATABOEK_DATA": str(filled)}
    done = subprocess.run(
        [sys.executable, "-m", "dashboard.publish", *asked], cwd=ROOT, env=where, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Zaanstad: {out}\n"
    assert out.read_bytes() == to_pdf(databook.of_ambition(book, ambition))
    assert list(out.parent.iterdir()) == [out]


def a_document(text):
    seen = Seen.of(NormStatus.BEHIND)
    return Document(
        title=text,
        above=text,
        subtitle=text,
        about=text,
        publisher=text,
        made_on=date(2026, 11, 26),
        parts=(
            Notice(text, text),
            Heading(text, 1),
            Sentences((text, "")),
            Heading(text, 2),
            Listed((text,)),
            Listed((text,), is_numbered=True),
            Facts(((text, f"{text}\n{text}"),)),
            Table(caption=text, headers=(text, "b"), lines=((text, "1"),), numeric=(1,)),
            Picture(SVG, text),
            Several((Judged(name=text, seen=seen, texts=(text,), beside=text, level=3),), in_columns=True),
        ),
    )


def test_nothing_of_an_agenda_is_read_as_markup():
    content = to_pdf(a_document(HOSTILE))
    assert text_of(content).count(squeezed(HOSTILE)) >= 16
    assert PdfReader(io.BytesIO(content)).metadata.title == HOSTILE
    assert [alt for kind, alt in tags(content) if kind == "Figure"] == [HOSTILE]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("漢字 en tekst", "�� en tekst"),
        ("blij 😀", "blij �"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("'s-Hertogenbosch, Súdwest-Fryslân ≤ 2,5", "'s-Hertogenbosch, Súdwest-Fryslân ≤ 2,5"),
        ("x" * 400, "x" * 400),
        (" ", ""),
    ],
)
def test_a_letter_that_no_font_has_is_seen_to_be_missing(written, shown):
    assert squeezed(shown) in text_of(to_pdf(a_document(written)))


def test_a_guest_has_figures_and_no_norms(shown):
    guest = data.databook("GM0344")
    text = text_of(to_pdf(databook.of_indicator(guest, "woninginbraken")))
    assert squeezed(words.finding(guest.row("woninginbraken"))) in text
    assert squeezed("Normen en interventies zijn van Zaanstad") in text
    assert "Norm≤" not in text
    assert squeezed(QUESTIONS[0].text) not in text


def test_an_indicator_without_figures_says_why(shown):
    book = data.databook()
    row = next(row for row in book.rows if row.last is None)
    content = to_pdf(databook.of_indicator(book, row.indicator.id))
    assert squeezed(words.no_figures(row)) in text_of(content)
    assert "Figure" not in [kind for kind, _ in tags(content)]

"""The package for a meeting and the letter with new figures: what they say is what the pages say, and no more than there is."""

import json
import re
from datetime import date, datetime
from html import unescape

import pandas as pd
import pytest
from support.pdf_text import squeezed, text_of
from support.shipped import AGENDA
from typer.testing import CliRunner

from dashboard import data
from dashboard.changed import agenda_words, words
from dashboard.changed.changes import Changes, NewFigures, RevisedFigure
from dashboard.changed.last_refresh import last_refresh
from dashboard.changed.pieces import changes, changes_since
from dashboard.documents import names
from dashboard.documents.letter import letters
from dashboard.documents.meeting import meeting_of
from dashboard.documents.parts import Document, Facts
from dashboard.documents.sent import to_html, to_text
from dashboard.indicator.findings import asked_of
from dashboard.indicator.words import finding
from dashboard.look.notation import CLOCK
from dashboard.overview import finding as found_first
from dashboard.pages import Links
from dashboard.publish.__main__ import app
from dashboard.render import render
from indicators.methods.norm_status import NormStatus
from indicators.methods.series import Point

JUNE, OCTOBER, DECEMBER = date(2026, 6, 25), date(2026, 10, 15), date(2026, 12, 17)
TODAY = date(2026, 11, 26)


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def moved(twice, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(twice))
    return data.databook()


def heard(html):
    """A template as it is read aloud, without white space: an arrow says nothing."""
    return squeezed(unescape(re.sub(r"<[^>]+>", "", html))).replace("→", "")


@pytest.mark.parametrize(
    ("meetings", "asked", "on", "since"),
    [
        ((JUNE, OCTOBER, DECEMBER), None, DECEMBER, OCTOBER),
        ((JUNE, OCTOBER, TODAY), None, TODAY, OCTOBER),
        ((JUNE, OCTOBER), None, None, OCTOBER),
        ((JUNE, OCTOBER, DECEMBER), OCTOBER, OCTOBER, JUNE),
        ((DECEMBER, date(2027, 1, 14)), date(2027, 1, 14), date(2027, 1, 14), date(2026, 8, 26)),
        ((), None, None, date(2026, 8, 26)),
    ],
)
def test_a_package_is_for_the_next_meeting_and_tells_what_changed_since_the_one_before(meetings, asked, on, since):
    found = meeting_of(meetings, TODAY, asked)
    assert (found.on, found.since) == (on, since)


def test_a_package_says_what_is_off_what_changed_and_what_to_ask(moved, tmp_path):
    done = run("vergaderpakket", "--out", tmp_path, "--adres", "https://raad.example.org")
    assert (done.exit_code, done.stderr) == (0, "")
    name = f"vergaderpakket-GM0479-{moved.today.isoformat()}"
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{name}.json", f"{name}.pdf"]
    text = text_of((tmp_path / f"{name}.pdf").read_bytes())
    found, nowhere = changes(moved, OCTOBER), Links()
    new = [words.new_line(each, nowhere) for each in found.new]
    revised = [words.revised_line(each, nowhere) for each in found.revised]
    assert min(len(new), len(revised), len(found.judgements)) > 0, "or this test sees nothing"
    said = [found_first.headline(moved.rows), *(each.told for each in (*new, *revised))]
    said += [each.after.text for each in found.judgements]
    said += [text for row in moved.rows for text in asked_of(moved, row)]
    assert [each for each in said if squeezed(each) not in text] == []
    about = json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))
    assert about["organisatie"]["id"] == "https://identificatie.overheid.nl/tooi/id/gemeente/gm0479"
    assert about["webpaginaLink"] == f"https://raad.example.org/{name}.pdf"
    assert (about["datum"], about["formaat"]) == (moved.today.isoformat(), "application/pdf")
    assert "vergaderdatum" not in about, "the agenda names no meeting that is ahead"


def test_a_day_on_which_there_is_no_meeting_is_said_with_those_that_there_are(shown, tmp_path):
    wrong = run("vergaderpakket", "--out", tmp_path, "--vergadering", "2026-10-16")
    assert (wrong.exit_code, "Wel: 25 juni 2026; 15 oktober 2026" in wrong.stderr) == (2, True)
    odd = run("vergaderpakket", "--out", tmp_path, "--vergadering", "gisteren")
    assert (odd.exit_code, "'gisteren' is geen datum" in odd.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_lines_of_changes_are_told_as_the_page_is_read_aloud(moved):
    found, nowhere = changes(moved, JUNE), Links()
    new = [words.new_line(each, nowhere) for each in found.new]
    indicator = moved.rows[0].indicator
    then, same, other = (Point(year=2020, value=value) for value in (1.0, 1.0, 2.0))
    early = Point(year=2020, value=1.0, is_provisional=True)
    pairs = ((then, None), (early, same), (early, other), (then, other))
    odd = [RevisedFigure(indicator=indicator, before=before, after=after, seen_at=None) for before, after in pairs]
    revised = [words.revised_line(each, nowhere) for each in (*found.revised, *odd)]
    norms = [agenda_words.norm_line(each, moved.partners, nowhere) for each in found.norms]
    for template, lines in (("new", new), ("revised", revised), ("norms", norms)):
        aloud = heard(render(f"changed/{template}.html", lines=lines, marks=""))
        assert [line.told for line in lines if squeezed(line.told).rstrip(".") not in aloud.replace("..", ".")] == [], template


def test_a_letter_says_the_same_as_a_page_a_pdf_and_text(moved, tmp_path):
    done = run("brief", "--out", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    last = last_refresh(moved.runs)
    found = changes_since(moved, last.before)
    with_news = {each.indicator.id for each in (*found.new, *found.revised)}
    expected = {row.ambition.id for row in moved.rows if row.indicator.id in with_news}
    assert {path.name for path in tmp_path.iterdir()} == {
        f"brief-{name}.{end}" for name in expected for end in ("html", "pdf", "txt")
    }
    for name in expected:
        html, text = (squeezed((tmp_path / f"brief-{name}.{end}").read_text(encoding="utf-8")) for end in ("html", "txt"))
        shown = {"html": heard(html), "txt": text, "pdf": text_of((tmp_path / f"brief-{name}.pdf").read_bytes())}
        said = [names.DRAFT, names.READ_IT]
        for row in moved.rows_of(name):
            if row.indicator.id in with_news:
                answers = row.judged.answers
                said += [row.indicator.name, *(each.text for each in (answers.norm, answers.change, answers.comparison))]
            elif row.assessment.norm.status is NormStatus.NOT_ASSESSABLE:
                said.append(f"{row.indicator.name}: {finding(row)}")
        for kind, content in shown.items():
            assert [each for each in said if squeezed(each) not in content] == [], (name, kind)


def test_without_new_figures_there_is_no_letter_and_the_answer_says_so(shown, tmp_path):
    done = run("brief", "--out", tmp_path / "brieven")
    assert (done.exit_code, "Er is geen brief gemaakt" in done.stdout) == (3, True)
    assert not (tmp_path / "brieven").exists()
    book = data.databook()
    assert letters(book, Changes(), book.today) == {}


def test_a_letter_is_only_about_figures_that_came(shown):
    book = data.databook()
    row = book.rows[0]
    new = NewFigures(indicator=row.indicator, points=row.series.points[-1:], seen_at=None, is_first=False)
    (letter,) = letters(book, Changes(new=(new,)), book.today).values()
    text = to_text(letter).decode()
    assert f"\n{row.indicator.name}\n---" in text
    assert book.rows[1].indicator.name not in text
    assert "De volgende cijfers: onbekend." in text


def test_a_letter_reads_nothing_as_html_and_has_no_part_that_it_cannot_write(shown):
    book = data.databook()
    row = book.rows[0]
    hostile = row.indicator.model_copy(update={"name": "<script>alert(1)</script>&"})
    new = NewFigures(indicator=row.indicator, points=row.series.points[-1:], seen_at=None, is_first=False)
    odd = book.rows[0].__class__(**{**vars(row), "indicator": hostile})
    changed = book.__class__(**{**vars_of(book), "rows": (odd, *book.rows[1:])})
    (letter,) = letters(changed, Changes(new=(new,)), book.today).values()
    html = to_html(letter).decode()
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in html
    wrong = Document(title="", above="", subtitle="", about="", publisher="", made_on=TODAY, parts=(Facts((("a", "b"),)),))
    for write in (to_html, to_text):
        with pytest.raises(TypeError, match="no Facts"):
            write(wrong)


def vars_of(book):
    return {name: value for name, value in vars(book).items() if name in book.__dataclass_fields__}


def test_the_last_refresh_is_the_newest_and_before_it_the_figures_stood_as_the_one_before_left_them():
    at = [datetime(2026, 10, 1, 9, tzinfo=CLOCK), datetime(2026, 11, 10, 23, 30, tzinfo=CLOCK)]
    assert last_refresh(pd.DataFrame({"finished_at": at[:1]})).before is None
    found = last_refresh(pd.DataFrame({"finished_at": at[::-1]}))
    assert found.at == at[1]
    assert (found.before.at, found.before.on, found.before.is_start) == (at[0], at[0].date(), False)

"""Papers of agendas and municipalities that are unlike the shipped one: whole, PDF/UA, and nothing runs into anything else."""

import io
import json
from datetime import date

import pytest
import yaml
from pypdf import PdfReader
from support.pdf_text import bookmarks, squeezed, text_of
from support.verapdf import held_against_ua1

from dashboard import data
from dashboard.changed.changes import Changes, NewFigures
from dashboard.documents import databook
from dashboard.documents.letter import letters
from dashboard.documents.meeting import package
from dashboard.documents.names import for_meeting
from dashboard.documents.parts import Document, Heading, Table
from dashboard.documents.pdf import to_pdf
from dashboard.pages import PORTFOLIO

LONG = "Arbeidsongeschiktheidsverzekeringsuitkeringsgerechtigden"
NAMES = (
    f"{LONG} per duizend inwoners",
    "Aandeel inwoners van 18 jaar en ouder dat het afgelopen jaar minstens een keer per maand mantelzorg gaf aan een naaste",
    "Verkeersveiligheidsgevoel",
)
GUESTS = ("GM0088", "GM1980", "GM0796", "GM0363")
"""The smallest, one of two that became one, one with a name that begins with an apostrophe, and the largest."""
SINCE = date(2026, 10, 15)


def one(found):
    """A single indicator, no interventions, no meetings."""
    found["ambities"] = found["ambities"][:1]
    found["ambities"][0]["indicatoren"] = found["ambities"][0]["indicatoren"][:1]
    del found["interventies"], found["agenda"]["raadsvergaderingen"]


def sixty(found):
    """As many as a large municipality has, with names that are too long for any column."""
    for at in range(60 - sum(len(each["indicatoren"]) for each in found["ambities"])):
        ambition = found["ambities"][at % len(found["ambities"])]
        known = ambition["indicatoren"][0]
        ambition["indicatoren"].append(known | {"id": f"{known['id']}-{at}", "naam": f"{NAMES[at % 3]} ({at})"})


def unknown(found):
    """Figures were fetched, and none of them is about this agenda."""
    renamed = {each["id"]: f"{each['id']}-nieuw" for ambition in found["ambities"] for each in ambition["indicatoren"]}
    for ambition in found["ambities"]:
        for each in ambition["indicatoren"]:
            each["id"] = renamed[each["id"]]
    for each in found["interventies"]:
        for aim in each["indicatoren"]:
            aim["indicator"] = renamed[aim["indicator"]]


def written(agenda, change):
    """The databook of the shipped agenda after this change."""
    found = json.loads(json.dumps(yaml.safe_load(agenda.read_text(encoding="utf-8")), default=str))
    change(found)
    agenda.write_text(yaml.safe_dump(found, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return data.databook()


def test_an_agenda_of_one_indicator_with_nothing_agreed_is_a_whole_paper(agenda):
    book = written(agenda, one)
    content = to_pdf(databook.whole(book))
    assert book.rows[0].indicator.name in bookmarks(content)
    assert PORTFOLIO.title not in bookmarks(content)
    assert squeezed(for_meeting(None)) in text_of(to_pdf(package(book, None, SINCE)))


def test_a_word_is_broken_where_it_is_wider_than_its_column_and_nowhere_else():
    shares = (5, 4, 4, 4, 4, 4)
    fits, name = "Kinderdagverblijven binnen 3 km", "cijfers van 's-Hertogenbosch " * 12
    table = Table(
        caption="", headers=("Naam", *"abcde"), lines=tuple((each, *"12345") for each in (NAMES[0], fits)), shares=shares
    )
    about = {"above": "", "subtitle": name, "about": "", "publisher": "p", "made_on": SINCE}
    content = to_pdf(Document(title="Lange woorden", parts=(Heading("Kop", 1), table), **about))
    text = text_of(content)
    assert LONG not in text
    assert LONG in text.replace("\u00ad", "").replace("-", "")
    assert squeezed(fits) in text
    lines = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).splitlines()
    assert sum(line.count("'s-Hertogenbosch") for line in lines) == 12, "its hyphen is no place to break a line"


def test_the_name_of_a_file_is_never_broken_by_a_hyphen_of_ours():
    names = ("bestanden/regionale-monitor-brede-welvaart.csv", "bestanden/gebieden-2024.csv", "2012/2016/2020/2022/2024")
    table = Table(
        caption="", headers=("Bron", *"abcde"), lines=tuple((each, *"12345") for each in names), shares=(5, 4, 4, 4, 4, 4)
    )
    about = {"above": "", "subtitle": "", "about": "", "publisher": "p", "made_on": SINCE}
    text = text_of(to_pdf(Document(title="Bestanden", parts=(Heading("Kop", 1), table), **about)))
    assert [each for each in names if each not in text] == []


@pytest.mark.attack
@pytest.mark.needs("java")
def test_papers_of_every_kind_are_pdf_ua(agenda, tmp_path):
    shipped, made = agenda.read_text(encoding="utf-8"), {}
    for change in (one, sixty, unknown):
        agenda.write_text(shipped, encoding="utf-8")
        book = written(agenda, change)
        made |= {f"{change.__name__}-boek": databook.whole(book), f"{change.__name__}-pakket": package(book, None, SINCE)}
        found = tuple(
            NewFigures(indicator=row.indicator, points=row.series.points[-1:], seen_at=None, is_first=False) for row in book.rows
        )
        made |= {f"{change.__name__}-brief-{name}": each for name, each in letters(book, Changes(new=found), book.today).items()}
    agenda.write_text(shipped, encoding="utf-8")
    for code in GUESTS:
        made[code] = databook.whole(data.databook(code))
    files = []
    for name, document in made.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(to_pdf(document))
    assert {
        path.stem: verdict.faults for path, verdict in zip(files, held_against_ua1(*files), strict=True) if not verdict.is_well
    } == {}

"""A drafted letter for each ambition that got new figures: what is new, whether it stands out, what stays unknown.

A person reads it, changes it and sends it. It judges nothing.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from dashboard.accountability.tables import expected_of
from dashboard.book.databook import Databook, Row
from dashboard.book.origins import held_of
from dashboard.changed import words
from dashboard.changed.changes import Changes
from dashboard.documents import names
from dashboard.documents.parts import Document, Heading, Judged, Listed, Notice, Part, Seen, Sentences, Several, Tone
from dashboard.documents.summary import notices
from dashboard.indicator.ahead import NOTHING
from dashboard.indicator.findings import Card, cards_of
from dashboard.indicator.words import finding
from dashboard.look.notation import sentence
from dashboard.look.questions import CHANGE, COMPARISON, NORM
from dashboard.pages import Links
from indicators.agenda.model import Ambition
from indicators.methods.norm_status import NormStatus

_TOLD = (CHANGE, COMPARISON, NORM)
"""The answers that a new figure may change, in the order of a letter."""


def letters(book: Databook, found: Changes, on: date) -> Mapping[str, Document]:
    """By the id of each ambition that got new or revised figures; on: the day on which they came."""
    moved = {each.indicator.id for each in found.new} | {each.indicator.id for each in found.revised}
    with_news = [each for each in book.agenda.ambitions if any(indicator.id in moved for indicator in each.indicators)]
    return {each.id: _letter(book, each, found, on) for each in with_news}


def _letter(book: Databook, ambition: Ambition, found: Changes, on: date) -> Document:
    title = f"{names.NEWS}: {ambition.theme}"
    return Document(
        title=title,
        above=book.name,
        subtitle=names.came_on(on),
        about=names.foot(book, title),
        publisher=book.owner,
        made_on=book.today,
        parts=(Notice(names.DRAFT, names.READ_IT), *notices(book), *_parts(book, ambition, found)),
    )


def _parts(book: Databook, ambition: Ambition, found: Changes) -> Iterator[Part]:
    rows = book.rows_of(ambition.id)
    for row in rows:
        if news := tuple(_news(row, found)):
            yield Heading(row.indicator.name, 1, is_listed=False)
            yield Sentences(news)
            yield from _marks(row, found)
            yield Several(tuple(_answer(row, each, found) for each in cards_of(book, row, NOTHING) if each.question in _TOLD))
            yield Sentences((names.next_figures(_expected(book, row)),), Tone.SOFT)
    if unknown := [row for row in rows if row.assessment.norm.status is NormStatus.NOT_ASSESSABLE or row.last is None]:
        yield Heading(names.UNKNOWN, 1, is_listed=False)
        yield Listed(tuple(sentence(f"{row.indicator.name}: {finding(row)}") for row in unknown))


def _news(row: Row, found: Changes) -> Iterator[str]:
    name = row.indicator.id
    new = [words.new_line(each, Links()) for each in found.new if each.indicator.id == name]
    revised = [words.revised_line(each, Links()) for each in found.revised if each.indicator.id == name]
    yield from (sentence(f"{names.NEW}: {each.told}") for each in new)
    yield from (sentence(f"{names.REVISED}: {each.told}") for each in revised)


def _marks(row: Row, found: Changes) -> Iterator[Part]:
    """What the marks behind the figures mean, where there are any."""
    name = row.indicator.id
    new = words.marks_of_new([each for each in found.new if each.indicator.id == name])
    revised = words.marks_of_revised([each for each in found.revised if each.indicator.id == name])
    if marks := dict.fromkeys(text for text in (new, revised) if text):
        yield Sentences(tuple(marks), Tone.SMALL)


def _answer(row: Row, card: Card, found: Changes) -> Judged:
    changed = [each for each in found.judgements if (each.indicator.id, each.kind) == (row.indicator.id, card.question.kind)]
    beside = names.it_was(Seen.of(changed[0].statuses[0]).word) if changed else card.about
    texts = tuple(text for text in (card.answer.text, card.answer.needed) if text)
    return Judged(name=card.question.text, seen=Seen.of(card.status), texts=texts, beside=beside)


def _expected(book: Databook, row: Row) -> list[str]:
    return list(dict.fromkeys(expected_of(each, book.published, book.today) for each in held_of(row.indicator, book)))

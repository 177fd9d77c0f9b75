"""The databook of a municipality as a document: all of it, one ambition, or one indicator; it words and judges nothing."""

from collections.abc import Iterator

from dashboard.book.databook import Databook, Row
from dashboard.documents import indicator, interventions, methods, names, summary
from dashboard.documents.chart import courses
from dashboard.documents.parts import Contents, Document, Part
from indicators.agenda.model import Ambition


def whole(book: Databook) -> Document:
    """Everything: a page for each indicator, all interventions, how we judge, and where figures come from."""
    return _document(book, f"{names.DATABOOK} {book.agenda.info.title}", tuple(_whole(book)), has_cover=True)


def of_ambition(book: Databook, id_: str) -> Document:
    """One ambition with its indicators and interventions; KeyError for one that the agenda does not have."""
    ambition = _ambition(book, id_)
    return _document(book, f"{names.DATABOOK} {ambition.theme}", tuple(_of_ambition(book, ambition)), has_cover=True)


def of_indicator(book: Databook, id_: str) -> Document:
    """One indicator; KeyError for one that the agenda does not have."""
    row = _row(book, id_)
    parts = (*summary.notices(book), *indicator.page(book, row, courses(book, [row]), level=1), *methods.limits())
    return _document(book, f"{row.indicator.name} in {book.name}", parts, has_cover=False)


def _whole(book: Databook) -> Iterator[Part]:
    yield from summary.opening(book)
    yield Contents(names.CONTENTS)
    yield from summary.summary(book)
    drawn = courses(book, book.rows)
    for ambition in book.agenda.ambitions:
        yield from summary.ambition_opening(book, ambition)
        for row in book.rows_of(ambition.id):
            yield from indicator.page(book, row, drawn)
    yield from interventions.chapter(book, interventions.entries_of(book))
    yield from methods.methods(book)
    yield from methods.limits()
    yield from methods.sources(book)
    yield from methods.ending(book)


def _of_ambition(book: Databook, ambition: Ambition) -> Iterator[Part]:
    rows = book.rows_of(ambition.id)
    yield from summary.opening(book)
    yield from summary.ambition_opening(book, ambition)
    yield from summary.off_norm(rows)
    drawn = courses(book, rows)
    for row in rows:
        yield from indicator.page(book, row, drawn)
    yield from interventions.chapter(book, interventions.entries_serving(book, ambition))
    yield from methods.limits()


def _document(book: Databook, title: str, parts: tuple[Part, ...], *, has_cover: bool) -> Document:
    return Document(
        title=title,
        above=book.name,
        subtitle="" if not has_cover else book.agenda.info.title if book.agenda.info.title not in title else "",
        about=names.foot(book, title),
        publisher=book.owner,
        made_on=book.today,
        parts=parts,
        has_cover=has_cover,
    )


def _ambition(book: Databook, id_: str) -> Ambition:
    found = next((each for each in book.agenda.ambitions if each.id == id_), None)
    if found is None:
        raise KeyError(id_)
    return found


def _row(book: Databook, id_: str) -> Row:
    found = book.row(id_)
    if found is None:
        raise KeyError(id_)
    return found

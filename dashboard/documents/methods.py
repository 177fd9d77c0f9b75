"""How a databook judges, what it cannot say, and where its figures come from, as 'Verantwoording' has it; it judges nothing."""

from collections.abc import Iterator
from itertools import groupby

from dashboard.accountability import tables, words
from dashboard.book.databook import Databook
from dashboard.documents import names
from dashboard.documents.parts import Facts, Heading, Listed, Part, Sentences, Table, Tone
from dashboard.indicator.words import chosen_on
from dashboard.look.notation import sentence
from dashboard.look.questions import QUESTIONS
from dashboard.look.terms import ASKED, TERMS


def methods(book: Databook) -> Iterator[Part]:
    """The four questions with their method, and with whom we compare."""
    yield Heading(words.METHODS, 1, starts_page=True)
    yield Sentences((words.APART,))
    for question in QUESTIONS:
        yield Heading(question.text, 2, is_listed=False)
        yield Sentences(question.method)
    yield Heading(names.COMPARED, 2, is_listed=False)
    yield Sentences((chosen_on(book.group, book.figures.names),))


def limits() -> Iterator[Part]:
    """What the figures cannot say."""
    yield Heading(words.CANNOT_SAY, 1)
    yield Listed(words.LIMITS)


def sources(book: Databook) -> Iterator[Part]:
    """Every source and what is held of it, and which figures there are none of."""
    headers, lines = tables.sources(book.sources, book.published, book.today)
    yield Heading(names.SOURCES, 1, starts_page=True)
    yield Sentences((f"{words.fetched_of(book.sources)}.", words.next_refresh(book.next_refresh, book.today)))
    yield Table(caption=words.SOURCES_CAPTION, headers=tuple(headers), lines=tuple(map(tuple, lines)), shares=(5, 3, 4, 4, 3, 4))
    yield Sentences((words.EXPECTED,), Tone.SMALL)
    if missing := sorted((row for row in book.rows if row.last is None), key=lambda row: sentence(row.reason)):
        yield Heading(words.without_figures(len(missing)), 2, is_listed=False)
        for reason, rows in groupby(missing, key=lambda row: sentence(row.reason)):
            yield Sentences((reason,))
            yield Listed(tuple(row.indicator.name for row in rows))


def ending(book: Databook) -> Iterator[Part]:
    """What words mean, and who answers questions."""
    yield Heading(ASKED, 1)
    yield Facts(TERMS)
    yield Heading(words.ASK, 1)
    contact = words.contact_facts(book.agenda.info.contact)
    yield Facts(tuple(contact)) if contact else Sentences((words.NO_CONTACT,))

"""The interventions of an agenda in a document: what is expected, what the figures say, what comes next; it judges nothing."""

from collections.abc import Iterator, Sequence

from dashboard import data
from dashboard.ambition.words import no_moment
from dashboard.book.databook import Databook
from dashboard.documents.parts import Facts, Heading, Listed, Part, Sentences, Tone
from dashboard.interventions import checkpoint, effects, portfolio
from dashboard.interventions.cells import COLUMNS
from dashboard.interventions.moments import badge
from dashboard.interventions.portfolio import Entry
from dashboard.interventions.served import interventions_of
from dashboard.pages import PORTFOLIO
from indicators.agenda.model import Ambition


def entries_of(book: Databook) -> tuple[Entry, ...]:
    """All of them, the most urgent first; of a guest none."""
    return () if book.is_guest else portfolio.gather(book.agenda, data.kept(book, effects.of_book), book.today)


def entries_serving(book: Databook, ambition: Ambition) -> tuple[Entry, ...]:
    """Those that are for this ambition."""
    serving = {each.id for each in interventions_of(book.agenda, ambition)}
    return tuple(each for each in entries_of(book) if each.intervention.id in serving)


def chapter(book: Databook, entries: Sequence[Entry]) -> Iterator[Part]:
    """All of these; nothing when there are none."""
    if not entries:
        return
    yield Heading(PORTFOLIO.title, 1, starts_page=True)
    yield Sentences((portfolio.summary(entries),), Tone.SOFT)
    for entry in entries:
        yield from one(book, entry)


def one(book: Databook, entry: Entry) -> Iterator[Part]:
    """One intervention."""
    yield Heading(entry.intervention.name, 2, is_listed=False)
    yield Sentences((portfolio.subtitle(entry),), Tone.SOFT)
    moment = badge(entry.next, book.today) if entry.next else None
    coming = f"{moment.on}, {moment.said}" if moment else no_moment(entry.intervention)
    decided = sorted((each for each in entry.intervention.checkpoints if each.decision), key=lambda each: each.on)
    told = "\n".join(map(checkpoint.decision_line, decided))
    facts = [
        *checkpoint.known(entry, data.process_figures(entry.intervention)),
        (COLUMNS[2], coming),
        (checkpoint.DECIDED, told),
    ]
    yield Facts(tuple((label, text) for label, text in facts if text))
    if entry.gaps:
        yield Listed(entry.gaps)

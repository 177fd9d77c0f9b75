"""The few words that only a document needs: of when it is and what its parts are called; its sentences are those of the pages."""

from collections.abc import Sequence
from datetime import date

from dashboard.book.databook import Databook
from dashboard.look.notation import day, made_on
from dashboard.overview.words import freshness
from indicators.wording.numbers import listing

DATABOOK, CONTENTS, SUMMARY, SOURCES = "Databoek", "Inhoud", "Samenvatting", "Bronnen"
OFF_NORM, PER_AMBITION, STANDS_OUT = "Wat wijkt af van de norm", "Per ambitie", "Wat opvalt"
LATEST_FIGURES, COMPARED = "De laatste cijfers", "Vergelijkbare gemeenten"
INDICATOR, NEWEST, PARTNER = "Indicator", "Nieuwste cijfer", "Partner"
PACKAGE = "Vergaderpakket"
NEWS, NEW, REVISED, UNKNOWN = "Nieuwe cijfers", "Nieuw", "Herzien", "Wat we niet kunnen beoordelen"
DRAFT, READ_IT = "Concept.", "Dit is een voorstel, gemaakt uit de cijfers. Lees het na, pas het aan en verstuur het zelf."
AMBITION_COLUMNS = ("Ambitie", "Cijfers", "Stand")


def term(book: Databook) -> str:
    """The years that the agenda is about."""
    years = book.agenda.info.term
    return f"Looptijd van de agenda: {years.first} tot en met {years.last}"


def of_when(book: Databook) -> tuple[str, ...]:
    """Of whom, until when the figures run, and when this was made."""
    return term(book), freshness(book.sources, book.rows), made_on(book.today)


def for_meeting(on: date | None) -> str:
    """For which council meeting a package is."""
    return f"Voor de raadsvergadering van {day(on)}" if on else "Voor de volgende raadsvergadering; de agenda noemt nog geen dag"


def foot(book: Databook, title: str) -> str:
    """At the foot of every page."""
    made = made_on(book.today)
    return f"{title} · {book.name} · {made[0].lower()}{made[1:]}"


def came_on(on: date) -> str:
    """When the figures came."""
    return f"Opgehaald op {day(on)}"


def it_was(status: str) -> str:
    """Beside a status that is another one: what it was."""
    return f"(eerst {status})"


def next_figures(expected: Sequence[str]) -> str:
    """When the next figures are to be expected; unknown where nothing says it."""
    return f"De volgende cijfers: {listing(list(expected)) if expected else 'onbekend'}."

"""Under which licences a file is given away: those of its sources, and that of the municipality for what it agreed; pure."""

from dashboard.book.databook import Databook
from dashboard.book.origins import Origin, origins_of

FIGURES, OVERVIEW, ANSWERS, AGENDA = "cijfers", "overzicht", "oordelen", "agenda.json"
_OF_ONE = "indicator/"


def licences_in(book: Databook, path: str) -> tuple[str, ...]:
    """Their names, each once; none when the agenda does not say under which its own are given."""
    name = path.rpartition(".")[0]
    of_sources = tuple(dict.fromkeys(each.licence for each in _origins(book, name)))
    if name.startswith(_OF_ONE) or name == FIGURES:
        return of_sources
    own = book.agenda.info.licence
    return tuple(dict.fromkeys((*of_sources, own.value))) if own else ()


def all_origins(book: Databook) -> list[Origin]:
    """Every source once, in the order of the agenda."""
    return list({(each.holder, each.table): each for row in book.rows for each in origins_of(row.indicator, book)}.values())


def _origins(book: Databook, name: str) -> list[Origin]:
    """Of the figures that are in it."""
    if name in {FIGURES, OVERVIEW}:
        return all_origins(book)
    row = book.row(name.removeprefix(_OF_ONE))
    return list(origins_of(row.indicator, book)) if row else []

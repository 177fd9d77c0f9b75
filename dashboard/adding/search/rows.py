"""Tables that were found, as a reader sees them: their title, years, whose they are and whether they can be used; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.adding.wish import table_word
from dashboard.look.notation import count, day
from dashboard.pages import ADD, Link, Links
from etl.catalogue.search import Hit
from etl.catalogue.titles import Title, Titles

MOST_IN_SIGHT = 10
_WHOSE = {"opendata.cbs.nl": "CBS", "dataderden.cbs.nl": "andere organisatie, via het CBS"}
_AREAS = {
    True: "heeft cijfers van gemeenten",
    False: "heeft geen cijfers van gemeenten",
    None: "of er gemeenten in staan, ziet u als u de tabel opent",
}


@dataclass(frozen=True)
class Row:
    """One table. link: None when it cannot be used."""

    words: str
    about: str
    link: Link | None


def rows(hits: Sequence[Hit], question: str, links: Links) -> list[Row]:
    """In the order in which they were found."""
    return [_row(hit, question, links) for hit in hits]


def found(hits: Sequence[Hit], titles: Titles, question: str) -> str:
    """How many there are, of how many."""
    of = count(len(titles.tables), "tabel", "tabellen")
    if not hits:
        return f"Geen tabel gevonden met ‘{question}’, van de {of}. Probeer een ander woord, of korter."
    return f"{count(len(hits), 'tabel', 'tabellen')} gevonden, van de {of}. De beste staat bovenaan."


def which_list(titles: Titles) -> str:
    """Which list of titles is used, and how old it is."""
    if titles.fetched_at is None:
        return (
            f"U zoekt in de lijst die bij Databoek hoort: {count(len(titles.tables), 'tabel', 'tabellen')}. "
            "De lijst met alle tabellen is hier nog niet opgehaald."
        )
    return f"U zoekt in de titels van {count(len(titles.tables), 'tabel', 'tabellen')}, opgehaald op {day(titles.fetched_at)}."


def _row(hit: Hit, question: str, links: Links) -> Row:
    table = hit.table
    parts = [
        f"{_WHOSE.get(table.catalogue, table.catalogue)}, tabel {table.table}",
        table.period,
        _AREAS[hit.can_be_used],
        "er komen geen nieuwe cijfers meer" if table.is_replaced else _modified(table),
    ]
    link = links.to(ADD, table.title or table.table, bron=table_word(table), zoek=question)
    return Row(table.title or table.table, " · ".join(part for part in parts if part), None if hit.can_be_used is False else link)


def _modified(table: Title) -> str:
    try:
        return f"bijgewerkt op {day(datetime.fromisoformat(table.modified))}"
    except ValueError:
        return ""

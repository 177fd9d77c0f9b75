"""Which sources an indicator is made of, from the agenda and the store's list of sources; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.book.databook import Databook
from dashboard.look.notation import day
from etl.answers.chain import links, measures
from etl.store.rows import HeldSource, Measured, rows_of
from etl.store.terms import OWN_FILE, address_of, variant_of_source
from indicators.agenda.model import Agenda, Indicator
from indicators.methods.series import Point
from indicators.wording.numbers import listing

ORIGINS = {
    "live": "rechtstreeks bij de bron",
    "opname": "uit de meegeleverde opname",
    OWN_FILE: "uit een bestand bij de agenda",
}
THIRD_PARTIES = "dataderden.cbs.nl"
"""Where CBS publishes figures of other organisations."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """One source as a reader may want to cite it; fetched_on and how are empty when nothing was fetched yet.

    address: where a program gets the table; empty for a file beside the agenda.
    """

    holder: str
    table: str
    title: str
    licence: str
    fetched_on: str
    how: str
    address: str = ""


def place_of(catalogue: str, table: str) -> str:
    """Where a table is found, and what the name of a catalogue means."""
    meaning = ", waar CBS cijfers van andere organisaties zet" if catalogue == THIRD_PARTIES else ""
    return f"{table} in {catalogue}{meaning}"


def named(source: HeldSource) -> str:
    """A source as its row calls it, but for the word that the agenda has for figures of other organisations."""
    if source.catalogue != THIRD_PARTIES:
        return source.source
    return f"{source.source[source.source.index(source.table_id) :]} (bij CBS, van een andere organisatie)"


def origins_of(indicator: Indicator, book: Databook, of: Point | None = None) -> tuple[Origin, ...]:
    """The sources of one figure, or of all figures there are: numerator before denominator, each once."""
    chain = links(indicator)
    spoken = [of.predecessor] if of else book.figures.predecessors(indicator.id)
    used = [measure.source for link in spoken if link < len(chain) for measure in measures(chain[link])]
    return tuple(_origin(book.agenda, name, book.sources) for name in dict.fromkeys(used))


def citation(indicators: Sequence[Indicator], book: Databook) -> str:
    """`Bron: Politie (47018NED) en CBS (70072ned)`."""
    used = [origin for indicator in indicators for origin in origins_of(indicator, book)]
    return f"Bron: {listing(list(dict.fromkeys(f'{origin.holder} ({origin.table})' for origin in used)))}"


def origin_lines(indicators: Sequence[Indicator], book: Databook) -> list[list[str]]:
    """Lines for the sheet 'herkomst' of a download."""
    return [
        [each.name, each.unit, origin.holder, origin.table, origin.title, origin.licence, origin.fetched_on, origin.how]
        for each in indicators
        for origin in origins_of(each, book)
    ]


def joined(origins: Sequence[Origin]) -> list[str]:
    """Holder, table, licence and day of fetching in one cell each, for a line that is complete in itself."""
    columns = zip(*((each.holder, each.table, each.licence, each.fetched_on) for each in origins), strict=True)
    return [" / ".join(dict.fromkeys(text for text in column if text)) for column in columns] or [""] * 4


def held_of(indicator: Indicator, book: Databook) -> list[HeldSource]:
    """What the store has of the sources of now of an indicator, each once; a source that was never fetched is absent."""
    used = dict.fromkeys(measure.source for measure in measures(links(indicator)[0]))
    return [row for name in used if (row := _held(book.agenda, name, book.sources))]


def _held(agenda: Agenda, name: str, sources: pd.DataFrame) -> HeldSource | None:
    spec = agenda.sources[name]
    address = (*address_of(spec), variant_of_source(spec))
    return next((each for each in rows_of(HeldSource, sources) if (each.catalogue, each.table_id, each.variant) == address), None)


def _origin(agenda: Agenda, name: str, sources: pd.DataFrame) -> Origin:
    spec, row = agenda.sources[name], _held(agenda, name, sources)
    catalogue, table = address_of(spec)
    return Origin(
        holder=spec.holder,
        table=table,
        title="" if row is None or row.is_own_file else row.title,
        licence=spec.licence,
        fetched_on=day(row.fetched_at) if row and row.fetched_at else "",
        how=origin_in_words(row.origin) if row and row.origin else "nog niet opgehaald",
        address="" if catalogue == OWN_FILE else f"https://{catalogue}/ODataFeed/odata/{table}",
    )


def origin_in_words(origin: str) -> str:
    """How figures were obtained, in words a reader knows."""
    return ORIGINS.get(origin, origin)


def current(lineage: pd.DataFrame) -> pd.DataFrame:
    """The measurements that now hold."""
    return lineage[lineage["superseded_at"].isna()]


def source_line(lineage: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Holder and table of everything behind a picture."""
    holders = {(row.catalogue, row.table_id): row.holder for row in rows_of(HeldSource, sources)}
    used = dict.fromkeys((row.catalogue, row.table_id) for row in rows_of(Measured, lineage))
    words = [f"{holders[address]} ({address[1]})" for address in used if address in holders]
    return f"Bron: {listing(words)}."

"""Finds tables for who types a search: asks the catalogues, and while one is silent, the titles that are kept here."""

from collections.abc import Sequence
from pathlib import Path

from etl.catalogue.search import search
from etl.catalogue.titles import titles_in
from etl.cbs.client import Catalogues, FoundTable
from etl.delivery import SourceError


def searched(catalogues: Catalogues, words: Sequence[str], *, catalogue: str) -> list[FoundTable]:
    """What the catalogue itself finds; SourceError when it gives no sign or no usable answer."""
    if not catalogues.answers(catalogue):
        raise SourceError(f"{catalogue} geeft geen antwoord.")
    return catalogues.search(words, catalogue=catalogue)


def kept_tables(data_dir: Path, words: Sequence[str], *, catalogue: str) -> list[FoundTable]:
    """The tables of this catalogue that fit these words, best first."""
    hits = (hit.table for hit in search(titles_in(data_dir), " ".join(words)))
    return [
        FoundTable(catalogue, table.table, table.title, table.period, table.modified)
        for table in hits
        if table.catalogue == catalogue
    ]


def kept_words(data_dir: Path) -> str:
    """From when the titles are."""
    from babel.dates import format_date  # noqa: PLC0415  # a tenth of a second that no refresh needs

    fetched_at = titles_in(data_dir).fetched_at
    if fetched_at is None:
        return "Hierboven staan tabellen uit de lijst die is meegeleverd."
    return f"Hierboven staan tabellen uit de titels van {format_date(fetched_at, 'd MMMM y', locale='nl')}."

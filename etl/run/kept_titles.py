"""Tables from the titles that are kept here, for who types a search while the catalogues are silent; it asks nobody."""

from collections.abc import Sequence
from pathlib import Path

from babel.dates import format_date

from etl.catalogue.search import search
from etl.catalogue.titles import titles_in
from etl.cbs.client import FoundTable


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
    fetched_at = titles_in(data_dir).fetched_at
    if fetched_at is None:
        return "Hierboven staan tabellen uit de lijst die is meegeleverd."
    return f"Hierboven staan tabellen uit de titels van {format_date(fetched_at, 'd MMMM y', locale='nl')}."

"""Follow the pages of one entity set to their end, never for ever, and lay the rows in a frame; it fetches no page itself."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin

import pandas as pd

from etl.delivery import SourceError

Row = dict[str, Any]
Page = dict[str, Any]
"""One OData answer: `value` holds the rows, `odata.nextLink` the address of the next page, if any."""

_FEED = "/ODataFeed/"


def follow(
    first: str, *, get: Callable[[str], Page], root: str, key: Sequence[str], limit: int, label: str
) -> Iterator[list[Row]]:
    """Yield the rows of each page; key names the columns that identify a row, root is where `/ODataFeed/` is reached.

    SourceError when pages repeat, do not end within limit, or lack a key column.
    """
    url: str | None = first
    urls: set[str] = set()
    seen: set[tuple[Any, ...]] = set()
    while url is not None:
        if url in urls:
            raise SourceError(f"{label}: CBS verwijst steeds naar dezelfde bladzijde. Probeer het later opnieuw.")
        if len(urls) == limit:
            raise SourceError(f"{label}: na {limit} bladzijden nog niet klaar. Vraag minder met een filter in de agenda.")
        urls.add(url)
        page = get(url)
        rows: list[Row] = page["value"]
        link = page.get("odata.nextLink")
        _note_new(rows, seen, key=key, label=label, is_last=link is None)
        yield rows
        url = None if link is None else reachable(link, current=url, root=root)


def reachable(link: str, *, current: str, root: str) -> str:
    """The next page on the host we reached: CBS sometimes names an internal host of its own."""
    at = link.lower().find(_FEED.lower())
    return urljoin(current, link) if at < 0 else root + _FEED + link[at + len(_FEED) :]


def _note_new(rows: Sequence[Row], seen: set[tuple[Any, ...]], *, key: Sequence[str], label: str, is_last: bool) -> None:
    before = len(seen)
    try:
        seen.update(tuple(row[name] for name in key) for row in rows)
    except KeyError as error:
        raise SourceError(
            f"{label}: kolom {error} ontbreekt in het antwoord. Kijk op StatLine of de tabel is veranderd."
        ) from error
    if len(seen) - before < len(rows) or not (rows or is_last):
        raise SourceError(f"{label}: CBS leverde dezelfde rijen twee keer of een lege bladzijde. Probeer het later opnieuw.")


def to_frame(rows: Sequence[Row], *, dimensions: Sequence[str], columns: Sequence[str], label: str) -> pd.DataFrame:
    """Rows as delivered: dimensions as text with their padding, columns as float with null as NaN.

    SourceError when a column is missing, a code is no text, or a figure is no number.
    """
    for name in (*dimensions, *columns):
        wrong = next((row.get(name) for row in rows if not _is_right(row, name, is_code=name in dimensions)), _NOTHING)
        if wrong is not _NOTHING:
            raise SourceError(_wrong_value(label, name, wrong, is_missing=any(name not in row for row in rows)))
    codes = {name: [row[name] for row in rows] for name in dimensions}
    figures = {name: [row[name] for row in rows] for name in columns}
    return pd.DataFrame(codes, dtype=str).join(pd.DataFrame(figures, dtype=float))


_NOTHING = object()


def _is_right(row: Row, name: str, *, is_code: bool) -> bool:
    if name not in row:
        return False
    value = row[name]
    return isinstance(value, str) if is_code else value is None or type(value) in (int, float)


def _wrong_value(label: str, name: str, value: Any, *, is_missing: bool) -> str:
    if is_missing:
        return f"{label}: kolom '{name}' ontbreekt in het antwoord. Kijk op StatLine of de tabel is veranderd."
    return f"{label}: kolom '{name}' bevat {value!r}, dat past daar niet. Kijk op StatLine of de tabel is veranderd."

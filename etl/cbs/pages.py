"""Follow the pages of one entity set to their end, never for ever, and lay the rows in a frame; it fetches no page itself."""

from collections.abc import Callable, Iterator, Sequence
from math import isfinite
from typing import Any
from urllib.parse import urljoin, urlsplit

import pandas as pd

from etl.cbs.wire import NEXT, Page
from etl.delivery import SourceError

Row = dict[str, Any]
_FEED = "/ODataFeed/"
LONGEST_SHOWN = 40


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
        link = page.get(NEXT)
        _note_new(rows, seen, key=key, label=label, is_last=link is None)
        yield rows
        url = None if link is None else reachable(link, current=url, root=root, label=label)


def reachable(link: str, *, current: str, root: str, label: str) -> str:
    """The next page on the host we reached: CBS sometimes names an internal host of its own. SourceError for any other host."""
    at = link.lower().find(_FEED.lower())
    found = urljoin(current, link) if at < 0 else root + _FEED + link[at + len(_FEED) :]
    if urlsplit(found)[:2] != urlsplit(root)[:2]:
        raise SourceError(
            f"{label}: CBS verwijst naar een ander adres ({urlsplit(found).netloc or found}). Probeer het later opnieuw."
        )
    return found


def _note_new(rows: Sequence[Row], seen: set[tuple[Any, ...]], *, key: Sequence[str], label: str, is_last: bool) -> None:
    if not key:  # metadata of one page: nothing to tell rows apart by
        return
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
    return isinstance(value, str) if is_code else value is None or (type(value) in (int, float) and _is_finite(value))


def _is_finite(value: float) -> bool:
    """JSON holds 1e999, NaN and integers of 400 digits; none of them is a figure."""
    try:
        return isfinite(value)
    except OverflowError:
        return False


def _wrong_value(label: str, name: str, value: Any, *, is_missing: bool) -> str:
    if is_missing:
        return f"{label}: kolom '{name}' ontbreekt in het antwoord. Kijk op StatLine of de tabel is veranderd."
    return f"{label}: kolom '{name}' bevat {_shown(value)}, dat past daar niet. Kijk op StatLine of de tabel is veranderd."


def _shown(value: Any) -> str:
    try:
        text = repr(value)
    except ValueError:  # an integer of more digits than Python writes out
        text = "een getal van duizenden cijfers"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"

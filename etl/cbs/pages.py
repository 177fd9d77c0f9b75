"""Follow the pages of one entity set to their end, never for ever; it fetches no page itself and looks at no figure."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

from etl.cbs.wire import NEXT, Page, part_of
from etl.delivery import SourceError

Row = dict[str, Any]
_FEED = "/ODataFeed/"


def follow(
    first: str,
    *,
    get: Callable[[str], Page],
    root: str,
    key: Sequence[str],
    limit: int,
    label: str,
    is_long: bool = False,
) -> Iterator[list[Row]]:
    """Yield the rows of each page; key names the columns that identify a row, root is where `/ODataFeed/` is reached.

    is_long: only the first row of each page is remembered, so that millions of rows need no memory of their own; that finds
    pages that repeat, and rows that repeat otherwise are for whoever lays them in a table. SourceError when pages repeat, do not
    end within limit, or lack a key column.
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
        if not (rows or link is None or not key):
            raise SourceError(repeats(label))
        _note_new(rows[:1] if is_long else rows, seen, key=key, label=label)
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
    if part_of(found) != part_of(current):  # another table with the same columns would be read as this one
        raise SourceError(f"{label}: CBS verwijst naar {'/'.join(part_of(found))}. Probeer het later opnieuw.")
    return found


def _note_new(rows: Sequence[Row], seen: set[tuple[Any, ...]], *, key: Sequence[str], label: str) -> None:
    if not key:  # metadata of one page: nothing to tell rows apart by
        return
    before = len(seen)
    try:
        seen.update(tuple(row[name] for name in key) for row in rows)
    except KeyError as error:
        raise SourceError(
            f"{label}: kolom {error} ontbreekt in het antwoord. Kijk op StatLine of de tabel is veranderd."
        ) from error
    if len(seen) - before < len(rows):
        raise SourceError(repeats(label))


def repeats(label: str) -> str:
    """What to tell when rows come twice, or a page without any is not the last."""
    return f"{label}: CBS leverde dezelfde rijen twee keer of een lege bladzijde. Probeer het later opnieuw."

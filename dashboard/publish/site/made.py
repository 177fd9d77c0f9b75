"""All files of the static site of one agenda, found by following links from the first page; it writes none of them."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar
from urllib.parse import parse_qsl, urlsplit

from dashboard import data
from dashboard.downloads.asked import OF
from dashboard.pages import DATA, PAGES, TO_READ, Visit
from dashboard.paper import style
from dashboard.paper.page import Written, write
from dashboard.publish.feeds.asked import feed_file, feed_paths
from dashboard.publish.site.addresses import (
    OF_A_FILE,
    ROOT,
    SiteLinks,
    file_of,
    is_embedded,
    is_of_another,
    links_in,
    page_at,
    relative,
)

_PAGES = {page.path: page for page in TO_READ}
_BY_NAME = {page.name: page for page in PAGES}
_STYLE_AT = "/stijl/"
_WRITERS = 3
"""Pages that are put together at the same time: two whose charts are drawn elsewhere, and one that goes on."""
Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True)
class SiteFile:
    """A file of the site; is_page: whether people look for it."""

    path: str
    content: bytes
    is_page: bool = False


class SiteError(Exception):
    """A page of the site could not be made; the text says which."""


def site_files(root: str = "") -> Iterator[SiteFile]:
    """Every page that links lead to, each file that one offers, and the style sheet. SiteError for a page that fails.

    root: the whole address of the folder. Feeds and the calendar are full of those: without one they are not there.
    """
    pages, downloads = _found(root)
    feeds = [f"{DATA}/{path}" for path in (feed_paths(data.databook()) if root else ())]
    files = {address: file_of(address) for address in (*pages, *downloads)}
    files |= {style.name(): style.name(), **{f"/{path}": path for path in feeds}}
    for address, written in pages.items():
        html = relative(written.html, files[address], lambda link: files.get(page_at(link.removeprefix(_STYLE_AT))))
        yield SiteFile(path=files[address], content=html.encode("utf-8"), is_page=not is_embedded(address))
    for address, content in downloads.items():
        yield SiteFile(path=files[address], content=content)
    for path in feeds:
        if file := feed_file(data.databook(), path.removeprefix(f"{DATA}/"), root, SiteLinks()):
            yield SiteFile(path=path, content=file.make(data.databook()))
    yield SiteFile(path=style.name(), content=style.sheet())


def _found(root: str) -> tuple[dict[str, Written], dict[str, bytes]]:
    """By address every page, and each file to take along."""
    pages: dict[str, Future[Written]] = {}
    downloads: dict[str, Future[bytes]] = {}
    waiting = [ROOT]
    with _workers(_WRITERS) as writers, _workers(1) as makers:  # files are made one at a time anyway
        while waiting:
            started = {address: _start(writers, partial(_page, root=root), address) for address in waiting}
            pages |= started
            waiting = []
            for link in (link for each in started.values() for link in _leads_to(each.result())):
                if link.startswith(OF_A_FILE):
                    downloads[link] = downloads.get(link) or _start(makers, _download, link)
                elif link not in pages and link not in waiting and not is_of_another(link):
                    waiting.append(link)
        return _done(pages), _done(downloads)


def _leads_to(written: Written) -> dict[str, None]:
    return dict.fromkeys(page_at(each) for each in links_in(written.html))


@contextmanager
def _workers(count: int) -> Iterator[ThreadPoolExecutor]:
    """When something fails, what has not begun is not made either."""
    pool = ThreadPoolExecutor(count, "site")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _start(pool: ThreadPoolExecutor, make: Callable[[str], Made], address: str) -> Future[Made]:
    """Of the agenda that is meant here."""
    return pool.submit(copy_context().run, make, address)


def _done(started: dict[str, Future[Made]]) -> dict[str, Made]:
    return {address: each.result() for address, each in started.items()}


def _page(address: str, root: str) -> Written:
    parts = urlsplit(address)
    page = _PAGES.get(parts.path.removeprefix(ROOT))
    whole = (lambda there: f"{root}/{file_of(there)}") if root else None
    written = write(page, dict(parse_qsl(parts.query)), "", f"{_STYLE_AT}{style.name()}", has_forms=False, whole=whole)
    if written.status != 200:  # noqa: PLR2004  OK
        raise SiteError(f"{address}: deze pagina is niet te maken ({written.status}); in het log staat waarom.")
    return written


def _download(address: str) -> bytes:
    parts = urlsplit(address)
    name, _, kind = parts.path.removeprefix(OF_A_FILE).partition(".")
    visit = Visit.at(dict(parse_qsl(parts.query)))
    book = data.databook()
    found = OF[_BY_NAME[name]](book, visit)
    if found is None:
        raise SiteError(f"{address}: dit bestand is er niet.")
    return found.make(book, kind)


def seen_on() -> date:
    """The day of which the pages tell."""
    return data.databook().today

"""All files of the static site of one agenda, found by following links from the first page; it writes none of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from dashboard import data
from dashboard.downloads.asked import OF
from dashboard.pages import PAGES, TO_READ, Visit
from dashboard.paper import style
from dashboard.paper.page import Written, write
from dashboard.publish.site.addresses import OF_A_FILE, ROOT, file_of, is_of_another, links_in, page_at, relative

_PAGES = {page.path: page for page in TO_READ}
_BY_NAME = {page.name: page for page in PAGES}


@dataclass(frozen=True, kw_only=True)
class SiteFile:
    """A file of the site; is_page: whether people look for it."""

    path: str
    content: bytes
    is_page: bool = False


class SiteError(Exception):
    """A page of the site could not be made; the text says which."""


def site_files() -> Iterator[SiteFile]:
    """Every page that links lead to, each file that one offers, and the style sheet. SiteError for a page that fails."""
    pages, downloads = _found()
    files = {address: file_of(address) for address in (*pages, *downloads)}
    files[style.name()] = style.name()
    for address, written in pages.items():
        html = relative(written.html, files[address], lambda link: files.get(page_at(link.removeprefix(_STYLE_AT))))
        yield SiteFile(path=files[address], content=html.encode("utf-8"), is_page=True)
    for address in downloads:
        yield SiteFile(path=files[address], content=_download(address))
    yield SiteFile(path=style.name(), content=style.sheet())


_STYLE_AT = "/stijl/"


def _found() -> tuple[dict[str, Written], list[str]]:
    """By address every page, and the addresses of the files to take along."""
    pages: dict[str, Written] = {}
    downloads: dict[str, None] = {}
    waiting = [ROOT]
    while waiting:
        address = waiting.pop(0)
        if address in pages:
            continue
        pages[address] = _page(address)
        for link in dict.fromkeys(page_at(each) for each in links_in(pages[address].html)):
            if link.startswith(OF_A_FILE):
                downloads[link] = None
            elif not is_of_another(link):
                waiting.append(link)
    return pages, list(downloads)


def _page(address: str) -> Written:
    parts = urlsplit(address)
    page = _PAGES.get(parts.path.removeprefix(ROOT))
    written = write(page, dict(parse_qsl(parts.query)), "", f"{_STYLE_AT}{style.name()}", has_forms=False)
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

"""Which file holds a page of the static site, and how pages lead to each other there; pure, it writes nothing."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlsplit

from markupsafe import Markup

from dashboard.pages import FILES, MUNICIPALITY, ON_PAPER, OPEN, VIEW, Link, Links, Page

ROOT = f"/{ON_PAPER}/"
OF_A_FILE = f"/{FILES}/"
_OWN = {
    "indicator": ("indicator", VIEW),
    "ambitie": ("ambitie",),
    "interventie": ("interventie",),
    "toetsmoment": ("interventie", "datum"),
    "interventies": ("partner",),
    "veranderd": ("sinds",),
}
"""By the name of a page: parameters whose value says enough in the name of a file."""
_LINK = re.compile(r'(?<= href=")[^"]*')
_ODD = re.compile(r"[^A-Za-z0-9_.-]")


def page_at(address: str) -> str:
    """The address without what only says where on the page to look."""
    parts = urlsplit(address)
    said = [(name, value) for name, value in parse_qsl(parts.query) if name != OPEN]
    asked = "&".join(f"{quote(name)}={quote(value)}" for name, value in said)
    return f"{parts.path}?{asked}" if asked else parts.path


def links_in(html: str) -> list[str]:
    """The addresses of our own pages and files, in their order."""
    found = (_address(each) for each in _LINK.findall(html))
    return [each for each in found if each.startswith((ROOT, OF_A_FILE))]


def is_of_another(address: str) -> bool:
    """Whether it is about another municipality than the site."""
    return any(name == MUNICIPALITY for name, _ in parse_qsl(urlsplit(address).query))


def is_embedded(address: str) -> bool:
    """Whether it is meant for a page of another website, and nobody looks for it."""
    return any(name == VIEW for name, _ in parse_qsl(urlsplit(address).query))


def file_of(address: str) -> str:
    """The file for a page or a download: `indicator/roken.html`, `bestand/indicator/roken.csv`."""
    parts = urlsplit(address)
    said = parse_qsl(parts.query)
    if parts.path.startswith(OF_A_FILE):
        name, ending = posixpath.splitext(parts.path.removeprefix("/"))
    else:
        name, ending = parts.path.removeprefix(ROOT) or "index", ".html"
    own = _OWN.get(posixpath.basename(name), ())
    steps = [
        _safe(value) if parameter in own else _safe(f"{parameter}-{value}") for parameter, value in said if parameter != OPEN
    ]
    return "/".join([name, *steps]) + ending


class SiteLink(Link):
    """A link from elsewhere, such as a feed, to the file of a page."""

    @property
    def href(self) -> str:
        """Counted from the root of the host where the site stands."""
        page = Link(page=self.page, words="", parameters=self.parameters, base_path=ON_PAPER).href
        return "/".join(["", *([self.base_path] if self.base_path else []), file_of(page)])


class SiteLinks(Links):
    """Makes those."""

    def exactly(self, page: Page, words: str, **parameters: str) -> Link:
        """As any links do, without what a file cannot be asked."""
        found = super().exactly(page, words, **parameters)
        return SiteLink(page=found.page, words=found.words, parameters=found.parameters, base_path=found.base_path)


def _address(written: str) -> str:
    """As it was before it stood in HTML: of what may stand in our addresses only one sign means something there."""
    return written.replace("&amp;", "&")


def _safe(text: str) -> str:
    """As a name on any disk and in any address."""
    return _ODD.sub(lambda found: f"_{ord(found[0]):x}", text).strip(".") or "_"


def relative(html: Markup, here: str, file_at: Callable[[str], str | None]) -> str:
    """The page with its links as they are from its own file; what is not there (file_at: None) leads to the start."""

    def led(found: re.Match[str]) -> str:
        address = _address(found[0])
        if not address.startswith("/"):
            return found[0]
        there = file_at(address) or file_of(ROOT)
        place = urlsplit(address).fragment
        return posixpath.relpath(there, posixpath.dirname(here) or ".") + (f"#{place}" if place else "")

    return _LINK.sub(led, str(html))

"""All pages on paper of an agenda, found as a reader finds them: from the first, by every link that stays among them."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from markupsafe import Markup

from dashboard import kit
from dashboard.charts.inline import Drawing
from dashboard.pages import TO_READ
from dashboard.paper.page import Written, write

STYLE = "/lezen/stijl.css"
ROOT = "/lezen/"
_PAGES = {page.path: page for page in TO_READ}
VOID = {"meta", "link", "img", "br", "input", "path", "rect"}


def written(address: str) -> Written:
    """The page with this address; KeyError for one that there is not."""
    parts = urlsplit(address)
    return write(_PAGES[parts.path.removeprefix(ROOT)], dict(parse_qsl(parts.query)), "", STYLE)


def plain(address: str) -> str:
    """Without what only opens a part of the page."""
    address = address.partition("#")[0]
    return re.sub(r"[?&]open=[^&]*$|(?<=[?&])open=[^&]*&", "", address)


def all_pages(start: str = ROOT, leave_out: str = r"[?&]gemeente=") -> Mapping[str, Written]:
    """By address; leave_out: what is no other page of this databook."""
    found: dict[str, Written] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found[address] = written(address)
        links = (plain(each) for each in Read(str(found[address].html)).links if each.startswith(ROOT))
        waiting += [each for each in links if each not in found and (each == start or not re.search(leave_out, each))]
    return found


@contextmanager
def empty_charts() -> Iterator[None]:
    """Pages without what is within a chart: that takes most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kit, "drawings", lambda _spec, name: (Drawing(name, "0 0 1 1", Markup("")),))
        yield


def keep_all_pages(file: Path) -> None:
    """Write them down, with empty charts."""
    with empty_charts():
        found = all_pages()
    file.write_text(json.dumps({address: [page.status, str(page.html)] for address, page in found.items()}), encoding="utf-8")


def kept_pages(file: Path) -> dict[str, Written]:
    """What was written down."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return {address: Written(html=Markup(html), status=status) for address, (status, html) in found.items()}


class Read(HTMLParser):
    """What a browser makes of a page: its headings, ids, links, other addresses, tags and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self.tags.add(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.ids += [about["id"] or ""] if "id" in about else []
        self.links += [unescape(about["href"] or "")] if tag == "a" and "href" in about else []
        self.sources += [value or "" for name, value in attrs if name in {"src", "action", "srcset", "poster"}]
        self.sources += [about["href"] or ""] if tag not in {"a"} and "href" in about else []
        self.wrong += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if "svg" not in self.open and data.strip():
            self.texts.append(re.sub(r"\s+", " ", data.strip()))

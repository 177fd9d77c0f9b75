"""Where the pages of a folder lead to: to files and places that are there, from any folder, and to nobody else by themselves."""

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

FETCHING = {"img": "src", "script": "src", "iframe": "src", "link": "href", "source": "srcset", "object": "data"}
"""By the name of an element the attribute whose address a browser asks for by itself."""
NOT_ON_PAPER = ("script", "form", "iframe")


class Seen(HTMLParser):
    """What a page leads to, what a browser fetches for it, which places of it have a name, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.names: set[str] = set()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.names |= {about["id"]} if "id" in about else set()
        self.links += [about["href"]] if tag == "a" and "href" in about else []
        self.fetched += [about[FETCHING[tag]]] if about.get(FETCHING.get(tag, "")) else []
        self.fetched += [about["action"]] if tag == "form" and about.get("action") else []


def broken_links(folder: Path) -> list[str]:
    """A sentence for each that leads nowhere, works in one place only, or asks something of somebody else."""
    seen = {path: Seen(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.html"))}
    return [f"{path.relative_to(folder)}: {fault}" for path, page in seen.items() for fault in _faults(path, page, seen)]


def _faults(path: Path, page: Seen, seen: dict[Path, Seen]) -> Iterator[str]:
    yield from (f"<{tag}>" for tag in NOT_ON_PAPER if tag in page.tags)
    for link in (*page.fetched, *page.links):
        parts = urlsplit(link)
        there = Path(posixpath.normpath(path.parent / parts.path)) if parts.path else path
        if parts.scheme in {"http", "https"}:
            if link in page.fetched:
                yield f"{link} is fetched from elsewhere"
        elif parts.scheme in {"data", "mailto", "tel"}:
            continue
        elif link.startswith("/"):
            yield f"{link} only works at the root of a host"
        elif not there.is_file():
            yield f"{link} is not there"
        elif parts.fragment and parts.fragment not in seen[there].names:
            yield f"{link} is no place"

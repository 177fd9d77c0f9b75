"""Puts around Streamlit's page what the address asks for: title, description, bar and footer; it judges no figure."""

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from urllib.parse import parse_qsl

from markupsafe import Markup

from dashboard import agendas, data
from dashboard.actor import is_login_offered
from dashboard.frame.around import bar, footer, reading_of
from dashboard.frame.followed import Followed, feeds_of
from dashboard.frame.names import Name, name_of
from dashboard.pages import LONGEST, PAGES, Link, Page, Visit
from dashboard.render import frame_style, render
from dashboard.server.dutch_page import BAR, FOOTER, HEAD, PATH, READ, Text, prefix_of

_MOST_PARAMETERS = 20
"""Of an address that is looked at; what has more, or is longer, gets the name of the databook alone."""
_KEPT = 128


class FramedPages:
    """Makes the page for an address from the page without anything around it."""

    def __init__(self, page: Text, base_path: str = "") -> None:
        self._text = page.body.decode("utf-8")
        self._base_path = base_path.strip("/")
        self._put_together = lru_cache(maxsize=_KEPT)(self._framed)

    def at(self, path: str, query: bytes) -> Text:
        """The page with this path from the root of the host, of the agenda that is meant; slow after new figures."""
        known = data.known()
        base_path = agendas.below(self._base_path)
        page, visit = self._page(path), Visit.at(parameters_of(query), base_path, is_apart=known.is_read_first)
        chosen = visit.municipality if visit.municipality in known.municipalities else ""
        links = replace(visit.links, municipality=chosen)
        reading = reading_of(page, visit, links)
        return self._put_together(
            f"{prefix_of(base_path)}/",
            name_of(page, visit, known),
            feeds_of(page, visit, known, links),
            bar(known, page, links),
            footer(known, links, self._login(), reading),
            reading,
        )

    def _login(self) -> str:
        """Below which address people log in, of the installation; empty where they cannot."""
        return f"{prefix_of(self._base_path)}/auth" if is_login_offered() else ""

    def _page(self, path: str) -> Page | None:
        wanted = path.strip("/")
        if self._base_path:
            above, _, wanted = f"{wanted}/".partition(f"{self._base_path}/")
            wanted = "?" if above else wanted.strip("/")
        return next((page for page in PAGES if page.path == wanted), None)

    def _framed(self, prefix: str, name: Name, feeds: tuple[Followed, ...], above: Markup, below: Markup, reading: Link) -> Text:
        head = render("frame/head.html", name=name, feeds=feeds, style=frame_style())
        parts = {
            PATH: render("frame/path.html", prefix=prefix),
            HEAD: head,
            BAR: render("frame/top.html", bar=above),
            FOOTER: render("frame/bottom.html", footer=below),
            READ: render("frame/noscript.html", reading=reading),
        }
        text = self._text
        for slot, part in parts.items():
            text = text.replace(slot, part, 1)
        return Text(text.encode("utf-8"))


def parameters_of(query: bytes, many: Collection[str] = ()) -> dict[str, str]:
    """Of the address; none when it is no usual one. many: of which parameters all count, divided by commas; else the last one."""
    try:
        said = parse_qsl(query.decode("ascii"), max_num_fields=_MOST_PARAMETERS) if len(query) <= LONGEST else []
    except ValueError:
        return {}
    return {name: ",".join(each for other, each in said if other == name) if name in many else value for name, value in said}

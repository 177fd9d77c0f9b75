"""Streamlit's page in Dutch, with our own scripts in it and slots for what differs by address; made once, at the start."""

import base64
import gzip
import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from streamlit import file_util

_CHANGES = Path(__file__).with_name("page_changes.toml")
_SCRIPTS = [
    Path(__file__).parent / "browser" / f"{name}.js"
    for name in (
        "address",
        "menu",
        "reading",
        "login",
        "place",
        "links",
        "folds",
        "focus",
        "labels",
        "connection",
        "keys",
        "again",
        "paper",
    )
]
"""What the browser does besides Streamlit, in this order: each may use what stands before it."""
HEAD, BAR, FOOTER, PATH, READ = "<!--KOP-->", "<!--BALK-->", "<!--VOET-->", "<!--PAD-->", "<!--LEZEN-->"
"""Where in the page goes what differs by address (framed_page.py); the script is the same for all, and so is its hash."""


class UnknownPageError(Exception):
    """Streamlit's page is not the one this was written for: look at the translations after an upgrade."""


@dataclass(frozen=True)
class Text:
    """A text in Dutch: plain and compressed, with the mark of its version."""

    body: bytes

    @cached_property
    def compressed(self) -> bytes:
        """As gzip."""
        return gzip.compress(self.body, compresslevel=6, mtime=0)

    @cached_property
    def version(self) -> str:
        """Another one when the text is another one."""
        return hashlib.sha256(self.body).hexdigest()[:20]


@dataclass(frozen=True)
class Page(Text):
    """The Dutch page with the hashes of its inline scripts.

    replaces_bytes: length of the English page, by which its answer is recognised.
    """

    script_hashes: tuple[str, ...]
    replaces_bytes: int


def dutch_page(english: bytes) -> Page:
    """Streamlit's page in Dutch; UnknownPageError when it has not every text once that is to be changed."""
    text = english.decode("utf-8")
    changes = tomllib.loads(_CHANGES.read_text(encoding="utf-8"))
    for change in changes["change"]:
        text, found = re.subn(change["find"], change["put"], text, flags=re.DOTALL)
        if found != 1:
            raise UnknownPageError(f"Streamlit's index.html has {change['find']!r} {found} times, not once")
    text = text.replace("/*SCRIPTS*/", _scripts())
    body = text.encode("utf-8")
    hashes = (hashlib.sha256(script.encode("utf-8")).digest() for script in re.findall(changes["inline_script"], text, re.DOTALL))
    return Page(
        body=body,
        script_hashes=tuple(f"sha256-{base64.b64encode(value).decode('ascii')}" for value in hashes),
        replaces_bytes=len(english),
    )


def _scripts() -> str:
    """All of them as one, of which nothing is seen by others on the page."""
    parts = (path.read_text(encoding="utf-8") for path in _SCRIPTS)
    return "\n".join(["\n(() => {", *parts, "})();"])


def read_page() -> Page:
    """The page of the Streamlit that is installed."""
    return dutch_page((Path(file_util.get_static_dir()) / "index.html").read_bytes())


def prefix_of(base_path: str) -> str:
    """What every path begins with when the dashboard is served below a path; else empty."""
    return f"/{base_path.strip('/')}" if base_path.strip("/") else ""

"""Links between our own pages as plain HTML, for lists with many; links.js opens them within the app. It shows nothing itself.

A `st.page_link` is a message to the browser and a component there for every link: a page with 28 of them takes twice the time
of one that has them in one piece.
"""

from collections.abc import Mapping
from html import escape
from pathlib import PurePath
from urllib.parse import urlencode

import streamlit as st

HOME = "views/overzicht.py"
_STEP = '<span aria-hidden="true">›</span>'


def address(page: str, parameters: Mapping[str, str]) -> str:
    """The path of a page ("views/indicator.py") with parameters, below the path at which Streamlit is served."""
    below = str(st.get_option("server.baseUrlPath") or "").strip("/")
    name = "" if page == HOME else PurePath(page).stem
    path = "/".join(["", *([below] if below else []), name])
    return f"{path}?{urlencode(parameters)}" if parameters else path


def link(page: str, words: str, parameters: Mapping[str, str]) -> str:
    """An `a` element with these words."""
    return f'<a href="{escape(address(page, parameters))}">{escape(words)}</a>'


def trail(*steps: str) -> str:
    """The way back, from far to near; each step is HTML, mostly a link."""
    return f'<nav class="kruimelpad" aria-label="Kruimelpad">{_STEP.join(steps)}</nav>'


def neighbours(before: str, after: str) -> str:
    """The previous and the next of a row of pages, as HTML; at an end of the row one of them is an empty text."""
    return f'<nav class="buren" aria-label="Vorige en volgende"><span>{before}</span><span>{after}</span></nav>'

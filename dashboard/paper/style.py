"""The one style sheet of pages on paper: the screen's, with what Streamlit lays out there; and their icon. It shows nothing."""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import quote

from dashboard.look import colours
from dashboard.render import render

_ICON = Path(__file__).resolve().parents[1] / "icon.svg"


@cache
def sheet() -> bytes:
    """All of it, as CSS."""
    return render("paper/style.css", colours=colours.BY_NAME).encode("utf-8")


@cache
def icon() -> str:
    """The picture in the tab, as an address that asks nothing of a server."""
    return f"data:image/svg+xml,{quote(_ICON.read_text(encoding='utf-8').strip())}"


@cache
def name() -> str:
    """Its name: another one when it is another one, so that a browser may keep it."""
    return f"stijl-{hashlib.sha256(sheet()).hexdigest()[:12]}.css"

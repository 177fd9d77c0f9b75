"""The one style sheet of pages on paper: that of the screen, with what Streamlit itself lays out there; it shows nothing."""

import hashlib
from functools import cache

from dashboard.look import colours
from dashboard.render import render


@cache
def sheet() -> bytes:
    """All of it, as CSS."""
    return render("paper/style.css", colours=colours.BY_NAME).encode("utf-8")


@cache
def name() -> str:
    """Its name: another one when it is another one, so that a browser may keep it."""
    return f"stijl-{hashlib.sha256(sheet()).hexdigest()[:12]}.css"

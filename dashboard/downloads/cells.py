"""Text as a spreadsheet shows it, whatever stands in the agenda or at a source; pure, it knows no file.

A spreadsheet calculates text that begins with one of a few signs, also behind spaces, and some take full-width signs for them.
"""

import unicodedata

from dashboard.look.plain_text import plain

_CALCULATES = frozenset("=+-@")
AS_TEXT = "'"
"""Before a text in a CSV file: what follows is text."""


def is_calculated(text: str) -> bool:
    """Whether a spreadsheet might calculate the text instead of show it."""
    begin = text.lstrip()[:1]
    return unicodedata.normalize("NFKC", begin) in _CALCULATES


def neutral(text: str) -> str:
    """The text for a file that says nothing of what is text: marked where a spreadsheet might calculate it."""
    shown = plain(text)
    return f"{AS_TEXT}{shown}" if is_calculated(shown) else shown

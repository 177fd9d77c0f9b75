"""Text as a spreadsheet shows it, whatever stands in the agenda or at a source; pure, it knows no file.

A spreadsheet calculates text that begins with one of a few signs, also behind spaces, and some take full-width signs for them.
"""

import re
import unicodedata

_CALCULATES = frozenset("=+-@")
_ENDS_A_LINE = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
"""What would put the rest of a text in a cell, or on a line, of its own."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Categories of Unicode without anything to see: control, direction and joining, halves, private, and none at all."""
AS_TEXT = "'"
"""Before a text in a CSV file: what follows is text."""


def plain(text: str) -> str:
    """The text on one line, without what cannot be seen."""
    seen = (each for each in text if unicodedata.category(each) not in _UNSEEN or _ENDS_A_LINE.match(each))
    return _ENDS_A_LINE.sub(" ", "".join(seen))


def is_calculated(text: str) -> bool:
    """Whether a spreadsheet might calculate the text instead of show it."""
    begin = text.lstrip()[:1]
    return unicodedata.normalize("NFKC", begin) in _CALCULATES


def neutral(text: str) -> str:
    """The text for a file that says nothing of what is text: marked where a spreadsheet might calculate it."""
    shown = plain(text)
    return f"{AS_TEXT}{shown}" if is_calculated(shown) else shown

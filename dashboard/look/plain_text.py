"""Text from an agenda or a source on one line, without what nobody can see; pure, it knows no page and no file."""

import re
import unicodedata

_ENDS_A_LINE = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
"""What would put the rest of a text on a line, or in a cell, of its own."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Categories of Unicode without anything to see: control, direction and joining, halves, private, and none at all."""


def plain(text: str) -> str:
    """The text on one line, without what cannot be seen."""
    seen = (each for each in text if unicodedata.category(each) not in _UNSEEN or _ENDS_A_LINE.match(each))
    return _ENDS_A_LINE.sub(" ", "".join(seen))

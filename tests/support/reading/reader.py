"""An independent reader of the sentences about an indicator: it holds them against the figures, and knows no wording code.

A sentence it does not know is a finding too: who writes a new one teaches the reader what it claims.
"""

import re
from collections.abc import Callable, Iterator

from support.reading.course import COURSE
from support.reading.facts import Facts
from support.reading.finding import FINDING
from support.reading.norm import NORM
from support.reading.others import OTHERS
from support.reading.relative import OF_OTHERS
from support.reading.remarks import REMARKS
from support.reading.road import ROAD

Claim = Callable[[Facts, re.Match[str]], bool]
SENTENCES: tuple[tuple[re.Pattern[str], Claim], ...] = tuple(
    (re.compile(pattern), claim) for pattern, claim in (*NORM, *REMARKS, *ROAD, *COURSE, *OTHERS, *OF_OTHERS, *FINDING)
)


def sentences(text: str) -> list[str]:
    """A full stop or question mark before a capital or a quotation mark ends a sentence."""
    return [part for part in re.split(r"(?<=[.?]) (?=[A-Z‘])", text) if part]


def contradictions(facts: Facts, text: str) -> Iterator[str]:
    """Every sentence that says more, less or other than the figures, and every sentence that nobody taught the reader."""
    for sentence in sentences(text):
        known = [(found, claim) for pattern, claim in SENTENCES if (found := pattern.fullmatch(sentence))]
        if not known:
            yield f"unknown: {sentence}"
        yield from (f"untrue: {sentence}" for found, claim in known if not claim(facts, found))

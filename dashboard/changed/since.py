"""The day since which a reader wants to know what changed, from a link or as typed in Dutch; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dashboard.look.notation import CLOCK, day

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MARCH = "mrt"
SHORTEST_MONTH = 3
_NUMBERS = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_WORDS = re.compile(r"^(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})$")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$")
DEFAULT_SPAN = timedelta(days=92)
"""Three months back, for an agenda without council meetings before today."""


@dataclass(frozen=True, kw_only=True)
class Since:
    """The day, and what to tell the reader when the link or the typing gave no usable one (empty: nothing)."""

    on: date
    problem: str


def parse_day(text: str) -> date | None:
    """`15-10-2026`, `15 oktober 2026`, `15 okt 2026` or `2026-10-15`; None when it is no day."""
    words = re.sub(r"\s+", " ", text.strip().lower())
    try:
        if _ISO.match(words):
            return date.fromisoformat(words)
        if found := _NUMBERS.match(words):
            on, month, year = map(int, found.groups())
            return date(year, month, on)
        if found := _WORDS.match(words):
            return date(int(found[3]), _month(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def _month(word: str) -> int:
    """Number of a month in full or cut short; 0, which is no month, for any other word."""
    if word == SHORT_MARCH:
        return MONTHS.index("maart") + 1
    names = [name for name in MONTHS if len(word) >= SHORTEST_MONTH and name.startswith(word)]
    return MONTHS.index(names[0]) + 1 if names else 0


def read_since(text: str, meetings: Sequence[date], today: date) -> Since:
    """The day in a link; without one the previous council meeting, with a wrong one too, and then it says what was wrong."""
    usual = previous_meeting(meetings, today) or today - DEFAULT_SPAN
    if not text.strip():
        return Since(on=usual, problem="")
    found = parse_day(text)
    if found is None:
        return Since(on=usual, problem=f"‘{text}’ is geen datum. Schrijf een datum als 15-10-2026 of 15 oktober 2026.")
    if found >= today:
        return Since(on=usual, problem=f"{day(found)} is niet voorbij. Kies een datum vóór vandaag, {day(today)}.")
    return Since(on=found, problem="")


def end_of(on: date) -> datetime:
    """The last moment of a day on the clock of the Netherlands: what came in on the day itself was already known."""
    return datetime.combine(on + timedelta(days=1), time.min, CLOCK)


def previous_meeting(meetings: Sequence[date], today: date) -> date | None:
    """The last council meeting before today; None when the agenda names none."""
    return max((day for day in meetings if day < today), default=None)

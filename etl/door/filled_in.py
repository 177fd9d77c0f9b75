"""What somebody filled in beside a change: refused with a sentence when it cannot stand in an agenda, or says nothing. Pure."""

from collections.abc import Sequence
from typing import Any

from etl.door.merging import Clash
from etl.door.plain_values import OddValueError, check
from etl.door.refusals import NO_PLACE, Conflict, Refused

LONGEST_REASON = 1_000


def checked(value: Any, what: str) -> None:
    """Refused, with what it is about, when this can never stand in an agenda."""
    try:
        check(value)
    except OddValueError as odd:
        raise Refused(f"{what[:1].upper()}{what[1:]}: {odd}") from odd


def said(text: str, what: str) -> str:
    """A reason or a note; Refused when it is empty or cannot be read."""
    checked(text, what)
    told = text.strip()
    if not told or len(told) > LONGEST_REASON:
        raise Refused(f"Schrijf in een paar woorden {what}.")
    return told


def without_clash(clashes: Sequence[Clash]) -> None:
    """Conflict, with both values, when there is any; Refused when something new has no place yet."""
    if any(each.needs_place for each in clashes):
        raise Refused(NO_PLACE)
    if clashes:
        raise Conflict(clashes)

"""Whether what somebody filled in can stand in the agenda at all: plain, finite, readable and not endless; it knows no field."""

import math
from collections.abc import Mapping
from typing import Any

LONGEST_TEXT, MOST_PARTS, MOST_LEVELS = 5_000, 400, 6
_LONGEST_KEY = 100


class OddValueError(Exception):
    """It cannot; the text says why and what to do."""


def check(value: Any) -> None:
    """Nothing for a text, a finite number, true, false, nothing, and lists and fields of those; otherwise OddValueError."""
    if _count(value, 0) > MOST_PARTS:
        raise OddValueError(f"dit zijn meer dan {MOST_PARTS} onderdelen; maak het korter.")


def _count(value: Any, level: int) -> int:
    if level > MOST_LEVELS:
        raise OddValueError("hier staan te veel lijsten in elkaar; maak het eenvoudiger.")
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str) or not key or len(key) > _LONGEST_KEY or not key.isprintable():
                raise OddValueError("een van de namen is leeg, te lang of niet te lezen; schrijf een kort woord.")
        return 1 + sum(_count(each, level + 1) for each in value.values())
    if isinstance(value, list | tuple):
        return 1 + sum(_count(each, level + 1) for each in value)
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, float) and not math.isfinite(value):
        raise OddValueError("dit is geen getal; schrijf een getal zoals 2,5.")
    elif not isinstance(value, int | float | bool | None):
        raise OddValueError("dit kan niet in de agenda staan; schrijf een tekst of een getal.")
    return 1


def _check_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise OddValueError(f"dit is langer dan {LONGEST_TEXT} tekens; maak het korter.")
    odd = next((each for each in text if not each.isprintable() and each not in "\n\u00a0" and not _is_space(each)), None)
    if odd is not None:
        raise OddValueError(f"er staat een teken in dat niet te lezen is (U+{ord(odd):04X}); haal het weg.")


def _is_space(character: str) -> bool:
    return character.isspace() and character not in "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\r\t"

"""What the unit of a source says: on which scale, and how many events one of it is; it knows no figure."""

import re
from typing import NamedTuple

_LARGE = {"duizend": 1e3, "miljoen": 1e6, "mln": 1e6, "miljard": 1e9, "mld": 1e9}
_NUMBER = r"\d{1,3}(?:[ .\u00a0]\d{3})+|\d+"
_PER = re.compile(rf"\bper\s+({_NUMBER})\b")
_TIMES = re.compile(rf"(?:[x×]\s*)?({_NUMBER}|{'|'.join(_LARGE)})\b\.?")
_WHOLE = re.compile(r"(?:aantal|euro|eur)\b|€")
_NO_EVENTS = re.compile(r"euro|eur\b|€|per (?:ha|k?m)|km")


class Scale(NamedTuple):
    """kind: procent, per or keer; size: per how many, or how many at a time."""

    kind: str
    size: float


def scale_of(unit: str) -> Scale | None:
    """On which scale a unit counts: `%`, `per 1 000 inwoners`, `x 1 000`, `aantal`; None when its words do not tell."""
    text = unit.strip().lower()
    if text.startswith(("%", "procent", "percentage")):
        return Scale("procent", 1)
    if found := _PER.search(text):
        return Scale("per", _number(found[1]))
    if found := _TIMES.match(text):
        return Scale("keer", _number(found[1]))
    return Scale("keer", 1) if _WHOLE.match(text) else None


def differ(one: str, other: str) -> bool:
    """Whether two units are on different scales, as far as their words tell."""
    scales = scale_of(one), scale_of(other)
    return None not in scales and scales[0] != scales[1]


def same_words(one: str, other: str) -> bool:
    """Whether two units are written alike, but for spaces, dots in numbers and capitals."""
    return _plain(one) == _plain(other)


def events_of(unit: str) -> float | None:
    """How many events one unit is; negative: per inhabitant; None: cannot be known from the unit alone, as with a %."""
    scale = scale_of(unit)
    if scale is None or scale.kind == "procent" or _NO_EVENTS.search(unit.lower()):
        return None
    if scale.kind == "per":
        return -1 / scale.size if "inwoner" in unit.lower() else None
    return scale.size


def _number(text: str) -> float:
    return _LARGE.get(text) or float(re.sub(r"[ .\u00a0]", "", text))


def _plain(unit: str) -> str:
    return re.sub(r"(?<=\d)[ .\u00a0](?=\d{3})|\s+", "", unit.strip().lower())

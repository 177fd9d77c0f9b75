"""What somebody filled in, in Dutch, as the file writes it, and back again; what can mean two things is asked about. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.editing.shapes import Shape, Sort
from dashboard.look.notation import day

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT = {"mrt": 3} | {name[:3]: at for at, name in enumerate(_MONTHS, 1)}
_BY_NAME = {name: at for at, name in enumerate(_MONTHS, 1)} | _SHORT
_WEEKDAY = re.compile(r"^(maan|dins|woens|donder|vrij|zater|zon)dag ")
_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})\.? ([a-z]+)\.? (\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_YEARS = re.compile(r"(\d{4}) ?(-|–|/|t/m|tot en met|tot) ?['’]?(\d{4}|\d{2})", re.ASCII)
_MONTH = re.compile(r"(?:(\d{4})-(\d{1,2})|(\d{1,2})[-/ ](\d{4})|([a-z]+)\.? (\d{4}))", re.ASCII)
_CENTURY = 100


@dataclass(frozen=True)
class Meaning:
    """Something that was meant perhaps: its value in the file, and in words."""

    value: Any
    words: str


@dataclass(frozen=True)
class Read:
    """value: for the file; what is not understood stays the text itself, which the check of the agenda then tells about.

    options: when it can mean several things: the person chooses, nobody guesses.
    """

    value: Any
    options: tuple[Meaning, ...] = ()


def read(shape: Shape, text: str) -> Read:
    """What was filled in for this field; nothing filled in is None, which takes the field away."""
    said = text.strip() if shape.is_long else " ".join(text.split())
    if not said:
        return Read(None)
    if shape.sort is Sort.LIST:
        return _list(shape, text)
    if shape.sort is Sort.CODES:
        return Read(_codes(text))
    reader = _READERS.get(shape.sort)
    return reader(said) if reader else Read(said)


def written(shape: Shape, value: Any) -> str:
    """What stands in the file, as a Dutch reader writes it; it reads back as the same."""
    if value is None:
        return ""
    if shape.sort is Sort.LIST and isinstance(value, list):
        made = [_one(shape.inner, each) for each in value]
        return "\n".join(made) if shape.inner is Sort.DATE else ", ".join(made)
    if shape.sort is Sort.CODES and isinstance(value, Mapping):
        return "\n".join(f"{key}: {each}" for key, each in value.items())
    return _one(shape.sort, value)


def _one(sort: Sort | None, value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, int | float) and sort is Sort.NUMBER:
        return f"{value:.12f}".rstrip("0").rstrip(".").replace(".", ",") if isinstance(value, float) else str(value)
    if sort is Sort.DATE and isinstance(value, str) and _ISO.fullmatch(value):
        found = _date(*map(int, value.split("-")))
        return day(found) if found else value
    if sort is Sort.MONTH and isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}", value, re.ASCII):
        year, month = map(int, value.split("-"))
        return f"{_MONTHS[month - 1]} {year}" if 1 <= month <= len(_MONTHS) else value
    return str(value)


def _number(said: str) -> Read:
    text = re.sub(r"^€ ?| ?%$|(?<=\d)[ \u00a0\u202f](?=\d{3})", "", said).replace("−", "-").strip()
    if re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        return Read(int(text))
    if re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", text, re.ASCII):
        thousands, decimal = int(text.replace(".", "")), float(text)
        return Read(said, tuple(Meaning(each, _one(Sort.NUMBER, each)) for each in (thousands, decimal)))
    if re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+(,\d{1,10})?|-?\d{1,15},\d{1,10}", text, re.ASCII):
        text = text.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        return Read(int(text))
    return Read(float(text)) if re.fullmatch(r"-?\d{1,15}\.\d{1,10}", text, re.ASCII) else Read(said)


def _whole(said: str) -> Read:
    return Read(int(said)) if re.fullmatch(r"-?\d{1,15}", said, re.ASCII) else Read(said)


def _day(said: str) -> Read:
    text = _WEEKDAY.sub("", said.lower())
    if found := _ISO.fullmatch(text):
        return _read_date(said, _date(*map(int, found.groups())))
    if found := _WRITTEN.fullmatch(text):
        number, name, year = found.groups()
        return _read_date(said, _date(int(year), _BY_NAME.get(name, 0), int(number)))
    if found := _NUMERIC.fullmatch(text):
        number, month, year = map(int, found.groups())
        if len(found[3]) == 2:  # noqa: PLR2004  a year of two digits can be of two centuries
            possible = [_date(year + hundred, month, number) for hundred in (2000, 1900)]
            return Read(said, tuple(Meaning(each.isoformat(), day(each)) for each in possible if each))
        return _read_date(said, _date(year, month, number))
    return Read(said)


def _read_date(said: str, found: date | None) -> Read:
    return Read(found.isoformat() if found else said)


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _period(said: str) -> Read:
    text = said.lower().removeprefix("schooljaar ").replace("’", "'")
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return Read(int(text))
    found = _YEARS.fullmatch(text)
    if not found:
        return Read(said)
    first, mark = int(found[1]), found[2]
    last = int(found[3]) if len(found[3]) > 2 else first - first % _CENTURY + int(found[3])  # noqa: PLR2004  digits
    school, years = f"{first}/'{(first + 1) % _CENTURY:02d}", f"{first}-{last}"
    if mark == "/" or "'" in text or said.lower().startswith("schooljaar "):
        return Read(school if last in {first + 1, first + 1 - _CENTURY} else said)
    if mark in {"-", "–"} and last == first + 1:
        return Read(said, (Meaning(school, f"het schooljaar {school}"), Meaning(years, f"de jaren {first} en {last} samen")))
    return Read(years if last > first else said)


def _month(said: str) -> Read:
    if re.fullmatch(r"\d{4}", said, re.ASCII):
        return Read(int(said))
    found = _MONTH.fullmatch(said.lower())
    if not found:
        return Read(said)
    year = int(found[1] or found[4] or found[6])
    month = int(found[2] or found[3] or _BY_NAME.get(found[5] or "", 0))
    return Read(f"{year}-{month:02d}" if 1 <= month <= len(_MONTHS) else said)


def _list(shape: Shape, text: str) -> Read:
    parts = [part.strip() for part in re.split(r"[\n;,]", text) if part.strip()]
    reader = _READERS.get(shape.inner) if shape.inner else None
    return Read([reader(part).value if reader else part for part in parts] or None)


def _codes(text: str) -> Any:
    """`naam: code` on every line; the text itself when a line says something else."""
    lines = [line.partition(":") for line in text.splitlines() if line.strip()]
    if not all(name.strip() and colon and code.strip() for name, colon, code in lines):
        return text.strip()
    return {name.strip(): code.strip() for name, _, code in lines}


_READERS: Mapping[Sort, Callable[[str], Read]] = {
    Sort.NUMBER: _number,
    Sort.WHOLE: _whole,
    Sort.YEAR: _whole,
    Sort.DATE: _day,
    Sort.PERIOD: _period,
    Sort.MONTH: _month,
}

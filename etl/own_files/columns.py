"""What the columns of a sheet look like: how many of their cells are an area, a period or a number; it decides nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from etl.own_files import notation
from etl.own_files.header import Header, content
from etl.own_files.limits import Cell
from etl.own_files.notation import Content
from etl.own_files.periods import period_of, status_of
from etl.own_files.places import Places
from etl.own_files.text_rows import clean

LOOKED_AT = 200
"""Rows below a header that tell what its columns are."""
MOST_PROFILED = 200
_HALF = 0.5
_CALLED_AREA = re.compile(r"gemeente|regio|gebied|gm[_ ]?code|woonplaats", re.IGNORECASE)
_CALLED_PERIOD = re.compile(r"jaar|jaren|periode|year|period", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\*{0,2}")
_BETWEEN = " _-.:()/"


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A column: its place and name, what stands in it, and whether its own name is an area or a period."""

    place: int
    name: str
    examples: tuple[str, ...]
    filled: int
    areas: int
    periods: int
    numbers: int
    is_status: bool
    is_area_itself: bool
    is_period_itself: bool

    @property
    def is_called_period(self) -> bool:
        """Whether its name says that it holds years."""
        return _CALLED_PERIOD.search(self.name) is not None

    @property
    def is_measure(self) -> bool:
        """Whether most of what it holds are numbers, and not all of those are years or codes of areas."""
        is_key = self.areas == self.filled or (self.periods == self.filled and self.is_called_period)
        return self.numbers > _HALF * self.filled and not is_key


def profiles_of(header: Header, below: Sequence[Sequence[Any]], places: Places) -> tuple[Profile, ...]:
    """A profile of every column with a name or with cells."""
    return tuple(_profile(header, place, below[:LOOKED_AT], places) for place in range(min(len(header.names), MOST_PROFILED)))


def year_names(header: Header) -> dict[int, str]:
    """Of each column whose header has one year in it: its place, and what stands beside the year ('' when nothing does)."""
    found: dict[int, str] = {}
    for place, name in enumerate(header.names):
        years = _YEAR.findall(name)
        if len(years) == 1:
            found[place] = _YEAR.sub("", name).strip(_BETWEEN)
    return found


def _profile(header: Header, place: int, below: Sequence[Sequence[Cell]], places: Places) -> Profile:
    cells = [content(row[place]) for row in below if place < len(row)]
    filled = [cell for cell in cells if notation.as_text(cell)]
    told = [cell for cell in filled if not notation.is_missing(cell)]
    name = header.names[place]
    is_called_area = _CALLED_AREA.search(name) is not None
    return Profile(
        place=place,
        name=clean(name),
        examples=tuple(dict.fromkeys(notation.as_text(cell) for cell in filled[:LOOKED_AT]))[:5],
        filled=len(told),
        areas=_most(told, lambda cell: isinstance(_place(places, cell, is_called_area=is_called_area), str)),
        periods=_most(told, lambda cell: _is(period_of, cell)),
        numbers=sum(_is_number(cell) for cell in told),
        is_status=bool(told) and all(_is(status_of, cell) and not _is_number(cell) for cell in told),
        is_area_itself=isinstance(_place(places, name, is_called_area=False), str),
        is_period_itself=_is(period_of, name),
    )


def _most(cells: Sequence[Content], fits: Callable[[Content], bool]) -> int:
    """How many fit; none when that is a small part, since some word is always called like a village."""
    found = sum(map(fits, cells))
    return found if found > _HALF / 2 * len(cells) else 0


def _place(places: Places, cell: Content, *, is_called_area: bool) -> object:
    """What a cell names as an area; a bare number is one only in a column that is called so, or written as a code."""
    text = notation.as_text(cell)
    if not text or notation.is_share(cell):
        return None
    if re.fullmatch(r"[\d.,-]+", text) and not is_called_area and not re.fullmatch(r"0\d{3}", text):
        return None
    try:
        return places.find(cell, among_provinces=False)
    except ValueError:
        return None


def _is(read: Callable[[Content], object], cell: Content) -> bool:
    try:
        read(cell)
    except ValueError:
        return False
    return True


def _is_number(cell: Content) -> bool:
    try:
        return notation.figure(cell, None) is not None or notation.is_code_for_missing(cell)
    except ValueError as error:
        return "geen getal" not in str(error)

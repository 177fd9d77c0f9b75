"""How people write a period and how certain its figures are; it reads cells, never files, and guesses nothing.

ValueError texts are Dutch, start after the value and end with the remedy.
"""

import re
from datetime import date
from typing import NamedTuple

from etl.own_files.notation import Content, as_text


class Period(NamedTuple):
    """A period as the store keeps it: as written but without marks, its year, and what the marks say of the figures."""

    text: str
    year: int
    status: str


PROVISIONAL, FURTHER, DEFINITE = "voorlopig", "nader voorlopig", "definitief"
_ONE_YEAR = re.compile(r"(\d{4})(?:\.0|JJ00|SJ00)?")
_DATE = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[ T]00:00:00)?|(\d\d?)[-/](\d\d?)[-/](\d{4})")
_SCHOOL_YEAR = re.compile(r"(\d{4})(?:/'?|/’|-(?=\d{4}))(\d{2}|\d{4})")
_STARS = re.compile(r"(.*?)\s*(\*{1,2})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FIRST_DATE = 1950
"""A date before this is a number that a cell shows as a date: 2022 days after 1 January 1900 it was 1905."""
_STATUSES = {
    "": "",
    "*": PROVISIONAL,
    "voorlopig": PROVISIONAL,
    "voorlopige cijfers": PROVISIONAL,
    "**": FURTHER,
    "nader voorlopig": FURTHER,
    "nadervoorlopig": FURTHER,
    "definitief": DEFINITE,
    "definitieve cijfers": DEFINITE,
}


def period_of(cell: Content) -> Period:
    """The period in a cell: `2022*` is 2022 and provisional, `2022**` further provisional; ValueError as `year_of`."""
    text = as_text(cell)
    starred = _STARS.fullmatch(text)
    bare, stars = (starred[1], starred[2]) if starred else (text, "")
    return Period(bare, year_of(bare), _STATUSES[stars])


def year_of(cell: Content) -> int:
    """The year of 2024, 2024JJ00, 31-12-2024 or 2024-12-31; the first one of 2018/'19, 2018/2019; ValueError otherwise."""
    text = as_text(cell)
    if match := _ONE_YEAR.fullmatch(text):
        found = int(match[1])
    elif match := _DATE.fullmatch(text):
        found = _year_of_date(int(match[1] or match[6]), int(match[2] or match[5]), int(match[3] or match[4]))
    elif (match := _SCHOOL_YEAR.fullmatch(text)) and str(int(match[1]) + 1).endswith(match[2]):
        found = int(match[1])
    else:
        raise ValueError("is geen jaar; schrijf een jaar (2024) of een schooljaar (2018/'19)")
    if not _FIRST_YEAR <= found <= _LAST_YEAR:
        raise ValueError(f"ligt niet tussen {_FIRST_YEAR} en {_LAST_YEAR}; verbeter het jaar")
    return found


def status_of(cell: Content) -> str:
    """What a cell says of how certain the figures of its line are, '' when nothing; ValueError for another word."""
    text = as_text(cell).lower()
    if text not in _STATUSES:
        raise ValueError("is geen status; schrijf voorlopig (*), nader voorlopig (**) of definitief, of laat de cel leeg")
    return _STATUSES[text]


def _year_of_date(found: int, month: int, day: int) -> int:
    if found < _FIRST_DATE:
        try:
            days = f" Het getal erin is {(date(found, month, day) - date(1899, 12, 30)).days}."
        except ValueError:
            days = ""
        raise ValueError(
            f"is een datum uit {found}: de cel heeft een datumopmaak, maar er staat een gewoon getal in.{days}"
            " Geef de cel de opmaak Standaard en vul het jaar in"
        )
    return found

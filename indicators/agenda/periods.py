"""Which periods of a table count as its yearly figures: how a catalogue marks them and how they read; it fetches nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Self

from indicators.agenda.problems import enumerate_nl

_TITLE = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-–/]|t/m|tot en met|tot)\s*((?:19|20)\d\d)\b")
_TOLD = re.compile(r":(\d{4})-(\d{4})")
_YEAR_LENGTH, _CODE_LENGTH = 4, 8
"""A code of a catalogue is a year and four characters that mark the kind: `2024KW04`."""


class Placed(NamedTuple):
    """Where a delivered period belongs: how it is stored, its year, and how many such periods make one figure together."""

    period: str
    year: int
    parts: int


class PeriodKind(StrEnum):
    """The word in the agenda, what follows the year in a code of the catalogue, and how such a period reads in Dutch."""

    mark: str
    reading: str
    parts: int

    def __new__(cls, word: str, mark: str, reading: str, parts: int = 1) -> Self:
        """A kind is its word.

        mark is a regular expression; parts: how many periods of a year are averaged. {year} in the reading is the first year,
        {next} the last digits of the one after, {last} the last year of a period of several.
        """
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.mark = mark
        kind.reading = reading
        kind.parts = parts
        return kind

    YEAR = "jaar", "JJ00", "{year}"
    SCHOOL_YEAR = "schooljaar", "SJ00", "{year}/'{next:02d}"
    JANUARY = "januari", "MM01", "januari {year}"
    FEBRUARY = "februari", "MM02", "februari {year}"
    MARCH = "maart", "MM03", "maart {year}"
    APRIL = "april", "MM04", "april {year}"
    MAY = "mei", "MM05", "mei {year}"
    JUNE = "juni", "MM06", "juni {year}"
    JULY = "juli", "MM07", "juli {year}"
    AUGUST = "augustus", "MM08", "augustus {year}"
    SEPTEMBER = "september", "MM09", "september {year}"
    OCTOBER = "oktober", "MM10", "oktober {year}"
    NOVEMBER = "november", "MM11", "november {year}"
    DECEMBER = "december", "MM12", "december {year}"
    MONTHS = "maand gemiddelde", "MM(0[1-9]|1[0-2])", "{year} (gemiddelde van 12 maanden)", 12
    QUARTER_1 = "kwartaal 1", "KW01", "kwartaal 1 van {year}"
    QUARTER_2 = "kwartaal 2", "KW02", "kwartaal 2 van {year}"
    QUARTER_3 = "kwartaal 3", "KW03", "kwartaal 3 van {year}"
    QUARTER_4 = "kwartaal 4", "KW04", "kwartaal 4 van {year}"
    QUARTERS = "kwartaal gemiddelde", "KW0[1-4]", "{year} (gemiddelde van 4 kwartalen)", 4
    HALF_1 = "halfjaar 1", "HJ01", "halfjaar 1 van {year}"
    HALF_2 = "halfjaar 2", "HJ02", "halfjaar 2 van {year}"
    HALVES = "halfjaar gemiddelde", "HJ0[12]", "{year} (gemiddelde van 2 halfjaren)", 2
    SEVERAL_YEARS = "meerjarig", "G[2-9]00", "{year}–{last}"
    SPELL = "tijdvak", "X000", "{year}–{last}"

    @property
    def is_mean(self) -> bool:
        """A figure of this kind is the mean of several delivered ones."""
        return self.parts > 1

    @property
    def calculation(self) -> str:
        """How a figure of this kind is made: `gemiddelde van 4 kwartalen`, '' when it is as delivered."""
        return self.reading.partition("(")[2].rstrip(")") if self.is_mean else ""

    def marks(self, code: str) -> bool:
        """Whether a code of the catalogue, without padding, is of a period of this kind, or one of those it is the mean of."""
        return code[:_YEAR_LENGTH].isdecimal() and re.fullmatch(self.mark, code[_YEAR_LENGTH:]) is not None

    def place(self, code: str, title: str = "") -> Placed | None:
        """Where a delivered period is stored, None when it is of another kind.

        A code keeps its name, but for a mean (`2024KW01-04`) and for a period of years that only its title tells, as of
        `2014X000` (`2014X000:2014-2017`). Its year is the first one.
        """
        if not self.marks(code):
            return None
        year = int(code[:_YEAR_LENGTH])
        if self.is_mean:
            return Placed(f"{code[:6]}01-{self.parts:02d}", year, self.parts)
        first, last = (_years_of(title) if self in _OF_YEARS else None) or _years_of_code(code)
        told = "" if (first, last) == _years_of_code(code) else f":{first}-{last}"
        return Placed(code + told, first, 1)

    def keeps(self, period: str) -> bool:
        """Whether a stored period is of this kind."""
        if self.is_mean:
            return period[-3:] == f"-{self.parts:02d}" and self.marks(period[:_CODE_LENGTH])
        return self.marks(period[:_CODE_LENGTH]) and (
            len(period) == _CODE_LENGTH or (self in _OF_YEARS and _TOLD.fullmatch(period, _CODE_LENGTH) is not None)
        )

    def in_words(self, period: str) -> str:
        """How a stored period of this kind reads, also after 'in': `2023`, `2018/'19`, `kwartaal 4 van 2024`, `2015–2018`."""
        told = _TOLD.fullmatch(period, _CODE_LENGTH)
        first, last = (int(told[1]), int(told[2])) if told else _years_of_code(period[:_CODE_LENGTH])
        words = "{year}" if self in _OF_YEARS and first == last else self.reading
        return words.format(year=first, next=(first + 1) % 100, last=last)


_OF_YEARS = frozenset({PeriodKind.SEVERAL_YEARS, PeriodKind.SPELL})
_FAMILIES = {
    "JJ": "jaren",
    "SJ": "schooljaren",
    "HJ": "halfjaren",
    "KW": "kwartalen",
    "MM": "maanden",
    "G": "perioden van meer jaren",
    "X": "tijdvakken met een eigen naam",
}
"""How codes go on after the year, and what a reader calls such periods."""


@lru_cache(4096)  # a page shows thousands of points and a few dozen periods
def period_in_words(period: str, year: int) -> str:
    """A stored period as a reader knows it; a code of no kind, as of an own file, reads as its year."""
    kind = kind_of(period)
    return str(year) if kind is None else kind.in_words(period)


def kind_of(period: str) -> PeriodKind | None:
    """The kind of a stored period; None for what is no code of a catalogue, as in an own file."""
    return next((kind for kind in PeriodKind if kind.keeps(period)), None)


def absence_of(wanted: PeriodKind, codes: Iterable[str]) -> str | None:
    """None when a table with these periods has some of this kind; else which it has instead and what to write to get them."""
    found = sorted({code.strip() for code in codes})
    if _offers(found, wanted):
        return None
    families = {begin: noun for begin, noun in _FAMILIES.items() if _of_family(found, begin)}
    kinds = [kind for begin in families for kind in _choices(_of_family(found, begin), begin)]
    known = [f"{noun} ({_range(_of_family(found, begin))})" for begin, noun in families.items()]
    odd = [code for code in found if not any(code in _of_family(found, begin) for begin in families)]
    listed = known + ([f"perioden die Databoek niet kent ({_range(odd)})"] if odd else [])
    remedy = f"Zet bij de bron {enumerate_nl(f'periode: {kind}' for kind in kinds)}." if kinds else "Kies een andere tabel."
    return f"periode '{wanted}' zit niet in de tabel; wel {enumerate_nl(listed, 'en') if listed else 'geen enkele'}. {remedy}"


def _offers(codes: Sequence[str], kind: PeriodKind) -> bool:
    years = Counter(code[:_YEAR_LENGTH] for code in codes if kind.marks(code))
    return any(count >= kind.parts for count in years.values())


def _of_family(codes: Sequence[str], begin: str) -> list[str]:
    return [code for code in codes if code[:_YEAR_LENGTH].isdecimal() and code[_YEAR_LENGTH:].startswith(begin)]


def _choices(codes: Sequence[str], begin: str) -> list[PeriodKind]:
    """What the agenda can say of these periods; of a year of months the first and the last are enough to see how."""
    offered = [kind for kind in PeriodKind if kind.mark.startswith(begin) and _offers(codes, kind)]
    single = [kind for kind in offered if not kind.is_mean]
    return list(dict.fromkeys([*single[:1], *single[-1:], *(kind for kind in offered if kind.is_mean)]))


def _range(codes: Sequence[str]) -> str:
    marks = sorted({code[_YEAR_LENGTH:] for code in codes})
    return marks[0] if len(marks) == 1 else f"{marks[0]} tot en met {marks[-1]}"


def _years_of_code(code: str) -> tuple[int, int]:
    """First and last year that a code itself names: `2015G400` holds four years."""
    first = int(code[:_YEAR_LENGTH])
    length = int(code[5]) if PeriodKind.SEVERAL_YEARS.marks(code) else 1
    return first, first + length - 1


def _years_of(title: str) -> tuple[int, int] | None:
    """First and last year in the title of a period (`2014 tot en met 2017`, `2015/2018`), None when it names no such span."""
    found = _TITLE.search(title)
    return (int(found[1]), int(found[2])) if found else None

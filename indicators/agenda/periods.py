"""Which periods of a table count as its yearly figures: how a catalogue marks them and how they read; it fetches nothing."""

from enum import StrEnum
from typing import Self


class PeriodKind(StrEnum):
    """The word in the agenda, the mark after the year in a code of the catalogue, and how such a period reads in Dutch."""

    mark: str
    reading: str

    def __new__(cls, word: str, mark: str, reading: str) -> Self:
        """A kind is its word; {year} and {next} in the reading are the year of the code and the last digits of the one after."""
        kind = str.__new__(cls, word)
        kind._value_ = word
        kind.mark = mark
        kind.reading = reading
        return kind

    YEAR = "jaar", "JJ00", "{year}"
    SCHOOL_YEAR = "schooljaar", "SJ00", "{year}/'{next:02d}"
    DECEMBER = "december", "MM12", "december {year}"

    def marks(self, code: str) -> bool:
        """Whether a code of the catalogue, without padding, is of a period of this kind."""
        return code[:4].isdecimal() and code[4:] == self.mark

    def in_words(self, year: int) -> str:
        """`2023`, `2018/'19`, `december 2024`."""
        return self.reading.format(year=year, next=(year + 1) % 100)


def period_in_words(code: str, year: int) -> str:
    """A stored period as a reader knows it; a code of no kind, as of an own file, reads as its year."""
    return next((kind for kind in PeriodKind if kind.marks(code)), PeriodKind.YEAR).in_words(year)

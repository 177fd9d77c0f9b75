"""Which delivered periods of a table count for a cell, where they are stored and how certain they are; it opens nothing."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from indicators.agenda.periods import PeriodKind

STATUSES = {"": "", "definitief": "definitief", "voorlopig": "voorlopig", "nadervoorlopig": "nader voorlopig"}
_LEAST_CERTAIN = ("voorlopig", "nader voorlopig", "definitief", "")
"""A mean is as provisional as its least certain ingredient; one without a status says nothing."""


class Stored(NamedTuple):
    """A period as the store knows it, and the delivered codes, without padding, that it is made of."""

    kind: PeriodKind
    period: str
    year: int
    parts: int
    codes: tuple[str, ...]


def stored_periods(kinds: Sequence[PeriodKind], codes: Sequence[str], titles: Mapping[str, str]) -> tuple[Stored, ...]:
    """Every period of these kinds that the delivered codes, without padding, make up; codes of other kinds are left out."""
    made: dict[tuple[PeriodKind, str, int, int], list[str]] = {}
    for kind in kinds:
        for code in codes:
            placed = kind.place(code, titles.get(code, ""))
            if placed:
                made.setdefault((kind, *placed), []).append(code)
    return tuple(Stored(*place, tuple(found)) for place, found in made.items())


def rivals(stored: Sequence[Stored]) -> tuple[Stored, Stored] | None:
    """Two periods of one kind that would both be the figure of one year, as 2015–2017 beside 2015–2018; None when no two are."""
    first: dict[tuple[PeriodKind, int], Stored] = {}
    return next(((other, each) for each in stored if (other := first.setdefault((each.kind, each.year), each)) is not each), None)


def status_of(stored: Stored, words: Mapping[str, str]) -> str:
    """The status of a stored period; words: per delivered code, as CBS writes it. KeyError, with the code, for an unknown one."""
    found = []
    for code in stored.codes:
        plain = words.get(code, "").replace(" ", "").lower()
        if plain not in STATUSES:
            raise KeyError(code)
        found.append(STATUSES[plain])
    return next(status for status in _LEAST_CERTAIN if status in found)


def words_and_titles(members: Sequence[Mapping[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """Per code, without padding, the status and the title that the table gives its periods."""
    codes = [str(row["Key"]).strip() for row in members]
    words = {code: str(row.get("Status") or "").strip() for code, row in zip(codes, members, strict=True)}
    return words, {code: str(row.get("Title") or "").strip() for code, row in zip(codes, members, strict=True)}

"""Which regions became part of which others, and when: shipped data, read once; it knows no figures.

herindelingen.csv holds every municipality that was abolished from 2010 up to and including 2024: `nieuw` went into one that was
formed on that day, `opgegaan` into one that kept its code, `gedeeld` was parted among several.
"""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from indicators.wording.numbers import listing

if TYPE_CHECKING:
    from indicators.methods.series import Point

FILE = Path(__file__).with_name("herindelingen.csv")


class ChangeKind(StrEnum):
    """What became of a region."""

    FORMED = "nieuw"
    TAKEN_IN = "opgegaan"
    SPLIT = "gedeeld"


class AreaChange(NamedTuple):
    """One region that became part of another; of one that was split there is a change for each that got a piece."""

    on: date
    old: str
    old_name: str
    new: str
    new_name: str
    kind: ChangeKind

    @property
    def first_year(self) -> int:
        """The first year of the new area; of a change during a year that year, because sources give it as it ended."""
        return self.on.year


class AreaMember(NamedTuple):
    """A region that in these years, both included, was a part of what is now, or later was, the area of `area`."""

    area: str
    member: str
    first_year: int
    last_year: int


FIRST_FIGURES = 1990
"""Older figures are of no source."""
ALWAYS = 0
"""First year of a region that was there before the data begin."""


@cache
def area_changes() -> tuple[AreaChange, ...]:
    """All changes, in order of date."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            AreaChange(
                date.fromisoformat(row["datum"]),
                row["oude_code"],
                row["oude_naam"],
                row["nieuwe_code"],
                row["nieuwe_naam"],
                ChangeKind(row["soort"]),
            )
            for row in csv.DictReader(file, delimiter=";")
        ]
    return tuple(sorted(rows))


@cache
def area_members() -> tuple[AreaMember, ...]:
    """Per region that others became part of as a whole: which regions it was in which years, itself included."""
    whole = [change for change in area_changes() if change.kind is not ChangeKind.SPLIT]
    return tuple(member for area in dict.fromkeys(change.new for change in whole) for member in _members(area, whole))


def changes_of(area: str) -> tuple[AreaChange, ...]:
    """What became part of this region, in order of date."""
    return tuple(change for change in area_changes() if change.new == area)


def other_area_from(points: "Sequence[Point]", changes: Sequence[AreaChange]) -> Iterator[tuple[int, list[AreaChange]]]:
    """The years in which the figures of another area begin, and what changed since the figure before."""
    for earlier, later in pairwise(points):
        meant = [change for change in changes if earlier.year < change.first_year <= later.year]
        if earlier.changes_ahead != later.changes_ahead and meant:
            yield later.year, meant


def say_changes(changes: Sequence[AreaChange]) -> str:
    """What changed, as part of a sentence: `Beemster hoort nu bij Purmerend`."""
    told = [_one(kind, [each for each in changes if each.kind is kind]) for kind in ChangeKind]
    return listing([words for words in told if words])


def _one(kind: ChangeKind, changes: Sequence[AreaChange]) -> str:
    if not changes:
        return ""
    names, new = listing([each.old_name for each in changes]), changes[0].new_name
    if kind is ChangeKind.FORMED:
        return f"{new} is gevormd uit {names}"
    belongs = "hoort" if len(changes) == 1 else "horen"
    return f"een deel van {names} hoort nu bij {new}" if kind is ChangeKind.SPLIT else f"{names} {belongs} nu bij {new}"


@cache
def area_tables() -> dict[str, pa.Table]:
    """The tables of store.sql by their name, with their columns in order; they never change."""
    changes, members = area_changes(), area_members()
    formed = sorted({(each.new, each.first_year) for each in changes if each.kind is ChangeKind.FORMED})
    of_area: dict[str, list[AreaMember]] = {}
    for member in members:
        of_area.setdefault(member.area, []).append(member)
    years = [
        (
            area,
            year,
            sum(each.first_year <= year <= each.last_year for each in of_area.get(area, ())),
            len({each.first_year for each in own if each.first_year > year}),
            any(each.kind is ChangeKind.SPLIT and each.first_year > year for each in own),
        )
        for area in sorted({each.new for each in changes})
        for own in ([each for each in changes if each.new == area],)
        for year in range(FIRST_FIGURES, max(each.first_year for each in own))
    ]
    columns = {
        "area_member": (AreaMember._fields, members),
        "area_formed": (("area", "year"), formed),
        "area_year": (("area", "year", "parts", "changes_ahead", "is_split_ahead"), years),
    }
    return {name: pa.table(dict(zip(names, zip(*rows, strict=True), strict=True))) for name, (names, rows) in columns.items()}


def parts_of(area: str, year: int) -> tuple[str, ...]:
    """The names of the regions that a region was in a year, itself included; empty when it never changed."""
    names = {each.old: each.old_name for each in area_changes()} | {each.new: each.new_name for each in area_changes()}
    return tuple(names[each.member] for each in area_members() if each.area == area and each.first_year <= year <= each.last_year)


def _members(area: str, whole: list[AreaChange]) -> list[AreaMember]:
    found, formed = [], ALWAYS
    for change in whole:
        if change.new == area:
            formed = change.first_year if change.kind is ChangeKind.FORMED else formed
            found.append(AreaMember(area, change.old, _begun(change.old, whole), change.first_year - 1))
            found += [AreaMember(area, *each[1:]) for each in _members(change.old, whole) if each.member != change.old]
    return [*found, AreaMember(area, area, formed, 9999)]


def _begun(code: str, whole: list[AreaChange]) -> int:
    """The first year of a region: of one that was formed, that year."""
    return max((each.first_year for each in whole if each.new == code and each.kind is ChangeKind.FORMED), default=ALWAYS)

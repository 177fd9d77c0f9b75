"""Ways in which a table is changed before it is delivered; it judges nothing."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from support.attacked.tables import COUNT, MUNICIPALITIES, OWN, RATE, SHARE, YEARS
from support.replay_faults import Fault
from support.replay_tables import Row, Table

REFUSED, KEPT_OUT, WITHDRAWN, COMES_THROUGH = (
    "cijfers van de vorige keer blijven",
    "wat niet kan blijft weg, de rest komt door",
    "die cijfers vervallen, de rest komt door",
    "nieuwe cijfers komen door",
)
REGION, CRIME, PERIOD = "WijkenEnBuurten", "SoortMisdrijf", "Perioden"
COUNT_KEY, RATE_KEY, SHARE_KEY = f"{COUNT}_1", f"{RATE}_2", f"{SHARE}_3"
NEWEST = f"{YEARS.stop - 1}JJ00"
ALL = (COUNT_KEY, RATE_KEY, SHARE_KEY)


@dataclass(frozen=True)
class Case:
    """A wrong delivery of the attacked table and what becomes of its figures; withdrawn: the source says there are none."""

    fault: Fault
    outcome: str = REFUSED
    withdrawn: frozenset[tuple[str, str, str]] = frozenset()


Where = Callable[[Row], bool]


def rows(change: Callable[[Row], Row | None]) -> Fault:
    """Every row changed; None leaves it out."""
    return Fault(change=lambda table: replace(table, rows=[new for row in table.rows if (new := change(row)) is not None]))


def figures(change: Callable[[float], float | None], where: Where = lambda row: True, keys: Sequence[str] = ALL) -> Fault:
    """The figures of these measures changed in the rows at hand."""

    def changed(row: Row) -> Row:
        return {**row, **{key: change(row[key]) for key in keys}} if where(row) else row

    return rows(changed)


def times(factor: float, where: Where = lambda row: True, keys: Sequence[str] = ALL) -> Fault:
    return figures(lambda value: round(value * factor, 2), where, keys)


def code(row: Row) -> str:
    return str(row[REGION]).strip()


def own(row: Row) -> bool:
    return code(row) == OWN


def of(share: float) -> Where:
    """In so large a part of the municipalities, ours not among them."""
    chosen = set(MUNICIPALITIES[: round(share * len(MUNICIPALITIES))])
    return lambda row: code(row) in chosen


def newest(row: Row) -> bool:
    return bool(row[PERIOD] == NEWEST)


def count_of(codes: Sequence[str]) -> frozenset[tuple[str, str, str]]:
    """The addresses of the newest counts of these municipalities."""
    return frozenset(("misdrijven", each, NEWEST) for each in codes)


def both(*wheres: Where) -> Where:
    return lambda row: all(where(row) for where in wheres)


def moved_to(place: Callable[[int], int], where: Where = lambda row: True) -> Fault:
    """The rows of a municipality under the code of another; place: from the one's place in the list to the other's."""
    target = {one: MUNICIPALITIES[place(number) % len(MUNICIPALITIES)] for number, one in enumerate(MUNICIPALITIES)}
    return rows(lambda row: {**row, REGION: target[code(row)].ljust(10)} if where(row) else row)


def shuffled(number: int) -> int:
    places = list(range(len(MUNICIPALITIES)))
    random.Random(3).shuffle(places)
    return places[number]


def years_moved(by: int) -> Fault:
    """Every period so many years later, in rows and members; the statuses stay where they were."""

    def later(key: str) -> str:
        return f"{int(key[:4]) + by}{key[4:]}"

    def change(table: Table) -> Table:
        members = [{**each, "Key": later(each["Key"]), "Title": str(int(each["Title"]) + by)} for each in table.sets[PERIOD]]
        moved = [{**row, PERIOD: later(row[PERIOD])} for row in table.rows]
        return replace(table, rows=moved, sets={**table.sets, PERIOD: members})

    return Fault(change=change)


def extra_year(year: int) -> Fault:
    """The newest year once more under another year."""
    key = f"{year}JJ00"

    def change(table: Table) -> Table:
        more = [{**row, PERIOD: key, "ID": len(table.rows) + n} for n, row in enumerate(filter(newest, table.rows))]
        member = {"Key": key, "Title": str(year), "Description": "", "Status": "Voorlopig"}
        return replace(table, rows=table.rows + more, sets={**table.sets, PERIOD: [*table.sets[PERIOD], member]})

    return Fault(change=change)


def extra_regions(*codes: str) -> Fault:
    """The rows of our municipality once more under other codes, which are members too."""

    def change(table: Table) -> Table:
        more = [{**row, REGION: one.ljust(10), "ID": 0} for one in codes for row in filter(own, table.rows)]
        members = [{"Key": one.ljust(10), "Title": one, "Description": ""} for one in codes]
        return replace(table, rows=table.rows + more, sets={**table.sets, REGION: [*table.sets[REGION], *members]})

    return Fault(change=change)


def members(name: str, change: Callable[[Row], Row | None]) -> Fault:
    """The members of a dimension changed; None leaves one out."""

    def changed(table: Table) -> Table:
        found = [new for each in table.sets[name] if (new := change(each)) is not None]
        return replace(table, sets={**table.sets, name: found})

    return Fault(change=changed)


def properties(change: Callable[[Row], Row | None]) -> Fault:
    return members("DataProperties", change)


def unit(key: str, text: str) -> Fault:
    return properties(lambda each: {**each, "Unit": text} if each["Key"] == key else each)


def together(*faults: Fault) -> Fault:
    """One after the other."""

    def change(table: Table) -> Table:
        for fault in faults:
            table = fault.change(table)
        return table

    return Fault(change=change)


def dimension_renamed(to: str) -> Fault:
    def change(table: Table) -> Table:
        columns = [{**each, "Key": to} if each["Key"] == REGION else each for each in table.properties]
        renamed = [{(to if key == REGION else key): value for key, value in row.items()} for row in table.rows]
        sets = {name: value for name, value in table.sets.items() if name != REGION}
        return replace(table, rows=renamed, sets={**sets, to: table.sets[REGION], "DataProperties": columns})

    return Fault(change=change)


def dimension_added(*codes: str) -> Fault:
    """The table is parted by sex from now on."""

    def change(table: Table) -> Table:
        more = [
            {**row, "Geslacht": one, "ID": n} for n, (row, one) in enumerate((row, one) for row in table.rows for one in codes)
        ]
        about = {**table.properties[0], "Key": "Geslacht", "Title": "Geslacht", "ID": 999}
        sexes = [{"Key": one, "Title": one, "Description": ""} for one in codes]
        return replace(table, rows=more, sets={**table.sets, "Geslacht": sexes, "DataProperties": [about, *table.properties]})

    return Fault(change=change)


def same_stem(key: str) -> Fault:
    """A second measure with the stem of this one, in the same group."""
    second = f"{key.rpartition('_')[0]}_77"

    def change(table: Table) -> Table:
        twin = next({**each, "Key": second, "ID": 998} for each in table.properties if each["Key"] == key)
        doubled = [{**row, second: row[key]} for row in table.rows]
        return replace(table, rows=doubled, sets={**table.sets, "DataProperties": [*table.properties, twin]})

    return Fault(change=change)


def swapped(one: str, other: str) -> Fault:
    return rows(lambda row: {**row, one: row[other], other: row[one]})


def nothing(_: Any) -> None:
    return None

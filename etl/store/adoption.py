"""Figures that stand under a shorter address, from before sources were told apart by all that makes them differ, move to theirs.

Nothing is superseded: an address is not a figure. It touches only cells that the agenda asks for, and only when they are empty.
"""

from collections.abc import Iterable

import duckdb

from etl.delivery import PERIOD_KEY, REGION_KEY
from etl.store.terms import CELL, OWN_FILE, Part
from indicators.agenda.periods import PeriodKind

_FORMER_KINDS = (PeriodKind.YEAR, PeriodKind.SCHOOL_YEAR, PeriodKind.DECEMBER)
"""The kinds there were when an address did not tell them."""

_Address = tuple[str, str, str, str]


def former_address(catalogue: str, filters: str) -> tuple[str, str] | None:
    """The filters this cell had before, and how its periods end; None when it had no other address or did not exist."""
    if catalogue == OWN_FILE:
        return ("", "") if filters else None
    told = dict(part.split("=", 1) for part in filters.split(";") if part)
    kind = told.pop(PERIOD_KEY, PeriodKind.YEAR.value)
    told.pop(REGION_KEY, None)
    former = ";".join(f"{key}={value}" for key, value in told.items())
    known = [each.mark for each in _FORMER_KINDS if each.value == kind]
    return (former, known[0]) if known and former != filters else None


def adopt(connection: duckdb.DuckDBPyConnection, parts: Iterable[Part]) -> None:
    """Give the figures of every asked cell that is empty its present address, history included; the first cell that asks wins."""
    held: set[_Address] = {
        (a, b, c, d) for a, b, c, d in connection.execute(f"SELECT DISTINCT {CELL} FROM measurement").fetchall()
    }
    asked = dict.fromkeys((part.catalogue, part.table_id, part.topic, part.filters) for part in parts)
    for catalogue, table_id, topic, filters in asked:
        found = former_address(catalogue, filters)
        if found is None or (catalogue, table_id, topic, filters) in held:
            continue
        former, mark = found
        is_anothers = (catalogue, table_id, topic, former) in asked and mark == PeriodKind.YEAR.mark
        if is_anothers or (catalogue, table_id, topic, former) not in held:
            continue
        connection.execute(
            """UPDATE measurement SET filters = ?
               WHERE catalogue = ? AND table_id = ? AND topic = ? AND filters = ? AND ends_with(period, ?)""",
            [filters, catalogue, table_id, topic, former, mark],
        )

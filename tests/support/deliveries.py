"""Deliveries for the gate: tidy TEST VALUES as Arrow tables, changed in one way at a time, and the verdict on them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from etl.store.gate.judge import judge_delivery
from etl.store.gate.terms import Expected, Verdict
from etl.store.terms import MEASUREMENT_COLUMNS

Row = dict[str, Any]
LABEL = "CBS 85098NED"
OWN = "GM0020"
MUNICIPALITIES = [f"GM{number:04d}" for number in range(1, 61)]
YEARS = range(2015, 2025)
_TYPES = pa.schema([(name, pa.string()) for name in MEASUREMENT_COLUMNS])
_TYPES = _TYPES.set(6, pa.field("year", pa.int32())).set(8, pa.field("value", pa.float64()))


def level(region: str, year: int, topic: str) -> float:
    """A figure between about 40 and 800: each region its own size, each topic its own level, a slow rise, a little noise."""
    number = int(region[2:]) if region.startswith("GM") else 9
    size = 20 + (number * 37) % 61
    noise = ((number * 7 + year * 13 + len(topic)) % 9 - 4) / 200
    return round(size * (2 + 3 * (ord(topic[0]) - ord("A"))) * (1 + 0.02 * (year - 2015) + noise), 1)


def rows(
    topics: Iterable[str] = ("A", "B"),
    regions: Iterable[str] = MUNICIPALITIES,
    years: Iterable[int] = YEARS,
    **changed: Any,
) -> list[Row]:
    """One row for every topic, region and year; the last two years are provisional."""
    return [
        {
            "catalogue": "opendata.cbs.nl",
            "table_id": "85098NED",
            "topic": topic,
            "filters": "",
            "region": region,
            "period": f"{year}JJ00",
            "year": year,
            "measure": f"{topic}_1",
            "value": level(region, year, topic),
            "status": "definitief" if year < max(YEARS) - 1 else "voorlopig",
            **changed,
        }
        for topic in topics
        for region in regions
        for year in years
    ]


def at(some: list[Row], change: Callable[[Row], Any], **where: Any) -> list[Row]:
    """The same rows, but with another value where all of this holds; a set of values may be given for a column."""
    return [{**row, "value": change(row)} if is_at(row, where) else row for row in some]


def is_at(row: Row, where: dict[str, Any]) -> bool:
    """Whether a row is at this place."""
    return all(
        row[name] in wanted if isinstance(wanted, (set, frozenset)) else row[name] == wanted for name, wanted in where.items()
    )


def table(some: list[Row]) -> pa.Table:
    """Rows as an Arrow table, as one source hands its figures to the gate."""
    return pa.Table.from_pylist(some, schema=_TYPES)


def judged(incoming: list[Row], held: list[Row] = (), **about: Any) -> Verdict:
    """The verdict on rows that come in over rows that are held."""
    expected = Expected(**{"label": LABEL, "municipality": OWN, "today": date(2026, 11, 26), **about})
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("held", table(list(held)))
        return judge_delivery(connection, table(incoming), expected)

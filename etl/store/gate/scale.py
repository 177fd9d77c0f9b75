"""Deliveries on another scale: factors, signs, one value for everybody; each municipality is judged beside itself."""

from collections.abc import Iterator
from math import exp, log
from typing import NamedTuple

import duckdb

from etl.store.gate.terms import Expected
from etl.store.gate.words import SHOWN, change, decimal, listed, name, per_cent
from etl.store.terms import NATION

FACTOR = 4.0
"""A fault of a factor of five and more, on top of what the year itself did (a fifth less at most, for nearly everybody)."""
SHARE = 0.2
"""Part of the municipalities that shows a fault of the delivery; what really happened in one year never touched more than 5%."""
CHANCE = 4.0
"""Standard deviations of the difference of two counts: 1 to 6 burglaries in a village is chance, 10 to 60 is not."""
UNIFORM, ALIKE = 1.5, 0.02
"""A revision of years that were there before moves municipalities apart; this factor for all of them alike is another unit."""
LATEST, KNOWN = 2, 5
"""Years with news per cell that are looked at for one value, and years held before them that tell what is usual."""
FEW, ENOUGH = 3, 20
"""Fewer municipalities than FEW are no pattern; from ENOUGH on one can speak of nearly all of them."""

# A jump by chance: the square root of a count has the same spread whatever the count, a half.
_JUMP = f"abs(ratio) >= ln({FACTOR}) AND (NOT is_whole OR abs(sqrt(abs(new)) - sqrt(abs(old))) >= {CHANCE} * sqrt(0.5))"
_PERIODS = f"""
    WITH looked AS (
        SELECT c.*, {_JUMP} AS jumped, is_same AND new * old < 0 AS flipped,
            median(ratio) OVER (PARTITION BY cell, period) AS middle
        FROM gate_compared c JOIN gate_floor USING (cell) WHERE NOT is_nation
    )
    SELECT cell, year, bool_or(is_same) AS is_same, count(*) AS compared,
        count(*) FILTER (jumped) AS jumped, count(*) FILTER (flipped) AS flipped,
        any_value(middle) AS middle, median(abs(ratio - middle)) AS apart
    FROM looked GROUP BY cell, period, year"""


class _Period(NamedTuple):
    cell: int
    year: int
    is_same: bool
    compared: int
    jumped: int
    flipped: int
    middle: float
    apart: float


def refusals(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """Sentences, at most one a cell and kind of fault, about the year in which it is worst."""
    names = cell_names(connection, expected)
    periods = [_Period(*row) for row in connection.execute(_PERIODS).fetchall()]
    periods.sort(key=lambda period: (period.cell, -period.jumped / period.compared, -period.year))
    told: set[tuple[int, str]] = set()
    for period in periods:
        for kind, text in _faults(connection, period):
            if (period.cell, kind) not in told:
                told.add((period.cell, kind))
                yield f"{names[period.cell]} {text}"
    many = {cell for cell, kind in told if kind == "factor"}
    yield from (f"{names[cell]} {text}" for cell, text in _own(connection, expected) if cell not in many)
    yield from (f"{names[cell]} {text}" for cell, text in _one_value(connection))


def remarks(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """Sentences about single municipalities whose figure jumped, when they are too few to refuse the delivery."""
    rows = connection.execute(
        f"""SELECT cell, count(*), list([code, year::VARCHAR] ORDER BY code, year)[:{SHOWN}],
                list([old, new] ORDER BY code, year)[:{SHOWN}]
            FROM gate_compared JOIN gate_floor USING (cell) JOIN gate_region USING (region)
            WHERE {_JUMP} GROUP BY cell ORDER BY cell"""
    ).fetchall()
    names = cell_names(connection, expected)
    for cell, count, places, values in rows:
        shown = [change(code, year, old, new) for (code, year), (old, new) in zip(places, values, strict=True)]
        yield f"{names[cell]} werd minstens {FACTOR:.0f} keer zo groot of klein ({listed(shown, count)})"


def _faults(connection: duckdb.DuckDBPyConnection, period: _Period) -> Iterator[tuple[str, str]]:
    of = f"{{}} van {period.compared} gemeenten"
    if period.jumped >= max(FEW, SHARE * period.compared):
        text = f"is in {period.year} bij {of.format(period.jumped)} ineens minstens {FACTOR:.0f} keer zo groot of klein"
        yield "factor", f"{text} ({_examples(connection, period, _JUMP)}); waarschijnlijk is de eenheid veranderd"
    elif period.is_same and period.compared >= ENOUGH and abs(period.middle) >= log(UNIFORM) and period.apart <= ALIKE:
        text = f"is in {period.year} bij alle gemeenten {decimal(round(exp(period.middle), 2))} keer zo groot als het was"
        yield "factor", f"{text} ({_examples(connection, period, 'new <> old')}); waarschijnlijk is de eenheid veranderd"
    if period.flipped >= max(FEW, SHARE * period.compared):
        text = f"heeft in {period.year} bij {of.format(period.flipped)} een ander teken"
        yield "teken", f"{text} ({_examples(connection, period, 'new * old < 0')})"


def _examples(connection: duckdb.DuckDBPyConnection, period: _Period, condition: str) -> str:
    rows = connection.execute(
        f"""SELECT code, year, old, new FROM gate_compared JOIN gate_floor USING (cell) JOIN gate_region USING (region)
            WHERE cell = ? AND year = ? AND NOT is_nation AND {condition} ORDER BY code LIMIT {FEW}""",
        [period.cell, period.year],
    ).fetchall()
    return ", ".join(change(*row) for row in rows)


def _own(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[tuple[int, str]]:
    """Our own municipality or the country: a jump larger than any municipality ever made in this cell from year to year."""
    rows = connection.execute(
        f"""WITH jumped AS (
                SELECT cell, code, year, is_same, old, new, abs(sqrt(abs(new)) - sqrt(abs(old))) AS size
                FROM gate_compared JOIN gate_floor USING (cell) JOIN gate_region USING (region)
                WHERE code IN ($own, '{NATION}') AND {_JUMP}
            ),
            steps AS (
                SELECT cell, region, value AS new, lag(value) OVER (PARTITION BY cell, region ORDER BY year) AS old
                FROM gate_old JOIN gate_region USING (region) JOIN gate_period USING (period)
                WHERE cell IN (SELECT cell FROM jumped) AND abolished IS NULL
            ),
            usual AS (
                SELECT cell, max(abs(sqrt(abs(new)) - sqrt(abs(old)))) AS largest
                FROM steps JOIN gate_floor USING (cell)
                WHERE greatest(abs(new), floor) / greatest(abs(old), floor) NOT BETWEEN 1 / {FACTOR} AND {FACTOR} GROUP BY cell
            )
            SELECT cell, code, year, old, new FROM jumped LEFT JOIN usual USING (cell)
            WHERE is_same OR size > coalesce(largest, 0)
            QUALIFY row_number() OVER (PARTITION BY cell ORDER BY code = $own DESC, year DESC) = 1 ORDER BY cell""",
        {"own": expected.municipality},
    ).fetchall()
    for cell, code, year, old, new in rows:
        whose = "Nederland" if code == NATION else "de eigen gemeente"
        text = f"is voor {whose} ineens minstens {FACTOR:.0f} keer zo groot of klein ({change(code, year, old, new)})"
        yield cell, f"{text}; zo'n sprong maakte nog geen gemeente"


def _one_value(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, str]]:
    """Many more municipalities with the same figure than there were in this cell before."""
    rows = connection.execute(
        f"""WITH news AS (
                SELECT cell, period, year FROM gate_base
                QUALIFY row_number() OVER (PARTITION BY cell ORDER BY year DESC) <= {LATEST}
            ),
            known AS (
                SELECT DISTINCT cell, period FROM gate_old JOIN gate_period USING (period) WHERE cell IN (SELECT cell FROM news)
                QUALIFY dense_rank() OVER (PARTITION BY cell ORDER BY year DESC) <= {KNOWN}
            ),
            now AS (
                SELECT cell, year, value, n / total AS part, total
                FROM (
                    SELECT cell, period, year, value, count(*) AS n, sum(count(*)) OVER (PARTITION BY cell, period) AS total
                    FROM gate_new JOIN news USING (cell, period) GROUP BY cell, period, year, value
                )
            ),
            before AS (
                SELECT cell, max(part) AS usual FROM (
                    SELECT cell, n / sum(n) OVER (PARTITION BY cell, period) AS part FROM (
                        SELECT cell, period, value, count(*) AS n FROM gate_old
                        SEMI JOIN known USING (cell, period) GROUP BY ALL
                    )
                ) GROUP BY cell
            )
            SELECT cell, year, value, part, usual FROM now JOIN before USING (cell)
            WHERE total >= {ENOUGH} AND part >= usual + {SHARE}
            QUALIFY row_number() OVER (PARTITION BY cell ORDER BY part DESC, year DESC) = 1 ORDER BY cell"""
    ).fetchall()
    for cell, year, value, part, usual in rows:
        text = f"is in {year} bij {per_cent(part)} van de gemeenten precies {decimal(value)}"
        yield cell, f"{text}; eerder waren hoogstens {per_cent(usual)} van de cijfers gelijk"


def nothing_but_zeros(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """A cell that never had a figure but zero, here or held; one other value for all may be a share of itself, like 100%."""
    rows = connection.execute(
        """SELECT cell FROM gate_new
           WHERE cell IN (SELECT cell FROM gate_new GROUP BY cell HAVING min(value) = 0 AND max(value) = 0)
           GROUP BY cell HAVING count(DISTINCT region) >= ? EXCEPT SELECT cell FROM gate_old ORDER BY cell""",
        [ENOUGH],
    ).fetchall()
    names = cell_names(connection, expected)
    yield from (f"{names[cell]} is overal en altijd nul" for (cell,) in rows)


def cell_names(connection: duckdb.DuckDBPyConnection, expected: Expected) -> dict[int, str]:
    """How each cell is called in a sentence."""
    rows = connection.execute("SELECT cell, topic, filters FROM gate_cell").fetchall()
    return {cell: name(topic, filters, is_own_file=expected.is_own_file) for cell, topic, filters in rows}

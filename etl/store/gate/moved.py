"""Figures that stand at a wrong address: a year, a municipality or a measure further on; told by what is held elsewhere."""

from collections.abc import Iterator

import duckdb

from etl.store.gate.compared import distance
from etl.store.gate.scale import ENOUGH, SHARE, cell_names
from etl.store.gate.terms import Expected
from etl.store.gate.words import change, listed, per_cent

EQUAL = 0.5
"""Of the figures that changed, this part equals what is held elsewhere: by chance at most a tenth does."""
CLOSER = 0.5
"""So much nearer to the figures of another address than to its own: of the years in the recording none came below 0.7."""
APART = 0.02
"""Municipalities that hardly differ cannot tell whose figure it is."""
COPY = 0.96
"""Part of the figures that may equal those of the year before when the cell has no history; halfway to all is a copy."""
LATEST = 2
"""Years with news per cell that are looked at: a delivery that was moved is moved in its newest years."""
SAMPLE = 60
"""Regions on which measures are held beside each other: enough to tell, and few enough for hundreds of measures."""

_LATEST = f"""
    CREATE OR REPLACE TEMP TABLE gate_latest AS
    SELECT cell, period FROM gate_base
    QUALIFY row_number() OVER (PARTITION BY cell ORDER BY year DESC) <= {LATEST}"""


def refusals(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[str]:
    """Sentences, at most one a cell and kind of fault."""
    names = cell_names(connection, expected)
    connection.execute(_LATEST)
    try:
        years = dict(_years(connection))
        yield from (f"{names[cell]} {text}" for cell, text in years.items())
        yield from (f"{names[cell]} {text}" for cell, text in _copies(connection) if cell not in years)
        yield from (f"{names[cell]} {text}" for cell, text in _neighbours(connection) if cell not in years)
        yield from (f"{names[cell]} {text}" for cell, text in _measures(connection, names))
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.gate_latest")


def _years(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, str]]:
    """Figures that came before under the year before or after: looked for where they differ from their own."""
    rows = connection.execute(
        f"""WITH beside AS (
                SELECT p.period, q.period AS other, q.year FROM gate_period p
                JOIN gate_period q ON q.year IN (p.year - 1, p.year + 1) AND q.code[5:] = p.code[5:]
            )
            SELECT c.cell, c.year, b.year, count(*) AS n, count(*) FILTER (c.new = o.value) AS equal
            FROM gate_compared c JOIN gate_latest USING (cell, period)
            JOIN beside b USING (period) JOIN gate_old o ON o.cell = c.cell AND o.region = c.region AND o.period = b.other
            WHERE NOT is_nation AND is_same AND c.new <> c.old AND o.value <> c.old
            GROUP BY c.cell, c.year, b.year HAVING n >= {ENOUGH} AND equal >= {EQUAL} * n
            QUALIFY row_number() OVER (PARTITION BY c.cell ORDER BY c.year DESC) = 1 ORDER BY c.cell"""
    ).fetchall()
    for cell, year, other, n, equal in rows:
        yield (
            cell,
            f"heeft in {year} de cijfers die eerst bij {other} stonden ({equal} van {n} gemeenten); de jaren zijn verschoven",
        )


def _copies(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, str]]:
    """A new year in which (nearly) everybody has the figure of the year before."""
    rows = connection.execute(
        f"""WITH now AS (
                SELECT cell, year, any_value(base) AS base, count(*) AS n, avg((new = old)::INTEGER) AS equal
                FROM gate_compared JOIN gate_latest USING (cell, period)
                WHERE NOT is_same AND NOT is_nation GROUP BY cell, period, year HAVING n >= {ENOUGH} AND equal >= {EQUAL}
            ),
            steps AS (
                SELECT cell, year, value, lag(value) OVER (PARTITION BY cell, region ORDER BY year) AS last
                FROM gate_old JOIN gate_period USING (period) WHERE cell IN (SELECT cell FROM now)
            ),
            usual AS (
                SELECT cell, max(equal) AS equal FROM (
                    SELECT cell, year, avg((value = last)::INTEGER) AS equal FROM steps WHERE last IS NOT NULL GROUP BY ALL
                ) GROUP BY cell
            )
            SELECT cell, now.year, p.year, now.equal
            FROM now JOIN gate_period p ON p.period = now.base LEFT JOIN usual USING (cell)
            WHERE now.equal > (1 + coalesce(usual.equal, {COPY})) / 2
            QUALIFY row_number() OVER (PARTITION BY cell ORDER BY now.year DESC) = 1 ORDER BY cell"""
    ).fetchall()
    for cell, year, before, equal in rows:
        yield (
            cell,
            f"heeft in {year} bij {per_cent(equal)} van de gemeenten precies het cijfer van {before}; dat jaar lijkt een kopie",
        )


def _neighbours(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, str]]:
    """Figures that belong to the municipality before or after in the list."""
    mine, theirs = distance("new"), distance("other")
    rows = connection.execute(
        f"""WITH listed AS (
                SELECT c.*, lag(old) OVER w AS previous, lead(old) OVER w AS next,
                    lag(region) OVER w AS before, lead(region) OVER w AS after
                FROM gate_compared c JOIN gate_latest USING (cell, period) WHERE NOT is_nation
                WINDOW w AS (PARTITION BY cell, period ORDER BY region)
            ),
            either AS (
                SELECT *, previous AS other, before AS whose FROM listed UNION ALL SELECT *, next, after FROM listed
            ),
            beside AS (
                SELECT *, {mine} - {theirs} AS off, whose < region AS is_before,
                    median(ratio) OVER v AS middle, median({mine} - {theirs}) OVER v AS off_middle
                FROM either JOIN gate_floor USING (cell) WHERE other IS NOT NULL
                WINDOW v AS (PARTITION BY cell, period, whose < region)
            ),
            found AS (
                SELECT cell, year, is_before, count(*) AS n, median(abs(ratio - middle)) AS own,
                    median(abs(off - off_middle)) AS others,
                    count(*) FILTER (is_same AND new <> old AND other <> old) AS changed,
                    count(*) FILTER (is_same AND new <> old AND other <> old AND new = other) AS equal
                FROM beside GROUP BY cell, period, year, is_before
            )
            SELECT cell, year, is_before FROM found
            WHERE n >= {ENOUGH} AND (
                own >= {APART} AND others < {CLOSER} * own OR changed >= {SHARE} * n AND equal >= {EQUAL} * changed
            )
            QUALIFY row_number() OVER (PARTITION BY cell ORDER BY year DESC, others) = 1 ORDER BY cell"""
    ).fetchall()
    for cell, year, is_before in rows:
        side = "vóór" if is_before else "na"
        yield (
            cell,
            f"heeft in {year} bij gemeenten het cijfer van de gemeente {side} hen in de lijst{_shifted(connection, cell, year)}",
        )


def _shifted(connection: duckdb.DuckDBPyConnection, cell: int, year: int) -> str:
    rows = connection.execute(
        """SELECT code, year, old, new FROM gate_compared JOIN gate_region USING (region)
           WHERE cell = ? AND year = ? AND NOT is_nation AND new <> old ORDER BY code LIMIT 3""",
        [cell, year],
    ).fetchall()
    return f" ({listed([change(*row) for row in rows])}); de rijen zijn verschoven" if rows else "; de rijen zijn verschoven"


def _measures(connection: duckdb.DuckDBPyConnection, names: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Figures of another measure: the same ones, or two measures that are each nearer to another's than to their own."""
    rows = connection.execute(
        f"""WITH sample AS (SELECT region FROM gate_region ORDER BY hash(code) LIMIT {SAMPLE}),
            news AS (
                SELECT cell, base, region, year, {distance("new")} AS now, new, abs(ratio) AS own
                FROM gate_compared JOIN gate_latest USING (cell, period) JOIN gate_floor USING (cell)
                SEMI JOIN sample USING (region)
                WHERE NOT is_nation
            ),
            odd AS (SELECT cell, year, median(own) AS own FROM news GROUP BY cell, year HAVING own >= {APART}),
            other AS (
                SELECT o.cell, o.region, o.period AS base, o.value, {distance("o.value")} AS held
                FROM gate_old o JOIN gate_floor USING (cell) SEMI JOIN sample USING (region)
            ),
            beside AS (
                SELECT n.cell, o.cell AS other, n.year,
                    median(abs(n.now - o.held)) AS theirs, avg((n.new = o.value)::INTEGER) AS equal
                FROM news n JOIN odd USING (cell, year)
                JOIN other o ON o.base = n.base AND o.region = n.region AND o.cell <> n.cell
                GROUP BY ALL HAVING count(*) >= {ENOUGH} AND theirs < {CLOSER} * any_value(odd.own)
            )
            SELECT cell, other, year, equal >= {EQUAL} AS is_equal FROM beside
            QUALIFY row_number() OVER (PARTITION BY cell ORDER BY theirs, year DESC) = 1 ORDER BY cell"""
    ).fetchall()
    taken = {other for _, other, _, _ in rows}
    for cell, other, year, is_equal in rows:
        if is_equal or cell in taken:
            yield cell, f"heeft in {year} de cijfers van {names[other]}; de onderwerpen zijn verwisseld"

"""Zeros that cannot have been counted, since far too many events were to be expected; it compares no deliveries.

How many events a figure stands for follows from its unit: a count is itself, a rate per so many inhabitants needs the number of
inhabitants. Of a percentage nobody can tell: it may be of ten people or of ten thousand, so a zero of it stays a figure.
"""

import duckdb

from etl.store.gate.terms import Expected, Reason

EVENTS = 100
"""So many events expected and none counted: chance makes that of e to the power -100."""
LOW = 0.1
"""A region that has nothing but zeros is held against the lowest tenth of the other regions."""


def keep_out(connection: duckdb.DuckDBPyConnection, expected: Expected) -> None:
    """Add such zeros to gate_left_out; not those that are held already, nor any when somebody looked at them (`--accept`)."""
    if expected.is_accepted or not _has_countable(connection):
        return
    connection.execute(
        f"""INSERT INTO gate_left_out
            WITH countable AS (
                SELECT cell, region, CASE WHEN events < 0 THEN -events * inhabitants ELSE events END AS size
                FROM gate_cell, gate_region WHERE events IS NOT NULL
            ),
            zero AS (
                SELECT DISTINCT cell, region, size FROM gate_new JOIN countable USING (cell, region) WHERE value = 0 AND size > 0
            ),
            known AS (
                SELECT cell, region, period, year, max(size) AS size, max(value) AS value FROM (
                    SELECT cell, region, period, value FROM gate_new UNION ALL
                    SELECT cell, region, period, value FROM gate_old WHERE value > 0
                ) JOIN zero USING (cell, region) JOIN gate_period USING (period) GROUP BY cell, region, period, year
            ),
            neighbours AS (
                SELECT *, last_value(nullif(value, 0) IGNORE NULLS) OVER before AS previous,
                    first_value(nullif(value, 0) IGNORE NULLS) OVER after AS next
                FROM known WINDOW
                    before AS (PARTITION BY cell, region ORDER BY year ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                    after AS (PARTITION BY cell, region ORDER BY year ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
            ),
            low AS (
                SELECT cell, quantile_cont(value, {LOW}) AS value FROM gate_new
                WHERE value > 0 AND cell IN (SELECT cell FROM zero) GROUP BY cell
            ),
            implied AS (
                SELECT n.cell, n.region, n.period, CASE
                    WHEN previous IS NOT NULL OR next IS NOT NULL THEN n.size * least(previous, next)
                    ELSE n.size * low.value * count(*) OVER (PARTITION BY n.cell, n.region)
                END AS events
                FROM neighbours n LEFT JOIN low USING (cell)
            )
            SELECT f.cell, f.region, f.period, f.value, '{Reason.ZERO}'
            FROM gate_new f JOIN implied USING (cell, region, period)
            WHERE f.value = 0 AND events >= {EVENTS}
            AND (f.cell, f.region, f.period) NOT IN (SELECT (cell, region, period) FROM gate_old WHERE value = 0)"""
    )


def _has_countable(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether any zero came of which it is known how many events it stands for."""
    query = "SELECT 1 FROM gate_new JOIN gate_cell USING (cell) WHERE value = 0 AND events IS NOT NULL LIMIT 1"
    return connection.execute(query).fetchone() is not None

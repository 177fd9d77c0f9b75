"""Each incoming figure beside the held one that it should resemble, of its year or of the year before; it judges nothing.

gate_compared (cell, period, base, year, is_same, region, new, old, ratio): one row per region and incoming period that has any
news; `ratio` is the logarithm of new to old, with `floor` in place of zero. Years that came back as they were are not in it.
"""

import duckdb

from etl.store.terms import NATION

HALF_OF_TEN = 20
"""What stands for zero is at most this part of the middle figure: a score from 5 to 7 that falls to zero is no small step."""


def distance(value: str) -> str:
    """SQL: where a figure stands on a scale of ratios; zero takes the place of `floor`."""
    return f"ln(CASE {value} WHEN 0 THEN floor ELSE abs({value}) END)"


def compare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make gate_floor (per cell: floor, half the smallest figure; is_whole), gate_base and gate_compared from gate_pair."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE gate_floor AS
           SELECT cell, least(
                   coalesce(min(abs(old)) FILTER (old <> 0), min(abs(new)) FILTER (new <> 0), 1) / 2,
                   coalesce(nullif(median(abs(old)), 0), 1) / {HALF_OF_TEN}
               ) AS floor,
               coalesce(bool_and(old = floor(old)), false) AS is_whole
           FROM gate_pair GROUP BY cell"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE gate_base AS
           WITH periods AS (
               SELECT cell, period, year, count(new) AS came, count(old) AS held,
                   count(*) FILTER (new IS NOT NULL AND old IS NOT NULL) AS both, count(*) FILTER (new <> old) AS changed
               FROM gate_pair JOIN gate_period USING (period) GROUP BY cell, period, year
           )
           SELECT p.cell, p.period, p.year, h.period AS base, p.both > 0 AS is_same
           FROM periods p JOIN periods h ON h.cell = p.cell AND h.held > 0 AND (p.both = 0 OR h.period = p.period)
           WHERE p.came > 0 AND (p.both = 0 OR p.changed > 0)
           QUALIFY row_number() OVER (
               PARTITION BY p.cell, p.period ORDER BY h.year > p.year, abs(h.year - p.year), h.period DESC
           ) = 1"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE gate_compared AS
            SELECT cell, n.period, b.base, b.year, is_same, region, code = '{NATION}' AS is_nation,
                n.value AS new, o.value AS old,
                {distance("n.value")} - {distance("o.value")} AS ratio
            FROM gate_base b
            JOIN gate_new n USING (cell, period)
            JOIN gate_old o USING (cell, region)
            JOIN gate_floor USING (cell)
            JOIN gate_region USING (region)
            WHERE o.period = b.base"""
    )

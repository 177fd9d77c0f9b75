"""Incoming and held figures as temporary tables, addresses as whole numbers, for the rules to work on; it judges nothing.

gate_cell (cell, topic, filters, lowest, highest, events), gate_region (region, code, formed, abolished, inhabitants),
gate_period (period, code); gate_new and gate_old (cell, region, period, year, value, status); gate_left_out (cell, region,
period, year, value, reason). After `pair`: gate_pair (cell, region, period, year, new, old, new_status, old_status).
events: how many events one unit is; negative: per inhabitant; null where that is not known.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from etl.store.gate.terms import USUAL, Expected, Reason
from etl.store.gate.units import events_of

_TABLES = ("gate_cell", "gate_region", "gate_period", "gate_new", "gate_old", "gate_left_out", "gate_pair")
_EVERYTHING = "(SELECT {columns} FROM incoming UNION SELECT {columns} FROM held)"


@contextmanager
def prepared(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[None]:
    """The tables named above, made from the relations `incoming` and `held`, for as long as this lasts."""
    try:
        _cells(connection, expected)
        _regions(connection, expected)
        connection.execute(
            f"""CREATE OR REPLACE TEMP TABLE gate_period AS
                SELECT row_number() OVER (ORDER BY code)::SMALLINT AS period, code
                FROM (SELECT DISTINCT period AS code FROM {_EVERYTHING.format(columns="period")})"""
        )
        for table, relation in (("gate_new", "incoming"), ("gate_old", "held")):
            connection.execute(
                f"""CREATE OR REPLACE TEMP TABLE {table} AS
                    SELECT c.cell, r.region, p.period, m.year::INTEGER AS year, m.value::DOUBLE AS value,
                        coalesce(m.status, '') AS status
                    FROM {relation} m
                    JOIN gate_cell c ON c.topic = m.topic AND c.filters = m.filters
                    JOIN gate_region r ON r.code = m.region
                    JOIN gate_period p ON p.code = m.period
                    WHERE m.value IS NOT NULL"""
            )
        connection.execute(
            """CREATE OR REPLACE TEMP TABLE gate_left_out AS
               SELECT cell, region, period, year, value, '' AS reason FROM gate_new LIMIT 0"""
        )
        yield
    finally:
        for table in _TABLES:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _cells(connection: duckdb.DuckDBPyConnection, expected: Expected) -> None:
    columns = _EVERYTHING.format(columns="topic, filters")
    found = connection.execute(f"SELECT topic, filters FROM {columns} ORDER BY ALL").fetchall()
    limits = [expected.bounds.get(cell, USUAL) for cell in found]
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE gate_cell AS
           SELECT unnest(?::SMALLINT[]) AS cell, unnest(?::VARCHAR[]) AS topic, unnest(?::VARCHAR[]) AS filters,
               unnest(?::DOUBLE[]) AS lowest, unnest(?::DOUBLE[]) AS highest, unnest(?::DOUBLE[]) AS events""",
        [
            list(range(len(found))),
            [topic for topic, _ in found],
            [filters for _, filters in found],
            [lowest for lowest, _ in limits],
            [highest for _, highest in limits],
            [events_of(expected.unit(topic)) for topic, _ in found],
        ],
    )


def _regions(connection: duckdb.DuckDBPyConnection, expected: Expected) -> None:
    codes = [
        code
        for (code,) in connection.execute(f"SELECT region FROM {_EVERYTHING.format(columns='region')} ORDER BY ALL").fetchall()
    ]
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE gate_region AS
           SELECT unnest(?::INTEGER[]) AS region, unnest(?::VARCHAR[]) AS code,
               unnest(?::DATE[]) AS formed, unnest(?::DATE[]) AS abolished, unnest(?::DOUBLE[]) AS inhabitants""",
        [
            list(range(len(codes))),
            codes,
            [expected.formed.get(code) for code in codes],
            [expected.abolished.get(code) for code in codes],
            [expected.inhabitants.get(code) for code in codes],
        ],
    )


def pair(connection: duckdb.DuckDBPyConnection) -> None:
    """Put what came beside what is held; what is held where a figure is kept out stays, so it is not looked at."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE gate_pair AS
            SELECT cell, region, period, coalesce(n.year, o.year) AS year, n.value AS new, o.value AS old,
                n.status AS new_status, o.status AS old_status
            FROM gate_new n FULL JOIN (
                FROM gate_old WHERE (cell, region, period) NOT IN (
                    SELECT (cell, region, period) FROM gate_left_out WHERE reason <> '{Reason.CODE}'
                )
            ) o USING (cell, region, period)"""
    )

"""Incoming and held figures as temporary tables, addresses as whole numbers, for the rules to work on; it judges nothing.

gate_cell (cell, topic, filters, lowest, highest, events), gate_region (region, code, formed, abolished, inhabitants),
gate_period (period, code, year); gate_new and gate_old (cell, region, period, value, has_status); gate_left_out (cell, region,
period, value, reason). After `pair`: gate_pair (cell, region, period, new, old, new_status, old_status), which the first two
then are views of. events: how many events one unit is; negative: per inhabitant; null where that is not known.
Whole numbers, because comparing four texts a figure is what takes the time, and holding them what takes the memory.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from etl.store.gate.terms import USUAL, Expected, Reason
from etl.store.gate.units import events_of

_MADE = ("cell", "region", "period", "new", "old", "left_out", "pair", "floor", "base", "compared", "latest")
_ADDRESS = "(cell, region, period)"


@contextmanager
def prepared(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Iterator[None]:
    """The tables named above, made from the relations `incoming` and `held`, for as long as this lasts."""
    try:
        _cells(connection, expected)
        _regions(connection, expected)
        _periods(connection)
        for table, relation in (("gate_new", "incoming"), ("gate_old", "held")):
            connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {_numbered(connection, relation)}")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE gate_left_out AS SELECT cell, region, period, value, '' AS reason FROM gate_new LIMIT 0"
        )
        yield
    finally:
        for view in ("gate_new", "gate_old"):
            if connection.execute("SELECT 1 FROM duckdb_views() WHERE temporary AND view_name = ?", [view]).fetchone():
                connection.execute(f"DROP VIEW temp.{view}")
        for name in _MADE:
            connection.execute(f"DROP TABLE IF EXISTS temp.gate_{name}")


def pair(connection: duckdb.DuckDBPyConnection) -> None:
    """Put what came beside what is held; what is held where a figure is kept out stays, so it is not looked at."""
    connection.execute(
        f"""DELETE FROM gate_old WHERE {_ADDRESS} IN (
                SELECT {_ADDRESS} FROM gate_left_out WHERE reason <> '{Reason.CODE}'
            )"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE gate_pair AS
           SELECT cell, region, period, n.value AS new, o.value AS old, n.has_status AS new_status, o.has_status AS old_status
           FROM gate_new n FULL JOIN gate_old o USING (cell, region, period)"""
    )
    connection.execute("DROP TABLE gate_new; DROP TABLE gate_old")
    for side in ("new", "old"):
        connection.execute(
            f"""CREATE TEMP VIEW gate_{side} AS
                SELECT cell, region, period, {side} AS value, {side}_status AS has_status
                FROM gate_pair WHERE {side} IS NOT NULL"""
        )


def _distinct(connection: duckdb.DuckDBPyConnection, columns: str) -> list[tuple[str, ...]]:
    """What these columns hold, in incoming and held together, in order."""
    query = f"SELECT DISTINCT {columns} FROM incoming UNION SELECT DISTINCT {columns} FROM held ORDER BY ALL"
    return connection.execute(query).fetchall()


def _cells(connection: duckdb.DuckDBPyConnection, expected: Expected) -> None:
    found = [(topic, filters) for topic, filters in _distinct(connection, "topic, filters")]
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
    codes = [code for (code,) in _distinct(connection, "region")]
    about = {
        "region": pa.array(range(len(codes)), pa.int32()),
        "code": pa.array(codes, pa.string()),
        "formed": pa.array([expected.formed.get(code) for code in codes], pa.date32()),
        "abolished": pa.array([expected.abolished.get(code) for code in codes], pa.date32()),
        "inhabitants": pa.array([expected.inhabitants.get(code) for code in codes], pa.float64()),
    }
    # As a relation: DuckDB takes ten times as long over lists of hundreds of parameters.
    connection.register("gate_codes", pa.table(about))
    connection.execute("CREATE OR REPLACE TEMP TABLE gate_region AS FROM gate_codes")
    connection.unregister("gate_codes")


def _periods(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE gate_period AS
           SELECT (row_number() OVER (ORDER BY code) - 1)::SMALLINT AS period, code, min(year)::INTEGER AS year FROM (
               SELECT DISTINCT period AS code, year FROM incoming UNION SELECT DISTINCT period, year FROM held
           ) GROUP BY code"""
    )


def _numbered(connection: duckdb.DuckDBPyConnection, relation: str) -> str:
    """The figures of a relation by number, each text through an enumeration: joins on texts take three times as long."""
    texts = {
        "topic": "SELECT DISTINCT topic FROM gate_cell ORDER BY ALL",
        "filters": "SELECT DISTINCT filters FROM gate_cell ORDER BY ALL",
        "region": "SELECT code FROM gate_region ORDER BY region",
        "period": "SELECT code FROM gate_period ORDER BY period",
    }
    kinds = {name: _enumeration([text for (text,) in connection.execute(query).fetchall()]) for name, query in texts.items()}
    if not all(kinds.values()):
        return "SELECT 0::SMALLINT AS cell, 0 AS region, 0::SMALLINT AS period, 0::DOUBLE AS value, FALSE AS has_status LIMIT 0"
    code = {name: f"enum_code({name}::{kind})" for name, kind in kinds.items()}
    return f"""
        SELECT cell, {code["region"]}::INTEGER AS region, {code["period"]}::SMALLINT AS period, value::DOUBLE AS value,
            coalesce(status, '') <> '' AS has_status
        FROM {relation}
        JOIN (SELECT cell, {code["topic"]} AS topic_code, {code["filters"]} AS filters_code FROM gate_cell) numbered
        ON topic_code = {code["topic"]} AND filters_code = {code["filters"]}
        WHERE value IS NOT NULL"""


def _enumeration(texts: Sequence[str]) -> str:
    return f"ENUM({', '.join(_quoted(text) for text in texts)})" if texts else ""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

"""May what a source delivered be published? One verdict from all rules; it changes nothing that is stored and fetches nothing."""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from etl.store.gate import lost, possible
from etl.store.gate.prepared import pair, prepared
from etl.store.gate.terms import NO_FIGURE, Expected, Verdict

_REFUSING = (possible.refusals, lost.refusals)
"""The rules that can refuse a delivery, in the order in which they are told."""


def judge_delivery(connection: duckdb.DuckDBPyConnection, expected: Expected) -> Verdict:
    """Hold `incoming` against what can be and against `held`.

    connection: has the relations `incoming` and `held` (tables, views or registered Arrow) with at least the columns topic,
    filters, region, period, year, value, status; both of one source, and `held` without cells that the agenda no longer wants
    (an indicator that was taken out is no loss); no rows in it on a first run.
    """
    with prepared(connection, expected):
        possible.keep_out(connection, expected)
        is_empty = connection.execute("SELECT 1 FROM gate_new LIMIT 1").fetchone() is None
        if is_empty:
            refusals: Iterable[str] = ("de bron gaf geen enkel bruikbaar cijfer",)
        else:
            pair(connection)
            refusals = (rule for rules in _REFUSING for rule in rules(connection, expected))
        return Verdict(
            refusals=_sentences(expected, refusals),
            can_be_accepted=not is_empty,
            remarks=_sentences(expected, possible.remarks(connection, expected)),
            kept_out=_kept_out(connection),
        )


def _kept_out(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    reasons = ", ".join(f"'{reason}'" for reason in NO_FIGURE)
    return connection.execute(
        f"""SELECT topic, filters, r.code AS region, p.code AS period, reason IN ({reasons}) AS withdraws
            FROM gate_left_out JOIN gate_cell USING (cell) JOIN gate_region r USING (region) JOIN gate_period p USING (period)
            ORDER BY ALL"""
    ).to_arrow_table()


def _sentences(expected: Expected, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{expected.label}: {text}." for text in texts)

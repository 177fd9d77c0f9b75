"""May what a source delivered be published? One verdict from all rules; it changes nothing that is stored and fetches nothing."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import duckdb
import pyarrow as pa

from etl.store.gate import lost, moved, news, possible, scale
from etl.store.gate.compared import compare
from etl.store.gate.prepared import pair, prepare
from etl.store.gate.terms import NO_FIGURE, Expected, Verdict
from etl.store.gate.words import counted

_Rule = Callable[[duckdb.DuckDBPyConnection, Expected], Iterator[str]]
_ALONE: Sequence[_Rule] = (possible.refusals, news.unit_refusals, scale.nothing_but_zeros)
_BESIDE: Sequence[_Rule] = (lost.refusals, moved.refusals, scale.refusals)
"""The rules that can refuse a delivery by itself, and beside what is held, in the order in which they are told."""
TOLD = 8
"""Sentences of one rule in a message; a table with hundreds of topics would otherwise fill the screen."""


def judge_delivery(connection: duckdb.DuckDBPyConnection, incoming: pa.Table, expected: Expected) -> Verdict:
    """Hold incoming figures against what can be and against `held`.

    incoming: at least the columns topic, filters, region, period, year, value, status. connection: has the relation `held` with
    the same columns; both of one source, and `held` without cells that the agenda no longer wants (an indicator that was taken
    out is no loss); no rows in it on a first run. What is made in it, temporary tables gate_..., is for the next to replace.
    """
    first_year = prepare(connection, incoming, expected)
    are_left_out = possible.keep_out(connection, expected, first_year)
    has_figures = not _is_empty(connection, "gate_new")
    alone = [each for each in _ALONE if are_left_out or each is not possible.refusals]
    remarks: list[_Rule] = [possible.remarks] if are_left_out else []
    if not has_figures:
        refusals: tuple[str, ...] = (f"{expected.label}: de bron gaf geen enkel bruikbaar cijfer.",)
    else:
        refusals = _told(connection, expected, alone)
        remarks.append(news.unit_remarks)
        if not _is_equal_or_first(connection):
            pair(connection)
            compare(connection)
            refusals += _told(connection, expected, _BESIDE)
            remarks += [news.remarks, scale.remarks]
    return Verdict(
        refusals=refusals,
        can_be_accepted=has_figures,
        remarks=_told(connection, expected, remarks),
        kept_out=_kept_out(connection),
    )


def _is_equal_or_first(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there is nothing to compare: no figures are held, or all that came are those."""
    return _is_empty(connection, "gate_old") or _summary(connection, "gate_new") == _summary(connection, "gate_old")


def _is_empty(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None


def _summary(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int]:
    """How many figures, and a mark of all addresses, values and statuses together; far cheaper than putting them side by side."""
    query = f"SELECT count(*), sum(hash(cell, region, period, value, has_status)) FROM {table}"
    count, mark = connection.execute(query).fetchall()[0]
    return count, mark


def _kept_out(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    reasons = ", ".join(f"'{reason}'" for reason in NO_FIGURE)
    return connection.execute(
        f"""SELECT topic, filters, r.code AS region, p.code AS period, reason IN ({reasons}) AS withdraws
            FROM gate_left_out JOIN gate_cell USING (cell) JOIN gate_region r USING (region) JOIN gate_period p USING (period)
            ORDER BY ALL"""
    ).to_arrow_table()


def _told(connection: duckdb.DuckDBPyConnection, expected: Expected, rules: Iterable[_Rule]) -> tuple[str, ...]:
    texts: list[str] = []
    for rule in rules:
        found = list(rule(connection, expected))
        texts += found[:TOLD]
        if len(found) > TOLD:
            texts.append(f"en zo nog {counted(len(found) - TOLD, 'onderwerp of fout', 'onderwerpen of fouten')}")
    return tuple(f"{expected.label}: {text}." for text in texts)

"""What a source delivered, before the gate beside what is held of it: what may be published, and whether that is anything new."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.store.adoption import former_address
from etl.store.connections import to_work
from etl.store.from_numpy import column_of
from etl.store.gate.judge import judge_delivery
from etl.store.gate.terms import Cell, Expected, Verdict
from etl.store.store import HOLDS, Store
from etl.store.terms import MEASUREMENT_COLUMNS

_COLUMNS = ", ".join(f"m.{name}" for name in MEASUREMENT_COLUMNS if name != "filters")
_KINDS = {"year": pa.int32(), "value": pa.float64()}
_SCHEMA = pa.schema([(name, _KINDS.get(name, pa.string())) for name in MEASUREMENT_COLUMNS])


class Address(NamedTuple):
    """One source as the store knows it, and the cells that are asked of it."""

    catalogue: str
    table_id: str
    cells: Sequence[Cell]


class Judged(NamedTuple):
    """verdict: the gate's; figures: without what it keeps out; is_news: a figure or a status differs from what is held."""

    verdict: Verdict
    figures: pa.Table
    is_news: bool


class _Fingerprint(NamedTuple):
    """How many figures, and a mark of all their addresses, values and statuses together."""

    figures: int
    mark: int | None


def judge(store: Store | None, address: Address, figures: pa.Table, expected: Expected) -> Judged:
    """Put figures (MEASUREMENT_COLUMNS) before the gate, beside what the store holds of the same cells."""
    with _beside(store, address, figures) as connection:
        held = _fingerprint(connection, "held")
        came = _fingerprint(connection, "incoming") if held.figures else None
        if came == held:  # equal figures need no comparison, only a look at what can be
            connection.execute("CREATE OR REPLACE TEMP VIEW held AS FROM incoming LIMIT 0")
        verdict = judge_delivery(connection, figures, expected)
        used = figures
        if verdict.kept_out.num_rows:
            used = _without(connection, figures, verdict.kept_out)
            connection.register("incoming", used)
            came = _fingerprint(connection, "incoming") if held.figures else None
        return Judged(verdict, used, is_news=came != held if came else used.num_rows > 0)


def own_figures(figures: pa.Table, region: str) -> dict[tuple[str, str, str], float]:
    """Of one region, per topic, filters and period its figure; of figures in the form of MEASUREMENT_COLUMNS."""
    of_region = figures.filter(pc.equal(figures["region"].cast(pa.string()), region))
    columns = [of_region[name].to_pylist() for name in ("topic", "filters", "period", "value")]
    return {(topic, filters, period): value for topic, filters, period, value in zip(*columns, strict=True)}


def held_figures(store: Store | None, address: Address, region: str) -> dict[tuple[str, str, str], float]:
    """The same of what the store holds of these cells."""
    with _beside(store, address, _SCHEMA.empty_table()) as connection:
        return own_figures(connection.execute("FROM held").to_arrow_table(), region)


@contextmanager
def _beside(store: Store | None, address: Address, figures: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the relations `incoming` and `held`."""
    with closing(store.cursor()) if store else to_work() as connection:
        connection.register("incoming", figures)
        if store is None:
            connection.register("held", _SCHEMA.empty_table())
        else:
            _hold(connection, address)
        yield connection


def _hold(connection: duckdb.DuckDBPyConnection, address: Address) -> None:
    """The figures that now hold of these cells, also where they stand under their former address."""
    former = [former_address(address.catalogue, filters) or (filters, "") for _, filters in address.cells]
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE held_cell AS SELECT ? AS catalogue, ? AS table_id, unnest(?::VARCHAR[]) AS topic,
               unnest(?::VARCHAR[]) AS filters, unnest(?::VARCHAR[]) AS stands_at, unnest(?::VARCHAR[]) AS ends""",
        [
            address.catalogue,
            address.table_id,
            [topic for topic, _ in address.cells] * 2,
            [filters for _, filters in address.cells] * 2,
            [filters for _, filters in address.cells] + [filters for filters, _ in former],
            [""] * len(former) + [ends for _, ends in former],
        ],
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP VIEW held AS SELECT {_COLUMNS.replace("m.topic", "m.topic, cell.filters")}
            FROM measurement m JOIN (SELECT DISTINCT * FROM held_cell) cell
                ON m.catalogue = cell.catalogue AND m.table_id = cell.table_id AND m.topic = cell.topic
                AND m.filters = cell.stands_at AND ends_with(m.period, cell.ends)
            WHERE {HOLDS}"""
    )


def _without(connection: duckdb.DuckDBPyConnection, figures: pa.Table, kept_out: pa.Table) -> pa.Table:
    connection.register("numbered", figures.append_column("place", column_of(np.arange(figures.num_rows))))
    connection.register("kept_out", kept_out)
    places = connection.execute(
        "SELECT place FROM numbered SEMI JOIN kept_out USING (topic, filters, region, period)"
    ).to_arrow_table()
    mask = np.ones(figures.num_rows, dtype=bool)
    mask[places["place"].to_numpy()] = False
    return figures.filter(column_of(mask))


def _fingerprint(connection: duckdb.DuckDBPyConnection, relation: str) -> _Fingerprint:
    """Equal for equal figures in any order: to compare millions one by one takes ten times as long."""
    query = f"SELECT count(*), sum(hash(topic, filters, region, period, value, coalesce(status, ''))) FROM {relation}"
    return _Fingerprint(*connection.execute(query).fetchall()[0])

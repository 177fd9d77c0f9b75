"""Whether a run brings anything that readers would see, so that one that does not makes no version; it changes nothing."""

from typing import NamedTuple

import duckdb


class Description(NamedTuple):
    """All that readers see of a store but its figures: rows as they are stored, whatever their order.

    sources: SOURCE_COLUMNS of every source that was read well; process: PROCESS_COLUMNS of every partner's file.
    """

    municipality: str
    parts: frozenset[tuple[object, ...]]
    bounds: frozenset[tuple[object, ...]]
    regions: frozenset[tuple[object, ...]]
    sources: frozenset[tuple[object, ...]]
    process: frozenset[tuple[object, ...]]


SOURCE_COLUMNS = (
    "label",
    "catalogue",
    "table_id",
    "variant",
    "title",
    "holder",
    "licence",
    "modified",
    "selection",
    "origin",
    "frequency",
)
PROCESS_COLUMNS = ("intervention", "file", "topic", "variant", "modified", "problem")
_SOURCES = f"SELECT {', '.join(SOURCE_COLUMNS)} FROM (SELECT source AS label, * FROM source) WHERE origin IS NOT NULL"
_PARTS = "SELECT indicator, role, catalogue, table_id, topic, filters, multiplier, predecessor, continues FROM indicator_part"


def describe(connection: duckdb.DuckDBPyConnection) -> Description:
    """What this store says beside its figures, after its last run."""
    last = connection.execute("SELECT municipality FROM run ORDER BY run_id DESC LIMIT 1").fetchone()

    def rows(query: str) -> frozenset[tuple[object, ...]]:
        return frozenset(connection.execute(query).fetchall())

    return Description(
        municipality=str(last[0]) if last else "",
        parts=rows(_PARTS),
        bounds=rows("SELECT indicator, lowest, highest FROM indicator_bound"),
        regions=rows("SELECT code, name, province, is_current FROM region"),
        sources=rows(_SOURCES),
        process=rows(f"SELECT {', '.join(PROCESS_COLUMNS)} FROM process_reading"),
    )


def has_new_figures(connection: duckdb.DuckDBPyConnection, run_id: int) -> bool:
    """Whether this run brought a figure, or withdrew one."""
    query = "SELECT 1 FROM measurement WHERE run_id = ? OR superseded_run = ? LIMIT 1"
    return connection.execute(query, [run_id, run_id]).fetchone() is not None

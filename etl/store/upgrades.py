"""Bringing a store of an earlier Databoek up to date, without losing a figure of it; it fetches and publishes nothing.

What store.sql adds to an earlier store is empty. Filling it is for the steps here, once a store, in their order. A store of
before steps were numbered has number 1. When you change what stands in the store, add a step and raise CURRENT.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb

from etl.store.areas import area_tables
from etl.store.gate.possible import SUPPRESSED

_SCHEMA = Path(__file__).with_name("store.sql")
CURRENT = 4
"""The number of this program's schema."""


def schema_of(connection: duckdb.DuckDBPyConnection) -> int:
    """The number of this store's schema; 1 before they had one."""
    if connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'store_schema'").fetchone() is None:
        return 1
    found = connection.execute("SELECT max(version) FROM store_schema").fetchone()
    return int(found[0]) if found and found[0] is not None else 1


def upgrade(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Make this store one of today; now: UTC, without saying so. An empty file becomes an empty store."""
    had = schema_of(connection)
    connection.execute(_SCHEMA.read_text(encoding="utf-8"))
    for name, rows in area_tables().items():
        connection.register("incoming_area", rows)
        connection.execute(f"INSERT INTO {name} SELECT * FROM incoming_area")
    for number in range(had, CURRENT):
        _STEPS[number](connection, now)
    if had < CURRENT or connection.execute("SELECT 1 FROM store_schema").fetchone() is None:
        connection.execute("DELETE FROM store_schema")
        connection.execute("INSERT INTO store_schema VALUES (?)", [CURRENT])


def refresh_observations(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out anew what readers are shown: what holds after the last run, in two steps that share no memory."""
    last = connection.execute("SELECT max(run_id) FROM run").fetchone()
    run_id = int(last[0]) if last and last[0] is not None else 0
    connection.execute("CREATE OR REPLACE TABLE observation AS FROM observation_made_at_run(?)", [run_id])
    connection.execute("INSERT INTO observation FROM observation_alone_at_run(?)", [run_id])


def _order_by_run(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Before, only moments told when a figure was superseded, and a clock can go back."""
    connection.execute(
        """UPDATE measurement SET superseded_run = coalesce(
               (SELECT min(r.run_id) FROM run r WHERE r.run_id > measurement.run_id AND r.finished_at = superseded_at),
               (SELECT min(r.run_id) FROM run r WHERE r.run_id > measurement.run_id),
               measurement.run_id + 1)
           WHERE superseded_at IS NOT NULL AND superseded_run IS NULL"""
    )
    keep_out_the_impossible(connection, now)


def keep_out_the_impossible(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Mark what no measurement can be, as the gate would: it stays in the history and is not shown.

    The present is the later of the clock and the newest fetch. What an indicator can be is not marked: that is for the agenda to
    say, and may change (`indicator_bound` hides it).
    """
    found = connection.execute("SELECT year(greatest(?::TIMESTAMP, max(fetched_at))) FROM measurement", [now]).fetchone()
    present = int(found[0]) if found and found[0] is not None else now.year
    is_code = f"value BETWEEN {SUPPRESSED[0]} AND {SUPPRESSED[1]} AND value = floor(value)"
    connection.execute(
        f"""UPDATE measurement SET kept_out = CASE
                WHEN NOT isfinite(value) THEN 'geen getal'
                WHEN {is_code} THEN 'code voor een verborgen cijfer'
                ELSE 'jaar na het heden' END
            WHERE kept_out IS NULL AND (NOT isfinite(value) OR ({is_code}) OR year > ?)""",
        [present],
    )


def _keep_process_figures(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Before, pages read a partner's file themselves: the first refresh fills the new tables."""


def _tell_series_apart(connection: duckdb.DuckDBPyConnection, _: datetime) -> None:
    """Before, a figure did not say of which source in a chain and of which area it is."""
    if connection.execute("SELECT 1 FROM measurement LIMIT 1").fetchone():
        refresh_observations(connection)


_STEPS: dict[int, Callable[[duckdb.DuckDBPyConnection, datetime], None]] = {
    1: _order_by_run,
    2: _keep_process_figures,
    3: _tell_series_apart,
}
"""From this number to the next."""

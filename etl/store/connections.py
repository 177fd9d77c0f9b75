"""How a stored file is opened: without a way out of it, whatever stands in it; it knows no table."""

from functools import cache
from pathlib import Path
from threading import Lock

import duckdb

_WITHIN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
    "memory_limit": "1GB",
}
"""A view in a file that somebody put in the folder can read no other file and load no extension, and cannot undo this."""


_ONE_AT_A_TIME = Lock()


def to_read(path: Path) -> duckdb.DuckDBPyConnection:
    """A version, to read only. One process opens a file in one way: DuckDB refuses a second one with other settings."""
    return duckdb.connect(str(path), read_only=True, config=_WITHIN)


def to_build(path: Path) -> duckdb.DuckDBPyConnection:
    """A version in the making: as closed as for readers, so what is put in comes from registered tables."""
    return duckdb.connect(str(path), config=_WITHIN | {"threads": 1})


def to_work() -> duckdb.DuckDBPyConnection:
    """To work on registered tables of millions of rows: with temporary tables of its own, gone when it is closed.

    A join has its small side on the right: DuckDB does not know how many rows a registered table has, takes it for the small
    one and hashes all of it, 150 MB more. All share one database in memory: to open one takes a hundredth of a second.
    """
    with _ONE_AT_A_TIME:
        return _workshop().cursor()


@cache
def _workshop() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:", config={"threads": 1, "disabled_optimizers": "join_order,build_side_probe_side"})


def copied(path: Path) -> duckdb.DuckDBPyConnection:
    """The tables of a version in memory, without views and macros: to bring up to date what may not be written."""
    connection = duckdb.connect(":memory:", config={name: _WITHIN[name] for name in list(_WITHIN)[1:3]} | {"memory_limit": "1GB"})
    where = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{where}' AS held (READ_ONLY)")
    names = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'held'").fetchall()
    for (name,) in names:
        quoted = '"' + str(name).replace('"', '""') + '"'
        connection.execute(f"CREATE TABLE {quoted} AS FROM held.main.{quoted}")
    connection.execute("DETACH held")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection

"""How a stored file is opened: without a way out of it, whatever stands in it; it knows no table."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
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


def to_read(path: Path) -> duckdb.DuckDBPyConnection:
    """A version, to read only. One process opens a file in one way: DuckDB refuses a second one with other settings."""
    return duckdb.connect(str(path), read_only=True, config=_WITHIN)


def to_build(path: Path) -> duckdb.DuckDBPyConnection:
    """A version in the making: as closed as for readers, so what is put in comes from registered tables."""
    return duckdb.connect(str(path), config=_WITHIN | _FOR_BUILDING)


_FOR_BUILDING: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "storage_compatibility_version": "v1.3.0",
    "checkpoint_threshold": "1KB",
    "disabled_compression_methods": "fsst",
    "allocator_bulk_deallocation_flush_threshold": "256KB",
}
"""Texts as DuckDB writes them since 1.3 take half the time to put away; a file of before stays as it was. What is committed goes
into the file at once, and not first into a log beside it. Trying FSST on every column of texts took a quarter of the writing and
was never chosen: few texts differ. Memory that a query no longer needs goes back to the system before the next one asks for
more: DuckDB would rather keep it, a fifth of what a refresh takes."""


class _Workshop:
    """One database in memory for all who work at the same time: to open one takes a hundredth of a second, to keep it memory."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._users = 0
        self._database: duckdb.DuckDBPyConnection | None = None

    @contextmanager
    def place(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of one's own."""
        with self._lock:
            if self._database is None:
                self._database = duckdb.connect(":memory:", config=_FOR_WORK)
            self._users += 1
            connection = self._database.cursor()
        try:
            yield connection
        finally:
            connection.close()
            with self._lock:
                self._users -= 1
                if not self._users and self._database is not None:
                    self._database.close()
                    self._database = None


_FOR_WORK: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "disabled_optimizers": "join_order,build_side_probe_side",
    "allocator_bulk_deallocation_flush_threshold": _FOR_BUILDING["allocator_bulk_deallocation_flush_threshold"],
}
"""A join has its small side on the right: DuckDB does not know how many rows a registered table has, takes it for the small one
and hashes all of it, 150 MB more for millions of rows."""
_workshop = _Workshop()


def to_work() -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """To work on registered tables: what is made must be temporary, and is gone at the end.

    Who knows that several will work, one after another, holds one around them all: then it is opened once.
    """
    return _workshop.place()


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

"""What stands in a stored file: which runs made it, and whether all of it can be read; it changes and chooses nothing."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from etl.store.connections import to_read
from etl.store.upgrades import schema_of
from etl.store.versions import version_files

ROLLBACK, RESTORE = "rollback", "restore"
"""Runs that fetched nothing: they put figures of before in their place again, or those of a backup."""
_TABLES = {"run", "reading", "measurement", "indicator_part", "region", "observation"}
_SEEN: dict[tuple[int, int, int, int], "Version | str"] = {}
"""What was found in a file, or what is wrong with it, as long as it is the same file."""
_REMEMBERED = 64


class Made(NamedTuple):
    """One run in the history of a version; the two together tell it from any other run, also after a counter started again."""

    run_id: int
    started_at: datetime


class Version(NamedTuple):
    """A whole version: the runs that made it, and of the last one its moment and municipality.

    figures_run, figures_of: the last run that was no rollback, and when it was done; replaced: for the figures of a backup the
    file that was shown before them; brought: whether the last run brought or put back any figure.
    """

    path: Path
    runs: tuple[Made, ...]
    finished_at: datetime
    municipality: str
    figures_run: int
    figures_of: datetime
    replaced: str
    brought: bool
    schema: int

    @property
    def run_id(self) -> int:
        """The last run: versions are ordered by it."""
        return self.runs[-1].run_id

    @property
    def name(self) -> str:
        """How pages and people call it."""
        return self.path.stem.removeprefix("databoek-")

    def holds(self, other: "Version") -> bool:
        """Whether everything that made the other one is in this one as well."""
        return set(other.runs) <= set(self.runs)


class DamagedError(Exception):
    """This file is not a whole version; the text says why."""


def examine(path: Path) -> Version:
    """Read all of a version; DamagedError when that does not work. Looked at once as long as the file is the same."""
    try:
        about = path.stat()
    except OSError as error:
        raise DamagedError(f"{path.name} is er niet") from error
    stamp = (about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)
    if stamp not in _SEEN:
        while len(_SEEN) >= _REMEMBERED:
            _SEEN.pop(next(iter(_SEEN)), None)
        _SEEN[stamp] = _open_and_look(path)
    found = _SEEN[stamp]
    if isinstance(found, str):
        raise DamagedError(f"{path.name} {found}")
    return found._replace(path=path)


def whole_versions(data_dir: Path) -> list[Version]:
    """All versions that can be read, the oldest first: by the runs in them, whatever their names or the clock say."""
    found = []
    for path in version_files(data_dir):
        try:
            found.append(examine(path))
        except DamagedError:
            continue
    return sorted(found, key=lambda version: (version.run_id, version.runs))


def _open_and_look(path: Path) -> Version | str:
    try:
        connection = to_read(path)
    except (duckdb.Error, OSError) as error:
        return f"is niet te openen ({_first_line(error)})"
    try:
        return _look(connection, path)
    except (duckdb.Error, UnicodeDecodeError) as error:
        return f"is beschadigd ({_first_line(error)})"
    finally:
        connection.close()


def _look(connection: duckdb.DuckDBPyConnection, path: Path) -> Version | str:
    tables = {str(name) for (name,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()}
    if missing := sorted(_TABLES - tables):
        return f"is geen versie van dit databoek: {', '.join(missing)} ontbreekt"
    for name in sorted(tables):  # every block carries a checksum, which is looked at when it is read
        quoted = '"' + name.replace('"', '""') + '"'
        connection.execute(f"SELECT bit_xor(hash(each)) FROM {quoted} each")
    schema = schema_of(connection)
    connection.execute("SELECT count(*) FROM source")
    connection.execute("SELECT * FROM observation_as_of('2000-01-01'::TIMESTAMP) LIMIT 0")
    replaced = "replaced" if _has_column(connection, "run", "replaced") else "NULL"
    query = f"SELECT run_id, started_at, finished_at, mode, municipality, {replaced} FROM run ORDER BY run_id"
    rows = connection.execute(query).fetchall()
    if not rows:
        return "bevat geen enkele verversing"
    run_id, _, finished_at, mode, municipality, _ = rows[-1]
    connection.execute(f"SELECT run_id FROM run WHERE run_id = {int(run_id)}")  # the index is in blocks that only a look-up reads
    figures = next((row for row in reversed(rows) if row[3] != ROLLBACK), rows[-1])
    changed = "SELECT 1 FROM reading WHERE run_id = ? AND outcome = 'gewijzigd' LIMIT 1"
    brought = mode in (ROLLBACK, RESTORE) or connection.execute(changed, [run_id]).fetchone() is not None
    return Version(
        path=path,
        runs=tuple(Made(int(row[0]), row[1]) for row in rows),
        finished_at=finished_at.replace(tzinfo=UTC),
        municipality=str(municipality),
        figures_run=int(figures[0]),
        figures_of=figures[2].replace(tzinfo=UTC),
        replaced=str(figures[5] or "") if figures[3] == RESTORE else "",
        brought=brought,
        schema=schema,
    )


def _has_column(connection: duckdb.DuckDBPyConnection, table: str, column: str) -> bool:
    query = "SELECT 1 FROM duckdb_columns() WHERE table_name = ? AND column_name = ?"
    return connection.execute(query, [table, column]).fetchone() is not None


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].strip().rstrip(".") if str(error).strip() else type(error).__name__

"""Publications as snapshots of the lake: what a snapshot's tag says, all tables written in one commit, and read back as a file.

Readers get a file as a refresh makes it: pages read that as fast as ever, and go on reading it when the lake is away.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from etl.store.connections import to_build, to_read
from etl.store.examine import DamagedError, Made, Version
from etl.store.lake.connection import LAKE, text
from etl.store.terms import utc
from etl.store.upgrades import CURRENT, refresh_observations, upgrade

_WHAT = "publicatie"
_ROWS_AT_A_TIME = 100_000


class Tagged(NamedTuple):
    """A snapshot that is a publication; version: as readers here will have it.

    sums: of each table the number of rows and what `hash` of DuckDB `engine` makes of them.
    """

    snapshot: int
    version: Version
    sums: dict[str, tuple[int, str]]
    engine: str


def tagged_in(lake: duckdb.DuckDBPyConnection, data_dir: Path) -> list[Tagged]:
    """Every publication that is kept, the one that is in force last."""
    query = f"SELECT snapshot_id, commit_extra_info FROM {LAKE}.snapshots() WHERE commit_message = ? ORDER BY snapshot_id"
    return [_read(snapshot, json.loads(tag), data_dir) for snapshot, tag in lake.execute(query, [_WHAT]).fetchall()]


def current_snapshot(lake: duckdb.DuckDBPyConnection) -> int:
    """The number of what the lake says now: another one after any change."""
    found = lake.execute(f"FROM {LAKE}.current_snapshot()").fetchone()
    return int(found[0]) if found else 0


def write(lake: duckdb.DuckDBPyConnection, building: Path, made: Version) -> None:
    """Put all tables of a finished file in the lake, with its tag: for who began a transaction, and commits it."""
    held = to_read(building)
    try:
        sums = {}
        for table in _tables(held):
            sums[table] = _sum(held, _quoted(table))
            lake.register("coming", held.execute(f"FROM {_quoted(table)}").to_arrow_reader(_ROWS_AT_A_TIME))
            lake.execute(f"CREATE OR REPLACE TABLE {LAKE}.main.{_quoted(table)} AS FROM coming")
            lake.unregister("coming")
    finally:
        held.close()
    tag = json.dumps(_tag(made, sums), ensure_ascii=False)
    lake.execute(f"CALL {LAKE}.set_commit_message('databoek', {text(_WHAT)}, extra_info => {text(tag)})")


def fetch(lake: duckdb.DuckDBPyConnection, tagged: Tagged, into: Path) -> None:
    """Make a file of a publication; DamagedError when the lake no longer has what was put in it."""
    copy = to_build(into)
    now = utc(datetime.now(UTC))
    try:
        upgrade(copy, now)
        copy.begin()
        for table in tagged.sums:
            _check(lake, tagged, table)
            copy.register("coming", lake.execute(f"FROM {_at(tagged, table)}").to_arrow_reader(_ROWS_AT_A_TIME))
            if _has(copy, table):
                copy.execute(f"DELETE FROM {_quoted(table)}")
                copy.execute(f"INSERT INTO {_quoted(table)} BY NAME FROM coming")
            else:
                copy.execute(f"CREATE TABLE {_quoted(table)} AS FROM coming")
            copy.unregister("coming")
        copy.execute("DELETE FROM store_schema")
        copy.execute("INSERT INTO store_schema VALUES (?)", [tagged.version.schema])
        copy.commit()
        upgrade(copy, now)  # a publication of an earlier Databoek becomes one of today
        if tagged.version.schema < CURRENT:
            refresh_observations(copy)
        copy.execute("CHECKPOINT")
    finally:
        copy.close()


def check(lake: duckdb.DuckDBPyConnection, tagged: Tagged) -> None:
    """Read a publication in full; DamagedError when the lake no longer has what was put in it."""
    for table in tagged.sums:
        _check(lake, tagged, table)


def drop(lake: duckdb.DuckDBPyConnection, kept: Iterable[Tagged]) -> None:
    """Let go of every snapshot but these and the last; files go an hour later, so that who is reading them can end.

    Only files that this catalogue wrote go: what a killed run left, or who shares the path, is nothing to guess about.
    """
    stay = {each.snapshot for each in kept} | {current_snapshot(lake)}
    all_of_them = [int(number) for (number,) in lake.execute(f"SELECT snapshot_id FROM {LAKE}.snapshots()").fetchall()]
    if gone := [number for number in all_of_them if number not in stay]:
        lake.execute(f"CALL ducklake_expire_snapshots('{LAKE}', versions => {gone})")
    lake.execute(f"CALL ducklake_cleanup_old_files('{LAKE}', older_than => now() - INTERVAL 1 HOUR)")


def _check(lake: duckdb.DuckDBPyConnection, tagged: Tagged, table: str) -> None:
    try:
        found = _sum(lake, _at(tagged, table))
    except duckdb.Error as error:
        current_snapshot(lake)  # raises when it is the catalogue that is away
        raise DamagedError(f"{tagged.version.path.name} is in de gedeelde opslag niet te lezen (tabel {table})") from error
    wanted = tagged.sums[table]
    if found[0] != wanted[0] or (found[1] != wanted[1] and tagged.engine == duckdb.__version__):
        raise DamagedError(f"{tagged.version.path.name} is in de gedeelde opslag beschadigd (tabel {table})")


def _sum(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, str]:
    found = connection.execute(f"SELECT count(*), coalesce(bit_xor(hash(each)), 0)::VARCHAR FROM {table} each").fetchone()
    return (int(found[0]), str(found[1])) if found else (0, "0")


def _at(tagged: Tagged, table: str) -> str:
    return f"(FROM {LAKE}.main.{_quoted(table)} AT (VERSION => {tagged.snapshot}))"


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    query = "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary ORDER BY table_name"
    return [str(name) for (name,) in connection.execute(query).fetchall()]


def _has(connection: duckdb.DuckDBPyConnection, table: str) -> bool:
    return table in _tables(connection)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _tag(made: Version, sums: dict[str, tuple[int, str]]) -> dict[str, Any]:
    about: dict[str, Any] = made._asdict()
    about |= {"path": made.path.name, "runs": [[run.run_id, run.started_at.isoformat()] for run in made.runs]}
    about |= {name: about[name].isoformat() for name in ("finished_at", "figures_of")}
    return {"version": about, "sums": sums, "engine": duckdb.__version__}


def _read(snapshot: int, tag: dict[str, Any], data_dir: Path) -> Tagged:
    about = dict(tag["version"])
    about["path"] = data_dir / Path(about["path"]).name
    about["runs"] = tuple(Made(int(number), datetime.fromisoformat(started)) for number, started in about["runs"])
    about |= {name: datetime.fromisoformat(about[name]) for name in ("finished_at", "figures_of")}
    sums = {table: (int(rows), str(found)) for table, (rows, found) in tag["sums"].items()}
    return Tagged(snapshot, Version(**about), sums, str(tag["engine"]))

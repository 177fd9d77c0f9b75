"""What stands beside the versions, the same on every machine: kept agendas, the log of runs, and what was said of norms.

They only ever grow, so sharing is adding what the other side lacks: nobody loses a line. It knows no figures.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from etl.store.agenda_copies import copy_agendas
from etl.store.agendas import FOLDER, IN_FORCE, KeptAgendaError, content_path, logged_agendas, open_kept, state_of_agendas
from etl.store.lake.connection import LAKE
from etl.store.run_log import copy_runs
from etl.store.statements import FILE, copy_said, state_of_said
from etl.store.versions import RUN_LOG, state_of

TABLE = "beside"
_LOGS = {RUN_LOG: "run_id", FILE: "said_at", f"{FOLDER}/{IN_FORCE}": "since"}
"""Files of which every line is one thing, and what they are in order of."""
_BESIDE = "naast-"
_Line = tuple[str, str]


def take(lake: duckdb.DuckDBPyConnection, data_dir: Path) -> None:
    """Add to this folder what others wrote. OSError when it takes no file."""
    found = _in_lake(lake)
    if not found or found <= _here(data_dir):
        return
    for left in data_dir.glob(f"{_BESIDE}*"):  # of who was killed: only one process at a time is here
        rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=_BESIDE, dir=data_dir) as name:
        folder = Path(name)
        (folder / FOLDER).mkdir()
        for file in {file for file, _ in found}:
            lines = [line for each, line in found if each == file]
            content = "".join(f"{line}\n" for line in _in_order(file, lines)) if file in _LOGS else lines[0]
            (folder / file).write_bytes(content.encode("utf-8"))
        copy_agendas(folder, data_dir)
        copy_said(folder, data_dir)
        copy_runs(folder, data_dir)


def give(lake: duckdb.DuckDBPyConnection, data_dir: Path) -> None:
    """Add to the lake what was written here."""
    mine = _here(data_dir)
    if not mine:
        return
    if not (new := sorted(mine - _in_lake(lake))):
        return
    lake.begin()
    try:
        lake.execute(f"CREATE TABLE IF NOT EXISTS {LAKE}.main.{TABLE} (file VARCHAR, line VARCHAR)")
        lake.register("written", pa.table({"file": [file for file, _ in new], "line": [line for _, line in new]}))
        lake.execute(f"INSERT INTO {LAKE}.main.{TABLE} FROM written")
        lake.unregister("written")
        lake.commit()
    except duckdb.Error:
        _give_up(lake)
        raise


def state_beside(data_dir: Path) -> str:
    """In short how far all of it is here; it reads no line."""
    return f"{state_of(data_dir)} {state_of_agendas(data_dir)} {state_of_said(data_dir)}"


def _in_lake(lake: duckdb.DuckDBPyConnection) -> set[_Line]:
    known = "SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = ?"
    if lake.execute(known, [LAKE, TABLE]).fetchone() is None:
        return set()
    found = lake.execute(f"SELECT file, line FROM {LAKE}.main.{TABLE}").fetchall()
    return {(file, line) for file, line in found if _is_ours(file)}


def _is_ours(file: str) -> bool:
    """Nothing else is ever written here, whatever somebody put in the lake."""
    folder, _, name = file.rpartition("/")
    id_ = name.removesuffix(".json")
    return file in _LOGS or (folder == FOLDER and name.endswith(".json") and len(id_) == 64 and id_.isalnum())  # noqa: PLR2004


def _here(data_dir: Path) -> set[_Line]:
    return {(file, line) for file in _LOGS for line in _lines(data_dir / file)} | set(_agendas(data_dir))


def _agendas(data_dir: Path) -> Iterable[_Line]:
    for id_ in {each.id for each in logged_agendas(data_dir)}:
        try:
            open_kept(data_dir, id_)
        except KeptAgendaError:
            continue
        yield f"{FOLDER}/{id_}.json", content_path(data_dir, id_).read_text(encoding="utf-8")


def _lines(path: Path) -> list[str]:
    """The lines that are whole: what was cut off is nothing to share."""
    try:
        lines = path.read_bytes().decode("utf-8", errors="replace").split("\n")
    except OSError:
        return []
    return [line for line in lines if _about(line)]


def _in_order(file: str, lines: list[str]) -> list[str]:
    def place(line: str) -> tuple[int, str]:
        value = _about(line).get(_LOGS[file])
        return (value, "") if isinstance(value, int) else (0, str(value))

    return sorted(lines, key=place)


def _about(line: str) -> dict[str, object]:
    try:
        about = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return about if isinstance(about, dict) else {}


def _give_up(lake: duckdb.DuckDBPyConnection) -> None:
    try:
        lake.rollback()
    except duckdb.Error:
        return  # there is no transaction any more: the lake is away

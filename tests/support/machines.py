"""Machines that share a lake, each with a data folder of its own: in this process, or as processes of their own.

`python -m support.machines read|write …` is one of the latter.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.shipped import ROOT
from support.small_store import YEAR, run

from etl.store import homes
from etl.store.disk import DiskError
from etl.store.store import open_store
from etl.store.versions import BusyError, StoreMissingError, read_pointer

STOP = "stop"
"""A file with this name in the folder of a reader ends it."""


class Lake:
    """A catalogue and a data path; what the environment says of them."""

    def __init__(self, dsn: str, data: str, **more: str) -> None:
        self.dsn, self.data, self.folder = dsn, data, Path("een map")
        self.environment = {homes.STORE: f"ducklake:postgres:{dsn}", homes.STORE_DATA: data, **more}

    def use(self, monkeypatch: pytest.MonkeyPatch) -> "Lake":
        """From here on every data folder of this process is a machine that shares it."""
        for name, value in self.environment.items():
            monkeypatch.setenv(name, value)
        restart()
        return self


def restart() -> None:
    """Every machine as when it has just been started: it looks at once."""
    homes._lake.cache_clear()


def everything(folder: Path) -> dict[str, list[str]]:
    """All rows of all tables that pages and judgements read."""
    store = open_store(folder)
    try:
        cursor = store.cursor()
        names = [name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()]
        return {name: sorted(map(repr, cursor.execute(f'FROM "{name}"').fetchall())) for name in [*names, "source"]}
    finally:
        store.close()


def machine(*told: str, environment: Mapping[str, str], log: Path) -> subprocess.Popen:
    """A process of its own; what it writes goes to the log."""
    command = [sys.executable, "-m", "support.machines", *told]
    here = {**os.environ, **environment, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    with log.open("ab") as out:
        return subprocess.Popen(command, env=here, stdout=out, stderr=out, cwd=ROOT)


def read_until_stopped(folder: Path, seen: Path) -> None:
    """Ask for the figures over and over, as pages do, and write down what version said what."""
    from etl.store.lake import home  # noqa: PLC0415  # only where it is set

    home.SECONDS_TO_LOOK = 0.05
    with seen.open("a", encoding="utf-8") as out:
        while not (folder / STOP).exists():
            try:
                homes.state_of(folder)
                store = open_store(folder)
            except StoreMissingError:
                continue
            try:
                now = store.observations()
                before = store.observations(as_of=datetime(2100, 1, 1, tzinfo=UTC))
                about = {
                    "version": store.version,
                    "values": sorted(set(now["value"])),
                    "years": len(now),
                    "as_of": sorted(set(before["value"])),
                }
            finally:
                store.close()
            out.write(json.dumps(about) + "\n")
            out.flush()
            time.sleep(0.05)


def write_all(folder: Path, numbers: int, years: int, told: Path) -> None:
    """Publish so many figures, each as often as it takes, and write down which version holds which."""
    for number in range(1, numbers + 1):
        while True:
            try:
                kept = run(folder, float(number), hours=number, years=years)
                break
            except (DiskError, BusyError) as error:  # the lake is away: nothing was lost, so the same is done again
                _add(told, {"refused": str(error)})
                time.sleep(0.1)
        assert kept.version
        _add(told, {"version": read_pointer(folder).version, "value": float(number), "year": YEAR})


def _add(path: Path, about: Mapping[str, Any]) -> None:
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(about) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "read":
        read_until_stopped(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        write_all(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))

"""Making a version: beside the published one, read back whole, and only then pointed to; it knows no figures.

A reader opens the file the pointer names and that file never changes again, so nobody is in another's way. Killed at any
moment: until the last rename readers have the version of before, and what was left behind is cleared by the next run.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import duckdb

from etl.store.connections import to_build
from etl.store.examine import Version, examine
from etl.store.healing import point_to
from etl.store.homes import home_of
from etl.store.upgrades import refresh_observations, upgrade
from etl.store.versions import sync, version_name

Fill = Callable[[duckdb.DuckDBPyConnection], bool]
"""Writes one run and says whether the version is to be kept; what readers are shown of it is worked out afterwards."""


def build(data_dir: Path, *, base: Path | None, run_id: int, now: datetime, fill: Fill) -> Version | None:
    """A new version on top of another one, published; None when fill found nothing worth keeping. now: UTC, without saying so."""
    data_dir.mkdir(parents=True, exist_ok=True)
    building = data_dir / f"building-{os.getpid()}.tmp"
    try:
        if base:
            shutil.copyfile(base, building)
        connection = to_build(building)
        try:
            connection.begin()
            upgrade(connection, now)
            if not fill(connection):
                return None
            _put_away(connection)
        finally:
            connection.close()
        _show(building)
        target = data_dir / version_name(run_id, now)
        made = examine(building)._replace(path=target)
        sync(building)
        home_of(data_dir).put_in_force(building, made)
        building.replace(target)
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)
            building.with_name(f"{building.name}.wal").unlink(missing_ok=True)
    sync(data_dir)
    point_to(data_dir, made)
    return made


def _put_away(connection: duckdb.DuckDBPyConnection) -> None:
    connection.commit()
    connection.execute("CHECKPOINT")


def _show(building: Path) -> None:
    """Work out what readers are shown, in the file as it was put away: opened anew, nothing of the filling is in memory.

    Half a version harms nobody as long as no pointer names it.
    """
    connection = to_build(building)
    try:
        connection.begin()
        refresh_observations(connection)
        _put_away(connection)
    finally:
        connection.close()

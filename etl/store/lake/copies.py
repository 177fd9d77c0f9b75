"""Copies in a data folder of what is in the lake, made whole before readers get them; for one at a time in a folder."""

import logging
from contextlib import suppress
from pathlib import Path

import duckdb

from etl.store.examine import DamagedError, Version, examine
from etl.store.healing import point_to
from etl.store.lake.tagged import Tagged, fetch
from etl.store.pruning import prune_folder
from etl.store.versions import PointerError, StoreMissingError, read_pointer, sync

log = logging.getLogger("databoek")


def show_newest(lake: duckdb.DuckDBPyConnection, data_dir: Path, tagged: list[Tagged]) -> None:
    """Let readers here have what is in force, or else the newest before it that is whole: as with files."""
    for each in reversed(tagged):
        try:
            bring(lake, data_dir, each)
        except DamagedError as error:
            log.warning("%s. Typ: python -m etl verify", error)
            continue
        if _pointed(data_dir) != each.version.path.name:
            point_to(data_dir, each.version)
            prune_folder(data_dir, each.version)
        return


def bring(lake: duckdb.DuckDBPyConnection, data_dir: Path, tagged: Tagged) -> Version:
    """A file of this publication, made unless it is here and whole. DamagedError when the lake has no whole one."""
    path = tagged.version.path
    with suppress(DamagedError):
        if examine(path).runs == tagged.version.runs:
            return tagged.version
    draft = data_dir / "copying.tmp"
    draft.unlink(missing_ok=True)  # of who was killed
    try:
        fetch(lake, tagged, draft)
        examine(draft)
        sync(draft)
        draft.replace(path)
        sync(data_dir)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}.wal").unlink(missing_ok=True)
    return tagged.version


def _pointed(data_dir: Path) -> str:
    try:
        return read_pointer(data_dir).file
    except (StoreMissingError, PointerError):
        return ""

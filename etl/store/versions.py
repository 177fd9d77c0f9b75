"""Which version of the store is published: the pointer beside the files, their names and the lock; it opens no database."""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

POINTER = "current.json"
RUN_LOG = "runs.jsonl"
"""What every run did: a run that brought nothing makes no version."""
_NAME = re.compile(r"databoek-(\d{6,9})-\d{8}T\d{6}Z\.duckdb")
_LEFT_BEHIND = re.compile(r"building-\d+\.tmp(\.wal)?|current-\d+\.tmp|current\.json\.tmp")
_SPILL = re.compile(r"building-\d+\.tmp\.tmp")
"""The folder in which DuckDB puts what does not fit in memory."""


class StoreMissingError(Exception):
    """There is no published version to read; the text says what to type."""


class StoreNewerError(StoreMissingError):
    """The figures were made with a newer Databoek than this one, which would not read them right."""


class PointerError(Exception):
    """The pointer names no version; the text says what is odd about it."""


class BusyError(Exception):
    """Another run is under way in this data folder."""


class Pointed(NamedTuple):
    """What the pointer says; file: a name without folder, published_at: with its time zone."""

    version: str
    file: str
    published_at: str
    municipality: str


@contextmanager
def one_run_at_a_time(data_dir: Path) -> Iterator[None]:
    """Hold the folder for one run and clear what killed ones left; BusyError when another holds it. A killed run lets go."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "refresh.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(f"In {data_dir} loopt al een verversing. Wacht tot die klaar is.") from error
        _clear(data_dir)
        yield


def read_pointer(data_dir: Path) -> Pointed:
    """What is published; StoreMissingError without a pointer, PointerError when it is not one of ours."""
    path = data_dir / POINTER
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StoreMissingError(no_figures(data_dir)) from error
    except (OSError, ValueError, RecursionError) as error:
        raise PointerError(f"{POINTER} is niet te lezen") from error
    if not isinstance(about, dict) or not all(isinstance(about.get(key), str) for key in Pointed._fields):
        raise PointerError(f"in {POINTER} staat niet welke versie er is")
    pointed = Pointed(**{key: about[key] for key in Pointed._fields})
    if not _NAME.fullmatch(pointed.file):
        raise PointerError(f"{POINTER} noemt geen bestand van dit databoek")
    if not _is_moment(pointed.published_at):
        raise PointerError(f"in {POINTER} staat geen moment")
    return pointed


def replace_pointer(data_dir: Path, pointed: Pointed) -> None:
    """Point to another version in one step: a reader sees the old or the new one, never half."""
    draft = data_dir / f"current-{os.getpid()}.tmp"
    draft.write_text(json.dumps(pointed._asdict(), indent=1), encoding="utf-8")
    sync(draft)
    target = data_dir / POINTER
    if target.is_dir():  # not ours, so it is put aside instead of removed
        target.rename(data_dir / f"{POINTER}.{os.getpid()}.vreemd")
    draft.replace(target)
    sync(data_dir)


def state_of(data_dir: Path) -> str:
    """In short what readers can see: the pointer's text, and how far the run log is. Another run or version, another text."""
    try:
        pointer = (data_dir / POINTER).read_bytes().hex()
    except OSError:
        pointer = ""
    try:
        log = (data_dir / RUN_LOG).stat()
    except OSError:
        return pointer
    return f"{pointer} {log.st_size} {log.st_mtime_ns}"


def version_files(data_dir: Path) -> list[Path]:
    """Everything in the folder that is called like a version, whole or not, in the order of the names; none without a folder."""
    try:
        return sorted(path for path in data_dir.iterdir() if _NAME.fullmatch(path.name))
    except OSError:
        return []


def run_in_name(path: Path) -> int:
    """The run that made this version, as its name says; 0 when it is called otherwise."""
    found = _NAME.fullmatch(path.name)
    return int(found[1]) if found else 0


def version_name(run_id: int, moment: datetime) -> str:
    """What the version of this run is called; the moment (UTC) is for people: versions are ordered by what is in them."""
    return f"databoek-{run_id:06d}-{moment:%Y%m%dT%H%M%SZ}.duckdb"


def no_figures(data_dir: Path) -> str:
    """What to say when nothing was published in this folder."""
    if data_dir.exists() and not data_dir.is_dir():
        return f"{data_dir} is een bestand en geen map. Kies met --data de map met de cijfers."
    return f"In {data_dir} staan nog geen cijfers. Typ: python -m etl refresh"


def sync(path: Path) -> None:
    """Make sure that a file, or which names a folder has, is on the disk before anything builds on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _clear(data_dir: Path) -> None:
    for path in data_dir.iterdir():
        if _LEFT_BEHIND.fullmatch(path.name) and path.is_file():
            path.unlink()
        elif _SPILL.fullmatch(path.name) and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)

"""Gets the cells of an own file without trusting it: only a small, plain file below the agenda's folder, opened elsewhere.

What is in the file is taken apart by `etl.own_files.opened`, in a process of its own that is killed at a deadline.
"""

import hashlib
import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from etl.delivery import SourceError
from etl.own_files.limits import DEADLINE_SECONDS, LARGEST_FILE, Rows

KINDS = {".csv": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx"}
_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "HOME", "SYSTEMROOT", "VIRTUAL_ENV")
_TOO_MUCH = "het lezen kost te veel tijd of geheugen. Zet alleen de tabel met cijfers in een nieuw bestand."
_CHUNK = 1 << 16


_TOLD = 2000
"""Characters of what the process said last; they go to the log file with the traceback."""


class _StoppedError(Exception):
    """The process that opens a file gave no answer; not kept, since the next time it may."""


@dataclass(frozen=True)
class OwnFile:
    """An own file as it stood at one moment: where, and all its bytes. Only `own_file` makes one."""

    path: Path
    raw: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the bytes, in hex: what `modified` is for a table."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True)
class Grid:
    """The rows of one sheet that are not empty, the first rows of the other sheets, and a CSV file's separator ('' for Excel).

    sheets: the names of all, in order; none for a CSV file.
    """

    path: Path
    rows: Rows
    others: dict[str, Rows]
    separator: str
    sheets: tuple[str, ...] = ()


def own_file(folder: Path, name: str) -> OwnFile:
    """The file that the agenda in this folder calls so; SourceError when it is not there, too large or no file of this folder."""
    path = _own_path(folder, name)
    return OwnFile(path, _read_raw(path))


def open_grid(file: OwnFile, *, sheet: str | None, wanted: Sequence[str]) -> Grid:
    """The cells of the file; SourceError with the cause and the remedy when they cannot be had.

    sheet: its name, None for the first; wanted: names that tell a CSV file's separator.
    """
    path = file.path
    if not file.raw.strip():
        raise SourceError(f"{path}: het bestand is leeg. Zet op de eerste regel de namen van de kolommen.")
    try:
        told = _opened(file.raw, KINDS[path.suffix.lower()], sheet, tuple(sorted(wanted)))
    except _StoppedError as error:
        raise SourceError(f"{path}: {_TOO_MUCH}") from error
    found: dict[str, Any] = json.loads(told)
    if "problem" in found:
        place = f"{path}:{found['line']}  " if found["line"] else f"{path}: "
        raise SourceError(f"{place}{found['problem']}.")
    return Grid(path, found["rows"], found["others"], found["separator"], tuple(found["sheets"]))


def _own_path(folder: Path, name: str) -> Path:
    """Where an own file stands; SourceError when that is not below the agenda's folder or is no CSV or Excel."""
    path = folder / name
    try:
        is_below = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # a link that leads to itself, a NUL in the name
        is_below = False
    if not is_below:
        raise SourceError(f"{name}: dit bestand ligt niet in de map van de agenda. Zet het daar neer.")
    if path.suffix.lower() not in KINDS:
        raise SourceError(f"{path}: dit soort bestand is niet te lezen. Bewaar het als .xlsx of als .csv.")
    return path


def _read_raw(path: Path) -> bytes:
    """The bytes of a plain file that is not too large; SourceError otherwise. It waits for no pipe and no device."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise SourceError(_not_opened(path)) from error
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise SourceError(f"{path}: dit is geen gewoon bestand. Zet het bestand zelf daar neer.")
        raw = b""
        while len(raw) <= LARGEST_FILE and (chunk := os.read(handle, max(_CHUNK, about.st_size))):
            raw += chunk
    except OSError as error:
        raise SourceError(_not_opened(path)) from error
    finally:
        os.close(handle)
    if len(raw) > LARGEST_FILE:
        most = f"{LARGEST_FILE // 1_000_000} MB"
        raise SourceError(f"{path}: dit bestand is groter dan {most}. Zet alleen de tabel met cijfers in een nieuw bestand.")
    return raw


@lru_cache(maxsize=2)  # two sources on one file come one after the other
def _opened(raw: bytes, kind: str, sheet: str | None, wanted: tuple[str, ...]) -> str:
    """What the process said; _StoppedError when it was stopped: it took too much time or memory, or met what nobody foresaw."""
    question = json.dumps({"kind": kind, "sheet": sheet, "wanted": wanted}).encode() + b"\n"
    command = [sys.executable, "-m", "etl.own_files.opened"]
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ} | {"PYTHONUTF8": "1"}
    try:
        done = subprocess.run(  # noqa: S603  # our own module, and the file goes in as bytes  # nosec B603
            command, input=question + raw, capture_output=True, timeout=DEADLINE_SECONDS, cwd=_ROOT, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _StoppedError("deadline") from error
    if done.returncode != 0:
        raise _StoppedError(done.stderr.decode(errors="replace")[-_TOLD:])
    return done.stdout.decode()


def _not_opened(path: Path) -> str:
    if path.is_dir():
        return f"{path}: dit is een map en geen bestand. Verbeter de naam bij 'bestand' in de agenda."
    if not path.exists():
        return f"{path}: dit bestand is er niet. Zet het daar neer, of verbeter de naam bij 'bestand' in de agenda."
    return f"{path}: dit bestand is niet te openen. Kijk of u het mag lezen."

"""What was said of every norm before its outcome was known: lines of JSON beside the versions, only ever added to.

It opens no database and judges nothing. A line is written once for an agenda and a version of the figures, and never changes;
a line that cannot be read is passed by, and its number told.
"""

import fcntl
import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

FILE = "uitspraken.jsonl"


class Said(NamedTuple):
    """One indicator with a norm, at one moment: of a municipality, by its agenda (id) and a version of the figures (and its run).

    verdict, reason: on the norm; chance: that it is met in `year` (0–1), None where none was given. kind, lower, upper, year: the
    norm as it then was, as the values that meet it (None: no bound). latest: the year of the newest definitive figure that was
    judged; figure: of the one the norm was held against. trend, change, comparison: the other answers of that moment.
    """

    said_at: datetime
    municipality: str
    agenda: str
    version: str
    run: int
    indicator: str
    verdict: str
    reason: str
    chance: float | None
    kind: str
    lower: float | None
    upper: float | None
    year: int | None
    latest: int | None
    figure: int | None
    trend: str
    change: str
    comparison: str


class Log(NamedTuple):
    """Everything that was said, in order of its moment; odd: how many lines could not be read."""

    said: tuple[Said, ...] = ()
    odd: int = 0


_Key = tuple[str, str, str, str]
_WHOLE, _REAL = ("run", "year", "latest", "figure"), ("chance", "lower", "upper")


def add_said(data_dir: Path, coming: Iterable[Said]) -> int:
    """Add what is not there yet, all of it or nothing; gives how much. OSError when that cannot be.

    Who comes at the same time waits. What a killed process left half is closed off, so that it swallows no other line.
    """
    with _alone(data_dir) as handle:
        there = {_key(each) for each in _read(handle.read())[0]}
        new = {_key(each): each for each in coming if _key(each) not in there}
        if new:
            text = b"".join(map(_line, new.values()))
            size = handle.seek(0, os.SEEK_END)
            if size:
                handle.seek(-1, os.SEEK_END)
                text = text if handle.read() == b"\n" else b"\n" + text
            _write_whole(handle, text, size)
    return len(new)


def read_said(data_dir: Path) -> Log:
    """The whole log; empty without a file. What came from a backup stands where its moment puts it."""
    try:
        lines = (data_dir / FILE).read_bytes()
    except FileNotFoundError:
        return Log()
    except OSError:
        return Log(odd=1)
    said, odd = _read(lines)
    return Log(tuple(sorted(said, key=lambda each: each.said_at)), odd)


def is_said(data_dir: Path, *, municipality: str, agenda: str, version: str, indicators: Collection[str]) -> bool:
    """Whether all of these were written for this agenda and this version."""
    there = {_key(each) for each in read_said(data_dir).said}
    return all((municipality, agenda, version, name) in there for name in indicators)


def state_of_said(data_dir: Path) -> str:
    """In short how far the log is; it reads no line."""
    try:
        about = (data_dir / FILE).stat()
    except OSError:
        return ""
    return f"{about.st_size} {about.st_mtime_ns}"


def copy_said(source: Path, target: Path) -> None:
    """Add to the log of one folder what another has (a backup, and back); neither loses any. OSError when that cannot be."""
    if (source / FILE).exists():
        add_said(target, read_said(source).said)


def look_through_said(data_dir: Path) -> list[str]:
    """How many lines there are, in a sentence, and one with a cross when some cannot be read; empty without a file."""
    if not (data_dir / FILE).exists():
        return []
    log = read_said(data_dir)
    return [f"✓ bewaarde uitspraken: {len(log.said)} heel", *(f"✕ {odd}" for odd in say_odd(data_dir, log))]


def say_odd(data_dir: Path, log: Log) -> tuple[str, ...]:
    """That some lines of this log cannot be read, in a sentence; none when all can."""
    told = "1 regel is niet te lezen en telt" if log.odd == 1 else f"{log.odd} regels zijn niet te lezen en tellen"
    return (f"{data_dir / FILE}: {told} niet mee.",) if log.odd else ()


@contextmanager
def _alone(data_dir: Path) -> Iterator[BinaryIO]:
    """The log, to oneself, at its beginning; the file itself is the lock, since it is never replaced."""
    with (data_dir / FILE).open("a+b") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        handle.seek(0)
        yield handle


def _write_whole(handle: BinaryIO, text: bytes, size: int) -> None:
    """All of the text behind what is there; on a disk that takes only part of it, none."""
    try:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    except OSError:
        os.ftruncate(handle.fileno(), size)
        raise


def _key(each: Said) -> _Key:
    return each.municipality, each.agenda, each.version, each.indicator


def _line(each: Said) -> bytes:
    about = each._asdict() | {"said_at": each.said_at.astimezone(UTC).isoformat()}
    return (json.dumps(about, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def _read(lines: bytes) -> tuple[list[Said], int]:
    """What can be read, in the order of the file, and how many lines cannot."""
    found = [_said(line) for line in lines.split(b"\n") if line.strip()]
    said = [each for each in found if each]
    return said, len(found) - len(said)


def _said(line: bytes) -> Said | None:
    try:
        about: dict[str, Any] = json.loads(line)
        said_at = datetime.fromisoformat(about["said_at"])
        values = {name: _value(name, about[name]) for name in Said._fields if name != "said_at"}
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    return Said(said_at=said_at.astimezone(UTC), **values) if said_at.tzinfo else None


def _value(name: str, value: object) -> Any:
    """A value of this field; ValueError when it is of another kind."""
    if value is None and name in {*_WHOLE, *_REAL} - {"run"}:
        return None
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    if name in _WHOLE and is_number and isinstance(value, int):
        return value
    if name in _REAL and is_number:
        return float(value)  # type: ignore[arg-type]
    if name not in {*_WHOLE, *_REAL} and isinstance(value, str):
        return value
    raise ValueError(name)

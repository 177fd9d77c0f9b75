"""Every agenda that was ever in force, kept once by its content beside the versions: files and a log, no database and no version.

`agendas/<id>.json` holds what an agenda says and never changes: its name is the hash of its bytes. `agendas/in-force.jsonl` has a
line for each time that another one was seen, in the order in which they were seen; the clock only says when.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from etl.store.versions import sync
from indicators.agenda.content import from_text, id_of_text, to_text
from indicators.agenda.model import Agenda

FOLDER = "agendas"
IN_FORCE = "in-force.jsonl"
_LOCK = "lock"


class KeptAgendaError(Exception):
    """A kept agenda is gone, damaged, or of another Databoek; the text says which file and what is wrong."""


class InForce(NamedTuple):
    """An agenda and since when it was in force; since: with its time zone, as the clock of that moment said."""

    id: str
    since: datetime
    municipality: str


def keep_agenda(data_dir: Path, agenda: Agenda, now: datetime) -> str:
    """Keep this agenda and that it is in force from now on, unless it was already; gives its id. OSError when that cannot be."""
    text, code = to_text(agenda), agenda.info.municipality
    id_ = id_of_text(text)
    if _is_last(data_dir, id_, code) and _is_whole(data_dir, id_):
        return id_
    (data_dir / FOLDER).mkdir(exist_ok=True)
    with locked(data_dir):
        put_content(data_dir, id_, text.encode("utf-8"))
        if not _is_last(data_dir, id_, code):
            add_line(data_dir, InForce(id_, now.astimezone(UTC), code))
    return id_


def in_force_now(data_dir: Path, municipality: str) -> InForce | None:
    """The agenda of this municipality that was last seen in force; None when none was kept."""
    return next((each for each in reversed(logged_agendas(data_dir)) if each.municipality == municipality), None)


def logged_agendas(data_dir: Path) -> list[InForce]:
    """Which agenda was in force since when, of every municipality, in the order in which they were seen, without odd lines."""
    try:
        lines = (data_dir / FOLDER / IN_FORCE).read_bytes().splitlines()
    except OSError:
        return []
    return [each for each in map(_read_line, lines) if each]


def open_kept(data_dir: Path, id_: str) -> Agenda:
    """A kept agenda by its id; KeptAgendaError when it cannot be had."""
    path = content_path(data_dir, id_)
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KeptAgendaError(f"{path} is niet te lezen") from error
    if id_of_text(text) != id_:
        raise KeptAgendaError(f"{path} is beschadigd: de inhoud past niet bij de naam")
    try:
        return from_text(text)
    except ValueError as error:
        raise KeptAgendaError(f"{path} is van een andere versie van Databoek") from error


def state_of_agendas(data_dir: Path) -> str:
    """In short what was kept: another agenda in force, another text. It looks at no agenda."""
    try:
        about = (data_dir / FOLDER / IN_FORCE).stat()
    except OSError:
        return ""
    return f"{about.st_size} {about.st_mtime_ns}"


def content_path(data_dir: Path, id_: str) -> Path:
    """Where the agenda with this id is kept."""
    return data_dir / FOLDER / f"{id_}.json"


def put_content(data_dir: Path, id_: str, content: bytes) -> None:
    """Put a kept agenda on the disk, whole or not at all; what is there and whole stays as it is. For who holds the lock."""
    if _is_whole(data_dir, id_):
        return
    path = content_path(data_dir, id_)
    draft = path.with_name(f"{id_}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(content)
        sync(draft)
        draft.replace(path)
        sync(path.parent)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def add_line(data_dir: Path, about: InForce) -> None:
    """Add a line to the log of what was in force. For who holds the lock."""
    path = data_dir / FOLDER / IN_FORCE
    with path.open("a+b") as handle:
        if handle.tell():
            handle.seek(-1, os.SEEK_END)
            handle.write(b"" if handle.read() == b"\n" else b"\n")  # a line that was cut off may not swallow this one
        handle.write(line_of(about))
    sync(path)


def line_of(about: InForce) -> bytes:
    """One agenda that was in force, as a line of the log."""
    said = {"id": about.id, "since": about.since.isoformat(), "municipality": about.municipality}
    return (json.dumps(said) + "\n").encode("utf-8")


@contextmanager
def locked(data_dir: Path) -> Iterator[None]:
    """Hold the kept agendas alone, for as short as it takes; who comes at the same time waits."""
    with (data_dir / FOLDER / _LOCK).open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _is_last(data_dir: Path, id_: str, municipality: str) -> bool:
    last = in_force_now(data_dir, municipality)
    return last is not None and last.id == id_


def _is_whole(data_dir: Path, id_: str) -> bool:
    try:
        return id_of_text(content_path(data_dir, id_).read_bytes().decode("utf-8")) == id_
    except (OSError, UnicodeDecodeError):
        return False


def _read_line(line: bytes) -> InForce | None:
    try:
        about: dict[str, Any] = json.loads(line)
        since = datetime.fromisoformat(about["since"])
        id_, municipality = str(about["id"]), str(about["municipality"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None
    is_ours = len(id_) == 64 and set(id_) <= set("0123456789abcdef") and since.tzinfo is not None  # noqa: PLR2004  SHA-256
    return InForce(id_, since.astimezone(UTC), municipality) if is_ours else None

"""Files as the door writes them: whole or not at all, by one process at a time; it knows nothing of what is in them."""

import fcntl
import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK, _TOGETHER = "lock", "samen.json"
DRAFTS = "concepten"
"""The folder beside the agenda that is ours."""
_OURS = re.compile(r"[a-z]+\.[A-Za-z0-9_-]*\.[0-9a-f]{12}\.json")
"""What is put away together: no lock and no other folder, whatever somebody wrote there by hand."""
_LEFT_BEHIND = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder of an agenda for one write, also against other processes; who is killed lets go. Ends what was left."""
    drafts = folder / DRAFTS
    drafts.mkdir(exist_ok=True)
    with (drafts / _LOCK).open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        for left in (*folder.glob(".*.tmp"), *folder.glob("*/.*.tmp")):
            if _LEFT_BEHIND.fullmatch(left.name):
                with suppress(OSError):
                    left.unlink()
        _put_all(drafts, under_way(drafts))
        yield


class MeanwhileError(Exception):
    """The file is another one than was read: somebody wrote it in between, past this door."""


def write_whole(path: Path, content: bytes, *, instead_of: str = "") -> None:
    """Put this in place of what was there, in one step that a crash cannot halve; who may read the file stays as it was.

    instead_of: the version that was read, looked at once more at the last moment: who changes a file by hand holds no lock.
    """
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with made.open("wb") as file:
            with suppress(OSError):
                os.fchmod(file.fileno(), path.stat().st_mode & 0o777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _check_same(path, instead_of)
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def write_together(folder: Path, wanted: Mapping[str, str | None]) -> None:
    """Put each text in the file of this name, or take the file away (None): all of them, in one step that a crash cannot halve.

    First all of it in one file: from then on it holds, for who reads `under_way`, and who writes next does what was left of it.
    OSError when the disk does not take it: all files are as they were.
    """
    before = {name: _text_of(folder / name) for name in wanted}
    try:
        if len(wanted) > 1:
            write_whole(folder / _TOGETHER, json.dumps(wanted, ensure_ascii=False).encode("utf-8"))
        _put_all(folder, wanted)
    except OSError:
        with suppress(OSError):
            _put_all(folder, before)
        raise


def under_way(folder: Path) -> dict[str, str | None]:
    """What holds of files in this folder, whatever they say themselves: what a write of several had not put away yet."""
    try:
        said = json.loads((folder / _TOGETHER).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    found = said.items() if isinstance(said, dict) else ()
    return {name: text for name, text in found if _OURS.fullmatch(name) and (text is None or isinstance(text, str))}


def _put_all(folder: Path, wanted: Mapping[str, str | None]) -> None:
    for name, text in wanted.items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
        else:
            write_whole(folder / name, text.encode("utf-8", "surrogateescape"))
    (folder / _TOGETHER).unlink(missing_ok=True)


def _text_of(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")  # to be put back as it was, whatever it is
    except FileNotFoundError:
        return None


def _check_same(path: Path, version: str) -> None:
    if version and version != version_of(path.read_bytes() if path.exists() else b""):
        raise MeanwhileError


def version_of(content: bytes) -> str:
    """Which text this is: equal for equal bytes only."""
    return hashlib.sha256(content).hexdigest()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

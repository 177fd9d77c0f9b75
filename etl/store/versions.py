"""Which version of the store is published: the pointer beside the files; it opens no database."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POINTER = "current.json"
KEPT_VERSIONS = 3
"""The published version and two to go back to."""


class StoreMissingError(Exception):
    """There is no published version to read; the text says what to type."""


class BusyError(Exception):
    """Another run is under way in this data folder."""


@contextmanager
def one_run_at_a_time(data_dir: Path) -> Iterator[None]:
    """Hold the folder for one run; BusyError when another holds it. A killed run lets go by itself."""
    data_dir.mkdir(parents=True, exist_ok=True)
    with (data_dir / "refresh.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BusyError(f"In {data_dir} loopt al een verversing. Wacht tot die klaar is.") from error
        yield


def read_pointer(data_dir: Path) -> dict[str, str]:
    """Keys version, file, published_at, municipality; StoreMissingError when nothing was published yet."""
    try:
        about: dict[str, str] = json.loads((data_dir / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreMissingError(f"In {data_dir} staan nog geen cijfers. Typ: python -m etl refresh") from error
    return about


def replace_pointer(data_dir: Path, about: dict[str, str]) -> None:
    """Point to another version in one step: a reader sees the old or the new one, never half."""
    draft = data_dir / f"{POINTER}.tmp"
    draft.write_text(json.dumps(about, indent=1), encoding="utf-8")
    sync(draft)
    draft.replace(data_dir / POINTER)


def prune_versions(data_dir: Path) -> None:
    """Remove all but the newest versions, and what killed runs left behind."""
    for old in sorted(data_dir.glob("databoek-*.duckdb"))[:-KEPT_VERSIONS]:
        old.unlink()
    for left in data_dir.glob("building-*"):
        left.unlink()


def sync(path: Path) -> None:
    """Make sure the file is on the disk before anything points to it."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())

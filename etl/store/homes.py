"""Where publications come from and are put in force beyond the data folder: nowhere, or in DuckLake as DATABOEK_STORE says.

The one seam between the two stores. A reader always reads a file of the data folder; what other machines put in force is brought
there first. Nothing of DuckLake is imported when it is not set.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from etl.store import versions

if TYPE_CHECKING:
    from etl.store.examine import Version

STORE, STORE_DATA = "DATABOEK_STORE", "DATABOEK_STORE_DATA"


class Home(Protocol):
    """What a data folder shares with other machines."""

    problem: str
    """Why it could not be asked last time, '' when it could."""

    def alone(self) -> AbstractContextManager[None]:
        """Hold the store over all machines, with what is in force brought here, and share what was written at the end."""

    def share(self) -> None:
        """Let other machines have what was written beside the versions."""

    def look(self) -> None:
        """Bring here what was put in force elsewhere, when it is time to ask; for readers, so it never raises."""

    def bring_all(self) -> list[str]:
        """Read every version that is kept in full and bring it here; a sentence each, what is wrong with a cross."""

    def put_in_force(self, building: Path, made: "Version") -> None:
        """Let all machines have this version, which is whole in `building`, before this folder points to it."""

    def prune(self, published: "Version") -> None:
        """Drop what the published version makes superfluous."""


class OwnFolder:
    """A data folder that is all there is."""

    problem = ""

    def alone(self) -> AbstractContextManager[None]:
        """Nobody else has it."""
        return nullcontext()

    def share(self) -> None:
        """There are no others."""

    def look(self) -> None:
        """There is nowhere to look."""

    def bring_all(self) -> list[str]:
        """All is here."""
        return []

    def put_in_force(self, building: Path, made: "Version") -> None:
        """The pointer does that."""

    def prune(self, published: "Version") -> None:
        """There is nothing else to prune."""


def home_of(data_dir: Path) -> Home:
    """What this data folder shares, as the environment says now."""
    store = os.environ.get(STORE, "")
    return _lake(data_dir.absolute(), store, os.environ.get(STORE_DATA, "")) if store else _OWN_FOLDER


def state_of(data_dir: Path) -> str:
    """In short what readers can see: another run or version, another text."""
    home_of(data_dir).look()
    return versions.state_of(data_dir)


@contextmanager
def one_run_at_a_time(data_dir: Path) -> Iterator[None]:
    """Hold the store for one run, here and on every machine that shares it; BusyError when another holds it."""
    with versions.one_run_at_a_time(data_dir), home_of(data_dir).alone():
        yield


_OWN_FOLDER = OwnFolder()


@lru_cache(maxsize=64)
def _lake(data_dir: Path, store: str, store_data: str) -> Home:
    from etl.store.lake.home import LakeHome  # noqa: PLC0415  # needs what requirements-cluster.txt installs

    return LakeHome(data_dir, store, store_data)

"""A data folder whose versions are shared in a lake: bringing here what is in force, and putting in force what was made here.

The lake says what is in force; the folder holds copies of it, in which readers go on reading when the lake is away.
"""

import fcntl
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import duckdb

from etl.store.examine import DamagedError, Version
from etl.store.lake import beside
from etl.store.lake.connection import close, held_everywhere, open_lake, unreachable
from etl.store.lake.copies import bring, show_newest
from etl.store.lake.place import LakeError, Place, place_of
from etl.store.lake.tagged import Tagged, check, current_snapshot, drop, tagged_in, write
from etl.store.pruning import superfluous
from etl.store.upgrades import CURRENT
from etl.store.versions import StoreNewerError

SECONDS_TO_LOOK = 5.0
log = logging.getLogger("databoek")


class LakeHome:
    """The lake behind one data folder, for one process."""

    def __init__(self, data_dir: Path, store: str, store_data: str) -> None:
        self.problem = ""
        self._data_dir = data_dir
        self._settings = store, store_data
        self._lake: duckdb.DuckDBPyConnection | None = None
        self._held: duckdb.DuckDBPyConnection | None = None
        self._seen: tuple[int, str] | None = None
        self._tagged: list[Tagged] = []
        self._in_force: str = ""
        self._turn = threading.Lock()
        self._looking = threading.Lock()
        self._again: float | None = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the store over all machines; StoreNewerError when a newer Databoek filled it, LakeError when it is away."""
        with self._asked() as lake:
            self._held = lake.cursor()
        with held_everywhere(self._held, self._place()):
            with self._asked() as lake:
                tagged = self._catch_up(lake)
                if tagged and tagged[-1].version.schema > CURRENT:
                    raise StoreNewerError(self._too_new(tagged[-1]))
                self._in_force = tagged[-1].version.path.name if tagged else ""
            yield
            self.share()

    def share(self) -> None:
        """Let other machines have what was written beside the versions; LakeError when the lake does not take it."""
        with self._asked() as lake:
            beside.give(lake, self._data_dir)

    def look(self) -> None:
        """Ask the lake when it is time: the first time in a process who asks waits for it, later on nobody does."""
        if self._again is None:
            with self._looking:
                if self._again is None:
                    self._look()
        elif monotonic() >= self._again and self._looking.acquire(blocking=False):
            self._again = monotonic() + SECONDS_TO_LOOK
            threading.Thread(target=self._look_and_let_go, name="databoek-lake", daemon=True).start()

    def bring_all(self) -> list[str]:
        """Read every publication in the lake in full and have it here as well; what was found, a sentence each."""
        whole, wrong = 0, []
        try:
            with self._asked() as lake:
                for each in tagged_in(lake, self._data_dir):
                    try:
                        check(lake, each)
                        bring(lake, self._data_dir, each)
                        whole += 1
                    except DamagedError as error:
                        wrong.append(f"✕ {error}")
        except LakeError as error:
            return [f"✕ {error}"]
        return [f"✓ {self._place().name}: {whole} {'versie' if whole == 1 else 'versies'} heel", *wrong]

    def put_in_force(self, building: Path, made: Version) -> None:
        """All tables in one commit: other machines see all of it, or nothing. LakeError when the lake does not take it."""
        with self._asked() as lake:
            lake.begin()
            try:
                tagged = tagged_in(lake, self._data_dir)
                if (tagged[-1].version.path.name if tagged else "") != self._in_force:
                    raise self._overtaken()
                write(lake, building, made)
                lake.commit()
            except duckdb.TransactionException as error:
                if "conflict" in str(error).lower():
                    raise self._overtaken() from error
                raise
            finally:
                with suppress(duckdb.Error):
                    lake.rollback()
            self._in_force = made.path.name

    def prune(self, published: Version) -> None:
        """Drop what is superfluous from the lake; when that fails, the next run does it."""
        try:
            with self._asked() as lake:
                tagged = tagged_in(lake, self._data_dir)
                gone = {each.path for each in superfluous([each.version for each in tagged], published)}
                drop(lake, [each for each in tagged if each.version.path not in gone])
        except LakeError as error:
            log.warning("%s", error)

    def _look_and_let_go(self) -> None:
        try:
            self._look()
        finally:
            self._looking.release()

    def _look(self) -> None:
        """Never raises: readers keep what they have, and the log says once that it may be old."""
        try:
            with self._asked() as lake:
                tagged = self._catch_up(lake)
            problem = self._too_new(tagged[-1]) if tagged and tagged[-1].version.schema > CURRENT else ""
        except (LakeError, DamagedError, OSError) as error:
            problem = str(error)
        if problem != self.problem:
            log.warning(
                "%s", f"{problem} Lezers houden de cijfers die er zijn." if problem else "De gedeelde opslag antwoordt weer."
            )
        self.problem, self._again = problem, monotonic() + SECONDS_TO_LOOK

    def _catch_up(self, lake: duckdb.DuckDBPyConnection) -> list[Tagged]:
        """Have here what is in force, and what others wrote beside it; nothing to do when nothing changed on either side."""
        state = current_snapshot(lake), beside.state_beside(self._data_dir)
        if state == self._seen:
            return self._tagged
        self._tagged = tagged = tagged_in(lake, self._data_dir)
        if tagged and tagged[-1].version.schema <= CURRENT:
            show_newest(lake, self._data_dir, tagged)
        beside.take(lake, self._data_dir)
        beside.give(lake, self._data_dir)
        self._seen = state[0], beside.state_beside(self._data_dir)
        return tagged

    @contextmanager
    def _asked(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The lake, for one at a time in this folder; LakeError for what it refuses, and then it is opened anew the next time."""
        place = self._place()
        self._data_dir.mkdir(parents=True, exist_ok=True)
        with self._turn, (self._data_dir / "lake.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if self._lake is None:
                self._lake = open_lake(place)
            try:
                yield self._lake
            except duckdb.Error as error:
                if self._held:
                    close(self._held)  # a cursor is closed with its connection
                close(self._lake)
                self._lake = self._held = None
                raise unreachable(place, error) from error

    def _place(self) -> Place:
        return place_of(self._data_dir, *self._settings)

    def _overtaken(self) -> LakeError:
        return LakeError(
            f"Een andere machine zette net nieuwe cijfers klaar in {self._place().name}. Er is niets veranderd; typ de opdracht"
            " opnieuw."
        )

    def _too_new(self, tagged: Tagged) -> str:
        return (
            f"De cijfers in {self._place().name} zijn gemaakt met een nieuwere versie van Databoek (opzet"
            f" {tagged.version.schema}; dit programma kent opzet {CURRENT}). Werk het programma bij."
        )

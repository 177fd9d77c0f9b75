"""A small world to attack: two tables of forty municipalities, an own file, and runs against a replay of CBS; all TEST VALUES.

`world.run()` is one refresh and `world.figures()` what it leaves; `world.replay.fault(STRUCK, ...)` is what goes wrong with the
table that is attacked, `world.tell()` is news that is right.
"""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from support.attacked.tables import FILE, NEWS, agenda, news, revised_everywhere
from support.replay import Replay

from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.run.mishaps import LOG
from etl.run.refresh import Result, refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store.store import open_store

DATA = "data"
PAGE_SIZE = 150
"""Small, so that the rows of the attacked table come in three pages."""
QUICK = Catalogues(tries=3, first_wait=0.001, limits=Limits(silence=(1, 1), in_all=2, size=2_000_000), probe_seconds=1.0)


@dataclass(frozen=True)
class World:
    """The folder with agenda files and store, and the server that plays CBS."""

    folder: Path
    replay: Replay
    catalogues: Catalogues = QUICK
    file: str = FILE

    @property
    def data(self) -> Path:
        return self.folder / DATA

    def run(self, *accepted: str, mode: Mode = Mode.LIVE, **settings: Any) -> Result:
        """One refresh; --force, since what was refused must be looked at again although Modified did not move."""
        run = Run(
            agenda=agenda(self.file),
            files_dir=self.folder,
            data_dir=self.data,
            recording_dir=self.folder / "recording",
            mode=mode,
            catalogues=self.catalogues,
            accepted=accepted,
            is_forced=bool(accepted),
            **settings,
        )
        return refresh(run, Unwatched())

    def figures(self) -> pd.DataFrame:
        """Every published figure."""
        return figures_in(self.folder)

    def tell(self, modified: str = NEWS) -> None:
        """All is well on the line, and in both tables and the file one figure of our municipality is another."""
        self.replay.clear()
        news(self.folder)
        for table, fault in revised_everywhere(modified):
            self.replay.fault(table, fault)

    def log(self) -> str:
        """What stands in the log."""
        path = self.data / LOG
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def copy(self, folder: Path, replay: Replay) -> "World":
        """The same world elsewhere, to be damaged."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return replace(self, folder=folder, replay=replay)


def figures_in(folder: Path) -> pd.DataFrame:
    """Every published figure of the world in this folder: indicator, region, period, value, status."""
    store = open_store(folder / DATA)
    try:
        found = store.observations()
    finally:
        store.close()
    return found[["indicator", "region", "period", "value", "status"]].sort_values(
        ["indicator", "region", "period"], ignore_index=True
    )


def of_source(figures: pd.DataFrame, *indicators: str) -> pd.DataFrame:
    """The figures of these indicators."""
    return figures[figures["indicator"].isin(indicators)].reset_index(drop=True)

"""A data folder filled from the recording that ships with the project, as `make start` does on a new computer."""

import os
import shutil
from pathlib import Path

from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from indicators.agenda.load import load_agenda

ROOT = Path(__file__).parents[2]
AGENDA = ROOT / "config" / "agenda.yaml"


def fill(data_dir: Path) -> Path:
    """Publish the shipped figures in this folder."""
    agenda = load_agenda(AGENDA)
    refresh(Run(agenda=agenda, files_dir=AGENDA.parent, mode=Mode.RECORDING, data_dir=data_dir), Unwatched())
    return data_dir


def copy_of(data_dir: Path, target: Path) -> Path:
    """A data folder to change something in: versions, which never change, are shared with the first one."""

    def one(source: str, copy: str) -> str:
        return str(os.link(source, copy) or copy) if source.endswith(".duckdb") else str(shutil.copy2(source, copy))

    return Path(shutil.copytree(data_dir, target, copy_function=one))

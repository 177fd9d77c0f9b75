"""A data folder filled from the recording that ships with the project, as `make start` does on a new computer."""

from pathlib import Path

from etl.reading import Mode, Run
from etl.refresh import refresh
from indicators.agenda import load_agenda

ROOT = Path(__file__).parents[1]
AGENDA = ROOT / "config" / "agenda.yaml"


class NoWatch:
    def started(self, label):
        pass

    def advanced(self, label, rows):
        pass

    def finished(self, reading):
        pass


def fill(data_dir: Path) -> Path:
    """Publish the shipped figures in this folder."""
    agenda = load_agenda(AGENDA)
    refresh(Run(agenda=agenda, files_dir=AGENDA.parent, mode=Mode.RECORDING, data_dir=data_dir), NoWatch())
    return data_dir

"""A run's progress as lines in the folder of a job; it reads nothing back."""

import time

from etl.door.job_folder import JobFolder
from etl.run.jobs.told import on_a_page
from etl.run.run import Outcome
from etl.store.publication import Reading

_SECONDS_BETWEEN = 0.5
"""Between two lines about the same source: a page looks no more often."""


class FolderWatch:
    """Who looks at the job sees each source begin, grow and end."""

    def __init__(self, folder: JobFolder) -> None:
        self._folder = folder
        self._told: dict[str, float] = {}

    def started(self, label: str) -> None:
        """A source is being read."""
        self._folder.step(label=label)

    def advanced(self, label: str, rows: int) -> None:
        """So many rows of it are in."""
        now = time.monotonic()
        if now - self._told.get(label, 0.0) >= _SECONDS_BETWEEN:
            self._told[label] = now
            self._folder.step(label=label, rows=rows)

    def finished(self, reading: Reading) -> None:
        """It is done, or failed."""
        outcome = str(Outcome(reading.outcome)) + (" (opname)" if reading.origin == "opname" else "")
        self._folder.step(label=reading.label, outcome=outcome, message=on_a_page(reading.message), is_failed=reading.has_failed)

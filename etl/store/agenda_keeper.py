"""Keeps the agenda that is in use, for a server that is asked for pages all day: once, and later again where that fails."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from etl.store.agendas import keep_agenda
from indicators.agenda.model import Agenda

_SECONDS_TO_NEXT_TRY = 60
log = logging.getLogger("databoek")


class Keeper:
    """What was kept of one file, and when to try again; it never raises: readers see the agenda all the same."""

    def __init__(self) -> None:
        self._kept: tuple[str, Path] | None = None
        self._failed: tuple[str, Path] | None = None
        self._again = 0.0

    def keep(self, agenda: Agenda, stamp: str, data_dir: Path) -> None:
        """Keep this agenda when it comes into use; stamp: another one when the file is another. Nothing without a data folder."""
        about = (stamp, data_dir)
        if self._kept == about or (self._failed == about and monotonic() < self._again) or not data_dir.is_dir():
            return
        try:
            keep_agenda(data_dir, agenda, datetime.now(UTC))
        except OSError as problem:
            if self._failed != about:
                log.warning("De agenda kon niet worden bewaard: %s", problem)
            self._failed, self._again = about, monotonic() + _SECONDS_TO_NEXT_TRY
        else:
            self._kept = about

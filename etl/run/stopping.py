"""Stopping when asked: at once, with a sentence; a run can be killed at any moment, so there is nothing to tidy up."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def stops_at_once() -> Iterator[None]:
    """Within, Ctrl+C and a request to end (SIGTERM) end the process: waiting for a source that is silent could take minutes."""
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    cursor = _SHOW_CURSOR if sys.stderr.isatty() else ""
    os.write(2, f"{cursor}Afgebroken. De cijfers die er al stonden, zijn niet veranderd.\n".encode())
    os._exit(128 + number)

"""Stopping when asked: at once, with a sentence; a run can be killed at any moment, so there is nothing to tidy up."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKING = (signal.SIGINT, signal.SIGTERM)
_SHOW_CURSOR = "\x1b[?25h"


@contextmanager
def stops_at_once() -> Iterator[None]:
    """Within, Ctrl+C and a request to end (SIGTERM) end the process: waiting for a source that is silent could take minutes.

    A thread of its own listens. Python would run a handler in the main thread, before its next step; when that thread has just
    begun to wait for the threads that fetch, there is none for minutes: 3 of 80 requests on a busy machine went unheard.
    """
    heard, told = os.pipe()
    os.set_blocking(told, False)
    before = {number: signal.signal(number, _leave_to_listener) for number in _ASKING}
    told_before = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    listener = threading.Thread(target=_listen, args=(heard,), name="databoek-stop", daemon=True)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(told_before)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(told)
        listener.join()
        os.close(heard)


def _leave_to_listener(_number: int, _frame: FrameType | None) -> None:
    """A signal only reaches the pipe when Python has something to call for it."""


def _listen(heard: int) -> None:
    """End the process when one of both comes; what else comes is somebody else's. It ends when nothing can come any more."""
    while number := os.read(heard, 1):
        if number[0] in _ASKING:
            _stop(number[0])


def _stop(number: int) -> None:
    cursor = _SHOW_CURSOR if sys.stderr.isatty() else ""
    os.write(2, f"{cursor}Afgebroken. De cijfers die er al stonden, zijn niet veranderd.\n".encode())
    os._exit(128 + number)

"""Something that costs work, kept for a few seconds, so that many who ask have it worked out once; it knows no subject."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class KeptShortly(Generic[Value]):
    """Works it out for one who asks while the others wait, and gives all of them the same for so many seconds."""

    def __init__(self, work_out: Callable[[], Value], seconds: float) -> None:
        self._work_out = work_out
        self._seconds = seconds
        self._lock = threading.Lock()
        self._kept: tuple[float, Value] | None = None

    def at_hand(self) -> Value | None:
        """What is kept, without waiting for anybody; None when it has to be made."""
        kept = self._kept
        return kept[1] if kept and time.monotonic() - kept[0] < self._seconds else None

    def get(self) -> Value:
        """What is kept, or else made now."""
        with self._lock:
            found = self.at_hand()
            if found is None:
                found = self._work_out()
                self._kept = (time.monotonic(), found)
            return found

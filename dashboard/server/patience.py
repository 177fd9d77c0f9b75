"""How long the server waits for the other side of a connection, and for how many at once; it answers nothing itself.

Uvicorn waits for ever for the rest of a request, so that six hundred half ones would stay.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_TO_ASK = 10.0
"""For a whole request, from its first byte or from the start of the connection."""
SECONDS_TO_TAKE = 60.0
"""For what we sent, when the other side takes none of it."""
MOST_CONNECTIONS = 1_500
"""At once, readers included; one that comes on top is closed."""
LONGEST_REQUEST = 65_536
"""Bytes of a request without its content: what a proxy may put in its headers fits."""


class PatientProtocol(H11Protocol):
    """Uvicorn's HTTP, with an end to waiting."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._until_asked: asyncio.TimerHandle | None = None
        self._until_taken: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, unless there are too many already."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            transport.abort()
            return
        self._wait_for_request()

    def data_received(self, data: bytes) -> None:
        """A part of a request; a whole one ends the wait, and whatever comes after its answer starts another."""
        super().data_received(data)
        is_asked = self.cycle is not None and not self.cycle.response_complete
        if is_asked or self.transport.is_closing() or self.transport.get_protocol() is not self:  # a reader's line is another one
            self._stop_waiting()
        else:
            self._wait_for_request()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there to wait for."""
        self._stop_waiting()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The other side is slow."""
        super().pause_writing()
        if self._until_taken is None:
            self._until_taken = self.loop.call_later(SECONDS_TO_TAKE, self.transport.abort)

    def resume_writing(self) -> None:
        """It took what there was."""
        super().resume_writing()
        if self._until_taken is not None:
            self._until_taken.cancel()
            self._until_taken = None

    def _wait_for_request(self) -> None:
        if self._until_asked is None:
            self._until_asked = self.loop.call_later(SECONDS_TO_ASK, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._until_asked is not None:
            self._until_asked.cancel()
            self._until_asked = None

"""What one reader sends over their connection: bounded, and no faster than somebody can click; it knows no address."""

import asyncio
import time

from starlette.types import Message, Receive, Send

from dashboard.server.messages import Room, UnreadableError, passed

AT_ONCE, A_SECOND = 40, 5.0
"""Messages that a reader may send in one go, and then every second. Faster waits its turn."""
_UNREADABLE, _NOT_TEXT, _TOO_LARGE = 1002, 1003, 1009


class Line:
    """The messages of one reader: bounded, and no faster than somebody can click. What comes too fast waits its turn, unread."""

    def __init__(self, receive: Receive, send: Send, most: Room) -> None:
        self._receive, self._send, self._most = receive, send, most
        self._room, self._seen = float(AT_ONCE), time.monotonic()
        self._is_closed = False

    async def receive(self) -> Message:
        """The next message that may pass; a message that is none ends the line."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            await self._take_turn()
            data = message.get("bytes")
            if data is None:
                return await self._close(_NOT_TEXT)
            try:
                kept = passed(data, self._most)
            except UnreadableError:
                return await self._close(_UNREADABLE)
            if kept is not None:
                return {"type": "websocket.receive", "bytes": kept}

    async def send(self, message: Message) -> None:
        """What the app says, as long as somebody listens."""
        if not self._is_closed:
            await self._send(message)

    async def _take_turn(self) -> None:
        now = time.monotonic()
        self._room, self._seen = min(float(AT_ONCE), self._room + (now - self._seen) * A_SECOND), now
        self._room -= 1
        if self._room < 0:
            await asyncio.sleep(-self._room / A_SECOND)

    async def _close(self, code: int) -> Message:
        self._is_closed = True
        await self._send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}

"""Counts the readers who are connected, without knowing who they are; it leaves every message as it is."""

from prometheus_client import Gauge
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Sessions:
    """ASGI application around another one that counts the websockets that were accepted and are still open."""

    def __init__(self, app: ASGIApp, connected: Gauge) -> None:
        self._app = app
        self._connected = connected

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        is_accepted = False

        async def send_counted(message: Message) -> None:
            nonlocal is_accepted
            if message["type"] == "websocket.accept" and not is_accepted:
                is_accepted = True
                self._connected.inc()
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            if is_accepted:
                self._connected.dec()

"""The ways in and out for who logs in, around everything else; what somebody may do is decided elsewhere.

It is there only where a login is set up. A login that ended says nothing any more: its cookies go no further, and a connection
that was opened with it is closed at that moment.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token

from dashboard.pages import LONGEST, TO
from dashboard.render import frame_style, render
from dashboard.server.asking import Asking
from dashboard.server.dutch_page import prefix_of
from dashboard.server.login import CALLBACK, LOGIN, LOGOUT, PROVIDER, Login
from dashboard.server.login_cookies import OF_LOGIN, SECONDS_TO_LOG_IN, cookies_of, kept_cookies, seconds_left, without_login
from dashboard.settings import data_root
from etl.door.ended import end_login

BACK = "databoek-terug"
"""The cookie with the page that somebody came from."""
_AT_ONCE = 20
"""Answers of the provider that we wait for: whoever asks without end keeps neither it nor us busy."""
_OVER = 1008
"""Of a connection: what it was opened with does not hold any more."""
log = logging.getLogger("databoek")
Way = Callable[[Scope, Receive, Send], Awaitable[None]]


class LoginWays:
    """ASGI application around another one. app: Streamlit's own, which knows the provider; inner: everything else."""

    def __init__(self, inner: ASGIApp, app: ASGIApp, login: Login, asking: Asking, base_path: str = "") -> None:
        self._inner, self._app, self._login, self._asking = inner, app, login, asking
        self._prefix, self._waiting = prefix_of(base_path), 0
        ways = {LOGIN: self._log_in, LOGOUT: self._log_out, CALLBACK: self._come_back}
        self._ways = {f"{self._prefix}{path}": way for path, way in ways.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is about logging in; pass on the rest, with the login only while it holds."""
        if scope["type"] not in {"http", "websocket"}:
            await self._inner(scope, receive, send)
            return
        until = self._asking.until(scope)
        if until is None:
            scope = without_login(scope)
        if scope["type"] == "websocket":
            receive = receive if until is None else self._until_over(receive, send, until)
            await self._inner(scope, receive, send)
        elif way := self._ways.get(scope["path"]):
            await self._answer(way, scope, receive, send)
        else:
            await self._inner(scope, receive, send)

    def _until_over(self, receive: Receive, send: Send, until: datetime) -> Receive:
        """The messages of a reader until the login ends; then the connection does too."""

        async def receive_on() -> Message:
            try:
                async with asyncio.timeout((until - self._asking.now()).total_seconds()):
                    return await receive()
            except TimeoutError:
                await send({"type": "websocket.close", "code": _OVER})
                return {"type": "websocket.disconnect", "code": _OVER}

        return receive_on

    async def _answer(self, way: Way, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await Response(status_code=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": "GET"})(scope, receive, send)
        elif Headers(scope=scope).get("host") != self._login.origin.partition("://")[2]:
            there = f"{self._login.origin}{scope['path']}"  # where the cookies belong
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{there}?{query}" if query else there, HTTPStatus.FOUND)(scope, receive, send)
        elif self._waiting >= _AT_ONCE:
            await self._tell(HTTPStatus.SERVICE_UNAVAILABLE, "away")(scope, receive, send)
        else:
            self._waiting += 1
            try:
                await way(scope, receive, send)
            finally:
                self._waiting -= 1

    async def _log_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """To the provider, with the page to come back to."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        back = _own_path(asked.get(TO, [""])[0], self._prefix)
        query = urlencode({"provider": encode_provider_token(PROVIDER)}).encode("ascii")
        answer = await self._asked({**scope, "query_string": query}, receive)
        if not answer.is_redirect:
            await self._tell(HTTPStatus.SERVICE_UNAVAILABLE, "away")(scope, receive, send)
            return
        await answer.send(
            send, [*kept_cookies(answer.headers, self._login, OF_LOGIN, 0), self._way_back(back, SECONDS_TO_LOG_IN)]
        )

    async def _come_back(self, scope: Scope, receive: Receive, send: Send) -> None:
        """From the provider: to the page that somebody left, or with the word that it failed."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        answer = await self._asked(scope, receive)
        seconds = seconds_left(answer.headers, self._login, self._asking.now())
        kept = [*kept_cookies(answer.headers, self._login, OF_LOGIN, seconds), self._way_back("", 0)]
        if (asked.keys() & {"code", "error"}) and not seconds:
            log.warning("a login failed; what the provider said stands above")
            await self._tell(HTTPStatus.FORBIDDEN, "failed")(scope, receive, _adding(send, kept))
            return
        back = _own_path(unquote(cookies_of(scope).get(BACK, "")), self._prefix)
        await answer.send(send, kept, location=back)

    async def _log_out(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Out here and at the provider; not because a page elsewhere says so."""
        if Headers(scope=scope).get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            await self._tell(HTTPStatus.FORBIDDEN, "elsewhere")(scope, receive, send)
            return
        if claims := self._asking.claims(scope):
            await asyncio.to_thread(_end, claims, self._asking.now())
        answer = await self._asked(scope, receive)
        await answer.send(send, kept_cookies(answer.headers, self._login, OF_LOGIN, 0))

    async def _asked(self, scope: Scope, receive: Receive) -> "_Answer":
        """What Streamlit answers, before anything of it is sent."""
        answer = _Answer()
        await self._app(scope, receive, answer.take)
        return answer

    def _way_back(self, path: str, seconds: int) -> tuple[bytes, bytes]:
        secure = "; Secure" if self._login.is_secure else ""
        about = f"Path={self._prefix}{CALLBACK}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
        return b"set-cookie", f"{BACK}={quote(path, safe='/')}; {about}".encode("ascii")

    def _tell(self, status: HTTPStatus, what: str) -> Response:
        page = render("frame/told.html", what=what, home=f"{self._prefix}/", login=f"{self._prefix}{LOGIN}", style=frame_style())
        return Response(page, status, {"Cache-Control": "no-store"}, media_type="text/html; charset=utf-8")


class _Answer:
    """An answer that is kept until it is known what to do with it."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[bytes, bytes]] = []
        self._body = b""

    async def take(self, message: Message) -> None:
        """Remember a part of it."""
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], list(message["headers"])
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")

    @property
    def is_redirect(self) -> bool:
        """Whether it leads on."""
        return self.status in {HTTPStatus.FOUND, HTTPStatus.SEE_OTHER}

    async def send(self, send: Send, cookies: list[tuple[bytes, bytes]], location: str = "") -> None:
        """Give it, with these cookies instead of its own, to another place when one is said."""
        headers = [(name, value) for name, value in self.headers if name.lower() != b"set-cookie"]
        message: Message = {"type": "http.response.start", "status": self.status, "headers": headers + cookies}
        MutableHeaders(scope=message)["Cache-Control"] = "no-store"
        if location:
            MutableHeaders(scope=message)["Location"] = location
        await send(message)
        await send({"type": "http.response.body", "body": self._body})


def _end(claims: dict[str, Any], now: datetime) -> None:
    """Write down that this login is over; where nothing can be written, nobody can change anything with it either."""
    try:
        end_login(data_root(), claims, now)
    except OSError as problem:
        log.warning("afmelden: niet op te schrijven dat dit voorbij is (%s)", problem.strerror)


def _adding(send: Send, cookies: list[tuple[bytes, bytes]]) -> Send:
    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *cookies]}
        await send(message)

    return send_on


def _own_path(path: str, prefix: str) -> str:
    """The path when it is one of ours; empty for anything that could lead elsewhere."""
    is_path = path.startswith(f"{prefix}/") and not path.startswith("//") and path.isascii() and path.isprintable()
    return path if is_path and len(path) <= LONGEST and not set(path) & set('\\ "<>') else ""

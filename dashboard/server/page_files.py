"""Our page in the place of Streamlit's and its files compressed; what the pages show is not its business.

Streamlit serves its page in English and its files as they are: 4 MB before a reader sees a figure. Here the scripts that say
something are translated once, at the start, and every file is compressed once, when it is first asked for.
"""

import asyncio
import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from dashboard import agendas, kit
from dashboard.server.dutch_page import Page, Text, prefix_of
from dashboard.server.script_words import dutch_scripts

_NAMED_FILE = re.compile(r'"\.(/static/[^"]+\.(?:js|css))"')
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_PAGE_TYPE = "text/html; charset=utf-8"
FOR_A_YEAR = "public, immutable, max-age=31536000"  # a changed file has another name
_FOR_A_DAY = "public, max-age=86400"  # a script in Dutch keeps its name when our words change
_ALWAYS_ASK = "no-cache"
_ABOUT_ENGLISH = frozenset({b"accept-encoding", b"if-modified-since", b"if-none-match", b"if-range", b"range"})


_FRAMED = (kit.FRAMED.lower().encode("ascii"), b"1")
"""Tells the app that bar and footer are around it already."""
_OURS = frozenset({_FRAMED[0], agendas.HEADER.lower().encode("ascii")})
Framed = Callable[[str, bytes], Text]
"""The page for a path and the parameters behind it."""


class PageFiles:
    """ASGI application around Streamlit's: the Dutch page instead of the English, and files compressed."""

    def __init__(self, app: ASGIApp, *, page: Page, framed: Framed, base_path: str = "") -> None:
        self._app = app
        self._page = page
        self._framed = framed
        folder = Path(file_util.get_static_dir())
        paths = (path for path in (folder / "static").rglob("*") if path.suffix in _TYPES)
        prefix = prefix_of(base_path)
        self._paths = {f"{prefix}/{path.relative_to(folder).as_posix()}": path for path in paths}
        dutch = dutch_scripts(folder / "static" / "js")
        self._dutch = {f"{prefix}/{path.relative_to(folder).as_posix()}": Text(body) for path, body in dutch.items()}
        self._first = [prefix + name for name in _NAMED_FILE.findall(page.body.decode("utf-8"))]
        self._compressed: dict[str, bytes] = {}

    def compress_first_load(self) -> None:
        """Compress what every reader starts with, before the first one comes."""
        for name in self._first:
            _ = self._dutch[name].compressed if name in self._dutch else self._compress(name)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a file from memory; pass anything else on, and translate the page on its way back."""
        if scope["type"] == "websocket":
            await self._app({**scope, "headers": [*_theirs(scope["headers"]), _FRAMED, _whose()]}, receive, send)
        elif scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
        elif scope["path"] in self._paths:
            await self._answer_file(scope, receive, send)
        elif "." in scope["path"].rpartition("/")[2]:
            await self._app(scope, receive, send)
        else:
            await self._answer_page(scope, receive, send)

    async def _answer_file(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        if dutch := self._dutch.get(scope["path"]):
            answer = text_answer(dutch, headers, kind=_TYPES[".js"], keep=_FOR_A_DAY)
            await answer(scope, receive, send)
            return
        if scope["method"] == "HEAD" or "range" in headers or not takes_gzip(headers):
            await self._app(scope, receive, send)
            return
        name = scope["path"]
        body = self._compressed.get(name) or await asyncio.to_thread(self._compress, name)
        about = {"Cache-Control": FOR_A_YEAR, "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        answer = Response(body, media_type=_TYPES[self._paths[name].suffix], headers=about)
        await answer(scope, receive, send)

    def _compress(self, name: str) -> bytes:
        self._compressed[name] = gzip.compress(self._paths[name].read_bytes(), compresslevel=6, mtime=0)
        return self._compressed[name]

    async def _answer_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask for the page without conditions: what the browser has is compared with the Dutch version, not the English."""
        unconditional = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in _ABOUT_ENGLISH]}
        is_ours = False

        async def send_dutch(message: Message) -> None:
            nonlocal is_ours
            if message["type"] == "http.response.start" and self._is_english_page(message):
                is_ours = True
                text = await asyncio.to_thread(self._framed, scope["path"], scope["query_string"])
                answer = text_answer(text, Headers(scope=scope), kind=_PAGE_TYPE, keep=_ALWAYS_ASK)
                await answer(scope, receive, send)
            elif not is_ours:
                await send(message)

        await self._app(unconditional, receive, send_dutch)

    def _is_english_page(self, message: Message) -> bool:
        headers = Headers(raw=message["headers"])
        is_page = message["status"] == 200 and headers.get("content-type", "").startswith("text/html")  # noqa: PLR2004  OK
        return is_page and headers.get("content-length") == str(self._page.replaces_bytes)


def _theirs(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What a reader sent, without what only we may say."""
    return [(name, value) for name, value in headers if name.lower() not in _OURS]


def _whose() -> tuple[bytes, bytes]:
    """Tells the app which agenda the address named."""
    return agendas.HEADER.lower().encode("ascii"), agendas.here().name.encode("ascii")


class Answerable(Protocol):
    """What can be sent plain and compressed, with the mark of its version."""

    @property
    def body(self) -> bytes:
        """Plain."""

    @property
    def compressed(self) -> bytes:
        """As gzip."""

    @property
    def version(self) -> str:
        """Another one when the text is another one."""


def text_answer(text: Answerable, headers: Headers, *, kind: str, keep: str) -> Response:
    """The text, or that the browser has it already."""
    is_compressed = takes_gzip(headers)
    version = f'"{text.version}-gzip"' if is_compressed else f'"{text.version}"'
    about = {"Cache-Control": keep, "ETag": version, "Vary": "Accept-Encoding", "Content-Type": kind}
    known = {mark.strip().removeprefix("W/") for mark in headers.get("if-none-match", "").split(",")}
    if version in known:
        return Response(status_code=304, headers=about)
    if is_compressed:
        return Response(text.compressed, headers={**about, "Content-Encoding": "gzip"})
    return Response(text.body, headers=about)


def takes_gzip(headers: Headers) -> bool:
    """Whether the browser says it can read gzip."""
    offers = (offer.partition(";") for offer in headers.get("accept-encoding", "").lower().split(","))
    return any(name.strip() == "gzip" and weight.replace(" ", "") not in {"q=0", "q=0.0"} for name, _, weight in offers)

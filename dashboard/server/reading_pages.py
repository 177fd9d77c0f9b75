"""Answers /lezen/…: pages as plain HTML, each made once and kept compressed; what is on them is not its business."""

import asyncio
import gzip
import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import agendas, data
from dashboard.pages import ON_PAPER, TO_READ, Page, Visit
from dashboard.paper import style
from dashboard.paper.page import write
from dashboard.server.dutch_page import Text, prefix_of
from dashboard.server.framed_page import parameters_of
from dashboard.server.page_files import FOR_A_YEAR, text_answer

KIND, STYLE_KIND = "text/html; charset=utf-8", "text/css; charset=utf-8"
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""No script at all. Bars and dots have their place in a style of their own, so inline styles stay possible."""
_AT_ONCE = 2
"""Pages that are made at the same time; who asks for one that is kept does not wait for those."""
_PAGES = {page.path: page for page in TO_READ}
MANY = frozenset({"gemeenten", "lagen"})
"""Parameters that a form without a script sends once for each that was chosen."""


@dataclass(frozen=True)
class Packed:
    """A page as it is kept: compressed, with the mark of its version. status: as HTTP has it."""

    compressed: bytes
    version: str
    status: int = 200

    @property
    def body(self) -> bytes:
        """For the few that read no gzip."""
        return gzip.decompress(self.compressed)


class ReadingPages:
    """ASGI application around another one: it answers what is below /lezen, and passes on the rest."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        self._base_path = base_path.strip("/")
        self._root = f"{prefix_of(base_path)}/{ON_PAPER}"
        self._style = Text(style.sheet())
        self._makers = ThreadPoolExecutor(_AT_ONCE, "lezen")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page, or the style sheet that they share."""
        if scope["type"] == "http" and f"{scope['path']}/".startswith(f"{self._root}/"):
            answer = await self._answer(scope["path"].removeprefix(self._root), scope)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, below: str, scope: Scope) -> Response:
        headers, query = Headers(scope=scope), scope["query_string"]
        base_path = agendas.below(self._base_path)
        if not below:
            asked = f"?{query.decode('latin-1')}" if query else ""
            return RedirectResponse(f"{prefix_of(base_path)}/{ON_PAPER}/{asked}", status_code=HTTPStatus.PERMANENT_REDIRECT)
        if below == f"/{style.name()}":
            return text_answer(self._style, headers, kind=STYLE_KIND, keep=FOR_A_YEAR)
        page = _PAGES.get(below.removeprefix("/").removesuffix("/"))
        visit = Visit.at(parameters_of(query, MANY), base_path, ON_PAPER)
        packed = await self._page(page, visit)
        answer = text_answer(packed, headers, kind=KIND, keep="no-cache")
        if answer.status_code == HTTPStatus.OK:
            answer.status_code = packed.status
        answer.headers["Content-Security-Policy"] = POLICY
        return answer

    async def _page(self, page: Page | None, visit: Visit) -> Packed:
        at_hand = data.page_at_hand((page, visit.base_path), visit.parameters)
        if isinstance(at_hand, Packed):
            return at_hand
        make = partial(data.page_kept, (page, visit.base_path), visit.parameters, partial(_pack, page, visit))
        return await asyncio.get_running_loop().run_in_executor(self._makers, copy_context().run, make)


def _pack(page: Page | None, visit: Visit) -> tuple[Packed, bool]:
    """The page, and whether it is one to keep: what went wrong may be right the next time."""
    there = f"{prefix_of(visit.base_path)}/{ON_PAPER}/{style.name()}"
    written = write(page, dict(visit.parameters), visit.base_path, there)
    body = written.html.encode("utf-8")
    version = hashlib.sha256(body).hexdigest()[:20]
    return Packed(gzip.compress(body, compresslevel=6, mtime=0), version, written.status), written.status == HTTPStatus.OK

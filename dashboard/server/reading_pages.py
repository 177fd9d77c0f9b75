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
from dashboard.pages import EMBEDDED, ON_PAPER, ON_SCREEN, TO_READ, VIEW, Page, Visit
from dashboard.paper import style
from dashboard.paper.page import script_hash, write
from dashboard.server.dutch_page import Text, prefix_of
from dashboard.server.framed_page import parameters_of
from dashboard.server.page_files import FOR_A_YEAR, text_answer

KIND, STYLE_KIND = "text/html; charset=utf-8", "text/css; charset=utf-8"
_OWN = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
POLICY = f"{_OWN}form-action 'self'; frame-ancestors 'none'"
"""No script at all. Bars and dots have their place in a style of their own, so inline styles stay possible."""
_AT_ONCE = 2
"""Pages that are made at the same time; who asks for one that is kept does not wait for those."""
_PAGES = {page.path: page for page in TO_READ}
MANY = frozenset({"gemeenten", "lagen"})
"""Parameters that a form without a script sends once for each that was chosen."""


@dataclass(frozen=True)
class Packed:
    """A page as it is kept: compressed, with the mark of its version. status: as HTTP has it. sites: as `Written` has them."""

    compressed: bytes
    version: str
    status: int = 200
    sites: tuple[str, ...] = ()

    @property
    def body(self) -> bytes:
        """For the few that read no gzip."""
        return gzip.decompress(self.compressed)

    @property
    def policy(self) -> str:
        """What a browser may do with it: within a page of another website one script may run, which tells its height."""
        if not self.sites:
            return POLICY
        return f"{_OWN}script-src {script_hash()}; form-action 'none'; frame-ancestors {' '.join(self.sites)}"


class ReadingPages:
    """ASGI application around another one: it answers what is below /lezen, and passes on the rest.

    Where the agenda says that people come to read, the address of the databook itself leads there too.
    """

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        self._base_path = base_path.strip("/")
        self._above = prefix_of(base_path)
        self._root = f"{self._above}/{ON_PAPER}"
        self._style = Text(style.sheet())
        self._makers = ThreadPoolExecutor(_AT_ONCE, "lezen")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a page, or the style sheet that they share."""
        if scope["type"] == "http" and f"{scope['path']}/".startswith(f"{self._root}/"):
            answer = await self._answer(scope["path"].removeprefix(self._root), scope)
            await answer(scope, receive, send)
        elif await self._leads_there(scope):
            await self._first(scope)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _leads_there(self, scope: Scope) -> bool:
        is_first = scope["type"] == "http" and scope["path"] in {self._above, f"{self._above}/"}
        if not is_first or parameters_of(scope["query_string"]).get(VIEW) == ON_SCREEN:
            return False
        return (await asyncio.to_thread(data.known)).is_read_first

    def _first(self, scope: Scope) -> Response:
        """To the first page; for now, because the agenda can say otherwise tomorrow."""
        asked = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        there = f"{prefix_of(agendas.below(self._base_path))}/{ON_PAPER}/{asked}"
        return RedirectResponse(there, HTTPStatus.TEMPORARY_REDIRECT, {"Cache-Control": "no-cache"})

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
        answer.headers["Content-Security-Policy"] = packed.policy
        return answer

    async def _page(self, page: Page | None, visit: Visit) -> Packed:
        shown = page, visit.base_path, visit.is_embedded
        at_hand = data.page_at_hand(shown, visit.parameters)
        if isinstance(at_hand, Packed):
            return at_hand
        make = partial(data.page_kept, shown, visit.parameters, partial(_pack, page, visit))
        return await asyncio.get_running_loop().run_in_executor(self._makers, copy_context().run, make)


def _pack(page: Page | None, visit: Visit) -> tuple[Packed, bool]:
    """The page, and whether it is one to keep: what went wrong may be right the next time."""
    there = f"{prefix_of(visit.base_path)}/{ON_PAPER}/{style.name()}"
    asked = dict(visit.parameters) | ({VIEW: EMBEDDED} if visit.is_embedded else {})
    written = write(page, asked, visit.base_path, there)
    body = written.html.encode("utf-8")
    version = hashlib.sha256(body).hexdigest()[:20]
    packed = Packed(gzip.compress(body, compresslevel=6, mtime=0), version, written.status, written.sites)
    return packed, written.status == HTTPStatus.OK

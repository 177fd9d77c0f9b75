"""What gets in: the addresses that our pages ask for and the messages that they send; anything else is refused, unread.

Around Streamlit's app and ours, which answer more than readers need: uploads, components, metrics, ways in for programs.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket
from streamlit import config, file_util
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dashboard.pages import LONGEST, ON_PAPER, PAGES, TO_READ, UPLOAD
from dashboard.paper import style
from dashboard.server.asking import Asking
from dashboard.server.data_answers import OPEN_DATA
from dashboard.server.file_answers import PATTERN
from dashboard.server.lines import Line
from dashboard.server.login import Login
from dashboard.server.login_cookies import OF_A_SESSION, kept_cookies
from dashboard.server.messages import READING, WRITING

OURS = b"x-databoek-"
"""Headers that only the server itself may add."""
MOST_READERS = 500
"""Readers at once; past that everybody would wait, and memory would go."""
_HEALTH, _SETTINGS, _STREAM = "/_stcore/health", "/_stcore/host-config", "/_stcore/stream"
_FILE, _ICON = re.compile(f"{PATTERN}|{OPEN_DATA}"), re.compile(r"/media/[0-9a-f]{16,128}\.svg")
_MISTYPED, _NOWHERE = re.compile(rf"(?:/{ON_PAPER})?/[A-Za-z0-9_-]{{1,100}}"), "/bestaat-niet"
"""An address that looks like one of a page gets the page that says so, and what was typed goes no further."""
_READ = frozenset({"GET", "HEAD"})
_NO_PAGE, _NO_HOST = (
    "Deze pagina bestaat niet.",
    "Dit databoek staat niet op dit adres. Beheerder: zet de naam in DATABOEK_HOSTS.",
)


class Doors:
    """ASGI application around another one: what may pass, passes as it came, without headers that are ours to set.

    own: whole paths of our own answers, which any host may ask for. prefixes: below which paths the pages are. asking: who it is.
    has_forms: whether files may be sent at all.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        own: Collection[str] = (),
        prefixes: Sequence[str] = ("",),
        asking: Asking | None = None,
        has_forms: bool = False,
    ) -> None:
        self._app = app
        self._has_forms = has_forms
        self._asking = asking or Asking(None)
        self._own = frozenset(own)
        self._prefixes = tuple(sorted(prefixes, key=len, reverse=True))
        folder = Path(file_util.get_static_dir())
        files = {f"/{path.relative_to(folder).as_posix()}" for path in (folder / "static").rglob("*") if path.is_file()}
        pages = {f"/{page.path}" for page in PAGES} | {f"/{page.path}/" for page in PAGES if page.path}
        reading = {f"/{ON_PAPER}", f"/{ON_PAPER}/{style.name()}", *(f"/{ON_PAPER}/{page.path}" for page in TO_READ)}
        self._open = frozenset({*files, *pages, *reading, "/favicon.png", _HEALTH, _SETTINGS})
        self._readers = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, or say no."""
        if scope["type"] == "http":
            await self._answer(_without_ours(scope), receive, send)
        elif scope["type"] == "websocket":
            await self._connect(_without_ours(scope), receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        below = self._below(path)
        if self._has_forms and below == UPLOAD and scope["method"] == "POST":
            await self._take(scope, receive, send)
            return
        is_open = path in self._own or below in self._open or _FILE.fullmatch(below) or _ICON.fullmatch(below)
        if not is_open and _MISTYPED.fullmatch(below):
            nowhere = path[: path.rindex("/")] + _NOWHERE
            scope = {**scope, "path": nowhere, "raw_path": nowhere.encode("ascii", "replace")}
        elif not is_open:
            await PlainTextResponse(_NO_PAGE, 404)(scope, receive, send)
            return
        if scope["method"] not in _READ:
            await PlainTextResponse("", 405, {"Allow": "GET, HEAD"})(scope, receive, send)
        elif path not in self._own and below != _HEALTH and not is_host_allowed(Headers(scope=scope).get("host")):
            await PlainTextResponse(_NO_HOST, 421)(scope, receive, send)
        else:
            is_session = below in {_HEALTH, _SETTINGS} and self._asking.is_somebody(scope)
            login = self._asking.login if is_session else None
            await self._app(scope, receive, _without_cookies(send, login, is_missing=not is_open))

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Files, from a page of ours; who sends them and what they are, who reads them asks (uploads.py)."""
        headers = Headers(scope=scope)
        if not is_host_allowed(headers.get("host")):
            await PlainTextResponse(_NO_HOST, 421)(scope, receive, send)
        elif not _is_from_our_page(headers):
            await PlainTextResponse(_NO_PAGE, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, _without_cookies(send, None, is_missing=False))

    def _below(self, path: str) -> str:
        """The path counted from where the pages are; one that no page has when it is not below there."""
        prefix = next((each for each in self._prefixes if path == each or path.startswith(f"{each}/")), None)
        return "//" if prefix is None else path.removeprefix(prefix) or "/"

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        if refused := self._refused(scope):
            await WebSocket(scope, receive, send).send_denial_response(PlainTextResponse(_NO_PAGE, refused))
            return
        self._readers += 1
        line = Line(receive, send, WRITING if self._asking.is_somebody(scope) else READING)
        try:
            await self._app(scope, line.receive, line.send)
        finally:
            self._readers -= 1

    def _refused(self, scope: Scope) -> int:
        """The status to refuse a reader with; 0 when there is no reason."""
        headers = Headers(scope=scope)
        if self._below(scope["path"]) != _STREAM:
            return 404
        if not is_host_allowed(headers.get("host")):
            return 421
        if not _is_own(headers):
            return 403
        return 503 if self._readers >= MOST_READERS else 0


def _without_ours(scope: Scope) -> Scope:
    """The request without what only we may say, and without parameters that are longer than any of ours."""
    headers = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(OURS)]
    query = scope["query_string"]
    return {**scope, "headers": headers, "query_string": query if len(query) <= LONGEST else b""}


def _without_cookies(send: Send, login: Login | None, *, is_missing: bool) -> Send:
    """A reader gets no cookie, who is logged in the one that guards their connection; a page that is not there says so."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name, value) for name, value in message["headers"] if name.lower() != b"set-cookie"]
            headers += kept_cookies(message["headers"], login, OF_A_SESSION, 0) if login else []
            status = 404 if is_missing and message["status"] == 200 else message["status"]  # noqa: PLR2004  OK
            message = {**message, "headers": headers, "status": status}
        await send(message)

    return send_on


def _is_from_our_page(headers: Headers) -> bool:
    """Of a form: browsers say so themselves, for the page keeps its address to itself; older ones name the page."""
    asks = headers.get("sec-fetch-site")
    return asks == "same-origin" if asks else "origin" in headers and _is_own(headers)


def _is_own(headers: Headers) -> bool:
    """Whether the page that asks is ours: of the host that is asked, or of one of the names it is known by."""
    origin, names = headers.get("origin"), config.get_option("server.corsAllowedOrigins")
    if origin is None:  # no browser
        return True
    try:
        asking = urlsplit(origin)
        return asking.netloc == headers.get("host") or f"{asking.scheme}://{asking.hostname}" in names
    except ValueError:
        return False

"""Where many agendas are served, the first step of an address names one; the app below never sees it. It makes no page."""

import asyncio
from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dashboard import agendas, data
from dashboard.render import frame_style, render
from dashboard.server.dutch_page import Text, prefix_of
from dashboard.server.health import ALIVE_PATH, READY_PATH
from dashboard.server.page_files import text_answer

_OF_ALL = frozenset({ALIVE_PATH, READY_PATH})
"""What is asked of the installation as a whole."""
_KIND = "text/html; charset=utf-8"


class PerAgenda:
    """ASGI application around another one. With one agenda it passes everything on as it came."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        self._prefix = prefix_of(base_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say whose page is asked for and pass it on without that name; what names no agenda gets the list of them."""
        if scope["type"] not in {"http", "websocket"} or not agendas.are_many():
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self._prefix) if scope["path"].startswith(f"{self._prefix}/") else scope["path"]
        name, slash, rest = path.removeprefix("/").partition("/")
        if name in agendas.served():
            agendas.enter(name)
            if slash:
                inner = f"{self._prefix}/{rest}"
                await self._app({**scope, "path": inner, "raw_path": quote(inner).encode("ascii")}, receive, send)
                return
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif name in agendas.served():
            there = f"{self._prefix}/{name}/{_query(scope)}"
            await RedirectResponse(there, status_code=HTTPStatus.PERMANENT_REDIRECT)(scope, receive, send)
        elif path in _OF_ALL or scope["method"] not in {"GET", "HEAD"} or not is_host_allowed(Headers(scope=scope).get("host")):
            await self._app(scope, receive, send)
        else:
            answer = await self._list(scope, is_asked=path in {"", "/"})
            await answer(scope, receive, send)

    async def _list(self, scope: Scope, *, is_asked: bool) -> Response:
        """Every agenda with its address, for who asks the installation itself or an address that is nobody's."""
        headers = Headers(scope=scope)
        if not is_asked and _KIND.partition(";")[0] not in headers.get("accept", ""):
            return Response(status_code=HTTPStatus.NOT_FOUND)
        owners = await asyncio.to_thread(lambda: {place: data.owner_of(place) for place in agendas.served().values()})
        links = [(f"{self._prefix}/{place.name}/", owner) for place, owner in owners.items()]
        links.sort(key=lambda link: link[1].casefold().removeprefix("'s-"))
        page = render("frame/agendas.html", links=links, is_asked=is_asked, style=frame_style())
        if is_asked:
            return text_answer(Text(page.encode("utf-8")), headers, kind=_KIND, keep="no-cache")
        return Response(page, status_code=HTTPStatus.NOT_FOUND, media_type=_KIND)


def _query(scope: Scope) -> str:
    return f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""

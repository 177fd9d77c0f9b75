"""The headers that keep a reader's browser on our own host; it changes no content and leaves websockets alone."""

import re
from collections.abc import Iterable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.settings import EMBED_VARIABLE, embedding_sites
from indicators.agenda.rules.sites import SITE

_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?")
_DOCUMENTS = "text/html"

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_OTHERS = ALWAYS | {"Cross-Origin-Resource-Policy": "cross-origin"}
"""Of an answer that pages of others may read."""
OF_A_PAGE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
NOT_A_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For scripts, pictures and downloads: short, because there are seventy of them in a first load."""


class EmbedError(Exception):
    """The pages that may embed the dashboard are not written as addresses; the text says how to."""


def embedding_pages() -> tuple[str, ...]:
    """Whose pages may show the dashboard in a frame: origins divided by spaces; nobody's when it is not set."""
    origins = embedding_sites()
    for origin in origins:
        if not SITE.fullmatch(origin):
            raise EmbedError(
                f"{EMBED_VARIABLE}: '{origin}' is geen adres van een website. Schrijf bijvoorbeeld https://www.zaanstad.nl"
            )
    return origins


def content_policy(*, host: str, script_hashes: Iterable[str], embedded_in: Sequence[str], has_forms: bool = False) -> str:
    """The Content-Security-Policy of a page. has_forms: whether there are pages that send files to us.

    Scripts: our own files and the inline one of the page by its hash; nothing is evaluated from text. Streamlit tries
    WebAssembly for large numbers, is refused, and goes on without. It has a font in its style sheet (data:). Streamlit and Vega
    write style elements while they run, so inline styles stay possible. The host is named with ws: and wss: because older
    versions of Safari do not count a websocket as 'self'; a host that is no host name is left out.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *(f"'{value}'" for value in script_hashes)]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self'{sockets}",
        "base-uri": "'none'",
        "form-action": "'self'" if has_forms else "'none'",
        "frame-ancestors": " ".join(embedded_in) or "'none'",
        "object-src": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


class PageHeaders:
    """ASGI application around another one: every answer over HTTP gets the headers, also an error."""

    def __init__(
        self, app: ASGIApp, *, script_hashes: Sequence[str], embedded_in: Sequence[str], has_forms: bool = False
    ) -> None:
        self._app = app
        self._has_forms = has_forms
        self._script_hashes = tuple(script_hashes)
        self._embedded_in = tuple(embedded_in)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the start of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), host)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, host: str) -> None:
        headers.update(ALWAYS if "access-control-allow-origin" not in headers else FOR_OTHERS)
        if not headers.get("content-type", "").startswith(_DOCUMENTS):
            headers["Content-Security-Policy"] = NOT_A_PAGE
            return
        headers.update(OF_A_PAGE)
        if "Content-Security-Policy" not in headers:  # a page without a script brings a narrower one
            headers["Content-Security-Policy"] = content_policy(
                host=host, script_hashes=self._script_hashes, embedded_in=self._embedded_in, has_forms=self._has_forms
            )
        if "frame-ancestors 'none'" in headers["Content-Security-Policy"]:  # for browsers that do not know that
            headers["X-Frame-Options"] = "DENY"

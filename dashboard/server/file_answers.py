"""The files of pages at addresses of their own, made of the same as the page; it decides nothing of what is in them.

A plain answer to a plain question: it comes whatever the app of this reader or of others is doing.
"""

import asyncio
import logging
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard import data
from dashboard.downloads.asked import OF, TYPES
from dashboard.pages import FILES, PAGES, Visit
from dashboard.server.dutch_page import prefix_of
from dashboard.server.framed_page import parameters_of
from etl.store.versions import StoreMissingError
from indicators.agenda.problems import AgendaError

PATTERN = rf"/{FILES}/({'|'.join(page.name for page in OF)})\.({'|'.join(TYPES)})"
"""The addresses there are, counted from where the dashboard is served."""
_NO_FILE = "Dit bestand is er niet. Ga terug naar de pagina en kies daar opnieuw wat u wilt bewaren."
_NO_FIGURES = "Er zijn nu geen cijfers. Probeer het later opnieuw."
_FAILED = "Dit bestand is nu niet te maken. Probeer het later opnieuw. Blijft het misgaan? Meld het dan bij de beheerder."
log = logging.getLogger("databoek")
_BY_NAME = {page.name: page for page in PAGES}


@dataclass(frozen=True)
class Made:
    """A file with its name."""

    name: str
    content: bytes


def file_route(base_path: str) -> Route:
    """Below the path at which the dashboard is served."""
    return Route(f"{prefix_of(base_path)}/{FILES}/{{page}}.{{kind}}", answer)


async def answer(request: Request) -> Response:
    """The file that the address asks for; 404 when there is none, 503 when there are no figures, 500 for what nobody foresaw."""
    page, kind = str(request.path_params["page"]), str(request.path_params["kind"])
    try:
        made = await asyncio.to_thread(make, page, kind, parameters_of(request.scope["query_string"]))
    except (AgendaError, StoreMissingError):
        return PlainTextResponse(_NO_FIGURES, 503)
    except Exception:
        log.exception("file %s.%s failed", page, kind)
        return PlainTextResponse(_FAILED, 500)
    if made is None:
        return PlainTextResponse(_NO_FILE, 404)
    about = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-cache"}
    return Response(made.content, media_type=TYPES[kind], headers=about)


def make(page: str, kind: str, parameters: dict[str, str]) -> Made | None:
    """The file of a page with these parameters of its address; None when there is none."""
    of = OF.get(_BY_NAME[page]) if page in _BY_NAME else None
    if of is None:
        return None
    visit = Visit.at(parameters)
    book = data.databook(visit.municipality)
    found = of(book, visit)
    if found is None or kind not in found.kinds:
        return None
    return Made(found.file(kind), found.make(book, kind))

"""Open data, feeds and the calendar at addresses that stay, for programs of others; it decides nothing of what is in them."""

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import config

from dashboard import agendas, data
from dashboard.pages import DATA, MUNICIPALITY
from dashboard.publish.feeds.asked import FEED_PATHS, FEED_TYPES, feed_file
from dashboard.publish.opendata.asked import DATA_PATHS, DATA_TYPES, data_file
from dashboard.publish.opendata.catalogue import NoCatalogueError
from dashboard.server.dutch_page import Text, prefix_of
from dashboard.server.framed_page import parameters_of
from dashboard.server.page_files import text_answer
from dashboard.settings import public_address
from etl.store.versions import StoreMissingError
from indicators.agenda.problems import AgendaError

OPEN_DATA = rf"/{DATA}/(?:{DATA_PATHS}|{FEED_PATHS})"
"""The addresses there are, counted from where the dashboard is served."""
FOR_ALL = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
"""Pages of others may read it; nothing of who asks goes along, and nobody is known here."""
_NOTHING = "Deze gegevens zijn er niet. Welke er wel zijn, staat in {folder}/datapackage.json."
_NO_MUNICIPALITY = "Er is nu geen gemeente met de code ‘{code}’. Schrijf een code van het CBS, zoals GM0363."
_NO_FIGURES = "Er zijn nu geen cijfers. Probeer het later opnieuw."
_FAILED = "Deze gegevens zijn nu niet te maken. Probeer het later opnieuw. Blijft het misgaan? Meld het dan bij de beheerder."
_TYPES = DATA_TYPES | FEED_TYPES
log = logging.getLogger("databoek")


class NoDataError(Exception):
    """There is nothing at this address; the text says why."""


def data_route(base_path: str) -> Route:
    """Below the path at which the dashboard is served."""
    return Route(f"{prefix_of(base_path)}/{DATA}/{{path:path}}", answer)


async def answer(request: Request) -> Response:
    """The data that the address asks for; 404 when there are none, 503 without figures, 500 for what nobody foresaw."""
    path = str(request.path_params["path"])
    try:
        text = await asyncio.to_thread(make, path, parameters_of(request.scope["query_string"]), _root(request))
    except (NoDataError, NoCatalogueError) as problem:
        return PlainTextResponse(str(problem), 404, FOR_ALL)
    except (AgendaError, StoreMissingError):
        return PlainTextResponse(_NO_FIGURES, 503, FOR_ALL)
    except Exception:
        log.exception("data %s failed", path)
        return PlainTextResponse(_FAILED, 500, FOR_ALL)
    found = text_answer(text, request.headers, kind=_TYPES[path.rpartition(".")[2]], keep="no-cache")
    found.headers.update(FOR_ALL)
    return found


def _root(request: Request) -> str:
    """The whole address of the databook: as its keeper says, or else as it was asked for."""
    address = public_address() or f"{request.url.scheme}://{request.url.netloc}"
    below = agendas.below(str(config.get_option("server.baseUrlPath") or ""))
    return "/".join(part for part in (address, below) if part)


def make(path: str, parameters: dict[str, str], root: str = "") -> Text:
    """The file at this address, of the municipality that is asked for; NoDataError or NoCatalogueError when there is none."""
    wanted = parameters.get(MUNICIPALITY, "")
    book = data.databook(wanted)
    if wanted and wanted != book.code:
        raise NoDataError(_NO_MUNICIPALITY.format(code=wanted[:20]))
    found = data_file(book, path, root) or feed_file(book, path, root)
    if found is None:
        raise NoDataError(_NOTHING.format(folder=DATA))
    return Text(found.make(book))

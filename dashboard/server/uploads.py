"""Our own way in for files: who may, then whether the form is ours, then what the files are; it opens none of them.

Nothing of the files is read before it is known that the sender may write, and nothing is kept before all of them are right.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from http import HTTPStatus

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard import agendas
from dashboard.form_tokens import take_in
from dashboard.pages import DELIVERED, PAGES, UPLOAD, Visit
from dashboard.render import frame_style, render
from dashboard.server.asking import Asking
from dashboard.server.dutch_page import prefix_of
from dashboard.server.framed_page import parameters_of
from etl.door.actors import Actor
from etl.door.delivered import LARGEST, MOST_FILES, Delivered, DeliveryError, delivered, set_aside
from etl.door.tokens import TokenError

TOKEN, BACK, FILES = "sleutel", "terug", "bestand"
_AROUND_FILES = 50_000
"""Bytes that a form needs besides its files."""
_SECONDS, _AT_ONCE = 60.0, 4
_PAGE = "text/html; charset=utf-8"
log = logging.getLogger("databoek")
Keep = Callable[[Actor, Sequence[Delivered]], str]
"""Takes files of somebody who may write; gives the word by which the page finds them back."""


class _NoError(Exception):
    """Why not, with the status that says so to a program."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        super().__init__(reason)
        self.status = status


def set_files_aside(actor: Actor, files: Sequence[Delivered]) -> str:
    """In a folder of their own, for the page to show what was understood of them."""
    return set_aside(agendas.data_folder(), actor, files, datetime.now(UTC))


def upload_route(base_path: str, asking: Asking, keep: Keep = set_files_aside) -> Route:
    """Below the path at which the dashboard is served."""
    return Route(f"{prefix_of(base_path)}{UPLOAD}", Uploads(asking, base_path, keep).answer, methods=["POST"])


class Uploads:
    """Takes files in, a few senders at a time."""

    def __init__(self, asking: Asking, base_path: str, keep: Keep) -> None:
        self._asking, self._base_path, self._keep = asking, base_path, keep
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def answer(self, request: Request) -> Response:
        """To the page that sent the form, or the reason why not, as a page of its own."""
        try:
            actor = await self._sender(request)
            async with self._room:
                form = await _form(request)
                back, files = await self._checked(form, actor, self._asking.mark(request.scope))
                name = await asyncio.to_thread(self._keep, actor, files)
        except _NoError as no:
            return self._refused(no)
        except (TokenError, DeliveryError) as problem:
            return self._refused(_NoError(HTTPStatus.BAD_REQUEST, str(problem)))
        return RedirectResponse(self._back(back, name), HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})

    async def _sender(self, request: Request) -> Actor:
        """Who sends it, when they may; before anything of it is read."""
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise _NoError(HTTPStatus.FORBIDDEN, "Dit formulier komt van een andere site.")
        actor = await self._asking.actor(request.scope)
        if not actor.role.may_write:
            raise _NoError(HTTPStatus.FORBIDDEN, actor.reason)
        said = request.headers.get("content-length", "")
        if said.isdecimal() and int(said) > LARGEST + _AROUND_FILES:
            raise _NoError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
        return actor

    async def _checked(self, form: FormData, actor: Actor, login: str) -> tuple[str, list[Delivered]]:
        """The page to go back to and the files, when the form is ours and all of them can be used."""
        said = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        back = said.get(BACK, "")
        await asyncio.to_thread(take_in, said.get(TOKEN, ""), actor, login, back)
        sent = [(each.filename or "", await each.read()) for each in form.getlist(FILES) if isinstance(each, UploadFile)]
        files = [delivered(name, raw) for name, raw in sent if name or raw]
        if not files:
            raise _NoError(HTTPStatus.BAD_REQUEST, "U koos geen bestand. Ga terug en kies er een.")
        if sum(len(file.raw) for file in files) > LARGEST:
            raise _NoError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
        return back, files

    def _back(self, asked: str, name: str) -> str:
        """The page of ours with this name and these parameters; the first one when there is none."""
        path, _, query = asked.partition("?")
        page = next((page for page in PAGES if page.name == path), PAGES[0])
        links = Visit.at({}, agendas.below(self._base_path)).links
        kept = Visit.at(parameters_of(query.encode("utf-8", "replace"))).parameters
        return links.exactly(page, "", **(dict(kept) | {DELIVERED: name})).href

    def _refused(self, no: _NoError) -> Response:
        home = f"{prefix_of(agendas.below(self._base_path))}/"
        page = render("frame/refused.html", reason=str(no), home=home, style=frame_style())
        return Response(page, no.status, {"Cache-Control": "no-store", "Connection": "close"}, _PAGE)


_TOO_LARGE = f"Dit is te veel. Stuur hoogstens {MOST_FILES} bestanden van samen hoogstens {LARGEST // 1_000_000} MB."
_NO_FORM = f"Dit formulier is niet te lezen. Stuur hoogstens {MOST_FILES} bestanden met het formulier op de pagina."


class _InMemory(MultiPartParser):
    """Writes nothing to a disk: it is not known yet what it is."""

    spool_max_size = LARGEST + _AROUND_FILES


async def _form(request: Request) -> FormData:
    """All that was sent, as long as it is no more than may be, and comes in time."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise _NoError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _NO_FORM)
    try:
        async with asyncio.timeout(_SECONDS), aclosing(_bounded(request)) as stream:
            parser = _InMemory(request.headers, stream, max_files=MOST_FILES, max_fields=8, max_part_size=_AROUND_FILES // 8)
            return await parser.parse()
    except (MultiPartException, ClientDisconnect, UnicodeError, ValueError) as problem:
        raise _NoError(HTTPStatus.BAD_REQUEST, _NO_FORM) from problem
    except TimeoutError:
        raise _NoError(HTTPStatus.REQUEST_TIMEOUT, "Het sturen duurde te lang. Probeer het opnieuw.") from None


async def _bounded(request: Request) -> AsyncGenerator[bytes, None]:
    """What comes in, until it is too much; who says no length is counted as well."""
    came = 0
    async for chunk in request.stream():
        came += len(chunk)
        if came > LARGEST + _AROUND_FILES:
            raise _NoError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE)
        yield chunk

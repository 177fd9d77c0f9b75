"""One answer over HTTP as a page of rows: whole, in time, not too large, from the host that was asked; it tries nothing again."""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import orjson
import requests
from urllib3.exceptions import HTTPError as BrokenLineError

from etl.cbs.patience import FailedTryError

Page = dict[str, Any]
"""One OData answer: `value` holds the rows, `odata.nextLink` the address of the next page, if any."""

MOST_REDIRECTS = 5
PIECE = 1 << 16
UNREADABLE = "het antwoord is geen leesbare JSON"
TOO_LATE = "te lang gewacht"
NEXT = "odata.nextLink"
_ROW = {dict}

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """silence: seconds to connect, and to wait for the next bytes; in_all: seconds for a whole answer; size: bytes, unpacked."""

    silence: tuple[float, float] = (5, 60)
    in_all: float = 180
    size: int = 200_000_000


def get_page(session: requests.Session, url: str, limits: Limits) -> Page:
    """The page at an address; FailedTryError when it does not come whole, in time and in the shape of a page."""
    try:
        return within(limits.in_all, lambda: _page(_body(session, url, limits)))
    except requests.RequestException as error:
        raise fault(error) from error
    except (BrokenLineError, OSError) as error:
        raise FailedTryError("het antwoord brak af") from error


def within(seconds: float, ask: Callable[[], _T]) -> _T:
    """What `ask` gives, or FailedTryError after so many seconds in all.

    A timeout of requests counts from byte to byte, headers included, so a server that drips can hold it for ever; only a thread
    bounds the whole. A thread that is given up on ends with the next byte that is too late, and holds up nobody.
    """
    answers: list[_T] = []
    faults: list[Exception] = []

    def run() -> None:
        try:
            answers.append(ask())
        except Exception as error:  # noqa: BLE001  raised again below, in the thread that asked
            faults.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if faults:
        raise faults[0]
    if not answers:
        raise FailedTryError(TOO_LATE)
    return answers[0]


def _body(session: requests.Session, url: str, limits: Limits) -> bytes:
    """What the address answers, unpacked; redirects are followed on the host that was asked, and nowhere else."""
    until, asked = time.monotonic() + limits.in_all, url
    for _ in range(MOST_REDIRECTS + 1):
        response = session.get(asked, timeout=limits.silence, stream=True, allow_redirects=False)
        with response:
            if not response.is_redirect:
                response.raise_for_status()
                if response.status_code != HTTPStatus.OK:  # 206 holds a part, 202 nothing yet: neither is the answer
                    raise FailedTryError(str(response.status_code))
                return _read(response, until, limits.size)
            asked = urljoin(asked, response.headers["Location"])
        if urlsplit(asked)[:2] != urlsplit(url)[:2] or part_of(asked) != part_of(url):
            raise FailedTryError("verwijst naar een ander adres", is_lasting=True)
    raise FailedTryError("verwijst steeds door", is_lasting=True)


def part_of(url: str) -> tuple[str, ...]:
    """The table and its entity set in an address; CBS is not strict on capitals."""
    return tuple(urlsplit(url).path.casefold().rstrip("/").split("/")[-2:])


def _read(response: requests.Response, until: float, most: int) -> bytes:
    pieces, size = [], 0
    while piece := response.raw.read1(PIECE, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise FailedTryError(f"het antwoord is groter dan {most // 1_000_000} MB", is_lasting=True)
        if time.monotonic() > until:
            raise FailedTryError(TOO_LATE)
    return b"".join(pieces)


def _page(body: bytes) -> Page:
    """The rows and the next address; anything else that JSON allows is no page."""
    try:
        page = parsed(body)
    except (ValueError, RecursionError) as error:
        raise FailedTryError(UNREADABLE) from error
    if not isinstance(page, dict) or not isinstance(rows := page.get("value"), list):
        raise FailedTryError(UNREADABLE)
    if not set(map(type, rows)) <= _ROW or not isinstance(page.get(NEXT), str | None):
        raise FailedTryError(UNREADABLE)
    return page


def parsed(body: bytes) -> object:
    """The JSON of a body, or ValueError; what orjson refuses and Python reads (1e999, NaN) is read, to be told by its column."""
    try:
        return orjson.loads(body)
    except ValueError:
        return json.loads(body)


def fault(error: Exception) -> FailedTryError:
    """What a failed request says, in a few Dutch words."""
    response = getattr(error, "response", None)
    if response is None:  # cbsodata raises an HTTPError of its own, from the one that has the response
        response = getattr(error.__cause__, "response", None)
    if isinstance(error, requests.HTTPError) and response is not None:
        return FailedTryError(
            str(response.status_code), status=response.status_code, retry_after=response.headers.get("Retry-After")
        )
    if isinstance(error, requests.Timeout):
        return FailedTryError(TOO_LATE)
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return FailedTryError("het antwoord brak af")
    if isinstance(error, requests.exceptions.SSLError):
        return FailedTryError("de beveiligde verbinding wordt niet vertrouwd")
    if isinstance(error, requests.ConnectionError):
        return FailedTryError("geen verbinding")
    return FailedTryError(UNREADABLE)

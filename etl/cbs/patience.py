"""How often to try again, how long to wait and what to tell people afterwards; it does not know how to ask."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TypeVar

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_exponential_jitter

from etl.delivery import SourceError

LONGEST_WAIT = 60.0
"""Seconds; a server that asks for more patience than this gets its next visit at the next refresh."""

_LATER = "Probeer het later opnieuw."
_T = TypeVar("_T")
_PASSING_STATUSES = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


class FailedTryError(Exception):
    """One try that failed: the reason in Dutch, the HTTP status and Retry-After header if any; is_lasting: do not try again."""

    def __init__(
        self, reason: str, *, status: int | None = None, retry_after: str | None = None, is_lasting: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.retry_after = retry_after
        self.is_lasting = is_lasting

    @property
    def is_passing(self) -> bool:
        """Whether another try may succeed now: no answer, a broken one, a busy or failing server that asks little patience."""
        if self.is_lasting or seconds_asked(self.retry_after, now=datetime.now(UTC)) > LONGEST_WAIT:
            return False
        return self.status is None or self.status >= HTTPStatus.INTERNAL_SERVER_ERROR or self.status in _PASSING_STATUSES


def patiently(ask: Callable[[], _T], *, label: str, part: str, tries: int, first_wait: float) -> _T:
    """Call ask until it raises no passing FailedTryError, at most `tries` times, waiting first_wait seconds and double each time.

    SourceError, naming label, when the last try failed or the fault is a lasting one. part is the entity set asked for.
    """
    backoff = wait_exponential_jitter(multiplier=first_wait, max=LONGEST_WAIT, jitter=first_wait)

    def wait(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = seconds_asked(error.retry_after, now=datetime.now(UTC)) if isinstance(error, FailedTryError) else 0.0
        return min(max(backoff(state), asked), LONGEST_WAIT)

    retrying = Retrying(
        stop=stop_after_attempt(tries),
        wait=wait,
        retry=retry_if_exception(lambda error: isinstance(error, FailedTryError) and error.is_passing),
        reraise=True,
    )
    try:
        return retrying(ask)
    except FailedTryError as fault:
        raise SourceError(_sentence(fault, label=label, part=part, tries=tries)) from fault


def seconds_asked(retry_after: str | None, *, now: datetime) -> float:
    """What a Retry-After header asks: seconds or a moment; 0 when it is absent or unreadable."""
    if not retry_after:
        return 0.0
    if re.fullmatch(r"[0-9]{1,9}", retry_after.strip()):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return 0.0
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)


def table_is_gone(label: str) -> str:
    """What to tell when CBS does not know the table."""
    return f"{label}: tabel bestaat niet (meer). Zoek een andere met 'python -m etl tables WOORDEN' en pas de agenda aan."


def _sentence(fault: FailedTryError, *, label: str, part: str, tries: int) -> str:
    if fault.is_lasting:
        return f"{label}: het antwoord op de vraag naar {part} is niet te gebruiken ({fault.reason}). {_LATER}"
    if seconds_asked(fault.retry_after, now=datetime.now(UTC)) > LONGEST_WAIT:
        return f"{label}: CBS vraagt om te wachten ({fault.reason}). {_LATER}"
    if fault.is_passing:
        return f"{label}: geen antwoord na {tries} {'poging' if tries == 1 else 'pogingen'} ({fault.reason}). {_LATER}"
    if fault.status == HTTPStatus.NOT_FOUND and part == "TableInfos":
        return table_is_gone(label)
    if fault.status == HTTPStatus.NOT_FOUND:
        return f"{label}: onderdeel {part} bestaat niet (meer). Kijk op StatLine of de tabel is veranderd."
    return f"{label}: CBS weigert de vraag naar {part} ({fault.reason}). Controleer tabel en filter in de agenda."

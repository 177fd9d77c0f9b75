"""Fetches the titles of all tables of both catalogues and keeps them; a catalogue that is silent keeps what there was."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from etl.catalogue.titles import FOLDER, Title, are_due, keep_titles
from etl.cbs.client import CATALOGUES, Catalogues
from etl.delivery import SourceError
from etl.run.mishaps import log, logged
from etl.store.publication import Reading

Step = Callable[..., None]
"""Hears of each catalogue, by name: label, and once it is done rows, outcome, message and is_failed."""


def keep_up(data_dir: Path, readings: Sequence[Reading]) -> None:
    """Fetch them after a refresh when it is a week ago and CBS answers; whatever becomes of it, the refresh is as it was."""
    is_heard = any(reading.origin == "live" and not reading.has_failed for reading in readings)
    if not (is_heard and are_due(data_dir, datetime.now(UTC))):
        return
    try:
        fetch_into(data_dir, Catalogues(tries=1))
    except (SourceError, OSError) as error:
        with logged(data_dir):
            log.warning("titels van de catalogi: %s", error)


def fetch_into(data_dir: Path, catalogues: Catalogues, step: Step = lambda **_: None) -> tuple[str, ...]:
    """Fetch and keep them; gives what failed. SourceError when no catalogue answers at all."""
    found: list[Title] = []
    problems: list[str] = []
    for catalogue in CATALOGUES:
        step(label=catalogue)
        outcome, message = "opgehaald", ""
        try:
            got = catalogues.titles(catalogue) if catalogues.answers(catalogue) else _silent(catalogue)
            found += got
        except SourceError as error:
            outcome, message = "mislukt", str(error)
            problems.append(message)
            got = []
        step(label=catalogue, rows=len(got), outcome=outcome, message=message, is_failed=bool(message))
    if not found:
        raise SourceError(" ".join(problems))
    keep_titles(data_dir / FOLDER, found, datetime.now(UTC))
    return tuple(problems)


def _silent(catalogue: str) -> list[Title]:
    raise SourceError(f"{catalogue} geeft geen antwoord. Controleer het netwerk, of probeer het later.")

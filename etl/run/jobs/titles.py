"""Fetches the titles of all tables of both catalogues and keeps them; a catalogue that is silent keeps what there was."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from etl.catalogue.offered import Origin
from etl.catalogue.titles import FOLDER, Title, are_due, keep_titles, titles_in
from etl.cbs.client import CATALOGUES, Catalogues
from etl.delivery import SourceError
from etl.door.job_folder import Asked, JobFolder
from etl.door.questions import TitlesFetched
from etl.run.mishaps import log, logged
from etl.store.publication import Reading

_PATIENCE = 20.0
"""Seconds that a sign of a catalogue is waited for: nobody sits waiting for this."""


def fetch_titles(folder: JobFolder, asked: Asked) -> TitlesFetched:  # noqa: ARG001  every job is called alike
    """Fetch them; SourceError when no catalogue answers at all."""
    return fetch_into(folder.data_dir, Catalogues(probe_seconds=_PATIENCE), folder)


def keep_up(data_dir: Path, readings: Sequence[Reading]) -> None:
    """Fetch them after a refresh when it is a week ago and CBS answers; whatever becomes of it, the refresh is as it was."""
    is_heard = any(reading.origin == Origin.LIVE and not reading.has_failed for reading in readings)
    if not (is_heard and are_due(data_dir, datetime.now(UTC))):
        return
    try:
        fetch_into(data_dir, Catalogues(tries=1))
    except (SourceError, OSError) as error:
        with logged(data_dir):
            log.warning("titels van de catalogi: %s", error)


def fetch_into(data_dir: Path, catalogues: Catalogues, folder: JobFolder | None = None) -> TitlesFetched:
    """The same for whoever has a data folder; folder: the job that wants to see progress."""
    found: list[Title] = []
    problems: list[str] = []
    for catalogue in CATALOGUES:
        if folder:
            folder.step(label=catalogue)
        outcome, message = "opgehaald", ""
        try:
            got = catalogues.titles(catalogue) if catalogues.answers(catalogue) else _silent(catalogue)
            found += got
        except SourceError as error:
            outcome, message = "mislukt", str(error)
            problems.append(message)
            got = []
        if folder:
            folder.step(label=catalogue, rows=len(got), outcome=outcome, message=message, is_failed=bool(message))
    if not found:
        raise SourceError(" ".join(problems))
    keep_titles(data_dir / FOLDER, found, datetime.now(UTC))
    return TitlesFetched(tables=len(titles_in(data_dir).tables), problems=tuple(problems))


def _silent(catalogue: str) -> list[Title]:
    raise SourceError(f"{catalogue} geeft geen antwoord. Controleer het netwerk, of probeer het later.")

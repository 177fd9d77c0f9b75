"""Asks for jobs and looks how far they are: each a process of its own that outlives the page; it does none of their work.

Who may ask is decided by the door (`write`), never here.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Any

from etl.door.job_folder import Asked, JobFolder, NoJobError, folder_of, folders_in, new_folder
from etl.door.questions import Answer, Question
from etl.installation import Place

MOST_AT_WORK = 6
"""Jobs that run or wait; who asks for another one is told to wait."""
MOST_KEPT, KEPT_FOR = 40, timedelta(days=14)
LARGEST_FILE = 5_000_000
ENDINGS = (".csv", ".xlsx", ".xlsm")
ABORTED = (
    "Deze opdracht is afgebroken voordat zij klaar was. De cijfers die er al stonden, zijn niet veranderd. Vraag het nog eens."
)
_ROOT = Path(__file__).resolve().parents[2]


class NotAskedError(Exception):
    """The job was not asked for; the text, in Dutch, has the reason and what to do."""


class Status(StrEnum):
    """How far a job is."""

    WAITING = "wacht"
    RUNNING = "bezig"
    FINISHED = "klaar"
    FAILED = "mislukt"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One source or part of a job; outcome: '' while it is being read, else how it fared in a word; message: what to tell."""

    label: str
    rows: int = 0
    outcome: str = ""
    message: str = ""
    is_failed: bool = False


@dataclass(frozen=True, kw_only=True)
class JobState:
    """A job as it is now; sentence: why it failed or what it waits for, '' otherwise; answer: only of one that is finished."""

    id: str
    question: Question
    by: str
    at: datetime
    status: Status
    steps: tuple[Step, ...] = ()
    sentence: str = ""
    answer: Answer | None = None

    @property
    def has_ended(self) -> bool:
        """Whether nothing will change any more."""
        return self.status in {Status.FINISHED, Status.FAILED}


def ask(place: Place, question: Question, *, by: str, subject: str = "", file: tuple[str, bytes] | None = None) -> str:
    """Start a job and give its id; by: who asks, in words, subject: as the provider knows them.

    file: the name of an own file as its maker calls it, and its bytes. The same question, while it is at work, is the same job.
    NotAskedError when there is no room, the file cannot be taken, or the folder of the figures takes nothing.
    """
    attached = None if file is None else _attached(*file)
    folders = folders_in(place.data)
    at_work = [folder for folder in folders if folder.is_held()]
    if attached is None and (same := _same(at_work, question)):
        return same
    if len(at_work) >= MOST_AT_WORK:
        raise NotAskedError(f"Er lopen al {MOST_AT_WORK} opdrachten. Wacht tot er een klaar is, en vraag het dan nog eens.")
    now = datetime.now(UTC)
    asked = Asked(question=question, by=by, subject=subject, at=now, agenda=place.agenda.absolute())
    try:
        _prune(folders, now)
        folder = new_folder(place.data.absolute(), asked, attached)
        _start(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NotAskedError(f"De opdracht kan niet worden bewaard in {place.data} ({reason}). Vraag de beheerder.") from error
    return folder.id


def look(place: Place, job: str) -> JobState:
    """How far a job is; NoJobError when there is none of that id."""
    return _state(folder_of(place.data, job))


def recent(place: Place) -> tuple[JobState, ...]:
    """The jobs that are kept, newest first."""
    found = []
    for folder in folders_in(place.data):
        try:
            found.append(_state(folder))
        except NoJobError:  # being made, or being thrown away
            continue
    return tuple(found)


def attachment_of(place: Place, job: str) -> tuple[str, bytes]:
    """The file that was handed to a job: its ending and its bytes. NoJobError when there is none."""
    found = folder_of(place.data, job).attachment()
    if found is None:
        raise NoJobError("Bij deze opdracht is geen bestand bewaard. Kies het bestand nog eens.")
    return found.suffix, found.read_bytes()


def _attached(name: str, raw: bytes) -> tuple[str, bytes]:
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ending not in ENDINGS:
        raise NotAskedError("Dit soort bestand is niet te lezen. Bewaar het als .xlsx of als .csv.")
    if len(raw) > LARGEST_FILE:
        most = LARGEST_FILE // 1_000_000
        raise NotAskedError(f"Dit bestand is groter dan {most} MB. Zet alleen de tabel met cijfers in een nieuw bestand.")
    return ending, raw


def _same(at_work: list[JobFolder], question: Question) -> str:
    for folder in at_work:
        try:
            if folder.asked().question == question and folder.result() is None:
                return folder.id
        except NoJobError:
            continue
    return ""


def _prune(folders: list[JobFolder], now: datetime) -> None:
    """Throw away what is old or too many, never what is at work."""
    oldest = f"{now - KEPT_FOR:%Y%m%dT%H%M%SZ}"
    for number, folder in enumerate(folders, start=1):
        if (number >= MOST_KEPT or folder.id < oldest) and not folder.is_held():
            shutil.rmtree(folder.path, ignore_errors=True)


def _start(folder: JobFolder) -> None:
    """Its process holds the folder from its very first moment: it is handed the lock that is taken here."""
    command = [sys.executable, "-m", "etl", "job", str(folder.path)]
    with folder.held() as lock, folder.log.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  our own Python, no shell  # nosec B603
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=_ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            pass_fds=(lock,),
            start_new_session=True,
        )
    _reaped.append(process)
    _reaped[:] = [each for each in _reaped if each.poll() is None]


_reaped: list["subprocess.Popen[bytes]"] = []
"""Who ended is taken off the system's list at the next start; nobody waits for them."""


def _state(folder: JobFolder) -> JobState:
    is_held = folder.is_held()  # first: who ends in between has written its result
    asked, result, told = folder.asked(), folder.result(), folder.steps()
    started = any("started" in each for each in told)
    if result is not None:
        answer, failed = result
        status, sentence = (Status.FAILED, failed) if failed else (Status.FINISHED, "")
    elif not is_held:
        answer, status, sentence = None, Status.FAILED, ABORTED
    else:
        answer, status = None, Status.RUNNING if started else Status.WAITING
        sentence = "" if started else "Er is eerst nog ander werk. Deze opdracht begint vanzelf."
    return JobState(
        id=folder.id,
        question=asked.question,
        by=asked.by,
        at=asked.at,
        status=status,
        steps=_steps(told),
        sentence=sentence,
        answer=answer,
    )


def _steps(told: list[dict[str, Any]]) -> tuple[Step, ...]:
    """One a source, in the order in which they began."""
    found: dict[str, dict[str, Any]] = {}
    for each in told:
        if "label" in each:
            found.setdefault(str(each["label"]), {}).update(each)
    return tuple(map(_step, found.values()))


def _step(told: Mapping[str, Any]) -> Step:
    rows = told.get("rows", 0)
    return Step(
        label=str(told["label"]),
        rows=rows if isinstance(rows, int) else 0,
        outcome=str(told.get("outcome", "")),
        message=str(told.get("message", "")),
        is_failed=told.get("is_failed") is True,
    )

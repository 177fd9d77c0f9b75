"""The folder of one job: what was asked, how far it is, what came of it, and whether somebody is at work; it starts nothing.

A job holds a lock on its folder for as long as its process lives, so that one that was killed is seen as such.
"""

import fcntl
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.door.questions import ANSWER, QUESTION, Answer, Question

FOLDER = "opdrachten"
ATTACHED = "bijlage"
_ASKED, _STEPS, _RESULT, _LOCK = "asked.json", "progress.jsonl", "result.json", "lock"
_ID = re.compile(r"\d{8}T\d{6}(\d{6})?Z-[0-9a-f]{12}")
"""The moment it was asked, to the millionth of a second, and a lot: by name, jobs stand in their order. Before, to the second."""
_MOST_STEPS = 200_000
"""Bytes of progress that are read: a refresh of sixty sources writes a tenth."""
_PRIVATE = 0o700


class NoJobError(Exception):
    """There is no such job; the text says so."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question with who asked it, when, and of which agenda."""

    question: Question
    by: str
    subject: str
    at: datetime
    agenda: Path


@dataclass(frozen=True, kw_only=True)
class JobFolder:
    """A folder below data/opdrachten."""

    path: Path

    @property
    def id(self) -> str:
        """Its name."""
        return self.path.name

    @property
    def data_dir(self) -> Path:
        """The folder of the figures that it belongs to."""
        return self.path.parent.parent

    @property
    def log(self) -> Path:
        """Where its process writes what it has to say beside the answer."""
        return self.path / "log.txt"

    def asked(self) -> Asked:
        """What was asked; NoJobError when that cannot be read."""
        try:
            told = json.loads((self.path / _ASKED).read_bytes())
            return Asked(
                question=QUESTION.validate_python(told["question"]),
                by=str(told["by"]),
                subject=str(told["subject"]),
                at=datetime.fromisoformat(told["at"]),
                agenda=Path(told["agenda"]),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NoJobError(f"Opdracht {self.id} is er niet (meer).") from error

    def steps(self) -> list[dict[str, Any]]:
        """The lines of progress so far; one that is half written is passed by."""
        try:
            with (self.path / _STEPS).open("rb") as file:
                lines = file.read(_MOST_STEPS).splitlines()
        except OSError:
            return []
        return [found for found in map(_line, lines) if found]

    def step(self, **told: object) -> None:
        """Add a line of progress; called by the job's own process, from any of its threads."""
        line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
        handle = os.open(self.path / _STEPS, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)

    def result(self) -> tuple[Answer | None, str] | None:
        """The answer, or why there is none; None while there is no result."""
        try:
            told = json.loads((self.path / _RESULT).read_bytes())
            answer = told.get("answer")
            return (None if answer is None else ANSWER.validate_python(answer)), str(told.get("failed", ""))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, AttributeError):
            return None, "De uitkomst van deze opdracht is niet te lezen. Vraag het nog eens."

    def finish(self, answer: Answer | None, failed: str = "") -> None:
        """Write the result, in one step."""
        told = {"answer": ANSWER.dump_python(answer, mode="json") if answer else None, "failed": failed}
        _replace(self.path / _RESULT, json.dumps(told, ensure_ascii=False))

    def attachment(self) -> Path | None:
        """The file that was handed with the question."""
        return next(iter(sorted(self.path.glob(f"{ATTACHED}.*"))), None)

    def is_held(self) -> bool:
        """Whether a process is at work on it, or about to."""
        try:
            with (self.path / _LOCK).open("rb") as handle:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    @contextmanager
    def held(self) -> Iterator[int]:
        """Hold it; the handle can be handed to another process, which holds it from then on. NoJobError when it is held."""
        with (self.path / _LOCK).open("ab") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise NoJobError(f"Aan opdracht {self.id} wordt al gewerkt.") from error
            yield handle.fileno()


def new_folder(data_dir: Path, asked: Asked, attached: tuple[str, bytes] | None) -> JobFolder:
    """Make a folder for this question; attached: the ending of a file with its dot, and its bytes. OSError when it cannot be."""
    path = data_dir / FOLDER / f"{asked.at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(6)}"
    path.mkdir(parents=True, mode=_PRIVATE)
    (path / _LOCK).touch()
    if attached is not None:
        (path / f"{ATTACHED}{attached[0]}").write_bytes(attached[1])
    told = {
        "question": QUESTION.dump_python(asked.question, mode="json"),
        "by": asked.by,
        "subject": asked.subject,
        "at": asked.at.isoformat(),
        "agenda": str(asked.agenda),
    }
    _replace(path / _ASKED, json.dumps(told, ensure_ascii=False, indent=1))
    return JobFolder(path=path)


def folder_of(data_dir: Path, job: str) -> JobFolder:
    """The folder of this job; NoJobError when there is none. An id is a name of our own making and leads nowhere else."""
    path = data_dir / FOLDER / job
    if not _ID.fullmatch(job) or path.is_symlink() or not path.is_dir():
        raise NoJobError("Deze opdracht is er niet (meer).")
    return JobFolder(path=path)


def folders_in(data_dir: Path) -> list[JobFolder]:
    """All jobs that are kept, newest first."""
    try:
        found = sorted((path for path in (data_dir / FOLDER).iterdir() if _ID.fullmatch(path.name)), reverse=True)
    except OSError:
        return []
    return [JobFolder(path=path) for path in found if path.is_dir() and not path.is_symlink()]


def _line(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _replace(path: Path, text: str) -> None:
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)

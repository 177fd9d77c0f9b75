"""The step that keeps what is said of every norm: on its own, and after a refresh, which it can never make fail."""

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from etl.run.mishaps import log
from etl.run.stopping import stops_at_once
from etl.store.statements import FILE, is_said, read_said, say_odd
from indicators.agenda.content import id_of
from indicators.agenda.model import Agenda

_ROOT = Path(__file__).resolve().parents[2]
_DEADLINE_SECONDS = 300.0
"""A hundred times what it takes; a refresh does not wait for ever."""
_FAILED = "Wat we nu over de normen zeggen, is niet in het logboek bijgeschreven. De cijfers staan wel klaar."
_AGAIN = "Probeer het los: python -m etl log"


def log_now(data_dir: Path, agenda: Agenda, now: datetime) -> list[str]:
    """Keep what is said now; gives what to tell. StoreMissingError without figures, OSError when the folder takes no file."""
    from etl.answers.log import log_answers  # noqa: PLC0415  # with pandas and scipy, which a refresh does without

    if not _with_norm(agenda):
        return ["In de agenda staat geen norm. Er is niets te bewaren."]
    new = log_answers(data_dir, agenda, now)
    odd = say_odd(data_dir, read_said(data_dir))
    kept = f"{new} {'uitspraak' if new == 1 else 'uitspraken'} over normen bewaard in {data_dir / FILE}."
    lines = [kept if new else "Niets nieuws: wat we met deze agenda en deze cijfers zeggen, was al bewaard."]
    for text in odd:
        log.warning("%s", text)
    return [*lines, *odd]


def log_after_refresh(agenda_file: Path, data_dir: Path, agenda: Agenda, version: str) -> str:
    """The same in a process of its own; what to tell when that fails, empty when it does not or nothing is new.

    Whatever happens to that process, the figures were published before it began.
    """
    wanted = _with_norm(agenda)
    code = agenda.info.municipality
    if not wanted or is_said(data_dir, municipality=code, agenda=id_of(agenda), version=version, indicators=wanted):
        return ""
    where = ["--agenda", str(agenda_file.resolve()), "--data", str(data_dir.resolve())]
    try:
        with stops_at_once():
            done = subprocess.run(  # noqa: S603  # our own program
                [sys.executable, "-m", "etl", "log", *where],
                cwd=_ROOT,
                capture_output=True,
                text=True,
                timeout=_DEADLINE_SECONDS,
                check=False,
            )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("etl log: %s", error)
        return f"{_FAILED} {_AGAIN}"
    if done.returncode:
        log.warning("etl log: %s\n%s", done.returncode, done.stderr)
        return " ".join([_FAILED, *done.stderr.strip().splitlines()[-1:], _AGAIN])
    return ""


def _with_norm(agenda: Agenda) -> list[str]:
    """The indicators of which there is something to keep: what is said of the others has no outcome."""
    return [indicator.id for indicator in agenda.indicators if indicator.norm]

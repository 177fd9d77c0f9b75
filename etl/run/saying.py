"""The step that keeps what is said of every norm: after a refresh or a new agenda, and never part of one; it fetches nothing."""

from datetime import datetime
from pathlib import Path

from etl.run.mishaps import log
from etl.store.homes import home_of
from etl.store.statements import FILE, read_said, say_odd
from indicators.agenda.model import Agenda


def log_now(data_dir: Path, agenda: Agenda, now: datetime) -> list[str]:
    """Keep what is said now; gives what to tell. StoreMissingError without figures, OSError when the folder takes no file."""
    from etl.answers.log import log_answers  # noqa: PLC0415  # with pandas and scipy, which a refresh does without

    if not _with_norm(agenda):
        return ["In de agenda staat geen norm. Er is niets te bewaren."]
    new = log_answers(data_dir, agenda, now)
    home_of(data_dir).share()
    odd = say_odd(data_dir, read_said(data_dir))
    kept = f"{new} {'uitspraak' if new == 1 else 'uitspraken'} over normen bewaard in {data_dir / FILE}."
    lines = [kept if new else "Niets nieuws: wat we met deze agenda en deze cijfers zeggen, was al bewaard."]
    for text in odd:
        log.warning("%s", text)
    return [*lines, *odd]


def _with_norm(agenda: Agenda) -> list[str]:
    """The indicators of which there is something to keep: what is said of the others has no outcome."""
    return [indicator.id for indicator in agenda.indicators if indicator.norm]

"""The files beside interventions in one run: read anew, or kept with the reason why; it publishes nothing and judges nothing."""

import shlex
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path

from etl.delivery import SourceError
from etl.own_files.adopters import read_adopters
from etl.own_files.opening import OwnFile, own_file
from etl.own_files.places import Places
from etl.own_files.process import read_process
from etl.run.mishaps import one_source
from etl.run.run import Outcome
from etl.store.gate.process import another_unit
from etl.store.publication import Reading
from etl.store.rows import ProcessReading
from etl.store.terms import OWN_FILE, SAME_ELSEWHERE, adopters_of
from indicators.agenda.model import AdoptersFile, Agenda, ProcessFigures

_LOOK = "{file}: {why}. Klopt het zo? Typ: python -m etl refresh --accept {typed}"
Rows = tuple[tuple[str, float], ...]


def read_processes(
    agenda: Agenda, folder: Path, held: Sequence[ProcessReading], now: datetime, places: Places, accepted: Collection[str] = ()
) -> tuple[tuple[ProcessReading, ...], tuple[Reading, ...]]:
    """What is to be kept of each file beside an intervention, and those that could not be read, as the run tells them.

    Such a file holds a partner's own figures, or who does the same elsewhere; places: the municipalities that it can name.
    accepted: files of which somebody looked at figures that seem to be of another unit.
    """
    before = {reading.intervention: reading for reading in held}
    found = [
        _read(asked, mark, read, folder, before.get(asked.intervention), now, is_accepted=asked.file in accepted)
        for asked, mark, read in _asked(agenda, places, now.date())
    ]
    return tuple(found), tuple(_failure(reading) for reading in found if reading.problem)


def _asked(agenda: Agenda, places: Places, today: date) -> Iterator[tuple[ProcessReading, str, Callable[[OwnFile], Rows]]]:
    """Where each file is to be read and kept, what else than its bytes decides what is in it, and how it is read."""
    for each in agenda.interventions:
        process, same = each.process, each.same_elsewhere
        if process is not None:
            asked = ProcessReading(each.id, process.file, process.column, _variant(process))
            yield asked, "", partial(read_process, wanted=process, today=today)
        if isinstance(same, AdoptersFile):
            asked = ProcessReading(adopters_of(each.id), same.file, SAME_ELSEWHERE, _variant(same))
            yield asked, places.mark, partial(read_adopters, wanted=same, places=places)


def _read(
    asked: ProcessReading,
    mark: str,
    read: Callable[[OwnFile], Rows],
    folder: Path,
    held: ProcessReading | None,
    now: datetime,
    *,
    is_accepted: bool,
) -> ProcessReading:
    kept = held if held is not None and _address(held) == _address(asked) else asked
    try:
        with one_source(asked.file):
            file = own_file(folder, asked.file)
            stamp = file.fingerprint + mark
            if kept.modified == stamp:
                return kept._replace(problem="")
            figures = read(file)
            if asked.topic != SAME_ELSEWHERE and not is_accepted:
                _compare(asked.file, kept.figures, figures)
    except SourceError as error:
        return kept._replace(problem=str(error))
    return asked._replace(modified=stamp, read_at=now, figures=figures)


def _compare(file: str, held: Rows, came: Rows) -> None:
    """SourceError when all figures moved as only another unit moves them."""
    if why := another_unit(dict(held), dict(came)):
        raise SourceError(_LOOK.format(file=file, why=why, typed=shlex.quote(file)))


def _address(reading: ProcessReading) -> tuple[str, str, str, str]:
    """What tells a reading from another: an agenda that asks for another column has no figures yet."""
    return reading.intervention, reading.file, reading.topic, reading.variant


def _variant(wanted: ProcessFigures | AdoptersFile) -> str:
    about = wanted.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"file", "column"})
    return ";".join(f"{key}={value}" for key, value in sorted(about.items()))


def _failure(reading: ProcessReading) -> Reading:
    stays = "De vorige cijfers blijven staan." if reading.figures else "Er zijn nog geen cijfers."
    return Reading(
        label=reading.file,
        catalogue=OWN_FILE,
        table_id=reading.file,
        holder="",
        licence="",
        outcome=Outcome.FAILED,
        has_failed=True,
        message=f"{_whose(reading)}: {reading.problem} {stays}",
    )


def _whose(reading: ProcessReading) -> str:
    name, _, topic = reading.intervention.partition("/")
    return f"{'Zelfde aanpak als' if topic else 'Proces van'} '{name}'"

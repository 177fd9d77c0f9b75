"""The partners' own figures in one run: read anew, or kept with the reason why; it publishes nothing and judges nothing."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from etl.delivery import SourceError
from etl.own_files.opening import own_file
from etl.own_files.process import read_process
from etl.run.mishaps import one_source
from etl.run.run import Outcome
from etl.store.publication import Reading
from etl.store.rows import ProcessReading
from etl.store.terms import OWN_FILE
from indicators.agenda.model import Agenda, ProcessFigures


def read_processes(
    agenda: Agenda, folder: Path, held: Sequence[ProcessReading], now: datetime
) -> tuple[tuple[ProcessReading, ...], tuple[Reading, ...]]:
    """What is to be kept of each intervention's own figures, and the files that could not be read, as the run tells them."""
    before = {reading.intervention: reading for reading in held}
    found = [
        _read(each.id, each.process, folder, before.get(each.id), now)
        for each in agenda.interventions
        if each.process is not None
    ]
    return tuple(found), tuple(_failure(reading) for reading in found if reading.problem)


def _read(intervention: str, wanted: ProcessFigures, folder: Path, held: ProcessReading | None, now: datetime) -> ProcessReading:
    asked = ProcessReading(intervention, wanted.file, wanted.column, _variant(wanted))
    kept = held if held is not None and _address(held) == _address(asked) else asked
    try:
        with one_source(wanted.file):
            file = own_file(folder, wanted.file)
            if kept.modified == file.fingerprint:
                return kept._replace(problem="")
            figures = read_process(file, wanted)
    except SourceError as error:
        return kept._replace(problem=str(error))
    return asked._replace(modified=file.fingerprint, read_at=now, figures=figures)


def _address(reading: ProcessReading) -> tuple[str, str, str, str]:
    """What tells a reading from another: an agenda that asks for another column has no figures yet."""
    return reading.intervention, reading.file, reading.topic, reading.variant


def _variant(wanted: ProcessFigures) -> str:
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
        message=f"Proces van '{reading.intervention}': {reading.problem} {stays}",
    )

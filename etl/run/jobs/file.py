"""What was understood of an own file that somebody handed over; the file is opened in a limited process of its own."""

from dataclasses import fields
from pathlib import Path

from etl.catalogue.offered import Understood
from etl.catalogue.words import cleaned
from etl.delivery import SourceError
from etl.door.job_folder import Asked, JobFolder, folder_of
from etl.door.questions import Understand
from etl.own_files.division import read_division
from etl.own_files.guessing import Hints
from etl.own_files.opening import own_file
from etl.own_files.places import Places
from etl.own_files.understanding import understand as understood
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda

_LONGEST_NAME = 120


def understand(folder: JobFolder, asked: Asked) -> Understood:
    """What it says, of the municipality of the agenda; SourceError when the file is not kept any more."""
    question = asked.question
    if not isinstance(question, Understand):
        raise TypeError(type(question).__name__)
    kept = (folder_of(folder.data_dir, question.file_of) if question.file_of else folder).attachment()
    if kept is None:
        raise SourceError("Het bestand is niet meer bewaard. Kies het nog eens.")
    agenda = load_agenda(asked.agenda)
    hints = Hints(**{field.name: getattr(question, field.name) for field in fields(Hints)})
    name = cleaned(question.name, _LONGEST_NAME) or kept.name
    return understood(
        own_file(kept.parent, kept.name), name, hints, places_of(agenda, asked.agenda.parent), agenda.info.municipality
    )


def places_of(agenda: Agenda, folder: Path) -> Places:
    """The municipalities that a file can name; without the agenda's own list when that cannot be read."""
    if agenda.info.division is None:
        return Places()
    try:
        division = read_division(own_file(folder, agenda.info.division))
    except SourceError:
        return Places()
    return Places((row["code"], row["name"], row["province"]) for row in division.to_pylist())

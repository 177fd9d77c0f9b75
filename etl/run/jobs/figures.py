"""The figures of a choice for the municipality: a refresh of an agenda with that alone, in a folder that goes away afterwards."""

import json
import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from etl.catalogue.choices import Chosen, Divided, OfFile, OfTable, figures_of
from etl.catalogue.offered import FoundFigures, Origin, YearFigure
from etl.catalogue.trial import ON_TRIAL, on_trial
from etl.cbs.client import Catalogues
from etl.delivery import SourceError
from etl.door.job_folder import Asked, JobFolder, folder_of
from etl.door.questions import LookUp
from etl.run.jobs.told import on_a_page
from etl.run.jobs.watch import FolderWatch
from etl.run.refresh import Result, refresh
from etl.run.run import RECORDING, Mode, Run, Unwatched, Watch
from etl.store.publication import Reading
from etl.store.store import open_store
from etl.store.terms import NATION
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda
from indicators.agenda.periods import period_in_words


def look_up(folder: JobFolder, asked: Asked) -> FoundFigures:
    """Find them as the next refresh would. AgendaError when the choice cannot be, SourceError when nothing comes of it."""
    question = asked.question
    if not isinstance(question, LookUp):
        raise TypeError(type(question).__name__)
    with tempfile.TemporaryDirectory(prefix="proef-", dir=folder.path) as temporary:
        files = _files(Path(temporary), folder, asked, question)
        bounds = (question.lowest, question.highest)
        agenda = on_trial(
            question.chosen,
            load_agenda(asked.agenda),
            unit=question.unit,
            bounds=None if bounds == (None, None) else bounds,
        )
        return figures_on_trial(agenda, question.chosen, files, Path(temporary) / "data", watch=FolderWatch(folder))


def figures_on_trial(
    agenda: Agenda, chosen: Chosen, files_dir: Path, data_dir: Path, *, watch: Watch | None = None, recording: Path = RECORDING
) -> FoundFigures:
    """The same of an agenda on trial; data_dir: an empty folder that nobody else uses."""
    catalogues = Catalogues()
    asked = {part.catalogue for part in figures_of(chosen) if isinstance(part, OfTable)}
    mode = Mode.LIVE if all(map(catalogues.answers, sorted(asked))) else Mode.RECORDING
    run = Run(agenda=agenda, files_dir=files_dir, data_dir=data_dir, mode=mode, recording_dir=recording, catalogues=catalogues)
    result = refresh(run, watch or Unwatched())
    refusals = tuple(reason for suspect in result.suspects for reason in suspect.reasons)
    if result.store is None and not refusals:
        told = dict.fromkeys(_without_what_stays(each) for each in result.readings if each.message)
        raise SourceError(" ".join(told) or (_SILENT if mode is Mode.RECORDING else _NOTHING))
    own = agenda.info.municipality
    figures, nation, count = _stored(data_dir, own) if result.store else ((), (), 0)
    return FoundFigures(
        municipality=own,
        figures=figures,
        nation=nation,
        with_figures=count,
        unit=_unit(result.readings, chosen),
        remarks=tuple(dict.fromkeys(_without_what_stays(each) for each in result.readings if each.message and not refusals)),
        refusals=refusals,
        origin=_origin(result),
    )


_SILENT = "CBS geeft nu geen antwoord, en van deze tabel zijn geen cijfers meegeleverd. Probeer het later nog eens."
_NOTHING = "Deze keuze gaf geen enkel cijfer. Kies een ander onderwerp of een ander filter."


def _stored(data_dir: Path, own: str) -> tuple[tuple[YearFigure, ...], tuple[YearFigure, ...], int]:
    query = """
        SELECT region, year, period, value, status, lower, upper, numerator, denominator FROM observation
        WHERE indicator = ? AND region IN (?, ?) ORDER BY year"""
    count = "SELECT count(DISTINCT region) FROM observation WHERE indicator = ? AND starts_with(region, 'GM')"
    with closing(open_store(data_dir)) as store, closing(store.cursor()) as connection:
        rows = connection.execute(query, [ON_TRIAL, own, NATION]).fetchall()
        found = connection.execute(count, [ON_TRIAL]).fetchall()[0][0]
    return _of(own, rows), _of(NATION, rows), found


def _of(region: str, rows: list[tuple[Any, ...]]) -> tuple[YearFigure, ...]:
    return tuple(
        YearFigure(
            year=year,
            period=period_in_words(period, year),
            value=value,
            status=status or "",
            lower=lower,
            upper=upper,
            numerator=numerator,
            denominator=denominator,
        )
        for place, year, period, value, status, lower, upper, numerator, denominator in rows
        if place == region and value is not None
    )


def _unit(readings: tuple[Reading, ...], chosen: Chosen) -> str:
    """As the source writes it; of a ratio nobody does."""
    if isinstance(chosen, Divided):
        return ""
    told: list[dict[str, str]] = [json.loads(each.units) for each in readings if each.units]
    return next((unit for units in told for unit in units.values() if unit), "")


def _origin(result: Result) -> Origin:
    origins = {each.origin for each in result.readings if each.origin}
    return next((origin for origin in (Origin.RECORDING, Origin.LIVE) if origin in origins), Origin.FILE)


def _without_what_stays(reading: Reading) -> str:
    """On trial there was nothing before, and nobody types a command."""
    return on_a_page(reading.message.removesuffix(" Van deze bron zijn er nog geen cijfers."))


def _files(temporary: Path, folder: JobFolder, asked: Asked, question: LookUp) -> Path:
    """The folder that names of own files start from: the agenda's, or one with the file that is not among them yet."""
    if not question.file_of:
        return asked.agenda.parent
    attached = folder_of(folder.data_dir, question.file_of).attachment()
    if attached is None:
        raise SourceError("Het bestand is niet meer bewaard. Kies het nog eens.")
    files = temporary / "agenda"
    division = load_agenda(asked.agenda).info.division
    named = [part.file for part in figures_of(question.chosen) if isinstance(part, OfFile)]
    for name in (*named, *([division] if division else [])):
        target = (files / name).resolve()
        if not target.is_relative_to(files.resolve()):
            raise SourceError(f"{name}: dit bestand ligt niet in de map van de agenda.")
        own = asked.agenda.parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(own if own.is_file() and not own.is_symlink() else attached, target)
    return files

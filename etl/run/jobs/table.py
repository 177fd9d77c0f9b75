"""What a table holds, from the catalogue or else from the recording, in the words a person chooses by; it fetches no figures."""

import re
from pathlib import Path

from etl.catalogue.offered import Origin, TableContents
from etl.catalogue.titles import keep_looked_into
from etl.cbs.client import CATALOGUES, Catalogues
from etl.cbs.metadata import Metadata, read_metadata
from etl.delivery import Delivery, SourceError, TableRequest
from etl.door.job_folder import Asked, JobFolder
from etl.door.questions import OpenTable
from etl.run.jobs.offering import told_contents_of
from etl.run.run import RECORDING
from etl.saved import read_delivery
from indicators.agenda.load import load_agenda
from indicators.agenda.model import TABLE_ID


def open_table(folder: JobFolder, asked: Asked) -> TableContents:
    """Look into it, and remember by what it can be found. SourceError when neither catalogue nor recording has it."""
    question = asked.question
    if not isinstance(question, OpenTable):
        raise TypeError(type(question).__name__)
    own = load_agenda(asked.agenda).info.municipality
    folder.step(label=question.table)
    contents = contents_of(question.catalogue, question.table, Catalogues(), municipality=own)
    keep_looked_into(folder.data_dir, contents)
    return contents


def contents_of(
    catalogue: str, table: str, catalogues: Catalogues, *, municipality: str, recording: Path = RECORDING
) -> TableContents:
    """What a table offers; SourceError when it is not there or cannot be asked for."""
    if catalogue not in CATALOGUES or not re.fullmatch(TABLE_ID, table):
        raise SourceError("Deze tabel bestaat niet. Kies een tabel uit de lijst.")
    request = TableRequest(catalogue=catalogue, table=table, topics=())
    try:
        return told_contents_of(request, _live(request, catalogues), Origin.LIVE, municipality)
    except SourceError:
        if not (recording / catalogue / f"{table}.json").exists():
            raise
    recorded = recorded_metadata(read_delivery(recording, catalogue, table, origin="opname"))
    return told_contents_of(request, recorded, Origin.RECORDING, municipality)


def _live(request: TableRequest, catalogues: Catalogues) -> Metadata:
    if not catalogues.answers(request.catalogue):
        raise SourceError(
            f"{request.label}: {request.catalogue} geeft geen antwoord. Controleer het netwerk, of probeer het later."
        )
    return read_metadata(request, catalogues)


def recorded_metadata(delivery: Delivery) -> Metadata:
    """What a recording says of its table, in the form of the catalogue."""
    info = {
        "Title": delivery.title,
        "Source": delivery.source,
        "Modified": delivery.modified,
        "Frequency": delivery.frequency,
        "licence": delivery.licence,
    }
    return Metadata(info, delivery.properties, delivery.members)

"""python -m dashboard.publish pdf: the databook, one ambition or one indicator as a PDF for the meeting file."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dashboard import data
from dashboard.book.databook import Databook
from dashboard.documents import databook
from dashboard.documents.parts import Document
from dashboard.documents.pdf import to_pdf
from dashboard.publish.each import Made, finish, make_each
from dashboard.publish.folder import write
from dashboard.publish.whose import Exit, Jobs, NotMadeError, Whose, is_of_many, wanted

_File = Annotated[Path, typer.Option("--out", metavar="BESTAND", help="het bestand dat wordt gemaakt")]
_Guest = Annotated[str, typer.Option("--van", metavar="CODE", help="een andere gemeente, zoals GM0363: cijfers zonder normen")]
_Indicator = Annotated[str, typer.Option("--indicator", metavar="ID", help="alleen deze indicator")]
OneAmbition = Annotated[str, typer.Option("--ambitie", metavar="ID", help="alleen deze ambitie")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("pdf")(pdf_command)


def pdf_command(
    out: _File, ambition: OneAmbition = "", indicator: _Indicator = "", guest: _Guest = "", whose: Whose = "", jobs: Jobs = 1
) -> None:
    """Maak het databoek als PDF (PDF/UA-1), of met --ambitie of --indicator een deel ervan.

    0: gelukt, 1: niet te schrijven, of van een gemeente niet gelukt, 2: de agenda of de vraag is fout, 3: er zijn geen cijfers.
    """
    if ambition and indicator:
        raise typer.BadParameter("kies --ambitie of --indicator, niet allebei")
    make = partial(make_pdf, file=out.name, ambition=ambition, indicator=indicator, guest=guest)
    finish(make_each(make, wanted(whose, out.parent), are_many=is_of_many(whose), jobs=jobs))


def make_pdf(own: Databook, folder: Path, *, file: str, ambition: str, indicator: str, guest: str) -> Made:
    """The PDF of one agenda."""
    book = _of(own, guest)
    write(folder, file, to_pdf(_asked(book, ambition, indicator)))
    return Made((f"{book.name}: {folder / file}",))


def _of(own: Databook, guest: str) -> Databook:
    book = data.databook(guest) if guest else own
    if guest not in {"", book.code}:
        raise NotMadeError(f"'{guest}' is geen gemeente van nu. Schrijf een code zoals GM0363.", Exit.AGENDA_WRONG)
    return book


def _asked(book: Databook, ambition: str, indicator: str) -> Document:
    if indicator:
        check_known(indicator, [row.indicator.id for row in book.rows], "indicator")
        return databook.of_indicator(book, indicator)
    if ambition:
        check_known(ambition, [each.id for each in book.agenda.ambitions], "ambitie")
        return databook.of_ambition(book, ambition)
    return databook.whole(book)


def check_known(id_: str, known: list[str], what: str) -> None:
    """NotMadeError for something that the agenda does not have."""
    if id_ not in known:
        raise NotMadeError(f"De agenda heeft geen {what} '{id_}'. Wel: {', '.join(known)}.", Exit.AGENDA_WRONG)

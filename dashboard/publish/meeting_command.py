"""python -m dashboard.publish vergaderpakket: the package for a council meeting, and beside it what it says of itself."""

from datetime import date
from typing import Annotated

import typer

from dashboard.book.databook import Databook
from dashboard.changed.since import parse_day
from dashboard.documents.information import information_object
from dashboard.documents.meeting import meeting_of, package
from dashboard.documents.pdf import to_pdf
from dashboard.look.notation import day
from dashboard.publish.whose import Address, Exit, Out, Whose, each_book, root_of, stop, write

_Meeting = Annotated[
    str, typer.Option("--vergadering", metavar="DATUM", help="een raadsvergadering van de agenda; zonder: de volgende")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("vergaderpakket")(meeting_command)


def meeting_command(out: Out, meeting: _Meeting = "", address: Address = "", whose: Whose = "") -> None:
    """Maak het pakket voor een raadsvergadering: een PDF, en een JSON over het stuk.

    0: gelukt, 1: niet te schrijven, 2: de agenda of de vraag is fout, 3: er zijn geen cijfers.
    """
    for book, folder in each_book(whose, out):
        found = meeting_of(book.agenda.info.council_meetings, book.today, _asked(book, meeting))
        document = package(book, found.on, found.since)
        name = f"vergaderpakket-{book.code}-{(found.on or book.today).isoformat()}"
        about = information_object(document, book.code, book.name, meeting=found.on, file=f"{name}.pdf", address=root_of(address))
        write(folder, f"{name}.pdf", to_pdf(document))
        write(folder, f"{name}.json", about)
        typer.echo(f"{book.name}: {name}.pdf en {name}.json in {folder}.")


def _asked(book: Databook, written: str) -> date | None:
    if not written:
        return None
    meetings, found = book.agenda.info.council_meetings, parse_day(written)
    if found is None:
        stop(f"'{written}' is geen datum. Schrijf een datum als 2026-10-15 of 15 oktober 2026.", Exit.AGENDA_WRONG)
    if found not in meetings:
        known = "; ".join(day(each) for each in meetings) or "nog geen"
        stop(
            f"In de agenda staat geen raadsvergadering op {day(found)}. Wel: {known}. Zet de dag bij 'raadsvergaderingen'.",
            Exit.AGENDA_WRONG,
        )
    return found

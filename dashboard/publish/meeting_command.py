"""python -m dashboard.publish vergaderpakket: the package for a council meeting, and beside it what it says of itself."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dashboard.book.databook import Databook
from dashboard.changed.since import parse_day
from dashboard.documents.information import information_object
from dashboard.documents.meeting import meeting_of, package
from dashboard.documents.pdf import to_pdf
from dashboard.look.notation import day
from dashboard.publish.each import Made, finish, make_each
from dashboard.publish.folder import together
from dashboard.publish.whose import (
    Address,
    Exit,
    Jobs,
    NotMadeError,
    Out,
    Whose,
    checked,
    is_of_many,
    root_of,
    stop,
    wanted,
)

_Meeting = Annotated[
    str, typer.Option("--vergadering", metavar="DATUM", help="een raadsvergadering van de agenda; zonder: de volgende")
]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("vergaderpakket")(meeting_command)


def meeting_command(out: Out, meeting: _Meeting = "", address: Address = "", whose: Whose = "", jobs: Jobs = 1) -> None:
    """Maak het pakket voor een raadsvergadering: een PDF, en een JSON over het stuk.

    0: gelukt, 1: niet te schrijven, of van een gemeente niet gelukt, 2: de agenda of de vraag is fout, 3: er zijn geen cijfers.
    """
    asked = parse_day(meeting) if meeting else None
    if meeting and asked is None:
        stop(f"'{meeting}' is geen datum. Schrijf een datum als 2026-10-15 of 15 oktober 2026.", Exit.AGENDA_WRONG)
    make = partial(make_package, on=asked, address=checked(address))
    finish(make_each(make, wanted(whose, out), are_many=is_of_many(whose), jobs=jobs))


def make_package(book: Databook, folder: Path, *, on: date | None, address: str) -> Made:
    """The package of one agenda; on: the meeting, None for the next."""
    _check_meeting(book, on)
    found = meeting_of(book.agenda.info.council_meetings, book.today, on)
    document = package(book, found.on, found.since)
    name = f"vergaderpakket-{book.code}-{(found.on or book.today).isoformat()}"
    about = information_object(document, book.code, book.name, meeting=found.on, file=f"{name}.pdf", address=root_of(address))
    with together(folder) as put:
        put(f"{name}.pdf", to_pdf(document))
        put(f"{name}.json", about)
    return Made((f"{book.name}: {name}.pdf en {name}.json in {folder}.",), 2)


def _check_meeting(book: Databook, on: date | None) -> None:
    meetings = book.agenda.info.council_meetings
    if on is not None and on not in meetings:
        known = "; ".join(day(each) for each in meetings) or "nog geen"
        told = f"In de agenda staat geen raadsvergadering op {day(on)}. Wel: {known}. Zet de dag bij 'raadsvergaderingen'."
        raise NotMadeError(told, Exit.AGENDA_WRONG)

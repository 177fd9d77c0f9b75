"""python -m dashboard.publish brief: a drafted letter for each ambition that the last refresh brought figures of."""

from functools import partial
from pathlib import Path

import typer

from dashboard.book.databook import Databook
from dashboard.changed.last_refresh import last_refresh
from dashboard.changed.pieces import changes_since
from dashboard.documents.letter import letters
from dashboard.documents.parts import Document
from dashboard.documents.pdf import to_pdf
from dashboard.documents.sent import to_html, to_text
from dashboard.look.notation import CLOCK, day
from dashboard.publish.each import Made, finish, make_each
from dashboard.publish.folder import together
from dashboard.publish.pdf_command import OneAmbition, check_known
from dashboard.publish.whose import Exit, Jobs, Out, Whose, is_of_many, wanted

_WRITERS = {"html": to_html, "pdf": to_pdf, "txt": to_text}
FIRST = "dit is de eerste verversing, dus er is niets om de cijfers mee te vergelijken. Er is geen brief gemaakt."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("brief")(letter_command)


def letter_command(out: Out, ambition: OneAmbition = "", whose: Whose = "", jobs: Jobs = 1) -> None:
    """Maak na een verversing een conceptbrief per ambitie met nieuwe cijfers (HTML, PDF en tekst), die u zelf verstuurt.

    0: gemaakt, 1: niet te schrijven, of van een gemeente niet gelukt, 2: de agenda of de vraag is fout, 3: geen nieuwe cijfers,
    dus geen brief.
    """
    make = partial(make_letters, ambition=ambition)
    found = make_each(make, wanted(whose, out), are_many=is_of_many(whose), jobs=jobs)
    finish(found)
    if not any(each.made.files for each in found):
        raise typer.Exit(Exit.NOTHING)


def make_letters(book: Databook, folder: Path, *, ambition: str) -> Made:
    """The letters of one agenda."""
    if ambition:
        check_known(ambition, [each.id for each in book.agenda.ambitions], "ambitie")
    found, why_not = _wanted(book, ambition)
    with together(folder) as put:
        for name, document in found.items():
            for ending, write_down in _WRITERS.items():
                put(f"brief-{name}.{ending}", write_down(document))
    told = tuple(f"{book.name}: brief-{name}.html, .pdf en .txt in {folder}." for name in found)
    return Made(told or (f"{book.name}: {why_not}",), len(found))


def _wanted(book: Databook, ambition: str) -> tuple[dict[str, Document], str]:
    """The letters there are, or why there are none."""
    last = last_refresh(book.runs)
    if last.before is None:
        return {}, FIRST
    found = letters(book, changes_since(book, last.before), last.at.astimezone(CLOCK).date())
    where = " bij deze ambitie" if ambition else ""
    why_not = f"de verversing van {day(last.at)} bracht{where} geen nieuwe cijfers. Er is geen brief gemaakt."
    return {name: each for name, each in found.items() if ambition in ("", name)}, why_not

"""python -m dashboard.publish feeds: feeds and calendar in a folder, the same files as at /data of the server."""

import typer

from dashboard.publish.feeds.asked import feed_file, feed_paths
from dashboard.publish.whose import Address, Exit, Out, Whose, each_book, root_of, stop, write

NO_ADDRESS = "Noem met --adres waar lezers het databoek vinden: in een feed en in een agenda staan hele adressen."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("feeds")(feeds_command)


def feeds_command(out: Out, address: Address = "", whose: Whose = "") -> None:
    """Schrijf feeds (Atom) van wat er verandert, en een agenda (.ics) van wat er komt.

    0: gelukt, 1: niet te schrijven, 2: de agenda of het adres is fout, 3: er zijn geen cijfers.
    """
    if not address:
        stop(NO_ADDRESS, Exit.AGENDA_WRONG)
    for book, folder in each_book(whose, out):
        paths = feed_paths(book)
        for path in paths:
            if file := feed_file(book, path, root_of(address)):
                write(folder, path, file.make(book))
        typer.echo(f"{book.name}: {len(paths)} bestanden in {folder}.")

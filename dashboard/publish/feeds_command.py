"""python -m dashboard.publish feeds: feeds and calendar in a folder, the same files as at /data of the server."""

from functools import partial
from pathlib import Path

import typer

from dashboard.book.databook import Databook
from dashboard.publish.each import Made, finish, make_each
from dashboard.publish.feeds.asked import feed_file, feed_paths
from dashboard.publish.folder import together
from dashboard.publish.whose import Address, Exit, Jobs, Out, Whose, checked, is_of_many, root_of, stop, wanted

NO_ADDRESS = "Noem met --adres waar lezers het databoek vinden: in een feed en in een agenda staan hele adressen."


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("feeds")(feeds_command)


def feeds_command(out: Out, address: Address = "", whose: Whose = "", jobs: Jobs = 1) -> None:
    """Schrijf feeds (Atom) van wat er verandert, en een agenda (.ics) van wat er komt.

    0: gelukt, 1: niet te schrijven, of van een gemeente niet gelukt, 2: de agenda of het adres is fout, 3: er zijn geen cijfers.
    """
    if not address:
        stop(NO_ADDRESS, Exit.AGENDA_WRONG)
    make = partial(make_feeds, address=checked(address))
    finish(make_each(make, wanted(whose, out), are_many=is_of_many(whose), jobs=jobs))


def make_feeds(book: Databook, folder: Path, *, address: str) -> Made:
    """The files of one agenda."""
    paths = feed_paths(book)
    with together(folder) as put:
        for path in paths:
            if file := feed_file(book, path, root_of(address)):
                put(path, file.make(book))
    return Made((f"{book.name}: {len(paths)} bestanden in {folder}.",), len(paths))

"""python -m dashboard.publish data: open data in a folder, the same files as at /data of the server."""

import typer

from dashboard.publish.opendata.asked import CATALOGUES, PACKAGE, data_file, data_paths
from dashboard.publish.opendata.catalogue import NoCatalogueError
from dashboard.publish.whose import Address, Out, Whose, each_book, root_of, write

WITHOUT_ADDRESS = (
    "De catalogus (DCAT) is weggelaten: daarin staan hele adressen. Noem met --adres waar lezers het databoek vinden."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("data")(data_command)


def data_command(out: Out, address: Address = "", whose: Whose = "") -> None:
    """Schrijf alle cijfers, antwoorden en de agenda als open data.

    0: gelukt, 1: niet te schrijven, 2: de agenda of het adres is fout, 3: er zijn geen cijfers.
    """
    for book, folder in each_book(whose, out):
        root, written = root_of(address), 0
        for path in (*data_paths(book), PACKAGE, *(CATALOGUES if root else ())):
            try:
                file = data_file(book, path, root)
                content = file.make(book) if file else None
            except NoCatalogueError as problem:
                typer.echo(f"{book.name}: {problem}")
                break
            if content is not None:
                write(folder, path, content)
                written += 1
        typer.echo(f"{book.name}: {written} bestanden in {folder}.")
    if not address:
        typer.echo(WITHOUT_ADDRESS)

"""python -m dashboard.publish data: open data in a folder, the same files as at /data of the server."""

from functools import partial
from pathlib import Path

import typer

from dashboard.book.databook import Databook
from dashboard.publish.each import Made, finish, make_each
from dashboard.publish.folder import together
from dashboard.publish.opendata.asked import CATALOGUES, data_file, data_paths
from dashboard.publish.opendata.catalogue import NoCatalogueError
from dashboard.publish.opendata.package import PACKAGE
from dashboard.publish.whose import Address, Jobs, Out, Whose, checked, is_of_many, root_of, wanted

WITHOUT_ADDRESS = (
    "De catalogus (DCAT) is weggelaten: daarin staan hele adressen. Noem met --adres waar lezers het databoek vinden."
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("data")(data_command)


def data_command(out: Out, address: Address = "", whose: Whose = "", jobs: Jobs = 1) -> None:
    """Schrijf alle cijfers, antwoorden en de agenda als open data.

    0: gelukt, 1: niet te schrijven, of van een gemeente niet gelukt, 2: de agenda of het adres is fout, 3: er zijn geen cijfers.
    """
    make = partial(make_data, address=checked(address))
    found = make_each(make, wanted(whose, out), are_many=is_of_many(whose), jobs=jobs)
    if not address:
        typer.echo(WITHOUT_ADDRESS)
    finish(found)


def make_data(book: Databook, folder: Path, *, address: str) -> Made:
    """The files of one agenda; the file that tells of all others comes after them."""
    root, said, written = root_of(address), [], 0
    with together(folder) as put:
        for path in (*data_paths(book), PACKAGE, *(CATALOGUES if root else ())):
            try:
                file = data_file(book, path, root)
                content = file.make(book) if file else None
            except NoCatalogueError as problem:
                said.append(f"{book.name}: {problem}")
                break
            if content is not None:
                put(path, content)
                written += 1
    return Made((*said, f"{book.name}: {written} bestanden in {folder}."), written)

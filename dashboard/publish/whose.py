"""Of which agendas a command makes files, and how it ends: what every command of this folder shares; it makes no file."""

import sys
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dashboard import agendas, data
from dashboard.book.databook import Databook
from dashboard.settings import ADDRESS_VARIABLE, AddressError, whole_address
from etl.installation import InstallationError
from etl.store.versions import StoreMissingError, StoreNewerError
from indicators.agenda.problems import AgendaError

ALL = "all"
Out = Annotated[Path, typer.Option("--out", metavar="MAP", help="de map waarin de bestanden komen")]
Whose = Annotated[
    str, typer.Option("--gemeente", metavar="NAAM", help=f"van meer gemeenten: de naam van de map met de agenda, of {ALL}")
]
Address = Annotated[
    str,
    typer.Option(
        "--adres",
        envvar=ADDRESS_VARIABLE,
        metavar="URL",
        help="waar lezers het databoek vinden: https://cijfers.voorbeeldstad.nl",
    ),
]


class Exit(IntEnum):
    """What a command answers to the shell, as `python -m etl` does."""

    WELL = 0
    SOME_FAILED = 1
    AGENDA_WRONG = 2
    NOTHING = 3


def stop(text: str, code: Exit) -> NoReturn:
    """Say why on the way that is for that, and end."""
    sys.stderr.write(f"{text}\n")
    raise typer.Exit(code)


def each_book(whose: str, out: Path) -> Iterator[tuple[Databook, Path]]:
    """The databook of each agenda that is meant, with the folder of its files; it ends the command where there is none."""
    for name, folder in _folders(whose, out):
        agendas.enter(name)
        try:
            book = data.databook()
        except AgendaError as problem:
            stop(str(problem), Exit.AGENDA_WRONG)
        except (StoreMissingError, StoreNewerError) as problem:
            stop(str(problem), Exit.NOTHING)
        yield book, folder


def _folders(whose: str, out: Path) -> list[tuple[str, Path]]:
    try:
        names = list(agendas.served())
    except InstallationError as problem:
        stop(str(problem), Exit.AGENDA_WRONG)
    if names == [""]:
        if whose not in {"", ALL}:
            stop(f"Er is maar één agenda, dus geen gemeente '{whose}'. Laat --gemeente weg.", Exit.AGENDA_WRONG)
        return [("", out)]
    if whose == ALL:
        return [(name, out / name) for name in names]
    if whose not in names:
        told = f"Er is geen gemeente '{whose}'" if whose else "Er zijn meer gemeenten"
        stop(f"{told}. Schrijf --gemeente met een van: {', '.join(names)}; of {ALL} voor allemaal.", Exit.AGENDA_WRONG)
    return [(whose, out)]


def root_of(address: str) -> str:
    """The address of the databook of the agenda that is meant; empty stays empty. It ends the command on what is no address."""
    try:
        return "/".join(part for part in (whole_address(address, "--adres"), agendas.below("")) if part) if address else ""
    except AddressError as problem:
        stop(str(problem), Exit.AGENDA_WRONG)


def write(folder: Path, path: str, content: bytes) -> None:
    """A file in the folder, whole or not at all; it ends the command when that cannot be."""
    file = folder / path
    draft = file.with_name(f".{file.name}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as problem:
        stop(f"{file}: niet te schrijven ({problem.strerror}). Kies met --out een map waarin u mag schrijven.", Exit.SOME_FAILED)

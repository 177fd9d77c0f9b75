"""Of which agendas a command makes files, where they go, and how a command ends; the options that all commands share."""

import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dashboard import agendas
from dashboard.settings import ADDRESS_VARIABLE, AddressError, whole_address
from etl.installation import InstallationError

ALL = "all"
Out = Annotated[Path, typer.Option("--out", metavar="MAP", help="de map waarin de bestanden komen")]
Whose = Annotated[
    str, typer.Option("--gemeente", metavar="NAAM", help=f"van meer gemeenten: de naam van de map met de agenda, of {ALL}")
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, metavar="AANTAL", help=f"bij --gemeente {ALL}: zoveel gemeenten tegelijk")]
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


class NotMadeError(Exception):
    """What is asked of one agenda cannot be made; the text says why and what to do. code: what the shell is answered."""

    def __init__(self, text: str, code: Exit) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class Wanted:
    """An agenda by its name, empty for the only one, and the folder for its files."""

    name: str
    folder: Path


def stop(text: str, code: Exit) -> NoReturn:
    """Say why on the way that is for that, and end."""
    sys.stderr.write(f"{text}\n")
    raise typer.Exit(code)


def is_of_many(whose: str) -> bool:
    """Whether each of many agendas is meant."""
    return whose == ALL and agendas.are_many()


def wanted(whose: str, out: Path) -> list[Wanted]:
    """The agendas that are meant; it ends the command where there is none."""
    try:
        names = list(agendas.served())
    except InstallationError as problem:
        stop(str(problem), Exit.AGENDA_WRONG)
    if names == [""]:
        if whose not in {"", ALL}:
            stop(f"Er is maar één agenda, dus geen gemeente '{whose}'. Laat --gemeente weg.", Exit.AGENDA_WRONG)
        return [Wanted("", out)]
    if whose == ALL:
        return [Wanted(name, out / name) for name in names]
    if whose not in names:
        told = f"Er is geen gemeente '{whose}'" if whose else "Er zijn meer gemeenten"
        stop(f"{told}. Schrijf --gemeente met een van: {', '.join(names)}; of {ALL} voor allemaal.", Exit.AGENDA_WRONG)
    return [Wanted(whose, out)]


def checked(address: str) -> str:
    """The address of the installation, empty when nobody said; it ends the command on what is no address."""
    try:
        return whole_address(address, "--adres") if address else ""
    except AddressError as problem:
        stop(str(problem), Exit.AGENDA_WRONG)


def root_of(address: str) -> str:
    """The address of the databook of the agenda that is meant; empty stays empty."""
    return "/".join(part for part in (address, agendas.below("")) if part) if address else ""

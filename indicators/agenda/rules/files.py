"""Rules about the files beside the agenda: which names they may have; whether they are there is for who reads them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from indicators.agenda.logo import KINDS as PICTURES
from indicators.agenda.model import Agenda
from indicators.agenda.places import files_at, tables_at
from indicators.agenda.problems import Finding, enumerate_nl

KINDS = (".csv", ".xlsx", ".xlsm")


def files_stay_in_the_folder(agenda: Agenda) -> Iterator[Finding]:
    """A name counts from the folder of the agenda and leads nowhere else, whoever edits the agenda."""
    for path, name in files_at(agenda):
        parts = PurePosixPath(name.replace("\\", "/"))
        if "\\" in name:
            yield Finding(path, f"{path[-1]} is '{name}'", f"schrijf een gewone schuine streep: {parts}")
        elif parts.is_absolute() or ".." in parts.parts or ":" in name:
            example = f"bestanden/{parts.name}" if parts.suffix else "bestanden/cijfers.csv"
            remedy = f"zet het bestand in de map van de agenda en schrijf de naam vanaf die map, zoals {example}."
            yield Finding(path, f"{path[-1]} is '{name}', buiten de map van de agenda", remedy)


def files_are_tables(agenda: Agenda) -> Iterator[Finding]:
    """Only what can be read as a table."""
    for path, name in tables_at(agenda):
        if PurePosixPath(name).suffix.lower() not in KINDS:
            remedy = f"bewaar het als {enumerate_nl(KINDS)} en verander de naam."
            yield Finding(path, f"{path[-1]} is '{name}'; dat soort bestand is niet te lezen", remedy)


def logo_is_a_picture(agenda: Agenda) -> Iterator[Finding]:
    """Only a kind of picture that every browser knows."""
    name = agenda.info.logo
    if name is not None and PurePosixPath(name).suffix.lower() not in PICTURES:
        remedy = f"bewaar het plaatje als {enumerate_nl(PICTURES)} en verander de naam."
        yield Finding(("agenda", "logo"), f"logo is '{name}'; dat is geen plaatje dat elke browser kent", remedy)

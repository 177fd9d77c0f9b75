"""How an own file is read as somebody corrected it, from the address to a question and to a choice; pure, it opens no file."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from etl.catalogue.adding import slug
from etl.catalogue.choices import OfFile
from etl.catalogue.offered import Understood
from etl.door.questions import Understand

SHEET, HEADER, AREA, WHEN, YEAR, COLUMN = "blad", "kop", "gebied", "wanneer", "jaar", "kolom"
ONE_YEAR, YEARS_AS_COLUMNS, OF_COLUMN = "jaar", "kolommen", "kolom:"
_YEAR, _ROW = re.compile(r"(19|20)\d\d"), re.compile(r"[1-9]\d{0,2}")


def file_name(called: str, kind: str) -> str:
    """A name that any computer takes, from what its maker calls it."""
    return f"{slug(PurePosixPath(called).stem) or 'eigen-bestand'}{kind}"


def question_of(name: str, wish: Mapping[str, str], file_of: str = "") -> Understand:
    """What to find out of the file; what nobody corrected is found out."""
    said, when = wish.get(HEADER, ""), wish.get(WHEN, "")
    year = int(wish[YEAR]) if when == ONE_YEAR and _YEAR.fullmatch(wish.get(YEAR, "")) else None
    asked = Understand(name=name, sheet=wish.get(SHEET), header_row=int(said) if _ROW.fullmatch(said) else None)
    return replace(
        asked,
        region_column=wish.get(AREA),
        period_column=when.removeprefix(OF_COLUMN) if when.startswith(OF_COLUMN) else None,
        year=year,
        has_years_as_columns=True if when == YEARS_AS_COLUMNS else None,
        column=wish.get(COLUMN),
        file_of=file_of,
    )


def corrected(wish: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    """The choice with this one; of another sheet, or with other names of columns, what was said of columns says nothing."""
    kept = {SHEET: {SHEET}, HEADER: {SHEET, HEADER}}.get(name, set(wish))
    return {key: said for key, said in wish.items() if key in kept} | {name: value}


def whens(said: Understood) -> dict[str, str]:
    """Where the year can stand, by how the address says it."""
    columns = {f"{OF_COLUMN}{each.name}": f"in de kolom ‘{each.name}’" for each in said.columns if each.name}
    return {**columns, YEARS_AS_COLUMNS: "elk jaar heeft een eigen kolom", ONE_YEAR: "alle cijfers zijn van één jaar"}


def when_of(said: Understood, wish: Mapping[str, str]) -> str:
    """Where it stands, as it was understood or chosen."""
    if said.period_column:
        return f"{OF_COLUMN}{said.period_column}"
    if said.has_years_as_columns:
        return YEARS_AS_COLUMNS
    return ONE_YEAR if said.year or wish.get(WHEN) == ONE_YEAR else ""


def chosen_in_file(said: Understood, name: str) -> OfFile | None:
    """The choice; None while it cannot be read so."""
    if said.problems or said.region_column is None or said.column is None:
        return None
    return OfFile(
        file=f"bestanden/{name}",
        column=said.column,
        region_column=said.region_column,
        period_column=said.period_column,
        year=said.year,
        has_years_as_columns=said.has_years_as_columns,
        status_column=said.status_column,
        sheet=said.sheet if said.sheets and said.sheet != said.sheets[0] else None,
        header_row=said.header_row if said.header_row > 1 else None,
    )

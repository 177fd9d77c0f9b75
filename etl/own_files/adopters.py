"""Which municipalities do the same as an intervention and since when, read from a partner's file during a refresh."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from etl.own_files.header import content
from etl.own_files.notation import Content, as_text
from etl.own_files.opening import Grid, OwnFile, open_grid
from etl.own_files.periods import year_of
from etl.own_files.places import Elsewhere, Places
from etl.own_files.problems import Problems
from etl.own_files.sheet import Sheet, Wanted, find_sheet
from etl.store.terms import NATION
from indicators.agenda.model import AdoptersFile

MUNICIPALITY, START = "gemeente", "start"
_MONTH = re.compile(r"(\d{4})-(?:0[1-9]|1[0-2])")
_NO_PLACE = "is geen gemeente; schrijf een code (GM0479) of een naam (Zaanstad)"


def read_adopters(file: OwnFile, wanted: AdoptersFile, places: Places) -> tuple[tuple[str, float], ...]:
    """Code and start year of each line, in the order of the file; SourceError says what is wrong.

    The municipality is written as in other own files. The start is a year, a year and month (2018-03) or a date.
    """
    keys = Wanted(keys=(MUNICIPALITY, START), figures=(), header_row=wanted.header_row, place="bij 'zelfde_aanpak_in'")
    grid = open_grid(file, sheet=wanted.sheet, wanted=keys.keys)
    sheet = find_sheet(grid, keys)
    problems = Problems(sheet.path)
    code = partial(_code, places=places)
    codes = problems.converted(sheet, MUNICIPALITY, sheet.column(MUNICIPALITY), code)
    starts = problems.converted(sheet, START, sheet.column(START), _start)
    problems.note_doubles(sheet.lines, codes)
    _note_without_start(grid, sheet, code, problems)
    if len(grid.rows) == 1:
        problems.note(1, "er staan geen gemeenten in; zet er een regel per gemeente in, of haal 'zelfde_aanpak_in' weg")
    problems.refuse()
    return tuple(
        (each, float(start)) for each, start in zip(codes, starts, strict=True) if each is not None and start is not None
    )


def _code(cell: Content, places: Places) -> str:
    found = places.find(cell)
    if isinstance(found, Elsewhere) or found == NATION:
        raise ValueError(_NO_PLACE)
    return found


def _note_without_start(grid: Grid, sheet: Sheet, code: Callable[[Content], str], problems: Problems) -> None:
    """A line with a municipality alone reads as a note, and would be lost in silence."""
    for line, cells in grid.rows:
        filled = [cell for cell in map(content, cells) if as_text(cell)]
        if line > sheet.header.line and line not in sheet.lines and len(filled) == 1:
            with suppress(ValueError):
                problems.note(line, f"bij {code(filled[0])} is kolom '{START}' leeg; vul een jaar in")


def _start(cell: Content) -> int:
    month = _MONTH.fullmatch(as_text(cell))
    return int(month[1]) if month else year_of(cell)

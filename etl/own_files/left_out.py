"""Which rows of an own file give no figure, and why, one by one: for who looks whether the file was understood."""

from collections.abc import Iterator

from etl.catalogue.offered import LeftOut
from etl.catalogue.words import cleaned
from etl.own_files import notation
from etl.own_files.levels import levels_of
from etl.own_files.opening import Grid
from etl.own_files.places import Elsewhere, Places, are_provinces
from etl.own_files.sheet import Sheet, Wanted, find_sheet

LONGEST = 80
"""Characters of a row that are shown."""


def left_out(grid: Grid, wanted: Wanted, places: Places) -> Iterator[LeftOut]:
    """Every row below the header that gives no figure, in order; the first key of `wanted` is the column of the area."""
    region, column = wanted.keys[0], wanted.figures[0]
    sheet = find_sheet(grid, wanted)
    reasons = _reasons(sheet, region, places)
    counted = set(sheet.lines)
    for line, cells in grid.rows:
        if line > sheet.header.line:
            text = cleaned(" ".join(str(cell) for cell in cells if isinstance(cell, str)) or cells[0], LONGEST)
            if line not in counted:
                yield LeftOut(line=line, text=text, reason="op deze regel staat alleen tekst")
            elif why := reasons.get(line):
                yield LeftOut(line=line, text=text, reason=why)
            elif not wanted.is_wide and _is_empty(sheet, column, line):
                yield LeftOut(line=line, text=text, reason="op deze regel staat geen cijfer")


def _reasons(sheet: Sheet, region: str, places: Places) -> dict[int, str]:
    cells = sheet.column(region)
    among = are_provinces(cells)
    found = {}
    for line, level, cell in zip(sheet.lines, levels_of(sheet), cells, strict=True):
        where = level or places.find(cell, among_provinces=among)
        if where is Elsewhere.OTHER_REGION:
            found[line] = "deze regel gaat niet over een gemeente"
        elif where is Elsewhere.NEVER_EXISTED:
            found[line] = "deze code was nooit van een gemeente"
    return found


def _is_empty(sheet: Sheet, column: str, line: int) -> bool:
    cell = sheet.column(column)[sheet.lines.index(line)]
    return notation.is_missing(cell) or notation.is_code_for_missing(cell)

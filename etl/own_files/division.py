"""The agenda's list of today's municipalities, read from its file; what is not clear is refused, never guessed."""

import pyarrow as pa

from etl.own_files import notation
from etl.own_files.opening import OwnFile, open_grid
from etl.own_files.problems import Problems
from etl.own_files.sheet import Sheet, Wanted, find_sheet

DIVISION_COLUMNS = ("gemeente", "naam", "provincie")


def read_division(file: OwnFile) -> pa.Table:
    """The municipalities of today: code, name, province, from the columns `gemeente`, `naam` and `provincie`.

    And inhabitants, from `inwoners` when there is such a column with numbers; null where it says none.
    """
    wanted = Wanted(keys=DIVISION_COLUMNS, figures=(), place="")
    sheet = find_sheet(open_grid(file, sheet=None, wanted=wanted.keys), wanted)
    problems = Problems(sheet.path)
    codes = problems.converted(sheet, "gemeente", sheet.column("gemeente"), notation.municipality)
    problems.note_doubles(sheet.lines, codes)
    texts = {name: [notation.as_text(cell) for cell in sheet.column(name)] for name in DIVISION_COLUMNS[1:]}
    for name, cells in texts.items():
        for line, text in zip(sheet.lines, cells, strict=True):
            if not text:
                problems.note(line, f"kolom '{name}' is leeg; vul een {name} in")
    problems.refuse()
    return pa.table(
        {
            "code": pa.array(codes, pa.string()),
            "name": texts["naam"],
            "province": texts["provincie"],
            "inhabitants": pa.array(_inhabitants(sheet), pa.float64()),
        }
    )


def _inhabitants(sheet: Sheet) -> list[float | None]:
    """The gate for figures weighs zeros with them; a division need not have them, and what it has instead is no fault."""
    places = sheet.header.places("inwoners")
    cells = sheet.at(places[0]) if len(places) == 1 else ("",) * len(sheet.lines)
    sign = notation.decimal_sign(cells)
    try:
        return [notation.figure(cell, sign) for cell in cells]
    except ValueError:
        return [None] * len(cells)

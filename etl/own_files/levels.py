"""What kind of region each row is about, where a file has a column for it: Swing and its exports call that `geolevel`."""

from etl.own_files.notation import as_text
from etl.own_files.places import Elsewhere
from etl.own_files.sheet import Sheet
from etl.store.terms import NATION

_COLUMNS = ("geolevel", "regiosoort", "gebiedssoort")
_MUNICIPALITIES = frozenset({"gemeente", "gemeenten", "gm"})
_NATION = frozenset({"nederland", "land", "nl"})


def levels_of(sheet: Sheet) -> list[str | Elsewhere | None]:
    """Per row NATION, or that it is about no municipality; None where the code itself has to tell.

    Without such a column every code is looked up: 27 was a municipality's, with `provincie` beside it it is Noord-Holland.
    """
    cells = next((sheet.column(name) for name in sheet.header.names if name.casefold() in _COLUMNS), None)
    return [_of_level(as_text(cell).casefold()) for cell in cells] if cells is not None else [None] * len(sheet.lines)


def _of_level(level: str) -> str | Elsewhere | None:
    if not level or level in _MUNICIPALITIES:
        return None
    return NATION if level in _NATION else Elsewhere.OTHER_REGION

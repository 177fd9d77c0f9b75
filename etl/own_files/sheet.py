"""The wanted columns of a sheet, from below its header to above its footnotes; what is wrong is said with the line to add."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.delivery import SourceError
from etl.own_files import notation
from etl.own_files.header import Header, YearColumn, content, headers
from etl.own_files.limits import Cell, Rows
from etl.own_files.notation import Content
from etl.own_files.opening import Grid
from etl.own_files.text_rows import LOOKED_AT

_FOOTNOTE = re.compile(r"(bron|source|toelichting|noot|opmerking|laatst gewijzigd)\b|[©*¹]", re.IGNORECASE)
_FEW = 12
"""Column names in a message: a wide file has hundreds."""


@dataclass(frozen=True)
class Wanted:
    """What is to be read of a sheet.

    keys: columns that say where and when; figures: columns with figures, each with its own years when is_wide.
    header_row: the line of the header as the agenda says it, None for the first row. place: where in the agenda `blad` and
    `kop` can be added, '' where they cannot.
    """

    keys: tuple[str, ...]
    figures: tuple[str, ...]
    is_wide: bool = False
    header_row: int | None = None
    place: str = "bij de bron"


@dataclass(frozen=True)
class Sheet:
    """The rows below the header that hold figures, with their line numbers."""

    path: Path
    header: Header
    lines: tuple[int, ...]
    _rows: Sequence[Sequence[Cell]]
    _read: dict[int, tuple[Content, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def column(self, name: str) -> tuple[Content, ...]:
        """The cells of a column, '' where a row is too short to have one."""
        return self.at(self.header.places(name)[0])

    def at(self, place: int) -> tuple[Content, ...]:
        """The cells at a place counted from 0."""
        if place not in self._read:  # most columns of a file are never asked for
            self._read[place] = tuple(content(row[place]) if place < len(row) else "" for row in self._rows)
        return self._read[place]

    def years(self, name: str) -> list[YearColumn]:
        """The columns of a wide file with the figures called so."""
        return self.header.years(name)


def find_sheet(grid: Grid, wanted: Wanted) -> Sheet:
    """The rows of the grid below the header with the wanted columns; SourceError with what is missing and the line to add."""
    if not grid.rows:
        where = "het gekozen blad is leeg" if grid.others else "het bestand is leeg"
        raise SourceError(
            f"{grid.path}: {_elsewhere(grid, wanted) or where + '. Zet op de eerste regel de namen van de kolommen.'}"
        )
    header = _header(grid, wanted)
    problems = list(_problems(header, wanted))
    if problems:
        raise SourceError(_refusal(grid, header, wanted, problems))
    below = [(line, cells) for line, cells in grid.rows if line > header.line]
    if grid.separator:
        _require_width(grid, header, below)
    kept = [(line, cells) for line, cells in _without_footnotes(below) if not _is_note(cells)]
    return Sheet(grid.path, header, tuple(line for line, _ in kept), [cells for _, cells in kept])


def _header(grid: Grid, wanted: Wanted) -> Header:
    for header in headers(grid.rows):
        if header.line == (wanted.header_row or header.line):
            return header
    found = _elsewhere(grid, wanted)
    text = f"regel {wanted.header_row} is leeg of is er niet; verbeter 'kop' {wanted.place}."
    raise SourceError(f"{grid.path}:{wanted.header_row}  {text}{' ' + found if found else ''}")


def _problems(header: Header, wanted: Wanted) -> Iterator[str]:
    for name in wanted.keys:
        yield from _problem(header, name, header.key_places(name))
    for name in wanted.figures:
        if not wanted.is_wide:
            yield from _problem(header, name, header.places(name))
            continue
        try:
            if not header.years(name):
                yield f"er zijn geen kolommen met een jaar, zoals '2022' of '{name} 2022'."
        except ValueError as error:
            yield f"{error}."


def _problem(header: Header, name: str, places: Sequence[int]) -> Iterator[str]:
    if not places:
        yield header.missing(name)
    elif len(places) > 1:
        yield f"kolom '{name}' staat er twee keer; geef elke kolom een eigen naam."


def _refusal(grid: Grid, header: Header, wanted: Wanted, problems: list[str]) -> str:
    if found := _elsewhere(grid, wanted):
        return f"{grid.path}: {found}"
    known = [name for name in header.names if name]
    rest = f" en nog {len(known) - _FEW}" if len(known) > _FEW else ""
    columns = f"Kolommen in dit bestand: {', '.join(known[:_FEW])}{rest}."
    return "\n".join(f"{grid.path}:{header.line}  {problem}" for problem in [*problems, columns])


def _elsewhere(grid: Grid, wanted: Wanted) -> str:
    """Where the header does stand, and the line to add; '' when it is nowhere. First with all columns, then with the keys."""
    tried = wanted.header_row or (grid.rows[0][0] if grid.rows else 0)
    for fits in (lambda header: not any(_problems(header, wanted)), lambda header: _has_keys(header, wanted)):
        if (line := _line_of(grid.rows, fits)) and line != tried:
            return f"de kop staat op regel {line}: {_remedy(wanted, kop=line)}"
        for name, rows in grid.others.items():
            if line := _line_of(rows, fits):
                is_first = line == rows[0][0]
                told = f"de kolommen staan op blad '{name}'" + ("" if is_first else f", met de kop op regel {line}")
                return f"{told}: {_remedy(wanted, blad=name, **({} if is_first else {'kop': line}))}"
    return ""


def _has_keys(header: Header, wanted: Wanted) -> bool:
    return bool(wanted.keys) and all(header.key_places(name) for name in wanted.keys)


def _line_of(rows: Rows, fits: Callable[[Header], bool]) -> int:
    return next((header.line for header in headers(rows[:LOOKED_AT]) if fits(header)), 0)


def _remedy(wanted: Wanted, **keys: object) -> str:
    if not wanted.place:
        return "zet de tabel op het eerste blad, met de namen van de kolommen op de eerste regel."
    return " en ".join(f"zet {key}: {value}" for key, value in keys.items()) + f" {wanted.place}."


def _require_width(grid: Grid, header: Header, below: Rows) -> None:
    """A line with more cells than the header has slid; with a comma as separator, one with fewer may have slid too."""
    width = len(header.names)
    for line, cells in _without_footnotes(below):
        is_short = grid.separator == "," and len(cells) < width and not _is_note(cells)
        if any(cell != "" for cell in cells[width:]) or is_short:
            hint = " Staan er komma's in de getallen? Gebruik dan een puntkomma tussen de kolommen."
            told = f"deze regel heeft {len(cells)} cellen, de kop heeft er {width}.{hint if grid.separator == ',' else ''}"
            raise SourceError(f"{grid.path}:{line}  {told}")


def _without_footnotes(rows: Rows) -> Rows:
    last = len(rows)
    while last and (_is_note(rows[last - 1][1]) or _FOOTNOTE.match(str(rows[last - 1][1][0]))):
        last -= 1
    return rows[:last]


def _is_note(cells: Sequence[object]) -> bool:
    """A row with one text and nothing else has no figure: a heading between the rows, or the source below them."""
    filled = [cell for cell in cells if cell != ""]
    return len(filled) == 1 and isinstance(filled[0], str) and not _is_figure(filled[0])


def _is_figure(text: str) -> bool:
    try:
        return notation.figure(text, None) is not None
    except ValueError as error:
        return "geen getal" not in str(error)

"""The cells of a CSV or Excel file with their line numbers, whatever its encoding or separator; it knows no meanings."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from etl.delivery import SourceError
from etl.own_files.notation import Content

_EXCEL = {".xlsx", ".xlsm"}
_NOT_READ = {".xls", ".ods", ".numbers", ".pdf"}
_SEPARATORS = (";", "\t", ",")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_Line = tuple[int, list[Content]]


@dataclass(frozen=True)
class Sheet:
    """The wanted columns of a file: the line numbers, and per column as many cells (text without edges, or a number)."""

    path: Path
    lines: tuple[int, ...]
    columns: dict[str, tuple[Content, ...]]


def read_sheet(path: Path, wanted: Sequence[str]) -> Sheet:
    """Read these columns of a CSV file or of the first sheet of an Excel file; SourceError when that cannot be done.

    The first line with text is the header; empty lines are skipped.
    """
    if not path.is_file():
        raise SourceError(f"{path}: dit bestand is er niet. Zet het daar neer, of verbeter de naam bij 'bestand' in de agenda.")
    if path.suffix.lower() in _NOT_READ:
        raise SourceError(f"{path}: dit soort bestand is niet te lezen. Sla het op als .xlsx of als .csv.")
    lines = _excel_lines(path) if path.suffix.lower() in _EXCEL else _csv_lines(path, wanted)
    filled = [(number, cells) for number, cells in lines if any(cell != "" for cell in cells)]
    if not filled:
        raise SourceError(f"{path}: het bestand is leeg. Zet op de eerste regel de namen van de kolommen.")
    header = [str(cell) for cell in filled[0][1]]
    places = _places(path, header, wanted)
    body = filled[1:]
    columns = {name: tuple(row[place] if place < len(row) else "" for _, row in body) for name, place in places.items()}
    return Sheet(path, tuple(number for number, _ in body), columns)


def _csv_lines(path: Path, wanted: Sequence[str]) -> list[_Line]:
    text = _decoded(path)
    header = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=lambda sign: _fit(next(csv.reader([header], delimiter=sign), []), wanted))
    lines: list[_Line] = []
    try:
        reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
        lines.extend((reader.line_num, [cell.strip() for cell in row]) for row in reader)
    except csv.Error as error:
        raise SourceError(
            f"{path}:{reader.line_num}  deze regel is niet te lezen; kijk of er een aanhalingsteken mist."
        ) from error
    _require_width(path, [line for line in lines if any(line[1])], separator)
    return lines


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    encodings = ("utf-16",) if raw.startswith(_UTF16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(f"{path}: de tekens zijn niet te lezen. Sla het bestand op als 'CSV UTF-8'.")


def _fit(header: Sequence[str], wanted: Sequence[str]) -> tuple[int, int]:
    """How well a separator fits: wanted columns found, then the number of columns."""
    names = {name.strip() for name in header}
    return len(names & set(wanted)), len(header)


def _require_width(path: Path, lines: Sequence[_Line], separator: str) -> None:
    """A line with more cells than the header has slid; with a comma as separator, one with fewer may have slid too."""
    width = len(lines[0][1]) if lines else 0
    for number, cells in lines:
        extra = any(cells[width:])
        if extra or (separator == "," and len(cells) < width):
            hint = " Staan er komma's in de getallen? Gebruik dan een puntkomma tussen de kolommen." if separator == "," else ""
            raise SourceError(f"{path}:{number}  deze regel heeft {len(cells)} cellen, de kop heeft er {width}.{hint}")


def _excel_lines(path: Path) -> Iterator[_Line]:
    import openpyxl  # noqa: PLC0415  # a fifth of a second that a run without Excel files need not spend
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        values = openpyxl.load_workbook(path, read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(path, read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise SourceError(f"{path}: dit is geen Excelbestand dat te lezen is. Sla het opnieuw op als .xlsx.") from error
    try:
        for number, (row, source) in enumerate(zip(values.worksheets[0].rows, formulas.worksheets[0].rows, strict=True), start=1):
            yield number, [_cell(cell, origin.value) for cell, origin in zip(row, source, strict=True)]
    finally:
        values.close()
        formulas.close()


def _cell(cell: Any, source: Any) -> Content:
    """An Excel cell as text or number. What Excel shows otherwise (12 %) or never worked out (a formula) stays visible text."""
    value = source if cell.value is None else cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return f"{100 * value:.10g}%" if "%" in (cell.number_format or "") else float(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _places(path: Path, header: Sequence[str], wanted: Sequence[str]) -> dict[str, int]:
    """Where each wanted column stands; SourceError for all that are missing or there twice."""
    known = [name for name in header if name]
    problems = [_missing(name, known) for name in wanted if name not in known]
    problems += [
        f"kolom '{name}' staat er twee keer; geef elke kolom een eigen naam." for name in wanted if known.count(name) > 1
    ]
    if problems:
        raise SourceError(
            "\n".join(f"{path}:1  {problem}" for problem in [*problems, f"Kolommen in dit bestand: {', '.join(known)}."])
        )
    return {name: header.index(name) for name in wanted}


def _missing(name: str, known: Sequence[str]) -> str:
    folded = {other.lower(): other for other in known}
    near = get_close_matches(name.lower(), folded, n=1)
    return f"kolom '{name}' is er niet" + (f"; bedoelt u '{folded[near[0]]}'?" if near else ".")

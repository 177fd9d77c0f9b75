"""The rows of an Excel file, with the number formats that change what a cell shows; it knows no meanings and runs on its own.

openpyxl first, since it tells percentages and dates from numbers. What it cannot open (Strict Open XML, damaged styles) is
read with calamine, which knows values only: so only when no percentage and no formula without an answer can be in it.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from etl.own_files import limits
from etl.own_files.formats import formats_in_use, is_percentage
from etl.own_files.limits import Cell, Rows, Tally, UnreadableError
from etl.own_files.text_rows import LOOKED_AT, clean

_AGAIN = "Open het in Excel en bewaar het opnieuw als .xlsx"
_OLD = b"\xd0\xcf\x11\xe0"
_EPOCH = datetime(1899, 12, 30)
_AFTER_FALSE_DAY = datetime(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: the numbers before it are one less."""
_NOTHING = rb"<(?:\w+:)?v\b[^<>]*(?:/>|>\s*</(?:\w+:)?v\s*>)"
"""An empty answer, in both ways that XML has for it."""
_FORMULA_WITHOUT_ANSWER = re.compile(rb"<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:" + _NOTHING + rb"\s*)?</(?:\w+:)?c>")
_A_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


Read = tuple[Rows, dict[str, Rows], list[str]]
"""The rows of the sheet that was asked for, the first rows of the others, and the names of all, in order."""


def rows_of_workbook(raw: bytes, sheet: str | None) -> Read:
    """The rows of this sheet (the first when None) that are not empty, and the first LOOKED_AT rows of every other sheet."""
    parts = _checked(raw)
    styles = next((_part(parts, info) for info in parts.infolist() if info.filename.endswith("styles.xml")), b"")
    formats = formats_in_use(styles, _worksheets(parts))
    try:
        return _with_openpyxl(raw, sheet, has_formulas=any(_A_FORMULA.search(part) for part in _worksheets(parts)))
    except UnreadableError:
        raise
    except Exception as error:  # noqa: BLE001  # whatever openpyxl raises on a file that Excel opens: six kinds seen
        return _with_calamine(raw, sheet, parts, formats, error)


def _checked(raw: bytes) -> zipfile.ZipFile:
    """The file as an archive whose parts may be unpacked."""
    if raw.startswith(_OLD):
        why = "dit bestand heeft een wachtwoord of is een oud Excelbestand"
        raise UnreadableError(f"{why}. Bewaar het in Excel zonder wachtwoord als .xlsx")
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw))
        infos = parts.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError) as error:
        raise UnreadableError("dit is geen Excelbestand dat te lezen is. Bewaar het opnieuw als .xlsx") from error
    too_dense = any(
        info.file_size > limits.RATIO_FROM and info.file_size > limits.LARGEST_RATIO * max(info.compress_size, 1)
        for info in infos
    )
    if too_dense or len(infos) > limits.MOST_PARTS or sum(info.file_size for info in infos) > limits.LARGEST_UNPACKED:
        raise UnreadableError("uitgepakt is dit Excelbestand te groot. Zet alleen de tabel met cijfers in een nieuw bestand")
    return parts


def _worksheets(parts: zipfile.ZipFile) -> Iterator[bytes]:
    for info in parts.infolist():
        if "worksheets/" in info.filename and info.filename.endswith(".xml"):
            yield _part(parts, info)


def _part(parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return parts.read(info)
    except Exception as error:  # a damaged or encrypted part: zlib, zipfile and struct each have their own words for it
        raise UnreadableError(f"dit Excelbestand is beschadigd. {_AGAIN}") from error


def _with_openpyxl(raw: bytes, sheet: str | None, *, has_formulas: bool) -> Read:
    import openpyxl  # noqa: PLC0415  # a fifth of a second that calamine or a CSV file need not spend

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    formulas = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False) if has_formulas else None
    sheets = {each.title: each for each in book.worksheets}
    if not sheets:  # so it reads Strict Open XML, whose names it does not know
        raise ValueError("no sheets")
    chosen = _chosen(sheet, list(sheets))
    for each in [*sheets.values(), *(formulas.worksheets if formulas else ())]:
        each.reset_dimensions()  # what a sheet says of its size is not to be trusted
    origins = formulas[chosen].iter_rows(values_only=True) if formulas else None
    rows = _filled(enumerate(_cells_of(sheets[chosen].iter_rows(), origins), start=1), Tally())
    others = {
        name: _filled(enumerate(_cells_of(each.iter_rows(max_row=LOOKED_AT), None), start=1), Tally())
        for name, each in sheets.items()
        if name != chosen
    }
    return rows, others, list(sheets)


def _cells_of(rows: Iterable[Any], origins: Iterable[Any] | None) -> Iterator[list[Cell]]:
    if origins is None:
        yield from ([_cell(cell, None) for cell in row] for row in rows)
        return
    for row, origin in zip(rows, origins, strict=True):
        yield [_cell(cell, source) for cell, source in zip(row, origin, strict=True)]


def _cell(cell: Any, source: Any) -> Cell:
    """A cell as Excel shows it, as far as that matters; a formula that was never worked out stays visible as its text."""
    value = cell.value
    if value is None:
        return clean(str(source)) if source is not None else ""
    if isinstance(value, int | float) and not isinstance(value, bool) and is_percentage(cell.number_format or ""):
        return ["%", float(value)]
    return _plain(value)


def _plain(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime | date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        number = (moment - _EPOCH) / timedelta(days=1)
        return ["datum", number if moment >= _AFTER_FALSE_DAY else number - 1, moment.date().isoformat()]
    return clean(str(value))


def _with_calamine(raw: bytes, sheet: str | None, parts: zipfile.ZipFile, formats: set[str], why: Exception) -> Read:
    if any(_FORMULA_WITHOUT_ANSWER.search(part) for part in _worksheets(parts)):
        raise UnreadableError(f"dit Excelbestand heeft formules zonder uitkomst. {_AGAIN}") from why
    if any(map(is_percentage, formats)):
        text = "in dit Excelbestand staan procenten, maar de opmaak is beschadigd of Strict Open XML"
        raise UnreadableError(f"{text}. {_AGAIN} (gewone Excel-werkmap)") from why
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  # only what openpyxl cannot open needs it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        chosen = _chosen(sheet, book.sheet_names)
        rows = {name: _calamine_rows(book, name) for name in book.sheet_names}
    except UnreadableError:
        raise
    except BaseException as error:  # calamine's own errors, and the PanicException of the library beneath it
        raise UnreadableError(f"dit is geen Excelbestand dat te lezen is. {_AGAIN}") from error
    names = list(rows)
    return rows.pop(chosen), {name: others[:LOOKED_AT] for name, others in rows.items()}, names


def _calamine_rows(book: Any, name: str) -> Rows:
    found = book.get_sheet_by_name(name)
    return _filled(
        enumerate(([_plain(value) for value in row] for row in found.iter_rows()), start=1 + (found.start or (0, 0))[0])
    )


def _filled(lines: Iterable[tuple[int, list[Cell]]], tally: Tally | None = None) -> Rows:
    """The rows with anything in them, without the empty cells at their end."""
    rows, tally = [], tally or Tally()
    for line, cells in lines:
        if line > limits.LAST_ROW:
            raise UnreadableError(f"dit Excelbestand heeft regels die Excel niet kent. {_AGAIN}")
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            tally.add(line, cells)
            rows.append((line, cells))
    return rows


def _chosen(sheet: str | None, names: list[str]) -> str:
    if not names:
        raise UnreadableError(f"dit Excelbestand heeft geen blad met cellen. {_AGAIN}")
    if sheet is None:
        return names[0]
    by_name = {clean(name).casefold(): name for name in names}
    if clean(sheet).casefold() not in by_name:
        raise UnreadableError(
            f"er is geen blad '{sheet}'. Bladen in dit bestand: {', '.join(names)}. Verbeter 'blad' bij de bron"
        )
    return by_name[clean(sheet).casefold()]

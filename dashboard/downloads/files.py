"""Tables to take along, as CSV for a Dutch spreadsheet or as a workbook; it chooses no content.

CSV: semicolons, decimal commas, every line complete in itself. Workbook: real numbers on 'cijfers', the sources on 'herkomst'.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from dashboard.downloads.cells import is_calculated, neutral
from dashboard.look.notation import made_on, plain_number
from dashboard.look.plain_text import plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORIGIN_HEADERS = ("indicator", "eenheid", "bron", "tabel", "titel", "licentie", "opgehaald_op", "herkomst")
WIDEST = 48


@dataclass(frozen=True)
class Figure:
    """A number in a cell: whole in a workbook, rounded to its decimals in what is shown."""

    value: float
    decimals: int


Cell = str | int | Figure


@dataclass(frozen=True, kw_only=True)
class Export:
    """A table to take along; origins: lines under ORIGIN_HEADERS; more: other sheets of a workbook, by their name."""

    title: str
    headers: Sequence[str]
    lines: Sequence[Sequence[Cell]]
    origins: Sequence[Sequence[str]]
    made_on: date
    more: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Cell]]]] = field(default_factory=dict)


def to_csv(export: Export) -> bytes:
    """UTF-8 with byte order mark (Excel needs it)."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(neutral, export.headers))
    writer.writerows([_as_text(cell) for cell in line] for line in export.lines)
    return text.getvalue().encode("utf-8-sig")


def to_workbook(export: Export) -> bytes:
    """Title, sources and date above the table; each column as wide as its content."""
    book = Workbook()
    figures = book.active
    figures.title = "cijfers"
    _fill(figures, export, export.headers, export.lines)
    for name, (headers, lines) in (*export.more.items(), ("herkomst", (ORIGIN_HEADERS, export.origins))):
        _fill(book.create_sheet(name), export, headers, lines)
    book.properties.title = plain(export.title)
    return _saved(book, export.made_on)


def _saved(book: Workbook, on: date) -> bytes:
    """The file as of a day: openpyxl and zip put the clock in it, and the same tables have to give the same bytes."""
    book.properties.created = book.properties.modified = datetime.combine(on, time.min)
    drafted, file = io.BytesIO(), io.BytesIO()
    with ZipFile(drafted, "w") as draft:
        ExcelWriter(book, draft).save()
    with ZipFile(drafted) as draft, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name in draft.namelist():
            made.writestr(ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0)), draft.read(name), ZIP_DEFLATED)
    return file.getvalue()


def _fill(sheet: Worksheet, export: Export, headers: Sequence[str], lines: Sequence[Sequence[Cell]]) -> None:
    holders = dict.fromkeys(f"{line[2]} ({line[5]})" for line in export.origins)
    above = [
        export.title,
        f"Bron: {', '.join(holders)}" if holders else "",
        made_on(export.made_on),
        "",
    ]
    for row, text in enumerate(above, 1):
        _put(sheet, row, 1, text)
    sheet["A1"].font = Font(bold=True, size=14)
    top = len(above) + 1
    for row, line in enumerate([headers, *lines], top):
        for column, cell in enumerate(line, 1):
            _put(sheet, row, column, cell)
    for column, header in enumerate(headers, 1):
        sheet.cell(top, column).font = Font(bold=True)
        longest = max(len(_as_text(cell)) for cell in [header, *(line[column - 1] for line in lines)])
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 2)
    sheet.freeze_panes = sheet.cell(top + 1, 1)


def _put(sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
    place = sheet.cell(row, column)
    if isinstance(cell, Figure):
        place.value, place.number_format = cell.value, _number_format(cell)
        return
    place.value = plain(cell) if isinstance(cell, str) else cell
    if isinstance(cell, str):
        place.data_type = "s"  # else a text that starts with = would be a formula
        place.quotePrefix = is_calculated(place.value)  # it stays text when somebody changes the cell
        place.alignment = Alignment(vertical="top", wrap_text=len(cell) > WIDEST and row > 1)


def _number_format(figure: Figure) -> str:
    """How the workbook shows the whole number: as on the screen. Excel writes -0,0 for −0.04; a second part has no sign."""
    digits = "#,##0" + ("." + "0" * figure.decimals if figure.decimals else "")
    return (
        f"{digits};{digits}" if figure.value < 0 and not plain_number(figure.value, figure.decimals).startswith("-") else digits
    )


def _as_text(cell: Cell) -> str:
    if isinstance(cell, Figure):
        return plain_number(cell.value, cell.decimals)
    return neutral(cell) if isinstance(cell, str) else str(cell)

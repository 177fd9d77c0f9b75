"""One more figure of a partner's own in its CSV file: a line at the end, written as the others are; pure, bytes in, bytes out."""

import csv
import re
from datetime import date
from typing import NamedTuple

from etl.store.gate.process import cannot_be, hardly

_DELIMITERS = ";,\t"
_LONGEST = 20


class RowError(Exception):
    """The line cannot be added; the text says why and what to do."""


class FarRowError(RowError):
    """The figure is far from the others: it can be added by who says that it is right."""


def with_figure(
    content: bytes, *, header_row: int, period_column: str, column: str, period: str, value: float, is_sure: bool = False
) -> bytes:
    """The file with a line for this period at its end. header_row: where the names of the columns are, counted from 1.

    is_sure: somebody looked at a figure that is far from the others.
    """
    text, coding = _text(content)
    end = "\r\n" if "\r\n" in text else "\n"
    table = _table(text, header_row, (period_column, column))
    at, beside = table.names.index(period_column), table.names.index(column)
    _check_period(period, [row[at].strip() for _, row in table.rows if row[at].strip()])
    others = [_figure(row[beside]) for _, row in table.rows]
    if not is_sure and (far := hardly(value, [each for each in others if each is not None])):
        raise FarRowError(far)
    cells = [""] * len(table.names)
    cells[at], cells[beside] = period, _written(value, table.delimiter)
    return (text.rstrip("\r\n") + end + table.delimiter.join(cells) + end).encode(coding)


def impossible(content: bytes, *, header_row: int, period_column: str, column: str, today: date) -> str:
    """The first line with a figure that cannot be, and why; empty when there is none, or when this is no such table."""
    try:
        table = _table(_text(content)[0], header_row, (period_column, column))
    except RowError:
        return ""  # reading it says what is wrong with it
    at, beside = table.names.index(period_column), table.names.index(column)
    figures = ((line, row[at], _figure(row[beside])) for line, row in table.rows)
    wrong = ((line, cannot_be(period, value, today)) for line, period, value in figures if value is not None)
    return next((f"Regel {line}: {why}." for line, why in wrong if why), "")


class _Table(NamedTuple):
    """The names of the columns, and of each line that says something its number and its cells, as many as there are names."""

    delimiter: str
    names: list[str]
    rows: list[tuple[int, list[str]]]


def _table(text: str, header_row: int, wanted: tuple[str, ...]) -> _Table:
    lines = text.splitlines()
    if header_row > len(lines):
        raise RowError(f"Het bestand heeft geen regel {header_row} met de namen van de kolommen. Vervang het bestand.")
    delimiter = max(_DELIMITERS, key=lines[header_row - 1].count)
    names, *rows = csv.reader(lines[header_row - 1 :], delimiter=delimiter)
    names = [name.strip() for name in names]
    if missing := [name for name in wanted if name not in names]:
        raise RowError(f"Het bestand heeft geen kolom '{missing[0]}'. Wel: {', '.join(names)}. Vervang het bestand.")
    numbered = ((line, [*row, *[""] * len(names)]) for line, row in enumerate(rows, start=header_row + 1))
    return _Table(delimiter, names, [(line, row) for line, row in numbered if any(cell.strip() for cell in row)])


def _figure(cell: str) -> float | None:
    """As people write one; None for anything else: this only looks whether a new one is far from the others."""
    text = cell.strip()
    if "," in text or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return None


def _text(content: bytes) -> tuple[str, str]:
    coding = "utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "utf-8"
    try:
        return content.decode(coding), coding
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"


def _check_period(period: str, there: list[str]) -> None:
    if not period or len(period) > _LONGEST or not re.fullmatch(r"[\w /'-]+", period):
        raise RowError("Schrijf waar het cijfer over gaat, zoals 2026-K3 of 2026.")
    if period in there:
        raise RowError(f"Er staat al een cijfer bij {period}. Is dat veranderd? Vervang dan het bestand.")
    if there and _shape(period) not in {_shape(each) for each in there}:
        raise RowError(f"Schrijf de periode zoals de andere in het bestand, bijvoorbeeld {there[-1]}.")


def _shape(period: str) -> str:
    return re.sub(r"[A-Za-z]", "a", re.sub(r"\d", "0", period))


def _written(value: float, delimiter: str) -> str:
    """As the rest of such a file: a comma, where commas do not part the columns."""
    text = f"{value:.10g}"
    return text.replace(".", ",") if delimiter == ";" else text

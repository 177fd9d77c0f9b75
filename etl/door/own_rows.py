"""One more figure of a partner's own in its CSV file: a line at the end, written as the others are; pure, bytes in, bytes out."""

import csv
import re

_DELIMITERS = ";,\t"
_LONGEST = 20


class RowError(Exception):
    """The line cannot be added; the text says why and what to do."""


def with_figure(content: bytes, *, header_row: int, period_column: str, column: str, period: str, value: float) -> bytes:
    """The file with a line for this period at its end. header_row: where the names of the columns are, counted from 1."""
    text, coding = _text(content)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    if header_row > len(lines):
        raise RowError(f"Het bestand heeft geen regel {header_row} met de namen van de kolommen. Vervang het bestand.")
    delimiter = max(_DELIMITERS, key=lines[header_row - 1].count)
    names, *rows = csv.reader(lines[header_row - 1 :], delimiter=delimiter)
    names = [name.strip() for name in names]
    if missing := [name for name in (period_column, column) if name not in names]:
        raise RowError(f"Het bestand heeft geen kolom '{missing[0]}'. Wel: {', '.join(names)}. Vervang het bestand.")
    at, there = names.index(period_column), [row for row in rows if any(cell.strip() for cell in row)]
    _check_period(period, [row[at].strip() for row in there if len(row) > at])
    cells = [""] * len(names)
    cells[at], cells[names.index(column)] = period, _written(value, delimiter)
    return (text.rstrip("\r\n") + end + delimiter.join(cells) + end).encode(coding)


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

"""The rows of a CSV file, whatever its encoding, separator or line ends; it knows no meanings and runs on its own."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from etl.own_files.limits import LONGEST_CELL, Cell, Rows, Tally, UnreadableError

SEPARATORS = (";", "\t", ",", "|")
LOOKED_AT = 40
"""Lines in which a header is looked for."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_KINDS = (
    (b"PK\x03\x04", "dit is geen CSV maar een Excelbestand. Geef het de naam .xlsx"),
    (b"\xd0\xcf\x11\xe0", "dit is geen CSV maar een oud Excelbestand. Open het in Excel en bewaar het als .xlsx"),
    (b"%PDF", "dit is geen CSV maar een PDF. Bewaar de tabel als .csv of .xlsx"),
)
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SEP_LINE = re.compile(r"\A\"?sep=([;,|\t])\"?[;,\t]*(?:\n|\Z)", re.IGNORECASE)
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u200e\u200f"))


def rows_of_text(raw: bytes, wanted: Sequence[str]) -> tuple[Rows, str]:
    """Every row that is not empty, with the number of its first line, and the separator; UnreadableError otherwise.

    wanted: names that tell which separator makes columns of them, when the file does not say so itself (`sep=;`).
    """
    for magic, text in _OTHER_KINDS:
        if raw.startswith(magic):
            raise UnreadableError(text)
    text = _lines_ended_alike(_decoded(raw))
    if strange := _STRANGE.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        raise UnreadableError("hier staan tekens die geen tekst zijn. Bewaar het bestand opnieuw als 'CSV UTF-8'", line)
    told = _SEP_LINE.match(text)
    separator = told[1] if told else _best_separator(text, wanted)
    first = 1 if told else 0
    return list(_rows(text[told.end() :] if told else text, separator, first)), separator


def clean(text: str) -> str:
    """The text without edges and without signs nobody sees; spaces of every kind become one."""
    return " ".join(text.translate(_INVISIBLE).split())


def _rows(text: str, separator: str, before: int) -> Iterator[tuple[int, list[Cell]]]:
    csv.field_size_limit(LONGEST_CELL)
    tally, reader = Tally(), csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    line = before + 1
    try:
        for row in reader:
            cells: list[Cell] = [clean(cell) for cell in row]
            if any(cells):
                tally.add(line, cells)
                yield line, cells
            line = before + reader.line_num + 1
    except csv.Error as error:
        if "limit" in str(error):
            why = f"hier is een cel langer dan {LONGEST_CELL} tekens. Kijk of er een aanhalingsteken mist"
        else:
            why = "deze regel is niet te lezen; kijk of er een aanhalingsteken mist"
        raise UnreadableError(why, line) from error


def _decoded(raw: bytes) -> str:
    encodings = [encoding for mark, encoding in _MARKS if raw.startswith(mark)] or _unmarked(raw)
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError("de tekens zijn niet te lezen. Bewaar het bestand als 'CSV UTF-8'")


def _unmarked(raw: bytes) -> list[str]:
    """Without a mark: UTF-16 has a NUL in every other place of plain text, in the odd ones or in the even ones."""
    start = raw[:2000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if len(raw) % 2 == 0 and max(even, odd) > 0.4 * len(start) / 2 and min(even, odd) == 0:
        return ["utf-16-le" if odd else "utf-16-be"]
    is_old_mac = b"\r" in raw and b"\n" not in raw
    return ["utf-8", "mac_roman" if is_old_mac else "cp1252"]


def _lines_ended_alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _best_separator(text: str, wanted: Sequence[str]) -> str:
    names = {clean(name) for name in wanted}
    start = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line.strip()]
    return max(SEPARATORS, key=lambda sign: max((_fit(line, sign, names) for line in start), default=(0, 0)))


def _fit(line: str, separator: str, names: set[str]) -> tuple[int, int]:
    """How well a separator fits a line: wanted columns found, then the number of cells."""
    try:
        cells = {clean(cell) for cell in next(csv.reader([line], delimiter=separator), [])}
    except csv.Error:
        return 0, 0
    return len(cells & names), line.count(separator)

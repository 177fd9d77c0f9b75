"""Which number formats the cells of a workbook have, as its parts say it: enough to know that a percentage cannot pass unseen."""

import html
import re
from collections.abc import Iterable

from etl.own_files.limits import UnreadableError

_CELL_STYLE = re.compile(rb"<(?:\w+:)?c\s[^<>]*?\bs\s*=\s*[\"'](\d{1,6})[\"']")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs\s*>", re.DOTALL)
_FORMAT_OF_STYLE = re.compile(rb"<(?:\w+:)?xf\b([^<>]*)>")
_FORMAT_ID = re.compile(rb"\bnumFmtId\s*=\s*[\"'](\d{1,6})[\"']")
_OWN_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^<>]*)>")
_FORMAT_CODE = re.compile(rb"\bformatCode\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_FIRST_OWN_FORMAT = 164
"""Formats below this are the same in every workbook."""
_PERCENTAGES = {9: "0%", 10: "0.00%"}


def formats_in_use(styles: bytes, worksheets: Iterable[bytes]) -> set[str]:
    """The format codes of all cells that have one, of the formats that every workbook has only those for percentages.

    UnreadableError when a cell has a format that the workbook does not describe: it could be a percentage, or a date.
    """
    used = {int(number) for sheet in worksheets for number in set(_CELL_STYLE.findall(sheet))} - {0}
    if not used:
        return set()
    described = _CELL_FORMATS.search(styles)
    ids = [_FORMAT_ID.search(tag) for tag in _FORMAT_OF_STYLE.findall(described[0])] if described else []
    own = {int(named[1]): _code(tag) for tag in _OWN_FORMAT.findall(styles) if (named := _FORMAT_ID.search(tag))}
    found = set()
    for style in used:
        match = ids[style] if style < len(ids) else None
        number = int(match[1]) if match else None
        code = None if number is None else own.get(number, _PERCENTAGES.get(number, ""))
        if code is None or (not code and number is not None and number >= _FIRST_OWN_FORMAT):
            told = "de opmaak van dit Excelbestand is beschadigd, dus niet te zien is of er procenten of datums in staan"
            raise UnreadableError(f"{told}. Open het in Excel en bewaar het opnieuw als .xlsx")
        found.add(code)
    return found - {""}


def is_percentage(number_format: str) -> bool:
    """A % outside quotes; one within quotes is only a word beside the number."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format)


def _code(tag: bytes) -> str:
    match = _FORMAT_CODE.search(tag)
    return html.unescape((match[1] or match[2] or b"").decode("utf-8", errors="replace")) if match else ""

"""How people write a number, a municipality and a year in their own file; it reads cells, never files, and guesses nothing.

A cell is a text (CSV, Excel text) or a number (Excel). ValueError texts are Dutch, start after the value and end with the remedy.
"""

import re
from collections import Counter
from collections.abc import Iterable

from etl.store.terms import NATION

Content = str | float

MISSING = frozenset({"", ".", "-"})
"""What means "no figure". CBS writes '.' for unknown; '-' once meant nil there, but a zero should be written as 0."""

_NUMBERS = {
    ",": re.compile(r"[-+]?(\d+|[1-9]\d{0,2}(\.\d{3})+)(,\d+)?"),
    ".": re.compile(r"[-+]?(\d+|[1-9]\d{0,2}(,\d{3})+)(\.\d+)?"),
}
_MUNICIPALITY = re.compile(r"(?:GM)?(?!0+(?:\.0)?$)(\d{1,4})(?:\.0)?", re.IGNORECASE)
_NATIONS = {"NL", "NL00", "NL01"}
_ONE_YEAR = re.compile(r"(\d{4})(?:\.0|JJ00|SJ00|-\d\d?-\d\d?(?:[ T]00:00:00)?)?|\d\d?[-/]\d\d?[-/](\d{4})")
_SCHOOL_YEAR = re.compile(r"(\d{4})(?:/'?|/’|-(?=\d{4}))(\d{2}|\d{4})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def is_missing(cell: Content) -> bool:
    """Whether the cell says that there is no figure."""
    return isinstance(cell, str) and cell in MISSING


def decimal_sign(cells: Iterable[Content]) -> str | None:
    """The decimal sign that these cells prove, ',' or '.'; None when no cell proves one.

    `12,5` and `1.234,5` prove a comma; `1.234` proves nothing: it is 1234 or 1,234. When some prove a comma and some a point,
    the one with most proof wins, and `number` refuses the others.
    """
    proof = {",": 0, ".": 0}
    for cell, times in Counter(cells).items():
        fits = _fitting(cell) if isinstance(cell, str) else ()
        if len(fits) == 1:
            proof[fits[0]] += times
    return max(proof, key=lambda sign: proof[sign]) if any(proof.values()) else None


def number(cell: Content, sign: str | None) -> float:
    """The figure in a cell, given the file's decimal sign; ValueError when it is not a number or could be two numbers."""
    if isinstance(cell, float):
        return cell
    text = cell.replace("−", "-")
    fits = _fitting(text)
    if not fits:
        raise ValueError("is geen getal; schrijf alleen cijfers, zoals 12,5, of laat de cel leeg als er geen cijfer is")
    if sign is None and len(fits) == 2 and not text.lstrip("+-").isdigit():  # noqa: PLR2004
        whole = re.sub(r"[.,]", "", text)
        raise ValueError(f"kan {whole} zijn of {text.replace('.', ',')}; schrijf {whole} of {text.replace('.', ',')}0")
    if sign is not None and sign not in fits:
        word = {",": "komma", ".": "punt"}[sign]
        raise ValueError(f"past niet bij de rest van het bestand, waar de decimalen na een {word} staan; schrijf het ook zo")
    sign = sign or fits[0]
    thousands = "." if sign == "," else ","
    return float(text.replace(thousands, "").replace(sign, "."))


def region(cell: Content) -> str:
    """`NL` for the Netherlands, otherwise as `municipality`."""
    return NATION if as_text(cell).upper() in _NATIONS else municipality(cell)


def municipality(cell: Content) -> str:
    """`GM0479` for GM0479, 0479, 479 and 479.0; ValueError for a name or anything else."""
    match = _MUNICIPALITY.fullmatch(as_text(cell))
    if match is None:
        raise ValueError("is geen gemeentecode; schrijf GM en vier cijfers, zoals GM0479")
    return f"GM{int(match[1]):04d}"


def year(cell: Content) -> int:
    """The year of 2024, 2024JJ00, 31-12-2024 or 2024-12-31; the first one of 2018/'19, 2018/2019; ValueError otherwise."""
    text = as_text(cell)
    if match := _ONE_YEAR.fullmatch(text):
        found = int(match[1] or match[2])
    elif (match := _SCHOOL_YEAR.fullmatch(text)) and str(int(match[1]) + 1).endswith(match[2]):
        found = int(match[1])
    else:
        raise ValueError("is geen jaar; schrijf een jaar (2024) of een schooljaar (2018/'19)")
    if not _FIRST_YEAR <= found <= _LAST_YEAR:
        raise ValueError(f"ligt niet tussen {_FIRST_YEAR} en {_LAST_YEAR}; verbeter het jaar")
    return found


def as_text(cell: Content) -> str:
    """The cell as someone would type it: a whole number without decimals."""
    return f"{cell:.15g}" if isinstance(cell, float) else cell


def _fitting(text: str) -> tuple[str, ...]:
    return tuple(sign for sign, pattern in _NUMBERS.items() if pattern.fullmatch(text.replace("−", "-")))

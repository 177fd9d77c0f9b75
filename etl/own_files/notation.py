"""How people write a figure or a code in their own file; it reads cells, never files, and guesses nothing.

A cell is a text (CSV, Excel text) or a number, percentage or date (Excel). ValueError texts are Dutch, start after the value
and end with the remedy.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple


class Percent(NamedTuple):
    """A number in a cell that is shown as a percentage: 0.105 is shown as 10,5 %."""

    part: float

    @property
    def value(self) -> float:
        """What the cell shows, without the noise of multiplying binary fractions: 7.0 and not 7.000000000000001."""
        return float(Decimal(f"{self.part:.15g}") * 100)


class Day(NamedTuple):
    """A number in a cell that is shown as a date: 2022 is shown as 14-7-1905."""

    number: float
    iso: str


Content = str | float | Percent | Day

MISSING = frozenset({"", ".", "..", "-", "–", "—", "−", "x", "na", "n.b.", "nb", "n.v.t."})
"""What means "no figure", in small letters. CBS writes '.' for unknown and 'x' for secret; a zero should be written as 0."""
CODES_FOR_MISSING = frozenset(range(-99999, -99994))
"""What survey software (Swing, SPSS) writes for a suppressed or unknown figure; no figure of a municipality is one of these."""

_NUMBERS = {
    ",": re.compile(r"[-+]?(\d+|[1-9]\d{0,2}(\.\d{3})+|[1-9]\d{0,2}( \d{3})+)(,\d+)?"),
    ".": re.compile(r"[-+]?(\d+|[1-9]\d{0,2}(,\d{3})+|[1-9]\d{0,2}( \d{3})+)(\.\d+)?"),
}
_POWERS = {sign: re.compile(rf"[-+]?\d+([{sign}]\d+)?[eE][-+]?\d{{1,3}}") for sign in ",."}
_LONGEST_NUMBER = 40
_CODE_FOR_MISSING = re.compile(r"-99[.,]?99[5-9](?:[.,]0+)?")
_MUNICIPALITY = re.compile(r"(?:GM)?(?!0+(?:\.0)?$)(\d{1,4})(?:\.0)?", re.IGNORECASE)
_SHARE = re.compile(r"(.*\S)\s*%")


def is_missing(cell: Content) -> bool:
    """Whether the cell says in a word or a sign that there is no figure."""
    return isinstance(cell, str) and cell.lower() in MISSING


def is_code_for_missing(cell: Content) -> bool:
    """Whether the cell has a number that stands for "no figure"."""
    if isinstance(cell, str):
        return "99" in cell and _CODE_FOR_MISSING.fullmatch(_bare(cell)) is not None
    return not isinstance(cell, Day) and (cell.part if isinstance(cell, Percent) else cell) in CODES_FOR_MISSING


def is_share(cell: Content) -> bool:
    """Whether the cell shows a percentage."""
    return isinstance(cell, Percent) or (isinstance(cell, str) and "%" in cell and _SHARE.fullmatch(cell) is not None)


def decimal_sign(cells: Iterable[Content]) -> str | None:
    """The decimal sign that these cells prove, ',' or '.'; None when no cell proves one.

    `12,5` and `1.234,5` prove a comma; `1.234` proves nothing: it is 1234 or 1,234. When some prove a comma and some a point,
    the one with most proof wins, and `number` refuses the others.
    """
    proof = {",": 0, ".": 0}
    for cell, times in Counter(cells).items():
        fits = _fitting(_bare(cell)) if isinstance(cell, str) else ()
        if len(fits) == 1:
            proof[fits[0]] += times
    return max(proof, key=lambda sign: proof[sign]) if any(proof.values()) else None


def figure(cell: Content, sign: str | None) -> float | None:
    """The figure in a cell, None when it says that there is none; ValueError as `number`."""
    if is_missing(cell):
        return None
    value = number(cell, sign)
    raw = cell.part if isinstance(cell, Percent) else value
    return None if raw in CODES_FOR_MISSING else value


def number(cell: Content, sign: str | None) -> float:
    """The number in a cell, given the file's decimal sign; ValueError when it is not a number or could be two numbers."""
    if isinstance(cell, Day):
        shown = f"{cell.number:.10g}".replace(".", ",")
        raise ValueError(  # noqa: TRY004  # the file is wrong, not the program
            f"is een datum: de cel heeft een datumopmaak, en het getal erin is {shown}; kies de opmaak Standaard"
        )
    value = cell.value if isinstance(cell, Percent) else cell if isinstance(cell, float) else _written(_bare(cell), sign)
    if not math.isfinite(value):
        raise ValueError("is geen getal dat kan bestaan; verbeter het, of laat de cel leeg")
    return value


def municipality(cell: Content) -> str:
    """`GM0479` for GM0479, 0479, 479 and 479.0; ValueError for a name or anything else."""
    match = _MUNICIPALITY.fullmatch(as_text(cell))
    if match is None:
        raise ValueError("is geen gemeentecode; schrijf GM en vier cijfers, zoals GM0479")
    return f"GM{int(match[1]):04d}"


def as_text(cell: Content) -> str:
    """The cell as someone would type it: a whole number without decimals."""
    if isinstance(cell, Percent):
        return f"{cell.value:.15g}%".replace(".", ",")
    if isinstance(cell, Day):
        return cell.iso
    return f"{cell:.15g}" if isinstance(cell, float) else cell


def _written(text: str, sign: str | None) -> float:
    fits = _fitting(text)
    if not fits:
        raise ValueError("is geen getal; schrijf alleen cijfers, zoals 12,5, of laat de cel leeg als er geen cijfer is")
    if sign is None and len(fits) == 2 and re.search(r"[.,]", text):  # noqa: PLR2004
        whole = re.sub(r"[.,]", "", text)
        raise ValueError(f"kan {whole} zijn of {text.replace('.', ',')}; schrijf {whole} of {text.replace('.', ',')}0")
    if sign is not None and sign not in fits:
        word = {",": "komma", ".": "punt"}[sign]
        raise ValueError(f"past niet bij de rest van het bestand, waar de decimalen na een {word} staan; schrijf het ook zo")
    sign = sign or fits[0]
    thousands = "." if sign == "," else ","
    return float(text.replace(" ", "").replace(thousands, "").replace(sign, "."))


def _bare(text: str) -> str:
    """A written number without the percent sign, with one kind of minus sign."""
    share = _SHARE.fullmatch(text) if "%" in text else None
    return (share[1] if share else text).replace("−", "-")


@lru_cache(maxsize=16_384)  # once for the sign of the file, and once for the number
def _fitting(text: str) -> tuple[str, ...]:
    """The decimal signs with which the text is a number."""
    if len(text) > _LONGEST_NUMBER:
        return ()
    return tuple(sign for sign in _NUMBERS if _NUMBERS[sign].fullmatch(text) or _POWERS[sign].fullmatch(text))

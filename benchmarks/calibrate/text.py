"""Parts of the calibration report and how they are written in Dutch Markdown; it measures nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

from indicators.wording.numbers import number


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the report: Markdown blocks, sentences for 'Wat opvalt', and rows for the table of key figures.

    A key is (what was measured, what came out); docs/methode.md may quote only these and other figures of the report.
    """

    title: str
    blocks: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()


def percent(share: float, decimals: int = 1) -> str:
    """.0712 → '7,1%'; a share of nothing is '–'."""
    return f"{number(share * 100, decimals)}%" if isfinite(share) else "–"


def whole(count: float) -> str:
    """12345 → '12.345'."""
    return number(count, 0)


def two(value: float) -> str:
    """.4567 → '0,46'; a value of nothing is '–'."""
    return number(value, 2) if isfinite(value) else "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column is text, the others are figures."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, rule, *rows])


def listing(names: Sequence[str]) -> str:
    """'a', 'a en b' or 'a, b en c'."""
    return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)

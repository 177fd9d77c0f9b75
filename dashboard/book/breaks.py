"""Changes of definition and special years of an indicator, as pages and charts show them; it judges no figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from etl.answers.areas import AreaBreak
from etl.answers.chain import SourceBreak
from indicators.agenda.model import BreakKind, SeriesBreak


@dataclass(frozen=True, kw_only=True)
class Break:
    """Special years, or the first year of a new series (first = last); told: why, when the agenda does not say."""

    first: int
    last: int
    reason: str
    is_special: bool
    told: str = ""

    @property
    def word(self) -> str:
        """Why it is one, in a word or two."""
        return self.told or ("bijzonder" if self.is_special else "nieuwe definitie")

    @property
    def years(self) -> str:
        """`2020` or `2020–2021`."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def merge_breaks(breaks: Sequence[SeriesBreak]) -> tuple[Break, ...]:
    """Breaks in order of year; years in a row that are special for the same reason become one."""
    merged: list[Break] = []
    for cut in sorted(breaks, key=lambda each: each.year):
        before = merged[-1] if merged else None
        is_special = cut.kind is BreakKind.SPECIAL
        if before and is_special and before.is_special and before.reason == cut.reason and before.last == cut.year - 1:
            merged[-1] = replace(before, last=cut.year)
        else:
            merged.append(Break(first=cut.year, last=cut.year, reason=cut.reason, is_special=is_special, told=_told(cut)))
    return tuple(merged)


def _told(cut: SeriesBreak) -> str:
    if isinstance(cut, AreaBreak):
        return cut.word
    return "andere bron" if isinstance(cut, SourceBreak) else ""


def restarts(breaks: Sequence[SeriesBreak]) -> tuple[int, ...]:
    """Years in which a series starts anew, in order."""
    return tuple(cut.first for cut in merge_breaks(breaks) if not cut.is_special)

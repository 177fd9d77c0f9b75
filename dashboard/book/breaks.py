"""Changes of definition and special years of an indicator, as pages and charts show them; it judges no figure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.agenda.model import BreakKind, SeriesBreak


@dataclass(frozen=True, kw_only=True)
class Break:
    """Special years, or the first year of a new definition (first = last)."""

    first: int
    last: int
    reason: str
    is_special: bool

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
            merged.append(Break(first=cut.year, last=cut.year, reason=cut.reason, is_special=is_special))
    return tuple(merged)


def restarts(breaks: Sequence[SeriesBreak]) -> tuple[int, ...]:
    """Years in which the figure got another definition, in order."""
    return tuple(cut.first for cut in merge_breaks(breaks) if not cut.is_special)

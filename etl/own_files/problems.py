"""Collects what is wrong with the cells of a file and says it all at once; it finds nothing itself."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from etl.delivery import SourceError
from etl.own_files import notation
from etl.own_files.notation import Content
from etl.own_files.sheet import Sheet

SHOWN_PROBLEMS = 20
_LONGEST_SHOWN = 60
"""Characters of a cell in a message."""

_Value = TypeVar("_Value")


class _Problem(NamedTuple):
    line: int
    text: str


class Problems:
    """The problems of one file, in the order in which they were found."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: list[_Problem] = []

    def note(self, line: int, text: str) -> None:
        """Add one; the text ends with the remedy and has no full stop."""
        self._found.append(_Problem(line, text))

    def converted(
        self, sheet: Sheet, column: str, cells: Sequence[Content], convert: Callable[[Content], _Value]
    ) -> list[_Value | None]:
        """The cells converted, None for one that could not be; its problem is noted."""
        values: dict[Content, _Value | None] = {}
        errors: dict[Content, ValueError] = {}
        for cell in set(cells):  # each distinct cell once: a long file has few
            try:
                values[cell] = convert(cell)
            except ValueError as error:
                values[cell], errors[cell] = None, error
        if errors:
            for line, cell in zip(sheet.lines, cells, strict=True):
                if cell in errors:
                    self.note(line, f"kolom '{column}': '{_shown(cell)}' {errors[cell]}")
        return [values[cell] for cell in cells]

    def note_doubles(self, lines: Sequence[int], keys: Sequence[str | None]) -> None:
        """A problem per line whose key stands on an earlier line as well; None (left out, or unreadable) is never double."""
        first: dict[str, int] = {}
        for key, line in zip(keys, lines, strict=True):
            if key and (seen := first.setdefault(key, line)) != line:
                self.note(line, f"{key} staat ook op regel {seen}; houd er één over")

    def refuse(self) -> None:
        """SourceError with every problem, the first SHOWN_PROBLEMS written out; nothing when there are none."""
        if not self._found:
            return
        shown = [f"{self._path}:{problem.line}  {problem.text}." for problem in sorted(self._found)[:SHOWN_PROBLEMS]]
        count = "1 fout" if len(self._found) == 1 else f"{len(self._found)} fouten"
        rest = f", de eerste {SHOWN_PROBLEMS} staan hierboven" if len(self._found) > SHOWN_PROBLEMS else ""
        raise SourceError("\n".join([*shown, f"{count}{rest}. Het bestand is niet ingelezen."]))


def _shown(cell: Content) -> str:
    text = notation.as_text(cell)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"

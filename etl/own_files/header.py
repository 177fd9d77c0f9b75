"""Where the names of the columns stand in a sheet, and which column bears which name; it knows nothing of what is below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from etl.own_files import notation
from etl.own_files.limits import Cell, Rows
from etl.own_files.notation import Content, Day, Percent
from etl.own_files.periods import Period, period_of, year_of
from etl.own_files.text_rows import clean

_BETWEEN = " _-.:()"
"""What may stand between a name and a year in one header: `w_2022`, `w (2022)`, `2022: w`."""


class YearColumn(NamedTuple):
    """A column whose header says of which period its figures are."""

    place: int
    period: Period


@dataclass(frozen=True)
class Header:
    """The row with the names of the columns, and what stands right above each (a header may take several rows)."""

    line: int
    names: tuple[str, ...]
    above: tuple[str, ...]
    cells: tuple[Content, ...]

    def places(self, name: str) -> list[int]:
        """Where this column with figures stands; by what is above it when no column itself is called so."""
        return self.key_places(name) or [place for place, found in enumerate(self.above) if found == clean(name)]

    def key_places(self, name: str) -> list[int]:
        """Where the column that says where or when stands: only by its own name, or a line of figures passes for a header."""
        return [place for place, found in enumerate(self.names) if found == clean(name)]

    def years(self, name: str) -> list[YearColumn]:
        """The columns of a wide file: those called `name` and a year, or by a year alone below `name` or below nothing else.

        ValueError (a Dutch sentence) when two columns are of one year, or a header is a year shown as a date.
        """
        named = [YearColumn(place, period) for place, label in enumerate(self.names) if (period := _year_beside(label, name))]
        return _once(named or self._bare_years(name))

    def _bare_years(self, name: str) -> list[YearColumn]:
        found = []
        for place, cell in enumerate(self.cells):
            if isinstance(cell, Day):
                year_of(cell)
            if period := _period(self.names[place]):
                found.append(YearColumn(place, period))
        above = self._spread_above()
        return [each for each in found if above[each.place] == clean(name)] or found

    def _spread_above(self) -> list[str]:
        """What is above each column, where a name over several columns stands over the first of them."""
        last, spread = "", []
        for label in self.above:
            last = label or last
            spread.append(last)
        return spread

    def missing(self, name: str) -> str:
        """The sentence that a column is not there, with the one that may be meant."""
        known = {other.lower(): other for other in (*self.above, *self.names) if other}
        near = get_close_matches(name.lower(), known, n=1)
        return f"kolom '{name}' is er niet" + (f"; bedoelt u '{known[near[0]]}'?" if near else ".")


def headers(rows: Rows) -> Iterator[Header]:
    """Every row as if it were the header, first to last."""
    before: list[str] = []
    for line, cells in rows:
        contents = tuple(map(content, cells))
        names = tuple(clean(notation.as_text(cell)) for cell in contents)
        above = tuple(before[: len(names)]) + ("",) * max(0, len(names) - len(before))
        yield Header(line, names, above, contents)
        before = list(names)


def content(cell: Cell) -> Content:
    """A cell as the rest of the package knows it."""
    if isinstance(cell, list):
        return Percent(float(cell[1])) if cell[0] == "%" else Day(float(cell[1]), str(cell[2]))
    return float(cell) if isinstance(cell, int) else cell


def _year_beside(label: str, name: str) -> Period | None:
    """The period in `w 2022` or `2022_w` for the name `w`."""
    folded, wanted = label.casefold(), clean(name).casefold()
    if folded.startswith(wanted):
        return _period(label[len(wanted) :].strip(_BETWEEN))
    return _period(label[: -len(wanted)].strip(_BETWEEN)) if folded.endswith(wanted) else None


def _period(text: str) -> Period | None:
    try:
        return period_of(text)
    except ValueError:
        return None


def _once(columns: Sequence[YearColumn]) -> list[YearColumn]:
    years = [each.period.year for each in columns]
    if double := next((year for year in years if years.count(year) > 1), None):
        raise ValueError(
            f"het jaar {double} staat meer dan één keer in de kop; geef elke kolom een eigen naam, zoals 'w {double}'"
        )
    return list(columns)

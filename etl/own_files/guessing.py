"""Which sheet, header and columns of an own file are probably meant; who handed it over sees it and can say otherwise."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from etl.delivery import SourceError
from etl.own_files.columns import Profile, profiles_of, year_names
from etl.own_files.header import Header, headers
from etl.own_files.limits import Rows
from etl.own_files.opening import Grid, OwnFile, open_grid
from etl.own_files.places import Places
from etl.own_files.text_rows import LOOKED_AT

ALONE = "cijfer"
"""How the figures of a wide file are called whose headers hold nothing but years."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, kw_only=True)
class Hints:
    """How somebody says that the file is to be read; what is None is found out."""

    sheet: str | None = None
    header_row: int | None = None
    region_column: str | None = None
    period_column: str | None = None
    year: int | None = None
    has_years_as_columns: bool | None = None
    column: str | None = None


class Table(NamedTuple):
    """A header with what its columns look like; score: how much it looks like one with figures of municipalities below it."""

    header: Header
    profiles: tuple[Profile, ...]
    score: tuple[int, ...]


def find_table(file: OwnFile, name: str, hints: Hints, places: Places) -> tuple[Grid, str | None, Table]:
    """The sheet and the header that look most like figures of municipalities."""
    grid = open_grid(file, sheet=hints.sheet, wanted=[])
    first = hints.sheet or next(iter(grid.sheets), None)
    tables = [(first, best)] if (best := _best(grid.rows, hints, places)) else []
    if hints.sheet is None:
        tables += [(sheet, best) for sheet, rows in grid.others.items() if (best := _best(rows, hints, places))]
    if not tables:
        raise SourceError(f"{name}: hierin staat geen tabel. Zet boven elke kolom een naam, en daaronder de cijfers.")
    sheet, table = max(tables, key=lambda each: each[1].score)
    if sheet == first:
        return grid, sheet if len(grid.sheets) > 1 else None, table
    grid = open_grid(file, sheet=sheet, wanted=[])
    return grid, sheet, _best(grid.rows, hints, places) or table


def _best(rows: Rows, hints: Hints, places: Places) -> Table | None:
    found = [
        _table(header, [cells for line, cells in rows if line > header.line], places)
        for header in headers(rows[:LOOKED_AT] if hints.header_row is None else rows)
        if hints.header_row in {None, header.line}
    ]
    return max(found, key=lambda table: table.score, default=None)  # the first of equals


def _table(header: Header, below: Sequence[Sequence[object]], places: Places) -> Table:
    profiles = profiles_of(header, below, places)
    region = max((profile.areas for profile in profiles if not profile.is_area_itself), default=0)
    timed = any(profile.periods and not profile.is_period_itself for profile in profiles) or bool(year_names(header))
    measured = any(profile.is_measure for profile in profiles)
    named = sum(bool(name) and not _is_number(name) for name in header.names)
    is_whole = bool(region) and measured
    return Table(header, profiles, (is_whole, is_whole and timed, min(region, 1), named, -header.line))


def guess(table: Table, hints: Hints, grid: Grid, name: str) -> Hints:
    """All that is not said, filled in where the file tells it."""
    header, profiles = table.header, table.profiles
    region = hints.region_column or _most(profiles, lambda each: each.areas, ())
    keys = [region] if region else []
    years = year_names(header)
    is_said = hints.period_column or hints.year or hints.has_years_as_columns is not None
    period = hints.period_column
    if not is_said:
        period = _most(profiles, lambda each: each.periods * (1000 if each.is_called_period else 1), keys)
    is_wide = (
        hints.has_years_as_columns if hints.has_years_as_columns is not None else not period and not hints.year and bool(years)
    )
    year = hints.year if period is None and not is_wide else None
    if period is None and not is_wide and year is None:
        year = _year_told(header, grid, name)
    column = hints.column
    measures = measures_of(table, region, period, is_wide=bool(is_wide))
    if column not in measures:
        column = measures[0] if measures else column
    return Hints(
        sheet=hints.sheet,
        header_row=header.line,
        region_column=region,
        period_column=period,
        year=year,
        has_years_as_columns=bool(is_wide),
        column=column,
    )


def _most(profiles: Sequence[Profile], count: Callable[[Profile], int], taken: Sequence[str]) -> str | None:
    fitting = [each for each in profiles if count(each) and each.name and each.name not in taken]
    return max(fitting, key=count).name if fitting else None


def measures_of(table: Table, region: str | None, period: str | None, *, is_wide: bool) -> list[str]:
    """The columns whose figures can be chosen; of a wide file what stands beside the years."""
    if is_wide:
        return list(dict.fromkeys(label or ALONE for label in year_names(table.header).values()))
    return [each.name for each in table.profiles if each.is_measure and each.name and each.name not in {region, period}]


def _year_told(header: Header, grid: Grid, name: str) -> int | None:
    """The one year that the file's name or what stands above the header tells."""
    above = [str(cell) for line, cells in grid.rows if line < header.line for cell in cells]
    found = {int(year) for text in (name, *above) for year in YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None


def _is_number(name: str) -> bool:
    return re.fullmatch(r"[\d.,%\s-]+", name) is not None

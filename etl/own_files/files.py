"""The municipality's own CSV and Excel files become tidy measurements; what is not clear is refused, never guessed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from etl.own_files import notation
from etl.own_files.header import YearColumn
from etl.own_files.levels import levels_of
from etl.own_files.notation import Content
from etl.own_files.opening import OwnFile, open_grid
from etl.own_files.periods import Period, period_of, status_of
from etl.own_files.places import Elsewhere, Places, are_provinces
from etl.own_files.problems import Problems
from etl.own_files.remarks import coded_remark, no_municipality, region_remarks
from etl.own_files.sheet import Sheet, Wanted, find_sheet
from etl.store.terms import MEASUREMENT_COLUMNS, NATION, OWN_FILE, variant_of
from indicators.agenda.model import FileSource

_KINDS = {"year": pa.int64(), "value": pa.float64()}
_SCHEMA = pa.schema([(name, _KINDS.get(name, pa.string())) for name in MEASUREMENT_COLUMNS])


@dataclass(frozen=True, kw_only=True)
class OwnFigures:
    """What a file says.

    figures: tidy measurements (MEASUREMENT_COLUMNS); remarks: Dutch sentences on what was left out and why; units: topic and the
    unit that its cells show ('%'), where they show one.
    """

    figures: pa.Table
    remarks: tuple[str, ...] = ()
    units: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Column:
    """The figures of one topic in one column: a period a row, or one for the whole column of a wide file."""

    topic: str
    cells: tuple[Content, ...]
    period: Period | None = None


def read_own_file(file: OwnFile, source: FileSource, columns: Sequence[str], places: Places) -> OwnFigures:
    """Read these columns as measurements: one per line and column that has a figure.

    What counts as no figure and how a number, a year and a municipality may be written: etl.own_files.notation and .places. A
    line is one municipality (or NL) in one year, or in all years of a wide file. SourceError names every problem with its line.
    """
    keys = (source.region_column, source.period_column, source.status_column)
    wanted = Wanted(
        keys=tuple(dict.fromkeys(key for key in keys if key)),
        figures=tuple(columns),
        is_wide=source.years_in is not None,
        header_row=source.header_row,
    )
    grid = open_grid(file, sheet=source.sheet, wanted=[*wanted.keys, *wanted.figures])
    sheet = find_sheet(grid, wanted)
    problems = Problems(sheet.path)
    regions = _regions(sheet, source.region_column, places, problems)
    periods = _periods(sheet, source, problems)
    statuses = _statuses(sheet, source, periods, problems)
    found = [column for name in columns for column in _columns(sheet, name, is_wide=wanted.is_wide)]
    _note_doubles(sheet, regions, periods, problems)
    values = _figures(sheet, found, problems)
    if wanted.is_wide and len(columns) > 1:
        _note_shared_years(sheet, columns, problems)
    if sheet.lines and not any(region is None or isinstance(region, str) for region in regions):
        problems.note(sheet.lines[0], no_municipality(source.region_column, sheet.column(source.region_column)))
    problems.refuse()
    rows = _Rows(regions, periods, statuses)
    return OwnFigures(
        figures=_table(source, rows, list(zip(found, values, strict=True))),
        remarks=(
            *region_remarks(source.file, sheet.column(source.region_column), regions),
            *coded_remark(source.file, [cell for column in found for cell in column.cells]),
        ),
        units=tuple(dict.fromkeys((column.topic, "%") for column in found if any(map(notation.is_share, set(column.cells))))),
    )


@dataclass(frozen=True)
class _Rows:
    """Per row of the sheet: the region (None when it is left out), its period (None in a wide file) and its status."""

    regions: Sequence[str | Elsewhere | None]
    periods: Sequence[Period | None]
    statuses: Sequence[str]


def _regions(sheet: Sheet, column: str, places: Places, problems: Problems) -> list[str | Elsewhere | None]:
    cells = sheet.column(column)
    has_provinces = are_provinces(cells)

    def find(cell: Content) -> str | Elsewhere:
        return places.find(cell, among_provinces=has_provinces)

    levels = levels_of(sheet)
    asked = [NATION if level else cell for level, cell in zip(levels, cells, strict=True)]
    return [level or found for level, found in zip(levels, problems.converted(sheet, column, asked, find), strict=True)]


def _periods(sheet: Sheet, source: FileSource, problems: Problems) -> list[Period | None]:
    if source.period_column:
        return problems.converted(sheet, source.period_column, sheet.column(source.period_column), period_of)
    whole = None if source.year is None else Period(str(source.year), source.year, "")
    return [whole] * len(sheet.lines)


def _statuses(sheet: Sheet, source: FileSource, periods: Sequence[Period | None], problems: Problems) -> list[str]:
    """The status of each line by its own column, and else by the star at its period."""
    stars = [period.status if period else "" for period in periods]
    if source.status_column is None:
        return stars
    told = problems.converted(sheet, source.status_column, sheet.column(source.status_column), status_of)
    for line, word, star in zip(sheet.lines, told, stars, strict=True):
        if word and star and word != star:
            problems.note(line, f"de status is '{word}', maar het sterretje bij het jaar zegt '{star}'; haal er één weg")
    return [word or star for word, star in zip(told, stars, strict=True)]


def _columns(sheet: Sheet, name: str, *, is_wide: bool) -> list[_Column]:
    if not is_wide:
        return [_Column(name, sheet.column(name))]
    years: list[YearColumn] = sheet.years(name)
    return [_Column(name, sheet.at(each.place), each.period) for each in years]


def _figures(sheet: Sheet, columns: Sequence[_Column], problems: Problems) -> list[list[float | None]]:
    """The figures of each column. The decimal sign is that of the whole file: one program saved it."""
    sign = notation.decimal_sign(cell for column in columns for cell in column.cells)

    def figure(cell: Content) -> float | None:
        return notation.figure(cell, sign)

    found = []
    for column in columns:
        label = column.topic if column.period is None else f"{column.topic} {column.period.text}"
        values = problems.converted(sheet, label, column.cells, figure)
        note_half_shares(sheet, label, column.cells, values, problems)
        found.append(values)
    return found


def note_half_shares(
    sheet: Sheet, label: str, cells: Sequence[Content], values: Sequence[float | None], problems: Problems
) -> None:
    """A column with both percentages and bare numbers has two units: 10,5 % and 0,115, or 10,5 % and 11,5."""
    if len({notation.is_share(cell) for cell, value in set(zip(cells, values, strict=True)) if value}) > 1:
        given = zip(sheet.lines, cells, values, strict=True)
        lines = [(line, cell, notation.is_share(cell)) for line, cell, value in given if value]
        fewest = Counter(is_share for *_, is_share in lines).most_common()[-1][0]
        line, cell = next((line, cell) for line, cell, is_share in lines if is_share is fewest)
        what = "is een procent, en andere cellen niet" if fewest else "is geen procent, en andere cellen wel"
        problems.note(line, f"kolom '{label}': '{notation.as_text(cell)}' {what}; geef de hele kolom dezelfde opmaak")


def _note_doubles(
    sheet: Sheet, regions: Sequence[str | Elsewhere | None], periods: Sequence[Period | None], problems: Problems
) -> None:
    keys = [
        f"{region}{f' in {period.year}' if period else ''}" if isinstance(region, str) else None
        for region, period in zip(regions, periods, strict=True)
    ]
    problems.note_doubles(sheet.lines, keys)


def _note_shared_years(sheet: Sheet, columns: Sequence[str], problems: Problems) -> None:
    """Two topics never have the same columns: then one of their names is a mistake."""
    taken: dict[int, str] = {}
    shared = next(
        (
            (name, taken[each.place])
            for name in columns
            for each in sheet.years(name)
            if taken.setdefault(each.place, name) != name
        ),
        None,
    )
    if shared:
        name, other = shared
        text = f"'{name}' en '{other}' zouden dezelfde kolommen met jaren lezen; zet de naam ook in de kop, zoals '{name} 2022'"
        problems.note(sheet.header.line, text)


def _table(source: FileSource, rows: _Rows, columns: Sequence[tuple[_Column, Sequence[float | None]]]) -> pa.Table:
    variant, lines = variant_of(source), []
    for column, values in columns:
        for region, row_period, row_status, value in zip(rows.regions, rows.periods, rows.statuses, values, strict=True):
            period = column.period or row_period
            if isinstance(region, str) and value is not None and period is not None:
                address = (OWN_FILE, source.file, column.topic, variant, region, period.text, period.year)
                lines.append((*address, column.topic, value, row_status or period.status))
    cells = zip(*lines, strict=True) if lines else [()] * len(_SCHEMA)
    return pa.table([pa.array(each, kind.type) for each, kind in zip(cells, _SCHEMA, strict=True)], schema=_SCHEMA)

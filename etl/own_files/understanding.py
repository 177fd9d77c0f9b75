"""What an own file probably says, for who never wrote an agenda: which sheet, header and columns, and what was left out and why.

It guesses how the file is read and shows it; reading itself is done as ever (`etl.own_files.files`), which never guesses.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pydantic import ValidationError

from etl.catalogue.offered import Column, LeftOut, Understood, YearFigure
from etl.catalogue.words import cleaned
from etl.delivery import SourceError
from etl.own_files.columns import Profile, year_names
from etl.own_files.files import OwnFigures, read_own_file
from etl.own_files.guessing import YEAR, Hints, Table, find_table, guess, measures_of
from etl.own_files.header import Header
from etl.own_files.left_out import LONGEST, left_out
from etl.own_files.opening import Grid, OwnFile
from etl.own_files.places import Places
from etl.own_files.sheet import Wanted
from indicators.agenda.model import FileSource, YearsIn
from indicators.agenda.periods import period_in_words

MOST_TOLD = 50
"""Rows that were left out, and columns, that are shown one by one."""
_EXAMPLES = 3


def understand(file: OwnFile, name: str, hints: Hints, places: Places, municipality: str) -> Understood:
    """What was understood of a file that its maker calls `name`; what cannot be read is told in `problems`, never raised."""
    try:
        grid, sheet_name, table = find_table(file, name, hints, places)
    except SourceError as error:
        return _nothing(name, municipality, _by_name(str(error), file, name))
    return _told(file, name, _Reading(grid, sheet_name, table, guess(table, hints, grid, name)), places, municipality)


class _Reading(NamedTuple):
    grid: Grid
    sheet: str | None
    table: Table
    guessed: Hints


def _told(file: OwnFile, name: str, reading: _Reading, places: Places, municipality: str) -> Understood:
    grid, sheet, table, guessed = reading
    status = next((each.name for each in table.profiles if each.is_status), None)
    about = Understood(
        name=name,
        sheets=grid.sheets,
        sheet=sheet,
        header_row=table.header.line,
        columns=tuple(_column(each, table.header) for each in table.profiles[:MOST_TOLD]),
        region_column=guessed.region_column,
        period_column=guessed.period_column,
        year=guessed.year,
        has_years_as_columns=bool(guessed.has_years_as_columns),
        status_column=status,
        measures=tuple(
            measures_of(table, guessed.region_column, guessed.period_column, is_wide=bool(guessed.has_years_as_columns))
        ),
        column=guessed.column,
        municipality=municipality,
        figures=(),
        with_figures=0,
        rows=0,
        left_out=(),
        left_out_count=0,
        remarks=(),
        problems=(),
    )
    if missing := tuple(_missing(about)):
        return replace(about, problems=missing)
    try:
        found = read_own_file(file, _source(about, grid), [str(about.column)], places)
    except SourceError as error:
        return replace(about, problems=_by_name(str(error), file, name))
    except ValidationError:
        return replace(about, problems=("Zo is dit bestand niet te lezen. Kies een andere kolom of een ander jaar.",))
    return _with_figures(about, found, tuple(left_out(grid, _wanted(about), places)))


def _with_figures(about: Understood, found: OwnFigures, rows_out: tuple[LeftOut, ...]) -> Understood:
    rows = found.figures.to_pylist()
    figures = tuple(
        YearFigure(
            year=row["year"], period=period_in_words(row["period"], row["year"]), value=row["value"], status=row["status"] or ""
        )
        for row in sorted(rows, key=lambda row: row["year"])
        if row["region"] == about.municipality
    )
    none = () if figures else (f"Voor {about.municipality} staat er in dit bestand geen cijfer.",)
    return replace(
        about,
        figures=figures,
        with_figures=len({row["region"] for row in rows if row["region"].startswith("GM")}),
        rows=len(rows),
        left_out=rows_out[:MOST_TOLD],
        left_out_count=len(rows_out),
        remarks=(*found.remarks, *none),
        unit=dict(found.units).get(str(about.column), ""),
    )


def _missing(about: Understood) -> Iterator[str]:
    if not about.region_column:
        yield "In geen enkele kolom staan gemeenten. Kies de kolom met de gemeente, of zet er een bij met codes zoals GM0479."
    if not about.column:
        yield "In geen enkele kolom staan cijfers. Kies de kolom met het cijfer, of kies een ander blad of een andere kopregel."
    if not (about.period_column or about.year or about.has_years_as_columns):
        yield "Er is geen jaar gevonden. Kies de kolom met het jaar, of vul in over welk jaar het hele bestand gaat."


def _wanted(about: Understood) -> Wanted:
    keys = tuple(key for key in (about.region_column, about.period_column) if key)
    return Wanted(keys=keys, figures=(str(about.column),), is_wide=about.has_years_as_columns, header_row=about.header_row)


def _source(about: Understood, grid: Grid) -> FileSource:
    return FileSource(
        file=about.name,
        sheet=about.sheet,
        header_row=about.header_row if grid.rows and about.header_row != grid.rows[0][0] else None,
        region_column=str(about.region_column),
        period_column=about.period_column,
        year=about.year,
        years_in=YearsIn.COLUMNS if about.has_years_as_columns else None,
        status_column=about.status_column,
        holder="eigen bestand",
        licence="eigen bestand",
    )


def _column(profile: Profile, header: Header) -> Column:
    return Column(
        name=profile.name,
        examples=tuple(cleaned(each, LONGEST) for each in profile.examples[:_EXAMPLES]),
        filled=profile.filled,
        areas=profile.areas,
        periods=profile.periods,
        numbers=profile.numbers,
        years=tuple(year for place, year in _years_at(header) if place == profile.place),
    )


def _years_at(header: Header) -> Iterator[tuple[int, int]]:
    for place in year_names(header):
        found = YEAR.search(header.names[place])
        if found:
            yield place, int(found[0])


def _by_name(text: str, file: OwnFile, name: str) -> tuple[str, ...]:
    """What went wrong, a line each, with the name that the maker knows instead of where the file is kept."""
    return tuple(line.replace(str(file.path), name) for line in text.splitlines())


def _nothing(name: str, municipality: str, problems: tuple[str, ...]) -> Understood:
    return Understood(
        name=name,
        sheets=(),
        sheet=None,
        header_row=1,
        columns=(),
        region_column=None,
        period_column=None,
        year=None,
        has_years_as_columns=False,
        status_column=None,
        measures=(),
        column=None,
        municipality=municipality,
        figures=(),
        with_figures=0,
        rows=0,
        left_out=(),
        left_out_count=0,
        remarks=(),
        problems=problems,
    )

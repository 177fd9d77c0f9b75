"""The municipality's own CSV and Excel files become tidy measurements; what is not clear is refused, never guessed."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import pandas as pd

from etl.delivery import SourceError
from etl.own_files import notation
from etl.own_files.notation import Content
from etl.own_files.sheet import Sheet, read_sheet
from etl.store.terms import MEASUREMENT_COLUMNS, OWN_FILE, variant_of
from indicators.agenda.model import FileSource

SHOWN_PROBLEMS = 20
DIVISION_COLUMNS = ("gemeente", "naam", "provincie")

_Value = TypeVar("_Value")


class _Problem(NamedTuple):
    line: int
    text: str


def read_own_file(path: Path, source: FileSource, columns: Sequence[str]) -> pd.DataFrame:
    """Read these columns as measurements (MEASUREMENT_COLUMNS): one per line and column that has a figure.

    Missing are an empty cell, '.' and '-'; any other text must be a number. Numbers may have a decimal comma or point, as long
    as the file proves which. A line is one municipality (or NL) in one year. SourceError names every problem with its line.
    """
    keys = [source.region_column, *([source.period_column] if source.period_column else [])]
    sheet = read_sheet(path, list(dict.fromkeys([*keys, *columns])))
    problems: list[_Problem] = []
    regions = _read(sheet, source.region_column, notation.region, problems)
    if source.period_column:
        years = _read(sheet, source.period_column, notation.year, problems)
        periods = [notation.as_text(cell) for cell in sheet.columns[source.period_column]]
    else:
        years, periods = [source.year] * len(sheet.lines), [str(source.year)] * len(sheet.lines)
    problems += _doubles(sheet, [f"{r} in {y}" if r and y else None for r, y in zip(regions, years, strict=True)])
    values = _read_figures(sheet, columns, problems)
    _refuse(sheet, problems)
    frame = pd.DataFrame({"region": regions, "period": periods, "year": years}).astype({"year": int})
    tidy = pd.concat(
        [frame.assign(topic=name, measure=name, value=pd.Series(values[name], dtype=float)) for name in columns],
        ignore_index=True,
    )
    known = {"catalogue": OWN_FILE, "table_id": source.file, "filters": variant_of(source), "status": ""}
    return tidy.dropna(subset=["value"]).assign(**known).reindex(columns=list(MEASUREMENT_COLUMNS)).reset_index(drop=True)


def read_division(path: Path) -> pd.DataFrame:
    """The municipalities of today: code, name, province, from the columns `gemeente`, `naam` and `provincie`."""
    sheet = read_sheet(path, DIVISION_COLUMNS)
    problems: list[_Problem] = []
    codes = _read(sheet, "gemeente", notation.municipality, problems)
    problems += _doubles(sheet, codes)
    for name in ("naam", "provincie"):
        empty = [line for line, cell in zip(sheet.lines, sheet.columns[name], strict=True) if cell == ""]
        problems += [_Problem(line, f"kolom '{name}' is leeg; vul een {name} in") for line in empty]
    _refuse(sheet, problems)
    return pd.DataFrame({"code": codes, "name": sheet.columns["naam"], "province": sheet.columns["provincie"]})


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's bytes, in hex: what `modified` is for a table. SourceError when the file is not there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise SourceError(f"{path}: dit bestand is niet te openen. Kijk of het er staat.") from error


def _read(
    sheet: Sheet, column: str, convert: Callable[[Content], _Value | None], problems: list[_Problem]
) -> list[_Value | None]:
    """The column converted, None for a cell that could not be; its problem is added."""
    values: dict[Content, _Value | None] = {}
    errors: dict[Content, ValueError] = {}
    for cell in set(sheet.columns[column]):  # each distinct cell once: a long file has few
        try:
            values[cell] = convert(cell)
        except ValueError as error:
            values[cell], errors[cell] = None, error
    if errors:
        cells = zip(sheet.lines, sheet.columns[column], strict=True)
        wrong = [(line, cell) for line, cell in cells if cell in errors]
        problems += [_Problem(line, f"kolom '{column}': '{notation.as_text(cell)}' {errors[cell]}") for line, cell in wrong]
    return [values[cell] for cell in sheet.columns[column]]


def _read_figures(sheet: Sheet, columns: Sequence[str], problems: list[_Problem]) -> dict[str, list[float | None]]:
    """Figures per column, None where missing. The decimal sign is that of the whole file: one program saved it."""
    sign = notation.decimal_sign(cell for name in columns for cell in sheet.columns[name])

    def figure(cell: Content) -> float | None:
        return None if notation.is_missing(cell) else notation.number(cell, sign)

    return {name: _read(sheet, name, figure, problems) for name in columns}


def _doubles(sheet: Sheet, keys: Sequence[str | None]) -> list[_Problem]:
    """A problem per line whose key stands on an earlier line as well; None (unreadable) is never double."""
    first: dict[str, int] = {}
    lines = [(key, line, first.setdefault(key, line)) for key, line in zip(keys, sheet.lines, strict=True) if key]
    return [_Problem(line, f"{key} staat ook op regel {seen}; houd er één over") for key, line, seen in lines if seen != line]


def _refuse(sheet: Sheet, problems: Collection[_Problem]) -> None:
    """SourceError with every problem, the first SHOWN_PROBLEMS written out."""
    if not problems:
        return
    shown = [f"{sheet.path}:{problem.line}  {problem.text}." for problem in sorted(problems)[:SHOWN_PROBLEMS]]
    count = "1 fout" if len(problems) == 1 else f"{len(problems)} fouten"
    rest = f", de eerste {SHOWN_PROBLEMS} staan hierboven" if len(problems) > SHOWN_PROBLEMS else ""
    raise SourceError("\n".join([*shown, f"{count}{rest}. Het bestand is niet ingelezen."]))

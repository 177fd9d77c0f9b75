"""A partner's own, more frequent figures, read from their file when they are shown; they are never judged or published."""

from dataclasses import dataclass
from pathlib import Path

from etl.delivery import SourceError
from etl.own_files import notation
from etl.own_files.sheet import read_sheet
from indicators.agenda.model import ProcessFigures


@dataclass(frozen=True, kw_only=True)
class ProcessReading:
    """figures: (period as written, value), in the order of the file; problem: in Dutch, why there are none."""

    figures: tuple[tuple[str, float], ...] = ()
    problem: str = ""


def read_process(path: Path, wanted: ProcessFigures) -> ProcessReading:
    """The column with its periods; a cell without a figure is left out. What cannot be read is a problem, not an exception."""
    try:
        return ProcessReading(figures=_read(path, wanted))
    except SourceError as error:
        return ProcessReading(problem=str(error).replace(str(path), wanted.file))


def _read(path: Path, wanted: ProcessFigures) -> tuple[tuple[str, float], ...]:
    sheet = read_sheet(path, [wanted.period_column, wanted.column])
    cells = sheet.columns[wanted.column]
    sign = notation.decimal_sign(cells)
    found: dict[str, float] = {}
    rows = zip(sheet.lines, sheet.columns[wanted.period_column], cells, strict=True)
    for line, period, cell in rows:
        if notation.is_missing(cell):
            continue
        name = notation.as_text(period)
        if not name or name in found:
            why = f"periode '{name}' staat er al; houd er één over" if name else "de periode ontbreekt; vul hem in"
            raise SourceError(f"{path}:{line}  {why}.")
        try:
            found[name] = notation.number(cell, sign)
        except ValueError as error:
            raise SourceError(f"{path}:{line}  kolom '{wanted.column}': '{notation.as_text(cell)}' {error}.") from error
    return tuple(found.items())

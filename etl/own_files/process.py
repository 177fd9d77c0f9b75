"""A partner's own, more frequent figures, read from their file during a refresh; they are never judged."""

from datetime import date

from etl.own_files import notation
from etl.own_files.files import note_half_shares
from etl.own_files.notation import Content
from etl.own_files.opening import OwnFile, open_grid
from etl.own_files.problems import Problems
from etl.own_files.sheet import Wanted, find_sheet
from etl.store.gate.process import cannot_be
from indicators.agenda.model import ProcessFigures


def read_process(file: OwnFile, wanted: ProcessFigures, today: date) -> tuple[tuple[str, float], ...]:
    """The period as written and the figure of each line with one, in the order of the file; SourceError says what is wrong."""
    keys = Wanted(keys=(wanted.period_column,), figures=(wanted.column,), header_row=wanted.header_row, place="bij 'proces'")
    sheet = find_sheet(open_grid(file, sheet=wanted.sheet, wanted=[*keys.keys, *keys.figures]), keys)
    cells, problems = sheet.column(wanted.column), Problems(sheet.path)
    sign = notation.decimal_sign(cells)

    def figure(cell: Content) -> float | None:
        return notation.figure(cell, sign)

    values = problems.converted(sheet, wanted.column, cells, figure)
    note_half_shares(sheet, wanted.column, cells, values, problems)
    found: dict[str, float] = {}
    for line, period, value in zip(sheet.lines, sheet.column(wanted.period_column), values, strict=True):
        name = notation.as_text(period)
        if value is not None and (not name or name in found):
            why = f"periode '{name}' staat er al; houd er één over" if name else "de periode ontbreekt; vul hem in"
            problems.note(line, why)
        elif value is not None:
            if why := cannot_be(name, value, today):
                problems.note(line, why)
            found[name] = value
    problems.refuse()
    return tuple(found.items())

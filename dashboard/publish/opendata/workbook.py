"""All figures as a workbook: a column an indicator with its unit in the head, then the rows as in the other files; pure."""

from collections.abc import Sequence
from datetime import date

from dashboard.book.databook import Databook
from dashboard.book.origins import origin_lines
from dashboard.downloads.files import Cell, Export, Figure
from dashboard.look.notation import unit_in_words
from dashboard.publish.opendata.table import Table, Value


def workbook(book: Databook, figures: Table, overview: Table) -> Export:
    """Years below each other on the first sheet; figures and overview: what the next two hold."""
    rows = [row for row in book.rows if row.last is not None]
    years = sorted({point.year for row in rows for point in row.series.points})
    lines: list[list[Cell]] = []
    for year in years:
        points = ((row.indicator, row.series.at(year)) for row in rows)
        lines.append([year, *(Figure(point.value, indicator.decimals) if point else "" for indicator, point in points)])
    return Export(
        title=figures.title,
        headers=["jaar", *(f"{row.indicator.name} ({unit_in_words(row.indicator.unit)})" for row in rows)],
        lines=lines,
        origins=origin_lines([row.indicator for row in book.rows], book),
        made_on=book.today,
        more={"alle cijfers": _sheet(figures), "overzicht": _sheet(overview)},
    )


def _sheet(table: Table) -> tuple[Sequence[str], Sequence[Sequence[Cell]]]:
    decimals = table.heads.index("decimalen")
    return table.heads, [[_cell(cell, row[decimals]) for cell in row] for row in table.rows]


def _cell(cell: Value, decimals: Value) -> Cell:
    if isinstance(cell, float):
        return Figure(cell, decimals if isinstance(decimals, int) else 0)
    return "" if cell is None else cell.isoformat() if isinstance(cell, date) else cell

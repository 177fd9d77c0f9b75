"""The comparable municipalities of an indicator in one year: a dot for each, who they are and why; it judges nothing."""

from typing import Any

from dashboard import data, kit, render
from dashboard.book.databook import Databook, Row
from dashboard.charts.parts import spec_of
from dashboard.indicator import words
from dashboard.indicator.group_chart import GroupPicture, group_alt, group_chart, group_picture


def show_group(book: Databook, name: str) -> None:
    """The dots with their figures as a table, and how the group was chosen; KeyError for an unknown indicator."""
    row = _row(book, name)
    picture = _picture(book, row)
    if picture is None:
        kit.lead(row.judged.answers.comparison.text)
    else:
        kit.show(render.subheading(f"Vergelijkbare gemeenten, {picture.when}"))
        kit.chart(data.kept(book, group_spec, name), group_alt(picture, row.indicator))
    kit.small(words.chosen_on(book.group, book.figures.names))
    if picture is not None:
        headers, lines = words.group_figures(picture)
        table = render.table(headers, lines, caption=f"{row.indicator.name} ({picture.when})", numeric=[1])
        kit.show(render.folded("Cijfers per gemeente", table))


def group_spec(book: Databook, name: str) -> dict[str, Any]:
    """The Vega-Lite specification of the comparable municipalities; ValueError when nothing was compared."""
    picture = _picture(book, _row(book, name))
    if picture is None:
        raise ValueError(f"{name}: nothing to compare")
    return spec_of(group_chart(picture))


def _picture(book: Databook, row: Row) -> GroupPicture | None:
    unit, decimals = row.indicator.unit, row.indicator.decimals
    return group_picture(row.assessment.comparison, row.judged.members, book.name, unit=unit, decimals=decimals)


def _row(book: Databook, name: str) -> Row:
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    return row

"""Buttons that hand out the figures and the picture of a view; a file is only made when somebody asks for it, and then kept."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from dashboard import agendas, data
from dashboard.book.databook import Databook, Row
from dashboard.book.origins import citation
from dashboard.changed.pieces import changes
from dashboard.comparison.choice import GROUP
from dashboard.comparison.lines import gather_lines
from dashboard.comparison.pieces import compared_spec
from dashboard.downloads import tables
from dashboard.downloads.files import XLSX, Export, to_csv, to_workbook
from dashboard.downloads.picture import PNG, SVG, Caption, figure_png, figure_svg
from dashboard.indicator.pieces import picture_of, trend_spec
from dashboard.indicator.trend.contract import Layer
from dashboard.indicator.trend.told import trend_key
from dashboard.look.notation import what_is_counted

EXAMPLE = "Voorbeeld: de normen zijn verzonnen."
Drawing = tuple[dict[str, Any], Caption]
"""The specification of a chart, and what the picture says of itself."""


def of_overview(book: Databook, rows: Sequence[Row]) -> None:
    """The latest figures and answers of these indicators."""
    _buttons(f"overzicht-{book.code}", book, overview_table, (tuple(row.indicator.id for row in rows),))


def overview_table(book: Databook, ids: tuple[str, ...]) -> Export:
    """What is in it."""
    return tables.overview_export(book, [row for row in book.rows if row.indicator.id in ids])


def of_indicator(book: Databook, row: Row, shown: tuple[Layer, ...]) -> None:
    """Every figure of an indicator, and its chart as it is on the page with these layers."""
    name = row.indicator.id
    _buttons(f"{name}-{book.code}", book, indicator_table, (name,), indicator_drawing, (name, shown))


def indicator_table(book: Databook, name: str) -> Export:
    """What is in it."""
    return tables.indicator_export(book, _row(book, name), data.lineage(name, book.code))


def indicator_drawing(book: Databook, name: str, shown: tuple[Layer, ...]) -> Drawing:
    """What is drawn, with these layers."""
    row = _row(book, name)
    key = trend_key(data.kept(book, picture_of, name, shown))
    return data.kept(book, trend_spec, name, shown), caption(book, row, title=f"{row.indicator.name} in {book.name}", key=key)


def of_comparison(book: Databook, row: Row, codes: tuple[str, ...], about: Caption) -> None:
    """The figures of the lines that are compared, and their chart."""
    name = row.indicator.id
    _buttons(f"vergelijking-{name}", book, comparison_table, (name, codes), comparison_drawing, (name, codes, about))


def comparison_table(book: Databook, name: str, codes: tuple[str, ...]) -> Export:
    """What is in it."""
    row = _row(book, name)
    lines = [(each.name, "" if each.code == GROUP else each.code, each.series) for each in gather_lines(book, row, codes)]
    return tables.comparison_export(book, row.indicator, lines)


def comparison_drawing(book: Databook, name: str, codes: tuple[str, ...], about: Caption) -> Drawing:
    """What is drawn."""
    return data.kept(book, compared_spec, name, codes), about


def of_changes(book: Databook, since: date, in_words: str) -> None:
    """Everything that changed."""
    _buttons(f"veranderd-{book.code}", book, changes_table, (since, in_words))


def changes_table(book: Databook, since: date, in_words: str) -> Export:
    """What is in it."""
    return tables.changes_export(book, data.kept_aside(book, changes, since), in_words)


def caption_of_comparison(book: Databook, row: Row, key: str) -> Caption:
    """What the chart of a comparison says of itself; norms are not in it."""
    return caption(book, row, title=f"{row.indicator.name}: gemeenten vergeleken", key=key, shows_norm=False)


def caption(book: Databook, row: Row, *, title: str, key: str, shows_norm: bool = True) -> Caption:
    """What a chart says of itself once it has left the page; also that the norms are invented, when they are."""
    is_invented = shows_norm and book.agenda.info.is_example and row.indicator.norm is not None
    return Caption(
        title=title,
        subtitle=what_is_counted(row.indicator),
        source=f"{citation([row.indicator], book)}.",
        key=f"{key} {EXAMPLE}" if is_invented else key,
        made_on=book.today,
    )


def png_of(drawing: Drawing) -> bytes:
    """As an image."""
    return figure_png(*drawing)


def svg_of(drawing: Drawing) -> bytes:
    """As a drawing."""
    return figure_svg(*drawing)


def _row(book: Databook, name: str) -> Row:
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    return row


def _buttons(
    name: str,
    book: Databook,
    table: Callable[..., Export],
    about_table: tuple[Hashable, ...],
    drawing: Callable[..., Drawing] | None = None,
    about_drawing: tuple[Hashable, ...] = (),
) -> None:
    """CSV and Excel of a table and, when there is a chart, that chart as PNG and SVG; name: of the files, without ending.

    Even the table is only put together on a click: on the overview that took two thirds of the time of the page.
    """
    with st.container(horizontal=True, gap="small", key=f"downloads-{name}"):
        _button("Download als CSV", f"{name}.csv", "text/csv", lambda: data.made(book, to_csv, table, *about_table))
        _button("Download als Excel", f"{name}.xlsx", XLSX, lambda: data.made(book, to_workbook, table, *about_table))
        if drawing is not None:
            _button("Grafiek als PNG", f"{name}.png", PNG, lambda: data.made(book, png_of, drawing, *about_drawing))
            _button("Grafiek als SVG", f"{name}.svg", SVG, lambda: data.made(book, svg_of, drawing, *about_drawing))


def _button(label: str, name: str, kind: str, make: Callable[[], bytes]) -> None:
    st.download_button(label, agendas.for_this(make), file_name=name, mime=kind, on_click="ignore", key=f"bestand-{name}")

"""Buttons that hand out the figures and the picture of a view; a file is only made when somebody asks for it."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard import agendas, data
from dashboard.book.databook import Databook, Row
from dashboard.book.origins import citation
from dashboard.changed.changes import Changes
from dashboard.comparison.choice import GROUP
from dashboard.comparison.lines import Line
from dashboard.comparison.pieces import compared_spec
from dashboard.downloads import tables
from dashboard.downloads.files import XLSX, Export, to_csv, to_workbook
from dashboard.downloads.picture import PNG, SVG, Caption, figure_png, figure_svg
from dashboard.indicator.pieces import picture_of, trend_spec
from dashboard.indicator.trend.contract import Layer
from dashboard.indicator.trend.told import trend_key
from dashboard.look.notation import what_is_counted

EXAMPLE = "Voorbeeld: de normen zijn verzonnen."


def of_overview(book: Databook, rows: Sequence[Row]) -> None:
    """The latest figures and answers of these indicators."""
    _buttons(f"overzicht-{book.code}", lambda: tables.overview_export(book, rows))


def of_indicator(book: Databook, row: Row, shown: tuple[Layer, ...]) -> None:
    """Every figure of an indicator, and its chart as it is on the page with these layers."""
    name, title = row.indicator.id, f"{row.indicator.name} in {book.name}"
    _buttons(
        f"{name}-{book.code}",
        lambda: tables.indicator_export(book, row, data.lineage(name, book.code)),
        lambda: data.kept(book, trend_spec, name, shown),
        lambda: caption(book, row, title=title, key=trend_key(data.kept(book, picture_of, name, shown))),
    )


def of_comparison(book: Databook, row: Row, codes: tuple[str, ...], shown: Sequence[Line], about: Caption) -> None:
    """The figures of the lines that are compared, and their chart."""
    name, compared = row.indicator.id, [(each.name, "" if each.code == GROUP else each.code, each.series) for each in shown]
    _buttons(
        f"vergelijking-{name}",
        lambda: tables.comparison_export(book, row.indicator, compared),
        lambda: data.kept(book, compared_spec, name, codes),
        lambda: about,
    )


def of_changes(book: Databook, changes: Changes, since: str) -> None:
    """Everything that changed; `since` in words."""
    _buttons(f"veranderd-{book.code}", lambda: tables.changes_export(book, changes, since))


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


def _buttons(
    name: str,
    export: Callable[[], Export],
    spec: Callable[[], dict[str, Any]] | None = None,
    about: Callable[[], Caption] | None = None,
) -> None:
    """CSV and Excel of a table and, when there is a chart, that chart as PNG and SVG; name: of the files, without ending.

    Even the table is only put together on a click: on the overview that took two thirds of the time of the page.
    """
    with st.container(horizontal=True, gap="small", key=f"downloads-{name}"):
        _button("Download als CSV", f"{name}.csv", "text/csv", lambda: to_csv(export()))
        _button("Download als Excel", f"{name}.xlsx", XLSX, lambda: to_workbook(export()))
        if spec is not None and about is not None:
            _button("Grafiek als PNG", f"{name}.png", PNG, lambda: figure_png(spec(), about()))
            _button("Grafiek als SVG", f"{name}.svg", SVG, lambda: figure_svg(spec(), about()))


def _button(label: str, name: str, kind: str, make: Callable[[], bytes]) -> None:
    st.download_button(label, agendas.for_this(make), file_name=name, mime=kind, on_click="ignore", key=f"bestand-{name}")

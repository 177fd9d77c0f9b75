"""Buttons that hand out the figures and the picture of a view; a file is only made when somebody asks for it."""

from collections.abc import Callable, Collection
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.book.databook import Row
from dashboard.book.origins import citation
from dashboard.data import Databook
from dashboard.downloads.files import XLSX, Export, to_csv, to_workbook
from dashboard.downloads.picture import PNG, SVG, Caption, figure_png, figure_svg
from dashboard.downloads.tables import indicator_export
from dashboard.indicator.trend import told as chart_captions
from dashboard.indicator.trend.layers import Layer
from dashboard.look.notation import unit_in_words
from indicators.agenda.model import Indicator

EXAMPLE = "Voorbeeld: de normen zijn verzonnen."


def of_indicator(book: Databook, row: Row, lineage: pd.DataFrame, shown: Collection[Layer]) -> None:
    """Every figure of an indicator, and its chart as it is on the page with these layers."""
    title = f"{row.indicator.name} in {book.name}"
    buttons(
        f"{row.indicator.id}-{book.code}",
        lambda: indicator_export(book, row, lineage),
        lambda: data.trend_spec(book, row, shown),
        lambda: caption(book, row.indicator, title=title, key=chart_captions.trend_key(data.picture(book, row, shown))),
    )


def caption(book: Databook, indicator: Indicator, *, title: str, key: str, shows_norm: bool = True) -> Caption:
    """What a chart says of itself once it has left the page; also that the norms are invented, when they are."""
    is_invented = shows_norm and book.agenda.info.is_example and indicator.norm is not None
    return Caption(
        title=title,
        subtitle=what_is_counted(indicator),
        source=f"{citation([indicator], book.agenda, book.sources)}.",
        key=f"{key} {EXAMPLE}" if is_invented else key,
        made_on=book.today,
    )


def what_is_counted(indicator: Indicator) -> str:
    """The definition, with the unit where the definition does not name it."""
    definition = indicator.definition.rstrip(".")
    return definition if indicator.unit in definition else f"{definition} ({unit_in_words(indicator.unit)})"


def buttons(
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
    st.download_button(label, make, file_name=name, mime=kind, on_click="ignore", key=f"bestand-{name}")

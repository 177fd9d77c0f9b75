"""What a reader can choose on the overview and on the page of an indicator; every choice stands in the address, to share it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import kit as components
from dashboard import pages as links
from dashboard.book.databook import Row
from dashboard.data import Databook
from dashboard.indicator import words as sheets
from dashboard.indicator.trend.layers import Layer, read_layers, write_layers
from dashboard.look.notation import count
from dashboard.overview.filters import PARAMETERS, Filters, read_filters, write_filters
from indicators.agenda.model import IndicatorKind
from indicators.methods.attention import ORDER

EVERY = "alles"


def filtered(book: Databook) -> tuple[Row, ...]:
    """The fields to search and filter with, and the rows that are asked for."""
    chosen = read_filters(st.query_params)
    with st.expander("Zoeken en kiezen", expanded=not chosen.is_empty):
        _fields(book, chosen)
    found = [row for row in book.rows if chosen.holds(row.ambition, row.indicator, book.judged[row.indicator.id].assessment)]
    if not chosen.is_empty:
        total = count(len(book.rows), "indicator", "indicatoren")
        components.lead(f"U ziet {len(found)} van de {total}." if found else "Geen indicator past bij deze keuze.")
        st.button("Toon alles", on_click=_forget)
    return tuple(found)


def _fields(book: Databook, chosen: Filters) -> None:
    partners = dict(sheets.partner_names(book.agenda))
    owners = {indicator.owner: partners[indicator.owner] for indicator in book.agenda.indicators if indicator.owner}
    options = {
        "ambition": ("Ambitie", {each.id: each.theme for each in book.agenda.ambitions}),
        "status": ("Oordeel", {str(status): str(status) for status in ORDER}),
        "owner": ("Eigenaar", owners),
        "kind": ("Soort cijfer", {str(kind): str(kind) for kind in IndicatorKind}),
    }
    st.session_state["filter-search"] = chosen.search
    st.text_input("Zoek in naam en definitie", key="filter-search", on_change=_remember)
    for column, (name, (label, known)) in zip(st.columns(len(options)), options.items(), strict=True):
        with column:
            _field(name, label, known, getattr(chosen, name))


def _field(name: str, label: str, known: Mapping[str, str], wanted: str) -> None:
    def word(value: str) -> str:
        return known.get(value, EVERY)

    st.session_state[f"filter-{name}"] = wanted if wanted in known else ""
    st.selectbox(label, ["", *known], format_func=word, key=f"filter-{name}", on_change=_remember)


def _remember() -> None:
    _forget()
    chosen = Filters(**{name: st.session_state.get(f"filter-{name}") or "" for name in PARAMETERS})
    for name, value in write_filters(chosen).items():
        st.query_params[name] = value


def _forget() -> None:
    for name in PARAMETERS.values():
        st.query_params.pop(name, None)


def layers(offered: Sequence[Layer]) -> tuple[Layer, ...]:
    """The buttons for the layers that a chart has, and which are on."""
    chosen = read_layers(st.query_params.get("lagen"))
    st.session_state["lagen"] = [layer for layer in offered if layer in chosen]

    def remember() -> None:
        text = write_layers(st.session_state["lagen"], offered)
        if text is None:
            st.query_params.pop("lagen", None)
        else:
            st.query_params["lagen"] = text

    if offered:
        st.pills("Lagen", offered, selection_mode="multi", key="lagen", on_change=remember)
    return chosen


def neighbours(book: Databook, row: Row) -> None:
    """Links to the previous and the next indicator of the agenda."""

    def words(place: int, label: str) -> str:
        return components.indicator_words(book.rows[place], label) if 0 <= place < len(book.rows) else ""

    position = book.rows.index(row)
    st.html(links.neighbours(words(position - 1, "Vorige: {name}"), words(position + 1, "Volgende: {name}")))

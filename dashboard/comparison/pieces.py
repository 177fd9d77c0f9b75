"""The Streamlit pieces of comparing municipalities: what to choose, the chart with its figures; they judge nothing."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard import data, kit, render
from dashboard.book.breaks import restarts
from dashboard.book.databook import Databook, Row
from dashboard.charts.parts import spec_of
from dashboard.comparison import choice, lines
from dashboard.comparison.chart import compare_chart
from dashboard.pages import COMPARISON, INDICATOR, MUNICIPALITY, OVERVIEW, Links, Visit
from dashboard.sheet import Field

NOBODY = "geen"
NOBODY_YET, NO_CHOICE = "Kies gemeenten, de groep of Nederland", "Kies een gemeente"
INDICATOR_FIELD, OTHERS_FIELD = "vergelijk-indicator", "vergelijk-met"


def fields(book: Databook, row: Row, codes: tuple[str, ...], names: Mapping[str, str]) -> None:
    """Which indicator and which municipalities; the link is the memory, so it is put into the fields at every run."""
    ids, beside = [each.indicator.id for each in book.rows], f"Naast {book.name} (ten hoogste {choice.MOST_OTHERS})"
    if kit.is_on_paper():
        with kit.box("kaart-keuze", border=True):
            _lists(book, row, codes, names, beside)
        return
    st.session_state[INDICATOR_FIELD], st.session_state[OTHERS_FIELD] = row.indicator.id, list(codes)
    with kit.box("kaart-keuze", border=True):
        st.selectbox(
            INDICATOR.title,
            ids,
            format_func=lambda name: book.agenda.indicator(name).name,
            key=INDICATOR_FIELD,
            on_change=partial(_remember, book.code),
        )
        st.multiselect(
            beside,
            list(names),
            format_func=lambda code: names[code],
            key=OTHERS_FIELD,
            placeholder=NOBODY_YET,
            select_all=False,
            on_change=partial(_remember, book.code),
        )


def _lists(book: Databook, row: Row, codes: tuple[str, ...], names: Mapping[str, str], beside: str) -> None:
    """On paper: a list for the indicator and one for each that can stand beside the own municipality."""
    indicators = tuple((each.indicator.id, each.indicator.name) for each in book.rows)
    about = Field(name="indicator", label=INDICATOR.title, options=indicators, chosen=(row.indicator.id,))
    options = (("", NOBODY), *names.items())
    others = [
        Field(name="gemeenten", label=f"{beside}: {place + 1}", options=options, chosen=(code,), none="" if place else book.code)
        for place, code in enumerate((*codes, *[""] * (choice.MOST_OTHERS - len(codes))))
    ]
    kit.form("vergelijk", kit.visit().links.to(COMPARISON, ""), [about, *others])


def _remember(own: str) -> None:
    codes = choice.write_choice(own, st.session_state[OTHERS_FIELD])
    kit.put_in_address(indicator=st.session_state[INDICATOR_FIELD], gemeenten=codes)


def wanted_indicator(book: Databook, visit: Visit) -> str:
    """The id of the indicator that the address asks for; without one the first with figures."""
    return visit.wanted("indicator") or next(row.indicator.id for row in book.rows if row.last or row is book.rows[-1])


def compared_spec(book: Databook, name: str, codes: tuple[str, ...]) -> dict[str, Any]:
    """The Vega-Lite specification of the chart of an indicator with these municipalities; ValueError without any figure."""
    row = book.row(name)
    if row is None:
        raise KeyError(name)
    band = row.judged.band if choice.GROUP in codes else ()
    shown = lines.gather_lines(book, row, codes)
    return spec_of(compare_chart(shown, band, row.indicator, restarts(row.indicator.breaks)))


def chart(book: Databook, row: Row, codes: tuple[str, ...], shown: list[lines.Line]) -> None:
    """The lines, each with its name at its end; on a small screen with a number, whose name is below."""
    kit.chart(data.kept(book, compared_spec, row.indicator.id, codes), lines.describe(shown, row.indicator))
    named = enumerate((line.name for line in shown if line.series.points), 1)
    kit.show(render.key((str(number), name, "smal") for number, name in named))


def figures(row: Row, shown: list[lines.Line]) -> None:
    """The same as a table."""
    headers, cells = lines.figures_table(shown, row.indicator)
    table = render.table(headers, cells, caption=f"{row.indicator.name}, {row.indicator.unit}")
    kit.show(render.folded("Cijfers als tabel", table))


def municipality_choice(book: Databook, links: Links) -> None:
    """The whole databook for another municipality, and what it then leaves out."""
    own, names = book.agenda.info.municipality, book.figures.names
    others = sorted((code for code in book.figures.current if code != own), key=lambda code: names[code])
    with kit.card("gemeente", "Een andere gemeente voor het hele databoek"):
        kit.lead(
            "U ziet dan alle cijfers van die gemeente, met lijn, verandering en vergelijking. "
            f"Normen en interventies zijn van {book.owner}: die staan er dan niet bij."
        )
        if kit.is_on_paper():
            options = (("", NO_CHOICE), *((code, names[code]) for code in others))
            field = Field(name=MUNICIPALITY, label="Gemeente", options=options, chosen=("",))
            kit.form("gemeente", links.exactly(OVERVIEW, ""), [field])
            return
        chosen = st.selectbox("Gemeente", others, index=None, format_func=lambda code: names[code], placeholder=NO_CHOICE)
        if chosen:
            kit.link(links.exactly(OVERVIEW, f"Bekijk het databoek met de cijfers van {names[chosen]}", gemeente=chosen))

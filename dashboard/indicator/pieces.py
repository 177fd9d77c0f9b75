"""The parts of an indicator's page in which nothing can be chosen; they show what they are given and look nothing up."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard.book.databook import Row
from dashboard.data import Databook
from dashboard.indicator import words as sheets
from dashboard.indicator.trend import told as chart_captions
from dashboard.indicator.trend.layers import Layer
from dashboard.interventions import pieces as cards
from dashboard.overview import pieces as answers
from dashboard.overview import words as captions


def head(book: Databook, row: Row) -> None:
    """The way back, the name, and what is counted."""
    with st.container(key="paginakop", gap="xsmall"):
        components.breadcrumb(components.ambition_words(row.ambition))
        components.title(row.indicator.name)
        components.lead(captions.subtitle(row, sheets.partner_names(book.agenda)))


def findings(book: Databook, row: Row) -> None:
    """The answers and how they were reached."""
    answers.cards(book, row)
    answers.method(book, row)


def course(book: Databook, row: Row, lineage: pd.DataFrame, shown: Collection[Layer]) -> None:
    """The large chart with these layers, its key and its source."""
    picture, spec = data.picture(book, row, shown), data.trend_spec(book, row, shown)
    st.vega_lite_chart(spec=spec, theme=None, alt=chart_captions.trend_alt(row, book.name, picture))
    components.small(chart_captions.trend_key(picture), captions.source_line(lineage, book.sources))


def surroundings(book: Databook, row: Row) -> None:
    """Comparable municipalities, who works on it, what to ask, and what the agenda says."""
    answers.comparable(book, row)
    cards.of_indicator(book, row.indicator)
    answers.questions(book, row)
    components.facts_card("databoek", "Databoek", sheets.databook_facts(row, book.agenda))


def origin(book: Databook, row: Row, lineage: pd.DataFrame) -> None:
    """Where every figure comes from."""
    with components.card("herkomst", "Waar komt dit cijfer vandaan?"):
        components.provenance(row.indicator, lineage, book.observations_of(row.indicator.id))

"""The overview: where every ambition stands, what asks attention, and per ambition its indicators with their answer."""

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard.book.databook import year_span
from dashboard.comparison import pieces as council
from dashboard.overview import choices
from dashboard.overview import pieces as answers
from dashboard.overview import words as captions

book = data.databook(st.query_params.get("gemeente"))


def head() -> None:
    """Whose databoek, its name, and how fresh it is."""
    with st.container(key="paginakop", gap="xsmall"):
        components.lead(captions.whose(book.name, book.province))
        components.title(book.agenda.info.title)
        components.lead(captions.freshness(book.sources, book.rows))
        if missing := captions.not_fetched(book.sources):
            st.page_link(components.SOURCES, label=missing)
        council.changes_link(book)


def stand() -> None:
    """Every ambition in a glance, and what asks attention."""
    answers.stand(book)
    answers.attention(book)


def ambitions() -> None:
    """Per ambition the indicators that were asked for, and the key to their pictures."""
    years = year_span(book.rows)
    for ambition in book.agenda.ambitions:
        rows = [row for row in found if row.ambition.id == ambition.id]
        if rows:
            components.ambition_card(ambition, answers.sorted_rows(rows, book), years, book.judged)
    st.html(captions.overview_key())


data.drawn(book, "overzicht: kop", head)
components.notices(book)
data.drawn(book, "overzicht: stand", stand)
found = choices.filtered(book)
data.drawn(book, f"overzicht: ambities {[row.indicator.id for row in found]}", ambitions)
council.overview_download(book, found)

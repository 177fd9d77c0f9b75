"""The overview: per ambition its indicators, each with its latest figure, course, norm and baseline."""

import streamlit as st

from dashboard import captions, components, data
from dashboard.rows import year_span

book = data.databook()

with st.container(key="paginakop", gap="xsmall"):
    components.lead(captions.whose(book.name, book.province))
    components.title(book.agenda.info.title)
    components.lead(captions.freshness(book.sources, book.rows))
    if missing := captions.not_fetched(book.sources):
        st.page_link(components.SOURCES, label=missing)
components.notices(book)

years = year_span(book.rows)
for ambition in book.agenda.ambitions:
    rows = [row for row in book.rows if row.ambition.id == ambition.id]
    components.ambition_card(ambition, rows, years)

st.html(captions.overview_key())

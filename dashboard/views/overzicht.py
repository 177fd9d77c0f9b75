"""The overview: where every ambition stands, what asks attention, and per ambition its indicators with their answer."""

import streamlit as st

from dashboard import answers, captions, choices, components, council, data
from dashboard.rows import year_span

book = data.databook(st.query_params.get("gemeente"))

with st.container(key="paginakop", gap="xsmall"):
    components.lead(captions.whose(book.name, book.province))
    components.title(book.agenda.info.title)
    components.lead(captions.freshness(book.sources, book.rows))
    if missing := captions.not_fetched(book.sources):
        st.page_link(components.SOURCES, label=missing)
    council.changes_link(book)
components.notices(book)

answers.stand(book)
answers.attention(book)

years, found = year_span(book.rows), choices.filtered(book)
for ambition in book.agenda.ambitions:
    rows = [row for row in found if row.ambition.id == ambition.id]
    if rows:
        components.ambition_card(ambition, answers.sorted_rows(rows, book), years, book.judged)

st.html(captions.overview_key())
council.overview_download(book, found)

"""The sources: what was fetched, when, how that went, and what is still missing."""

from itertools import groupby

import streamlit as st

from dashboard import captions, components, data

book = data.databook()

with st.container(key="paginakop", gap="xsmall"):
    components.title("Bronnen")
    components.lead("Hier ziet u waar de cijfers vandaan komen, wanneer ze zijn opgehaald en wat er nog ontbreekt.")
components.notices(book)

with components.card("bronnen", captions.fetched_of(book.sources)):
    components.sources_table(book.sources)

if missing := sorted((row for row in book.rows if row.last is None), key=captions.why_missing):
    with components.card("zonder", f"Nog zonder cijfers: {captions.indicators(len(missing))}"):
        for reason, rows in groupby(missing, key=captions.why_missing):
            components.lead(reason)
            with st.container(gap="xsmall"):
                for row in rows:
                    components.indicator_link(row)

with components.card("runs", "Wanneer er is opgehaald"):
    components.runs_table(book.runs)

"""One indicator: its course, its page in the databoek, the address of every figure, and the figures to take along."""

import streamlit as st

from dashboard import captions, components, data, failures, sheets
from dashboard.exports import figures_csv
from dashboard.rows import trend_picture

book = data.databook()
wanted = st.query_params.get("indicator", "")
row = book.row(wanted)
if row is None:
    failures.unknown_indicator(wanted)
    for known in book.rows:
        components.indicator_link(known)
    st.stop()

indicator = row.indicator
observations = book.observations_of(indicator.id)
lineage = data.lineage(indicator.id, book.code)

with st.container(key="paginakop", gap="xsmall"):
    components.breadcrumb(row.ambition.theme)
    components.title(indicator.name)
    components.lead(captions.subtitle(row, sheets.partner_names(book.agenda)))
components.notices(book)

with components.card("verloop", captions.latest(row)):
    if row.last is None:
        components.lead(captions.no_figures(row))
    else:
        picture = trend_picture(row, book.name)
        st.vega_lite_chart(spec=data.trend_spec(book, row), theme=None, alt=captions.trend_alt(row, book.name))
        components.small(captions.trend_key(picture), captions.source_line(lineage, book.sources))

components.facts_card("databoek", "Databoek", sheets.databook_facts(row, book.agenda))

if row.last is not None:
    left, right = st.columns(2)
    with left, components.card("cijfers", "Alle cijfers"):
        components.figures_table(row)
        content = figures_csv(indicator, (book.name, book.code), observations, lineage, book.sources)
        name = f"{indicator.id}-{book.code}.csv"
        st.download_button("Download als CSV", content, file_name=name, mime="text/csv", on_click="ignore")
    with right, components.card("herkomst", "Waar komt dit cijfer vandaan?"):
        components.provenance(indicator, lineage, observations)

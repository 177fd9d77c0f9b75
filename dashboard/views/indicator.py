"""One indicator: the answers, its course, comparable municipalities, its databoek, every figure and where it came from."""

import streamlit as st

from dashboard import answers, captions, chart_captions, choices, components, data, downloads, failures, sheets
from dashboard.context import offered_layers

book = data.databook(st.query_params.get("gemeente"))
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

answers.cards(book, row)
answers.method(book, row)

with components.card("verloop", captions.latest(row)):
    if row.last is None:
        components.lead(captions.no_figures(row))
    else:
        chosen = choices.layers(offered_layers(data.picture(book, row)))
        picture, spec = data.picture(book, row, chosen), data.trend_spec(book, row, chosen)
        st.vega_lite_chart(spec=spec, theme=None, alt=chart_captions.trend_alt(row, book.name, picture))
        components.small(chart_captions.trend_key(picture), captions.source_line(lineage, book.sources))

answers.comparable(book, row)
answers.questions(book, row)
components.facts_card("databoek", "Databoek", sheets.databook_facts(row, book.agenda))

if row.last is not None:
    left, right = st.columns(2)
    with left, components.card("cijfers", "Alle cijfers"):
        components.figures_table(row)
        downloads.of_indicator(book, row, lineage, spec, picture)
    with right, components.card("herkomst", "Waar komt dit cijfer vandaan?"):
        components.provenance(indicator, lineage, observations)

choices.neighbours(book, row)

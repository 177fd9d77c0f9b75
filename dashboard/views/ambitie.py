"""One ambition: what we want and why, who works on it, its indicators and interventions, and what was said about the figures."""

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard.ambition import words as ambition_sheets
from dashboard.book.databook import year_span
from dashboard.comparison import pieces as council
from dashboard.interventions import coherence
from dashboard.interventions import pieces as cards
from dashboard.overview import pieces as answers

book = data.databook(st.query_params.get("gemeente"))
wanted = st.query_params.get("ambitie", "")
ambition = next((each for each in book.agenda.ambitions if each.id == wanted), None)
if ambition is None:
    council.unknown_ambition(book, wanted)
    st.stop()

rows = [row for row in book.rows if row.ambition.id == ambition.id]
with st.container(key="paginakop", gap="xsmall"):
    components.breadcrumb("Ambitie")
    components.title(ambition.theme)
    st.html(ambition_sheets.statement(ambition.ambition))
components.notices(book)

why = "Waarom, en wie" if ambition.explanation else "Wie"
components.facts_card("waarom", why, ambition_sheets.facts(ambition, book.agenda))
components.heading("Indicatoren")
components.small(ambition_sheets.stand(book.judged[row.indicator.id].assessment for row in rows))
components.indicator_rows(answers.sorted_rows(rows, book), year_span(book.rows), book.judged)

with components.card("interventies", "Wat we doen"):
    effects = {} if book.is_guest else data.effects(book)
    found = ambition_sheets.interventions_of(ambition, book.agenda)
    for intervention in found:
        with st.container(gap=None, key=f"interventie-{intervention.id}"):
            cards.intervention_link(intervention)
            moved = [each for each in effects.get(intervention.id, ()) if each.indicator in ambition.indicators]
            st.html(ambition_sheets.intervention_line(intervention, book.agenda, book.today, moved))
    if not found:
        components.lead("Voor deze ambitie staan nog geen interventies in de agenda.")
    branch = coherence.branch_of(book.agenda, ambition.id)
    cards.money(branch, coherence.cost_lines(branch, rows))

with components.card("toelichtingen", "Toelichtingen"):
    if remarks := ambition_sheets.commentaries(ambition):
        st.html(ambition_sheets.commentary_list(remarks))
    else:
        components.lead("Bij deze indicatoren heeft nog niemand een toelichting geschreven.")
council.ambition_links(book, ambition)

"""One page to take to a checkpoint: the facts, the questions, and how to record the decision; made to be printed."""

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard.interventions import checkpoint as prepared
from dashboard.interventions import effect_pieces as effect_cards
from dashboard.interventions import markup as pieces
from dashboard.interventions import pieces as cards
from dashboard.interventions import portfolio
from dashboard.interventions.agenda_lines import agenda_lines

book = data.databook()
wanted = st.query_params.get("interventie", "")
entries = portfolio.gather(book.agenda, data.effects(book), book.today)
entry = next((each for each in entries if each.intervention.id == wanted), None)
if entry is None:
    cards.unknown_intervention(wanted, entries)
    st.stop()
checkpoint = prepared.find_checkpoint(entry.intervention, st.query_params.get("datum", ""))
if checkpoint is None:
    cards.unknown_checkpoint(entry, st.query_params.get("datum", ""))
    st.stop()

with st.container(key="paginakop", gap="xsmall"):
    with st.container(key="niet-afdrukken"):
        cards.intervention_link(entry.intervention)
    components.title(f"Toetsmoment {entry.intervention.name}")
    components.lead(prepared.heading(checkpoint, book.today))
components.notices(book)
with st.container(key="afdruktip"):
    components.small("Deze pagina past op papier: kies Afdrukken in uw browser (Ctrl+P, of ⌘+P op een Mac).")

components.facts_card("feiten", "Wat we weten", prepared.facts(entry, checkpoint, data.process_figures(entry.intervention)))
with components.card("cijfers", "De laatste cijfers"), st.container(key="laatste-cijfers"):
    effect_cards.latest_figures(book, entry)
with components.card("vragen", "Vragen om te bespreken"):
    st.html(pieces.bullets(prepared.questions(entry, book.today), is_ordered=True))
with components.card("besluit", "Besluit"):
    st.html(pieces.decision_boxes(checkpoint))

with st.container(key="vastleggen"):
    components.heading("Zo legt u het besluit vast")
    components.lead(f"Zet deze regels in de agenda, bij de interventie met id: {entry.intervention.id}.")
    st.code(agenda_lines(entry, checkpoint, book.today), language="yaml", wrap_lines=True)

"""One intervention: what was expected, what the figures say and how sure that is, and which decisions were taken."""

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard.interventions import effect_pieces as effect_cards
from dashboard.interventions import ladder as steps
from dashboard.interventions import markup as pieces
from dashboard.interventions import moments as words
from dashboard.interventions import pieces as cards
from dashboard.interventions import portfolio

book = data.databook()
wanted = st.query_params.get("interventie", "")
entries = portfolio.gather(book.agenda, data.effects(book), book.today)
entry = next((each for each in entries if each.intervention.id == wanted), None)
if entry is None:
    cards.unknown_intervention(wanted, entries)
    st.stop()
intervention = entry.intervention

with st.container(key="paginakop", gap="xsmall"):
    cards.breadcrumb(entry)
    components.title(intervention.name)
    components.lead(cards.subtitle(entry))
components.notices(book)

with components.card("verwachting", "Wat we verwachten"):
    cards.expectation(book.agenda, entry)

for number, effect in enumerate(entry.effects):
    with components.card(f"effect-{number}", effect.indicator.name):
        effect_cards.effect(book, entry, effect)

left, right = st.columns(2)
with left, components.card("toetsmomenten", "Toetsmomenten"):
    cards.checkpoints(entry, book.today)
with right, components.card("ladder", "Hoe zeker is dit?"):
    st.html(pieces.ladder(steps.places(entry.effects, intervention.evaluations)))
    components.small(words.POWER)

with components.card("proces", "Cijfers van de partner zelf"):
    effect_cards.process(entry, data.process_figures(intervention))
if intervention.evaluations:
    with components.card("onderzoek", "Onderzoek door anderen"):
        st.html(pieces.studies(intervention.evaluations))

"""How it hangs together: per ambition the interventions, the indicators they want to move, and the money beside it."""

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard import render as markup
from dashboard.interventions import coherence
from dashboard.interventions import markup as pieces
from dashboard.interventions import pieces as cards

book = data.databook()
branches = coherence.grow(book.agenda)

with st.container(key="paginakop", gap="xsmall"):
    components.title("Samenhang")
    components.lead("Van ambitie naar interventie naar indicator, met het geld ernaast. Zo ziet u ook wat er nog ontbreekt.")
components.notices(book)

with components.card("ontbreekt", "Wat is verbonden, en wat niet?"):
    st.html(pieces.bullets(coherence.missing_links(branches)))

largest = coherence.largest_budget(branches)
for branch in branches:
    with components.card(f"tak-{branch.ambition.id}", branch.ambition.theme):
        components.lead(branch.ambition.ambition)
        components.ambition_link(branch.ambition, f"Meer over {branch.ambition.theme}")
        cards.branch(branch, largest, coherence.cost_lines(branch, book.rows))

components.small(
    "De lengte van een balk is het budget per jaar, overal op dezelfde schaal. Eenmalig geld heeft geen balk.",
    "Geld staat ernaast om te weten wat er wordt ingezet. Wat een verandering per euro kost, is hiermee niet te zeggen.",
)
headers, lines = coherence.table_lines(branches)
table = markup.table(headers, lines, caption="Ambities, interventies, indicatoren en geld")
st.html(markup.folded("Alles in een tabel", table))

"""The portfolio: what every partner does, what the figures say of it, and which decision comes next."""

import streamlit as st

from dashboard import data
from dashboard import kit as components
from dashboard.interventions import ladder as steps
from dashboard.interventions import markup as pieces
from dashboard.interventions import pieces as cards
from dashboard.interventions import portfolio

book = data.databook()
partner, remark = portfolio.chosen_partner(book.agenda, st.query_params.get("partner", ""))
st.query_params.from_dict(
    components.kept(**({"partner": partner} if partner else {}))
)  # a link to the same page leaves the address as it was
entries = portfolio.gather(book.agenda, data.effects(book), book.today, partner)

with st.container(key="paginakop", gap="xsmall"):
    components.title("Interventies")
    components.lead(portfolio.summary(entries))
    st.page_link(
        cards.COHERENCE,
        label="Bekijk de samenhang van ambities, interventies, indicatoren en geld",
        query_params=components.kept(),
    )
components.notices(book)
if remark:
    components.lead(remark)

if not book.agenda.interventions:
    components.lead("In de agenda staan nog geen interventies. Voeg ze toe onder ‘interventies’.")
    st.stop()

cards.partner_filter(portfolio.partners_with_interventions(book.agenda), partner, len(book.agenda.interventions))
if not entries:
    components.lead("Deze partner heeft nog geen interventies in de agenda.")
    st.stop()

cards.portfolio_card(entries, book.today)
components.small(steps.KEY)
cards.timeline_card(entries, book.today)
with components.card("capaciteit", "Hoeveel loopt er tegelijk?"):
    mine = [load for load in portfolio.loads(book.agenda, book.today) if partner in ("", load.partner.id)]
    st.html(pieces.capacity(mine, () if partner else portfolio.idle_partners(book.agenda)))
    components.small("Gevuld blokje: loopt nu. Open blokje: in voorbereiding. Eenmalig geld tellen we niet op bij geld per jaar.")

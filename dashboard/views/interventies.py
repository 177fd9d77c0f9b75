"""The portfolio: what every partner does, what the figures say of it, and which decision comes next."""

from dashboard import data, kit
from dashboard.interventions import capacity, ladder, pieces, portfolio, timeline
from dashboard.pages import COHERENCE
from dashboard.render import render

visit = kit.visit()
book, links = data.databook(), visit.links
partner, remark = portfolio.chosen_partner(book.agenda, visit.wanted("partner"))
kit.put_in_address(partner=partner)
entries = pieces.entries_of(book, partner)

with kit.head():
    kit.title("Interventies")
    kit.lead(portfolio.summary(entries))
    kit.link(links.to(COHERENCE, "Bekijk de samenhang van ambities, interventies, indicatoren en geld"))
kit.notices(book, links)
if remark:
    kit.lead(remark)

if not book.agenda.interventions:
    kit.lead("In de agenda staan nog geen interventies. Voeg ze toe onder ‘interventies’.")
    kit.stop()

pieces.partner_filter(book, links, partner)
if not entries:
    kit.lead("Deze partner heeft nog geen interventies in de agenda.")
    kit.stop()

pieces.portfolio_card(book, links, entries)
kit.small(ladder.KEY)
with kit.card("tijdlijn", "In de tijd"):
    kit.show(render("interventions/timeline.html", timeline=timeline.drawn(entries, book.today), key=timeline.KEY))
with kit.card("capaciteit", "Hoeveel loopt er tegelijk?"):
    mine = [load for load in capacity.loads(book.agenda, book.today) if partner in ("", load.partner.id)]
    idle = () if partner else capacity.idle_partners(book.agenda)
    kit.show(render("interventions/capacity.html", loads=mine, idle=idle))
    kit.small("Gevuld blokje: loopt nu. Open blokje: in voorbereiding. Eenmalig geld tellen we niet op bij geld per jaar.")

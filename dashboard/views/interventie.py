"""One intervention: what was expected, what the figures say and how sure that is, and which decisions were taken."""

from dashboard import data, failures, kit
from dashboard.editing.pieces import offer
from dashboard.interventions import ladder, pieces, portfolio
from dashboard.interventions.ways import to_intervention
from dashboard.pages import PORTFOLIO, trail
from dashboard.render import render
from etl.door.things import Kind, Thing

visit = kit.visit()
book, links, wanted = data.databook(), visit.links, visit.wanted("interventie")
entries = pieces.entries_of(book)
entry = next((each for each in entries if each.intervention.id == wanted), None)
if entry is None:
    failures.unknown(failures.INTERVENTION, wanted, [to_intervention(links, each.intervention) for each in entries])
    kit.stop()

intervention = entry.intervention

with kit.head():
    partner = links.to(PORTFOLIO, entry.partner, partner=intervention.partner)
    kit.show(trail(links.to(PORTFOLIO, "Interventies"), partner))
    kit.title(intervention.name)
    kit.lead(portfolio.subtitle(entry))
    offer(links, Thing(Kind.INTERVENTION, intervention.id))
kit.notices(book, links)

with kit.card("verwachting", "Wat we verwachten"):
    pieces.expected(book, entry)

for number, effect in enumerate(entry.effects):
    with kit.card(f"effect-{number}", effect.indicator.name):
        pieces.effect(book, links, entry, effect)

left, right = kit.columns(2)
with left, kit.card("toetsmomenten", "Toetsmomenten"):
    pieces.checkpoints(book, links, entry)
with right, kit.card("ladder", "Hoe zeker is dit?"):
    here = ladder.places(entry.effects, intervention.evaluations)
    kit.show(render("interventions/ladder.html", ladder=ladder.LADDER, here=here))
    kit.small(ladder.POWER)

with kit.card("proces", "Cijfers van de partner zelf"):
    pieces.process(entry)
if intervention.evaluations:
    with kit.card("onderzoek", "Onderzoek door anderen"):
        found = [(each.by, each.link) for each in intervention.evaluations]
        kit.show(render("interventions/studies.html", studies=found))

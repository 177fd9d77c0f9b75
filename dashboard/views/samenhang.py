"""How it hangs together: per ambition the interventions, the indicators they want to move, and the money beside it."""

from dashboard import data, kit
from dashboard.interventions import coherence, pieces
from dashboard.pages import AMBITION, COHERENCE
from dashboard.render import bullets, folded, table

visit = kit.visit()
book, links = data.databook(), visit.links
branches = coherence.grow(book.agenda)

with kit.head():
    kit.title(COHERENCE.title)
    kit.lead("Van ambitie naar interventie naar indicator, met het geld ernaast. Zo ziet u ook wat er nog ontbreekt.")
kit.notices(book, links)

with kit.card("ontbreekt", "Wat is verbonden, en wat niet?"):
    kit.show(bullets(coherence.missing_links(branches), style="lijst"))

largest = coherence.largest_budget(branches)
for branch in branches:
    with kit.card(f"tak-{branch.ambition.id}", branch.ambition.theme):
        kit.lead(branch.ambition.ambition)
        kit.link(links.to(AMBITION, f"Meer over {branch.ambition.theme}", ambitie=branch.ambition.id))
        pieces.branch(links, branch, largest, coherence.cost_lines(branch, book.rows))

kit.small(
    "De lengte van een balk is het budget per jaar, overal op dezelfde schaal. Eenmalig geld heeft geen balk.",
    "Geld staat ernaast om te weten wat er wordt ingezet. Wat een verandering per euro kost, is hiermee niet te zeggen.",
)
headers, lines = coherence.table_lines(branches)
kit.show(folded("Alles in een tabel", table(headers, lines, caption="Ambities, interventies, indicatoren en geld")))

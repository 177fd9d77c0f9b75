"""Money and interventions: which figures are off the norm without anyone working on them, and who works on what."""

from dashboard import data, kit
from dashboard.interventions import pieces
from dashboard.pages import COHERENCE

visit = kit.visit()
book, links = data.databook(), visit.links

with kit.head():
    kit.title(COHERENCE.title)
    kit.lead("Wie werkt waaraan, met hoeveel geld, en waar nog niets gebeurt.")
kit.notices(book, links)
data.drawn(book, pieces.matrix, links)
kit.small(
    "Geld staat ernaast om te weten wat er wordt ingezet. Wat een verandering per euro kost, is hiermee niet te zeggen.",
)

"""The overview: where every ambition stands, what asks attention, and per ambition its indicators with their answer."""

from dashboard import data, kit
from dashboard.downloads import buttons
from dashboard.overview import pieces

visit = kit.visit()
book = data.databook(visit.municipality)

data.drawn(book, pieces.top, visit.links)
kit.notices(book, visit.links)
data.drawn(book, pieces.stand, visit.links)
found = pieces.filtered(book, visit)
data.drawn(book, pieces.ambitions, visit.links, tuple(row.indicator.id for row in found))
buttons.of_overview(book, found)

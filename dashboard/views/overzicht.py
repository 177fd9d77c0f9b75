"""The overview: what is off the norm, where every ambition stands, what changed, and all figures in one table."""

from dashboard import data, kit
from dashboard.downloads import addresses, buttons
from dashboard.overview import pieces
from dashboard.pages import OVERVIEW

visit = kit.visit()
book = data.databook(visit.municipality)

kit.notices(book, visit.links)
look_back = pieces.found(book, visit.links)
kit.heading("Alle cijfers")
shown, order = pieces.choices(book, visit)
data.drawn(book, pieces.everything, visit.links, tuple(row.indicator.id for row in shown), order)
buttons.offer(OVERVIEW, book, visit)
addresses.of_overview(book, visit.links)
look_back()

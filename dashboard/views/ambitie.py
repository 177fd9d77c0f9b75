"""One ambition: what we want and why, who works on it, its indicators and interventions, and what was said about the figures."""

from dashboard import data, failures, kit
from dashboard.ambition import pieces
from dashboard.downloads import addresses, buttons
from dashboard.editing.pieces import offer
from dashboard.interventions import effects
from dashboard.pages import AMBITION
from etl.door.things import Kind, Thing

visit = kit.visit()
book, links, wanted = data.databook(visit.municipality), visit.links, visit.wanted("ambitie")
ambition = next((each for each in book.agenda.ambitions if each.id == wanted), None)
if ambition is None:
    known = [links.to(AMBITION, each.theme, ambitie=each.id) for each in book.agenda.ambitions]
    failures.unknown(failures.AMBITION, wanted, known)
    kit.stop()

pieces.top(book, links, ambition)
if not book.is_guest:
    offer(links, Thing(Kind.AMBITION, ambition.id))
pieces.indicators(book, links, ambition)
buttons.offer(AMBITION, book, visit)
if book.is_guest:
    pieces.of_owner(book, links, ambition)
else:
    pieces.interventions(book, links, ambition, data.kept(book, effects.of_book))
    pieces.commentaries(ambition)
    addresses.of_ambition(links, ambition.id)
pieces.others(book, links, ambition)

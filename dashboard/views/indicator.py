"""One indicator: what was found and its course, the answers, what to ask; the rest opens when somebody asks for it."""

from dashboard import data, failures, kit
from dashboard.downloads import addresses, buttons
from dashboard.editing.pieces import offer
from dashboard.indicator import pieces, words
from dashboard.indicator.embedded.pieces import is_embedding_offered, offer_embedding
from dashboard.indicator.embedded.words import FOLD, NAME
from dashboard.indicator.group.pieces import show_group
from dashboard.pages import HISTORY, INDICATOR
from etl.door.things import Kind, Thing

visit = kit.visit()
book, links, name = data.databook(visit.municipality), visit.links, visit.wanted("indicator")
row = book.row(name)
if row is None:
    known = [links.to(INDICATOR, each.indicator.name, indicator=each.indicator.id) for each in book.rows]
    failures.unknown(failures.INDICATOR, name, known)
    kit.stop()

data.drawn(book, pieces.top, links, name)
if not book.is_guest:
    offer(links, Thing(Kind.INDICATOR, name))
kit.notices(book, links)

with kit.card("verloop", pieces.finding(book, name)):
    if row.last is None:
        kit.lead(f"{words.no_figures(row)} {words.HOW_IT_WENT}")
    else:
        kit.small(words.newest(row))
        chosen, only_wide = pieces.chosen_layers(book, name, visit)
        data.drawn(book, pieces.course, links, name, chosen, only_wide)

data.drawn(book, pieces.findings, links, name)
data.drawn(book, pieces.questions, name)

opened = visit.wanted(words.OPEN)
with kit.fold(words.COMPARED, words.FOLDS[words.COMPARED], opened):
    data.drawn(book, show_group, name)
if pieces.has_workers(book, name):
    with kit.fold(words.WORKERS, words.FOLDS[words.WORKERS], opened):
        data.drawn(book, pieces.workers, links, name)
with kit.fold(words.DATABOOK, words.FOLDS[words.DATABOOK], opened):
    data.drawn(book, pieces.databook_of, name)
    if data.has_past() and not book.is_guest:
        kit.link(links.to(HISTORY, "Geschiedenis van deze afspraken", indicator=name))
if row.last is not None:
    with kit.fold(words.FIGURES, words.FOLDS[words.FIGURES], opened):
        data.drawn(book, pieces.figures, name)
        buttons.offer(INDICATOR, book, visit)
        addresses.of_indicator(book, links, name)
    with kit.fold(words.ORIGIN, words.FOLDS[words.ORIGIN], opened):
        data.drawn(book, pieces.origin, name)
if is_embedding_offered(book):
    with kit.fold(FOLD, NAME, opened):
        data.drawn(book, offer_embedding, links, name)

data.drawn(book, pieces.beside, links, name)

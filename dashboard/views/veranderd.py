"""What changed since a date: judgements then and now, new and revised figures, norms and the rest of the agenda."""

from dashboard import actor, data, kit
from dashboard.changed import pieces, words
from dashboard.changed.since import read_since
from dashboard.downloads import buttons
from dashboard.pages import CHANGED, HISTORY

visit = kit.visit()
book, links = data.databook(visit.municipality), visit.links
meetings = book.agenda.info.council_meetings
since = read_since(visit.wanted("sinds"), meetings, book.today)
name = words.since_in_words(since.on, meetings)

kit.top("Wat is er veranderd?", f"Sinds {name}, in {book.name}")
kit.notices(book, links)
pieces.since_choice(links, since, [day for day in meetings if day < book.today])

with kit.waiting("We beoordelen opnieuw de cijfers van toen…"):
    earlier = pieces.earlier(book, since.on)
changes = data.kept_aside(book, pieces.changes, since.on)
if limits := words.limits(book, earlier.moment, since.on):
    kit.remark("Let op.", limits)
if changes.are_none:
    kit.lead(words.nothing(name, words.known_of(book, earlier.moment, since.on), is_guest=book.is_guest))
else:
    pieces.lists(book, links, changes, since.on)
    buttons.offer(CHANGED, book, visit)
if data.has_past() and actor.asking().role.may_write:
    kit.link(links.to(HISTORY, "Wie wijzigde de agenda, en waarom?"))

"""A new indicator: found in words or taken from an own file, seen before it has a name, and kept as a draft."""

from dashboard import data, kit
from dashboard.adding import pieces, words
from dashboard.adding.own_file.pieces import sending
from dashboard.adding.search.pieces import tables
from dashboard.pages import ADD, DELIVERED

visit = kit.visit()
who = pieces.editor()
if who:
    desk = data.desk()
    kit.top(ADD.title, words.LEAD)
    kit.notices(data.databook(), visit.links)
    if desk.agenda is None:
        kit.remark("Agenda.", words.BROKEN)
    elif visit.wanted(DELIVERED):
        pieces.from_file(who, desk, desk.agenda, visit.links)
    elif visit.wanted("bron"):
        pieces.from_table(desk, desk.agenda, visit.links)
    else:
        tables(visit.links)
        sending(who)

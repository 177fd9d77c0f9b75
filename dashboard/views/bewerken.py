"""The desk of who changes the agenda: everything that can be changed, one's own drafts, and what others are working on."""

from dashboard import data, kit
from dashboard.editing import pieces
from dashboard.pages import EDITING

visit = kit.visit()
actor = pieces.writer(EDITING)
desk = pieces.stored(EDITING) if actor else None
if actor and desk:
    kit.top(EDITING.title, "Wat u wijzigt, is eerst een concept. Lezers zien het pas als het is gepubliceerd.")
    kit.notices(data.databook(), visit.links)
    pieces.desk_page(desk, actor, visit.links)

"""What waits to be published: each change before and after, what it does, and the button; or the whole file to change."""

from dashboard import actor, data, kit
from dashboard.editing.pieces import closed
from dashboard.pages import REVIEW
from dashboard.review import pieces
from dashboard.review.waiting.pieces import show
from dashboard.review.whole.pieces import OPEN, way_to_file, whole_file

visit, who = kit.visit(), actor.asking()
if not who.role.may_edit:
    closed(REVIEW)
elif visit.wanted("open") == OPEN:
    whole_file(data.desk(), who, visit.links)
elif (desk := data.desk()).problem:
    pieces.broken(REVIEW, desk.problem)
    way_to_file(desk, who, visit.links, "Herstel het bestand hier", or_else="Vraag de beheerder om het bestand te herstellen.")
else:
    kit.top(
        REVIEW.title,
        "Bekijk wat een ander wil wijzigen en wat dat doet. Klopt het, publiceer het dan; anders stuurt u het terug.",
    )
    show(desk, who, visit)
    way_to_file(desk, who, visit.links, "Het bestand zelf wijzigen")

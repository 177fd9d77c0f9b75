"""What waits to be published: each change before and after, what it does, and the button; or the whole file to change."""

from dashboard import actor, data, kit
from dashboard.pages import REVIEW
from dashboard.review import pieces
from dashboard.review.waiting.pieces import show
from dashboard.review.whole.pieces import OPEN, whole_file

visit, who = kit.visit(), actor.asking()
if not who.role.may_edit:
    pieces.closed(REVIEW, who)
elif visit.wanted("open") == OPEN:
    kit.top(
        "Het bestand zelf",
        "Voor wie weet hoe het is geschreven. Wat u hier bewaart, geldt meteen; bekijk eerst wat het verandert.",
    )
    whole_file(data.desk(), who, visit.links)
elif (desk := data.desk()).problem:
    pieces.broken(REVIEW, desk.problem)
    kit.link(visit.links.to(REVIEW, "Herstel het bestand hier", open=OPEN))
else:
    kit.top(
        REVIEW.title,
        "Bekijk wat een ander wil wijzigen en wat dat doet. Klopt het, publiceer het dan; anders stuurt u het terug.",
    )
    show(desk, who, visit)
    kit.link(visit.links.to(REVIEW, "Het bestand zelf wijzigen", open=OPEN))

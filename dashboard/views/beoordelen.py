"""What waits to be published: each change before and after, what it does, and the button."""

from dashboard import actor, data, kit
from dashboard.pages import REVIEW
from dashboard.review import pieces
from dashboard.review.waiting.pieces import show

visit, who = kit.visit(), actor.asking()
if not who.role.may_edit:
    pieces.closed(REVIEW, who)
elif (desk := data.desk()).problem:
    pieces.broken(REVIEW, desk.problem)
else:
    kit.top(
        REVIEW.title,
        "Bekijk wat een ander wil wijzigen en wat dat doet. Klopt het, publiceer het dan; anders stuurt u het terug.",
    )
    show(desk, who, visit)

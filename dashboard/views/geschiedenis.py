"""Who changed what in the agenda, when and why; of one indicator also for who has no role, without names."""

from dashboard import actor, data, kit
from dashboard.editing.pieces import closed
from dashboard.pages import HISTORY
from dashboard.review.past.pieces import show

visit, who = kit.visit(), actor.asking()
row = data.databook().row(visit.wanted("indicator"))
if row is None and not who.role.may_write:
    closed(HISTORY)
else:
    about = f"Van {row.indicator.name}" if row else "Van de hele agenda"
    kit.top(HISTORY.title, f"{about}: wat er werd gepubliceerd, wanneer en waarom.")
    kit.notices(data.databook(), visit.links)
    show(who, visit)

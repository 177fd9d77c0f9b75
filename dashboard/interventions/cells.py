"""What the portfolio says of an intervention beside its name, as plain values for its template; it judges nothing."""

from dataclasses import dataclass
from datetime import date

from dashboard.interventions.moments import NO_CHECKPOINT, Badge, badge, phase_text, running_text
from dashboard.interventions.money import budget_text
from dashboard.interventions.portfolio import Entry
from indicators.effects.result import EffectStatus

COLUMNS = ("Wat de cijfers zeggen", "Fase en geld", "Volgend toetsmoment")
"""Above the columns, and on a phone before each part."""


@dataclass(frozen=True, kw_only=True)
class Cells:
    """steps: status and figure, the figure empty when there is none to test; studies: by whom.

    lacks: what is missing, but for a checkpoint; that one is said beside the moments.
    """

    steps: tuple[tuple[EffectStatus, str], ...]
    studies: tuple[str, ...]
    lacks: tuple[str, ...]
    phase: str
    running: str
    budget: str
    badge: Badge | None
    no_checkpoint: str


def cells_of(entry: Entry, today: date, indicator: str = "") -> Cells:
    """What the figures say (of the indicator with this id when it is given), phase and money, and what comes next."""
    intervention = entry.intervention
    wanted = [each for each in entry.effects if indicator in ("", each.indicator.id)]
    steps = tuple((each.result.status, each.indicator.name) for each in wanted)
    return Cells(
        steps=steps or ((EffectStatus.NOT_TESTABLE, ""),),
        studies=tuple(each.by for each in intervention.evaluations),
        lacks=tuple(each for each in entry.gaps if each != NO_CHECKPOINT),
        phase=phase_text(intervention.phase),
        running=running_text(intervention),
        budget=budget_text(intervention.budget),
        badge=badge(entry.next, today) if entry.next else None,
        no_checkpoint=NO_CHECKPOINT if NO_CHECKPOINT in entry.gaps else "",
    )

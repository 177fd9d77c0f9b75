"""What is asked of one partner, what must be done first first; pure, it shows nothing and writes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.interventions.moments import Turn, turn
from dashboard.interventions.portfolio import Entry
from dashboard.look.notation import count, day
from etl.door.drafts import Draft, State
from indicators.agenda.model import Agenda, Checkpoint, Indicator, Intervention, Phase
from indicators.wording.norm import say_goal

AHEAD = timedelta(days=90)
"""How far ahead a checkpoint is told of."""


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """A checkpoint whose day has come, of an intervention of this partner."""

    intervention: Intervention
    checkpoint: Checkpoint
    is_late: bool

    @property
    def key(self) -> str:
        """What tells this one from all others, for a form."""
        return f"{self.intervention.id}-{self.checkpoint.on.isoformat()}"


def to_decide(entries: Iterable[Entry], today: date) -> tuple[ToDecide, ...]:
    """Those that nobody decided at yet, the longest overdue first; a stopped intervention has none."""
    found = [
        ToDecide(intervention=entry.intervention, checkpoint=each, is_late=turn(each, today) is Turn.OVERDUE)
        for entry in entries
        if entry.intervention.phase is not Phase.STOPPED
        for each in entry.intervention.checkpoints
        if each.decision is None and each.on <= today
    ]
    return tuple(sorted(found, key=lambda each: (each.checkpoint.on, each.intervention.name)))


def coming(entries: Iterable[Entry], today: date) -> tuple[str, ...]:
    """A line for each checkpoint that is near, the first first."""
    near = [
        (each.on, f"{day(each.on)}: {entry.intervention.name}")
        for entry in entries
        if entry.intervention.phase is not Phase.STOPPED
        for each in entry.intervention.checkpoints
        if each.decision is None and today < each.on <= today + AHEAD
    ]
    return tuple(text for _, text in sorted(near))


def summary(late: Sequence[ToDecide], drafts: Sequence[Draft], near: Sequence[str]) -> str:
    """What is asked, in a sentence or two."""
    said = []
    if late:
        said.append(f"Bij {count(len(late), 'toetsmoment', 'toetsmomenten')} is nog geen besluit vastgelegd.")
    back = sum(1 for each in drafts if each.state is State.SENT_BACK)
    if back:
        said.append(
            f"{count(back, 'voorstel', 'voorstellen')} van u {'kwam' if back == 1 else 'kwamen'} terug met een opmerking."
        )
    if near and not late:
        said.append(f"Het volgende toetsmoment is op {near[0].partition(':')[0]}.")
    return " ".join(said) or "Er wordt nu niets van u gevraagd."


def indicators_of(agenda: Agenda, partner: str) -> tuple[Indicator, ...]:
    """Those that it looks after or wants to move, in the order of the agenda."""
    moved = {aim.indicator for each in agenda.interventions if each.partner == partner for aim in each.aims}
    return tuple(each for each in agenda.indicators if each.owner == partner or each.id in moved)


def norm_lines(indicator: Indicator, decided: str) -> list[str]:
    """What the norm asks, and who adopted it: nobody puts a name under what is not told."""
    if indicator.norm is None:
        return ["Er is nog geen norm."]
    unit = "" if indicator.unit == "%" else f" ({indicator.unit})"  # a percentage says it itself
    return [f"De norm is {say_goal(indicator, indicator.norm)}{unit}.", *([f"{decided.removesuffix('.')}."] if decided else [])]


def may_endorse(indicator: Indicator, partner: str) -> bool:
    """Whether there is a norm that others adopted and this partner did not put its name under."""
    adoption = indicator.norm.adoption if indicator.norm else None
    return adoption is not None and partner not in adoption.by

"""What the figures would say of interventions that another agenda describes otherwise; pure, only those are judged anew."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from dashboard.book.databook import Databook
from dashboard.interventions.effects import of_book
from etl.answers.effects import Effects
from indicators.agenda.differences import About, Difference, Topic
from indicators.agenda.model import Agenda
from indicators.effects.result import EffectStatus

_COUNTS = frozenset({Topic.WHOLE, Topic.START, Topic.END, Topic.AIMS, Topic.FROZEN, Topic.SAME_ELSEWHERE})
"""What of an intervention is compared with the figures; its name or its budget says nothing of them."""


@dataclass(frozen=True, kw_only=True)
class Tried:
    """An intervention and an indicator that it wants to move. before: None for what is new; text: the new answer."""

    name: str
    indicator: str
    before: EffectStatus | None
    after: EffectStatus
    text: str

    @property
    def has_moved(self) -> bool:
        """Whether another thing is said."""
        return self.before is not self.after


def try_interventions(then: Effects, after: Databook, differences: Sequence[Difference]) -> tuple[Tried, ...]:
    """Of each that is described otherwise, or is new. then: what is said now, with the same figures."""
    ids = {each.id for each in differences if each.about is About.INTERVENTION and each.topic in _COUNTS}
    changed = [each for each in after.agenda.interventions if each.id in ids]
    aimed = {aim.indicator for each in changed for aim in each.aims}
    now = of_book(replace(after, agenda=_only(after.agenda, aimed))) if aimed else {}
    return tuple(
        Tried(
            name=each.name,
            indicator=found.indicator.name,
            before=next((one.result.status for one in then.get(each.id, ()) if one.indicator.id == found.indicator.id), None),
            after=found.result.status,
            text=found.answer.text,
        )
        for each in changed
        for found in now[each.id]
    )


def _only(agenda: Agenda, indicators: Set[str]) -> Agenda:
    """With these indicators alone, and what wants to move them: those are looked at together."""
    ambitions = tuple(
        each.model_copy(update={"indicators": tuple(one for one in each.indicators if one.id in indicators)})
        for each in agenda.ambitions
    )
    aiming = [
        each.model_copy(update={"aims": aims})
        for each in agenda.interventions
        if (aims := tuple(aim for aim in each.aims if aim.indicator in indicators))
    ]
    return agenda.model_copy(update={"ambitions": ambitions, "interventions": tuple(aiming)})

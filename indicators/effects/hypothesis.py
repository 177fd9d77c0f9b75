"""What an intervention expects of an indicator, complete enough to be tested or not; it tests nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from indicators.agenda.model import Aim, Direction, Intervention

_YEAR = 4  # characters; the month is optional


class Missing(StrEnum):
    """What a hypothesis lacks, in the words of 'er ontbreekt ...'."""

    START = "een startdatum"
    DIRECTION = "een verwachte richting (omhoog of omlaag)"
    SIZE = "een verwachte grootte van het effect"
    VISIBLE_FROM = "het jaar waarin een effect zichtbaar kan zijn"
    SHARED_DIRECTION = "één verwachte richting, want de aanpakken verwachten iets anders van dit cijfer"


@dataclass(frozen=True, kw_only=True)
class Hypothesis:
    """A testable expectation of one or more interventions: ids, direction, size in the indicator's unit, real years.

    start: the year that is left out. visible_from: the first year in which an effect can show. The dashboard keeps this
    object from the first checkpoint on, and hands it in instead of the agenda's: the goalposts stay where they were.
    """

    interventions: tuple[str, ...]
    direction: Direction
    size: float
    start: int
    visible_from: int

    @property
    def post_from(self) -> int:
        """First year that counts as after: never the start year itself."""
        return max(self.visible_from, self.start + 1)


def find_missing(intervention: Intervention, aim: Aim) -> tuple[Missing, ...]:
    """Everything that is missing at once; empty when the hypothesis is complete. A neutral direction expects nothing."""
    lacks = {
        Missing.START: intervention.start is None,
        Missing.DIRECTION: aim.direction in (None, Direction.NEUTRAL),
        Missing.SIZE: aim.size is None,
        Missing.VISIBLE_FROM: aim.visible_from is None,
    }
    return tuple(part for part, is_missing in lacks.items() if is_missing)


def find_hypothesis(intervention: Intervention, aim: Aim) -> Hypothesis | None:
    """The hypothesis in the agenda; None when something is missing. Start month 2018-03 is start year 2018."""
    start, direction, size, visible_from = intervention.start, aim.direction, aim.size, aim.visible_from
    if find_missing(intervention, aim) or start is None or direction is None or size is None or visible_from is None:
        return None
    return Hypothesis(
        interventions=(intervention.id,), direction=direction, size=size, start=int(start[:_YEAR]), visible_from=visible_from
    )


def find_frozen(intervention: Intervention, indicator: str) -> Hypothesis | None:
    """The hypothesis about this indicator as it stood at the first checkpoint; None when the agenda does not tell.

    The size is not frozen: without one the agenda's of today is used.
    """
    frozen = intervention.frozen
    aim = next((each for each in frozen.aims if each.indicator == indicator), None) if frozen else None
    if frozen is None or aim is None:
        return None
    size = aim.size or next((each.size for each in intervention.aims if each.indicator == indicator), None)
    then = intervention.model_copy(update={"start": frozen.start or intervention.start})
    return find_hypothesis(then, aim.model_copy(update={"size": size}))


def share(hypotheses: Sequence[Hypothesis]) -> Hypothesis | None:
    """One hypothesis about several interventions together; None when they expect different directions.

    Before: the years before the first start. After: the years in which all of them can show. The sizes add up.
    """
    directions = {each.direction for each in hypotheses}
    if len(directions) != 1:
        return None
    return Hypothesis(
        interventions=tuple(name for each in hypotheses for name in each.interventions),
        direction=directions.pop(),
        size=sum(each.size for each in hypotheses),
        start=min(each.start for each in hypotheses),
        visible_from=max(each.post_from for each in hypotheses),
    )

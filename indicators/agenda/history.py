"""The agendas that were in force, as steps with what each said otherwise than the one before; pure, it reads no files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from indicators.agenda.differences import NORM_TOPICS, About, Difference, Topic
from indicators.agenda.model import Agenda, Indicator, Norm

KeptNorm = tuple[datetime, Norm | None]
"""When a norm was first seen as it then was; None: from then on the indicator had no norm."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """An agenda from the moment it was first seen; differences: with the one before, so none for the first."""

    since: datetime
    id: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AgendaHistory:
    """first: the oldest agenda there is, with which steps begins; steps: oldest first. Both empty when none was kept."""

    first: Agenda | None = None
    steps: tuple[Step, ...] = ()

    @property
    def began(self) -> datetime | None:
        """Since when we know; what changed before, nobody can say."""
        return self.steps[0].since if self.steps else None

    @property
    def key(self) -> str:
        """Another text when there is another step."""
        return f"{len(self.steps)} {self.steps[-1].id} {self.steps[0].since.isoformat()}" if self.steps else ""

    def reaches(self, moment: datetime) -> bool:
        """Whether it is known which agenda was in force at this moment."""
        return self.began is not None and self.began <= moment

    def id_at(self, moment: datetime) -> str:
        """The agenda in force at a moment, or the oldest there is; empty when none was kept."""
        before = [step for step in self.steps if step.since <= moment]
        return (before or list(self.steps[:1]))[-1].id if self.steps else ""

    def after(self, moment: datetime) -> tuple[Step, ...]:
        """The changes first seen after a moment, oldest first."""
        return tuple(step for step in self.steps[1:] if step.since > moment)

    def about(self, about: About, id_: str) -> Iterator[tuple[datetime, Difference]]:
        """When which changes of one indicator or intervention were first seen, oldest first."""
        for step in self.steps:
            yield from ((step.since, each) for each in step.differences if (each.about, each.id) == (about, id_))

    def norms_of(self, indicator: str) -> tuple[KeptNorm, ...]:
        """The norms of an indicator as they were kept, oldest first; years in which it was not in the agenda are passed by."""
        known = {each.id: each for each in self.first.indicators} if self.first else {}
        found: list[KeptNorm] = []
        if indicator in known:
            found.append((self.steps[0].since, known[indicator].norm))
        for since, each in self.about(About.INDICATOR, indicator):
            if each.topic in NORM_TOPICS:
                found.append((since, each.after))
            elif each.topic is Topic.WHOLE and isinstance(each.after, Indicator):
                found.append((since, each.after.norm))
        return tuple(found)


NO_HISTORY = AgendaHistory()

"""Who asks for something and in which role; it decides nothing about what may be done."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do, as it is written in toegang.yaml."""

    READER = "lezer"
    PARTNER = "partner"
    EDITOR = "redacteur"
    ADMINISTRATOR = "beheerder"

    @property
    def may_edit(self) -> bool:
        """Whether the agenda is theirs to change, not only what belongs to one partner."""
        return self in {Role.EDITOR, Role.ADMINISTRATOR}

    @property
    def may_write(self) -> bool:
        """Whether there is anything at all that they may change."""
        return self is not Role.READER


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One person as known at one moment.

    subject: as the provider knows them, empty for nobody. partner: id of the only partner they may write for.
    until: when this ends. reason: why they may only read, a sentence in Dutch; empty when they may write.
    """

    subject: str
    name: str
    role: Role
    partner: str = ""
    until: datetime
    reason: str = ""

    def holds_at(self, now: datetime) -> bool:
        """Whether the role still stands at this moment."""
        return now < self.until


NOBODY = Actor(subject="", name="", role=Role.READER, until=datetime(1970, 1, 1, tzinfo=UTC), reason="U bent niet aangemeld.")
"""Who did not log in."""

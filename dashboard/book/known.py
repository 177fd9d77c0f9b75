"""What can be told without judging anything: whose agenda, which municipalities, how new the figures; pure, it reads nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from indicators.agenda.model import Agenda, FrontDoor


@dataclass(frozen=True, kw_only=True)
class Known:
    """Enough for what stands around a page; what cannot be had is absent.

    municipalities: names of those of today, by code. logo: a picture as a data: address.
    """

    agenda: Agenda | None = None
    municipalities: Mapping[str, str] = field(default_factory=dict)
    published_at: datetime | None = None
    logo: str = ""

    @property
    def own(self) -> str:
        """The code of the municipality whose agenda this is; empty when there is no agenda to read."""
        return self.agenda.info.municipality if self.agenda else ""

    @property
    def owner(self) -> str:
        """The name of the municipality whose agenda this is; empty when nothing says it."""
        return self.municipalities.get(self.own, "")

    @property
    def is_read_first(self) -> bool:
        """Whether at the address of the databook itself the reading version stands."""
        return self.agenda is not None and self.agenda.info.front_door is FrontDoor.READING

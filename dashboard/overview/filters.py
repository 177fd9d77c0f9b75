"""Which indicators of the overview a reader wants to see, as values of the address; pure, and it hides nothing by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from indicators.agenda.model import Ambition, Indicator
from indicators.methods.assessment import Assessment


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Empty is everything. ambition and owner are ids; status and kind the words on the screen; search free text."""

    ambition: str = ""
    status: str = ""
    owner: str = ""
    kind: str = ""
    search: str = ""

    @property
    def is_empty(self) -> bool:
        """The usual view."""
        return self == Filters()

    def holds(self, ambition: Ambition, indicator: Indicator, assessment: Assessment) -> bool:
        """Whether this indicator is among what was asked for."""
        return (
            self.ambition in {"", ambition.id}
            and self.status in {"", assessment.norm.status}
            and self.owner in {"", indicator.owner}
            and self.kind in {"", indicator.kind}
            and all(word in _text(ambition, indicator) for word in self.search.casefold().split())
        )


PARAMETERS = {"ambition": "ambitie", "status": "status", "owner": "eigenaar", "kind": "soort", "search": "zoek"}


def read_filters(address: Mapping[str, str]) -> Filters:
    """From the parameters of the address; what is absent is empty."""
    return Filters(**{field.name: address.get(PARAMETERS[field.name], "").strip() for field in fields(Filters)})


def write_filters(chosen: Filters) -> dict[str, str]:
    """The parameters for the address; nothing for what is empty."""
    values = {PARAMETERS[field.name]: getattr(chosen, field.name).strip() for field in fields(Filters)}
    return {name: value for name, value in values.items() if value}


def _text(ambition: Ambition, indicator: Indicator) -> str:
    return " ".join((indicator.name, indicator.definition, ambition.theme)).casefold()

"""The agenda itself as data: what was agreed, under the keys of its file; pure. What is not named here stays in the file.

Left out: names of people (who signed a remark, who wrote down a decision, who answers questions), and what only a refresh needs.
"""

import json
from typing import Any

from dashboard.publish.opendata.written import json_text
from indicators.agenda.model import Agenda

_LEVEL = {"value": True, "lower": True, "upper": True, "year": True, "relative": True}
_NORM = _LEVEL | {
    "kind": True,
    "moment": True,
    "milestones": True,
    "adoption": True,
    "history": {"__all__": _LEVEL | {"adoption": True, "reason": True}},
}
_INDICATOR: dict[str, Any] = {
    "id": True,
    "name": True,
    "definition": True,
    "rationale": True,
    "unit": True,
    "decimals": True,
    "kind": True,
    "desired_direction": True,
    "baseline": True,
    "norm": _NORM,
    "owner": True,
    "caveats": True,
    "bounds": True,
    "is_current_prices": True,
    "breaks": True,
    "commentaries": {"__all__": {"on": True, "year": True, "text": True}},
}
_INTERVENTION: dict[str, Any] = {
    "id": True,
    "name": True,
    "partner": True,
    "ambition": True,
    "target_group": True,
    "aims": True,
    "because": True,
    "phase": True,
    "start": True,
    "end": True,
    "budget": True,
    "checkpoints": {"__all__": {"on": True, "decision": True, "note": True}},
    "evaluations": {"__all__": {"link": True, "step": True}},
    "frozen": True,
}
PUBLIC: dict[str, Any] = {
    "info": {"title": True, "municipality": True, "term": True, "is_example": True, "council_meetings": True, "licence": True},
    "partners": {"__all__": {"id": True, "name": True}},
    "ambitions": {
        "__all__": {
            "id": True,
            "theme": True,
            "ambition": True,
            "explanation": True,
            "indicators": {"__all__": _INDICATOR},
        }
    },
    "interventions": {"__all__": _INTERVENTION},
}
"""What of the model is given away, as pydantic's `include` takes it."""


def agenda_data(agenda: Agenda) -> dict[str, Any]:
    """As it can be written as JSON; what the agenda does not say is absent."""
    found: dict[str, Any] = json.loads(agenda.model_dump_json(by_alias=True, exclude_none=True, include=PUBLIC))
    return found


def agenda_text(agenda: Agenda) -> bytes:
    """The file."""
    return json_text(agenda_data(agenda))

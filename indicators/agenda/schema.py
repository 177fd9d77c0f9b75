"""The JSON schema with which an editor completes and checks config/agenda.yaml; made from the models, never by hand.

Make it anew with: python -m indicators.agenda.schema > config/agenda.schema.json
"""

import json
import sys
from typing import Any

from indicators.agenda.model import Agenda


def schema_text() -> str:
    """The schema as it is saved: Dutch keys, Dutch explanations, the models' English docstrings left out."""
    schema = Agenda.model_json_schema(by_alias=True)
    parts = schema.pop("$defs")
    tidy = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Agenda van Databoek",
        **_without_english(schema),
        "$defs": {name: _without_english(part) for name, part in parts.items()},
    }
    return json.dumps(tidy, ensure_ascii=False, indent=2) + "\n"


def _without_english(part: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in part.items() if key not in {"title", "description"}}
    if "properties" in kept:
        kept["properties"] = {name: _without_title(field) for name, field in kept["properties"].items()}
    return kept


def _without_title(field: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key != "title"}


if __name__ == "__main__":
    sys.stdout.write(schema_text())

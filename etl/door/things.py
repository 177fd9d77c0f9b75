"""What of an agenda can be changed on its own, and where that stands in the plain data of its file; pure, it changes nothing.

A field is a path below a thing. An item of a list that has no id is meant by what it said: `=` and a fingerprint of it. An item
that is to come has a name of its own until it is there: `+` and some letters.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Field = tuple[str, ...]
"""Steps below a thing: keys as they stand in the file, and items of lists; () is the thing itself."""
GONE, COMING = "=", "+"


class Kind(StrEnum):
    """Of what there is more than one, with an id; and the agenda's own part, which has none."""

    AGENDA = "agenda"
    PARTNER = "partner"
    SOURCE = "bron"
    AMBITION = "ambitie"
    INDICATOR = "indicator"
    INTERVENTION = "interventie"


@dataclass(frozen=True, order=True)
class Thing:
    """One of them; id: of a source its name in 'bronnen', empty for the agenda's own part."""

    kind: Kind
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind} '{self.id}'" if self.id else str(self.kind)


_LISTS = {Kind.PARTNER: "partners", Kind.AMBITION: "ambities", Kind.INTERVENTION: "interventies"}


def find(data: Mapping[str, Any], thing: Thing) -> dict[str, Any] | None:
    """The fields of this thing, themselves and no copy; None when there is no such thing."""
    if thing.kind is Kind.AGENDA:
        return data.get("agenda")
    if thing.kind is Kind.SOURCE:
        return (data.get("bronnen") or {}).get(thing.id)
    return next((each for each in things_of(data, thing.kind) if each.get("id") == thing.id), None)


def things_of(data: Mapping[str, Any], kind: Kind) -> list[dict[str, Any]]:
    """Those that have an id, in the order of the file."""
    if kind is Kind.INDICATOR:
        return [each for ambition in data.get("ambities") or [] for each in ambition.get("indicatoren") or []]
    return list(data.get(_LISTS[kind]) or [])


def all_things(data: Mapping[str, Any]) -> list[Thing]:
    """Everything that can be changed on its own."""
    kinds = (Kind.PARTNER, Kind.AMBITION, Kind.INDICATOR, Kind.INTERVENTION)
    named = [Thing(kind, each["id"]) for kind in kinds for each in things_of(data, kind) if isinstance(each.get("id"), str)]
    return [Thing(Kind.AGENDA), *(Thing(Kind.SOURCE, name) for name in data.get("bronnen") or {}), *named]


def list_of(data: dict[str, Any], thing: Thing, within: str) -> Any:
    """Where such a thing is put when it is new; within: the ambition of an indicator. KeyError when there is no such place."""
    if thing.kind is Kind.SOURCE:
        return data["bronnen"]
    if thing.kind is Kind.INDICATOR:
        ambition = find(data, Thing(Kind.AMBITION, within))
        if ambition is None:
            raise KeyError(within)
        return ambition.setdefault("indicatoren", [])
    return data.setdefault(_LISTS[thing.kind], [])


def fingerprint(item: Any) -> str:
    """Of what an item says: the step by which a field in it is meant."""
    said = json.dumps(item, sort_keys=True, ensure_ascii=False)
    return GONE + hashlib.sha256(said.encode("utf-8")).hexdigest()[:12]


def value_at(fields: Any, path: Field) -> Any:
    """What stands there; None for what is not there."""
    for step in path:
        if isinstance(fields, Mapping):
            fields = fields.get(step)
        elif isinstance(fields, list):
            fields = next((each for each in fields if fingerprint(each) == step), None)
        else:
            return None
    return fields

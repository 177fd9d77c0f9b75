"""What publishing a norm or a decision adds by itself: the norm of before, who adopted it, what was expected. Pure."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from etl.door.changes import Adopted, Decide
from etl.door.things import Kind, Thing, find, things_of

LEVEL = ("waarde", "onder", "boven", "jaar", "ten_opzichte_van")
"""What a norm that held before has as well."""
_ASKED = (*LEVEL, "soort", "moment", "mijlpalen")
_EXPECTED = ("indicator", "richting", "effect", "zichtbaar_vanaf")


class NoAdoptionError(Exception):
    """A norm changes and nobody said who adopted it; ids: of the indicators."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        super().__init__(", ".join(ids))
        self.ids = ids


class DecisionError(Exception):
    """A decision cannot be recorded there; the text says why."""


def changed_norms(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Ids of indicators whose norm asks something else, or that get one."""
    return tuple(each["id"] for each, old, new in _norms(before, after) if new and _asks(old) != _asks(new))


def with_adoptions(
    before: Mapping[str, Any], after: Mapping[str, Any], adopted: Mapping[str, Adopted], reason: str
) -> dict[str, Any]:
    """The agenda in which each norm that changed says who adopted it, and what held before with why that changed.

    NoAdoptionError when that is not said of one that had an adoption before.
    """
    made = copy.deepcopy(dict(after))
    missing = []
    for indicator, old, new in _norms(before, made):
        if not new or _asks(old) == _asks(new):
            continue
        said = adopted.get(indicator["id"])
        if said is None and old.get("vastgesteld"):
            missing.append(indicator["id"])
            continue
        _adopt(indicator, old, new, said, reason)
    if missing:
        raise NoAdoptionError(tuple(missing))
    return made


def _adopt(indicator: dict[str, Any], old: Mapping[str, Any], new: Mapping[str, Any], said: Adopted | None, reason: str) -> None:
    norm = {key: value for key, value in new.items() if key not in {"vastgesteld", "historie"}}
    if said is not None:
        decision = {"besluit": said.decision} if said.decision else {}
        norm["vastgesteld"] = {"door": list(said.by), "datum": said.on, **decision}
    elif "vastgesteld" in new:
        norm["vastgesteld"] = new["vastgesteld"]
    past = list(new.get("historie") or [])
    if old.get("vastgesteld") and _level(old) != _level(new):
        past.append({**_level(old), "vastgesteld": old["vastgesteld"], "reden": reason})
    if past:
        norm["historie"] = past
    indicator["norm"] = norm


def _norms(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[dict[str, Any], Mapping[str, Any], Mapping[str, Any]]]:
    """Each indicator of the newer agenda with its norm of before and of then; empty where there is none."""
    for indicator in things_of(after, Kind.INDICATOR):
        old = find(before, Thing(Kind.INDICATOR, indicator.get("id", ""))) or {}
        yield indicator, old.get("norm") or {}, indicator.get("norm") or {}


def _asks(norm: Mapping[str, Any]) -> dict[str, Any]:
    return {key: norm[key] for key in _ASKED if key in norm}


def _level(norm: Mapping[str, Any]) -> dict[str, Any]:
    return {key: norm[key] for key in LEVEL if key in norm}


def with_decision(data: Mapping[str, Any], change: Decide, who: str) -> dict[str, Any]:
    """The agenda with this decision, with who took it; with the first one also what was expected, as it stood.

    DecisionError when there is no such checkpoint or it was decided already.
    """
    made = copy.deepcopy(dict(data))
    intervention = find(made, Thing(Kind.INTERVENTION, change.intervention))
    if intervention is None:
        raise DecisionError(f"Er is geen interventie '{change.intervention}'.")
    moments = intervention.get("toetsmomenten") or []
    moment = next((each for each in moments if each.get("datum") == change.day), None)
    if moment is None:
        raise DecisionError(f"Er is geen toetsmoment op {change.day}.")
    if moment.get("besluit"):
        raise DecisionError(f"Op {change.day} is al besloten: {moment['besluit']}.")
    is_first = not any(each.get("besluit") for each in moments)
    moment.update(besluit=change.decision, toelichting=change.reason, door=who)
    if change.next_day:
        moments.append({"datum": change.next_day})
    aims = [each for each in intervention.get("indicatoren") or [] if all(key in each for key in _EXPECTED)]
    if is_first and aims and "vastgelegd" not in intervention and "start" in intervention:
        intervention["vastgelegd"] = {
            "datum": change.day,
            "start": intervention["start"],
            "indicatoren": [{key: each[key] for key in _EXPECTED} for each in aims],
        }
    return made

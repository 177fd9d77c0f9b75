"""Where a field of the agenda comes among the others: as the model has them; it changes no value. Pure."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from indicators.agenda.model import Model


def set_key(fields: dict[str, Any], key: str, value: Any, had: frozenset[str] = frozenset()) -> None:
    """Where the model has it among the others; None takes it away. had: the keys that tell which part of the model this is."""
    if value is None:
        fields.pop(key, None)
        return
    if key not in fields:
        now = frozenset({*fields, key})
        order = _order(now | had) or _order(now)
        said = list(fields.items())
        place = order.get(key, len(order))
        at = next((at for at, (other, _) in enumerate(said) if order.get(other, -1) > place), len(said))
        said.insert(at, (key, value))
        fields.clear()
        fields.update(said)
    fields[key] = value


def in_order(fields: dict[str, Any]) -> dict[str, Any]:
    """The same fields in the order of the model."""
    order = _order(frozenset(fields))
    return {key: fields[key] for key in sorted(fields, key=lambda each: order.get(each, len(order)))}


@cache
def _order(keys: frozenset[str]) -> Mapping[str, int]:
    """The place of each key, from the smallest part of the model that has all of these; empty when none has."""
    fitting = [names for names in _models() if keys <= names.keys()]
    return min(fitting, key=len, default={})


@cache
def _models() -> tuple[Mapping[str, int], ...]:
    def below(model: type[BaseModel]) -> list[type[BaseModel]]:
        return [model, *(each for sub in model.__subclasses__() for each in below(sub))]

    return tuple({field.alias or name: at for at, (name, field) in enumerate(each.model_fields.items())} for each in below(Model))

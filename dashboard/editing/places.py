"""What a form shows at each place of a thing, and what is saved when somebody changes that: the draft over what is stored. Pure.

A place is a path below the thing, as the door has it. An item of a list that is saved whole with what is around it has its place
in that list instead: `#` and a number.
"""

import copy
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.door.changes import SaveField
from etl.door.drafts import Draft
from etl.door.fields import shown_at
from etl.door.things import COMING, Field, Kind, Thing, fingerprint, value_at

PLACE = "#"


@dataclass(frozen=True, kw_only=True)
class Form:
    """One thing as somebody changes it. stored: its fields in the agenda, None when it is new. within: where a new one comes."""

    thing: Thing
    stored: Mapping[str, Any] | None
    draft: Draft | None
    within: str = ""

    @property
    def needs_place(self) -> bool:
        """Whether it is a new indicator: it comes below an ambition."""
        return self.thing.kind is Kind.INDICATOR and bool(self.within)

    def shown(self, place: Field) -> Any:
        """What stands there for who has this draft; None for nothing."""
        root, rest = self._root(place)
        return _walk(self._whole(root), rest)

    def items(self, place: Field) -> list[tuple[str, Any]]:
        """Those of a list, each with its step: as the agenda has them, then those that are to come."""
        found = self.merged_items(place)
        return sorted(found, key=lambda each: each[0] if each[0].startswith(COMING) else "")

    def merged_items(self, place: Field) -> list[tuple[str, Any]]:
        """The same in the order in which the door puts them in the agenda."""
        root, _ = self._root(place)
        if root != place or self._change(place) is not None:
            whole = self.shown(place)
            return [(f"{PLACE}{at}", each) for at, each in enumerate(whole)] if isinstance(whole, list) else []
        stored = value_at(self.stored, place)
        steps = [fingerprint(each) for each in stored] if isinstance(stored, list) else []
        length = len(place)
        steps += [
            each.path[length] for each in self._changes() if each.path[:length] == place and len(each.path) > length
            and each.path[length].startswith(COMING)
        ]  # fmt: skip
        found = [(step, self.shown((*place, step))) for step in dict.fromkeys(steps)]
        return [(step, value) for step, value in found if value is not None]

    def saving(self, place: Field, value: Any) -> SaveField:
        """What to ask of the door to have this value there; None takes it away."""
        root, rest = self._root(place)
        seen = self._whole(root)
        is_same = value is None and self.shown(place) is None  # an item that is still empty does not go of it
        made = seen if is_same else _with(copy.deepcopy(seen), rest, value) if rest else value
        return SaveField(thing=self.thing, path=root, value=made, seen=seen, within=self.within)

    def adding(self, place: Field, value: Any) -> SaveField:
        """The same for one more item of a list."""
        root, _ = self._root(place)
        if root == place and self._change(place) is None:
            return self.saving((*place, f"{COMING}{time.time_ns():x}"), value)
        known = self.shown(place)
        return self.saving(place, [*(known if isinstance(known, list) else []), value])

    def _changes(self) -> tuple[Any, ...]:
        return self.draft.fields if self.draft else ()

    def _change(self, place: Field) -> Any:
        return self.draft.change_of(place) if self.draft else None

    def _root(self, place: Field) -> tuple[Field, Field]:
        """The part that is saved whole, and the way from there: an item to come, or what the draft already has whole."""
        for length in range(1, len(place) + 1):
            is_coming = place[length - 1].startswith(COMING)
            if is_coming or (length < len(place) and self._change(place[:length]) is not None):
                return place[:length], place[length:]
        return place, ()

    def _whole(self, root: Field) -> Any:
        return shown_at(self.draft, self.stored, root) if self.draft else value_at(self.stored, root)


def _walk(value: Any, way: Field) -> Any:
    for step in way:
        if isinstance(value, list) and step.startswith(PLACE):
            at = int(step[1:])
            value = value[at] if at < len(value) else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _with(value: Any, way: Field, new: Any) -> Any:
    """The value with something else at the end of the way; a group in which nothing is left goes as well."""
    step, *rest = way
    if step.startswith(PLACE):
        items = list(value) if isinstance(value, list) else []
        at = int(step[1:])
        made = _with(items[at], tuple(rest), new) if rest else new
        items[at : at + 1] = [] if made is None else [made]
        return items or None
    fields = dict(value) if isinstance(value, Mapping) else {}
    made = _with(fields.get(step), tuple(rest), new) if rest else new
    fields.pop(step, None) if made is None else fields.update({step: made})
    return fields or None

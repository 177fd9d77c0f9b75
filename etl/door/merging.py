"""Drafts laid over the agenda as it is now, field by field; where both say something else of one field, neither wins here. Pure.

The data is that of the file (Dutch keys). Items of lists are found by what they said in that file, whatever comes before them.
"""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from etl.door.drafts import Draft, FieldChange
from etl.door.ordering import in_order, set_key
from etl.door.things import COMING, GONE, Field, Kind, Thing, all_things, find, fingerprint, list_of, value_at


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One field of which two say something else; before: what both began with. Values as in the file, None for nothing."""

    thing: Thing
    path: Field
    before: Any
    mine: Any
    theirs: Any

    @property
    def needs_place(self) -> bool:
        """Whether it is something new that has no place in the agenda: its ambition was not chosen, or is gone."""
        return not self.path and self.before is None and self.theirs is None


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The data with every change that fits, and what does not fit."""

    data: dict[str, Any]
    clashes: tuple[Clash, ...]


def merge(data: Mapping[str, Any], drafts: Iterable[Draft]) -> Merged:
    """The agenda with these drafts in it; what two drafts say alike is said once."""
    tree = _Tree(data)
    clashes: list[Clash] = []
    for draft in drafts:
        if draft.is_new and find(tree.data, draft.thing) is None:
            clashes += tree.add(draft)
        else:
            clashes += [clash for each in draft.fields if (clash := tree.change(draft.thing, each))]
    return Merged(data=tree.done(), clashes=tuple(clashes))


def laid_over(draft: Draft, fields: Any) -> dict[str, Any]:
    """A thing with the draft over it, whatever it says by now; fields: of the thing as stored, None when it is new."""
    tree = _Tree({"": [fields or {}]})
    thing: dict[str, Any] = tree.data[""][0]
    for each in draft.fields:
        tree.put(thing, each.path, copy.deepcopy(each.after))
    tree.done()
    return thing


def clash_now(data: Mapping[str, Any], thing: Thing, change: FieldChange) -> Clash | None:
    """Whether the agenda says something else by now than where this change began."""
    current = value_at(find(data, thing), change.path)
    if current in (change.before, change.after):
        return None
    return Clash(thing=thing, path=change.path, before=change.before, mine=change.after, theirs=current)


def rebase(draft: Draft, before: Mapping[str, Any], after: Mapping[str, Any]) -> Draft:
    """The draft for an agenda that became another one: items of lists are meant by what they say now."""
    then, now = find(before, draft.thing), find(after, draft.thing)
    fields = tuple(replace(each, path=_moved(each.path, then, now)) for each in draft.fields)
    return replace(draft, fields=fields)


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[Thing, tuple[FieldChange, ...]]:
    """What makes of one agenda the other, a field each, by thing; a thing that comes or goes is one field: itself."""
    found: dict[Thing, tuple[FieldChange, ...]] = {}
    for thing in dict.fromkeys([*all_things(before), *all_things(after)]):
        one, other = find(before, thing), find(after, thing)
        if one is None or other is None:
            found[thing] = (FieldChange(path=(), before=_alone(one, thing), after=_alone(other, thing)),)
        elif changes := tuple(_differing((), _alone(one, thing), _alone(other, thing))):
            found[thing] = changes
    return found


class _Tree:
    """A copy that changes, in which items of lists keep the names they had in the file, and what has fields the keys it had."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data: dict[str, Any] = copy.deepcopy(dict(data))
        self._names = {id(each): fingerprint(each) for each in _items(self.data)}
        self._had = {id(each): (each, frozenset(each)) for each in _fields(self.data)}
        self._gone: list[tuple[list[Any], Any]] = []

    def add(self, draft: Draft) -> list[Clash]:
        """A thing that the agenda does not have."""
        fields: dict[str, Any] = {} if draft.thing.kind is Kind.SOURCE else {"id": draft.thing.id}
        for each in draft.fields:
            self.put(fields, each.path, copy.deepcopy(each.after))
        try:
            place = list_of(self.data, draft.thing, draft.within)
        except KeyError:
            return [Clash(thing=draft.thing, path=(), before=None, mine=fields, theirs=None)]
        if isinstance(place, dict):
            place[draft.thing.id] = in_order(fields)
        else:
            place.append(in_order(fields))
        return []

    def change(self, thing: Thing, change: FieldChange) -> Clash | None:
        """One field of a thing that is there; a clash when it says something else than where the change began."""
        fields = find(self.data, thing)
        current = self._at(fields, change.path)
        if same(current, change.after):
            return None
        if not same(current, change.before):
            return Clash(thing=thing, path=change.path, before=change.before, mine=change.after, theirs=copy.deepcopy(current))
        if not change.path:
            self._whole(thing, change.after)
        else:
            self.put(fields, change.path, copy.deepcopy(change.after))
        return None

    def done(self) -> dict[str, Any]:
        for items, item in self._gone:
            items[:] = [each for each in items if each is not item]
        emptied = {id(items) for items, _ in self._gone if not items}
        for fields in _fields(self.data) if emptied else ():
            for key in [key for key, value in fields.items() if id(value) in emptied]:
                del fields[key]
        return self.data

    def _at(self, fields: Any, path: Field) -> Any:
        for step in path:
            fields = fields.get(step) if isinstance(fields, dict) else self._item(fields, step)
        return fields

    def _item(self, items: Any, step: str) -> Any:
        if not isinstance(items, list):
            return None
        return next((each for each in items if not self._is_gone(each) and self._names.get(id(each)) == step), None)

    def _is_gone(self, item: Any) -> bool:
        return any(each is item for _, each in self._gone)

    def put(self, fields: Any, path: Field, value: Any) -> None:
        *way, last = path
        trail = [fields]
        for step, following in zip(way, path[1:], strict=True):
            here = trail[-1]
            below = here.get(step) if isinstance(here, dict) else self._item(here, step)
            if below is None:
                below = [] if following.startswith((GONE, COMING)) else {}
                self._put_here(here, step, below)
            trail.append(below)
        self._put_here(trail[-1], last, value)
        for here, step, below in reversed(list(zip(trail, way, trail[1:], strict=False))):
            if below in ({}, []):
                self._put_here(here, step, None)

    def _put_here(self, here: Any, step: str, value: Any) -> None:
        if isinstance(here, dict):
            _, had = self._had.get(id(here), (here, frozenset[str]()))
            set_key(here, step, value, had)
            return
        item = self._item(here, step)
        if item is None:
            if value is not None:
                here.append(value)
        elif value is None:
            self._gone.append((here, item))
        else:
            here[next(at for at, each in enumerate(here) if each is item)] = value
        self._names[id(value)] = step

    def _whole(self, thing: Thing, value: Any) -> None:
        """A thing that goes; with what is below it, for an ambition."""
        if value is not None:
            raise ValueError(f"{thing} is er al")
        if thing.kind is Kind.SOURCE:
            del self.data["bronnen"][thing.id]
            return
        item = find(self.data, thing)
        lists = [self.data.get("partners"), self.data.get("ambities"), self.data.get("interventies")]
        lists += [each.get("indicatoren") for each in self.data.get("ambities") or []]
        for items in lists:
            if items and any(each is item for each in items):
                items[:] = [each for each in items if each is not item]


def _items(value: Any) -> Iterable[Any]:
    """Every item of every list."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _items(each)
    elif isinstance(value, list):
        for each in value:
            yield each
            yield from _items(each)


def _fields(value: Any) -> Iterable[dict[str, Any]]:
    """Everything that has fields, itself included."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _fields(each)


def _moved(path: Field, then: Any, now: Any) -> Field:
    found: list[str] = []
    for step in path:
        if isinstance(then, list) and step.startswith(GONE):
            at = next((at for at, each in enumerate(then) if fingerprint(each) == step), None)
            if at is None or not isinstance(now, list) or at >= len(now):
                return path
            then, now = then[at], now[at]
            found.append(fingerprint(now))
        else:
            then = then.get(step) if isinstance(then, dict) else None
            now = now.get(step) if isinstance(now, dict) else None
            found.append(step)
    return tuple(found)


def _alone(fields: dict[str, Any] | None, thing: Thing) -> dict[str, Any] | None:
    """An ambition without its indicators, which are things of their own."""
    if fields is None or thing.kind is not Kind.AMBITION:
        return fields
    return {key: value for key, value in fields.items() if key != "indicatoren"}


def _differing(path: Field, one: Any, other: Any) -> Iterable[FieldChange]:
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys([*one, *other]):
            yield from _differing((*path, key), one.get(key), other.get(key))
    elif isinstance(one, list) and isinstance(other, list) and _are_things(one) and _are_things(other):
        yield from _of_lists(path, one, other)
    elif not same(one, other):
        yield FieldChange(path=path, before=one, after=other)


def _of_lists(path: Field, one: Sequence[Any], other: Sequence[Any]) -> Iterable[FieldChange]:
    """By what their items say; an item that says something else went, and another came."""
    for item in one:
        if item not in other:
            yield FieldChange(path=(*path, fingerprint(item)), before=item, after=None)
    for item in other:
        if item not in one:
            yield FieldChange(path=(*path, COMING + fingerprint(item)[1:]), before=None, after=item)


def _are_things(items: Sequence[Any]) -> bool:
    return all(isinstance(each, dict) for each in items)


def same(one: Any, other: Any) -> bool:
    """Equal, where true is no 1."""
    return type(one) is type(other) and one == other if isinstance(one, bool) or isinstance(other, bool) else one == other

"""Which part of one value is which part of another, so that what stays is left as it was written; pure."""

import difflib
import json
from collections.abc import Mapping, Sequence
from typing import Any


def is_same(one: Any, other: Any) -> bool:
    """Equal, where a figure may be written 52 or 52.0, but true is no 1."""
    return json.dumps(_plain(one), sort_keys=True) == json.dumps(_plain(other), sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def added_fields(known: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str | None, str]]:
    """The fields that come, each with the one of before that it comes after."""
    before: str | None = None
    found = []
    for name in new:
        if name in known:
            before = name
        else:
            found.append((before, name))
    return found


def matched(old: Sequence[Any], new: Sequence[Any]) -> tuple[list[tuple[int, int]], list[tuple[int | None, int]], list[int]]:
    """Which items are the same thing, by their places; which come, each after which of before; which go."""
    kept: list[tuple[int, int]] = []
    added: list[tuple[int | None, int]] = []
    gone: list[int] = []
    names = [[_name(each) for each in items] for items in (old, new)]
    for _, one, other, start, stop in difflib.SequenceMatcher(a=names[0], b=names[1], autojunk=False).get_opcodes():
        pairs = 0
        while one + pairs < other and start + pairs < stop and _may_become(old[one + pairs], new[start + pairs]):
            kept.append((one + pairs, start + pairs))
            pairs += 1
        gone += range(one + pairs, other)
        added += [(kept[-1][0] if kept else None, at) for at in range(start + pairs, stop)]
    return kept, added, gone


def _name(item: Any) -> str:
    own = item.get("id") if isinstance(item, Mapping) else None
    return f"id {own}" if isinstance(own, str) else json.dumps(_plain(item), sort_keys=True)


def _may_become(old: Any, new: Any) -> bool:
    """Whether one item is the other one changed: of two with different names, when most of what they say is the same."""
    if _name(old) == _name(new):
        return True
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return type(old) is type(new)
    if isinstance(old.get("id"), str) or isinstance(new.get("id"), str):
        alike = sum(1 for key in old if key in new and is_same(old[key], new[key]))
        return alike * 2 >= max(len(old), len(new))
    return True

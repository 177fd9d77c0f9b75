"""One field filled in, in the draft of who fills it in; fields above and below each other in one draft become one. Pure."""

import copy
from dataclasses import replace
from datetime import datetime
from typing import Any

from etl.door.changes import SaveField
from etl.door.drafts import Draft, FieldChange
from etl.door.merging import Clash, laid_over, same
from etl.door.things import value_at

_TOP = "alles"
"""What is laid over stands below this: an item of a list is itself also when it says something else by now."""


def with_field(draft: Draft, fields: Any, change: SaveField, now: datetime) -> Draft | Clash:
    """The draft with this field; a clash when the person did not see what stands there now. fields: of the thing, as stored."""
    shown = shown_at(draft, fields, change.path)
    if not same(change.seen, shown) and not same(change.value, shown):
        return Clash(thing=change.thing, path=change.path, before=change.seen, mine=change.value, theirs=shown)
    above = next((each for each in draft.fields if each.path == change.path[: len(each.path)]), None)
    if above is not None and above.path != change.path:
        return draft.with_field(replace(above, after=_put(above.after, change.path[len(above.path) :], change.value)), now)
    below = tuple(each for each in draft.fields if each.path[: len(change.path)] == change.path)
    draft = replace(draft, fields=tuple(each for each in draft.fields if each not in below))
    before = copy.deepcopy(value_at(fields, change.path))
    return draft.with_field(FieldChange(path=change.path, before=before, after=change.value), now)


def shown_at(draft: Draft, fields: Any, path: tuple[str, ...]) -> Any:
    """What a form shows there: the draft over what is stored."""
    exact = draft.change_of(path)
    if exact is not None:
        return exact.after
    above = next((each for each in draft.fields if path[: len(each.path)] == each.path), None)
    if above is not None:
        return value_at(above.after, path[len(above.path) :])
    below = tuple(each for each in draft.fields if each.path[: len(path)] == path)
    stored = value_at(fields, path)
    if not below:
        return stored
    moved = tuple(replace(each, path=(_TOP, *each.path[len(path) :])) for each in below)
    return laid_over(replace(draft, fields=moved), {} if stored is None else {_TOP: stored}).get(_TOP)


def _put(value: Any, path: tuple[str, ...], new: Any) -> Any:
    made = copy.deepcopy(value) if isinstance(value, dict) else {}
    step, *rest = path
    if rest:
        made[step] = _put(made.get(step), tuple(rest), new)
    elif new is None:
        made.pop(step, None)
    else:
        made[step] = new
    return made

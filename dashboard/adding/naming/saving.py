"""Keeps a new indicator as drafts, through the door: its file, its sources, and each of its fields; it decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.adding.naming.described import HERE, is_same
from etl.catalogue.adding import indicator_of
from etl.catalogue.choices import Chosen, Described
from etl.door.actors import Actor
from etl.door.changes import DropDraft, KeepFile, SaveField
from etl.door.desk import Desk, desk_of
from etl.door.door import write
from etl.door.drafts import Draft, draft_id
from etl.door.fields import shown_at
from etl.door.merging import same
from etl.door.things import Kind, Thing
from etl.installation import Place
from indicators.agenda.model import Agenda

_ANYWHERE = "-"


@dataclass(frozen=True, kw_only=True)
class NewIndicator:
    """All that is kept. file: the name and the bytes of an own file; within: its ambition."""

    chosen: Chosen
    described: Described
    within: str
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was kept: the id of the indicator, its draft first among the drafts, and of which figures it is."""

    id: str
    drafts: tuple[str, ...]
    chosen: Chosen


def keep(new: NewIndicator, agenda: Agenda, actor: Actor, place: Place, before: Kept | None = None) -> Kept:
    """Keep it; Refused when it may not be or cannot be. before: what this page kept last.

    The same figures under another name are the same indicator, and so are other figures under the same name; else it is another.
    """
    if new.file:
        write(actor, KeepFile(name=new.file[0], content=new.file[1]), "", place=place)
    if before and before.id != new.described.id and not is_same(before.chosen, new.chosen):
        before = None
    desk = desk_of(place)
    added = indicator_of(new.chosen, new.described, agenda, _begun(desk, before.id if before else new.described.id, actor))
    things = [(Thing(Kind.SOURCE, name), values, _ANYWHERE) for name, values in added.sources.items()]
    about = {key: value for key, value in added.indicator.items() if value != ""}
    things.append((Thing(Kind.INDICATOR, added.indicator["id"]), about, new.within))
    made = [_keep(thing, values, within, actor, place) for thing, values, within in things]
    if earlier := desk.draft_of(Thing(Kind.INDICATOR, before.id), actor.subject) if before else None:
        _drop({each.id for each in desk.with_own_sources(earlier)} - set(made), actor, place)
    return Kept(id=added.indicator["id"], drafts=tuple(reversed(made)), chosen=new.chosen)


def _begun(desk: Desk, id_: str, actor: Actor) -> dict[str, dict[str, Any]]:
    """What this person's other drafts say of new sources, by name: those stay as they are."""
    draft = desk.draft_of(Thing(Kind.INDICATOR, id_), actor.subject)
    own = {each.id for each in desk.with_own_sources(draft)} if draft else set()
    mine = (each for each in desk.drafts if each.subject == actor.subject and each.is_new and each.thing.kind is Kind.SOURCE)
    return {each.thing.id: {one.path[0]: one.after for one in each.fields if one.path} for each in mine if each.id not in own}


def _keep(thing: Thing, values: Mapping[str, Any], within: str, actor: Actor, place: Place) -> str:
    """Field by field, each over what the draft says already; what it says alike is not written again."""
    desk = desk_of(place)
    draft = desk.draft_of(thing, actor.subject)
    if draft and draft.within != within:
        write(actor, DropDraft(draft=draft.id), desk.version, place=place)
        draft = None
    for key, value in [*values.items(), *((key, None) for key in _gone(draft, values))]:
        seen = shown_at(draft, None, (key,)) if draft else None
        if draft is None or not same(seen, value):
            write(actor, SaveField(thing=thing, path=(key,), value=value, seen=seen, within=within), desk.version, place=place)
    return draft_id(thing, actor.subject)


def _gone(draft: Draft | None, values: Mapping[str, Any]) -> list[str]:
    """Fields of this page that say nothing any more."""
    said = dict.fromkeys(each.path[0] for each in draft.fields if each.path) if draft else {}
    is_source = draft is not None and draft.thing.kind is Kind.SOURCE
    return [key for key in said if key not in values and (is_source or key in HERE)]


def _drop(drafts: set[str], actor: Actor, place: Place) -> None:
    desk = desk_of(place)
    for each in sorted(drafts & {known.id for known in desk.drafts if known.subject == actor.subject}):
        write(actor, DropDraft(draft=each), desk.version, place=place)


def taken_ids(desk: Desk, before: Kept | None) -> set[str]:
    """Ids that another indicator has, or will have."""
    known = {each.id for each in desk.agenda.indicators} if desk.agenda else set()
    drafts = {each.thing.id for each in desk.drafts if each.thing.kind is Kind.INDICATOR and each.id not in _of(before)}
    return known | drafts


def _of(before: Kept | None) -> tuple[str, ...]:
    return before.drafts if before else ()

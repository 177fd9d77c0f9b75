"""Keeps a new indicator as drafts, through the door: its file, its sources, and each of its fields; it decides nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.adding.naming.described import AMBITION, HERE, HOLDER, LICENCE, described, is_same
from etl.catalogue.adding import indicator_of
from etl.catalogue.choices import Chosen, Described
from etl.door.actors import Actor
from etl.door.changes import DropDraft, KeepFile, OfDrafts, SaveField, Together
from etl.door.desk import Desk, desk_of
from etl.door.door import write
from etl.door.drafts import Draft, State, draft_id
from etl.door.fields import shown_at
from etl.door.merging import same
from etl.door.things import Kind, Thing
from etl.installation import Place
from indicators.agenda.model import Agenda

ANYWHERE = "-"
"""Where a source comes, and an indicator of which the ambition was not chosen yet."""
_WHOSE = frozenset({"houder", "licentie"})


@dataclass(frozen=True, kw_only=True)
class NewIndicator:
    """All that is kept. within: its ambition. file: the name and the bytes of an own file, once its figures were looked at."""

    chosen: Chosen
    described: Described
    within: str
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What was kept: the id of the indicator, its draft first among the drafts, of which figures it is and within which ambition.

    wrote: what this window knows each draft to say; what it says otherwise by then was said elsewhere.
    """

    id: str
    drafts: tuple[str, ...]
    chosen: Chosen
    within: str
    wrote: Mapping[Thing, Mapping[str, Any]]


def keep(new: NewIndicator, agenda: Agenda, actor: Actor, place: Place, before: Kept | None = None) -> Kept:
    """Keep it, whole or not at all; Refused when it may not be or cannot be. before: what this page kept last.

    The same figures under another name are the same indicator, and so are other figures under the same name; else it is another.
    Conflict when another window changed a field that this one changes too; what only the other changed stays.
    """
    if new.file:
        write(actor, KeepFile(name=new.file[0], content=new.file[1]), "", place=place)
    if before and before.id != new.described.id and not is_same(before.chosen, new.chosen):
        before = None
    desk = desk_of(place)
    added = indicator_of(new.chosen, new.described, agenda, _begun(desk, before.id if before else new.described.id, actor))
    wrote = {Thing(Kind.SOURCE, name): values for name, values in added.sources.items()}
    thing = Thing(Kind.INDICATOR, added.indicator["id"])
    wrote[thing] = {key: value for key, value in added.indicator.items() if value != ""}
    known = before.wrote if before else {}
    changes: list[OfDrafts] = []
    for each, values in wrote.items():
        draft, within = desk.draft_of(each, actor.subject), new.within if each == thing else ANYWHERE
        said = list(_fields(draft, each, values, within, known.get(each)))
        has_moved = draft is not None and before is not None and each == thing and before.within != within
        changes += [_moved(draft, within)] if draft and has_moved and not said else said
    if earlier := desk.draft_of(Thing(Kind.INDICATOR, before.id), actor.subject) if before else None:
        changes += _taken_along(earlier, thing, new.within, known.get(earlier.thing, {}), wrote[thing])
        gone = {each.id for each in desk.with_own_sources(earlier)} - {draft_id(each, actor.subject) for each in wrote}
        changes += (DropDraft(draft=each) for each in sorted(gone))
    if changes:
        write(actor, Together(changes=tuple(changes)), desk.version, place=place)
    drafts = tuple(draft_id(each, actor.subject) for each in reversed(wrote))
    return Kept(id=thing.id, drafts=drafts, chosen=new.chosen, within=new.within, wrote=wrote)


def _begun(desk: Desk, id_: str, actor: Actor) -> dict[str, dict[str, Any]]:
    """What this person's other drafts say of new sources, by name: those stay as they are."""
    draft = desk.draft_of(Thing(Kind.INDICATOR, id_), actor.subject)
    own = {each.id for each in desk.with_own_sources(draft)} if draft else set()
    return {each.thing.id: _said(each) for each in _mine(desk, actor) if each.thing.kind is Kind.SOURCE and each.id not in own}


def _mine(desk: Desk, actor: Actor) -> Iterator[Draft]:
    return (each for each in desk.drafts if each.subject == actor.subject and each.is_new)


def _said(draft: Draft) -> dict[str, Any]:
    return {each.path[0]: each.after for each in draft.fields if len(each.path) == 1 and each.after is not None}


def _fields(
    draft: Draft | None, thing: Thing, values: Mapping[str, Any], within: str, known: Mapping[str, Any] | None
) -> Iterator[SaveField]:
    """What this window says otherwise than it did, each over what it knows to stand there; all, of what is not there yet."""
    for key, value in [*values.items(), *((key, None) for key in _gone(draft, values))]:
        shown = shown_at(draft, None, (key,)) if draft else None
        seen = shown if draft is None or known is None else known.get(key)
        is_news = draft is None or (not same(shown, value) and not same(seen, value))
        if is_news:
            yield SaveField(thing=thing, path=(key,), value=value, seen=seen, within=within)


def _moved(draft: Draft, within: str) -> SaveField:
    """To another ambition, with nothing else changed."""
    name = shown_at(draft, None, ("naam",))
    return SaveField(thing=draft.thing, path=("naam",), value=name, seen=name, within=within)


def _gone(draft: Draft | None, values: Mapping[str, Any]) -> list[str]:
    """Fields of this page that say nothing any more."""
    said = dict.fromkeys(each.path[0] for each in draft.fields if each.path) if draft else {}
    is_source = draft is not None and draft.thing.kind is Kind.SOURCE
    return [key for key in said if key not in values and (is_source or key in HERE)]


def _taken_along(
    earlier: Draft, thing: Thing, within: str, known: Mapping[str, Any], values: Mapping[str, Any]
) -> Iterator[SaveField]:
    """What was said elsewhere, such as a norm, goes along to another name."""
    if earlier.thing == thing:
        return
    for each in (one for one in earlier.fields if one.path and one.path[0] != "id"):
        key = each.path[0]
        is_of_this_page = key in HERE and (same(each.after, known.get(key)) or not same(values.get(key), known.get(key)))
        if not is_of_this_page:
            yield SaveField(thing=thing, path=each.path, value=each.after, seen=values.get(key), within=within)


def earlier(chosen: Chosen, agenda: Agenda, desk: Desk, actor: Actor) -> tuple[dict[str, str], Kept] | None:
    """What this person filled in before of a new indicator with these figures, and what was kept of it; None for nothing."""
    added = indicator_of(chosen, described({}, "-"), agenda)
    new = {each.thing.id: each for each in _mine(desk, actor) if each.thing.kind is Kind.SOURCE}
    own, wanted = {name: _said(each) for name, each in new.items()}, _read(added.indicator["bron"], added.sources)
    begun = [each for each in _mine(desk, actor) if each.thing.kind is Kind.INDICATOR and each.state is not State.SUBMITTED]
    ours = [each for each in begun if same(_read(_said(each).get("bron"), own), wanted)]
    if not ours:
        return None
    found = max(ours, key=lambda each: (each.changed_at, each.id))
    needed = desk.with_sources(found)[1:]
    said = {key: str(value) for key, value in _said(found).items() if key in HERE and key != "bron"}
    of_source = {key: str(_said(each)[key]) for each in needed for key in (HOLDER, LICENCE) if key in _said(each)}
    within = {} if found.within == ANYWHERE else {AMBITION: found.within}
    wrote = {each.thing: _said(each) for each in (*needed, found)}
    drafts = (found.id, *(each.id for each in needed))
    return said | of_source | within, Kept(id=found.thing.id, drafts=drafts, chosen=chosen, within=found.within, wrote=wrote)


def _read(value: Any, new: Mapping[str, Mapping[str, Any]]) -> Any:
    """What stands at `bron`, with new sources by what they say and not by their name, whoever is said to hold them."""
    if isinstance(value, Mapping):
        return {key: _read(each, new) for key, each in value.items()}
    if isinstance(value, str) and value in new:
        return {key: each for key, each in new[value].items() if key not in _WHOSE}
    return value


def taken_ids(desk: Desk, before: Kept | None) -> set[str]:
    """Ids that another indicator has, or will have."""
    known = {each.id for each in desk.agenda.indicators} if desk.agenda else set()
    drafts = {each.thing.id for each in desk.drafts if each.thing.kind is Kind.INDICATOR and each.id not in _of(before)}
    return known | drafts


def _of(before: Kept | None) -> tuple[str, ...]:
    return before.drafts if before else ()

"""Keeps what somebody filled in through the door, and holds what the door answered for the form; it decides nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import actor, data, once
from dashboard.agendas import here
from dashboard.editing.places import Form
from dashboard.once import Slip
from etl.door.changes import Change, DropDraft, SaveField, Submit
from etl.door.desk import Desk
from etl.door.door import write
from etl.door.drafts import Draft, mark_of
from etl.door.merging import same
from etl.door.refusals import Conflict, Refused
from etl.door.things import Field, Thing, find
from indicators.agenda.problems import AgendaError

_MEANWHILE = "Iemand anders heeft dit veld intussen gewijzigd. Kies wat er moet staan."


@dataclass(frozen=True)
class Answer:
    """What the door said of a save that it did not do. typed: what the field held. mine, theirs: what each wants there."""

    text: str
    typed: Any = None
    theirs: Any = None
    mine: Any = None
    is_conflict: bool = False


@dataclass(frozen=True)
class At:
    """A place in a form: of which thing, where a new one comes, and which field."""

    thing: Thing
    within: str
    place: Field


def form_of(desk: Desk, thing: Thing, subject: str, within: str = "") -> Form:
    """What this person has of this thing, over what is stored. within: where it comes, for a thing without a draft yet."""
    draft = desk.draft_of(thing, subject)
    stored = find(desk.data, thing)
    return Form(thing=thing, stored=stored, draft=draft, within="" if stored is not None else draft.within if draft else within)


def save(at: At, value: Any, seen: Any) -> Answer | None:
    """Keep this value at that place; seen: what the form showed there. None when it is kept."""
    return _ask(at, lambda form: _checked(form, at, value, seen))


def add(at: At, value: Any) -> Answer | None:
    """Keep one more item in that list."""
    return _ask(at, lambda form: form.adding(at.place, value))


def _ask(at: At, change_of: Callable[[Form], SaveField | Answer]) -> Answer | None:
    who, place = actor.asking(), here()
    desk = data.desk()
    change = change_of(form_of(desk, at.thing, who.subject, at.within))
    if isinstance(change, Answer):
        return change
    try:
        written = write(who, change, desk.version, place=place)
    except Conflict as conflict:
        clash = conflict.clashes[0]
        return Answer(_MEANWHILE, typed=clash.mine, theirs=clash.theirs, mine=clash.mine, is_conflict=True)
    except (Refused, AgendaError) as refused:
        return Answer(str(refused))
    if draft := next((each for each in data.desk().drafts if each.id == written.draft), None):
        see(draft)
    return None


def _checked(form: Form, at: At, value: Any, seen: Any) -> SaveField | Answer:
    """Nothing that somebody else wrote there meanwhile is lost without being seen."""
    now = form.shown(at.place)
    if not same(now, seen) and not same(now, value):
        return Answer(_MEANWHILE, typed=value, theirs=now, mine=value, is_conflict=True)
    return form.saving(at.place, value)


def ask(change: Change, version: str) -> str:
    """Something that nobody pressed; empty when it was done, else the sentence that says why not."""
    try:
        write(actor.asking(), change, version, place=here())
    except (Refused, AgendaError) as refused:
        return str(refused)
    return ""


def hand_in(given: Slip, *changes: Change) -> bool:
    """What was pressed; whether it was done. The sentence that says why not is told on the page."""
    try:
        once.hand_in(given, *changes)
    except (Refused, AgendaError) as refused:
        once.say(str(refused))
        return False
    return True


def press(given: Slip, change: Change) -> None:
    """The same, where nothing follows on it."""
    hand_in(given, change)


def see(draft: Draft) -> None:
    """This window shows this draft as it is now: what is done with it from here on is about that."""
    once.show(draft.id, mark_of([draft]))


def hand_in_drafts(given: Slip, make: type[Submit | DropDraft], drafts: Sequence[str]) -> None:
    """What was pressed about drafts as this window knows them: as it showed them, with what was filled in here since."""
    hand_in(given, *(make(draft=each, seen=once.shown(each)) for each in drafts))

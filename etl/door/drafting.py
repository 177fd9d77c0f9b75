"""What becomes of a draft with each change of drafts: several are worked out before one is written. It writes nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import singledispatch

from etl.door.actors import Actor
from etl.door.changes import DropDraft, OfDrafts, SaveField, SendBack, Submit
from etl.door.desk import Desk
from etl.door.drafts import Draft, State, new_draft
from etl.door.fields import with_field
from etl.door.filled_in import checked, said, without_clash
from etl.door.merging import Clash, merge
from etl.door.refusals import Conflict, Refused
from etl.door.things import find


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """draft: as it will be, None when it goes. what, reason: for the history; empty for what it does not tell of."""

    id: str
    draft: Draft | None
    what: str = ""
    reason: str = ""

    def on(self, desk: Desk) -> Desk:
        """The desk once it is done."""
        others = tuple(each for each in desk.drafts if each.id != self.id)
        return replace(desk, drafts=(*others, self.draft) if self.draft else others)


@singledispatch
def drafted(change: OfDrafts, actor: Actor, desk: Desk, now: datetime) -> Drafted:  # noqa: ARG001
    """What comes of it. Refused when it cannot be."""
    raise Refused(f"Onbekende opdracht: {type(change).__name__}.")


@drafted.register
def _save_field(change: SaveField, actor: Actor, desk: Desk, now: datetime) -> Drafted:
    thing, stored = change.thing, find(desk.data, change.thing)
    checked(change.value, f"{thing}, {'.'.join(change.path)}")
    if stored is None and not change.within:
        raise Refused(f"{str(thing).capitalize()} staat niet (meer) in de agenda.")
    if stored is not None and change.within:
        raise Refused(f"Er is al een {thing}. Kies een andere naam.")
    known = desk.draft_of(thing, actor.subject)
    draft = known or new_draft(thing, actor.subject, actor.name, desk.version, now, partner=actor.partner, within=change.within)
    made = with_field(draft if stored is not None else replace(draft, within=change.within), stored, change, now)
    if isinstance(made, Clash):
        raise Conflict([made])
    return Drafted(id=made.id, draft=made if made.fields else None)


@drafted.register
def _drop(change: DropDraft, actor: Actor, desk: Desk, now: datetime) -> Drafted:  # noqa: ARG001
    return Drafted(id=_draft(desk, change.draft).id, draft=None, what="Concept weggegooid")


@drafted.register
def _submit(change: Submit, actor: Actor, desk: Desk, now: datetime) -> Drafted:  # noqa: ARG001
    draft = _draft(desk, change.draft)
    without_clash(merge(desk.data, [draft]).clashes)
    given = replace(draft, state=State.SUBMITTED, note="", note_by="", changed_at=now)
    return Drafted(id=draft.id, draft=given, what=f"Ter beoordeling: {draft.thing}")


@drafted.register
def _send_back(change: SendBack, actor: Actor, desk: Desk, now: datetime) -> Drafted:
    note, draft = said(change.note, "een opmerking voor de schrijver"), _draft(desk, change.draft)
    back = replace(draft, state=State.SENT_BACK, note=note, note_by=actor.name, changed_at=now)
    return Drafted(id=draft.id, draft=back, what=f"Teruggestuurd: {draft.thing}", reason=note)


def _draft(desk: Desk, id_: str) -> Draft:
    found = next((each for each in desk.drafts if each.id == id_), None)
    if found is None:
        raise Refused("Dit concept is er niet meer.")
    return found

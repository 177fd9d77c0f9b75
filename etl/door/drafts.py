"""Drafts: what somebody wants to change of one thing, field by field, with what stood there; it merges nothing.

A draft is a file of its own in `concepten/` beside the agenda, named by its thing and its writer: nobody overwrites another's.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from etl.door.files import DRAFTS, under_way, write_together
from etl.door.things import Field, Kind, Thing

_NAME = re.compile(r"[a-z]+\.[A-Za-z0-9_-]*\.[0-9a-f]{12}")
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_-]")


class State(StrEnum):
    """How far a draft is, in the words of its readers."""

    DRAFT = "concept"
    SUBMITTED = "ter beoordeling"
    SENT_BACK = "teruggestuurd"


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field: what stood there when it was changed, and what is to stand there; None: nothing."""

    path: Field
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Draft:
    """within: for a thing that is new, where it comes: the ambition of an indicator, otherwise '-'. note: of who sent it back."""

    id: str
    thing: Thing
    subject: str
    name: str
    partner: str = ""
    state: State = State.DRAFT
    base: str
    opened_at: datetime
    changed_at: datetime
    within: str = ""
    fields: tuple[FieldChange, ...] = ()
    note: str = ""
    note_by: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the agenda does not have this thing yet."""
        return bool(self.within)

    def change_of(self, path: Field) -> FieldChange | None:
        """What it says of a field."""
        return next((each for each in self.fields if each.path == path), None)

    def with_field(self, change: FieldChange, now: datetime) -> "Draft":
        """The same with another value for this field; what ends where it began is no change."""
        others = tuple(each for each in self.fields if each.path != change.path)
        fields = others if change.before == change.after else (*others, change)
        return replace(self, fields=fields, changed_at=now, state=State.DRAFT)


def new_draft(thing: Thing, subject: str, name: str, base: str, now: datetime, **more: Any) -> Draft:
    """An empty one."""
    return Draft(
        id=draft_id(thing, subject), thing=thing, subject=subject, name=name, base=base, opened_at=now, changed_at=now, **more
    )


def draft_id(thing: Thing, subject: str) -> str:
    """Of the draft that this person has, or would have, of this thing; also the name of its file, in which no name stands."""
    about = hashlib.sha256(f"{thing.kind}\0{thing.id}\0{subject}".encode()).hexdigest()[:12]
    return f"{thing.kind}.{_NOT_IN_NAME.sub('_', thing.id)[:60]}.{about}"


def read_drafts(agenda: Path) -> tuple[Draft, ...]:
    """All that can be read, the oldest first; a file that is no draft is left alone."""
    folder = agenda.parent / DRAFTS
    held = under_way(folder)
    names = {path.name for path in folder.glob("*.json")} | held.keys()
    found = [_found(folder / name, held) for name in sorted(names)]
    return tuple(sorted((each for each in found if each), key=lambda each: (each.opened_at, each.id)))


def read_draft(agenda: Path, id_: str) -> Draft | None:
    """The draft with this id; None when there is none, or none that this Databoek knows."""
    path = draft_path(agenda, id_)
    return _found(path, under_way(path.parent))


def _found(path: Path, held: Mapping[str, str | None]) -> Draft | None:
    id_ = path.name.removesuffix(".json")
    if not _NAME.fullmatch(id_):
        return None
    try:
        text = held[path.name] if path.name in held else path.read_text(encoding="utf-8")
        return _read(id_, json.loads(text)) if text else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_drafts(agenda: Path, drafts: Mapping[str, Draft | None]) -> None:
    """Each under its id, None: taken away; all of them or none. OSError when the disk does not take it."""
    folder = agenda.parent / DRAFTS
    folder.mkdir(exist_ok=True)
    write_together(folder, {draft_path(agenda, id_).name: _written(draft) if draft else None for id_, draft in drafts.items()})


def mark_of(drafts: Iterable[Draft]) -> str:
    """What tells these drafts from the same ones after somebody changed them."""
    said = [(each.id, each.changed_at.isoformat(), each.state) for each in drafts]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def draft_path(agenda: Path, id_: str) -> Path:
    """Where the draft with this id is, or was."""
    return agenda.parent / DRAFTS / f"{id_}.json"


def _written(draft: Draft) -> str:
    said = {
        "over": [draft.thing.kind, draft.thing.id],
        "van": [draft.subject, draft.name, draft.partner],
        "stand": draft.state,
        "agenda": draft.base,
        "begonnen": draft.opened_at.isoformat(),
        "gewijzigd": draft.changed_at.isoformat(),
        "in": draft.within,
        "opmerking": [draft.note, draft.note_by],
        "velden": [{"veld": list(each.path), "was": each.before, "wordt": each.after} for each in draft.fields],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _read(id_: str, said: Mapping[str, Any]) -> Draft:
    kind, thing = said["over"]
    subject, name, partner = map(str, said["van"])
    note, note_by = map(str, said["opmerking"])
    draft = Draft(
        id=id_,
        thing=Thing(Kind(kind), str(thing)),
        subject=subject,
        name=name,
        partner=partner,
        state=State(said["stand"]),
        base=str(said["agenda"]),
        opened_at=_moment(said["begonnen"]),
        changed_at=_moment(said["gewijzigd"]),
        within=str(said["in"]),
        fields=tuple(
            FieldChange(path=tuple(map(str, each["veld"])), before=each["was"], after=each["wordt"]) for each in said["velden"]
        ),
        note=note,
        note_by=note_by,
    )
    if draft.id != draft_id(draft.thing, subject):
        raise ValueError(id_)  # a copy, or renamed by hand: whose it is cannot be told
    return draft


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)

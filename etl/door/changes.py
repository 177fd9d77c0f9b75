"""What can be asked of the door, each a value that says everything; none of them does anything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from etl.door.questions import Question
from etl.door.things import Field, Thing


@dataclass(frozen=True, kw_only=True)
class SaveField:
    """Keep what somebody filled in, in their draft of a thing. seen: what the form showed there, None for nothing.

    within: for a thing that is new, the ambition of an indicator ('-' while it was not chosen), otherwise '-'.
    """

    thing: Thing
    path: Field
    value: Any
    seen: Any
    within: str = ""


@dataclass(frozen=True, kw_only=True)
class DropDraft:
    """Throw a draft away. seen, here and below: the mark (etl.door.drafts.mark_of) of the drafts as the person saw them.

    Empty: whatever they say now.
    """

    draft: str
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class Submit:
    """Give a draft to who reviews it."""

    draft: str
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class SendBack:
    """Give a draft back to its writer, with a note."""

    draft: str
    note: str
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class Adopted:
    """Who adopted a norm, on which day (as in the file: 2026-11-26), in which decision."""

    by: tuple[str, ...]
    on: str
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class Publish:
    """Put drafts in the agenda. adopted: by the id of an indicator whose norm changes."""

    drafts: tuple[str, ...]
    reason: str
    adopted: Mapping[str, Adopted] = field(default_factory=dict)
    seen: str = ""


@dataclass(frozen=True, kw_only=True)
class Decide:
    """Record what was decided at a checkpoint, at once. day: of the checkpoint, as in the file. next_day: of the next, if any."""

    intervention: str
    day: str
    decision: str
    reason: str
    next_day: str = ""


@dataclass(frozen=True, kw_only=True)
class SaveWhole:
    """The whole file as somebody wrote it. text: what is to be in it."""

    text: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PutBack:
    """Make drafts that undo what was published then. commit: of the history."""

    commit: str


ANY = "*"
"""Whatever version of a file is there."""


@dataclass(frozen=True, kw_only=True)
class KeepFile:
    """A file of one's own, to be used as a source or by an intervention.

    replaces: the version that it takes the place of; ANY: whichever is there, for who was asked.
    """

    name: str
    content: bytes
    replaces: str = ""
    intervention: str = ""


@dataclass(frozen=True, kw_only=True)
class AddFigure:
    """One more figure of a partner's own, in the file that the agenda names for an intervention. period: as in that file.

    is_sure: somebody looked at a figure that is far from the others.
    """

    intervention: str
    period: str
    value: float
    is_sure: bool = False


@dataclass(frozen=True, kw_only=True)
class BeHere:
    """Somebody has this thing open."""

    thing: Thing


@dataclass(frozen=True, kw_only=True)
class AskJob:
    """Something that takes longer than a page, or that needs CBS: done by a process of its own.

    file: the name of an own file as its maker calls it, and its bytes, for a job that opens it.
    """

    question: Question
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True, kw_only=True)
class RefuseDelivery:
    """Say that figures which were kept out stay out. job: the refresh that told of them; accept: what would take them."""

    job: str
    accept: str
    reason: str


OfDrafts = SaveField | DropDraft | Submit | SendBack
"""What is done with drafts, and with nothing else."""


@dataclass(frozen=True, kw_only=True)
class Together:
    """What one press does with several fields or drafts: all of it, or nothing when one of them is refused."""

    changes: tuple[OfDrafts, ...]


Change = OfDrafts | Together | Publish | Decide | SaveWhole | PutBack | KeepFile | AddFigure | BeHere | AskJob | RefuseDelivery

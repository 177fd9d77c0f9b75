"""The agenda and its drafts as they are stored now, for who edits and for the door; it writes nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from etl.door.drafts import Draft, draft_id, read_drafts
from etl.door.files import DRAFTS, version_of
from etl.door.things import Field, Kind, Thing
from etl.installation import Place
from indicators.agenda.load import load_agenda, parse_agenda
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError, Problem
from indicators.agenda.strict_yaml import read_marked

HERE = "aanwezig"
STILL_HERE = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """version: of the file's bytes. data: what it says, Dutch keys; never change it. problem: why it cannot be used, if so."""

    version: str
    text: str
    data: Mapping[str, Any]
    agenda: Agenda | None
    problem: AgendaError | None
    drafts: tuple[Draft, ...]

    def draft_of(self, thing: Thing, subject: str) -> Draft | None:
        """What this person has of this thing."""
        wanted = draft_id(thing, subject)
        return next((each for each in self.drafts if each.id == wanted), None)

    def others_of(self, thing: Thing, subject: str) -> tuple[Draft, ...]:
        """What others have of it."""
        return tuple(each for each in self.drafts if each.thing == thing and each.subject != subject)

    def with_sources(self, draft: Draft) -> tuple[Draft, ...]:
        """A draft, and those of new sources that it names and the same person has: it cannot be published without them."""
        named = {name for each in draft.fields for name in _sources(each.path, each.after)}
        new = (each for each in self.drafts if each.is_new and each.thing.kind is Kind.SOURCE and each.subject == draft.subject)
        return (draft, *(each for each in new if each.thing.id in named and each.id != draft.id))

    def with_own_sources(self, draft: Draft) -> tuple[Draft, ...]:
        """The same without what another draft of that person names as well."""
        others = (each for each in self.drafts if each.id != draft.id)
        needed = {each.id for other in others for each in self.with_sources(other)[1:]}
        return (draft, *(each for each in self.with_sources(draft)[1:] if each.id not in needed))


def _sources(path: Field, value: Any) -> Iterator[str]:
    """The names of sources that are said at this place and below it."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _sources((*path, str(key)), each)
    elif isinstance(value, str) and path[-1:] == ("bron",):
        yield value


@dataclass(frozen=True)
class Present:
    """Somebody who has a thing open, since when, and when they were last seen."""

    name: str
    since: datetime
    seen: datetime


def desk_of(place: Place, known: Desk | None = None) -> Desk:
    """What is stored now. A file that cannot be read or used gives its problem, and no data.

    known: what was stored before: while the file says the same, only the drafts are read again.
    """
    drafts = read_drafts(place.agenda)
    content = b""
    try:
        content = place.agenda.read_bytes()
        if known is not None and known.text and known.version == version_of(content):
            return replace(known, drafts=drafts)
        text = content.decode("utf-8")
        agenda = parse_agenda(text.removeprefix("\ufeff"), str(place.agenda))
    except AgendaError as error:
        return Desk(version=version_of(content), text=text, data={}, agenda=None, problem=error, drafts=drafts)
    except (OSError, UnicodeDecodeError):
        return Desk(version=version_of(content), text="", data={}, agenda=None, problem=_why(place), drafts=drafts)
    data = read_marked(text.removeprefix("\ufeff")).data
    return Desk(version=version_of(content), text=text, data=data, agenda=agenda, problem=None, drafts=drafts)


def _why(place: Place) -> AgendaError:
    """Why its file cannot be read, in the words of who checks it."""
    try:
        load_agenda(place.agenda)
    except AgendaError as error:
        return error
    return AgendaError([Problem(str(place.agenda), 0, "", "dit bestand was even niet te lezen", "probeer het opnieuw.")])


def who_is_here(place: Place, thing: Thing, subject: str, now: datetime) -> tuple[Present, ...]:
    """Others who have this thing open, who came first first."""
    mine = draft_id(thing, subject)
    prefix = mine.rpartition(".")[0]
    found = [_present(path) for path in (place.agenda.parent / DRAFTS / HERE).glob(f"{prefix}.*.json") if path.stem != mine]
    return tuple(sorted((each for each in found if each and now - each.seen < STILL_HERE), key=lambda each: each.since))


def _present(path: Path) -> Present | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Present(str(said["wie"]), datetime.fromisoformat(said["sinds"]), datetime.fromisoformat(said["gezien"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None

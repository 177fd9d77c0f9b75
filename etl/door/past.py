"""What was published of an agenda, each with what the file said before and after; it reads the history and writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

from etl.door.history import Entry, History
from etl.door.merging import changes_between
from etl.door.things import Field, Thing
from indicators.agenda.differences import Difference, compare
from indicators.agenda.load import parse_agenda
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError
from indicators.agenda.strict_yaml import read_marked

_BY = "\n\nGeschreven door: "


@dataclass(frozen=True, kw_only=True)
class Publication:
    """differences: what the agenda says otherwise since; fields: every field by its thing, also those that only explain.

    writers: who wrote it, when that was another one than who published. is_first: there is nothing before it. is_broken: the file
    could not be used before or after, so that the differences are not known. names, units: of the agenda of then, by id.
    """

    entry: Entry
    reason: str
    writers: str = ""
    differences: tuple[Difference, ...] = ()
    fields: tuple[tuple[Thing, tuple[Field, ...]], ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    units: tuple[tuple[str, str], ...] = ()
    is_first: bool = False
    is_broken: bool = False


@dataclass(frozen=True, kw_only=True)
class Past:
    """publications: the newest first. has_more: there are older ones."""

    publications: tuple[Publication, ...] = ()
    has_more: bool = False


def head_of(agenda: Path) -> str | None:
    """What tells this history from a longer one; None when there is none."""
    history = History.of(agenda)
    return history.head if history else None


def past_of(agenda: Path, most: int) -> Past:
    """The newest publications; nothing when there is no history."""
    history = History.of(agenda)
    if history is None:
        return Past()
    entries = list(islice(history.entries(most + 2), most + 1))
    texts = [history.text_at(each.id) or "" for each in entries]
    has_more = len(entries) > most
    read = [_Read(text) for text in texts]
    found = [_publication(entry, before, after) for entry, (after, before) in zip(entries, pairwise(read), strict=False)]
    if entries and not has_more:
        found.append(_publication(entries[-1], None, read[-1]))
    return Past(publications=tuple(found[:most]), has_more=has_more)


class _Read:
    """A text as far as it can be understood."""

    def __init__(self, text: str) -> None:
        plain = text.removeprefix("\ufeff")
        self.data = read_marked(plain).data
        self.agenda: Agenda | None = None
        try:
            self.agenda = parse_agenda(plain, "")
        except AgendaError:
            return


def _publication(entry: Entry, before: _Read | None, after: _Read) -> Publication:
    reason, _, writers = entry.reason.partition(_BY)
    if before is None:
        return Publication(entry=entry, reason=reason, writers=writers, is_first=True)
    if before.agenda is None or after.agenda is None:
        return Publication(entry=entry, reason=reason, writers=writers, is_broken=True)
    return Publication(
        entry=entry,
        reason=reason,
        writers=writers,
        differences=compare(before.agenda, after.agenda),
        fields=tuple(_fields(before, after)),
        names=tuple(_names(before.agenda, after.agenda)),
        units=tuple((each.id, each.unit) for each in after.agenda.indicators),
    )


def _fields(before: _Read, after: _Read) -> Iterator[tuple[Thing, tuple[Field, ...]]]:
    for thing, changes in changes_between(before.data, after.data).items():
        yield thing, tuple(each.path for each in changes)


def _names(before: Agenda, after: Agenda) -> Iterator[tuple[str, str]]:
    """The newer name of what is in both."""
    for agenda in (before, after):
        yield from ((each.id, each.name) for each in agenda.partners)
        yield from ((each.id, each.name) for each in agenda.indicators)
        yield from ((each.id, each.name) for each in agenda.interventions)
        yield from ((each.id, each.theme) for each in agenda.ambitions)

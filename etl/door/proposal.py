"""What publishing would make of the agenda's file, before anybody does: the same steps as the door, without writing. Pure."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from etl.door.changes import Adopted
from etl.door.desk import Desk
from etl.door.drafts import Draft
from etl.door.merging import Clash, merge
from etl.door.norms import NoAdoptionError, changed_norms, with_adoptions
from etl.door.rewriting import RewriteError, rewrite
from indicators.agenda.load import parse_agenda
from indicators.agenda.model import Agenda
from indicators.agenda.problems import AgendaError

AROUND = 2
"""Lines that stay, shown on either side of one that does not."""


class Side(StrEnum):
    """Whether a line stays, goes or comes; or that lines are left out here."""

    STAYS = "blijft"
    GOES = "weg"
    COMES = "nieuw"
    LEFT_OUT = "overgeslagen"


@dataclass(frozen=True)
class Line:
    """A line of the file; number: where it stands, of what goes in the file of now, otherwise in the one to come."""

    side: Side
    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """agenda: as it would be, None while it cannot be used; problems say why, in the words of who checks a file.

    clashes: fields of which the file says something else by now. norms: ids of indicators whose norm asks something else; of
    undecided ones nobody said yet who adopted them, which publishing asks for.
    """

    agenda: Agenda | None
    problems: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    lines: tuple[Line, ...] = ()
    norms: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()


def proposal_of(desk: Desk, drafts: Sequence[Draft], adopted: Mapping[str, Adopted], reason: str, file: str) -> Proposal:
    """These drafts in the agenda of now; file: how its mistakes are addressed."""
    merged = merge(desk.data, drafts)
    if merged.clashes:
        return Proposal(agenda=None, clashes=merged.clashes)
    wanted = merged.data
    undecided: tuple[str, ...] = ()
    try:
        wanted = with_adoptions(desk.data, merged.data, adopted, reason)
    except NoAdoptionError as missing:
        undecided = missing.ids
    try:
        text = rewrite(desk.text, wanted)
    except RewriteError as problem:
        return Proposal(agenda=None, problems=(str(problem),))
    return _of_text(desk, text, file, norms=changed_norms(desk.data, merged.data), undecided=undecided)


def proposal_of_text(desk: Desk, text: str, file: str) -> Proposal:
    """The whole file as somebody wrote it."""
    return _of_text(desk, text, file)


def _of_text(desk: Desk, text: str, file: str, norms: tuple[str, ...] = (), undecided: tuple[str, ...] = ()) -> Proposal:
    agenda: Agenda | None = None
    problems: tuple[str, ...] = ()
    try:
        agenda = parse_agenda(text.removeprefix("\ufeff"), file)
    except AgendaError as error:
        problems = tuple(map(str, error.problems))
    lines = tuple(changed_lines(desk.text, text))
    return Proposal(agenda=agenda, problems=problems, lines=lines, norms=norms, undecided=undecided)


def changed_lines(before: str, after: str) -> Iterator[Line]:
    """The lines that go and come, with a few around them; where lines are left out in between, a line that says so."""
    was, is_ = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(a=was, b=is_, autojunk=False)
    for number, group in enumerate(matcher.get_grouped_opcodes(AROUND)):
        if number:
            yield Line(Side.LEFT_OUT, 0, "")
        for kind, one, other, start, stop in group:
            if kind == "equal":
                yield from (Line(Side.STAYS, at + 1, is_[at]) for at in range(start, stop))
                continue
            yield from (Line(Side.GOES, at + 1, was[at]) for at in range(one, other))
            yield from (Line(Side.COMES, at + 1, is_[at]) for at in range(start, stop))

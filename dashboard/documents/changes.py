"""What changed since a day as a part of a document: judgements, figures, norms and the agenda; it compares nothing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from dashboard import data
from dashboard.book.databook import Databook
from dashboard.changed import agenda_words, pieces, words
from dashboard.changed.changes import Changes
from dashboard.changed.earlier import Earlier
from dashboard.changed.flips import ChangedJudgement
from dashboard.documents import names
from dashboard.documents.parts import Heading, Judged, Listed, Part, Seen, Sentences, Several, Tone
from dashboard.look.notation import sentence
from dashboard.look.questions import QUESTIONS
from dashboard.pages import Links

_NOWHERE = Links()
"""Lines of changes name what they are about by a link; on paper its words are left."""


def since(book: Databook, on: date, title: str) -> Iterator[Part]:
    """Everything that changed after this day, and how far back can be known."""
    found, before = data.kept_aside(book, pieces.changes, on), pieces.earlier(book, on)
    known = words.known_of(book, before.moment, on)
    yield Heading(title, 1)
    if limits := words.limits(book, before.moment, on):
        yield Sentences((limits,), Tone.SOFT)
    if found.are_none:
        name = words.since_in_words(on, book.agenda.info.council_meetings)
        yield Sentences((words.nothing(name, known, is_guest=book.is_guest),))
        return
    counted = words.totals(found, known, is_guest=book.is_guest)
    yield Sentences((sentence(" · ".join(f"{total} {what}" for total, what in counted)),))
    yield from lists(book, found, before, level=2)


def lists(book: Databook, found: Changes, before: Earlier, level: int) -> Iterator[Part]:
    """What there is, each kind below its heading."""
    if found.judgements:
        yield Heading(words.JUDGEMENTS, level, is_listed=False)
        yield Several(tuple(_judgement(each) for each in found.judgements))
        yield from _small(agenda_words.judged_with(book, before))
    yield from _lines(words.NEW, level, found.new, lambda each: words.new_line(each, _NOWHERE))
    yield from _small(words.marks_of_new(found.new))
    yield from _lines(words.REVISED, level, found.revised, lambda each: words.revised_line(each, _NOWHERE))
    yield from _small(words.marks_of_revised(found.revised))
    yield from _lines(words.NORMS, level, found.norms, lambda each: agenda_words.norm_line(each, book.partners, _NOWHERE))
    if found.agenda:
        yield Heading(words.AGENDA, level, is_listed=False)
        told = [agenda_words.agenda_line(at, each, book, _NOWHERE) for at, each in found.agenda]
        yield Listed(tuple(sentence(f"{each.name}: {each.told}") for each in told))


def _lines(name: str, level: int, found: Sequence[Any], line_of: Callable[[Any], Any]) -> Iterator[Part]:
    if found:
        yield Heading(name, level, is_listed=False)
        told = [line_of(each) for each in found]
        yield Listed(tuple(sentence(f"{each.link.words}: {each.told}") for each in told))


def _small(text: str) -> Iterator[Part]:
    if text:
        yield Sentences((text,), Tone.SMALL)


def _judgement(changed: ChangedJudgement) -> Judged:
    asked = {question.kind: question.text for question in QUESTIONS}
    then, now = changed.statuses
    return Judged(
        name=f"{changed.indicator.name}: {asked[changed.kind].lower()}",
        seen=Seen.of(now),
        beside=names.it_was(Seen.of(then).word),
        texts=(changed.after.text, agenda_words.CAUSES[changed.cause]),
    )

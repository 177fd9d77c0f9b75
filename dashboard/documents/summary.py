"""What a document begins with: whose figures these are, what is off the norm, where ambitions stand; it judges nothing."""

from collections.abc import Iterator, Sequence

from dashboard.ambition.words import stand
from dashboard.book.databook import Databook, Row
from dashboard.documents import names
from dashboard.documents.parts import Heading, Judged, Notice, Part, Seen, Sentences, Several, Table, Tone
from dashboard.interventions.served import newest
from dashboard.look.notation import count
from dashboard.look.notices import ANOTHER, EXAMPLE, invented, of_another
from dashboard.look.questions import NORM, QUESTIONS, Question
from dashboard.look.statuses import look
from dashboard.overview import finding
from dashboard.overview.words import GUEST_REST, counts_in_words, guest_headline, not_fetched
from indicators.agenda.model import Ambition
from indicators.methods.attention import count_statuses, urgent_first
from indicators.wording.attention import say_attention


def opening(book: Databook) -> Iterator[Part]:
    """Of when it is, and what of it is invented or somebody else's."""
    yield Sentences(names.of_when(book), Tone.SOFT)
    yield from notices(book)


def notices(book: Databook) -> Iterator[Part]:
    """What holds for every page."""
    if book.is_guest:
        yield Notice(ANOTHER, of_another(book.name, book.owner))
    elif book.agenda.info.is_example:
        yield Notice(EXAMPLE, invented(book.owner))


def summary(book: Databook, *, starts_page: bool = True) -> Iterator[Part]:
    """As the overview has it: how many are off the norm and which, every ambition in short, and what stands out."""
    yield Heading(names.SUMMARY, 1, starts_page=starts_page)
    yield Sentences((guest_headline(book) if book.is_guest else finding.headline(book.rows),), Tone.LEAD)
    rest = GUEST_REST if book.is_guest else finding.rest(book.rows)
    yield Sentences(tuple(text for text in (rest, not_fetched(book.sources)) if text))
    yield from off_norm(book.rows)
    yield Heading(names.PER_AMBITION, 2, is_listed=False)
    yield _per_ambition(book)
    if said := tuple(finding.many_looks(book.rows)):
        yield Heading(names.STANDS_OUT, 2, is_listed=False)
        yield Sentences(said, Tone.SMALL)


def off_norm(rows: Sequence[Row], level: int = 2) -> Iterator[Part]:
    """All that are off the norm, the most urgent first; nothing when none is."""
    by_id = {row.indicator.id: row for row in rows}
    found = [by_id[each.indicator] for each in urgent_first(row.assessment for row in rows)]
    if found:
        yield Heading(names.OFF_NORM, level, is_listed=False)
        yield Several(tuple(_off(row) for row in found))


def _off(row: Row) -> Judged:
    said = say_attention(row.indicator, row.assessment)
    seen = Seen.of(row.assessment.norm.status)
    return Judged(name=row.indicator.name, seen=seen, texts=(said,), beside=row.ambition.theme)


def _per_ambition(book: Databook) -> Table:
    lines = tuple(_ambition(each, book.rows_of(each.id)) for each in book.agenda.ambitions)
    columns = names.AMBITION_COLUMNS[:2] if book.is_guest else names.AMBITION_COLUMNS
    shown = tuple(line[: len(columns)] for line in lines)
    return Table(caption="", headers=columns, lines=shown, shares=(3, 2) if book.is_guest else (3, 2, 7))


def _ambition(ambition: Ambition, rows: Sequence[Row]) -> tuple[str, ...]:
    counted = counts_in_words(count_statuses(row.assessment for row in rows))
    return ambition.theme, count(len(rows), "cijfer", "cijfers"), counted


def ambition_opening(book: Databook, ambition: Ambition) -> Iterator[Part]:
    """The ambition itself, why, where it stands, and the answers about its indicators side by side."""
    rows = book.rows_of(ambition.id)
    yield Heading(ambition.theme, 1, starts_page=True)
    told = (ambition.ambition, *([ambition.explanation] if ambition.explanation else []))
    yield Sentences(told[:1], Tone.LEAD)
    yield Sentences((*told[1:], *([] if book.is_guest else [stand(row.assessment for row in rows)])), Tone.SOFT)
    yield _side_by_side(book, rows)


def _side_by_side(book: Databook, rows: Sequence[Row]) -> Table:
    shown = [each for each in QUESTIONS if each is not NORM or not book.is_guest]
    lines = tuple((row.indicator.name, newest(row), *(_status(row, each) for each in shown)) for row in rows)
    headers = (names.INDICATOR, names.NEWEST, *(each.text for each in shown))
    return Table(caption="", headers=headers, lines=lines, shares=(5, 4, *(4 for _ in shown)))


def _status(row: Row, question: Question) -> str:
    seen = look(getattr(row.assessment, question.kind).status)
    return f"{seen.icon} {seen.word}"

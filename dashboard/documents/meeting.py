"""The package for a council meeting: what is off the norm, what changed, what to ask, a page an ambition; it judges nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.book.databook import Databook
from dashboard.changed.since import DEFAULT_SPAN, previous_meeting
from dashboard.documents import changes, methods, names, summary
from dashboard.documents.interventions import entries_serving
from dashboard.documents.parts import Document, Heading, Listed, Part, Table
from dashboard.indicator.findings import asked_of
from dashboard.indicator.words import ASKED, WORKER
from dashboard.interventions.cells import COLUMNS
from dashboard.interventions.moments import badge
from dashboard.overview.meeting import title_of
from dashboard.pages import PORTFOLIO
from indicators.agenda.model import Ambition


@dataclass(frozen=True)
class Meeting:
    """A council meeting, None when the agenda names none that is ahead, and the day since which it wants to know what changed."""

    on: date | None
    since: date


def meeting_of(meetings: Sequence[date], today: date, on: date | None = None) -> Meeting:
    """This one, or without a day the next; since the one before it, that has been."""
    coming = on or min((each for each in meetings if each >= today), default=None)
    before = previous_meeting(meetings, min(coming, today) if coming else today)
    return Meeting(coming, before or today - DEFAULT_SPAN)


def package(book: Databook, on: date | None, since: date) -> Document:
    """Ready for the meeting file; on: the meeting, since: the day since which it tells what changed."""
    title = f"{names.PACKAGE} {book.agenda.info.title}"
    return Document(
        title=title,
        above=book.name,
        subtitle=names.for_meeting(on),
        about=names.foot(book, title),
        publisher=book.owner,
        made_on=book.today,
        parts=tuple(_parts(book, since)),
    )


def _parts(book: Databook, since: date) -> Iterator[Part]:
    yield from summary.opening(book)
    yield from summary.summary(book, starts_page=False)
    meetings = () if book.is_guest else book.agenda.info.council_meetings
    yield from changes.since(book, since, title_of(since, meetings))
    for ambition in book.agenda.ambitions:
        yield from _ambition(book, ambition)
    yield from methods.limits()


def _ambition(book: Databook, ambition: Ambition) -> Iterator[Part]:
    """On one page: the answers side by side, what is off the norm, what to ask, and when interventions are looked at."""
    rows = book.rows_of(ambition.id)
    yield from summary.ambition_opening(book, ambition)
    yield from summary.off_norm(rows)
    asked = [(row, tuple(asked_of(book, row))) for row in rows]
    if any(texts for _, texts in asked):
        yield Heading(ASKED, 2, is_listed=False)
    for row, texts in asked:
        if texts:
            yield Heading(row.indicator.name, 3, is_listed=False)
            yield Listed(texts)
    yield from _moments(book, ambition)


def _moments(book: Databook, ambition: Ambition) -> Iterator[Part]:
    entries = [each for each in entries_serving(book, ambition) if each.next]
    lines = tuple(
        (each.intervention.name, each.partner, f"{moment.on}, {moment.said}")
        for each in entries
        if each.next and (moment := badge(each.next, book.today))
    )
    if lines:
        yield Heading(PORTFOLIO.title, 2, is_listed=False)
        yield Table(caption="", headers=(WORKER, names.PARTNER, COLUMNS[2]), lines=lines, shares=(4, 3, 4))

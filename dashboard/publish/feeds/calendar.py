"""What comes, as a calendar: meetings of the council, checkpoints of interventions, and when new figures are expected; pure.

All of it are whole days without an alarm. The stamp is the moment of the publication: the same input gives the same bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from urllib.parse import urlsplit

from dashboard.accountability.tables import expected_in_words
from dashboard.book.databook import Databook
from dashboard.book.origins import named
from dashboard.interventions.moments import decision_text
from dashboard.look.plain_text import plain
from dashboard.pages import ACCOUNTABILITY, CHECKPOINT, OVERVIEW, Links
from dashboard.publish.feeds.entries import TO_DASHBOARD
from etl.store.rows import HeldSource, rows_of
from etl.store.terms import stopped
from indicators.methods.expected import expect


@dataclass(frozen=True, kw_only=True)
class Moment:
    """first, last: its days, both included; path: what is its own in its name."""

    path: str
    first: date
    last: date
    title: str
    about: str
    link: str


def moments(book: Databook, root: str, to: Links = TO_DASHBOARD) -> list[Moment]:
    """In order of their days. to: makes the links to pages at that address."""
    found = [*_meetings(book, root, to), *_checkpoints(book, root, to), *_publications(book, root, to)]
    return sorted(found, key=lambda each: (each.first, each.path))


def _meetings(book: Databook, root: str, links: Links) -> Iterator[Moment]:
    for on in book.agenda.info.council_meetings:
        told = f"De raad van {book.owner} vergadert. Bekijk ervoor wat er veranderde."
        page = f"{root}{links.to(OVERVIEW, '').href}"
        yield Moment(path=f"raad-{on.isoformat()}", first=on, last=on, title="Raadsvergadering", about=told, link=page)


def _checkpoints(book: Databook, root: str, links: Links) -> Iterator[Moment]:
    for each in book.agenda.interventions:
        for checkpoint in each.checkpoints:
            on = checkpoint.on
            link = links.to(CHECKPOINT, "", interventie=each.id, datum=on.isoformat())
            about = f"{book.partners.get(each.partner, each.partner)}. Besluit: {decision_text(checkpoint.decision)}."
            title = f"{CHECKPOINT.title}: {each.name}"
            path = f"toetsmoment-{each.id}-{on.isoformat()}"
            yield Moment(path=path, first=on, last=on, title=title, about=about, link=f"{root}{link.href}")


def _publications(book: Databook, root: str, links: Links) -> Iterator[Moment]:
    """Of sources of which it is known how long figures took before; the others are left out."""
    page = f"{root}{links.to(ACCOUNTABILITY, '').href}"
    for source in rows_of(HeldSource, book.sources):
        known = book.published.get((source.catalogue, source.table_id, source.variant))
        expected = expect(known.seen, known.periods) if known else None
        if expected is None or known is None or source.is_own_file or stopped(source.frequency):
            continue
        name = "-".join(part for part in (source.table_id, *re.findall(r"[A-Za-z0-9]+", source.variant)) if part)
        yield Moment(
            path=f"cijfers-{name}-na-{max(known.periods)}".lower(),
            first=expected.earliest,
            last=expected.latest,
            title=f"Nieuwe cijfers verwacht: {source.title or named(source)}",
            about=f"{named(source)}: {expected_in_words(expected, book.today)}. De bron zelf belooft daar niets over.",
            link=page,
        )


def calendar_of(book: Databook, root: str, to: Links = TO_DASHBOARD) -> tuple[Databook, str, Links]:
    """What a calendar is made of: the databook, its whole address, and what makes the links to pages there."""
    return book, root, to


def to_ics(found: tuple[Databook, str, Links]) -> bytes:
    """The calendar of a databook at an address."""
    from icalendar import Calendar, Event  # noqa: PLC0415  most readers do without

    book, root, to = found
    name = f"Databoek {book.agenda.info.title}, {book.name}"
    calendar = Calendar()
    for key, value in (("prodid", "-//Databoek//NL"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(key, value)
    for key in ("name", "x-wr-calname"):
        calendar.add(key, plain(name))
    for each in moments(book, root, to):
        event = Event()
        event.add("uid", f"{each.path}-{book.code.lower()}@{urlsplit(root).hostname}")
        event.add("dtstamp", book.published_at.astimezone(UTC).replace(microsecond=0))
        event.add("dtstart", each.first)
        event.add("dtend", each.last + timedelta(days=1))
        event.add("summary", plain(each.title), parameters={"language": "nl"})
        event.add("description", plain(each.about), parameters={"language": "nl"})
        event.add("url", each.link)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())

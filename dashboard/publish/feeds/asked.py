"""Which feeds and calendar there are, by their address below /data; it makes every one of them once a version.

Of the agenda's own municipality alone: of another one nothing was agreed, and nobody follows it here.
"""

import re
from collections.abc import Mapping

import pandas as pd

from dashboard import data
from dashboard.book.databook import Databook
from dashboard.pages import CALENDAR, DATA, NEWS, Links
from dashboard.publish.feeds.calendar import calendar_of, to_ics
from dashboard.publish.feeds.entries import TO_DASHBOARD, Feed, feed
from dashboard.publish.feeds.events import Event, agenda_events, figure_events, norm_events
from dashboard.publish.file import File
from dashboard.render import render

FEED_TYPES = {"atom": "application/atom+xml; charset=utf-8", "ics": "text/calendar; charset=utf-8"}
FEED_PATHS = r"nieuws\.atom|agenda\.ics|(?:ambitie|indicator)/[a-z0-9-]+\.atom"
"""The addresses there can be."""
_MOST = 100
"""Entries of a feed."""
_PART = re.compile(r"(ambitie|indicator)/([a-z0-9-]+)\.atom")


def feed_file(book: Databook, path: str, root: str, to: Links = TO_DASHBOARD) -> File | None:
    """The feed or calendar with this address; None when there is none. root: the whole address of the databook.

    to: makes the links to pages there.
    """
    if book.is_guest or not root:
        return None
    if path == CALENDAR:
        return File(write=to_ics, source=calendar_of, about=(root, to))
    if path not in feed_paths(book):
        return None
    data.kept_aside(book, events_of)  # seconds of work after new figures, for which who wants another file need not wait
    return File(write=to_atom, source=feed_at, about=(root, path, to))


def feed_paths(book: Databook) -> list[str]:
    """Every address there is."""
    ambitions = [f"ambitie/{each.id}.atom" for each in book.agenda.ambitions]
    return [NEWS, CALENDAR, *ambitions, *(f"indicator/{row.indicator.id}.atom" for row in book.rows)]


def feed_at(book: Databook, root: str, path: str, to: Links = TO_DASHBOARD) -> Feed:
    """The feed with this address; to: as `feed_file` has it."""
    events, about = data.kept_aside(book, events_of), ""
    if part := _PART.fullmatch(path):
        kind, name = part.groups()
        ids = {name} if kind == "indicator" else {row.indicator.id for row in book.rows_of(name)}
        events = tuple(each for each in events if each.indicator.id in ids)
        about = _names(book)[kind, name]
    return feed(book, events[:_MOST], root=root, address=f"{DATA}/{path}", about=about, to=to)


def to_atom(found: Feed) -> bytes:
    """As Atom (RFC 4287), by the same templates as pages; feedgen would bring lxml, which changes how openpyxl reads files."""
    return render("feeds/atom.xml", feed=found).encode("utf-8")


def events_of(book: Databook) -> tuple[Event, ...]:
    """Everything that is known to have changed, the newest first."""
    lineages: Mapping[str, pd.DataFrame] = {row.indicator.id: data.lineage(row.indicator.id, book.code) for row in book.rows}
    found = [
        *figure_events(book, lineages, data.figures_at, data.kept_agenda),
        *norm_events(book),
        *agenda_events(book, data.figures_at, data.kept_agenda),
    ]
    return tuple(sorted(found, key=lambda each: (-each.at.timestamp(), *_place(book, each))))


def _place(book: Databook, event: Event) -> tuple[int, str]:
    """In the order of the agenda; what it no longer has, last."""
    order = {row.indicator.id: at for at, row in enumerate(book.rows)}
    return order.get(event.indicator.id, len(order)), event.kind


def _names(book: Databook) -> dict[tuple[str, str], str]:
    ambitions = {("ambitie", each.id): each.theme for each in book.agenda.ambitions}
    return ambitions | {("indicator", row.indicator.id): row.indicator.name for row in book.rows}

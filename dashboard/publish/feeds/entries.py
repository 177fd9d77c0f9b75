"""Events as entries of a feed: the lists of the page of what changed, with names that stay; pure, it words nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from markupsafe import Markup

from dashboard.book.databook import Databook
from dashboard.changed import agenda_words, words
from dashboard.changed.changes import Changes
from dashboard.downloads.tables import revised_kind
from dashboard.look.plain_text import plain
from dashboard.pages import CHANGED, INDICATOR, Links
from dashboard.publish.feeds.events import Event
from dashboard.render import render

TO_DASHBOARD = Links()
SCHEME_BEGAN = "2026"
"""In every name: the year in which names began to be made so. Another one would make all news new again."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """id: a name that stays; html: what changed, as on the page of changes."""

    id: str
    title: str
    updated: str
    link: str
    category: str
    html: str


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What stands above the entries; address: of the feed itself, page: where people read the same."""

    id: str
    title: str
    subtitle: str
    updated: str
    author: str
    address: str
    page: str
    base: str
    entries: Sequence[Entry]


def feed(book: Databook, events: Sequence[Event], *, root: str, address: str, about: str = "", to: Links = TO_DASHBOARD) -> Feed:
    """root: the whole address of the databook; address: that of the feed below it; about: of what, when not of all of it.

    to: makes the links to pages there.
    """
    links = replace(to, base_path=urlsplit(root).path)
    whose = plain(f"databoek {book.agenda.info.title}, {book.name}")
    return Feed(
        id=name_of(book, root, address.removesuffix(".atom")),
        title=plain(f"{about}: {whose}") if about else f"{whose[:1].upper()}{whose[1:]}",
        subtitle=SUBTITLE,
        updated=_moment(max((each.at for each in events), default=book.published_at)),
        author=plain(f"Gemeente {book.owner}"),
        address=f"{root}/{address}",
        page=f"{root}{to.to(CHANGED, '').href}",
        base=f"{root}/",
        entries=[entry(book, each, root, links) for each in events],
    )


SUBTITLE = "Nieuwe en herziene cijfers, gewijzigde normen en gewijzigde oordelen."


def entry(book: Databook, event: Event, root: str, links: Links) -> Entry:
    """One event, whoever follows it by whichever feed."""
    indicator, at = event.indicator, _moment(event.at)
    return Entry(
        id=name_of(book, root, f"indicator/{indicator.id}/{event.kind}/{at}"),
        title=plain(f"{indicator.name}: {title_of(event.changes)}"),
        updated=at,
        link=f"{root}{replace(links, base_path='').to(INDICATOR, '', indicator=indicator.id).href}",
        category=event.kind,
        html=plain(str(_html(book, event.changes, links))),
    )


def title_of(changes: Changes) -> str:
    """As counted on the page of changes; a figure that the source only confirmed is not counted there."""
    counted = [f"{total} {text}" for total, text in words.totals(changes, words.Known()) if total]
    return ", ".join(counted or dict.fromkeys(map(revised_kind, changes.revised)))


def _html(book: Databook, found: Changes, links: Links) -> Markup:
    if found.new:
        lines = [words.new_line(each, links) for each in found.new]
        return render("changed/new.html", lines=lines, marks=words.marks_of_new(found.new))
    if found.revised:
        revised = [words.revised_line(each, links) for each in found.revised]
        return render("changed/revised.html", lines=revised, marks=words.marks_of_revised(found.revised))
    if found.norms:
        return render("changed/norms.html", lines=[agenda_words.norm_line(each, book.partners, links) for each in found.norms])
    return render("changed/judgements.html", indicators=words.judgements(found.judgements, links))


def name_of(book: Databook, root: str, path: str) -> str:
    """A tag: URI (RFC 4151) of the host of the databook."""
    parts = urlsplit(root)
    return f"tag:{parts.hostname},{SCHEME_BEGAN}:{'/'.join(filter(None, (parts.path.strip('/'), book.code, path)))}"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

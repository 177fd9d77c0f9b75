"""Which feeds and calendar tell of changes on a page, for browsers and readers that look for them in its head; pure."""

from typing import NamedTuple

from dashboard.book.known import Known
from dashboard.pages import AMBITION, CALENDAR, INDICATOR, NEWS, Links, Page, Visit

_FEED, _CALENDAR = "application/atom+xml", "text/calendar"


class Followed(NamedTuple):
    """What it is called, its address, and which kind of file it is."""

    title: str
    address: str
    kind: str = _FEED


def feeds_of(page: Page | None, visit: Visit, known: Known, links: Links) -> tuple[Followed, ...]:
    """Of all changes and what comes, and of the indicator or ambition that is shown; none of a guest or without an agenda."""
    if known.agenda is None or (links.municipality and links.municipality != known.own):
        return ()
    links = Links(base_path=links.base_path)
    whose = f"Databoek {known.owner}".rstrip()
    found = [Followed(f"{whose}: wat is er veranderd", links.data(NEWS))]
    found.append(Followed(f"{whose}: vergaderingen en toetsmomenten", links.data(CALENDAR), _CALENDAR))
    if page == INDICATOR:
        named = ((each.name, each.id) for each in known.agenda.indicators if each.id == visit.wanted("indicator"))
        found += [Followed(name, links.data(f"indicator/{id_}.atom")) for name, id_ in named]
    if page == AMBITION:
        named = ((each.theme, each.id) for each in known.agenda.ambitions if each.id == visit.wanted("ambitie"))
        found += [Followed(theme, links.data(f"ambitie/{id_}.atom")) for theme, id_ in named]
    return tuple(found)

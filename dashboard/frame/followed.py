"""Which feeds tell of changes on a page, for browsers and readers of feeds that look for them in its head; pure."""

from dashboard.book.known import Known
from dashboard.pages import AMBITION, INDICATOR, NEWS, Links, Page, Visit

Followed = tuple[str, str]
"""What a feed is called, and its address."""


def feeds_of(page: Page | None, visit: Visit, known: Known, links: Links) -> tuple[Followed, ...]:
    """Of all changes, and of the indicator or ambition that is shown; none of another municipality, or without an agenda."""
    if known.agenda is None or (links.municipality and links.municipality != known.own):
        return ()
    links = Links(base_path=links.base_path)
    found = [(f"Databoek {known.owner}: wat is er veranderd".replace("  ", " "), links.data(NEWS))]
    if page == INDICATOR:
        wanted = visit.wanted("indicator")
        found += [(each.name, links.data(f"indicator/{each.id}.atom")) for each in known.agenda.indicators if each.id == wanted]
    if page == AMBITION:
        wanted = visit.wanted("ambitie")
        found += [(each.theme, links.data(f"ambitie/{each.id}.atom")) for each in known.agenda.ambitions if each.id == wanted]
    return tuple(found)

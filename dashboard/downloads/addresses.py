"""The addresses of open data and feeds that a page offers, as links: only where our own server has them; it makes no file."""

from dashboard import kit, render
from dashboard.accountability import words
from dashboard.book.databook import Databook
from dashboard.pages import ACCOUNTABILITY, CALENDAR, NEWS, Links

IN_A_SHEET = (
    "Gebruikt u dit cijfer in Excel of Power BI? Kopieer dan een van deze adressen (‘uit het web’). Zo krijgt u steeds het "
    "nieuwste cijfer."
)
_OPEN_DATA = "open-data"
"""The card on open data, by its key."""
_Given = tuple[str, str]
"""Words, and an address."""


def of_indicator(book: Databook, links: Links, name: str) -> None:
    """Its figures for a sheet, and its feed."""
    files = [("Adres voor Excel (CSV)", links.data(f"indicator/{name}.csv"))]
    files += [("Adres voor Power BI (JSON)", links.data(f"indicator/{name}.json"))]
    feeds = [] if book.is_guest else [("Volg dit cijfer (feed)", links.data(f"indicator/{name}.atom"))]
    _offer(files=files, feeds=feeds, told=IN_A_SHEET)


def of_ambition(links: Links, name: str) -> None:
    """Its feed."""
    _offer(feeds=[("Volg deze ambitie (feed)", links.data(f"ambitie/{name}.atom"))])


def of_overview(book: Databook, links: Links) -> None:
    """What changes, what comes, and where the data are told of."""
    feeds = [("Volg wat er verandert (feed)", links.data(NEWS)), ("Vergaderingen en toetsmomenten (.ics)", links.data(CALENDAR))]
    page = ("Open data", links.to(ACCOUNTABILITY, "", open=_OPEN_DATA).href)
    _offer(feeds=[] if book.is_guest else feeds, pages=[page])


def open_data(book: Databook, links: Links) -> None:
    """Every address with what is there, and under which licence."""
    if not kit.is_framed() or kit.is_fixed():
        return
    known = words.open_data(is_guest=book.is_guest, has_contact=book.agenda.info.contact is not None)
    lines = [(told, [(kind, links.data(path)) for kind, path in of]) for told, of in known]
    with kit.card(_OPEN_DATA, "Open data"):
        kit.lead(words.OPEN_DATA)
        kit.show(render.render("accountability/open_data.html", lines=lines))
        licences = words.licences_of(book.sources, book.owner, book.agenda.info.licence)
        kit.small(*licences, *([] if book.is_guest else [words.ABOUT_FEEDS]))


def _offer(
    *, files: list[_Given] | None = None, feeds: list[_Given] | None = None, pages: list[_Given] | None = None, told: str = ""
) -> None:
    if kit.is_framed() and not kit.is_fixed():
        kit.show(render.render("_addresses.html", files=files or [], feeds=feeds or [], pages=pages or [], told=told))

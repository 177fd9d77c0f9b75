"""The bar above every page and the footer below it, as HTML from what is known; it shows nothing itself."""

from markupsafe import Markup

from dashboard.book.known import Known
from dashboard.look.notation import day
from dashboard.pages import ACCOUNTABILITY, MENU, OVERVIEW, PAGES, Link, Links, Page
from dashboard.render import render

SHORT_ON_A_PHONE = {"veranderd": "Wat is er "}
"""By the name of a page: the first words of its title that a small screen leaves to who listens."""
ALWAYS_IN_SIGHT = 3
"""How many pages of the menu a phone shows; the others stand under ‘Meer’."""


def bar(known: Known, page: Page | None, links: Links) -> Markup:
    """Whose databook this is, and the menu, with the page that is shown or the one that it belongs under."""
    entries = [_entry(each, page, links) for each in MENU]
    info = known.agenda.info if known.agenda else None
    return render(
        "frame/bar.html",
        home=links.to(OVERVIEW, f"Gemeente {known.owner}" if known.owner else "Databoek"),
        what=f"Databoek {info.title} {info.term.first}–{info.term.last}" if info else "",
        logo=known.logo,
        owner=known.owner,
        first=entries[:ALWAYS_IN_SIGHT],
        more=entries[ALWAYS_IN_SIGHT:],
    )


def _entry(entry: Page, page: Page | None, links: Links) -> dict[str, Link | str]:
    below = " ".join(each.name for each in PAGES if each.under == entry)
    quiet = SHORT_ON_A_PHONE.get(entry.name, "")
    return {"link": links.to(entry, entry.title), "mark": _mark(entry, page), "below": below, "quiet": quiet}


def _mark(entry: Page, page: Page | None) -> str:
    """As aria-current has it: this very page, or the one that the page belongs under."""
    if page is None:
        return ""
    return "page" if entry == page else "true" if entry == page.under else ""


def footer(known: Known, links: Links) -> Markup:
    """Whom to ask, how accessible and private this is, where the figures come from and how new they are."""
    info = known.agenda.info if known.agenda else None
    return render(
        "frame/footer.html",
        contact=info.contact if info else None,
        statement=(info.accessibility_statement or "") if info else "",
        access=links.to(ACCOUNTABILITY, "Toegankelijkheid van dit databoek", open="toegankelijk"),
        privacy=links.to(ACCOUNTABILITY, "Wat we wel en niet bewaren", open="privacy"),
        sources=links.to(ACCOUNTABILITY, "Bronnen en hoe we oordelen", open="bronnen"),
        figures=version(known),
    )


def version_mark(known: Known) -> Markup:
    """The same for a footer that stands outside the app: out of sight, for the browser to put there."""
    return render("frame/version.html", figures=version(known))


def version(known: Known) -> str:
    """How new the figures are."""
    return f"Cijfers van {day(known.published_at)}" if known.published_at else "Er zijn nog geen cijfers"

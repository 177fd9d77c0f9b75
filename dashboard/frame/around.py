"""The bar above every page and the footer below it, as HTML from what is known; it shows nothing itself."""

from dataclasses import replace

from markupsafe import Markup

from dashboard.book.known import Known
from dashboard.look.notation import day
from dashboard.pages import (
    ACCOUNTABILITY,
    EDITING,
    HISTORY,
    MENU,
    ON_PAPER,
    OVERVIEW,
    PAGES,
    PARTNER,
    REFRESHING,
    REVIEW,
    TO_READ,
    TO_WRITE,
    Link,
    Links,
    Page,
    Visit,
)
from dashboard.render import render
from etl.door.actors import Actor, Role

SHORT_ON_A_PHONE = {"veranderd": "Wat is er "}
"""By the name of a page: the first words of its title that a small screen leaves to who listens."""
_READING = "Leesversie van deze pagina"
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


def footer(known: Known, links: Links, login: str = "", reading: Link | None = None) -> Markup:
    """Whom to ask, how accessible and private this is, where the figures come from and how new they are.

    login: below which address people log in and out; empty where they cannot. reading: the same page as plain HTML, where it is.
    """
    info = known.agenda.info if known.agenda else None
    return render(
        "frame/footer.html",
        contact=info.contact if info else None,
        statement=(info.accessibility_statement or "") if info else "",
        access=links.to(ACCOUNTABILITY, "Toegankelijkheid van dit databoek", open="toegankelijk"),
        privacy=links.to(ACCOUNTABILITY, "Wat we wel en niet bewaren", open="privacy"),
        sources=links.to(ACCOUNTABILITY, "Bronnen en hoe we oordelen", open="bronnen"),
        figures=version(known),
        login=login,
        reading=reading,
        working=" ".join(page.name for page in TO_WRITE),
    )


def reading_of(page: Page | None, visit: Visit, links: Links) -> Link:
    """The same page with the same choices as plain HTML; the first one where that has none."""
    on_paper = replace(links, below=ON_PAPER)
    if page not in TO_READ:
        return on_paper.to(OVERVIEW, _READING)
    return on_paper.exactly(page, _READING, **dict(visit.parameters))


def marks(known: Known, who: str = "", reason: str = "") -> Markup:
    """What a footer outside the app says of now: out of sight, for the browser to put there. who: as `who_is` says it."""
    return render("frame/marks.html", figures=version(known), who=who, reason=reason)


def who_is(actor: Actor, known: Known) -> str:
    """Name and role of who is logged in, as the footer says it; empty for who is not."""
    if not actor.subject:
        return ""
    partners = known.agenda.partners if known.agenda else ()
    whose = next((f" {each.name}" for each in partners if each.id == actor.partner), "")
    return f"{actor.name} ({actor.role}{whose})"


def work(actor: Actor, known: Known, page: Page, links: Links) -> Markup:
    """The pages with which somebody with a role works; nothing for anybody else."""
    if not actor.role.may_write:
        return Markup()
    ways = [links.exactly(*each) for each in _work_of(actor)]
    return render("frame/work.html", who=who_is(actor, known), links=ways, page=page)


def _work_of(actor: Actor) -> list[tuple[Page, str]]:
    if actor.role is Role.PARTNER:
        return [(PARTNER, "Wat er van u wordt gevraagd")]
    found = [(EDITING, "Agenda bewerken"), (REVIEW, "Ter beoordeling"), (HISTORY, "Geschiedenis")]
    return [*found, (REFRESHING, "Cijfers verversen")] if actor.role is Role.ADMINISTRATOR else found


def version(known: Known) -> str:
    """How new the figures are."""
    return f"Cijfers van {day(known.published_at)}" if known.published_at else "Er zijn nog geen cijfers"

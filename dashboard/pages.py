"""The pages there are, and the only maker of links between them; it shows nothing and reads no address.

Links in our own HTML open within the app (server/browser/links.js). A `st.page_link` does too, but is a message to the browser
and a component there for every link: a page with 28 of them takes twice the time of one that has them in one piece.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup

from dashboard.render import render

MUNICIPALITY = "gemeente"
"""The parameter that a reader keeps from page to page."""
OPEN = "open"
"""The parameter that says which part of a page is asked for."""
VIEW, EMBEDDED, ON_SCREEN = "weergave", "ingesloten", "dashboard"
"""The parameter that says how a page is shown: one indicator for another website, or what stands first on a screen.

It belongs to one address, and no link keeps it.
"""
DELIVERED = "aangeleverd"
"""The parameter that says under which name files that were sent were put aside."""
PARAMETERS = frozenset(
    {
        MUNICIPALITY, "indicator", "ambitie", "interventie", "datum", "partner", "gemeenten", "sinds", "lagen", "open",
        "toon", "status", "soort", "zoek", "volgorde", "eigenaar", "bron", "nieuw", "concept", "keuze",
        DELIVERED,
    }
)  # fmt: skip
"""All that an address of ours can say; nothing else of it is looked at."""
FILES = "bestand"
"""Below which address the files of pages are."""
DATA, NEWS, CALENDAR = "data", "nieuws.atom", "agenda.ics"
"""Below which address open data and feeds are, and among those the feed of all that changes and the calendar of what comes."""
ON_PAPER = "lezen"
"""Below which address the same pages are as plain HTML."""
LOG_IN, TO = "/auth/login", "naar"
"""Where people log in, below the address of the installation, and the parameter with the page to come back to."""
UPLOAD = "/aanleveren"
"""Where files of who may write are sent to, below the address of the dashboard."""
LONGEST = 2_000
"""Characters of what an address says; of a longer one nothing is looked at."""


@dataclass(frozen=True)
class Page:
    """A page: the name of its file and its address, its title, and the page of the menu it belongs under (itself: in the menu).

    A title can get other words; a name stays, because people have kept addresses.
    """

    name: str
    title: str
    under: "Page | None" = None

    @property
    def in_menu(self) -> bool:
        """Whether the menu has it, or only links lead there."""
        return self.under is None

    @property
    def file(self) -> str:
        """Where its code is, as Streamlit wants to be told."""
        return f"views/{self.name}.py"

    @property
    def path(self) -> str:
        """Its address below the address of the dashboard; empty for the page that comes first."""
        return "" if self == OVERVIEW else self.name


OVERVIEW = Page("overzicht", "Overzicht")
CHANGED = Page("veranderd", "Wat is er veranderd")
PORTFOLIO = Page("interventies", "Interventies")
COHERENCE = Page("samenhang", "Geld en interventies")
COMPARISON = Page("vergelijken", "Vergelijken")
ACCOUNTABILITY = Page("verantwoording", "Verantwoording")
INDICATOR = Page("indicator", "Indicator", under=OVERVIEW)
AMBITION = Page("ambitie", "Ambitie", under=OVERVIEW)
INTERVENTION = Page("interventie", "Interventie", under=PORTFOLIO)
CHECKPOINT = Page("toetsmoment", "Toetsmoment", under=PORTFOLIO)
TRACK_RECORD = Page("gelijk", "Hoe vaak hadden we gelijk?", under=ACCOUNTABILITY)
EDITING = Page("bewerken", "Agenda bewerken", under=OVERVIEW)
EDIT = Page("wijzigen", "Wijzigen", under=OVERVIEW)
ADD = Page("toevoegen", "Een indicator toevoegen", under=OVERVIEW)
REVIEW = Page("beoordelen", "Ter beoordeling", under=OVERVIEW)
HISTORY = Page("geschiedenis", "Geschiedenis van de agenda", under=CHANGED)
PARTNER = Page("partner", "Voor partners", under=PORTFOLIO)
REFRESHING = Page("verversen", "Cijfers verversen", under=ACCOUNTABILITY)
MENU = (OVERVIEW, CHANGED, PORTFOLIO, COHERENCE, COMPARISON, ACCOUNTABILITY)
TO_WRITE = (EDITING, EDIT, ADD, REVIEW, HISTORY, PARTNER, REFRESHING)
"""For who has a role; they say so to anybody else."""
TO_READ = (*MENU, INDICATOR, AMBITION, INTERVENTION, CHECKPOINT, TRACK_RECORD)
"""For anybody, on a screen and on paper; those of the menu first, in its order."""
PAGES = (*TO_READ, *TO_WRITE)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A page with parameters in words: for Streamlit by its page, in HTML by its `href`. place: which part of the page."""

    page: Page
    words: str
    parameters: tuple[tuple[str, str], ...] = ()
    base_path: str = ""
    place: str = ""

    @property
    def href(self) -> str:
        """The address from the root of the host."""
        path = "/".join(["", *([self.base_path] if self.base_path else []), self.page.path])
        asked = f"?{urlencode(self.parameters)}" if self.parameters else ""
        return f"{path}{asked}#{self.place}" if self.place else f"{path}{asked}"


@dataclass(frozen=True, kw_only=True)
class Links:
    """Makes links that keep the municipality a reader chose; base_path: where the dashboard is served, without slashes.

    below: the step after that to the pages themselves, which files do not have; empty for those on a screen. is_apart: whether
    at that path itself something else stands than the first page on a screen.
    """

    municipality: str = ""
    base_path: str = ""
    below: str = ""
    is_apart: bool = False

    def to(self, page: Page, words: str, **parameters: str) -> Link:
        """A link to a page; empty parameters are left out."""
        kept = parameters | ({MUNICIPALITY: self.municipality} if self.municipality else {})
        return self.exactly(page, words, **kept)

    def file(self, page: Page, kind: str, visit: "Visit") -> str:
        """The address of a file of a page as it is seen now; kind: its ending."""
        path = "/".join(["", *([self.base_path] if self.base_path else []), FILES, f"{page.name}.{kind}"])
        return f"{path}?{urlencode(visit.parameters)}" if visit.parameters else path

    def data(self, path: str) -> str:
        """The address of open data, of the municipality that a reader chose, or of a feed."""
        address = "/".join(["", *([self.base_path] if self.base_path else []), DATA, path])
        return f"{address}?{urlencode({MUNICIPALITY: self.municipality})}" if self.municipality else address

    def exactly(self, page: Page, words: str, **parameters: str) -> Link:
        """The same without the municipality that was chosen: to choose another, or none."""
        known = tuple((name, value) for name, value in parameters.items() if value)
        if self.is_apart and not self.below and page == OVERVIEW:
            known += ((VIEW, ON_SCREEN),)
        path = "/".join(part for part in (self.base_path.strip("/"), self.below) if part)
        place = parameters.get(OPEN, "") if self.below else ""  # on a screen a script goes there
        return Link(page=page, words=words, parameters=known, base_path=path, place=place)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """The address as it is at the start of a run; what a page shows depends on nothing else of it.

    is_embedded: whether the page is to stand within one of another website. is_apart: as `Links` has it.
    """

    parameters: tuple[tuple[str, str], ...] = ()
    base_path: str = ""
    below: str = ""
    is_embedded: bool = False
    is_apart: bool = False

    @classmethod
    def at(cls, parameters: Mapping[str, str], base_path: str = "", below: str = "", *, is_apart: bool = False) -> "Visit":
        """From the parameters of the address and the path at which Streamlit is served; below, is_apart: as `Links` has them."""
        ours = tuple((name, value) for name, value in parameters.items() if name in PARAMETERS and value.isprintable())
        is_long = sum(len(name) + len(value) for name, value in ours) > LONGEST
        return cls(
            parameters=() if is_long else ours,
            base_path=base_path.strip("/"),
            below=below,
            is_embedded=bool(below) and parameters.get(VIEW) == EMBEDDED,
            is_apart=is_apart,
        )

    def asked(self, name: str) -> str | None:
        """What the address says of this; None when it says nothing."""
        return dict(self.parameters).get(name)

    def wanted(self, name: str) -> str:
        """The same, empty when it says nothing."""
        return self.asked(name) or ""

    @property
    def municipality(self) -> str:
        """The code of the municipality that the reader chose; empty for the agenda's own."""
        return self.wanted(MUNICIPALITY)

    @property
    def links(self) -> Links:
        """Links that keep what the reader chose."""
        return Links(municipality=self.municipality, base_path=self.base_path, below=self.below, is_apart=self.is_apart)

    @property
    def on_screen(self) -> Links:
        """Links to the same pages on a screen, which keep nothing."""
        return Links(base_path=self.base_path, is_apart=self.is_apart)


def trail(*steps: Link | str) -> Markup:
    """The way back, from far to near; the last steps may be words alone."""
    return render("_trail.html", steps=steps)


def neighbours(before: Link | None, after: Link | None) -> Markup:
    """The previous and the next of a row of pages; None at an end of the row."""
    return render("_neighbours.html", before=before, after=after)

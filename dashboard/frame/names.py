"""What a page is called in a tab, in a list of bookmarks and where its link is shared; pure, it judges nothing.

An address that asks for something unknown gets the calm name of the databook alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dashboard.book.known import Known
from dashboard.pages import (
    ACCOUNTABILITY,
    ADD,
    AMBITION,
    CHANGED,
    CHECKPOINT,
    COHERENCE,
    COMPARISON,
    EDIT,
    EDITING,
    HISTORY,
    INDICATOR,
    INTERVENTION,
    OVERVIEW,
    PARTNER,
    PORTFOLIO,
    REFRESHING,
    REVIEW,
    TO_WRITE,
    TRACK_RECORD,
    Page,
    Visit,
)
from indicators.agenda.model import Agenda

SITE = "Databoek"
_OF_THE_OWNER = frozenset({PORTFOLIO, COHERENCE, INTERVENTION, CHECKPOINT, TRACK_RECORD, *TO_WRITE})
"""They show the agenda's own municipality, whichever the reader chose."""


@dataclass(frozen=True)
class Name:
    """The title, and a sentence or two on what is there."""

    title: str
    description: str


def name_of(page: Page | None, visit: Visit, known: Known) -> Name:
    """What the page with this address is called; page: None when there is no such page."""
    place = _municipality(page, visit, known)
    site = f"{SITE} {place}".rstrip()
    where = f" in {place}" if place else ""
    found = _found(page, visit, known.agenda, where)
    if page is None or found is None:
        return Name(site, _about(known.agenda, where))
    heading, description = found
    return Name(f"{heading} · {site}", description)


def _municipality(page: Page | None, visit: Visit, known: Known) -> str:
    chosen = known.municipalities.get(visit.municipality, "")
    return known.owner if page in _OF_THE_OWNER or not chosen else chosen


def _about(agenda: Agenda | None, where: str) -> str:
    title = f" over de {agenda.info.title}" if agenda else ""
    return f"De cijfers{title}{where}: hoe het gaat, wat is afgesproken en hoe zeker dat is."


def _found(page: Page | None, visit: Visit, agenda: Agenda | None, where: str) -> tuple[str, str] | None:
    """Heading and description; None when the address asks for what is not there."""
    if page in _ASKED:
        return _ASKED[page](visit, agenda, where) if agenda else None
    if page == OVERVIEW:
        return page.title, _about(agenda, where)
    return (page.title, _SAYS[page].format(where=where)) if page else None


def _indicator(visit: Visit, agenda: Agenda, where: str) -> tuple[str, str] | None:
    found = next((each for each in agenda.indicators if each.id == visit.wanted("indicator")), None)
    return (found.name, f"{found.name}{where}. {found.definition}") if found else None


def _ambition(visit: Visit, agenda: Agenda, where: str) -> tuple[str, str] | None:
    found = next((each for each in agenda.ambitions if each.id == visit.wanted("ambitie")), None)
    return (found.theme, f"{found.theme}{where}. {found.ambition}") if found else None


def _intervention(visit: Visit, agenda: Agenda, where: str) -> tuple[str, str] | None:
    found = next((each for each in agenda.interventions if each.id == visit.wanted("interventie")), None)
    said = "wat de partner verwacht, wat de cijfers zeggen en welke besluiten er zijn."
    return (found.name, f"{found.name}{where}: {said}") if found else None


def _checkpoint(visit: Visit, agenda: Agenda, where: str) -> tuple[str, str] | None:
    found = _intervention(visit, agenda, where)
    if found is None:
        return None
    return f"{CHECKPOINT.title} {found[0]}", f"Eén pagina om te bespreken: {found[0]}{where}. Feiten, vragen en het besluit."


_Finder = Callable[[Visit, Agenda, str], tuple[str, str] | None]
_ASKED: Mapping[Page | None, _Finder] = {
    INDICATOR: _indicator,
    AMBITION: _ambition,
    INTERVENTION: _intervention,
    CHECKPOINT: _checkpoint,
}
"""Pages that show what the address asks for."""
_SAYS = {
    CHANGED: "Nieuwe en herziene cijfers, gewijzigde normen en oordelen{where}, sinds de vorige vergadering van de raad.",
    PORTFOLIO: "Wat partners doen{where}, wat de cijfers daarvan laten zien en wanneer er wordt besloten.",
    COHERENCE: "Wie{where} werkt aan welk cijfer, met hoeveel geld, en waar nog niets gebeurt.",
    COMPARISON: "Eén cijfer{where} naast dat van andere gemeenten.",
    ACCOUNTABILITY: "Waar de cijfers{where} vandaan komen, hoe we oordelen en wat dit databoek niet kan zeggen.",
    EDITING: "Alles wat de agenda{where} vastlegt, om te wijzigen: normen, indicatoren, interventies en afspraken.",
    EDIT: "Eén onderdeel van de agenda{where} wijzigen, in een concept dat pas na het publiceren geldt.",
    ADD: "Een nieuw cijfer voor de agenda{where} zoeken bij het CBS of uit een eigen bestand halen, en een naam geven.",
    REVIEW: "Wat anderen aan de agenda{where} willen wijzigen, wat dat verandert, en de knop om het te publiceren.",
    PARTNER: "Wat er van een partner{where} wordt gevraagd: besluiten, toelichtingen, eigen cijfers en normen.",
    REFRESHING: "De cijfers{where} opnieuw ophalen, en nakijken wat is tegengehouden.",
    HISTORY: "Wie wat aan de agenda{where} wijzigde, wanneer en waarom.",
    TRACK_RECORD: "Hoe vaak klopte wat we{where} over een norm zeiden?",
}

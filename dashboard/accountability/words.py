"""What the page 'Verantwoording' says of the databook: how it was checked, what it cannot say, access and privacy; pure."""

import re
from datetime import date, datetime

import pandas as pd

from dashboard.look.notation import CLOCK, count, day, moment
from dashboard.pages import CALENDAR, NEWS
from etl.store.rows import HeldSource, rows_of
from indicators.agenda.model import Contact, OpenLicence
from indicators.wording.numbers import listing

LIMITS = (
    "Cijfers over de hele gemeente zeggen weinig over één wijk of over wat één partner doet.",
    "Een cijfer zegt niet waardoor iets verandert. Daarom staat er nergens dat iets ‘komt door’ een aanpak.",
    "Van cijfers uit een enquête laten we de marge zien als de bron die geeft. Ontbreekt de marge, dan is de onzekerheid er wel.",
    "De meeste cijfers zijn een jaar of ouder op het moment dat ze verschijnen. Het jaar staat er daarom altijd bij.",
    "De verwachting trekt door wat er was. Nieuw beleid, een crisis of een nieuwe wet zit er niet in.",
    "Bronnen herzien hun cijfers. Wat er eerst stond en wanneer dat veranderde, bewaren we vanaf de eerste keer ophalen.",
)
ACCESS_GAPS = (
    "Niemand met een beperking heeft het databoek nog voor ons getest, en er is geen onderzoek door een ander bureau gedaan.",
    "Knoppen en meldingen van de techniek die we gebruiken (Streamlit) hebben we vertaald. Een zeldzame kan nog Engels zijn.",
    "De punten in een grafiek zijn niet met het toetsenbord te bereiken. Dezelfde cijfers staan als tekst en in een tabel.",
    "Zonder JavaScript werkt het dashboard niet. De leesversie werkt dan wel: die heeft dezelfde pagina’s en cijfers.",
)
PRIVACY = (
    "We houden niet bij wie u bent of wat u bekijkt: er is geen telling van bezoek en er zijn geen volgcookies. Alles komt van "
    "onze eigen server. Alleen zolang u kijkt, onthoudt uw browser wat nodig is om de pagina te laten werken. Wie zich aanmeldt "
    "om iets te wijzigen, krijgt cookies tot die aanmelding voorbij is. Bij wat er gewijzigd wordt, bewaren we de naam."
)
METHODS, CANNOT_SAY = "Hoe we oordelen", "Wat dit databoek niet kan zeggen"
APART = "Elk antwoord staat op zichzelf; we tellen ze nooit op tot één cijfer."
MEASURED, MEASURED_CAPTION = ("Wat", "Gemeten"), "Kerncijfers uit docs/calibratie.md"
SOURCES_CAPTION = "Bronnen van de agenda"
CALIBRATED = (
    "We hebben de methoden nagerekend op de cijfers van alle gemeenten, steeds met alleen wat toen bekend was. "
    "Dit kwam eruit, ook waar het tegenviel:"
)
EXPECTED = (
    "Nieuwe cijfers: we kijken hoe lang na een jaar de cijfers er eerder waren. Pas na twee keer noemen we maanden. De bron zelf "
    "belooft daar niets over."
)
OPEN_DATA = (
    "De cijfers staan ook op vaste adressen, voor Excel, Power BI en programma’s. Kopieer een adres, en u krijgt er steeds de "
    "nieuwste cijfers van."
)
ABOUT_FEEDS = "Een feed volgt u met een feedlezer of met Outlook. De agenda (.ics) zet u in Outlook of op uw telefoon."
ASK, NO_CONTACT = "Vragen of een fout gezien?", "In de agenda staat nog niet wie vragen beantwoordt."
_KEY_FIGURES = re.compile(r"^## Kerncijfers\s*$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\|\s*(.+?)\s*\|\s*(.+?)\s*\|\s*$", re.MULTILINE)
_AFTER = re.compile(r"Alle indicatoren samen: norm gehaald na het oordeel '(.+)'$")
_MEASURED_ON = re.compile(r"op (\d{1,2})-(\d{1,2})-(\d{4})")


def fetched_of(sources: pd.DataFrame) -> str:
    """`7 van de 12 bronnen zijn opgehaald`."""
    return f"{int((sources['rows'] > 0).sum())} van de {len(sources)} bronnen zijn opgehaald"


def next_refresh(planned: datetime | None, today: date) -> str:
    """When the next one is, as far as anybody told."""
    if planned is None:
        return "Wanneer we weer ophalen, staat niet vast."
    if planned.astimezone(CLOCK).date() < today:
        return f"Op {moment(planned)} hadden we weer moeten ophalen. Dat is nog niet gebeurd."
    return f"We halen weer op rond {moment(planned)}."


def without_figures(total: int) -> str:
    """How many indicators have none."""
    return f"Nog zonder cijfers: {count(total, 'indicator', 'indicatoren')}"


def key_figures(report: str) -> list[list[str]]:
    """What and measured, from the table 'Kerncijfers' of docs/calibratie.md; empty when it has none."""
    part = _KEY_FIGURES.search(report)
    if part is None:
        return []
    rows = [list(found) for found in _ROW.findall(part.group(1))]
    return [row for row in rows[1:] if not set(row[0]) <= set("-: ")]


def after_verdicts(report: str) -> str:
    """How often norms were met after each verdict, over all municipalities, from the same table; empty when it does not say."""
    found = {name[1]: share for what, share in key_figures(report) if (name := _AFTER.match(what))}
    said = [f"na ‘{name}’ werd {share} van de normen gehaald" for name, share in sorted(found.items())]
    return f"Over alle gemeenten en vele verzonnen normen is dit ook nagerekend: {listing(said)}." if said else ""


def how_well(report: str) -> str:
    """The question that the report answers, with the day it says it was made."""
    question, found = "Hoe goed kloppen de methoden?", _MEASURED_ON.search(report)
    return f"{question} Gemeten op {day(date(int(found[3]), int(found[2]), int(found[1])))}" if found else question


def access_statement() -> str:
    """How far the databook meets the rules, and how that was established."""
    return (
        "Dit databoek voldoet op één na aan alle eisen voor toegankelijkheid (WCAG 2.2, niveau A en AA), voor zover wij dat zelf "
        "kunnen testen. Dat doen we bij elke wijziging van het programma: elke pagina met axe-core op een smal en een breed "
        "scherm, en wat u er komt doen met alleen het toetsenbord. Het contrast van de tekst in grafieken testen we apart."
    )


def open_data(*, is_guest: bool, has_contact: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """What there is, with the kinds of file and their addresses below that of the data; no catalogue without a contact."""
    found = [
        ("Alle cijfers", [(kind, f"cijfers.{kind.lower()}") for kind in ("CSV", "JSON", "Parquet", "XLSX")]),
        ("Overzicht", [("CSV", "overzicht.csv"), ("JSON", "overzicht.json")]),
        ("Antwoorden", [("CSV", "oordelen.csv"), ("JSON", "oordelen.json")]),
        ("Uitleg van elke kolom", [("Data Package", "datapackage.json")]),
    ]
    if is_guest:
        return found
    found.append(("De agenda", [("JSON", "agenda.json")]))
    if has_contact:
        found.append(("Catalogus (DCAT)", [("Turtle", "catalog.ttl"), ("JSON-LD", "catalog.jsonld")]))
    return [*found, ("Wat er verandert", [("feed", NEWS)]), ("Wat er komt", [("agenda (.ics)", CALENDAR)])]


def licences_of(sources: pd.DataFrame, owner: str, own: OpenLicence | None) -> list[str]:
    """Each licence with whose figures are given under it; own: that of what the owner of the agenda made itself."""
    of: dict[str, list[str]] = {}
    for row in rows_of(HeldSource, sources):
        if row.holder not in of.setdefault(row.licence, []):
            of[row.licence].append(row.holder)
    ours = [f"Licentie {own}: de agenda en de antwoorden, van de gemeente {owner}."] if own else []
    return [*(f"Licentie {licence}: {'; '.join(holders)}." for licence, holders in of.items()), *ours]


def contact_facts(contact: Contact | None) -> list[tuple[str, str]]:
    """Who answers questions, as far as the agenda says."""
    if contact is None:
        return []
    pairs = [("Naam", contact.name), ("E-mail", contact.email or ""), ("Telefoon", contact.phone or "")]
    return [(label, text) for label, text in pairs if text]

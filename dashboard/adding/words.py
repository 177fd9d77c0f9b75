"""Sentences of the page for a new indicator; pure, it shows nothing."""

from collections.abc import Sequence
from datetime import datetime

from dashboard.look.notation import count, day
from etl.catalogue.offered import FoundFigures, Origin, Periods, TableContents, Understood
from indicators.wording.numbers import listing

AT_ONCE = "Wat u invult, wordt meteen bewaard als concept."
AGAIN = "Hier bent u eerder mee begonnen. Wat u toen invulde, staat er weer."
ELSEWHERE = "Dit is intussen in een ander venster gewijzigd. Hier staat nu wat daar is ingevuld."
LEAD = (
    "Zoek een cijfer, bekijk het voor uw gemeente en geef het een naam. Het is eerst een concept: lezers zien er nog niets van."
)
NOT_SHOWN = "Uw gemeente heeft in deze keuze geen cijfers. Kies iets anders."
AS_IN_FILE, NO_UNIT = "zoals in het bestand", "zonder eenheid"
"""Where the source does not say what is counted."""
BROKEN = "In het bestand van de agenda staat een fout. Herstel die eerst; daarna kunt u hier weer toevoegen."
_PERIODS = {
    "jaar": "hele jaren",
    "schooljaar": "schooljaren",
    "maand gemiddelde": "gemiddelde van de 12 maanden",
    "kwartaal gemiddelde": "gemiddelde van de 4 kwartalen",
    "meerjarig": "een paar jaar samen",
}


def about_table(contents: TableContents) -> str:
    """Whose it is, its number, and how new it is."""
    parts = [contents.holder, f"tabel {contents.table}", _modified(contents.modified)]
    return " · ".join(part for part in parts if part)


def origin(of: Origin) -> str:
    """What to know of where it comes from; empty when it comes from the catalogue itself."""
    if of is Origin.RECORDING:
        return "Het CBS antwoordt nu niet. Dit is de tabel zoals die bij Databoek hoort; de cijfers kunnen ouder zijn."
    return ""


def periods(each: Periods) -> str:
    """`hele jaren: 2012 tot en met 2024`."""
    name = _PERIODS.get(str(each.kind), str(each.kind))
    return f"{name}: {each.first}" if each.count == 1 else f"{name}: {each.first} tot en met {each.last}"


def still_to_choose(left: Sequence[str]) -> str:
    """What the figures wait for."""
    return f"Kies nog: {listing(list(left))}."


def gate(found: FoundFigures, name: str) -> list[str]:
    """What the check of new figures says, and how many municipalities have any."""
    told = [f"Let op: {text}" for text in found.refusals]
    told += list(found.remarks)
    told.append(f"{count(found.with_figures, 'gemeente heeft', 'gemeenten hebben')} hier cijfers.")
    if not found.nation:
        told.append("Voor heel Nederland is er geen cijfer.")
    if not found.figures:
        told.append(f"{name} heeft er geen.")
    return told


def understood(said: Understood, name: str) -> list[str]:
    """How the file is read, in sentences."""
    when = "Elk jaar heeft een eigen kolom." if said.has_years_as_columns else ""
    if said.period_column:
        when = f"Het jaar of de periode staat in de kolom ‘{said.period_column}’."
    elif said.year:
        when = f"Alle cijfers zijn van {said.year}."
    where = f"De gemeente staat in de kolom ‘{said.region_column}’." if said.region_column else ""
    what = f"Het cijfer staat in de kolom ‘{said.column}’." if said.column else ""
    sheet = f"Blad ‘{said.sheet}’. " if said.sheet and len(said.sheets) > 1 else ""
    told = [f"{sheet}De namen van de kolommen staan op regel {said.header_row}.", where, when, what]
    if said.figures:
        told.append(f"{count(said.rows, 'regel telt', 'regels tellen')} mee, van {gemeenten(said.with_figures)}.")
    elif said.with_figures:
        told.append(f"Er staan cijfers in van {gemeenten(said.with_figures)}, maar niet van {name}.")
    return [text for text in told if text]


def gemeenten(number: int) -> str:
    """`1 gemeente`, `342 gemeenten`."""
    return count(number, "gemeente", "gemeenten")


def left_out(said: Understood) -> str:
    """How many rows do not count."""
    return f"{count(said.left_out_count, 'regel telt', 'regels tellen')} niet mee"


def _modified(text: str) -> str:
    try:
        return f"bijgewerkt op {day(datetime.fromisoformat(text))}"
    except ValueError:
        return ""

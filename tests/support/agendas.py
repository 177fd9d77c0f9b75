"""A small valid agenda as text, and ways to break it in one place; nothing here checks anything."""

import pytest

from indicators.agenda.load import parse_agenda
from indicators.agenda.problems import AgendaError, Problem

FILE = "agenda.yaml"
SMALL = """\
agenda:
  titel: Kleine agenda
  gemeente: GM0479
  looptijd: {van: 2022, tot: 2030}
  voorbeeld: true
  raadsvergaderingen: [2026-06-25]
  vergelijken:
    aantal: 20
    kenmerken:
      - id: inwoners
        naam: aantal inwoners
        bron: {bron: kerncijfers, onderwerp: TotaleBevolking}
partners:
  - {id: politie, naam: Politie}
  - {id: welzijn, naam: Welzijn}
bronnen:
  politiecijfers:
    catalogus: dataderden.cbs.nl
    tabel: 47018NED
    houder: Politie
    licentie: CC0
    filter: {SoortMisdrijf: "1.1.1"}
  kerncijfers:
    catalogus: opendata.cbs.nl
    tabel: 70072ned
    houder: CBS
    licentie: CC BY 4.0
  enquete:
    catalogus: dataderden.cbs.nl
    tabel: 50150NED
    houder: GGD
    licentie: CC BY 4.0
    filter: {Leeftijd: "20300", Marges: MW00000}
    marges: {onder: MOG0095, boven: MBG0095}
  eigen-bestand:
    bestand: bestanden/eigen.csv
    gebied: gemeente
    periode: jaar
    houder: Gemeente
    licentie: open
ambities:
  - id: veiligheid
    thema: Veiligheid
    ambitie: Inwoners leven veilig.
    indicatoren:
      - id: woninginbraken
        naam: Woninginbraken
        definitie: Inbraken per 1.000 inwoners.
        waarom: Een inbraak maakt bang.
        eenheid: per 1.000 inwoners
        decimalen: 2
        soort: effect
        gewenste_richting: omlaag
        bron:
          teller: {bron: politiecijfers, onderwerp: GeregistreerdeMisdrijven}
          noemer: {bron: kerncijfers, onderwerp: GemiddeldAantalInwoners}
          maal: 1000
        grenzen: {laagst: 0}
        nulmeting: {periode: 2017-2019}
        norm:
          soort: bereiken
          waarde: 1.5
          jaar: 2028
          mijlpalen:
            - {jaar: 2024, waarde: 2.0}
            - {jaar: 2026, waarde: 1.75}
          vastgesteld: {door: [gemeenteraad, politie], datum: 2023-06-30}
          historie:
            - waarde: 1.25
              jaar: 2026
              reden: Niet haalbaar.
              vastgesteld: {door: [college], datum: 2022-06-30}
        eigenaar: politie
        trendbreuken:
          - {periode: 2020, reden: Corona., soort: bijzonder}
          - {periode: 2021, reden: Corona., soort: bijzonder}
        toelichtingen:
          - {datum: 2026-05-12, auteur: beleid, periode: 2025, tekst: Voorlopig cijfer.}
      - id: eenzaamheid
        naam: Eenzaamheid
        definitie: Aandeel eenzame inwoners.
        waarom: Eenzaamheid maakt ziek.
        eenheid: "%"
        decimalen: 1
        soort: effect
        gewenste_richting: omlaag
        bron: {bron: enquete, onderwerp: SterkEenzaam}
        nulmeting: {periode: 2020, waarde: 11.5}
        norm: {soort: bandbreedte, onder: 5.0, boven: 10.0}
        eigenaar: welzijn
  - id: meedoen
    thema: Meedoen
    ambitie: Inwoners doen mee.
    indicatoren:
      - id: opkomst
        naam: Opkomst
        definitie: Aandeel kiezers dat stemde.
        waarom: Wie stemt, telt mee.
        eenheid: "%"
        decimalen: 1
        soort: effect
        gewenste_richting: omhoog
        bron: {bron: eigen-bestand, kolom: opkomst}
        norm: {soort: behouden, waarde: 80.0}
interventies:
  - id: buurtpreventie
    naam: Buurtpreventie
    partner: politie
    doelgroep: Bewoners.
    indicatoren:
      - {indicator: woninginbraken, richting: omlaag, effect: 0.5, zichtbaar_vanaf: 2020}
      - {indicator: eenzaamheid}
    fase: geborgd
    start: 2019-02
    einde: 2025
    toetsmomenten: [{datum: 2021-06-01, besluit: bijstellen}]
    evaluaties: [{door: universiteit, link: "https://example.org/rapport", trede: 4}]
  - id: maatjes
    naam: Maatjes
    partner: welzijn
    ambitie: meedoen
    doelgroep: Inwoners.
    fase: pilot
"""


def changed(old: str, new: str, text: str = SMALL) -> str:
    """The agenda with one place changed; the place must occur exactly once, or the case would test something else."""
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(AgendaError) as caught:
        parse_agenda(text, FILE)
    return caught.value.problems


def line_of(marker: str, text: str) -> int:
    """The line of a piece of text that occurs once."""
    assert text.count(marker) == 1, f"{marker!r} occurs {text.count(marker)} times"
    return text.count("\n", 0, text.index(marker)) + 1

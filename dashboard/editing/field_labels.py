"""The Dutch words of every field: what it is called and an example or a hint, by model and key of the file; only data."""

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """What a field is called, and what stands behind that: an example or what to think of."""

    label: str
    hint: str = ""


_FILE = {
    "bestand": Words("Bestand", "bijvoorbeeld bestanden/klanten.csv"),
    "blad": Words("Blad in Excel", "leeg: het eerste blad"),
    "kop": Words("Regel met de namen van de kolommen", "leeg: de eerste regel"),
}
WORDS: Mapping[str, Mapping[str, Words]] = {
    "AgendaInfo": {
        "titel": Words("Titel", "bijvoorbeeld Maatschappelijke Agenda"),
        "gemeente": Words("Code van de gemeente bij het CBS", "bijvoorbeeld GM0479"),
        "looptijd": Words("Looptijd"),
        "voorbeeld": Words("Is dit een voorbeeld?", "ja: elke pagina zegt dat normen en interventies verzonnen zijn"),
        "raadsvergaderingen": Words("Dagen waarop de raad vergaderde", "elke dag op een eigen regel, bijvoorbeeld 25 juni 2026"),
        "gebiedsindeling": Words("Bestand met gemeenten en provincies", "bijvoorbeeld bestanden/gebieden-2024.csv"),
        "vergelijken": Words("Met welke gemeenten vergelijken we?"),
        "contact": Words("Bij wie kunnen lezers terecht?"),
        "licentie": Words("Licentie van de agenda en de antwoorden", "CC BY 4.0: met uw naam erbij; CC0 1.0: dat hoeft niet"),
        "logo": Words("Logo", "een plaatje in de map van de agenda, bijvoorbeeld logo.svg"),
        "toegankelijkheidsverklaring": Words("Link naar de verklaring over toegankelijkheid", "begint met https://"),
        "publiek": Words("Wat ziet wie het databoek opent?", "lezen: de leesversie; leeg of dashboard: het dashboard"),
        "ingesloten_op": Words(
            "Websites die een cijfer in een eigen pagina mogen tonen",
            "elke website op een eigen regel, zoals https://www.zaanstad.nl",
        ),
    },
    "Term": {"van": Words("Van", "bijvoorbeeld 2022"), "tot": Words("Tot en met", "bijvoorbeeld 2030")},
    "Contact": {
        "naam": Words("Naam", "een persoon, team of afdeling"),
        "e-mail": Words("E-mailadres", "bijvoorbeeld databoek@gemeente.nl"),
        "telefoon": Words("Telefoon", "bijvoorbeeld 14 075"),
    },
    "ComparisonGroup": {
        "aantal": Words("Met hoeveel gemeenten?", "gewoonlijk 20"),
        "gemeenten": Words("Een vaste lijst van gemeenten", "codes met een komma ertussen, bijvoorbeeld GM0034, GM0758"),
        "kenmerken": Words("Kenmerken waarop gemeenten op elkaar lijken"),
    },
    "Feature": {
        "naam": Words("Naam", "bijvoorbeeld aantal inwoners"),
        "bron": Words("Welk cijfer?"),
        "logaritme": Words("Lopen de aantallen ver uiteen?", "ja: van 20.000 naar 40.000 telt als van 200.000 naar 400.000"),
    },
    "Partner": {"naam": Words("Naam", "bijvoorbeeld Politie Zaanstad")},
    "Source": {"": Words("Wat voor bron is dit?")},
    "TableSource": {
        "": Words("een tabel van het CBS"),
        "catalogus": Words(
            "Catalogus", "opendata.cbs.nl: van het CBS zelf; dataderden.cbs.nl: waar CBS cijfers van andere organisaties zet"
        ),
        "tabel": Words("Code van de tabel", "bijvoorbeeld 85098NED"),
        "houder": Words("Van wie zijn de cijfers?", "bijvoorbeeld CBS"),
        "licentie": Words("Licentie", "bijvoorbeeld CC BY 4.0"),
        "periode": Words("Welke perioden zijn de jaarcijfers?", "gewoonlijk jaar"),
        "jaar": Words("Jaar van de cijfers", "alleen voor een tabel zonder perioden"),
        "gebied": Words("Naam van de indeling in gebieden", "alleen nodig als de tabel het niet zelf zegt"),
        "filter": Words("Filter", "op elke regel een indeling en een code, bijvoorbeeld Geslacht: T001038"),
        "marges": Words("Codes van de marges"),
        "marge": Words("Marge", "hoeveel een cijfer naar boven en beneden kan afwijken (95%), bijvoorbeeld 2,5"),
        "jaren_samen": Words("Hoeveel jaren vergelijken we samen?", "gewoonlijk 1"),
    },
    "FileSource": {
        "": Words("een eigen bestand"),
        **_FILE,
        "gebied": Words("Kolom met de gemeente", "bijvoorbeeld gemeente"),
        "periode": Words("Kolom met het jaar", "bijvoorbeeld jaar"),
        "jaar": Words("Jaar van het hele bestand", "als er geen kolom met jaren is"),
        "jaren": Words("Staan de jaren in de kop?", "kolommen: elk jaar heeft een eigen kolom"),
        "status": Words("Kolom die zegt of een cijfer voorlopig is"),
        "houder": Words("Van wie zijn de cijfers?", "bijvoorbeeld de Kiesraad"),
        "licentie": Words("Licentie", "bijvoorbeeld open data"),
        "marge": Words("Marge", "hoeveel een cijfer naar boven en beneden kan afwijken (95%), bijvoorbeeld 2,5"),
        "jaren_samen": Words("Hoeveel jaren vergelijken we samen?", "gewoonlijk 1"),
    },
    "MarginCodes": {"onder": Words("Code van de ondergrens"), "boven": Words("Code van de bovengrens")},
    "Ambition": {
        "thema": Words("Thema", "bijvoorbeeld Gezondheid"),
        "ambitie": Words("Ambitie", "wat de gemeente wil, in één zin"),
        "uitleg": Words("Uitleg"),
    },
    "Indicator": {
        "naam": Words("Naam", "bijvoorbeeld Overgewicht"),
        "definitie": Words("Wat telt het cijfer precies?", "en van wie"),
        "waarom": Words("Waarom dit cijfer?", "wat het over de ambitie zegt"),
        "eenheid": Words("Eenheid", "bijvoorbeeld % of per 1.000 inwoners"),
        "decimalen": Words("Cijfers achter de komma", "0 tot en met 4"),
        "soort": Words("Soort cijfer", "effect: hoe het gaat; prestatie: wat is gedaan; middelen: geld"),
        "gewenste_richting": Words("Welke kant moet het op?"),
        "bron": Words("Waar komt het cijfer vandaan?"),
        "nulmeting": Words("Nulmeting"),
        "norm": Words("Norm"),
        "eigenaar": Words("Wie let op dit cijfer?"),
        "kanttekeningen": Words("Kanttekeningen", "wat een lezer moet weten voor een conclusie"),
        "grenzen": Words("Kleinste en grootste waarde die kan"),
        "lopende_prijzen": Words("Zijn dit bedragen zonder correctie voor inflatie?"),
        "trendbreuken": Words("Trendbreuken"),
        "toelichtingen": Words("Toelichtingen"),
    },
    "Measure": {
        "": Words("één cijfer"),
        "bron": Words("Bron"),
        "onderwerp": Words("Onderwerp in de tabel", "bijvoorbeeld TotaleBevolking"),
        "kolom": Words("Kolom in het bestand"),
        "filter": Words("Filter", "op elke regel een indeling en een code, bijvoorbeeld Geslacht: T001038"),
        "groep": Words("Groep", "alleen als het onderwerp vaker voorkomt"),
        "eenheid": Words("Eenheid in de tabel", "alleen als het onderwerp vaker voorkomt"),
        "voorgangers": Words("Wat deze bron verving"),
        "breuk": Words("Begint de reeks daarna opnieuw?", "nee: de reeks loopt door"),
    },
    "Ratio": {
        "": Words("een deling van twee cijfers"),
        "teller": Words("Teller"),
        "noemer": Words("Noemer"),
        "maal": Words("Maal", "100 voor procenten, 1000 voor per 1.000 inwoners"),
        "voorgangers": Words("Wat deze bron verving"),
        "breuk": Words("Begint de reeks daarna opnieuw?", "nee: de reeks loopt door"),
    },
    "BaselineSpec": {
        "periode": Words("Periode", "een jaar, een schooljaar (2018/'19) of een reeks (2017-2019)"),
        "waarde": Words("Vastgestelde waarde", "als die er is"),
    },
    "Norm": {
        "soort": Words(
            "Soort norm",
            "bereiken: halen in een jaar; behouden: zo houden; bandbreedte: ertussen blijven; vergelijking: zo goed als anderen",
        ),
        "waarde": Words("Waarde", "bijvoorbeeld 2,5"),
        "jaar": Words("Jaar", "bijvoorbeeld 2028"),
        "onder": Words("Onder", "alleen bij een bandbreedte"),
        "boven": Words("Boven", "alleen bij een bandbreedte"),
        "moment": Words("Moment in woorden", "als er geen vast jaar is"),
        "ten_opzichte_van": Words("Ten opzichte van anderen"),
        "mijlpalen": Words("Mijlpalen"),
        "vastgesteld": Words("Wie stelde de norm vast?"),
        "historie": Words("Normen van eerder", "Verandert u de norm? Dan komt de oude hier bij het publiceren vanzelf bij."),
        "reden": Words("Waarom veranderde de norm?"),
    },
    "Relative": {
        "wie": Words("Met wie?", "groep: de gemeenten hieronder; of Nederland"),
        "plek": Words("Welke plek in de groep?", "leeg: het midden"),
        "hoogstens_slechter": Words("Hoogstens zoveel procent slechter", "bijvoorbeeld 5"),
        "minstens_beter": Words("Minstens zoveel procent beter", "bijvoorbeeld 5"),
        "gemeenten": Words("De gemeenten van de groep", "codes met een komma ertussen, bijvoorbeeld GM0034, GM0758"),
    },
    "Milestone": {"jaar": Words("Jaar", "bijvoorbeeld 2026"), "waarde": Words("Waarde", "bijvoorbeeld 3,5")},
    "Adoption": {
        "door": Words("Door wie?"),
        "datum": Words("Op welke dag?", "bijvoorbeeld 30 juni 2022"),
        "besluit": Words("Nummer van het besluit", "bijvoorbeeld RB-2022-045"),
    },
    "SeriesBreak": {
        "periode": Words("Jaar", "bijvoorbeeld 2020"),
        "soort": Words("Soort", "bijzonder: we tonen het jaar; definitie: de reeks begint opnieuw"),
        "reden": Words("Reden"),
    },
    "Commentary": {
        "datum": Words("Datum", "bijvoorbeeld 12 mei 2026"),
        "auteur": Words("Wie schrijft dit?"),
        "periode": Words("Over welk jaar?", "bijvoorbeeld 2025"),
        "tekst": Words("Tekst"),
    },
    "Bounds": {"laagst": Words("Laagst"), "hoogst": Words("Hoogst")},
    "Intervention": {
        "naam": Words("Naam", "bijvoorbeeld Buurtsportcoaches"),
        "partner": Words("Wie voert het uit?"),
        "ambitie": Words("Bij welke ambitie?", "alleen nodig als er geen indicatoren zijn"),
        "doelgroep": Words("Voor wie is het?"),
        "indicatoren": Words("Wat moet er veranderen?"),
        "omdat": Words("Waarom zou dit werken?"),
        "fase": Words("Hoe ver is het?"),
        "start": Words("Begin", "bijvoorbeeld februari 2024"),
        "einde": Words("Einde", "bijvoorbeeld december 2027"),
        "budget": Words("Geld"),
        "proces": Words("Eigen cijfers van de partner"),
        "toetsmomenten": Words("Toetsmomenten"),
        "evaluaties": Words("Onderzoek door anderen"),
        "vastgelegd": Words("De verwachting van toen", "Verander dit alleen als er een fout in staat."),
        "zelfde_aanpak_in": Words("Gemeenten met dezelfde aanpak"),
    },
    "Aim": {
        "indicator": Words("Indicator"),
        "richting": Words("Welke kant op?"),
        "effect": Words("Hoeveel?", "in de eenheid van de indicator, bijvoorbeeld 0,5"),
        "zichtbaar_vanaf": Words("Te zien vanaf welk jaar?", "bijvoorbeeld 2027"),
    },
    "Budget": {"bedrag": Words("Bedrag in euro's", "bijvoorbeeld 240000"), "per": Words("Per jaar of eenmalig?")},
    "ProcessFigures": {
        **_FILE,
        "kolom": Words("Kolom met het cijfer"),
        "periode": Words("Kolom met de periode", "gewoonlijk periode"),
    },
    "Checkpoint": {
        "datum": Words("Datum", "bijvoorbeeld 1 juni 2027"),
        "besluit": Words("Besluit", "leeg: nog te komen"),
        "toelichting": Words("Waarom dit besluit?"),
        "door": Words("Wie legde het vast?"),
    },
    "Evaluation": {
        "door": Words("Door wie?"),
        "link": Words("Link", "begint met https://"),
        "trede": Words("Hoe sterk is het bewijs?", "4 of 5: hoe hoger, hoe sterker"),
    },
    "Frozen": {
        "datum": Words("Datum", "de dag van het eerste toetsmoment met een besluit"),
        "start": Words("Begin", "bijvoorbeeld februari 2024"),
        "indicatoren": Words("Wat moest er veranderen?"),
    },
    "AdoptersFile": {"": Words("Een bestand met gemeenten"), **_FILE},
    "zelfde_aanpak_in als lijst": {
        "": Words("Een lijst van gemeenten", "codes met een komma ertussen, bijvoorbeeld GM0034, GM0758")
    },
    "zelfde_aanpak_in als codes": {
        "": Words("Gemeenten met hun begin", "elke gemeente op een eigen regel, bijvoorbeeld GM0363: 2018")
    },
}


def words_of(model: str, key: str) -> Words:
    """What a field is called; by its key when nobody gave it words yet."""
    known = WORDS.get(model, {}).get(key)
    return known or Words(key.replace("_", " ").capitalize() or model)

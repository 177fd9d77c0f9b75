"""A small agenda over the tables of small_catalogue.py and one own file; norms and figures are TEST VALUES."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from indicators.agenda.model import Agenda

OWN_FILE = "gemeente;jaar;cohesie\nGM0479;2019;6,1\nGM0479;2021;6,2\nGM0344;2021;6,4\n"
DIVISION = "gemeente;naam;provincie\n" + "".join(
    f"{code};{name};{province}\n"
    for code, name, province in (
        ("GM0088", "Schiermonnikoog", "Fryslân"),
        ("GM0344", "Utrecht", "Utrecht"),
        ("GM0479", "Zaanstad", "Noord-Holland"),
        ("GM1980", "Dijk en Waard", "Noord-Holland"),
    )
)
SOURCES = {
    "politie": {"catalogus": "dataderden.cbs.nl", "tabel": "47018NED", "houder": "Politie", "licentie": "CC0"},
    "kerncijfers": {"catalogus": "opendata.cbs.nl", "tabel": "70072ned", "houder": "CBS", "licentie": "CC BY 4.0"},
    "gezondheid": {
        "catalogus": "dataderden.cbs.nl",
        "tabel": "50150NED",
        "houder": "GGD",
        "licentie": "CC BY 4.0",
        "filter": {"Leeftijd": "20300", "Marges": "MW00000"},
        "marges": {"onder": "MOG0095", "boven": "MBG0095"},
    },
    "school": {
        "catalogus": "opendata.cbs.nl",
        "tabel": "84780NED",
        "houder": "CBS",
        "licentie": "CC BY 4.0",
        "periode": "schooljaar",
        "filter": {"Geslacht": "T001038"},
    },
    "bijstand": {
        "catalogus": "opendata.cbs.nl",
        "tabel": "80794ned",
        "houder": "CBS",
        "licentie": "CC BY 4.0",
        "periode": "december",
    },
    "eigen": {"bestand": "cohesie.csv", "gebied": "gemeente", "periode": "jaar", "houder": "Gemeente", "licentie": "CC0"},
}
INHABITANTS = {"bron": "kerncijfers", "onderwerp": "GemiddeldAantalInwoners"}
QUANTITIES = {
    "woninginbraken": {
        "teller": {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven", "filter": {"SoortMisdrijf": "1.1.1"}},
        "noemer": INHABITANTS,
        "maal": 1000,
    },
    "gezondheid": {"bron": "gezondheid", "onderwerp": "GoedErvarenGezondheid"},
    "schoolverlaters": {
        "teller": {"bron": "school", "onderwerp": "VoortijdigSchoolverlaters"},
        "noemer": {"bron": "school", "onderwerp": "Leerlingen"},
        "maal": 100,
    },
    "bijstand": {"teller": {"bron": "bijstand", "onderwerp": "BijstandTotDeAOWLeeftijd"}, "noemer": INHABITANTS, "maal": 1000},
    "cohesie": {"bron": "eigen", "kolom": "cohesie"},
}


def small_agenda(folder: Path, *, municipality: str = "GM0479", **quantities: Any) -> Agenda:
    """Write the own files into the folder and give the agenda; quantities replace or add to the five above."""
    (folder / "cohesie.csv").write_text(OWN_FILE, encoding="utf-8")
    (folder / "gebieden.csv").write_text(DIVISION, encoding="utf-8")
    return Agenda.model_validate_json(json.dumps(agenda_data(municipality=municipality, **quantities)))


def agenda_data(*, municipality: str = "GM0479", **quantities: Any) -> dict[str, Any]:
    indicators = [_indicator(name, quantity) for name, quantity in {**QUANTITIES, **quantities}.items() if quantity]
    return {
        "agenda": {
            "titel": "Testagenda",
            "gemeente": municipality,
            "looptijd": {"van": 2022, "tot": 2030},
            "voorbeeld": True,
            "gebiedsindeling": "gebieden.csv",
        },
        "partners": [{"id": "politie", "naam": "Politie"}],
        "bronnen": deepcopy(SOURCES),  # a test changes its own
        "ambities": [{"id": "veilig", "thema": "Veiligheid", "ambitie": "Inwoners leven veilig.", "indicatoren": indicators}],
    }


def _indicator(name: str, quantity: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": name,
        "naam": name.capitalize(),
        "definitie": "Wat het cijfer telt.",
        "waarom": "Wat het zegt.",
        "eenheid": "per 1.000 inwoners",
        "decimalen": 2,
        "soort": "effect",
        "gewenste_richting": "omlaag",
        "bron": quantity,
    }

"""The shipped agenda with everything it lacks: planted effects, own figures, studies, money, odd corners; all TEST VALUES.

Three invented indicators move up and down in every municipality of today. Zaanstad's fell, rose, and was already falling.
"""

import csv
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from support.shipped import AGENDA

from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from indicators.agenda.load import load_agenda

OWN = "GM0479"
FIRST, LAST, START = 2010, 2024, 2018
PLANTED = {"gedaald": -3.0, "gestegen": 3.0, "al-bezig": -3.0}
FALLING = 0.9
"""How much `al-bezig` fell every year before the start as well."""
MONEY = {2022: 4.1, 2023: 4.4, 2024: 4.9}
QUARTERS = [
    (f"{year}-K{quarter}", 80 + 9 * step) for step, (year, quarter) in enumerate((y, q) for y in (2024, 2025) for q in "1234")
]


class Rich(NamedTuple):
    """Where this agenda is and the store with its figures."""

    agenda: Path
    data: Path

    @classmethod
    def below(cls, folder: Path) -> "Rich":
        return cls(folder / "config" / "agenda.yaml", folder / "data")


def publish_rich(folder: Path) -> None:
    """Write the agenda below the folder and publish its figures."""
    path, data_dir = Rich.below(folder)
    write_rich_agenda(path.parent)
    refresh(Run(agenda=load_agenda(path), files_dir=path.parent, mode=Mode.RECORDING, data_dir=data_dir), Unwatched())


def write_rich_agenda(folder: Path) -> Path:
    """Copy the shipped agenda and its files into the folder, add the rest, and give the path of the agenda."""
    shutil.copytree(AGENDA.parent, folder, dirs_exist_ok=True)
    _write_figures(folder)
    _write(folder / "bestanden" / "uitgaven.csv", ["gemeente", "jaar", "uitgaven"], [[OWN, *each] for each in MONEY.items()])
    _write(folder / "deelnemers.csv", ["periode", "deelnemers"], QUARTERS)
    data = yaml.safe_load(AGENDA.read_text(encoding="utf-8"))
    data["bronnen"] |= {"proef": _own_file("proef.csv"), "uitgaven": _own_file("uitgaven.csv")}
    data["ambities"] += [
        {"id": "proef", "thema": "Proef", "ambitie": "Inwoners hebben er minder last van.", "indicatoren": _indicators()},
        {
            "id": "leeg",
            "thema": "Wonen",
            "ambitie": "Iedereen woont goed.",
            "indicatoren": [_indicator("later", "proef", "gestegen")],
        },
    ]
    data["interventies"] += _interventions()
    path = folder / "agenda.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def _write_figures(folder: Path) -> None:
    with (folder / "bestanden" / "gebieden-2024.csv").open(encoding="utf-8") as file:
        codes = [row["gemeente"] for row in csv.DictReader(file, delimiter=";")]
    generator = np.random.default_rng(12)
    years = np.arange(FIRST, LAST + 1)
    rows = []
    for code in codes:
        figures = 20 + generator.normal(scale=0.5, size=(len(PLANTED), len(years)))
        if code == OWN:
            figures += np.array([[planted if year > START else 0.0 for year in years] for planted in PLANTED.values()])
            figures[-1] -= FALLING * (years - FIRST)
        rows += [
            [code, int(year), *(f"{value:.2f}".replace(".", ",") for value in column)]
            for year, column in zip(years, figures.T, strict=True)
        ]
    _write(folder / "bestanden" / "proef.csv", ["gemeente", "jaar", *(name.replace("-", "_") for name in PLANTED)], rows)


def _write(path: Path, header: list[str], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([header, *rows])


def _own_file(name: str) -> dict[str, Any]:
    return {"bestand": f"bestanden/{name}", "gebied": "gemeente", "periode": "jaar", "houder": "TESTCIJFERS", "licentie": "CC0"}


def _indicators() -> list[dict[str, Any]]:
    money = _indicator("uitgaven", "uitgaven", "uitgaven") | {
        "eenheid": "miljoen euro",
        "soort": "middelen",
        "gewenste_richting": "neutraal",
    }
    return [*(_indicator(name, "proef", name.replace("-", "_")) for name in PLANTED), money]


def _indicator(name: str, source: str, column: str) -> dict[str, Any]:
    return {
        "id": name,
        "naam": f"Testcijfer {name}",
        "definitie": "Verzonnen cijfers om mee te testen.",
        "waarom": "Om te zien wat het dashboard zegt.",
        "eenheid": "per 1.000 inwoners",
        "decimalen": 1,
        "soort": "effect",
        "gewenste_richting": "omlaag",
        "bron": {"bron": source, "kolom": column},
    }


def _aim(name: str, **changes: Any) -> dict[str, Any]:
    return {"indicator": name, "richting": "omlaag", "effect": 2.0, "zichtbaar_vanaf": START + 1} | changes


def _intervention(name: str, **changes: Any) -> dict[str, Any]:
    entry = {
        "id": name,
        "naam": name.replace("-", " ").capitalize(),
        "partner": "welzijn",
        "doelgroep": "Bewoners van drukke straten.",
        "fase": "pilot",
        "start": f"{START}-03",
        "indicatoren": [_aim("gedaald")],
        "toetsmomenten": [{"datum": "2027-04-01"}],
    }
    return {key: value for key, value in (entry | changes).items() if value is not None}


def _interventions() -> list[dict[str, Any]]:
    studies = [
        {
            "door": "Hogeschool Amstelland",
            "link": "https://example.org/een-heel-lang-adres/van-een-onderzoek/rapport-2025-definitief.pdf",
            "trede": 4,
        }
    ]
    # Laid down as falling from March 2018, to be seen from 2019; the agenda now says 2021: a change that must show.
    frozen = {"datum": "2021-06-01", "start": f"{START}-03", "indicatoren": [_aim("gedaald")]}
    decided = [{"datum": "2021-06-01", "besluit": "doorgaan", "toelichting": "Het loopt."}, {"datum": "2025-03-04"}]
    return [
        _intervention(
            "lampen",
            vastgelegd=frozen,
            indicatoren=[_aim("gedaald", zichtbaar_vanaf=2021)],
            zelfde_aanpak_in=["GM0392", "GM0034"],
            toetsmomenten=decided,
            evaluaties=studies,
            proces={"bestand": "deelnemers.csv", "kolom": "deelnemers"},
            budget={"bedrag": 125000, "per": "jaar"},
        ),
        _intervention(
            "buurtwachten", partner="politie", indicatoren=[_aim("gedaald", effect=1.0), _aim("gestegen"), _aim("al-bezig")]
        ),
        _intervention("meldpunt", indicatoren=[], ambitie="proef", toetsmomenten=[], start=None, fase="verkennen", partner="ggd"),
        _intervention(
            "oud-plan",
            indicatoren=[],
            ambitie="proef",
            fase="gestopt",
            start="2012",
            einde="2015-06",
            partner="ggd",
            toetsmomenten=[{"datum": "2015-05-01", "besluit": "stoppen", "toelichting": "Er kwam niemand."}],
        ),
        _intervention("volgend-jaar", start="2027-02", partner="ggd", indicatoren=[_aim("al-bezig", zichtbaar_vanaf=2028)]),
    ]

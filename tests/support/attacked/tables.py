"""The tables, file and agenda of the world that is attacked: forty municipalities, TEST VALUES that look like the real ones."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from support.replay_faults import Fault
from support.replay_tables import Table
from support.small_catalogue import dimension, member, topic, write_table, years

from indicators.agenda.model import Agenda

CBS, THIRD_PARTIES = "opendata.cbs.nl", "dataderden.cbs.nl"
STRUCK, OTHER, FILE = "47018NED", "70072ned", "cohesie.csv"
LABEL = "dataderden 47018NED"
OWN = "GM0479"
MUNICIPALITIES = [f"GM{number:04}" for number in [*range(301, 340), 479]]
YEARS = range(2014, 2025)
COUNT, RATE, SHARE = "GeregistreerdeMisdrijven", "GeregistreerdeMisdrijvenRelatief", "Verdachten"
STRUCK_INDICATORS = ("misdrijven", "misdrijven-relatief", "verdachten")
OTHER_INDICATORS = ("inwoners", "koopwoningen")
FILE_INDICATORS = ("cohesie",)
QUANTITIES = {
    "misdrijven": ("politie", "onderwerp", COUNT, "aantal"),
    "misdrijven-relatief": ("politie", "onderwerp", RATE, "per 1.000 inwoners"),
    "verdachten": ("politie", "onderwerp", SHARE, "%"),
    "inwoners": ("kerncijfers", "onderwerp", "TotaleBevolking", "aantal"),
    "koopwoningen": ("kerncijfers", "onderwerp", "Koopwoningen", "%"),
    "cohesie": ("eigen", "kolom", "cohesie", "rapportcijfer"),
}


def agenda(file: str = FILE) -> Agenda:
    """Six indicators: three of the table that is attacked, two of another, one of a file."""
    return Agenda.model_validate_json(agenda_text(file))


def agenda_text(file: str = FILE) -> str:
    """The same as text: JSON, which is YAML too."""
    return json.dumps(
        {
            "agenda": {
                "titel": "Testagenda",
                "gemeente": OWN,
                "looptijd": {"van": 2022, "tot": 2030},
                "voorbeeld": True,
                "gebiedsindeling": "gebieden.csv",
            },
            "partners": [{"id": "politie", "naam": "Politie"}],
            "bronnen": {
                "politie": _table(THIRD_PARTIES, STRUCK) | {"filter": {"SoortMisdrijf": "1.1.1"}},
                "kerncijfers": _table(CBS, OTHER),
                "eigen": {"bestand": file, "gebied": "gemeente", "periode": "jaar", "houder": "Gemeente", "licentie": "CC0"},
            },
            "ambities": [
                {
                    "id": "veilig",
                    "thema": "Veilig",
                    "ambitie": "Inwoners leven veilig.",
                    "indicatoren": [_indicator(*each) for each in QUANTITIES.items()],
                }
            ],
        }
    )


def _table(catalogue: str, table: str) -> dict[str, Any]:
    return {"catalogus": catalogue, "tabel": table, "houder": "CBS", "licentie": "CC BY 4.0"}


def _indicator(name: str, about: tuple[str, str, str, str]) -> dict[str, Any]:
    source, kind, measure, unit = about
    return {
        "id": name,
        "naam": name.capitalize(),
        "definitie": "Wat het cijfer telt.",
        "waarom": "Wat het zegt.",
        "eenheid": unit,
        "decimalen": 1,
        "soort": "effect",
        "gewenste_richting": "omlaag",
        "bron": {"bron": source, kind: measure},
    }


def write_world(folder: Path) -> Path:
    """Write the tables below `catalogue` and the own files beside it."""
    write_attacked_tables(folder / "catalogue")
    lines = [
        f"{code};{year};{6 + (int(code[2:]) + year) % 17 / 10:.1f}".replace(".", ",")
        for code in MUNICIPALITIES
        for year in (2019, 2021, 2023)
    ]
    (folder / FILE).write_text("\n".join(["gemeente;jaar;cohesie", *lines]) + "\n", encoding="utf-8")
    names = [f"{code};Gemeente {code};Noord-Holland" for code in MUNICIPALITIES]
    (folder / "gebieden.csv").write_text("\n".join(["gemeente;naam;provincie", *names]) + "\n", encoding="utf-8")
    return folder


def write_attacked_tables(folder: Path) -> None:
    generator = np.random.default_rng(9)
    people = {
        code: int(size)
        for code, size in zip(MUNICIPALITIES, np.exp(generator.normal(10.3, 0.8, len(MUNICIPALITIES))), strict=True)
    }
    rate = {code: float(generator.uniform(2, 9)) for code in MUNICIPALITIES}
    crimes, key_figures = [], []
    for code in MUNICIPALITIES:
        for year in YEARS:
            inhabitants = int(people[code] * (1 + 0.004 * (year - YEARS.start)))
            per_1000 = rate[code] * float(generator.normal(1 - 0.02 * (year - YEARS.start), 0.06))
            for crime, share in (("1.1.1 ", 1.0), ("1.4.5 ", 1.7)):
                crimes.append(
                    {
                        "SoortMisdrijf": crime,
                        "WijkenEnBuurten": code.ljust(10),
                        "Perioden": f"{year}JJ00",
                        f"{COUNT}_1": round(per_1000 * share * inhabitants / 1000),
                        f"{RATE}_2": round(per_1000 * share, 1),
                        f"{SHARE}_3": round(float(generator.uniform(18, 42)), 1),
                    }
                )
            key_figures.append(
                {
                    "RegioS": code.ljust(6),
                    "Perioden": f"{year}JJ00",
                    "TotaleBevolking_1": inhabitants,
                    "Koopwoningen_2": round(40 + people[code] % 30 + 0.2 * (year - YEARS.start), 1),
                }
            )
    write_table(
        folder,
        catalogue=THIRD_PARTIES,
        table=STRUCK,
        properties=[
            dimension("SoortMisdrijf"),
            dimension("WijkenEnBuurten", "GeoDetail"),
            dimension("Perioden", "TimeDimension"),
            topic(f"{COUNT}_1", unit="aantal", datatype="Long"),
            topic(f"{RATE}_2", unit="per 1 000 inw."),
            topic(f"{SHARE}_3", unit="%"),
        ],
        members={
            "SoortMisdrijf": [member("1.1.1 ", "Diefstal uit woning"), member("1.4.5 ", "Mishandeling")],
            "WijkenEnBuurten": [member(code.ljust(10), f"Gemeente {code}") for code in MUNICIPALITIES],
            "Perioden": years(YEARS),
        },
        rows=crimes,
    )
    write_table(
        folder,
        catalogue=CBS,
        table=OTHER,
        properties=[
            dimension("RegioS", "GeoDimension"),
            dimension("Perioden", "TimeDimension"),
            topic("TotaleBevolking_1", unit="aantal", datatype="Long"),
            topic("Koopwoningen_2", unit="%"),
        ],
        members={"RegioS": [member(code.ljust(6), f"Gemeente {code}") for code in MUNICIPALITIES], "Perioden": years(YEARS)},
        rows=key_figures,
    )


NEWS = "2026-10-01T02:00:00"


def news(folder: Path) -> None:
    """The own file has a figure more."""
    path, line = folder / FILE, f"{OWN};2025;7,0\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text if line in text else text + line, encoding="utf-8")


def revised_everywhere(modified: str) -> Sequence[tuple[str, Fault]]:
    """The newest figure of our municipality moved up by one in both tables, and so did Modified."""
    return [
        (STRUCK, _moved(COUNT, "WijkenEnBuurten", modified)),
        (OTHER, _moved("TotaleBevolking", "RegioS", modified)),
    ]


def _moved(stem: str, region: str, modified: str) -> Fault:
    def change(table: Table) -> Table:
        key = next(name for name in table.rows[0] if name.startswith(f"{stem}_"))
        newest = f"{YEARS.stop - 1}JJ00"
        rows = [
            {**row, key: row[key] + 1} if (row[region].strip(), row["Perioden"]) == (OWN, newest) else row for row in table.rows
        ]
        info = {**table.info, "Modified": modified}
        return replace(table, rows=rows, sets={**table.sets, "TableInfos": [info]})

    return Fault(change=change)

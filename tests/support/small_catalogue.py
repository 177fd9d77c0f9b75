"""A small recording for tests: tables shaped like CBS's, filled with TEST VALUES that were never published.

    build(tmp_path)                         # five tables, the raw layout that tests/replay.py serves
    write_table(tmp_path, ..., rows=[...])  # one of your own, from plain rows

Every figure follows from made_up(), with what the function of the table adds to it, so a test can say what it expects.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import Any

Row = dict[str, Any]

CBS = "opendata.cbs.nl"
THIRD_PARTIES = "dataderden.cbs.nl"
REGIONS = {
    "NL01": "Nederland",
    "PV27": "Noord-Holland (PV)",
    "GM0088": "Schiermonnikoog",
    "GM0344": "Utrecht (gemeente)",
    "GM0479": "Zaanstad",
    "GM1980": "Dijk en Waard",
    "GM0398": "Heerhugowaard",
    "GM0000": "Niet in te delen",
}
ABOLISHED = {"GM0398": "Opgeheven per 01-01-2022"}
YEARS = range(2012, 2026)
FIRST_PROVISIONAL = 2024


def made_up(region: str, year: int, base: float = 0) -> float:
    """Made up: base + 10 per place of the region in REGIONS + 1 per year since 2012."""
    return base + 10 * list(REGIONS).index(region) + year - YEARS.start


def build(folder: Path) -> Path:
    """Write all five tables; returns the folder."""
    for write in (write_crimes, write_key_figures, write_health, write_school, write_benefits):
        write(folder)
    return folder


def write_crimes(folder: Path) -> None:
    """Like 47018NED: padded crimes (with a code that another begins with) by region of width 10; counts; no NL row."""
    crimes = {"1.1.1": "Diefstal/inbraak woning", "1.1.10": "Testmisdrijf met een langere code", "1.4.5": "Mishandeling"}
    regions = [region for region in REGIONS if region.startswith("GM") and region not in ABOLISHED]
    rows = [
        {
            "SoortMisdrijf": crime.ljust(6),
            "WijkenEnBuurten": region.ljust(10),
            "Perioden": f"{year}JJ00",
            "GeregistreerdeMisdrijven_1": int(made_up(region, year, 100 * (number + 1))),
            "Gemeentenaam_2": REGIONS[region].ljust(40),
        }
        for (number, crime), region, year in product(enumerate(crimes), regions, YEARS)
    ]
    write_table(
        folder,
        catalogue=THIRD_PARTIES,
        table="47018NED",
        title="Geregistreerde misdrijven (TESTWAARDEN)",
        source="Politie",
        properties=[
            dimension("SoortMisdrijf"),
            dimension("WijkenEnBuurten", "GeoDetail"),
            dimension("Perioden", "TimeDimension"),
            topic("GeregistreerdeMisdrijven_1", unit="aantal", datatype="Long"),
            topic("Gemeentenaam_2", unit="", datatype="String"),
        ],
        members={
            "SoortMisdrijf": [member(code.ljust(6), title) for code, title in crimes.items()],
            "WijkenEnBuurten": [
                *(member(region.ljust(10), title) for region, title in REGIONS.items() if region not in ABOLISHED),
                member("WK047900  ", "Wijk 00"),
                member("BU04790000", "Buurt 00"),
            ],
            "Perioden": years(),
        },
        rows=rows,
    )


def write_key_figures(folder: Path) -> None:
    """Like 70072ned: groups of measures, one stem in two groups, an abolished municipality with nulls, a province."""
    rows = [
        {
            "RegioS": region.ljust(6),
            "Perioden": f"{year}JJ00",
            "GemiddeldAantalInwoners_51": None if _is_gone(region, year) else int(made_up(region, year, 10_000)),
            "Huishoudens_60": None if _is_gone(region, year) else int(made_up(region, year, 5_000)),
            "Totaal_70": None if _is_gone(region, year) else made_up(region, year, 1),
            "Totaal_90": None if _is_gone(region, year) else made_up(region, year, 2) / 2,
        }
        for region, year in product(REGIONS, YEARS)
    ]
    write_table(
        folder,
        catalogue=CBS,
        table="70072ned",
        title="Regionale kerncijfers Nederland (TESTWAARDEN)",
        source="CBS",
        properties=[
            dimension("RegioS", "GeoDimension"),
            dimension("Perioden", "TimeDimension"),
            group("Bevolking", number=10),
            group("Huishoudens", number=11, parent=10),
            group("Wonen", number=12),
            topic("GemiddeldAantalInwoners_51", unit="aantal", datatype="Long", parent=10),
            topic("Huishoudens_60", unit="aantal", datatype="Long", parent=11),
            topic("Totaal_70", unit="aantal", parent=11),
            topic("Totaal_90", unit="%", parent=12),
        ],
        members={
            "RegioS": [member(code.ljust(6), title, ABOLISHED.get(code, "")) for code, title in REGIONS.items()],
            "Perioden": years(),
        },
        rows=rows,
    )


def _is_gone(region: str, year: int) -> bool:
    return region in ABOLISHED and year >= 2022


def write_health(folder: Path) -> None:
    """Like 50150NED: per cent, 2012 to 2024, one age; the value, and bounds three points below and above it."""
    margins = {"MW00000": ("Waarde", 0), "MOG0095": ("Ondergrens 95%-interval", -3), "MBG0095": ("Bovengrens 95%-interval", 3)}
    regions = [region for region in REGIONS if region not in {*ABOLISHED, "GM0000", "PV27"}]
    surveys = (2012, 2016, 2020, 2022, 2024)
    rows = [
        {
            "Leeftijd": "20300   ",
            "Marges": margin.ljust(8),
            "WijkenEnBuurten": region.ljust(10),
            "Perioden": f"{year}JJ00",
            "GoedErvarenGezondheid_4": made_up(region, year, 20.5) + shift,
        }
        for (margin, (_, shift)), region, year in product(margins.items(), regions, surveys)
    ]
    write_table(
        folder,
        catalogue=THIRD_PARTIES,
        table="50150NED",
        title="Gezondheid per wijk en buurt (TESTWAARDEN)",
        source="GGD'en, CBS en RIVM",
        properties=[
            dimension("Leeftijd"),
            dimension("Marges"),
            dimension("WijkenEnBuurten", "GeoDetail"),
            dimension("Perioden", "TimeDimension"),
            topic("GoedErvarenGezondheid_4", unit="%"),
        ],
        members={
            "Leeftijd": [member("20300   ", "18 jaar of ouder"), member("80200   ", "65 jaar of ouder")],
            "Marges": [member(code.ljust(8), title) for code, (title, _) in margins.items()],
            "WijkenEnBuurten": [member(region.ljust(10), REGIONS[region]) for region in regions],
            "Perioden": years(surveys),
        },
        rows=rows,
    )


def write_school(folder: Path) -> None:
    """Like 84780NED: school years, region in `Regiokenmerken` (not marked as such), pupils and early leavers."""
    regions = [region for region in REGIONS if region.startswith("GM") and region not in ABOLISHED]
    school_years = range(2012, 2024)
    rows = [
        {
            "Geslacht": "T001038",
            "Regiokenmerken": region.ljust(8),
            "Perioden": f"{year}SJ00",
            "Leerlingen_1": int(made_up(region, year, 1_000)),
            "VoortijdigSchoolverlaters_2": int(made_up(region, year, 10)),
        }
        for region, year in product(regions, school_years)
    ]
    write_table(
        folder,
        catalogue=CBS,
        table="84780NED",
        title="Voortijdig schoolverlaters (TESTWAARDEN)",
        source="CBS",
        properties=[
            dimension("Geslacht"),
            dimension("Regiokenmerken"),
            dimension("Perioden", "TimeDimension"),
            topic("Leerlingen_1", unit="aantal", datatype="Long"),
            topic("VoortijdigSchoolverlaters_2", unit="aantal", datatype="Long"),
        ],
        members={
            "Geslacht": [member("T001038", "Totaal mannen en vrouwen")],
            "Regiokenmerken": [member(region.ljust(8), REGIONS[region]) for region in regions],
            "Perioden": [period(f"{year}SJ00", f"{year}/'{(year + 1) % 100:02}") for year in school_years],
        },
        rows=rows,
    )


def write_benefits(folder: Path) -> None:
    """Like 80794ned: months from 2022 on, with a yearly figure beside them; region NL and municipalities."""
    regions = [region for region in REGIONS if region not in {*ABOLISHED, "PV27"}]
    periods = [f"{year}{part}" for year in range(2022, 2026) for part in (*(f"MM{month:02}" for month in range(1, 13)), "JJ00")]
    rows = [
        {
            "RegioS": region.ljust(6),
            "Perioden": one,
            "BijstandTotDeAOWLeeftijd_3": int(made_up(region, int(one[:4]), 500)) + int(one[6:]),
        }
        for region, one in product(regions, periods)
    ]
    write_table(
        folder,
        catalogue=CBS,
        table="80794ned",
        title="Personen met bijstand (TESTWAARDEN)",
        source="CBS",
        properties=[
            dimension("RegioS", "GeoDimension"),
            dimension("Perioden", "TimeDimension"),
            topic("BijstandTotDeAOWLeeftijd_3", unit="aantal", datatype="Long"),
        ],
        members={
            "RegioS": [member(region.ljust(6), REGIONS[region]) for region in regions],
            "Perioden": [period(one, one) for one in periods],
        },
        rows=rows,
    )


def dimension(key: str, kind: str = "Dimension") -> Row:
    return {"odata.type": f"Cbs.OData.{kind}", "ParentID": None, "Type": kind, "Key": key, "Title": key, "Description": ""}


def topic(key: str, *, unit: str, datatype: str = "Double", parent: int | None = None) -> Row:
    row = {
        "odata.type": "Cbs.OData.Topic",
        "ParentID": parent,
        "Type": "Topic",
        "Key": key,
        "Title": key.split("_", maxsplit=1)[0],
    }
    return {**row, "Description": "", "Datatype": datatype, "Unit": unit, "Decimals": 0, "Default": "Missing"}


def group(title: str, *, number: int, parent: int | None = None) -> Row:
    row = {"odata.type": "Cbs.OData.TopicGroup", "ID": number, "ParentID": parent, "Type": "TopicGroup", "Key": ""}
    return {**row, "Title": title, "Description": ""}


def member(key: str, title: str, description: str = "") -> Row:
    return {"Key": key, "Title": title, "Description": description, "CategoryGroupID": None}


def period(key: str, title: str) -> Row:
    status = "Voorlopig" if int(key[:4]) >= FIRST_PROVISIONAL else "Definitief"
    return {"Key": key, "Title": title, "Description": "", "Status": status}


def years(wanted: Iterable[int] = YEARS) -> list[Row]:
    return [period(f"{year}JJ00", str(year)) for year in wanted]


def write_table(  # noqa: PLR0913  a table has that many parts
    folder: Path,
    *,
    catalogue: str,
    table: str,
    properties: Sequence[Row],
    members: dict[str, list[Row]],
    rows: Sequence[Row],
    title: str = "Testtabel (TESTWAARDEN)",
    source: str = "CBS",
    modified: str = "2026-08-19T02:00:00",
    frequency: str = "Perjaar",
) -> None:
    """Write one table in the raw layout; keys are written as given, so pad them; properties without ID get one."""
    target = folder / catalogue / table
    target.mkdir(parents=True, exist_ok=True)
    info = {"ID": 0, "Title": title, "ShortTitle": title, "Identifier": table, "Modified": modified, "Source": source}
    sets = {
        "TableInfos": [{**info, "ReasonDelivery": "Actualisering", "Frequency": frequency, "Period": ""}],
        "DataProperties": [{"ID": 100 + n, "Position": n, **row} for n, row in enumerate(properties)],
        "CategoryGroups": [],
        **members,
    }
    for name, value in sets.items():
        (target / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=["ID", *rows[0]], lineterminator="\n")
    writer.writeheader()
    writer.writerows({"ID": number, **row} for number, row in enumerate(rows))
    (target / "TypedDataSet.csv.gz").write_bytes(gzip.compress(text.getvalue().encode("utf-8"), mtime=0))

"""Jobs as a page asks and follows them, and tables of the kinds that somebody meets who searches; TEST VALUES throughout."""

import time
from pathlib import Path

from support.small_catalogue import CBS, REGIONS, dimension, group, made_up, member, period, topic, write_table, years

from etl.door.jobs import JobState, look
from etl.installation import Place


def wait_for(place: Place, job: str, *, seconds: float = 180.0) -> JobState:
    """Look until it has ended."""
    until = time.monotonic() + seconds
    while not (state := look(place, job)).has_ended:
        assert time.monotonic() < until, state
        time.sleep(0.05)
    return state


def write_quarters(folder: Path) -> None:
    """A table of quarters, the same name in two groups, and twice in one group with one unit; titles that mean harm."""
    regions = [region for region in REGIONS if region.startswith(("NL", "GM0344", "GM0479"))]
    quarters = [f"{year}KW0{number}" for year in (2023, 2024) for number in range(1, 5)]
    rows = [
        {
            "Soort": kind,
            "RegioS": region.ljust(6),
            "Perioden": one,
            "Personen_1": made_up(region, int(one[:4]), 100),
            "Personen_2": made_up(region, int(one[:4]), 200),
            "Klanten_3": 1.0,
            "Klanten_4": 2.0,
            "Naam_5": "tekst",
        }
        for kind in ("T001", "A1  ")
        for region in regions
        for one in quarters
    ]
    write_table(
        folder,
        catalogue=CBS,
        table="90001NED",
        title="Klanten van het <b>wijkteam</b>;\x00 =HYPERLINK(1)\u202e, regio",
        source="CBS",
        properties=[
            dimension("Soort"),
            dimension("RegioS", "GeoDimension"),
            dimension("Perioden", "TimeDimension"),
            group("Instroom", number=10),
            group("Uitstroom", number=11),
            topic("Personen_1", unit="aantal", parent=10),
            topic("Personen_2", unit="aantal", parent=11),
            topic("Klanten_3", unit="aantal", parent=10),
            topic("Klanten_4", unit="aantal", parent=10),
            topic("Naam_5", unit="", datatype="String"),
        ],
        members={
            "Soort": [member("A1  ", "Jongeren"), member("T001", "Totaal soort")],
            "RegioS": [member(region.ljust(6), REGIONS[region]) for region in regions],
            "Perioden": [period(one, one) for one in quarters],
        },
        rows=rows,
    )


def write_provinces(folder: Path) -> None:
    """Figures of the country and a province only."""
    rows = [{"RegioS": region.ljust(6), "Perioden": "2023JJ00", "Melk_1": 1.0} for region in ("NL01", "PV27")]
    write_table(
        folder,
        catalogue=CBS,
        table="90002NED",
        title="Zuivelproductie; provincie",
        source="CBS",
        properties=[dimension("RegioS", "GeoDimension"), dimension("Perioden", "TimeDimension"), topic("Melk_1", unit="kg")],
        members={"RegioS": [member(f"{code}  ", REGIONS[code]) for code in ("NL01", "PV27")], "Perioden": years((2023,))},
        rows=rows,
    )


def write_unmarked(folder: Path) -> None:
    """A table without periods, whose areas are in a dimension that is called and marked as any other."""
    rows = [
        {"Soort": "T001", "Plaatsen": region.ljust(6), "Bomen_1": 7.0 if region == "GM0479" else 8.0}
        for region in ("NL01", "GM0344", "GM0479")
    ]
    write_table(
        folder,
        catalogue=CBS,
        table="90003NED",
        title="Bomen langs de weg 2021",
        source="CBS",
        properties=[dimension("Soort"), dimension("Plaatsen"), topic("Bomen_1", unit="aantal")],
        members={
            "Soort": [member("T001", "Totaal")],
            "Plaatsen": [member(region.ljust(6), REGIONS[region]) for region in ("NL01", "GM0344", "GM0479")],
        },
        rows=rows,
    )

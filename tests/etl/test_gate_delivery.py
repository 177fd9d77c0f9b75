"""A table that CBS delivers wrong as a whole, over real HTTP: nothing of it is published, it is said why, the next one heals."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.deliveries import MUNICIPALITIES, OWN, YEARS, level
from support.replay import Replay
from support.replay_faults import Fault, table_empty
from support.replay_tables import Row, Table
from support.small_agenda import agenda_data
from support.small_catalogue import CBS, dimension, member, topic, write_table

from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store.store import open_store
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda

TABLE, REPORTS, CONTENT = "10001NED", "Meldingen_1", "Tevreden_2"
QUICK = Catalogues(first_wait=0.01, limits=Limits(silence=(2, 5)), probe_seconds=1.0)
QUARTER = frozenset(MUNICIPALITIES[:15])


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    """Sixty municipalities, ten years, a count and a percentage: TEST VALUES."""
    folder = tmp_path_factory.mktemp("catalogue")
    rows = [
        {
            "RegioS": region,
            "Perioden": f"{year}JJ00",
            REPORTS: round(level(region, year, "B")),
            CONTENT: round(level(region, year, "A") / 2, 1),
        }
        for region in MUNICIPALITIES
        for year in YEARS
    ]
    write_table(
        folder,
        catalogue=CBS,
        table=TABLE,
        properties=[
            dimension("RegioS", "GeoDimension"),
            dimension("Perioden", "TimeDimension"),
            topic(REPORTS, unit="aantal", datatype="Long"),
            topic(CONTENT, unit="%"),
        ],
        members={
            "RegioS": [member(code, code) for code in MUNICIPALITIES],
            "Perioden": [_year(year) for year in range(2014, 2026)],
        },
        rows=rows,
    )
    return folder


def _year(year: int) -> Row:
    status = "Voorlopig" if year >= 2023 else "Definitief"
    return {"Key": f"{year}JJ00", "Title": str(year), "Description": "", "Status": status}


@pytest.fixture
def replay(catalogue, monkeypatch):
    with Replay(catalogue) as server:
        monkeypatch.setenv("DATABOEK_CBS_BASE", server.base)
        yield server


@pytest.fixture
def go(tmp_path):
    """Do one forced run."""

    def run(**options):
        about = {"files_dir": tmp_path, "data_dir": tmp_path / "data", "recording_dir": tmp_path / "none", "catalogues": QUICK}
        return refresh(Run(agenda=_agenda(), mode=Mode.LIVE, is_forced=True, **about, **options), Unwatched())

    return run


def _agenda() -> Agenda:
    others = dict.fromkeys(("woninginbraken", "gezondheid", "schoolverlaters", "bijstand", "cohesie"))
    wanted = {"meldingen": {"bron": "tabel", "onderwerp": "Meldingen"}, "tevreden": {"bron": "tabel", "onderwerp": "Tevreden"}}
    data = agenda_data(municipality=OWN, **others, **wanted)
    data["bronnen"] = {"tabel": {"catalogus": CBS, "tabel": TABLE, "houder": "CBS", "licentie": "CC BY 4.0"}}
    del data["agenda"]["gebiedsindeling"]
    for indicator, unit in zip(data["ambities"][0]["indicatoren"], ("aantal", "%"), strict=True):
        indicator["eenheid"] = unit
    return Agenda.model_validate_json(json.dumps(data))


def published(tmp_path):
    """What a reader sees."""
    store = open_store(tmp_path / "data")
    try:
        figures = store.observations()
    finally:
        store.close()
    return sorted(zip(figures["indicator"], figures["region"], figures["year"], figures["value"], figures["status"], strict=True))


def each_row(change: Callable[[Row], Row | None]) -> Fault:
    """Every row changed, or gone when nothing is given back."""
    return Fault(change=lambda table: replace(table, rows=[row for row in map(change, table.rows) if row is not None]))


def times(factor: float, regions: frozenset[str] = frozenset(MUNICIPALITIES)) -> Fault:
    return each_row(lambda row: {**row, REPORTS: row[REPORTS] * factor} if row["RegioS"].strip() in regions else row)


def at_own(change: Callable[[Row], Row]) -> Fault:
    """One row changed: ours, of 2022."""
    return each_row(lambda row: change(row) if (row["RegioS"].strip(), row["Perioden"][:4]) == (OWN, "2022") else row)


def years_on(row: Row) -> Row:
    return {**row, "Perioden": f"{int(row['Perioden'][:4]) + 1}JJ00"}


def neighbours(table: Table) -> Table:
    values = {(row["RegioS"].strip(), row["Perioden"]): row[REPORTS] for row in table.rows}
    before = dict(zip(MUNICIPALITIES, [MUNICIPALITIES[-1], *MUNICIPALITIES], strict=False))
    return replace(table, rows=[{**row, REPORTS: values[before[row["RegioS"].strip()], row["Perioden"]]} for row in table.rows])


def without_statuses(table: Table) -> Table:
    return replace(table, sets={**table.sets, "Perioden": [{**row, "Status": None} for row in table.sets["Perioden"]]})


def other_unit(table: Table) -> Table:
    properties = [{**row, "Unit": "x 1 000"} if row["Key"] == REPORTS else row for row in table.properties]
    return replace(table, sets={**table.sets, "DataProperties": properties})


WRONG = {
    "times 99": (times(99), "Meldingen is in 20.. bij 60 van 60 gemeenten ineens minstens 4 keer zo groot of klein"),
    "times 1000 for a quarter": (times(1000, QUARTER), "Meldingen is in 20.. bij 15 van 60 gemeenten ineens"),
    "a tenth": (times(0.1), "Meldingen is in 20.. bij 60 van 60 gemeenten ineens"),
    "ours times ten": (
        times(10, frozenset({OWN})),
        "Meldingen is voor de eigen gemeente ineens minstens 4 keer zo groot of klein",
    ),
    "all zero": (times(0), "Meldingen is (overal en altijd nul|in 20.. bij (60|100%) van)"),
    "all negative": (times(-1), "Meldingen is in 20.. bij 60 van 60 gebieden onder 0, en dat kan niet"),
    "250 per cent": (
        each_row(lambda row: {**row, CONTENT: 250} if row["Perioden"][:4] == "2024" else row),
        "Tevreden is in 2024 bij 60 van 60 gebieden onder 0 of boven 100",
    ),
    "one value": (each_row(lambda row: {**row, CONTENT: 41.5}), "Tevreden is in 2024 bij 100% van de gemeenten precies 41,5"),
    "a municipality on": (Fault(change=neighbours), "Meldingen heeft in 2024 bij gemeenten het cijfer van de gemeente vóór hen"),
    "a year later": (each_row(years_on), "Meldingen heeft in 2024 de cijfers die eerst bij 2023 stonden"),
    "the newest year gone": (
        each_row(lambda row: None if row["Perioden"][:4] == "2024" else row),
        "Meldingen heeft als nieuwste jaar 2023; dat was 2024",
    ),
    "six in ten left": (
        each_row(lambda row: None if row["RegioS"].strip() in MUNICIPALITIES[36:] else row),
        "van 60 gemeenten zijn er nog 36 over",
    ),
    "ours gone": (
        each_row(lambda row: None if row["RegioS"].strip() == OWN else row),
        "geen enkel cijfer meer voor de eigen gemeente",
    ),
    "the figures of another measure": (
        each_row(lambda row: {**row, REPORTS: row[CONTENT]}),
        "Meldingen heeft in 2024 de cijfers van Tevreden; de onderwerpen zijn verwisseld",
    ),
    "statuses gone": (Fault(change=without_statuses), "Meldingen zegt bij geen enkel cijfer van 2024 of het voorlopig is"),
    "another unit": (
        Fault(change=other_unit),
        "Meldingen heeft nu de eenheid 'x 1 000'; bij de vorige levering was dat 'aantal'",
    ),
}


@pytest.mark.parametrize(("fault", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_delivery_changes_nothing_says_why_heals_and_can_be_accepted(replay, go, tmp_path, fault, told):
    assert not go().failed
    before = published(tmp_path)
    replay.fault(TABLE, fault)
    (failed,) = go().failed
    assert re.search(told, failed.message), failed.message
    assert f"Klopt het zo? Typ: python -m etl refresh --force --accept {TABLE}" in failed.message
    assert published(tmp_path) == before
    replay.clear()
    assert not go().failed
    assert published(tmp_path) == before
    replay.fault(TABLE, fault)
    assert not go(accepted=(TABLE,)).failed


EMPTY = {
    "no rows": table_empty(),
    "nulls": each_row(lambda row: {**row, REPORTS: None, CONTENT: None}),
    "codes for suppressed": each_row(lambda row: {**row, REPORTS: -99997, CONTENT: -99997}),
}


@pytest.mark.parametrize("fault", EMPTY.values(), ids=EMPTY)
def test_nothing_can_never_be_accepted(replay, go, tmp_path, fault):
    go()
    before = published(tmp_path)
    replay.fault(TABLE, fault)
    (failed,) = go(accepted=(TABLE,)).failed
    assert "--accept" not in failed.message
    assert published(tmp_path) == before
    replay.clear()
    assert not go().failed


def test_one_impossible_figure_is_kept_out_and_told_and_the_held_one_stays(replay, go, tmp_path):
    go()
    before = published(tmp_path)
    replay.fault(TABLE, at_own(lambda row: {**row, REPORTS: -3}))
    result = go()
    assert not result.failed
    assert f"Meldingen: 1 cijfer niet gebruikt, onmogelijk ({OWN} 2022: -3)" in result.readings[0].message
    assert published(tmp_path) == before


def test_a_code_for_suppressed_withdraws_the_figure(replay, go, tmp_path):
    go()
    before = published(tmp_path)
    replay.fault(TABLE, at_own(lambda row: {**row, CONTENT: -99996}))
    assert not go().failed
    assert published(tmp_path) == [row for row in before if row[:3] != ("tevreden", OWN, 2022)]


def test_the_recording_has_no_zeros_of_withheld_figures(tmp_path):
    """Crime per 1,000: zeros of islands and of a small municipality, where the division says how many live there."""
    agenda_file = Path(__file__).parents[2] / "config" / "agenda.yaml"
    agenda = load_agenda(agenda_file)
    result = refresh(
        Run(agenda=agenda, files_dir=agenda_file.parent, mode=Mode.RECORDING, data_dir=tmp_path / "data"), Unwatched()
    )
    crime = [row for row in published(tmp_path) if row[0] == "geregistreerde-misdrijven"]
    assert ("GM0277", 2012) not in {row[1:3] for row in crime}
    assert ("GM0277", 2011, 78.7) in {row[1:4] for row in crime}
    (message,) = [reading.message for reading in result.readings if reading.table_id == "83648NED"]
    assert "een nul waar minstens 100 gevallen te verwachten waren" in message

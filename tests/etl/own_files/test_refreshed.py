"""Own files in a whole run: names through the division, remarks in the message, and one file that fails stops no other."""

import json

import pytest
from support.own_files import workbook
from support.small_agenda import agenda_data

from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store.store import open_store
from indicators.agenda.model import Agenda

DIVISION = "gemeente;naam;provincie\nGM0479;Zaanstad;Noord-Holland\nGM2099;Nieuwland;Zeeland\n"
FIGURES = "gemeente;jaar;cohesie\nZaanstad;2021;6,1\nNieuwland;2021;6,2\nPV27;2021;6,3\n"


def run(folder, *, accepted=(), **source):
    """Refresh an agenda whose only sources are its files."""
    data = agenda_data()
    data["bronnen"]["eigen"] |= source
    agenda = Agenda.model_validate_json(json.dumps(data))
    here = {"files_dir": folder, "data_dir": folder / "data", "recording_dir": folder / "none"}
    return refresh(Run(agenda=agenda, mode=Mode.RECORDING, accepted=accepted, **here), Unwatched())


def held(folder):
    store = open_store(folder / "data")
    try:
        frame = store.measurements("bestand", "cohesie.csv")
        return dict(zip(frame["region"], frame["value"], strict=True))
    finally:
        store.close()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gebieden.csv").write_text(DIVISION, encoding="utf-8")
    (tmp_path / "cohesie.csv").write_text(FIGURES, encoding="utf-8")
    return tmp_path


def message(result, label="cohesie.csv"):
    return next(reading.message for reading in result.readings if reading.label == label)


def test_names_are_those_of_the_division_and_what_is_left_out_is_told(folder):
    result = run(folder)
    assert not result.failed
    assert held(folder) == {"GM0479": 6.1, "GM2099": 6.2}
    assert "cohesie.csv: 1 regel gaat niet over een gemeente en telt niet mee: PV27." in message(result)


def test_another_division_gives_names_another_meaning_though_the_file_is_the_same(folder):
    run(folder)
    (folder / "gebieden.csv").write_text(DIVISION.replace("GM2099", "GM2098"), encoding="utf-8")
    refused = run(folder, accepted=("gebieden.csv",))
    assert "van 2 gemeenten zijn er nog 1 over (weg: GM2099)" in message(refused), "one of two is more than a division changes"
    run(folder, accepted=("gebieden.csv", "cohesie.csv"))
    assert held(folder) == {"GM0479": 6.1, "GM2098": 6.2}


def a_division(*codes):
    lines = (f"{code};Gemeente {code};Zeeland" for code in codes)
    return "\n".join(["gemeente;naam;provincie", *lines]) + "\n"


def today(folder):
    store = open_store(folder / "data")
    try:
        return {region.code for region in store.known_regions() if region.is_current}
    finally:
        store.close()


def test_a_division_that_was_cut_off_is_refused_and_loses_no_municipality(folder):
    codes = ["GM0479", *(f"GM21{number:02}" for number in range(39))]
    (folder / "gebieden.csv").write_text(a_division(*codes), encoding="utf-8")
    (folder / "cohesie.csv").write_text("gemeente;jaar;cohesie\nGM0479;2021;6,1\nGM2138;2021;6,2\n", encoding="utf-8")
    run(folder)
    (folder / "gebieden.csv").write_text(a_division(*codes[:5]) + "G", encoding="utf-8")
    (folder / "cohesie.csv").write_text("gemeente;jaar;cohesie\nGM0479;2021;6,1\nGM2138;2021;6,3\n", encoding="utf-8")
    result = run(folder)
    assert [reading.label for reading in result.failed] == ["gebieden.csv"]
    told = message(result, "gebieden.csv")
    assert told.startswith("gebieden.csv: van 40 gemeenten staan er nog 5 in (weg: GM2104, GM2105, GM2106")
    assert "Typ: python -m etl refresh --accept gebieden.csv De gemeenten blijven zoals ze waren." in told
    assert held(folder) == {"GM0479": 6.1, "GM2138": 6.3}
    assert today(folder) == set(codes)
    assert not [each for each in run(folder, accepted=("gebieden.csv",)).readings if each.label == "gebieden.csv"]
    assert today(folder) == set(codes[:5])


@pytest.mark.parametrize(
    ("left", "is_refused"), [(range(40), False), (range(38), False), (range(37), True), (range(1, 40), True)]
)
def test_a_division_may_lose_a_few_but_never_the_own_municipality(folder, left, is_refused):
    codes = ["GM0479", *(f"GM21{number:02}" for number in range(39))]
    (folder / "gebieden.csv").write_text(a_division(*codes), encoding="utf-8")
    run(folder)
    (folder / "gebieden.csv").write_text(a_division(*(codes[place] for place in left)), encoding="utf-8")
    told = [each.message for each in run(folder).readings if each.label == "gebieden.csv"]
    assert bool(told) == is_refused
    assert ("Ook GM0479, de gemeente van de agenda, is weg." in "".join(told)) == (0 not in left)


def test_a_municipality_that_is_known_to_be_gone_is_not_missed(folder):
    (folder / "gebieden.csv").write_text(a_division("GM0479", "GM0462", "GM0478"), encoding="utf-8")
    run(folder)
    (folder / "gebieden.csv").write_text(a_division("GM0479"), encoding="utf-8")
    assert not [each for each in run(folder).readings if each.label == "gebieden.csv"]
    assert today(folder) == {"GM0479"}


@pytest.mark.parametrize(
    "broken", [None, b"\x00\x01", b"gemeente;naam\nGM0479;Zaanstad\n"], ids=["gone", "binary", "a column less"]
)
def test_a_division_that_cannot_be_read_stops_no_file_and_its_names_are_remembered(folder, broken):
    run(folder)
    (folder / "gebieden.csv").unlink()
    if broken is not None:
        (folder / "gebieden.csv").write_bytes(broken)
    (folder / "cohesie.csv").write_text(FIGURES.replace("6,2", "6,4"), encoding="utf-8")
    result = run(folder)
    assert [reading.label for reading in result.failed] == ["gebieden.csv"]
    assert message(result, "gebieden.csv").endswith("De gemeenten blijven zoals ze waren.")
    assert held(folder) == {"GM0479": 6.1, "GM2099": 6.4}


def test_a_division_may_be_a_workbook(folder):
    rows = [line.split(";") for line in DIVISION.splitlines()]
    (folder / "gebieden.csv").unlink()
    (folder / "gebieden.xlsx").write_bytes(workbook(rows))
    data = agenda_data()
    data["agenda"]["gebiedsindeling"] = "gebieden.xlsx"
    agenda = Agenda.model_validate_json(json.dumps(data))
    asked = Run(agenda=agenda, files_dir=folder, data_dir=folder / "data", mode=Mode.RECORDING, recording_dir=folder / "none")
    assert not refresh(asked, Unwatched()).failed
    assert held(folder) == {"GM0479": 6.1, "GM2099": 6.2}


def test_percentages_are_told_as_unit(folder):
    data = agenda_data()
    rows = [["gemeente", "jaar", "cohesie"], ["GM0479", 2021, 0.061]]
    (folder / "cohesie.xlsx").write_bytes(workbook(rows, {"C2": "0.0%"}))
    data["bronnen"]["eigen"]["bestand"] = "cohesie.xlsx"
    agenda = Agenda.model_validate_json(json.dumps(data))
    asked = Run(agenda=agenda, files_dir=folder, data_dir=folder / "data", mode=Mode.RECORDING, recording_dir=folder / "none")
    (reading,) = (each for each in refresh(asked, Unwatched()).readings if each.label == "cohesie.xlsx")
    assert json.loads(reading.units) == {"cohesie": "%"}

"""From a table over HTTP to an indicator's figures, for every kind of period and for tables that have another than asked."""

import json

import pytest
from support.replay import Replay
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import CBS, dimension, member, topic, write_table

from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.run.record import record
from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store.store import open_store
from indicators.agenda.model import Agenda

QUICK = Catalogues(first_wait=0.01, limits=Limits(silence=(2, 5)), probe_seconds=1.0)
REGIONS = {"GM0479": "Zaanstad", "GM0344": "Utrecht (gemeente)", "GM1980": "Dijk en Waard"}
QUARTERS = [f"{year}KW0{quarter}" for year in (2022, 2023, 2024) for quarter in range(1, 5)][:-1]
TABLES = {
    "10001NED": {f"{year}{part}": "" for year in (2023, 2024) for part in ("MM06", "MM12", "JJ00")},
    "10002NED": {"2014X000": "2014 tot en met 2017", "2018X000": "2018 tot en met 2021"},
    "10003NED": dict.fromkeys(QUARTERS, ""),
    "10004NED": {f"{year}HJ0{half}": "" for year in (2023, 2024) for half in (1, 2)},
    "10007NED": {"2015G300": "2015/2017", "2015G400": "2015/2018", "2019G400": "2019/2022"},
    "10008NED": {"2015G400": "2015/2018", "2019G400": "2019/2022"},
}
WITHOUT = "10005NED"


def figure(code: str, region: str) -> int:
    """A made-up figure: the year, 10 for each next region, and 1000 for each next part of the year."""
    part = code[4:] if code[4:6] in {"KW", "HJ"} else "0"
    return (
        int(code[:4]) + 10 * list(REGIONS).index(region) + 1000 * int(part[-1]) + {"MM06": 6000, "MM12": 12000}.get(code[4:], 0)
    )


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogue")
    region, places = dimension("RegioS", "GeoDimension"), [member(code, name) for code, name in REGIONS.items()]
    for table, periods in TABLES.items():
        members = [
            {
                "Key": code,
                "Title": title or code,
                "Description": "",
                "Status": "Voorlopig" if code == "2023KW04" else "Definitief",
            }
            for code, title in periods.items()
        ]
        write_table(
            folder,
            catalogue=CBS,
            table=table,
            properties=[region, dimension("Perioden", "TimeDimension"), topic("Waarde_1", unit="aantal")],
            members={"RegioS": places, "Perioden": members},
            rows=[{"RegioS": code, "Perioden": each, "Waarde_1": figure(each, code)} for code in REGIONS for each in periods],
        )
    write_table(
        folder,
        catalogue=CBS,
        table=WITHOUT,
        title="Kerncijfers wijken en buurten 2020",
        properties=[region, topic("Waarde_1", unit="aantal")],
        members={"RegioS": places},
        rows=[{"RegioS": code, "Waarde_1": 7} for code in REGIONS],
    )
    return folder


@pytest.fixture
def go(catalogue, tmp_path, monkeypatch):
    """One run for indicators, each with the keys of its own source; mode recording records first."""

    def run(mode=Mode.LIVE, **sources):
        small_agenda(tmp_path)
        data = agenda_data(**dict.fromkeys(("woninginbraken", "gezondheid", "schoolverlaters", "bijstand", "cohesie")))
        data["bronnen"] = {name: {"catalogus": CBS, "houder": "CBS", "licentie": "CC0"} | keys for name, keys in sources.items()}
        data["ambities"][0]["indicatoren"] = [
            {**agenda_data()["ambities"][0]["indicatoren"][0], "id": name, "naam": name, "eenheid": "aantal"}
            | {"bron": {"bron": name, "onderwerp": "Waarde"}}
            for name in sources
        ]
        agenda = Agenda.model_validate_json(json.dumps(data))
        folders = {"data_dir": tmp_path / "data", "recording_dir": tmp_path / "recording"}
        with Replay(catalogue) as replay:
            monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
            wanted = Run(agenda=agenda, files_dir=tmp_path, mode=mode, catalogues=QUICK, **folders)
            if mode is Mode.RECORDING:
                record(wanted, Unwatched())
            return refresh(wanted, Unwatched())

    return run


def shown(tmp_path, indicator="a", region="GM0479"):
    frame = open_store(tmp_path / "data").observations(indicators=[indicator], regions=[region])
    return {row.period: (row.year, row.value, row.status) for row in frame.itertuples()}


KINDS = {
    "jaar": ("10001NED", {"2023JJ00": (2023, 2023.0, "definitief"), "2024JJ00": (2024, 2024.0, "definitief")}),
    "juni": ("10001NED", {"2023MM06": (2023, 8023.0, "definitief"), "2024MM06": (2024, 8024.0, "definitief")}),
    "kwartaal 3": ("10003NED", {f"{year}KW03": (year, 3000.0 + year, "definitief") for year in (2022, 2023, 2024)}),
    # Of 2024 three quarters are there: their mean is no year. The last of 2023 is provisional, so its year is.
    "kwartaal gemiddelde": (
        "10003NED",
        {"2022KW01-04": (2022, 2022 + 2500.0, "definitief"), "2023KW01-04": (2023, 2023 + 2500.0, "voorlopig")},
    ),
    "halfjaar 2": ("10004NED", {f"{year}HJ02": (year, 2000.0 + year, "definitief") for year in (2023, 2024)}),
    "halfjaar gemiddelde": ("10004NED", {f"{year}HJ01-02": (year, 1500.0 + year, "definitief") for year in (2023, 2024)}),
    "meerjarig": ("10008NED", {f"{year}G400": (year, float(year), "definitief") for year in (2015, 2019)}),
    "tijdvak": ("10002NED", {f"{y}X000:{y}-{y + 3}": (y, float(y), "definitief") for y in (2014, 2018)}),
}


@pytest.mark.parametrize("mode", [Mode.LIVE, Mode.RECORDING])
def test_every_kind_of_period_gives_its_own_figures_also_beside_another_of_the_same_table(go, tmp_path, mode):
    result = go(mode, **{kind.replace(" ", "-"): {"tabel": table, "periode": kind} for kind, (table, _) in KINDS.items()})
    assert [reading.message for reading in result.readings if reading.message] == []
    assert {kind: shown(tmp_path, kind.replace(" ", "-")) for kind in KINDS} == {
        kind: found for kind, (_, found) in KINDS.items()
    }


@pytest.mark.parametrize("mode", [Mode.LIVE, Mode.RECORDING])
def test_a_table_without_periods_is_of_the_year_that_the_agenda_says(go, tmp_path, mode):
    assert not go(mode, a={"tabel": WITHOUT, "jaar": 2020}).failed
    assert shown(tmp_path) == {"2020": (2020, 7.0, "")}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (
            {"tabel": "10003NED"},
            "CBS 10003NED: periode 'jaar' zit niet in de tabel; wel kwartalen (KW01 tot en met KW04). Zet bij",
        ),
        (
            {"tabel": "10002NED"},
            "CBS 10002NED: periode 'jaar' zit niet in de tabel; wel tijdvakken met een eigen naam (X000). Zet",
        ),
        (
            {"tabel": "10008NED"},
            "CBS 10008NED: periode 'jaar' zit niet in de tabel; wel perioden van meer jaren (G400). Zet bij de",
        ),
        ({"tabel": WITHOUT}, "CBS 10005NED: de tabel heeft geen perioden; zet jaar: 2020 bij de bron in de agenda."),
        ({"tabel": "10003NED", "jaar": 2024}, "CBS 10003NED: de tabel heeft zelf perioden (2022KW01 tot en met 2024KW03); haal"),
    ],
)
def test_a_table_that_has_other_periods_fails_alone_and_says_what_to_write(go, tmp_path, keys, told):
    result = go(a=keys, b={"tabel": "10001NED"})
    assert [reading.table_id for reading in result.failed] == [keys["tabel"]]
    assert result.failed[0].message.startswith(told)
    assert shown(tmp_path) == {}
    assert len(shown(tmp_path, "b")) == 2


def test_a_recording_with_other_periods_says_so_too(go, tmp_path):
    go(Mode.RECORDING, a={"tabel": "10003NED", "periode": "kwartaal 4"})
    result = go(Mode.LIVE, a={"tabel": "10003NED"})
    assert "Zet bij de bron periode: kwartaal 1" in result.failed[0].message
    assert shown(tmp_path) == {}


def test_two_periods_of_one_year_are_never_one_figure(go, tmp_path):
    result = go(a={"tabel": "10007NED", "periode": "meerjarig"}, b={"tabel": "10008NED", "periode": "meerjarig"})
    assert [reading.message.partition(" Van deze")[0] for reading in result.failed] == [
        "CBS 10007NED: 2015G300 en 2015G400 gaan allebei over 2015; Databoek kent één cijfer per jaar. Kies een andere tabel."
    ]
    assert shown(tmp_path) == {}
    assert len(shown(tmp_path, "b")) == 2


def test_one_kind_that_is_not_there_leaves_the_other_of_that_table_its_figures(go, tmp_path):
    go(a={"tabel": "10001NED"}, b={"tabel": "10001NED", "periode": "juni"})
    result = go(a={"tabel": "10001NED"}, b={"tabel": "10001NED", "periode": "kwartaal 4"})
    assert [reading.has_failed for reading in result.readings] == [True]
    assert result.readings[0].message.startswith("CBS 10001NED: periode 'kwartaal 4' zit niet in de tabel; wel jaren (JJ00) en")
    assert len(shown(tmp_path, "a")) == 2
    assert shown(tmp_path, "b") == {}

"""Sources are told apart by everything that makes them differ: in the plan, in the readings, in the store and in what is said."""

import json

import duckdb
import pytest
from support import replay_faults as faults
from support.replay import Replay
from support.small_catalogue import CBS, dimension, member, period, topic, write_table

from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.run.plan import plan_sources
from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store.connections import to_read
from etl.store.coverage import cover
from etl.store.store import open_store
from indicators.agenda.model import Agenda

QUICK = Catalogues(first_wait=0.01, limits=Limits(silence=(2, 5)), probe_seconds=1.0)
DIVISION = "gemeente;naam;provincie\nGM0344;Utrecht;Utrecht\nGM0479;Zaanstad;Noord-Holland\n"
WIDE = "code;buurgemeente;2022;2023;aantal\nGM0479;GM0344;12,5;13,5;1\nGM0344;GM0479;22,5;23,5;2\n"
OWN = {"houder": "Gemeente", "licentie": "CC0"}
TABLE = {"catalogus": CBS, "tabel": "10001NED", **OWN}


def agenda_of(sources, quantities):
    """An agenda with these sources and one indicator per quantity."""
    indicators = [
        {
            "id": name, "naam": name, "definitie": "d", "waarom": "w", "eenheid": "aantal", "decimalen": 1, "soort": "effect",
            "gewenste_richting": "omhoog", "bron": quantity,
        }
        for name, quantity in quantities.items()
    ]  # fmt: skip
    info = {"titel": "T", "gemeente": "GM0479", "looptijd": {"van": 2022, "tot": 2030}, "voorbeeld": True}
    data = {
        "agenda": {**info, "gebiedsindeling": "gebieden.csv"},
        "partners": [{"id": "p", "naam": "P"}],
        "bronnen": sources,
        "ambities": [{"id": "a", "thema": "A", "ambitie": "B", "indicatoren": indicators}],
    }
    return Agenda.model_validate_json(json.dumps(data))


@pytest.fixture
def go(tmp_path):
    """One run; the own files stand beside the agenda."""
    (tmp_path / "gebieden.csv").write_text(DIVISION, encoding="utf-8")
    (tmp_path / "wsjg.csv").write_text(WIDE, encoding="utf-8")

    def run(sources, quantities, mode=Mode.LIVE, **options):
        agenda = agenda_of(sources, quantities)
        settings = {"recording_dir": tmp_path / "recording", "catalogues": QUICK, "data_dir": tmp_path / "data", **options}
        return refresh(Run(agenda=agenda, files_dir=tmp_path, mode=mode, **settings), Unwatched())

    return run


def shown(tmp_path, region="GM0479"):
    """Per indicator the period and value of each figure."""
    frame = open_store(tmp_path / "data").observations(regions=[region])
    return {name: list(zip(rows["period"], rows["value"], strict=True)) for name, rows in frame.groupby("indicator")}


def own(**how):
    return {"bestand": "wsjg.csv", "gebied": "code", **OWN, **how}


TWO_YEARS = {"een": own(jaar=2022), "twee": own(jaar=2023)}


def test_two_sources_on_one_file_each_have_their_own_year(go, tmp_path):
    go(TWO_YEARS, {"a22": {"bron": "een", "kolom": "2022"}, "a23": {"bron": "twee", "kolom": "2023"}})
    assert shown(tmp_path) == {"a22": [("2022", 12.5)], "a23": [("2023", 13.5)]}


def test_the_same_column_of_one_file_can_serve_two_years(go, tmp_path):
    go(TWO_YEARS, {"a22": {"bron": "een", "kolom": "aantal"}, "a23": {"bron": "twee", "kolom": "aantal"}})
    assert shown(tmp_path) == {"a22": [("2022", 1.0)], "a23": [("2023", 1.0)]}


def test_two_area_columns_of_one_file_each_place_their_own_figures(go, tmp_path):
    sources = {"een": own(jaar=2022), "twee": own(gebied="buurgemeente", jaar=2022)}
    go(sources, {"zelf": {"bron": "een", "kolom": "aantal"}, "buur": {"bron": "twee", "kolom": "aantal"}})
    assert shown(tmp_path) == {"buur": [("2022", 2.0)], "zelf": [("2022", 1.0)]}


def test_one_period_column_and_another_are_two_readings(go, tmp_path):
    (tmp_path / "wsjg.csv").write_text("code;meetjaar;peiljaar;aantal\nGM0479;2021;2022;7\n", encoding="utf-8")
    sources = {"een": own(periode="meetjaar"), "twee": own(periode="peiljaar")}
    go(sources, {"meet": {"bron": "een", "kolom": "aantal"}, "peil": {"bron": "twee", "kolom": "aantal"}})
    assert shown(tmp_path) == {"meet": [("2021", 7.0)], "peil": [("2022", 7.0)]}


def test_a_bad_reading_of_a_file_stops_no_other_and_the_labels_tell_them_apart(go, tmp_path):
    sources = TWO_YEARS | {"drie": own(gebied="postcode", jaar=2022)}
    quantities = {name: {"bron": name, "kolom": "aantal"} for name in sources}
    result = go(sources, quantities)
    assert [reading.label for reading in result.readings] == [
        "wsjg.csv (gebied code, jaar 2022)",
        "wsjg.csv (gebied code, jaar 2023)",
        "wsjg.csv (gebied postcode, jaar 2022)",
    ]
    assert [reading.outcome for reading in result.readings] == ["gewijzigd", "gewijzigd", "mislukt"]
    assert shown(tmp_path) == {"een": [("2022", 1.0)], "twee": [("2023", 1.0)]}
    store = open_store(tmp_path / "data")
    assert store.sources().set_index("source")["rows"].to_dict() == {
        "wsjg.csv (gebied code, jaar 2022)": 2,
        "wsjg.csv (gebied code, jaar 2023)": 2,
        "wsjg.csv (gebied postcode, jaar 2022)": 0,
    }
    covered = cover(list(sources), observations=store.observations(), parts=store.parts(), sources=store.sources())
    assert ["kon niet worden gelezen" in item.reason for item in covered] == [False, False, True]


def test_a_reading_without_what_the_other_has_is_called_so():
    sources = {"een": own(periode="jaar"), "twee": own(periode="jaar") | {"gebied": "wijk"}, "drie": own(jaar=2022)}
    plan = plan_sources(agenda_of(sources, {name: {"bron": name, "kolom": "aantal"} for name in sources}))
    assert [each.label for each in plan.files] == [
        "wsjg.csv (gebied code, periode jaar)",
        "wsjg.csv (gebied wijk, periode jaar)",
        "wsjg.csv (gebied code, jaar 2022)",
    ]


def test_one_file_read_in_one_way_keeps_its_name_and_the_union_of_columns():
    plan = plan_sources(agenda_of({"een": own(jaar=2022), "ook": own(jaar=2022)}, {
        "a": {"bron": "een", "kolom": "2022"}, "b": {"bron": "ook", "kolom": "2023"},
    }))  # fmt: skip
    assert [(each.label, each.columns) for each in plan.files] == [("wsjg.csv", ("2022", "2023"))]


def test_each_reading_of_a_file_is_unchanged_by_itself(go, tmp_path):
    quantities = {"a22": {"bron": "een", "kolom": "2022"}, "a23": {"bron": "twee", "kolom": "2023"}}
    go(TWO_YEARS, quantities)
    assert [reading.outcome for reading in go(TWO_YEARS, quantities).readings] == ["ongewijzigd", "ongewijzigd"]
    more = quantities | {"b23": {"bron": "twee", "kolom": "aantal"}}
    assert [reading.outcome for reading in go(TWO_YEARS, more).readings] == ["ongewijzigd", "gewijzigd"]
    assert shown(tmp_path)["a22"] == [("2022", 12.5)]


def test_what_a_refused_reading_advises_accepts_that_reading_alone(go, tmp_path):
    quantities = {"a22": {"bron": "een", "kolom": "2022"}, "a23": {"bron": "twee", "kolom": "2023"}}
    (tmp_path / "wsjg.csv").write_text(
        "code;2022;2023\n" + "".join(f"GM{n:04d};{n};{n}\n" for n in range(300, 320)) + "GM0479;1;1\n", encoding="utf-8"
    )
    go(TWO_YEARS, quantities)
    (tmp_path / "wsjg.csv").write_text("code;2022;2023\nGM0479;1;1\n", encoding="utf-8")
    refused = go(TWO_YEARS, quantities).readings
    assert [reading.outcome for reading in refused] == ["mislukt", "mislukt"]
    advised = refused[0].message.split("--accept ")[1].split("'")[1]
    assert advised == "wsjg.csv (jaar 2022)"
    result = go(TWO_YEARS, quantities, is_forced=True, accepted=(advised,))
    assert [reading.outcome for reading in result.readings] == ["gewijzigd", "mislukt"]


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """Two tables: one with months beside years, one with two region dimensions; TEST VALUES."""
    regions = ("GM0344", "GM0479")
    periods = [f"{year}{part}" for year in (2023, 2024) for part in ("MM06", "MM12", "JJ00")]
    extra = {"JJ00": 0, "MM06": 6, "MM12": 12}
    folder = tmp_path / "catalogue"
    write_table(
        folder, catalogue=CBS, table="10001NED",
        properties=[
            dimension("RegioS", "GeoDimension"), dimension("Perioden", "TimeDimension"), topic("Waarde_1", unit="aantal")
        ],
        members={"RegioS": [member(code, code) for code in regions], "Perioden": [period(code, code) for code in periods]},
        rows=[
            {"RegioS": region, "Perioden": code, "Waarde_1": 1000 * n + int(code[:4]) + extra[code[4:]]}
            for n, region in enumerate(regions) for code in periods
        ],
    )  # fmt: skip
    write_table(
        folder, catalogue=CBS, table="10002NED",
        properties=[
            dimension("Woonregio", "GeoDimension"), dimension("Werkregio", "GeoDetail"), dimension("Perioden", "TimeDimension"),
            topic("Waarde_1", unit="aantal"),
        ],
        members={
            "Woonregio": [member(code, code) for code in ("NL01  ", *regions)],
            "Werkregio": [member(code, code) for code in ("NL01  ", *regions)],
            "Perioden": [period("2024JJ00", "2024")],
        },
        rows=[
            {"Woonregio": home, "Werkregio": work, "Perioden": "2024JJ00", "Waarde_1": 10 * n + m}
            for n, home in enumerate(("NL01  ", *regions)) for m, work in enumerate(("NL01  ", *regions))
        ],
    )  # fmt: skip
    with Replay(folder) as server:
        monkeypatch.setenv("DATABOEK_CBS_BASE", server.base)
        yield server


def test_how_figures_are_compared_and_whose_they_are_is_no_part_of_their_address(go, tmp_path):
    quantities = {"a22": {"bron": "een", "kolom": "2022"}, "a23": {"bron": "twee", "kolom": "2023"}}
    go(TWO_YEARS, quantities)
    before = versions(tmp_path)
    compared = {name: {**source, "marge": 1.5, "jaren_samen": 3, "houder": "GGD"} for name, source in TWO_YEARS.items()}
    assert not go(compared, quantities).failed
    assert versions(tmp_path) == before
    assert shown(tmp_path) == {"a22": [("2022", 12.5)], "a23": [("2023", 13.5)]}


YEAR_AND_DECEMBER = {"j": TABLE, "d": {**TABLE, "periode": "december"}}
OF_BOTH = {"een-jaar": {"bron": "j", "onderwerp": "Waarde"}, "een-december": {"bron": "d", "onderwerp": "Waarde"}}


def test_two_kinds_of_period_of_one_table_come_in_one_fetch_and_stay_apart(tables, go, tmp_path):
    result = go(YEAR_AND_DECEMBER, OF_BOTH)
    assert [reading.label for reading in result.readings] == ["CBS 10001NED"]
    assert tables.asked("TypedDataSet") == 1
    assert shown(tmp_path) == {
        "een-december": [("2023MM12", 3035.0), ("2024MM12", 3036.0)],
        "een-jaar": [("2023JJ00", 3023.0), ("2024JJ00", 3024.0)],
    }


TWO_REGIONS = {
    "wonen": {**TABLE, "tabel": "10002NED", "gebied": "Woonregio"},
    "werken": {**TABLE, "tabel": "10002NED", "gebied": "Werkregio"},
}
LIVING_AND_WORKING = {
    "wonen": {"bron": "wonen", "onderwerp": "Waarde", "filter": {"Werkregio": "NL01"}},
    "werken": {"bron": "werken", "onderwerp": "Waarde", "filter": {"Woonregio": "NL01"}},
}


def test_two_region_dimensions_of_one_table_are_two_fetches_and_stay_apart(tables, go, tmp_path):
    result = go(TWO_REGIONS, LIVING_AND_WORKING)
    assert [reading.label for reading in result.readings] == [
        "CBS 10002NED (gebied Woonregio)",
        "CBS 10002NED (gebied Werkregio)",
    ]
    assert shown(tmp_path) == {"werken": [("2024JJ00", 2.0)], "wonen": [("2024JJ00", 20.0)]}
    assert sorted(path.name for path in (tmp_path / "data" / "raw").rglob("*.json")) == [
        "10002NED-Werkregio.json",
        "10002NED-Woonregio.json",
    ]
    assert {reading.outcome for reading in go(TWO_REGIONS, LIVING_AND_WORKING).readings} == {"ongewijzigd"}
    lineage = open_store(tmp_path / "data").lineage("wonen", "GM0479")
    assert lineage["filters"].tolist() == ["Werkregio=NL01;gebied=Woonregio"]


def as_of_before(tmp_path):
    """Turn the published store into one of before: no variants, and addresses that do not tell what the filters do not say."""
    store = open_store(tmp_path / "data")
    store.close()
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("UPDATE measurement SET filters = '' WHERE catalogue = 'bestand'")
        connection.execute("UPDATE indicator_part SET filters = '' WHERE catalogue = 'bestand'")
        connection.execute(r"UPDATE measurement SET filters = regexp_replace(filters, ';?(gebied|periode)=[^;]*', '', 'g')")
        connection.execute(r"UPDATE indicator_part SET filters = regexp_replace(filters, ';?(gebied|periode)=[^;]*', '', 'g')")
        connection.execute("DROP VIEW source; DROP TABLE store_schema")
        for column in ("variant", "frequency", "units"):
            connection.execute(f"ALTER TABLE reading DROP COLUMN {column}")
        connection.execute("CREATE VIEW source AS SELECT label AS source, * FROM reading")


def versions(tmp_path):
    store = open_store(tmp_path / "data")
    with to_read(store.path) as connection:
        query = "SELECT filters, period, value, superseded_at FROM measurement WHERE region = 'GM0479' ORDER BY ALL"
        return connection.execute(query).fetchall()


ONE_OF_EACH = {"eigen": own(jaar=2022), "december": {**TABLE, "periode": "december", "gebied": "RegioS"}}
FROM_EACH = {"eigen": {"bron": "eigen", "kolom": "aantal"}, "december": {"bron": "december", "onderwerp": "Waarde"}}


def test_a_store_of_before_is_taken_over_in_place_without_history(tables, go, tmp_path):
    go(ONE_OF_EACH, FROM_EACH)
    before, figures = versions(tmp_path), shown(tmp_path)
    as_of_before(tmp_path)
    assert {filters for filters, *_ in versions(tmp_path)} == {""}
    assert not go(ONE_OF_EACH, FROM_EACH).failed
    assert versions(tmp_path) == before
    assert shown(tmp_path) == figures
    assert {filters for filters, *_ in before} == {"gebied=code;jaar=2022", "gebied=RegioS;periode=december"}


def test_a_store_of_before_keeps_its_figures_when_the_first_reading_fails(tables, go, tmp_path):
    go(ONE_OF_EACH, FROM_EACH)
    figures = shown(tmp_path)
    as_of_before(tmp_path)
    (tmp_path / "wsjg.csv").write_text("geen;kolommen\n", encoding="utf-8")
    tables.fault("10001NED", faults.status(500))
    assert [reading.label for reading in go(ONE_OF_EACH, FROM_EACH).failed] == ["CBS 10001NED", "wsjg.csv"]
    assert shown(tmp_path) == figures
    assert open_store(tmp_path / "data").sources().set_index("table_id")["rows"].to_dict() == {"10001NED": 4, "wsjg.csv": 2}


def test_figures_of_before_that_a_second_year_had_taken_over_are_put_right(go, tmp_path):
    quantities = {"a22": {"bron": "een", "kolom": "aantal"}, "a23": {"bron": "twee", "kolom": "aantal"}}
    go({"een": own(jaar=2022)}, {"a22": quantities["a22"]})
    as_of_before(tmp_path)
    go(TWO_YEARS, quantities)
    assert shown(tmp_path) == {"a22": [("2022", 1.0)], "a23": [("2023", 1.0)]}
    assert {superseded for *_, superseded in versions(tmp_path)} == {None}


def test_a_kind_of_period_that_the_table_lacks_is_told_with_what_it_has(tables, go):
    quarter = {**TABLE, "periode": "kwartaal 4"}
    [reading] = go({"k": quarter}, {"k": {"bron": "k", "onderwerp": "Waarde"}}).readings
    assert reading.outcome == "mislukt"
    assert "periode 'kwartaal 4' zit niet in de tabel; wel jaren (JJ00) en maanden" in reading.message
    assert tables.asked("TypedDataSet") == 0

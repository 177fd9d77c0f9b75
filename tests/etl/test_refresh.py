"""Whole runs against a replay of CBS over HTTP: what comes in, what stays when something goes wrong, and what is said."""

import shutil
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from support import replay_faults as faults
from support.replay import Replay
from support.shipped import copy_of
from support.small_agenda import OWN_FILE, small_agenda
from support.small_catalogue import build, made_up

from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.run.record import record
from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store.store import open_store
from etl.store.versions import StoreMissingError

QUICK = Catalogues(first_wait=0.01, limits=Limits(silence=(2, 5)), probe_seconds=1.0)


def run_of(folder, mode=Mode.LIVE, *, municipality="GM0479", quantities=None, **options):
    """One run in a data folder; the agenda's files stand beside it."""
    agenda = small_agenda(folder, municipality=municipality, **(quantities or {}))
    settings = {"recording_dir": folder / "recording", "catalogues": QUICK, "data_dir": folder / "data", **options}
    return refresh(Run(agenda=agenda, files_dir=folder, mode=mode, **settings), Unwatched())


def record_in(folder):
    """A recording of the catalogue without the benefits table."""
    agenda, into = small_agenda(folder, bijstand=None), folder / "recording"
    run = Run(agenda=agenda, files_dir=folder, data_dir=into, recording_dir=into, catalogues=QUICK)
    return record(run, Unwatched())


@pytest.fixture(scope="session")
def small(once):
    """The small catalogue, the data folder after a first good run, and a recording without the benefits; they are only read."""

    def make(folder):
        with Replay(build(folder / "catalogue")) as server, pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABOEK_CBS_BASE", server.base)
            assert not run_of(folder).failed
            assert not [reading for reading in record_in(folder) if reading.has_failed]

    return once("small", make)


@pytest.fixture(scope="session")
def catalogue(small):
    return small / "catalogue"


@pytest.fixture
def replay(catalogue, monkeypatch):
    with Replay(catalogue) as server:
        monkeypatch.setenv("DATABOEK_CBS_BASE", server.base)
        yield server


@pytest.fixture
def go(tmp_path):
    """Do one run in the data folder of this test, which is empty before the first one."""
    return partial(run_of, tmp_path)


@pytest.fixture
def ran(small, tmp_path):
    """The data folder of this test is that of after a first good run."""
    copy_of(small / "data", tmp_path / "data")


def observations(tmp_path, **options):
    return open_store(tmp_path / "data").observations(**options)


def outcomes(result):
    return {reading.table_id: reading.outcome for reading in result.readings}


def message(result, table):
    return next(reading.message for reading in result.readings if reading.table_id == table)


def test_a_first_run_brings_every_indicator_with_its_own_kind_of_period(replay, go, tmp_path):
    result = go()
    assert not result.failed
    found = observations(tmp_path, regions=["GM0479"]).groupby("indicator")["period"].agg(["min", "max", "count"])
    assert found.T.to_dict("list") == {
        "bijstand": ["2022MM12", "2025MM12", 4],
        "cohesie": ["2019", "2021", 2],
        "gezondheid": ["2012JJ00", "2024JJ00", 5],
        "schoolverlaters": ["2012SJ00", "2023SJ00", 12],
        "woninginbraken": ["2012JJ00", "2025JJ00", 14],
    }


def test_burglaries_per_1000_are_count_divided_by_inhabitants_and_lead_back_to_both(ran, tmp_path):
    store = open_store(tmp_path / "data")
    row = store.observations(indicators=["woninginbraken"], regions=["GM0479"]).set_index("year").loc[2024]
    count, people = made_up("GM0479", 2024, 100), made_up("GM0479", 2024, 10_000)
    assert row["value"] == pytest.approx(int(count) / int(people) * 1000)
    lineage = store.lineage("woninginbraken", "GM0479").query("year == 2024").set_index("role")
    assert lineage.loc["teller", ["catalogue", "table_id", "measure", "filters", "value"]].tolist() == [
        "dataderden.cbs.nl",
        "47018NED",
        "GeregistreerdeMisdrijven_1",
        "SoortMisdrijf=1.1.1",
        count,
    ]
    assert lineage.loc["noemer", ["table_id", "measure", "value"]].tolist() == ["70072ned", "GemiddeldAantalInwoners_51", people]
    assert lineage["fetched_at"].notna().all()
    assert (lineage["modified"] != "").all()


def test_codes_that_are_not_municipalities_never_count_as_one(ran, tmp_path):
    store = open_store(tmp_path / "data")
    assert set(store.observations()["region"]) <= {"NL", "GM0088", "GM0344", "GM0398", "GM0479", "GM1980"}
    regions = store.regions().set_index("code")
    assert list(regions.index[regions["is_current"]]) == ["GM0088", "GM0344", "GM0479", "GM1980"]
    assert regions.loc["GM0479", ["name", "province"]].tolist() == ["Zaanstad", "Noord-Holland"]


@pytest.mark.parametrize("municipality", ["GM0344", "GM1980", "GM0088"])
def test_any_municipality_works(replay, go, tmp_path, municipality):
    assert not go(municipality=municipality).failed
    assert set(observations(tmp_path, regions=[municipality])["indicator"]) >= {"woninginbraken", "schoolverlaters"}


def test_when_nothing_changed_a_run_asks_one_thing_per_table(replay, ran, go, tmp_path):
    before = observations(tmp_path)
    replay.clear()
    result = go()
    assert set(outcomes(result).values()) == {"ongewijzigd"}
    assert (len(replay.requests), replay.asked("TableInfos")) == (5, 5)
    pd.testing.assert_frame_equal(observations(tmp_path), before)


def test_a_topic_that_is_not_there_is_told_again_without_asking_all_of_the_table_again(replay, go, tmp_path):
    gone = {"bron": "politie", "onderwerp": "NietMeer", "filter": {"SoortMisdrijf": "1.1.1"}}
    wanted = {"quantities": {"weg": gone}}
    first = message(go(**wanted), "47018NED")
    assert "onderwerp 'NietMeer' staat niet (meer) in de tabel" in first
    before = observations(tmp_path)
    replay.clear()
    result = go(**wanted)
    assert (len(replay.requests), replay.asked("TableInfos")) == (5, 5)
    assert message(result, "47018NED") == first
    assert [reading.table_id for reading in result.failed] == ["47018NED"]
    pd.testing.assert_frame_equal(observations(tmp_path), before)

    replay.clear()
    assert not go().failed, "an agenda that asks less of it is told nothing"


def test_when_nothing_changed_a_run_makes_no_copy_of_the_store_and_is_told_all_the_same(replay, ran, go, tmp_path, monkeypatch):
    (version,) = (tmp_path / "data").glob("*.duckdb")

    def copies(*words):
        raise AssertionError("the store was copied")

    monkeypatch.setattr("etl.store.building.shutil.copyfile", copies)
    result = go()
    assert result.store == version
    assert list((tmp_path / "data").glob("*.duckdb")) == [version]
    store = open_store(tmp_path / "data")
    assert set(store.sources()["outcome"]) == {"ongewijzigd"}
    assert store.runs()["run_id"].tolist() == [2, 1]


def test_fetching_the_same_anew_makes_no_version(replay, ran, go, tmp_path):
    before = {path.name for path in (tmp_path / "data").glob("*.duckdb")}
    assert not go(is_forced=True).failed
    assert {path.name for path in (tmp_path / "data").glob("*.duckdb")} == before


def test_a_failure_without_news_is_told_by_the_store_and_makes_no_version(replay, ran, go, tmp_path):
    replay.fault("47018NED", faults.status(500))
    go(is_forced=True)
    store = open_store(tmp_path / "data")
    told = store.sources().set_index("table_id").loc["47018NED"]
    assert (told["outcome"], store.runs()["outcome"].tolist()) == ("mislukt", ["mislukt", "gelukt"])
    assert "blijven staan" in told["message"]
    assert told["rows"] > 0
    assert len(list((tmp_path / "data").glob("*.duckdb"))) == 1


def test_an_agenda_that_asks_more_fetches_although_cbs_changed_nothing(replay, go, tmp_path):
    go(quantities={"woninginbraken": None})
    more = {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven", "filter": {"SoortMisdrijf": "1.4.5"}}
    result = go(quantities={"mishandeling": more})
    assert outcomes(result)["47018NED"] == "gewijzigd"
    assert not observations(tmp_path, indicators=["mishandeling"], regions=["GM0479"]).empty


BREAKDOWNS = {
    "a measure gone": (faults.measure_gone("GeregistreerdeMisdrijven"), "GeregistreerdeMisdrijven"),
    "a measure announced but not delivered": (faults.column_missing("GeregistreerdeMisdrijven"), "GeregistreerdeMisdrijven"),
    "a table empty": (faults.table_empty(), "geen enkele rij"),
    "a web page instead of figures": (faults.html(), "4 pogingen"),
    "a truncated body": (faults.truncated(), "4 pogingen"),
    "half an answer": (faults.only("TypedDataSet", faults.half_json()), "4 pogingen"),
    "a lasting 500": (faults.status(500), "500"),
    "a link to itself": (faults.links_to_itself(), "bladzijde"),
    "an endless row of pages": (faults.skips_for_ever(), "bladzijde"),
    "connections reset": (faults.reset(), "4 pogingen"),
    "the table is gone": (faults.status(404), "python -m etl tables"),
}


@pytest.mark.parametrize(("fault", "told"), BREAKDOWNS.values(), ids=BREAKDOWNS.keys())
def test_what_breaks_one_table_leaves_its_previous_figures_and_says_so(replay, ran, go, tmp_path, fault, told):
    before = observations(tmp_path)
    replay.fault("47018NED", fault)
    result = go(is_forced=True)
    assert [reading.table_id for reading in result.failed] == ["47018NED"]
    text = message(result, "47018NED")
    assert "47018NED" in text
    assert told in text
    assert "blijven staan" in text
    pd.testing.assert_frame_equal(observations(tmp_path), before)


def test_a_table_shrunk_to_a_fifth_leaves_its_previous_figures_and_says_what_to_do(replay, ran, go, tmp_path):
    before = observations(tmp_path)
    replay.fault("84780NED", faults.shrunk_to(0.2))
    result = go(is_forced=True)
    assert [reading.table_id for reading in result.failed] == ["84780NED"]
    assert "--accept 84780NED" in message(result, "84780NED")
    pd.testing.assert_frame_equal(observations(tmp_path), before)


HARMLESS = {
    "suffixes moved": [faults.suffixes_moved()],
    "a newest year of nulls": [faults.skeleton_period("2026JJ00")],
    "a next page on a host only CBS reaches": [faults.links_to_host()],
    "one failed answer, then all well": [faults.first(1, faults.status(503))],
    "too many requests, then all well": [faults.first(1, faults.status(429, retry_after="0"))],
}


@pytest.mark.parametrize("some", HARMLESS.values(), ids=HARMLESS.keys())
@pytest.mark.parametrize("page_size", [50, 10_000])
def test_what_cbs_may_do_gives_the_same_observations(catalogue, ran, go, tmp_path, monkeypatch, some, page_size):
    expected = observations(tmp_path)
    with Replay(catalogue, page_size=page_size) as odd:
        monkeypatch.setenv("DATABOEK_CBS_BASE", odd.base)
        for table in ("47018NED", "70072ned"):
            odd.fault(table, *some)
        result = go(data_dir=tmp_path / "other")
    assert not result.failed
    pd.testing.assert_frame_equal(open_store(tmp_path / "other").observations(), expected)


def test_a_shrunken_table_somebody_looked_at_is_accepted(replay, ran, go, tmp_path):
    replay.fault("84780NED", faults.shrunk_to(0.2))
    assert not go(is_forced=True, accepted=("84780NED",)).failed
    assert observations(tmp_path, indicators=["schoolverlaters"])["region"].unique().tolist() == ["GM0088"]


def test_a_revised_figure_is_shown_and_the_old_one_can_be_read(replay, ran, go, tmp_path):
    replay.fault(
        "47018NED",
        faults.revised(
            "GeregistreerdeMisdrijven",
            160,
            modified="2026-11-20T02:00:00",
            SoortMisdrijf="1.1.1",
            WijkenEnBuurten="GM0479",
            Perioden="2023JJ00",
        ),
    )
    result = go()
    assert outcomes(result)["47018NED"] == "gewijzigd"
    store = open_store(tmp_path / "data")
    versions = store.lineage("woninginbraken", "GM0479").query("role == 'teller' and year == 2023")
    assert versions["value"].tolist() == [made_up("GM0479", 2023, 100), 160]
    assert versions["modified"].tolist() == ["2026-08-19T02:00:00", "2026-11-20T02:00:00"]
    then, now = (
        frame.set_index("year").loc[2023, "numerator"]
        for frame in (
            store.observations(indicators=["woninginbraken"], regions=["GM0479"], as_of=versions["first_seen"].iloc[0]),
            store.observations(indicators=["woninginbraken"], regions=["GM0479"]),
        )
    )
    assert (then, now) == (made_up("GM0479", 2023, 100), 160)


@pytest.fixture
def recorded(small, tmp_path, monkeypatch):
    """The recording of this test; CBS is out of reach."""
    monkeypatch.setenv("DATABOEK_CBS_BASE", "http://127.0.0.1:9")
    return Path(shutil.copytree(small / "recording", tmp_path / "recording"))


def test_the_recording_gives_the_same_observations_as_the_catalogue(recorded, small, go, tmp_path):
    go(Mode.RECORDING)
    live = open_store(small / "data").observations()
    live = live[live["indicator"] != "bijstand"].reset_index(drop=True)
    pd.testing.assert_frame_equal(observations(tmp_path), live)


def test_recording_twice_gives_the_same_bytes_but_for_the_moment_of_reading(recorded, catalogue, tmp_path, monkeypatch):
    rows = {path.name: path.read_bytes() for path in recorded.rglob("*.csv.gz")}
    with Replay(catalogue) as server:
        monkeypatch.setenv("DATABOEK_CBS_BASE", server.base)
        record_in(tmp_path)
    assert {path.name: path.read_bytes() for path in recorded.rglob("*.csv.gz")} == rows
    assert len(rows) == 4


def test_without_network_the_recording_serves_and_the_run_says_so(recorded, go, tmp_path):
    result = go(Mode.AUTO)
    assert outcomes(result) == {
        "47018NED": "gewijzigd",
        "70072ned": "gewijzigd",
        "50150NED": "gewijzigd",
        "84780NED": "gewijzigd",
        "80794ned": "mislukt",
        "cohesie.csv": "gewijzigd",
    }
    assert "meegeleverde opname van" in message(result, "47018NED")
    assert len(result.failed) == 5
    assert set(observations(tmp_path)["indicator"]) == {"woninginbraken", "gezondheid", "schoolverlaters", "cohesie"}


def test_what_is_not_in_the_recording_is_not_yet_fetched_rather_than_failed(recorded, go, tmp_path):
    result = go(Mode.RECORDING)
    assert outcomes(result)["80794ned"] == "nog niet opgehaald"
    assert not result.failed


def test_live_figures_replace_the_recording_and_an_older_recording_does_not_replace_them(
    recorded, catalogue, go, tmp_path, monkeypatch
):
    go(Mode.RECORDING)
    with Replay(catalogue) as server:
        monkeypatch.setenv("DATABOEK_CBS_BASE", server.base)
        server.fault("*", faults.modified_at("2026-11-20T02:00:00"))
        go(Mode.AUTO)
    assert set(open_store(tmp_path / "data").sources()["origin"]) == {"live", "bestand"}
    assert set(outcomes(go(Mode.RECORDING)).values()) == {"ongewijzigd"}


def test_a_silent_catalogue_is_asked_once_and_not_table_by_table(recorded, catalogue, go, monkeypatch):
    with Replay(catalogue) as server:
        monkeypatch.setenv("DATABOEK_CBS_BASE", server.base)
        server.fault("*", faults.late(20))
        result = go(Mode.AUTO)
    assert len(server.requests) == 2
    assert "geeft geen antwoord" in message(result, "70072ned")


def test_with_nothing_at_all_nothing_is_published(go, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_CBS_BASE", "http://127.0.0.1:9")
    result = go(Mode.AUTO, quantities={"cohesie": None})
    assert result.store is None
    with pytest.raises(StoreMissingError):
        open_store(tmp_path / "data")


def test_a_broken_own_file_keeps_its_previous_figures(replay, ran, go, tmp_path, monkeypatch):
    before = observations(tmp_path, indicators=["cohesie"])
    monkeypatch.setattr("support.small_agenda.OWN_FILE", OWN_FILE.replace("6,2", "zes"))
    result = go()
    assert [reading.table_id for reading in result.failed] == ["cohesie.csv"]
    assert "zes" in message(result, "cohesie.csv")
    pd.testing.assert_frame_equal(observations(tmp_path, indicators=["cohesie"]), before)


def test_raw_answers_are_kept_beside_the_store(ran, tmp_path):
    kept = {path.relative_to(tmp_path / "data" / "raw").parts[1:] for path in Path(tmp_path / "data" / "raw").rglob("*.arrow")}
    assert ("dataderden.cbs.nl", "47018NED.arrow") in kept

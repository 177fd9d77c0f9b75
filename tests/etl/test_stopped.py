"""A table that CBS has stopped: kept with the figures, told at every run, and never a fault."""

import json
from datetime import date

import pytest
from support.replay import Replay
from support.replay_faults import discontinued
from support.small_agenda import small_agenda
from support.small_catalogue import build

from dashboard.accountability.tables import sources
from etl.cbs.client import Catalogues
from etl.cbs.wire import Limits
from etl.run.record import record
from etl.run.refresh import refresh
from etl.run.report import told_once
from etl.run.run import Mode, Run, Unwatched
from etl.store.store import open_store
from etl.store.terms import stopped

QUICK = Catalogues(first_wait=0.01, limits=Limits(silence=(2, 5)), probe_seconds=1.0)
END = "deze tabel is stopgezet: er komen geen nieuwe cijfers bij. De opvolger staat in de toelichting van de tabel."


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return build(tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def replay(catalogue, monkeypatch):
    with Replay(catalogue) as server:
        monkeypatch.setenv("DATABOEK_CBS_BASE", server.base)
        yield server


def a_run(folder, mode=Mode.LIVE):
    agenda = small_agenda(folder)
    recording = folder / "recording"
    return Run(agenda=agenda, files_dir=folder, data_dir=folder / "data", mode=mode, recording_dir=recording, catalogues=QUICK)


def told(result):
    """What the run says of tables that are stopped, among what else it says."""
    return [text for text in told_once(result.readings) if END in text]


def held(folder):
    frame = open_store(folder / "data").sources().set_index("table_id")
    return frame["frequency"].to_dict()


def test_a_run_says_it_and_does_not_fail(replay, tmp_path):
    replay.fault("70072ned", discontinued())
    replay.fault("47018NED", discontinued())
    result = refresh(a_run(tmp_path), Unwatched())
    assert not result.failed
    assert told(result) == [f"dataderden 47018NED, CBS 70072ned: {END}"]
    assert {table for table, frequency in held(tmp_path).items() if stopped(frequency)} == {"47018NED", "70072ned"}
    lineage = open_store(tmp_path / "data").lineage("bijstand", "GM0479").drop_duplicates("role").set_index("role")
    assert lineage["frequency"].to_dict() == {"teller": "Perjaar", "noemer": "Stopgezet"}


def test_a_table_that_is_stopped_without_other_figures_is_noticed_too(replay, tmp_path):
    assert told(refresh(a_run(tmp_path), Unwatched())) == []
    replay.fault("50150NED", discontinued())
    for _ in range(2):
        replay.requests.clear()
        result = refresh(a_run(tmp_path), Unwatched())
        assert told(result) == [f"dataderden 50150NED: {END}"]
        assert replay.asked("TypedDataSet") == 0


def test_a_table_that_fails_keeps_what_was_known_of_it(replay, tmp_path, monkeypatch):
    replay.fault("70072ned", discontinued())
    refresh(a_run(tmp_path), Unwatched())
    monkeypatch.setenv("DATABOEK_CBS_BASE", "http://127.0.0.1:9")
    refresh(a_run(tmp_path, Mode.AUTO), Unwatched())
    assert stopped(held(tmp_path)["70072ned"])


def test_a_recording_keeps_it_and_one_of_before_is_read_without(replay, tmp_path):
    replay.fault("70072ned", discontinued())
    assert not [reading for reading in record(a_run(tmp_path), Unwatched()) if reading.has_failed]
    older = tmp_path / "recording" / "dataderden.cbs.nl" / "47018NED.json"
    about = json.loads(older.read_text(encoding="utf-8"))
    assert about.pop("frequency") == "Perjaar"
    older.write_text(json.dumps(about), encoding="utf-8")
    result = refresh(a_run(tmp_path, Mode.RECORDING), Unwatched())
    assert told(result) == [f"CBS 70072ned: {END}"]
    assert (held(tmp_path)["47018NED"], held(tmp_path)["70072ned"]) == ("", "Stopgezet")


def test_the_page_on_sources_says_it_with_the_table(replay, tmp_path):
    replay.fault("70072ned", discontinued())
    refresh(a_run(tmp_path), Unwatched())
    _, lines = sources(open_store(tmp_path / "data").sources(), {}, date(2026, 11, 26))
    stops = [line[0] for line in lines if "stopgezet" in line[0]]
    title = "CBS 70072ned · Regionale kerncijfers Nederland (TESTWAARDEN)"
    assert stops == [f"{title} · stopgezet: er komen geen nieuwe cijfers bij"]
    assert [line[-1] for line in lines if "stopgezet" in line[0]] == ["komen er niet meer"]


@pytest.mark.parametrize(
    ("frequency", "is_stopped"), [("Stopgezet", True), ("stopgezet ", True), ("Perjaar", False), ("", False)]
)
def test_only_what_cbs_calls_stopped_is(frequency, is_stopped):
    assert bool(stopped(frequency)) is is_stopped

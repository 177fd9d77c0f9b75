"""/gezond, /gereed and /metrics: what a proxy or a watch is told, of sources that answer, are silent, or were never asked."""

import json
import shutil
import socket
import threading
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from support.serving import free_port, serve
from support.shipped import ROOT
from support.small_store import START, put, run
from websockets.sync.client import connect

from dashboard import agendas
from dashboard.reruns import RERUNS
from dashboard.server.health import NO_FIGURES, found_at
from dashboard.server.kept_shortly import KeptShortly
from dashboard.server.metrics import Figures, MetricsError, serve_metrics


@pytest.fixture
def figures(tmp_path, monkeypatch):
    """One version, of which the table answered at START."""
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABOEK_MAX_AGE_DAYS", raising=False)
    put(tmp_path / "data", 1.0)
    return tmp_path / "data"


def state(days: float) -> dict:
    return asdict(found_at(agendas.here(), START + timedelta(days=days)).state)


def test_it_says_which_figures_are_published_and_when_a_source_last_answered(figures):
    found = state(2)
    assert found.pop("versie").startswith("000001-")
    assert found == {
        "gereed": True,
        "reden": "",
        "opname": False,
        "gepubliceerd_op": START.isoformat(),
        "laatste_antwoord": START.isoformat(),
        "leeftijd_dagen": 2.0,
        "grens_dagen": 45,
        "stille_bronnen": (),
    }


@pytest.mark.parametrize(("days", "is_ready"), [(44, True), (46, False)])
def test_it_is_not_ready_when_no_source_was_asked_for_too_long(figures, days, is_ready):
    assert state(days)["gereed"] is is_ready
    assert (f"De bronnen hebben {days} dagen niet geantwoord; de grens is 45 dagen." in state(days)["reden"]) is not is_ready


def test_that_there_is_nothing_new_is_an_answer(figures):
    run(figures, None, hours=24 * 40)
    assert (state(60)["gereed"], state(60)["leeftijd_dagen"]) == (True, 20.0)


def test_a_refresh_that_only_fails_is_no_answer(figures):
    for day in (10, 40, 60):
        run(figures, None, hours=24 * day, outcome="mislukt", message="geen antwoord", cells=())
    found = state(61)
    assert (found["gereed"], found["leeftijd_dagen"]) == (False, 61.0)
    assert found["stille_bronnen"] == ("CBS T: geen antwoord sinds 2026-12-01",)


def test_figures_of_the_recording_alone_are_ready_and_say_so(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    run(tmp_path, 1.0, origin="opname")
    found = state(400)
    assert (found["gereed"], found["opname"], found["laatste_antwoord"]) == (True, True, None)
    run(tmp_path, 2.0, hours=24)
    assert (state(2)["opname"], state(400)["gereed"]) == (False, False)


def test_how_old_is_too_old_can_be_set(figures, monkeypatch):
    monkeypatch.setenv("DATABOEK_MAX_AGE_DAYS", "0.5")
    assert state(0)["gereed"] is True
    assert state(1)["gereed"] is False


@pytest.mark.parametrize("written", ["veel", "0", "-3", "nan", "inf"])
def test_a_limit_that_is_no_number_of_days_is_told(figures, monkeypatch, written):
    monkeypatch.setenv("DATABOEK_MAX_AGE_DAYS", written)
    assert state(0)["gereed"] is False
    assert f"DATABOEK_MAX_AGE_DAYS is '{written}'" in state(0)["reden"]


def test_without_figures_that_can_be_read_it_is_not_ready(figures):
    version = next(figures.glob("databoek-*.duckdb"))
    version.write_bytes(b"not a database")
    assert state(0)["reden"] == NO_FIGURES
    version.unlink()
    assert state(0)["gereed"] is False


def test_who_ask_at_the_same_time_wait_for_one_that_looks():
    looked = []

    def look() -> str:
        time.sleep(0.05)
        looked.append(1)
        return "found"

    kept = KeptShortly(look, seconds=600)
    asking = [threading.Thread(target=kept.get) for _ in range(50)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert (kept.get(), kept.at_hand(), len(looked)) == ("found", "found", 1)
    assert KeptShortly(look, seconds=0).at_hand() is None


def test_metrics_tell_of_each_source_how_old_its_figures_are_and_how_often_it_failed(figures):
    run(figures, None, hours=24)
    for day in (3, 4):
        run(figures, None, hours=24 * day, outcome="mislukt", message="geen antwoord", cells=())
    day = 86_400.0
    found = measured(days=5)
    source = 'catalogue="opendata.cbs.nl",source="CBS T",table="T"'
    assert found[f"databoek_source_fetched_age_seconds{{{source}}}"] == 5 * day
    assert found[f"databoek_source_answered_age_seconds{{{source}}}"] == 4 * day
    assert found[f"databoek_source_failures_in_a_row{{{source}}}"] == 2
    assert (found["databoek_answered_age_seconds"], found["databoek_ready"], found["databoek_recording_alone"]) == (4 * day, 1, 0)


def test_metrics_of_the_recording_alone_have_no_age_of_an_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    run(tmp_path, 1.0, origin="opname")
    assert measured(days=1)["databoek_recording_alone"] == 1
    assert not [name for name in measured(days=1) if "answered_age" in name]
    assert measured(days=1, data_dir=tmp_path / "leeg")["databoek_ready"] == 0


def measured(days: float, data_dir: Path | None = None) -> dict[str, float]:
    registry = CollectorRegistry()
    with pytest.MonkeyPatch.context() as patch:
        if data_dir:
            patch.setenv("DATABOEK_DATA", str(data_dir))
        registry.register(Figures({"": KeptShortly(lambda: found_at(agendas.here(), START + timedelta(days=days)), seconds=0)}))
        return values_in(generate_latest(registry).decode())


def values_in(text: str) -> dict[str, float]:
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


@pytest.mark.parametrize(
    ("written", "told"), [("hoog", "schrijf een poort, zoals"), ("70000", "schrijf een poort"), ("busy", "is bezet")]
)
def test_a_port_for_metrics_that_cannot_be_is_told_and_nothing_starts(monkeypatch, written, told):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        monkeypatch.setenv("DATABOEK_METRICS_PORT", str(busy.getsockname()[1]) if written == "busy" else written)
        with pytest.raises(MetricsError, match=f"DATABOEK_METRICS_PORT.*{told}"):
            serve_metrics(
                {"": KeptShortly(lambda: found_at(agendas.here(), START), seconds=0)}, Gauge("a", "a", registry=None), RERUNS
            )


def test_the_server_answers_all_three_also_below_a_path_and_recovers_by_itself(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    (version,) = data.glob("*.duckdb")
    watched = f"127.0.0.1:{free_port()}"
    settings = {"DATABOEK_METRICS_PORT": watched.rpartition(":")[2]}
    with serve(tmp_path, data, settings, start=str(below_a_path(tmp_path, "sociaal")), alive="/sociaal/gezond") as serving:
        address = serving.address.replace("http", "ws") + "/sociaal/_stcore/stream"
        assert serving.ask("/metrics").body != asked(watched, "/metrics"), "readers do not get it"
        with connect(address, origin=serving.address, subprotocols=["streamlit"], proxy=None, max_size=None) as reader:
            request = BackMsg()
            request.rerun_script.page_name = "verantwoording"
            reader.send(request.SerializeToString())
            while ForwardMsg.FromString(reader.recv(timeout=30)).WhichOneof("type") != "script_finished":
                pass
            for path in ("/metrics", "/sociaal/metrics"):
                found = values_in(asked(watched, path).decode())
                assert (found["databoek_sessions"], found["databoek_rerun_seconds_count"], found["databoek_ready"]) == (1, 1, 1)
                assert found["process_resident_memory_bytes"] > 100_000_000
        assert eventually(lambda: values_in(asked(watched, "/metrics").decode())["databoek_sessions"] == 0)
        for path in ("/gezond", "/sociaal/gezond"):
            answer = serving.ask(path)
            assert (answer.status, json.loads(answer.body)) == (200, {"gezond": True})
            assert answer.headers["cache-control"] == "no-store"
        for path in ("/gereed", "/sociaal/gereed"):
            answer = serving.ask(path)
            assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
            assert json.loads(answer.body)["opname"] is True
        version.rename(data / "aside")
        assert eventually(lambda: serving.ask("/gereed").status == 503)
        assert serving.ask("/gezond").status == 200, "the server itself is well"
        assert json.loads(serving.ask("/gereed").body)["reden"] == NO_FIGURES
        (data / "aside").rename(version)
        assert eventually(lambda: serving.ask("/gereed").status == 200)


def below_a_path(folder: Path, path: str) -> Path:
    """A script that starts the server there."""
    script = folder / "start.py"
    script.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom streamlit import config\n"
        f"config.set_option('server.baseUrlPath', {path!r})\nfrom dashboard.server.app import main\nsys.exit(main())\n",
        encoding="utf-8",
    )
    return script


def asked(host: str, path: str) -> bytes:
    with urlopen(f"http://{host}{path}", timeout=20) as answer:
        return answer.read()


def eventually(holds, seconds: float = 20) -> bool:
    """What is kept for a few seconds may stay the same so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False

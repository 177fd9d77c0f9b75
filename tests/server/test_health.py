"""/gezond and /gereed: what a proxy or a watch is told, of sources that answer, are silent, or were never asked."""

import json
import shutil
import threading
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from support.serving import serve
from support.shipped import ROOT
from support.small_store import START, put, run

from dashboard.server.health import NO_FIGURES, found_at
from dashboard.server.kept_shortly import KeptShortly


@pytest.fixture
def figures(tmp_path, monkeypatch):
    """One version, of which the table answered at START."""
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABOEK_MAX_AGE_DAYS", raising=False)
    put(tmp_path / "data", 1.0)
    return tmp_path / "data"


def state(days: float) -> dict:
    return asdict(found_at(START + timedelta(days=days)).state)


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


def test_the_server_answers_both_also_below_a_path_and_recovers_by_itself(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    (version,) = data.glob("*.duckdb")
    with serve(tmp_path, data, start=str(below_a_path(tmp_path, "sociaal")), alive="/sociaal/gezond") as serving:
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


def eventually(holds, seconds: float = 20) -> bool:
    """What is kept for a few seconds may stay the same so long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.2)
    return False

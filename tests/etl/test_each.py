"""One command for every agenda of an installation: each its own store, CBS asked once, and one that fails stops no other."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from support.replay import Replay
from support.replay_faults import late, only
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import build

from etl.cbs.shared import VARIABLE, shared
from etl.run.each import is_for_each
from etl.store.store import open_store

ROOT = Path(__file__).parents[2]
WHO = {"utrecht": "GM0344", "zaanstad": "GM0479"}


@pytest.fixture
def installed(tmp_path):
    """Two agendas on the same tables, and what the environment says of them."""
    for name, code in WHO.items():
        folder = tmp_path / "gemeenten" / name
        folder.mkdir(parents=True)
        small_agenda(folder)
        data = json.loads(json.dumps(agenda_data()))
        data["agenda"]["gemeente"] = code
        (folder / "agenda.yaml").write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    about = {"DATABOEK_GEMEENTEN": str(tmp_path / "gemeenten"), "DATABOEK_DATA": str(tmp_path / "data"), "COLUMNS": "200"}
    return {**{name: value for name, value in os.environ.items() if name != "DATABOEK_AGENDA"}, **about}


@pytest.fixture(scope="module")
def replay(tmp_path_factory):
    with Replay(build(tmp_path_factory.mktemp("catalogue"))) as replay:
        yield replay


def start(installed, cbs, *words):
    environment = {**installed, "DATABOEK_CBS_BASE": cbs}
    return subprocess.Popen(
        [sys.executable, "-m", "etl", *words], cwd=ROOT, env=environment, stdout=-1, stderr=subprocess.STDOUT, text=True
    )


def etl(installed, cbs, *words):
    with start(installed, cbs, *words) as process:
        said, _ = process.communicate(timeout=120)
    return process.returncode, said


def test_a_refresh_fills_every_store_and_asks_cbs_each_page_once(installed, replay, tmp_path):
    replay.clear()
    code, said = etl(installed, replay.base, "refresh")
    assert code == 0, said
    pages = [request for request in replay.requests if "/ODataFeed/" in request]
    assert pages
    assert len(pages) == len(set(pages))
    for name, municipality in WHO.items():
        store = open_store(tmp_path / "data" / "gemeenten" / name)
        assert store.municipality == municipality
        assert store.indicators_of(municipality)
        store.close()
        assert f"{name}\n{'-' * len(name)}\n" in said
    asked = len(replay.requests)
    code, said = etl(installed, replay.base, "--gemeente", "utrecht", "status")
    assert (code, "Utrecht (GM0344)" in said, "zaanstad" in said, len(replay.requests)) == (0, True, False, asked)


def test_an_agenda_that_is_wrong_stops_no_other_and_makes_the_answer_1(installed, replay, tmp_path):
    (tmp_path / "gemeenten" / "utrecht" / "agenda.yaml").write_text("kapot: [", encoding="utf-8")
    code, said = etl(installed, replay.base, "refresh")
    assert code == 1, said
    assert "utrecht/agenda.yaml" in said
    assert not (tmp_path / "data" / "gemeenten" / "utrecht" / "current.json").exists()
    open_store(tmp_path / "data" / "gemeenten" / "zaanstad").close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--gemeente", "rotterdam", "status"), "Er is geen gemeente 'rotterdam' in config/gemeenten. Wel: utrecht, zaanstad."),
        (("check",), "5 indicatoren"),
    ],
)
def test_one_that_is_not_there_is_told_with_those_that_are_and_check_goes_past_all(installed, words, told):
    code, said = etl(installed, "http://127.0.0.1:9", *words)
    assert said.count(told) == (2 if words == ("check",) else 1), said
    assert code == (0 if words == ("check",) else 2)


@pytest.mark.parametrize(
    ("name", "command", "told"),
    [
        ("Utrecht", "refresh", "Gebruik alleen kleine letters"),
        ("wijzigen", "check", "het adres /wijzigen/ is al"),
    ],
)
def test_a_folder_whose_name_cannot_be_an_address_is_told_before_anything_runs(installed, tmp_path, name, command, told):
    (tmp_path / "gemeenten" / "utrecht").rename(tmp_path / "gemeenten" / name)
    code, said = etl(installed, "http://127.0.0.1:9", command)
    assert (code, told in said, (tmp_path / "data").exists()) == (2, True, False)


def test_told_to_end_it_ends_the_one_at_work_and_begins_no_other(installed, replay, tmp_path):
    replay.clear()
    replay.fault("*", only("TypedDataSet", late(60)))
    with start(installed, replay.base, "refresh", "--source", "live") as process:
        until = time.monotonic() + 60
        while not replay.asked("TypedDataSet") and time.monotonic() < until:
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=30)
    replay.clear()
    assert process.returncode == 128 + signal.SIGTERM
    assert "Afgebroken" in said
    assert "zaanstad" not in said
    assert not (tmp_path / "data" / "gemeenten" / "zaanstad").exists()


@pytest.mark.parametrize(
    ("words", "all_of_them"),
    [
        ("refresh", True),
        ("refresh --source recording --force", True),
        ("log", True),
        ("status", True),
        ("refresh --every 24h", False),
        ("refresh --agenda x.yaml", False),
        ("refresh --data=elsewhere", False),
        ("--gemeente utrecht refresh", False),
        ("status --json", False),
        ("restore elsewhere", False),
        ("tables jeugdzorg", False),
        ("", False),
    ],
)
def test_which_words_mean_every_agenda(words, all_of_them):
    assert is_for_each(words.split()) is all_of_them


def test_a_page_that_is_shared_is_asked_again_when_its_file_is_damaged_and_never_without_a_round(tmp_path, monkeypatch):
    asked = []

    def get(url: str) -> dict:
        asked.append(url)
        return {"value": [{"a": len(asked)}]}

    assert shared("u", get) == shared("u", get) | {"value": [{"a": 1}]}
    assert len(asked) == 2, "no round, so nothing is kept"
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert shared("u", get) == shared("u", get) == {"value": [{"a": 3}]}
    assert shared("v", get) == {"value": [{"a": 4}]}
    for path in tmp_path.glob("*.json"):
        path.write_bytes(path.read_bytes()[:5])
    assert shared("u", get) == {"value": [{"a": 5}]}
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone"))
    assert shared("u", get) == {"value": [{"a": 6}]}, "what cannot be kept is used all the same"


def test_what_is_no_number_reaches_every_agenda_as_it_came(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    came = {"value": [{"a": float("inf")}, {"a": float("-inf")}, {"a": 10**30}, {"a": None}, {"a": "0,5 é \ud800"}]}
    assert shared("u", lambda _url: came) == shared("u", pytest.fail) == came
    shared("v", lambda _url: {"value": [{"a": float("nan")}]})
    (row,) = shared("v", pytest.fail)["value"]
    assert row["a"] != row["a"], "not a missing figure"


def test_a_fault_is_not_shared(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))

    def fail(url: str) -> dict:
        raise OSError(url)

    with pytest.raises(OSError, match="u"):
        shared("u", fail)
    assert shared("u", lambda _url: {"value": []}) == {"value": []}


def test_gathered_as_json_every_line_names_its_folder(installed, replay, tmp_path):
    replay.clear()
    code, said = etl({**installed, "DATABOEK_LOG": "json"}, replay.base, "refresh")
    assert code == 0, said
    told = [json.loads(line) for line in said.splitlines()]
    assert {each["folder"] for each in told} == {str(tmp_path / "data" / "gemeenten" / name) for name in WHO}
    code, said = etl({**installed, "DATABOEK_LOG": "xml"}, replay.base, "refresh")
    assert (code, said) == (2, "DATABOEK_LOG is 'xml'; schrijf json, of laat het weg voor gewone tekst.\n")

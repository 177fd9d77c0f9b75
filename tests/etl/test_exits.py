"""What a command answers to the shell, and how `make start` goes on; the real commands, in processes of their own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.replay import Replay
from support.shipped import ROOT
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import build

from etl.run.exits import Exit
from etl.run.mishaps import LOG

NOWHERE = "http://127.0.0.1:9"
STRUCK = """
import importlib, runpy, sys
where, name = sys.argv.pop(1).rsplit(".", 1)
def strike(*args, **kwargs):
    raise LookupError("celinhoud uit een bestand")
setattr(importlib.import_module(where), name, strike)
runpy.run_module("etl", run_name="__main__", alter_sys=True)
"""
"""The real command, in which one function does what nobody foresaw."""


def run(*words, cbs=NOWHERE, **environment):
    return subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env={**os.environ, "DATABOEK_CBS_BASE": cbs, "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def struck(place, *words, **environment):
    return run(sys.executable, "-c", STRUCK, place, *words, **environment)


@pytest.fixture
def agenda_file(tmp_path):
    small_agenda(tmp_path)
    path = tmp_path / "agenda.yaml"
    path.write_text(yaml.safe_dump(json.loads(json.dumps(agenda_data())), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def catalogue(tmp_path):
    return build(tmp_path / "catalogue")


COMMANDS = {
    "refresh": "etl.run.refresh.refresh",
    "check": "indicators.agenda.load.load_agenda",
    "status": "indicators.agenda.load.load_agenda",
    "record": "etl.run.record.record",
    "tables": "etl.run.kept_titles.searched",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_what_nobody_foresaw_is_a_sentence_a_log_and_70(command, agenda_file, tmp_path):
    data = tmp_path / "data"
    words = ("woord",) if command == "tables" else ("--agenda", agenda_file)
    done = struck(COMMANDS[command], command, *words, DATABOEK_DATA=str(data))
    assert done.returncode == 70
    what = "Er ging iets mis dat niet was voorzien (LookupError)."
    assert done.stderr == f"{what} In {data / LOG} staat wat er gebeurde; meld het bij de beheerder.\n"
    assert "Traceback" not in done.stdout
    logged = (data / LOG).read_text(encoding="utf-8")
    assert "Traceback" in logged
    assert "celinhoud" in logged


@pytest.mark.parametrize("obstacle", ["a file where the folder should be", "a folder where the log should be"])
def test_a_log_that_cannot_be_written_is_told_with_the_place_in_the_code(obstacle, agenda_file, tmp_path):
    data = tmp_path / "data"
    if obstacle.startswith("a file"):
        data.write_text("", encoding="utf-8")
    else:
        (data / LOG).mkdir(parents=True)
    done = struck("etl.run.refresh.refresh", "refresh", "--agenda", agenda_file, "--data", data)
    assert done.returncode == 70
    sentence = r"Er ging iets mis dat niet was voorzien \(LookupError\)\. Het logbestand is niet te schrijven \([^)]+\)\. "
    assert re.fullmatch(sentence + r"Noteer deze plek: \S+:\d+, en meld het bij de beheerder\.\n", done.stderr)


def test_a_log_that_cannot_be_written_adds_no_traceback_to_the_failure_of_one_source(agenda_file, catalogue, tmp_path):
    (tmp_path / "data" / LOG).mkdir(parents=True)
    with Replay(catalogue) as replay:
        done = struck(
            "etl.own_files.files.read_own_file", "refresh", "--agenda", agenda_file, "--data", tmp_path / "data", cbs=replay.base
        )
    assert done.returncode == 1
    assert done.stderr == ""
    assert "cohesie.csv: er ging iets mis dat niet was voorzien (LookupError). Het logbestand is niet te schrijven" in done.stdout
    assert "Traceback" not in done.stdout


def test_a_terminal_in_ascii_is_told_all_the_same(agenda_file, catalogue, tmp_path):
    words = (sys.executable, "-m", "etl", "refresh", "--agenda", agenda_file, "--data", tmp_path / "data")
    with Replay(catalogue) as replay:
        done = run(*words, cbs=replay.base, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 van 5 indicatoren" in done.stdout


STAND_IN = """#!/usr/bin/env bash
# In place of Python: answers with the code that it is told, and writes down what it was asked.
echo "$*" >> "$0.asked"
case "$*" in
  "-m etl refresh") exit "$REFRESH" ;;
  "-m etl status") exit "$STATUS" ;;
  "-m etl log") echo "25 uitspraken" && exit "$LOG" ;;
esac
"""


def start(tmp_path, *, refresh, status=Exit.WELL, log=Exit.WELL):
    """bin/start with a stand-in for the commands, so that each answer can be tried; also what was asked."""
    stand_in = tmp_path / "python"
    stand_in.write_text(STAND_IN, encoding="utf-8")
    stand_in.chmod(0o755)
    answers = {"REFRESH": str(int(refresh)), "STATUS": str(int(status)), "LOG": str(int(log))}
    done = run(ROOT / "bin" / "start", stand_in, "8501", **answers)
    return done, Path(f"{stand_in}.asked").read_text(encoding="utf-8").splitlines()


SERVED = "-m dashboard.server --port 8501"


def test_start_serves_after_a_good_refresh(tmp_path):
    done, asked = start(tmp_path, refresh=Exit.WELL)
    assert asked == ["-m etl refresh", "-m etl log", SERVED]
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("code", [Exit.SOME_FAILED, Exit.UNFORESEEN, 137])
def test_start_serves_when_what_is_said_cannot_be_kept(tmp_path, code):
    done, asked = start(tmp_path, refresh=Exit.WELL, log=code)
    assert asked[-1] == SERVED
    assert done.stdout == "Wat we nu over de normen zeggen, is niet bewaard. Het dashboard start gewoon.\n"


def test_start_goes_on_with_a_line_when_a_source_failed(tmp_path):
    done, asked = start(tmp_path, refresh=Exit.SOME_FAILED)
    assert asked == ["-m etl refresh", "-m etl log", SERVED]
    assert done.stdout == "Niet elke bron gaf nieuwe cijfers. Het dashboard start met de cijfers die er zijn.\n"


@pytest.mark.parametrize("code", [Exit.AGENDA_WRONG, Exit.NOTHING, 130])
def test_start_stops_without_figures_with_a_wrong_agenda_or_when_told_to(tmp_path, code):
    done, asked = start(tmp_path, refresh=code)
    assert asked == ["-m etl refresh"]
    assert done.returncode == code


@pytest.mark.parametrize("code", [Exit.UNFORESEEN, 137, 139])
def test_start_goes_on_after_the_unforeseen_when_there_are_figures(tmp_path, code):
    done, asked = start(tmp_path, refresh=code)
    assert asked[-1] == SERVED
    assert done.stdout == "Het ophalen ging mis. Het dashboard start met de cijfers die er al waren.\n"


@pytest.mark.parametrize("status", [Exit.NOTHING, Exit.AGENDA_WRONG, Exit.UNFORESEEN])
def test_start_stops_after_the_unforeseen_when_there_are_none(tmp_path, status):
    done, asked = start(tmp_path, refresh=Exit.UNFORESEEN, status=status)
    assert SERVED not in asked
    assert done.returncode == 70
    assert done.stderr == "Het ophalen ging mis en er zijn nog geen cijfers om te laten zien.\n"


def test_start_with_the_real_commands_stops_with_the_message_of_the_agenda(agenda_file, tmp_path):
    text = agenda_file.read_text(encoding="utf-8").replace("gewenste_richting: omlaag", "gewenste_richting: omlaagg", 1)
    agenda_file.write_text(text, encoding="utf-8")
    settings = {"DATABOEK_AGENDA": str(agenda_file), "DATABOEK_DATA": str(tmp_path / "data")}
    done = run(ROOT / "bin" / "start", sys.executable, "0", **settings)
    assert done.returncode == 2
    assert "omlaagg" in done.stderr
    assert "Traceback" not in done.stderr


def test_make_start_is_this_script():
    assert "\nstart: $(INSTALLED)\n\t@bin/start $(BIN)/python $(PORT)\n" in (ROOT / "Makefile").read_text(encoding="utf-8")

"""Ten weeks without CBS: the server lives and shows its figures, says so to readers and to a watch, and recovers by itself."""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
import yaml
from support.replay import Replay
from support.serving import serve
from support.shipped import ROOT
from support.small_agenda import agenda_data, small_agenda
from support.small_catalogue import build
from support.tools import require

from dashboard.look.notation import day
from etl.store.store import open_store

NOBODY = "http://127.0.0.1:9"
TABLES = ("dataderden 47018NED", "CBS 70072ned", "dataderden 50150NED", "CBS 84780NED", "CBS 80794ned")


class Weeks:
    """A municipality on a computer of which the clock can be moved on."""

    def __init__(self, folder):
        self.data, self.agenda = folder / "data", folder / "agenda.yaml"
        small_agenda(folder)
        written = yaml.safe_dump(json.loads(json.dumps(agenda_data())), allow_unicode=True, sort_keys=False)
        self.agenda.write_text(written, encoding="utf-8")

    def later(self, days):
        return [require("faketime"), "-f", f"+{days}d"] if days else []

    def etl(self, *words, days=0, cbs=NOBODY):
        command = [*self.later(days), sys.executable, "-m", "etl", *words, "--agenda", self.agenda, "--data", self.data]
        settings = {**os.environ, "DATABOEK_CBS_BASE": cbs, "COLUMNS": "200"}
        return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120, check=False)

    def settings(self, days):
        """For a server on this computer at that time: faketime puts the moved clock in the environment of what it starts."""
        found = subprocess.run([*self.later(days), "env"], capture_output=True, text=True, check=True).stdout
        clock = dict(line.split("=", 1) for line in found.splitlines() if line.startswith(("LD_PRELOAD=", "FAKETIME")))
        assert clock["FAKETIME"] == f"+{days}d"
        return {"DATABOEK_AGENDA": str(self.agenda), **clock}

    def figures(self):
        store = open_store(self.data)
        try:
            return store.observations()
        finally:
            store.close()


def shown(serving, page=""):
    return b"".join(part.SerializeToString() for part in serving.visit(page)).decode("utf-8", "replace")


@pytest.mark.needs("faketime")
def test_ten_weeks_without_cbs(tmp_path):
    weeks, start = Weeks(tmp_path), datetime.now(UTC)
    catalogue = build(tmp_path / "catalogue")
    with Replay(catalogue) as replay:
        done = weeks.etl("refresh", cbs=replay.base)
        assert done.returncode == 0, done.stdout + done.stderr
    figures = weeks.figures()
    for days in (35, 69):
        assert weeks.etl("refresh", days=days).returncode == 1

    told = weeks.etl("status", days=70).stdout
    since = f"{(start + timedelta(days=35)).astimezone():%d-%m-%Y}"
    for table in TABLES:
        (line,) = [line for line in told.splitlines() if line.startswith(f"✕ {table}: geeft niets")]
        assert f"geeft niets sinds {since} " in line
        assert f"2 keer achter elkaar; het laatste antwoord was op {start.astimezone():%d-%m-%Y} " in line

    sentence = f"Sinds {day(start)} gaf geen bron antwoord. U ziet de cijfers van toen."
    with serve(tmp_path, weeks.data, weeks.settings(70)) as serving:
        assert serving.ask("/gezond").status == 200
        answer = serving.ask("/gereed")
        state = json.loads(answer.body)
        assert (answer.status, state["gereed"], state["opname"]) == (503, False, False)
        assert state["reden"].startswith("De bronnen hebben 70 dagen niet geantwoord; de grens is 45 dagen.")
        assert [line.partition(":")[0] for line in state["stille_bronnen"]] == list(TABLES)
        for page in ("", "verantwoording", "veranderd"):
            assert sentence in shown(serving, page)
        assert weeks.figures().equals(figures)

        with Replay(catalogue) as replay:
            done = weeks.etl("refresh", days=70, cbs=replay.base)
            assert done.returncode == 0, done.stdout + done.stderr
            assert replay.asked("TypedDataSet") == 0, "nothing is new at CBS, and that is an answer"
        until = time.monotonic() + 20
        while serving.ask("/gereed").status != 200:
            assert time.monotonic() < until
            time.sleep(0.2)
        assert "gaf geen bron antwoord" not in shown(serving)
    assert weeks.figures().equals(figures)

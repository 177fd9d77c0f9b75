"""The schedules in deploy/ that somebody else's clock starts: systemd, cron, a cluster; each is checked and its command typed."""

import configparser
import os
import re
import subprocess
import sys

import pytest
import yaml
from support.shipped import AGENDA, ROOT
from support.tools import require

from etl.store.run_log import logged_runs

UNITS = ROOT / "deploy" / "systemd"
CRON = (ROOT / "deploy" / "cron" / "databoek").read_text(encoding="utf-8")
JOB = yaml.safe_load((ROOT / "deploy" / "kubernetes" / "refresh.yaml").read_text(encoding="utf-8"))
INSTALLED = "/opt/databoek/.venv/bin/python"


@pytest.mark.needs("systemd-analyze")
def test_systemd_finds_nothing_to_say_of_its_units(tmp_path):
    for unit in UNITS.iterdir():
        text = unit.read_text(encoding="utf-8")
        (tmp_path / unit.name).write_text(text.replace(INSTALLED, sys.executable), encoding="utf-8")
    command = [require("systemd-analyze"), "verify", *sorted(map(str, tmp_path.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def of_unit(section, key):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(UNITS / "databoek-refresh.service", encoding="utf-8")
    return unit[section][key]


def cron_line():
    (line,) = [line for line in CRON.splitlines() if re.match(r"\d", line)]
    return line


def by_systemd():
    return f"{of_unit('Service', 'ExecStart')} || [ $? -eq {of_unit('Service', 'SuccessExitStatus')} ]; " + of_unit(
        "Service", "ExecStartPost"
    )


def by_cron():
    command = cron_line().split(maxsplit=6)[6].replace("\\%", "%")  # as cron reads it
    assert "sleep $((RANDOM % 1800))" in command
    return command.replace("1800", "1")


def by_cluster():
    (container,) = JOB["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert container["command"] == ["/bin/sh", "-c"]
    return container["args"][0].replace("python -m", f"{INSTALLED} -m")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("typed", [by_systemd, by_cron, by_cluster])
def test_what_a_schedule_starts_refreshes_and_tells_when_the_next_is(typed, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    command = re.sub(rf"{INSTALLED}|(?<=\s)\.venv/bin/python", sys.executable, typed())
    command = command.replace("/opt/databoek", str(ROOT)).replace("/srv/databoek/data", str(data))
    settings = {"DATABOEK_AGENDA": str(AGENDA), "DATABOEK_DATA": str(data), "DATABOEK_CBS_BASE": "http://127.0.0.1:9"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "uitspraken over normen bewaard" in done.stdout
    (run,) = logged_runs(data)
    assert round((run.next_at - run.started_at).total_seconds() / 3600) == 24


def test_each_has_one_run_at_a_time_a_delay_and_a_deadline():
    assert of_unit("Service", "TimeoutStartSec") == "2h"
    assert "RandomizedDelaySec=30min" in (UNITS / "databoek-refresh.timer").read_text(encoding="utf-8")
    assert of_unit("Service", "Type") == "oneshot", "a timer starts no second one while it runs"
    assert re.search(r"flock -n .* timeout 2h ", cron_line())
    job = JOB["spec"]
    assert (job["concurrencyPolicy"], job["jobTemplate"]["spec"]["activeDeadlineSeconds"]) == ("Forbid", 7200)
    assert job["schedule"].split()[0] != "0", "not with everybody at the whole hour"

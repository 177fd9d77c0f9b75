"""Refreshing on a schedule: when a run is due, one at a time, within its deadline, and ended when asked."""

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from support.replay import Replay
from support.replay_faults import late
from support.shipped import AGENDA, ROOT
from typer.testing import CliRunner

from etl.__main__ import app
from etl.run.schedule import duration, longest_delay, until_due
from etl.run.scheduled import Schedule
from etl.store.run_log import LoggedRun, SourceOutcome, logged_runs

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SOURCE = SourceOutcome("CBS T", "opendata.cbs.nl", "T", "", "CBS", "CC BY 4.0", "ongewijzigd", "")


def started(moment, *sources):
    return LoggedRun(1, moment, moment, "auto", "GM0479", "gelukt", "", "", sources)


@pytest.mark.parametrize(
    ("written", "meant"), [("24h", timedelta(hours=24)), (" 90M ", timedelta(minutes=90)), ("7d", timedelta(days=7))]
)
def test_how_often_is_a_number_and_a_unit(written, meant):
    assert duration(written) == meant


@pytest.mark.parametrize("written", ["", "24", "0h", "-1h", "1.5h", "h", "24u", "1h30m", "99999h", "24 h", "٣h"])
def test_anything_else_is_refused_with_an_example(written):
    with pytest.raises(ValueError, match="schrijf bijvoorbeeld 24h"):
        duration(written)


def test_who_starts_again_waits_for_what_is_left():
    hour = timedelta(hours=1)
    assert until_due([], DAY, NOW) == timedelta()
    assert until_due([started(NOW - 5 * hour, SOURCE), started(NOW - 30 * hour, SOURCE)], DAY, NOW) == 19 * hour
    assert until_due([started(NOW - 30 * hour, SOURCE)], DAY, NOW) == timedelta()
    assert until_due([started(NOW - hour)], DAY, NOW) == timedelta(), "putting figures back is no refresh"
    assert until_due([started(NOW + 300 * DAY, SOURCE)], DAY, NOW) == timedelta(), "a clock that was wrong keeps nobody waiting"


def test_a_run_starts_a_little_later_than_planned_and_never_much():
    assert longest_delay(timedelta(hours=1)) == timedelta(minutes=6)
    assert longest_delay(7 * DAY) == timedelta(minutes=30)


def writing(path, seconds, answer=0):
    code = (
        f"import sys, time\nf = open({str(path)!r}, 'a')\nprint('start', file=f, flush=True)\ntime.sleep({seconds})\n"
        f"print('end', file=f, flush=True)\nsys.exit({answer})"
    )
    return [sys.executable, "-c", code]


def scheduled(folder, *, seconds=0.0, answer=0, deadline=60.0, stop_at=6):
    """A schedule of a tenth of a second that is told to stop when so many lines were written."""
    path = folder / "runs.txt"
    schedule = Schedule(
        folder,
        every=timedelta(seconds=0.1),
        deadline=timedelta(seconds=deadline),
        refresh=writing(path, seconds, answer),
        log=[sys.executable, "-c", f"print('log', file=open({str(path)!r}, 'a'))"],
    )
    wait = schedule._wait

    def until_enough(long):
        wait(long)
        if path.exists() and len(path.read_text().split()) >= stop_at:
            schedule.stop()

    schedule._wait = until_enough
    return schedule.keep_on(), path.read_text().split()


def test_runs_follow_each_other_one_at_a_time_and_each_is_logged(tmp_path, capsys):
    assert scheduled(tmp_path, seconds=0.3) == (0, ["start", "end", "log"] * 2)
    assert "Volgende verversing: " in capsys.readouterr().out


def test_a_run_that_takes_too_long_is_ended_and_the_next_one_comes(tmp_path, capsys):
    assert scheduled(tmp_path, seconds=600, deadline=0.5, stop_at=2) == (0, ["start", "start"])
    assert "De verversing duurde te lang en is gestopt" in capsys.readouterr().out


def test_a_run_without_figures_does_not_end_the_schedule_but_a_wrong_agenda_at_the_start_does(tmp_path):
    assert scheduled(tmp_path, answer=3, stop_at=4) == (0, ["start", "end"] * 2)
    (tmp_path / "other").mkdir()
    assert scheduled(tmp_path / "other", answer=2) == (2, ["start", "end"])


def test_the_command_keeps_on_tells_when_the_next_run_is_and_ends_when_asked(tmp_path):
    data = tmp_path / "data"
    with keeping_on(data, tmp_path / "said.txt", "--source", "recording") as (process, said):
        until(lambda: "Volgende verversing" in said(), process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
    assert "uitspraken over normen bewaard" in said()
    (run,) = logged_runs(data)
    assert timedelta(hours=23) < run.next_at - run.started_at <= timedelta(hours=25)
    with keeping_on(data, tmp_path / "again.txt", "--source", "recording") as (process, said):
        until(lambda: "Volgende verversing" in said(), process)
    assert len(logged_runs(data)) == 1, "who starts again within a day waits"


def test_told_to_stop_in_the_middle_of_a_run_it_ends_with_its_run(tmp_path, monkeypatch):
    with Replay(ROOT / "etl" / "recording") as replay:
        replay.fault("*", late(600))
        monkeypatch.setenv("DATABOEK_CBS_BASE", replay.base)
        with keeping_on(tmp_path / "data", tmp_path / "said.txt", "--source", "live") as (process, said):
            until(lambda: replay.requests, process)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0
    assert "Afgebroken. De cijfers die er al stonden, zijn niet veranderd." in said()
    assert logged_runs(tmp_path / "data") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--every", "dagelijks"), "is geen tijdsduur"),
        (("--every", "24h", "--deadline", "lang"), "is geen tijdsduur"),
        (("--planned", "soms"), "is geen tijdsduur"),
        (("--deadline", "2h"), "hoort bij --every"),
        (("--every", "24h", "--force"), "gaat niet samen"),
        (("--every", "24h", "--planned", "24h"), "gaat niet samen"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused_before_anything_is_read(tmp_path, words, told):
    done = CliRunner().invoke(app, ["refresh", "--data", str(tmp_path / "data"), *words], terminal_width=200)
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())
    assert not (tmp_path / "data").exists()


@contextmanager
def keeping_on(data, log, *words):
    """`refresh --every 24h`, and what it said so far."""
    command = [sys.executable, "-m", "etl", "refresh", "--every", "24h", "--agenda", str(AGENDA), "--data", str(data), *words]
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out) as process:
        try:
            yield process, lambda: log.read_text(encoding="utf-8")
        finally:
            process.terminate()


def until(holds, process, seconds=60):
    end = time.monotonic() + seconds
    while not holds():
        assert process.poll() is None, "it ended"
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.1)

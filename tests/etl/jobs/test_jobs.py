"""Jobs: each a process that outlives who asked, that is seen when it was killed, and that never leaves its own folder."""

import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.jobs import wait_for
from support.replay_faults import late, status

from etl.catalogue.titles import titles_in
from etl.door import jobs
from etl.door.actors import Actor, Role
from etl.door.changes import AskJob
from etl.door.door import write
from etl.door.job_folder import FOLDER, NoJobError, folder_of
from etl.door.jobs import ABORTED, MOST_KEPT, NotAskedError, Status, ask, look, recent
from etl.door.questions import FetchTitles, OpenTable, Refresh, Understand
from etl.door.refusals import Refused
from etl.run.jobs.process import AT_ONCE
from etl.store.store import open_store
from etl.store.versions import one_run_at_a_time

ROOT = Path(__file__).parents[3]


def process_of(place, job):
    """The number of the process that works on a job, as the system tells it."""
    wanted = str(folder_of(place.data, job).path)
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if wanted in path.read_text().split("\0"):
                return int(path.parent.name)
        except OSError:
            continue
    return None


def started(place, job):
    until = time.monotonic() + 120
    while look(place, job).status is Status.WAITING:
        assert time.monotonic() < until
        time.sleep(0.02)
    return look(place, job)


def test_a_refresh_is_followed_source_by_source_and_kept_with_who_asked_it(place, asked, replay):
    before = datetime.now(UTC)
    state = asked(Refresh())
    assert state.status is Status.FINISHED, state.sentence
    assert (state.by, state.question) == ("Beleid sociaal domein", Refresh())
    assert before - timedelta(seconds=1) <= state.at <= datetime.now(UTC)
    assert {step.label: step.outcome for step in state.steps} == {
        **dict.fromkeys(
            ("dataderden 47018NED", "dataderden 50150NED", "CBS 70072ned", "CBS 80794ned", "CBS 84780NED"), "gewijzigd"
        ),
        "cohesie.csv": "gewijzigd",
    }
    assert (state.answer.sources, state.answer.failed, state.answer.has_figures) == (6, 0, True)
    assert open_store(place.data).indicators_of("GM0479") >= {"woninginbraken", "cohesie"}
    told = json.loads((folder_of(place.data, state.id).path / "asked.json").read_text())
    assert (told["by"], told["subject"]) == ("Beleid sociaal domein", "sub-1")
    again = asked(Refresh())
    assert {step.outcome for step in again.steps} == {"ongewijzigd"}
    assert [each.id for each in recent(place)] == [again.id, state.id]


def test_a_second_refresh_is_told_in_words_that_one_is_under_way(place, asked, silent, worked_here):
    with one_run_at_a_time(place.data):
        state = asked(Refresh())
    assert state.status is Status.FAILED
    assert "loopt al een verversing" in state.sentence


def test_the_same_question_asked_twice_is_one_job(place, replay):
    replay.fault("*", late(1.5))
    first, second = ask(place, FetchTitles(), by="een"), ask(place, FetchTitles(), by="ander")
    assert first == second
    replay.clear()
    assert wait_for(place, first).status is Status.FINISHED
    third = ask(place, FetchTitles(), by="ander")
    assert third != first
    wait_for(place, third)


def test_a_job_survives_who_asked_and_one_that_is_killed_is_seen_as_such(place, replay):
    asking = """
import sys; from pathlib import Path
from etl.door.jobs import ask; from etl.door.questions import *; from etl.installation import Place
print(ask(Place(agenda=Path(sys.argv[1]), data=Path(sys.argv[2])), {}, by="x"))"""

    def asked_elsewhere(question):
        command = [sys.executable, "-c", asking.format(question), place.agenda, place.data]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    kept = asked_elsewhere("OpenTable(catalogue='opendata.cbs.nl', table='70072ned')")
    assert wait_for(place, kept).status is Status.FINISHED  # who asked it has long ended
    replay.fault("*", late(4.0))
    killed = asked_elsewhere("FetchTitles()")
    assert started(place, killed).status is Status.RUNNING
    os.kill(process_of(place, killed), signal.SIGKILL)
    state = wait_for(place, killed)
    assert (state.status, state.sentence, state.answer) == (Status.FAILED, ABORTED, None)


@pytest.mark.attack
def test_a_refresh_that_is_killed_at_any_moment_leaves_the_figures_as_they_were(place, asked, replay):
    assert asked(Refresh()).answer.failed == 0
    before = open_store(place.data).observations()
    chance, killed = random.Random(13), 0
    for _ in range(20):
        job = ask(place, Refresh(accepted=("geen",)), by="x")  # with all tables fetched anew
        time.sleep(chance.uniform(0.0, 3.0))
        if (process := process_of(place, job)) and not look(place, job).has_ended:
            os.kill(process, signal.SIGKILL)
        state = wait_for(place, job)
        killed += state.sentence == ABORTED
        assert state.status is Status.FINISHED or state.sentence == ABORTED
        assert open_store(place.data).observations().equals(before)
    assert killed
    assert asked(Refresh()).status is Status.FINISHED


def test_only_a_few_work_at_once_and_only_a_few_wait(place, silent, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_AT_WORK", 2)
    (place.data / FOLDER).mkdir(parents=True)
    with ExitStack() as room:
        for number in range(AT_ONCE):
            handle = room.enter_context((place.data / FOLDER / f"plaats-{number}.lock").open("ab"))
            fcntl.flock(handle, fcntl.LOCK_EX)
        ids = [ask(place, OpenTable(catalogue="opendata.cbs.nl", table=f"9000{number}NED"), by="x") for number in range(2)]
        with pytest.raises(NotAskedError, match="lopen al"):
            ask(place, FetchTitles(), by="x")
        time.sleep(1.5)  # long enough to begin, were there room
        assert [look(place, job).status for job in ids] == [Status.WAITING] * 2
        assert "begint vanzelf" in look(place, ids[0]).sentence
    assert {wait_for(place, job).status for job in ids} == {Status.FAILED}  # CBS is silent: they did their work
    assert ABORTED not in {look(place, job).sentence for job in ids}


@pytest.mark.parametrize(
    "odd",
    [
        "",
        ".",
        "..",
        "../x",
        "/etc",
        "20261126T120000Z-0123456789ab/..",
        "20261126T120000Z-0123456789ab",
        "a\0b",
        "20261126T120000Z-0123456789ab\n",
    ],
)
def test_an_id_leads_nowhere_else(place, odd):
    (place.data / FOLDER).mkdir(parents=True)
    (place.data / FOLDER / "20261126T120000Z-0123456789ff").symlink_to("/etc")
    for name in (odd, "20261126T120000Z-0123456789ff"):
        with pytest.raises(NoJobError):
            look(place, name)
    assert recent(place) == ()


def test_old_jobs_go_and_those_at_work_stay(place, monkeypatch):
    monkeypatch.setattr(jobs, "_start", lambda folder: None)

    def many(count):
        return [ask(place, Understand(name=f"{number}.csv"), by="x") for number in range(count)]

    first = folder_of(place.data, many(1)[0])
    with first.held():
        many(MOST_KEPT + 5)
        assert look(place, first.id).status is Status.WAITING
        assert len(recent(place)) <= MOST_KEPT + 1
    old = first.path.rename(first.path.with_name("20251126T120000Z-0123456789ab"))
    assert look(place, old.name).sentence == ABORTED
    many(1)
    assert not old.exists()


def test_what_cannot_be_asked_is_told_with_the_reason(place, monkeypatch):
    with pytest.raises(NotAskedError, match="niet te lezen"):
        ask(place, Understand(name="x.exe"), by="x", file=("x.exe", b"MZ"))
    with pytest.raises(NotAskedError, match="groter dan 5 MB"):
        ask(place, Understand(name="x.csv"), by="x", file=("x.csv", bytes(5_000_001)))
    place.data.write_text("een bestand waar de map hoort")
    with pytest.raises(NotAskedError, match="kan niet worden bewaard"):
        ask(place, FetchTitles(), by="x")


def test_half_a_result_or_damaged_progress_is_told_and_never_raised(place, monkeypatch):
    monkeypatch.setattr(jobs, "_start", lambda folder: None)
    folder = folder_of(place.data, ask(place, FetchTitles(), by="x"))
    (folder.path / "progress.jsonl").write_bytes(b'{"label": "a"}\n[1]\n{"label": "a", "rows": "veel"}\n{"la')
    assert [(step.label, step.rows) for step in look(place, folder.id).steps] == [("a", 0)]
    for damage in (b"", b"{", b"[]", b'{"answer": {"kind": "verzonnen"}}', b'{"answer": 3}'):
        (folder.path / "result.json").write_bytes(damage)
        state = look(place, folder.id)
        assert state.status is Status.FAILED
        assert "niet te lezen" in state.sentence
    (folder.path / "asked.json").write_bytes(b"{}")
    with pytest.raises(NoJobError):
        look(place, folder.id)
    assert recent(place) == ()


def test_titles_are_fetched_and_a_catalogue_that_is_silent_keeps_what_there_was(place, asked, replay, worked_here):
    state = asked(FetchTitles())
    assert state.answer.problems == ()
    assert {table.table for table in titles_in(place.data).tables} >= {"47018NED", "90001NED"}
    title = next(table.title for table in titles_in(place.data).tables if table.table == "90001NED")
    assert title == "Klanten van het <b>wijkteam</b>; =HYPERLINK(1) , regio"
    replay.fault("dataderden.cbs.nl", status(500))
    again = asked(FetchTitles())
    assert again.status is Status.FINISHED
    assert "dataderden.cbs.nl geeft geen antwoord" in again.answer.problems[0]
    assert "47018NED" in {table.table for table in titles_in(place.data).tables}


def test_when_cbs_is_silent_titles_say_so_and_the_shipped_ones_are_there(place, asked, silent, worked_here):
    state = asked(FetchTitles())
    assert state.status is Status.FAILED
    assert "geeft geen antwoord" in state.sentence
    assert {"47018NED", "85098NED"} <= {table.table for table in titles_in(place.data).tables}


def test_through_the_door_an_administrator_refreshes_and_an_editor_only_looks(place, monkeypatch):
    monkeypatch.setattr(jobs, "_start", lambda folder: None)
    editor = Actor(subject="sub-2", name="Ed", role=Role.EDITOR, until=datetime.now(UTC) + timedelta(hours=1))
    done = write(editor, AskJob(question=FetchTitles()), "", place=place)
    assert (look(place, done.job).by, folder_of(place.data, done.job).asked().subject) == ("Ed", "sub-2")
    with pytest.raises(Refused, match="beheerder"):
        write(editor, AskJob(question=Refresh()), "", place=place)
    with pytest.raises(Refused, match="niet te lezen"):
        write(editor, AskJob(question=Understand(name="x.exe"), file=("x.exe", b"MZ")), "", place=place)
    assert write(replace(editor, role=Role.ADMINISTRATOR), AskJob(question=Refresh()), "", place=place).job
    assert len(recent(place)) == 2

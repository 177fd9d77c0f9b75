"""The history of an agenda: who, when and why, whatever git is told on this computer, and whatever breaks off halfway."""

import itertools
import multiprocessing
import os
import shutil
import signal
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dulwich.repo import Repo
from support.shipped import AGENDA

from etl.door.actors import Actor, Role
from etl.door.changes import Publish, SaveField, SaveWhole
from etl.door.desk import desk_of
from etl.door.door import write
from etl.door.history import BY_HAND, History
from etl.door.pushing import PUSH_VARIABLE
from etl.door.things import Kind, Thing
from etl.installation import Place

NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)
EDITOR = Actor(subject="sub-1", name="Anna de Wit", role=Role.EDITOR, until=NOW + timedelta(hours=4))
NAME = ("naam",)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    shutil.copytree(AGENDA.parent, tmp_path / "around" / "config")
    return Place(agenda=tmp_path / "around" / "config" / "agenda.yaml", data=tmp_path / "data")


def publish(place: Place, name: str, *, indicator: str = "mishandeling", reason: str = "Zo is het beter.") -> str:
    """Give an indicator another name; what is told of it."""
    desk = desk_of(place)
    thing = Thing(Kind.INDICATOR, indicator)
    seen = next(each.name for each in desk.agenda.indicators if each.id == indicator)
    draft = write(EDITOR, SaveField(thing=thing, path=NAME, value=name, seen=seen), desk.version, place=place, now=NOW).draft
    return write(EDITOR, Publish(drafts=(draft,), reason=reason), desk_of(place).version, place=place, now=NOW).told


def told(place: Place) -> list[tuple[str, str]]:
    return [(each.who, each.what) for each in History.of(place.agenda).entries()]


def test_no_hook_runs_and_no_setting_of_this_computer_counts(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    history, mark = History.start(place.agenda), tmp_path / "ran"
    hooks = place.agenda.parent / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg", "pre-push", "reference-transaction", "update"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {mark}\n", encoding="utf-8")
        (hooks / name).chmod(0o755)
    settings = tmp_path / "home" / ".gitconfig"
    settings.parent.mkdir()
    settings.write_text(
        f"[user]\n name = Iemand\n email = iemand@example.nl\n[commit]\n gpgsign = true\n[gpg]\n program = touch {mark}\n"
        f"[core]\n autocrlf = true\n hooksPath = {hooks}\n fsmonitor = touch {mark}\n"
        f'[filter "x"]\n clean = touch {mark}\n required = true\n[url "{tmp_path}/elders"]\n insteadOf = {tmp_path}/kopie\n',
        encoding="utf-8",
    )
    (place.agenda.parent / ".gitattributes").write_text("* filter=x text eol=crlf\n", encoding="utf-8")
    subprocess.run(["git", "init", "--bare", "--quiet", str(tmp_path / "kopie")], check=True)
    monkeypatch.setenv(PUSH_VARIABLE, str(tmp_path / "kopie"))
    assert publish(place, "Geweld") == ""
    assert not mark.exists()
    commit = Repo(str(place.agenda.parent))[history.head.encode()]
    assert (commit.author, commit.committer) == (b"Anna de Wit <databoek@invalid>",) * 2
    assert b"Account: sub-1" in commit.message
    assert history.text_at(history.head).encode() == place.agenda.read_bytes()
    assert Repo(str(tmp_path / "kopie")).refs[b"refs/heads/main"].decode() == history.head
    (place.agenda.parent / ".gitattributes").unlink()
    seen = subprocess.run(
        ["git", "-c", "core.fsmonitor=false", "-c", "core.autocrlf=false", "status", "--porcelain", "agenda.yaml"],
        cwd=place.agenda.parent, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert seen.stdout == "", "other tools see no change that is none"


def test_a_repository_around_the_agenda_is_used_only_when_it_was_named(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    around = Repo.init(str(place.agenda.parent.parent))
    publish(place, "Geweld")
    assert History.of(place.agenda) is None
    assert not around.refs.allkeys() - {b"HEAD"}
    monkeypatch.setenv("DATABOEK_GESCHIEDENIS", "ja")
    assert History.of(place.agenda) is None
    monkeypatch.setenv("DATABOEK_GESCHIEDENIS", "omringend")
    publish(place, "Slaan en schoppen")
    assert told(place) == [("Anna de Wit", "Gewijzigd: indicator 'mishandeling'"), ("niet bekend", BY_HAND)]


def test_what_was_changed_by_hand_stands_in_the_history_before_the_next_change(place: Place) -> None:
    history = History.start(place.agenda)
    publish(place, "Geweld")
    by_hand = place.agenda.read_text(encoding="utf-8").replace("naam: Vernieling\n", "naam: Vandalisme\n")
    place.agenda.write_text(by_hand, encoding="utf-8")
    publish(place, "Slaan")
    assert [each for each, _ in told(place)] == ["Anna de Wit", "niet bekend", "Anna de Wit", "niet bekend"]
    assert history.text_at(history.before(history.head)) == by_hand


def test_what_a_copy_elsewhere_has_and_we_do_not_stays_there(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "kopie.git"
    history = History.start(place.agenda)
    monkeypatch.setenv(PUSH_VARIABLE, f"https://naam:geheim@127.0.0.1:9/{copy.name}")
    failed = publish(place, "Geweld")
    assert "kon niet naar https://127.0.0.1:9/kopie.git" in failed
    assert "geheim" not in failed
    monkeypatch.setenv(PUSH_VARIABLE, str(copy))
    assert "kon niet naar" in publish(place, "Slaan"), "there is no such place"
    subprocess.run(["git", "init", "--bare", "--quiet", "--initial-branch=main", str(copy)], check=True)
    assert publish(place, "Schoppen") == ""
    there = Repo(str(copy))
    assert there.refs[b"refs/heads/main"].decode() == history.head, "what was not sent before comes along"
    other = there[there.refs[b"refs/heads/main"]].copy()
    other.message = b"van een ander"
    there.object_store.add_object(other)
    there.refs[b"refs/heads/main"] = other.id
    assert "daar staat iets wat hier niet staat" in publish(place, "Geweld")
    assert there.refs[b"refs/heads/main"] == other.id


def test_a_history_that_cannot_be_written_stops_no_publication_and_is_made_good_later(place: Place) -> None:
    history = History.start(place.agenda)
    publish(place, "Geweld")
    was = history.head
    head = place.agenda.parent / ".git" / "refs" / "heads" / "main"
    head.with_suffix(".lock").write_text("", encoding="utf-8")
    assert "nog niet in de geschiedenis" in publish(place, "Slaan")
    assert "naam: Slaan\n" in place.agenda.read_text(encoding="utf-8")
    assert history.head == was
    head.with_suffix(".lock").unlink()
    assert publish(place, "Schoppen") == ""
    texts = [history.text_at(each.id) for each in history.entries()]
    assert ["naam: Schoppen\n" in texts[0], "naam: Slaan\n" in texts[1], "naam: Geweld\n" in texts[2]] == [True] * 3


def _publish_many(place: Place, worker: int, times: int) -> None:
    actor = Actor(subject=f"sub-{worker}", name=f"Collega {worker}", role=Role.EDITOR, until=NOW + timedelta(hours=4))
    for number in range(times):
        while True:
            desk = desk_of(place)
            try:
                text = f"{desk.text}# {worker}-{number}\n"
                write(actor, SaveWhole(text=text, reason=f"{worker}-{number}"), desk.version, place=place, now=NOW)
            except Exception as refused:  # noqa: BLE001
                assert "intussen gewijzigd" in str(refused)  # noqa: PT017
                continue
            break


def test_processes_that_publish_at_once_each_have_their_place_in_the_history(place: Place) -> None:
    history = History.start(place.agenda)
    workers = [multiprocessing.get_context("fork").Process(target=_publish_many, args=(place, each, 3)) for each in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    found = list(history.entries())
    assert sorted(each.reason for each in found if each.reason) == sorted(f"{a}-{b}" for a in range(3) for b in range(3))
    for newer, older in itertools.pairwise(found):
        assert history.before(newer.id) == older.id
        assert len(history.text_at(newer.id)) > len(history.text_at(older.id))
    assert history.text_at(history.head) == place.agenda.read_text(encoding="utf-8")


def _publish_and_wait(place: Place, mark: Path) -> None:
    """Stop between the agenda and the history, as a computer that loses its power does."""

    def late(*_: object, **__: object) -> str:
        mark.touch()
        time.sleep(600)
        return ""

    History.record = late
    publish(place, "Halverwege")


def test_who_is_killed_between_agenda_and_history_leaves_a_change_that_the_next_one_records(place: Place, tmp_path: Path) -> None:
    history, mark = History.start(place.agenda), tmp_path / "halverwege"
    publish(place, "Geweld")
    broken = multiprocessing.get_context("fork").Process(target=_publish_and_wait, args=(place, mark))
    broken.start()
    while not mark.exists():
        assert broken.is_alive()
        time.sleep(0.01)
    os.kill(broken.pid, signal.SIGKILL)
    broken.join()
    assert "naam: Halverwege\n" in place.agenda.read_text(encoding="utf-8")
    publish(place, "Vandalisme", indicator="vernieling")
    texts = [history.text_at(each.id) for each in history.entries()]
    assert "naam: Halverwege\n" in texts[1]
    assert [each for each, _ in told(place)][:3] == ["Anna de Wit", "niet bekend", "Anna de Wit"]

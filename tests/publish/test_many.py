"""Many municipalities at once: who fails is named and the others are made; a folder is whole or as it was, whatever happens."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.shipped import AGENDA, ROOT
from typer.testing import CliRunner

from dashboard.publish.__main__ import app
from dashboard.publish.each import ENDED, Made, make_each
from dashboard.publish.folder import ASIDE, together
from dashboard.publish.opendata.asked import PACKAGE
from dashboard.publish.site_command import START
from dashboard.publish.whose import Exit, NotMadeError, wanted

NAMES = ("haarlem", "utrecht", "zaanstad")
ADDRESS = "https://cijfers.example.org"


def run(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


@pytest.fixture
def many(filled, tmp_path, monkeypatch):
    """Three municipalities with the shipped agenda; the folder of their agendas."""
    for name in NAMES:
        shutil.copytree(AGENDA.parent, tmp_path / "gemeenten" / name)
        shutil.copytree(filled, tmp_path / "data" / "gemeenten" / name)
    monkeypatch.setenv("DATABOEK_GEMEENTEN", str(tmp_path / "gemeenten"))
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABOEK_AGENDA", "")
    return tmp_path / "gemeenten"


def files_in(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_who_fails_is_named_with_the_reason_and_the_others_are_made(many, tmp_path, monkeypatch, caplog):
    (many / "utrecht" / "agenda.yaml").write_text("agenda: {", encoding="utf-8")
    shutil.rmtree(tmp_path / "data" / "gemeenten" / "haarlem")
    done = run("pdf", "--indicator", "woninginbraken", "--out", tmp_path / "uit" / "boek.pdf", "--gemeente", "all")
    assert done.exit_code == Exit.SOME_FAILED
    first, second, *told = done.stderr.splitlines()
    assert first.startswith("(1 van 3) haarlem: niet gemaakt. ")
    assert second.startswith("(2 van 3) utrecht: niet gemaakt. ")
    assert "agenda.yaml:1 " in done.stderr
    assert told[-1].startswith("Niet gemaakt: haarlem, utrecht. ")
    assert done.stdout.splitlines() == [
        f"(3 van 3) Zaanstad: {tmp_path / 'uit' / 'zaanstad' / 'boek.pdf'}",
        "Klaar: 1 van 3 gemeenten.",
    ]
    assert set(files_in(tmp_path / "uit")) == {"zaanstad/boek.pdf"}
    monkeypatch.setattr("dashboard.publish.feeds_command.feed_paths", lambda _book: 1 / 0)
    done = run("feeds", "--out", tmp_path / "uit", "--adres", ADDRESS, "--gemeente", "all")
    assert (done.exit_code, "dit was niet voorzien (ZeroDivisionError)" in done.stderr) == (Exit.SOME_FAILED, True)
    assert "zaanstad failed" in caplog.text


def test_when_all_fail_for_the_same_reason_that_is_the_answer(many, tmp_path):
    shutil.rmtree(tmp_path / "data")
    done = run("data", "--out", tmp_path / "uit", "--gemeente", "all")
    assert (done.exit_code, done.stderr.count("niet gemaakt")) == (Exit.NOTHING, 3)
    assert not (tmp_path / "uit").exists()


def fail_halfway(folder, path):
    before = files_in(folder)
    with together(folder) as put:
        put(path, b"half")
        assert {name: content for name, content in files_in(folder).items() if ASIDE not in name} == before
        1 / 0  # noqa: B018


def test_files_that_belong_together_appear_together(tmp_path):
    folder = tmp_path / "uit"
    with pytest.raises(ZeroDivisionError):
        fail_halfway(folder, "een/twee.html")
    assert list(tmp_path.iterdir()) == []
    with together(folder) as put:
        put("een/twee.html", b"2")
        put("drie.html", b"3")
    assert files_in(tmp_path) == {"uit/een/twee.html": b"2", "uit/drie.html": b"3"}
    (folder / "eigen.txt").write_bytes(b"van de gemeente")
    before = files_in(folder)
    with pytest.raises(ZeroDivisionError):
        fail_halfway(folder, "drie.html")
    assert files_in(folder) == before
    for left in (folder / ASIDE, tmp_path / f".uit{ASIDE}"):
        left.mkdir()
        (left / "oud.html").write_bytes(b"van een keer die werd afgebroken")
    with together(folder) as put:
        put("drie.html", b"4")
    assert files_in(tmp_path) == {f"uit/{path}": content for path, content in (before | {"drie.html": b"4"}).items()}


def test_a_folder_that_cannot_be_written_is_told_with_the_way_out(tmp_path, monkeypatch):
    (tmp_path / "bestand").write_text("x")
    with pytest.raises(NotMadeError, match="Kies met --out een map"), together(tmp_path / "bestand") as put:
        put("een.html", b"1")
    with pytest.raises(NotMadeError, match="Kies met --out een map"), together(tmp_path / "bestand" / "map") as put:
        put("een.html", b"1")
    monkeypatch.chdir(tmp_path)
    with together(Path()) as put:
        put("hier.html", b"1")
    assert set(files_in(tmp_path)) == {"bestand", "hier.html"}


def make_or_die(book, folder):
    """In the process of a worker: as if the kernel ended it for want of memory."""
    if folder.name == "utrecht":
        os.kill(os.getpid(), signal.SIGKILL)
    return Made((f"{book.name}: {folder.name}",))


@pytest.mark.attack
def test_a_process_that_dies_is_named_and_takes_no_other_along(many, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    from test_many import make_or_die  # noqa: PLC0415  by a name that another process can import too

    found = make_each(make_or_die, wanted("all", tmp_path / "uit"), are_many=True, jobs=2)
    assert {each.wanted.name: (each.code, each.problem) for each in found} == {
        "haarlem": (Exit.WELL, ""),
        "utrecht": (Exit.SOME_FAILED, ENDED),
        "zaanstad": (Exit.WELL, ""),
    }


@pytest.mark.attack
def test_two_at_once_give_the_same_bytes_as_one_by_one(many, tmp_path):
    for jobs in (1, 2):
        for command in (["data"], ["site"], ["pdf"]):
            out = tmp_path / f"uit-{jobs}" / command[0]
            done = run(*command, "--out", out / "boek.pdf" if command == ["pdf"] else out, "--gemeente", "all", "--jobs", jobs)
            assert (done.exit_code, done.stderr) == (0, "")
    assert files_in(tmp_path / "uit-1") == files_in(tmp_path / "uit-2")
    assert {path.name for path in (tmp_path / "uit-2" / "site").iterdir()} == {*NAMES, START}


@pytest.mark.attack
def test_what_is_killed_leaves_whole_folders_and_no_process(many, tmp_path):
    out = tmp_path / "uit"
    command = [sys.executable, "-m", "dashboard.publish", "data", "--gemeente", "all", "--jobs", "2", "--out", str(out)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as made:
        wait_until(lambda: any((out / name).exists() for name in NAMES), seconds=600)
        started = [int(each) for each in Path(f"/proc/{made.pid}/task/{made.pid}/children").read_text().split()]
        made.kill()
    assert len(started) >= 2
    wait_until(lambda: not any(is_running(each) for each in started), seconds=30)
    whole = [name for name in NAMES if (out / name).exists()]
    assert whole
    for name in whole:
        assert not (out / name / ASIDE).exists()
        told = json.loads((out / name / PACKAGE).read_bytes())
        assert {each["path"] for each in told["resources"]} < set(files_in(out / name))
    done = run("data", "--gemeente", "all", "--out", out)
    assert (done.exit_code, done.stderr) == (0, "")
    assert {path.name for path in out.iterdir()} == set(NAMES)
    assert len({len(files_in(out / name)) for name in NAMES}) == 1


def wait_until(holds, seconds):
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.02)


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
    except OSError:
        return False
    return state != "Z"

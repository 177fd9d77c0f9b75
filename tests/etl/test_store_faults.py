"""Faults of disk, clock, pointer and process: published figures are not lost, readers see a whole version, and it heals."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from support.command import NOWHERE, call
from support.shipped import ROOT
from support.small_agenda import OWN_FILE, agenda_data
from support.small_store import START, put, run, shown
from support.store_faults import IN_A_FOLDER
from support.tools import require

from etl.store.connections import to_read
from etl.store.disk import DiskError, told_in_dutch
from etl.store.examine import DamagedError, examine
from etl.store.healing import heal
from etl.store.store import open_store
from etl.store.versions import POINTER, StoreMissingError, one_run_at_a_time, read_pointer

SECTION = "## Schijf, klok, wijzer en proces"
STAYS = "Wat er al stond, is niet veranderd."
ELSEWHERE = {  # tests/etl/test_upgrades.py
    "cijfers van een vorig Databoek",
    "onmogelijke cijfers van een vorig Databoek",
    "cijfers van een nieuwer Databoek",
}
COVERED: set[str] = set(IN_A_FOLDER) | ELSEWHERE


def fault(name):
    """The test below is the one of this row of docs/betrouwbaarheid.md."""
    COVERED.add(name)
    return lambda test: test


@pytest.fixture
def folder(versions, tmp_path):
    return Path(shutil.copytree(versions, tmp_path / "data"))


@pytest.mark.sampled(6)
@pytest.mark.parametrize("name", IN_A_FOLDER)
def test_readers_see_a_whole_version_and_the_next_run_heals_it_without_losing_history(folder, name):
    does, sees, told = IN_A_FOLDER[name]
    does(folder)
    there = {path.name: path.stat().st_size for path in folder.glob("databoek-*.duckdb")}
    assert shown(folder) == sees
    kept = run(folder, 4.0, hours=4)
    assert told.lower() in " ".join(kept.remarks).lower()
    assert bool(told) == bool(kept.remarks)
    assert shown(folder) == 4.0
    assert [shown(folder, as_of=START + timedelta(hours=hours)) for hours in (2, 3)] == [2.0, sees]
    assert read_pointer(folder).file == kept.version.path.name
    left = {path.name: path.stat().st_size for path in folder.glob("databoek-*.duckdb")}
    if told and "logboek" not in told:
        assert there.items() <= left.items(), "after a recovery nothing is deleted"
    assert not list(folder.glob("building-*.tmp")) + list(folder.glob("current-*.tmp"))
    again = run(folder, 5.0, hours=5)
    assert [text for text in again.remarks if "logboek" not in text] == []
    assert shown(folder) == 5.0
    assert again.version.run_id > kept.version.run_id


@fault("alle versies zijn beschadigd")
def test_when_no_version_is_whole_a_run_starts_anew_says_so_and_leaves_them(folder):
    for path in folder.glob("databoek-*.duckdb"):
        path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(StoreMissingError, match="is er geen heel"):
        open_store(folder)
    kept = run(folder, 9.0, hours=9)
    assert "Van de 3 versies" in kept.remarks[0]
    assert "python -m etl restore MAP" in kept.remarks[0]
    assert (shown(folder), len(list(folder.glob("databoek-*.duckdb")))) == (9.0, 4)
    assert kept.version.run_id == 4, "a number that was used is not used again"
    for hours in range(10, 15):
        run(folder, float(hours), hours=hours)
    assert len(list(folder.glob("databoek-00000[123]-*.duckdb"))) == 3, "what holds something of its own is never pruned"


@fault("alle versies zijn weg")
def test_when_all_versions_are_gone_the_run_that_starts_anew_says_so(folder):
    for path in folder.glob("databoek-*.duckdb"):
        path.unlink()
    with pytest.raises(StoreMissingError, match="zijn weg"):
        open_store(folder)
    assert "zonder de geschiedenis" in run(folder, 9.0, hours=9).remarks[0]
    assert shown(folder) == 9.0


@pytest.mark.sampled(6)
@pytest.mark.parametrize("place", range(0, 100, 2))
def test_wherever_bits_fall_over_readers_see_one_of_the_whole_versions(folder, place):
    path = sorted(folder.glob("databoek-*.duckdb"))[-1]
    data = bytearray(path.read_bytes())
    start = len(data) * place // 100
    for at in range(start, min(start + 5000, len(data))):
        data[at] ^= 0xFF
    path.write_bytes(data)
    assert shown(folder) in {3.0, 2.0}
    run(folder, 4.0, hours=4)
    assert shown(folder) == 4.0


def test_a_view_that_looks_elsewhere_is_refused_also_when_it_is_asked_directly(folder):
    IN_A_FOLDER["een versie leest elders op de computer"].does(folder)
    path = sorted(folder.glob("databoek-*.duckdb"))[-1]
    with pytest.raises(DamagedError):
        examine(path)
    with to_read(path) as connection:
        for query in ("FROM observation", "SELECT * FROM read_text('/etc/passwd')", "SET enable_external_access = true"):
            with pytest.raises(Exception, match=r"disabled by configuration|locked"):
                connection.execute(query)


@fault("de klok liep een jaar voor en is nu goed")
def test_a_first_run_with_the_clock_a_year_ahead_heals(tmp_path):
    put(tmp_path, 1.0, hours=24 * 365)
    put(tmp_path, 2.0, hours=0)
    assert shown(tmp_path) == 2.0
    assert shown(tmp_path, as_of=datetime.now(UTC)) == 2.0
    assert shown(tmp_path, as_of=START) == 2.0, "a run is older than the one after it, whatever its clock said"
    put(tmp_path, 3.0, hours=1)
    assert [shown(tmp_path, as_of=START + timedelta(hours=hours)) for hours in (0, 1)] == [2.0, 3.0]
    assert [version.run_id for version in map(examine, sorted(tmp_path.glob("*.duckdb")))] == [1, 2, 3]


@fault("de klok staat een jaar voor en blijft zo")
def test_with_a_clock_that_was_ahead_and_no_run_since_what_holds_now_is_still_known(tmp_path):
    put(tmp_path, 1.0, hours=24 * 365 * 3)
    assert shown(tmp_path) == shown(tmp_path, as_of=datetime.now(UTC)) == 1.0


@fault("de klok sprong een uur terug")
def test_runs_are_kept_in_the_order_in_which_they_were_done(folder):
    for value, hours in ((4.0, 2.0), (5.0, 1.5), (6.0, 1.5)):
        run(folder, value, hours=hours)
        assert shown(folder) == shown(folder, as_of=datetime.now(UTC) + timedelta(days=9)) == value
    store = open_store(folder)
    assert store.runs()["run_id"].tolist() == [6, 5, 4, 3, 2, 1]
    assert store.runs()["finished_at"].is_monotonic_decreasing
    assert len(list(folder.glob("*.duckdb"))) == 3


@fault("de klok sprong een jaar terug tijdens een verversing")
def test_a_run_that_ends_before_it_began_is_kept(folder):
    kept = run(folder, 4.0, hours=-24 * 365)
    assert shown(folder) == 4.0
    assert kept.version.run_id == 4


# --- the command as people type it, with an own file only, so that it takes no network ---


def write_agenda(folder):
    """An agenda with one own file."""
    data = agenda_data(woninginbraken=None, gezondheid=None, schoolverlaters=None, bijstand=None)
    data["bronnen"] = {"eigen": data["bronnen"]["eigen"]}
    del data["agenda"]["gebiedsindeling"]
    (folder / "cohesie.csv").write_text(OWN_FILE, encoding="utf-8")
    path = folder / "agenda.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.fixture
def agenda(tmp_path):
    return write_agenda(tmp_path)


def refresh(agenda, data):
    return call("refresh", "--agenda", agenda, "--data", data)


def refresh_in_shell(agenda, data, *, before="", environment=None):
    """As a process of its own, for what a call cannot have: limits, or another environment."""
    words = [sys.executable, "-m", "etl", "refresh", "--agenda", str(agenda), "--data", str(data)]
    settings = {**os.environ, "COLUMNS": "200", "DATABOEK_CBS_BASE": NOWHERE} if environment is None else environment
    command = ["/bin/bash", "-c", f"{before}exec {shlex.join(words)}"]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120, check=False)


def cohesion(data):
    store = open_store(data)
    try:
        return store.observations(indicators=["cohesie"], regions=["GM0479"])["value"].tolist()
    finally:
        store.close()


@pytest.fixture(scope="session")
def refreshed(once):
    """A data folder with the own file in it, made once a run."""

    def make(folder):
        done = refresh_in_shell(write_agenda(folder), folder / "data")
        assert done.returncode == 0, done.stderr + done.stdout

    return once("one-own-file", make) / "data"


@pytest.fixture
def data(agenda, refreshed, tmp_path):
    """The same for one test; the file has changed since."""
    (agenda.parent / "cohesie.csv").write_text(OWN_FILE.replace("6,2", "6,3"), encoding="utf-8")
    return Path(shutil.copytree(refreshed, tmp_path / "data"))


def assert_told(done, *words, code=1):
    told = done.stdout + done.stderr
    assert done.returncode == code, told
    assert "Traceback" not in told
    for word in words:
        assert word in told


@fault("een bestand mag niet groter worden (ulimit -f)")
def test_a_limit_on_the_size_of_files(agenda, data):
    assert_told(refresh_in_shell(agenda, data, before="ulimit -f 1000; "), "mag niet zo groot worden", "ulimit -f", STAYS)
    assert cohesion(data) == [6.1, 6.2]
    assert refresh(agenda, data).returncode == 0
    assert cohesion(data) == [6.1, 6.3]


@fault("de map met cijfers is een bestand")
def test_a_file_in_place_of_the_folder(agenda, tmp_path):
    (tmp_path / "data").write_text("bezet", encoding="utf-8")
    assert_told(refresh(agenda, tmp_path / "data"), "is een bestand en geen map", "--data", code=3)
    assert_told(call("status", "--agenda", agenda, "--data", tmp_path / "data"), "is een bestand en geen map", code=3)
    assert (tmp_path / "data").read_text(encoding="utf-8") == "bezet"


@fault("het slot is een map")
def test_a_folder_in_place_of_the_lock(agenda, data):
    (data / "refresh.lock").unlink()
    (data / "refresh.lock").mkdir()
    assert_told(refresh(agenda, data), "kan niet worden beschreven", STAYS)
    assert cohesion(data) == [6.1, 6.2]


@fault("twee verversingen tegelijk")
def test_two_at_once(agenda, data):
    with one_run_at_a_time(data):
        assert_told(refresh(agenda, data), "loopt al een verversing")
    assert cohesion(data) == [6.1, 6.2]
    assert refresh(agenda, data).returncode == 0


@fault("de uitvoer kan geen UTF-8 aan")
def test_a_terminal_in_ascii(agenda, data):
    done = refresh_in_shell(agenda, data, environment={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert_told(done, "indicatoren hebben cijfers", code=0)
    assert cohesion(data) == [6.1, 6.3]


@fault("een lege omgeving (cron)")
def test_no_environment_at_all(agenda, data):
    assert_told(refresh_in_shell(agenda, data, environment={}), "indicatoren hebben cijfers", code=0)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)], ids=["SIGTERM", "SIGINT"])
@fault("een verzoek om te stoppen (SIGTERM)")
@fault("Ctrl+C tijdens een verversing (SIGINT)")
def test_a_request_to_stop_is_done_at_once_and_told(agenda, data, number, code):
    silent = (
        "import signal, sys, time\n"
        "from pathlib import Path\n"
        "import etl.store.building as building\n"
        "from etl.__main__ import app\n"
        "building.sync = lambda path: (print('bijna', flush=True), time.sleep(60))\n"
        "app()\n"
    )
    words = [sys.executable, "-c", silent, "refresh", "--agenda", str(agenda), "--data", str(data)]
    running = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout.readline().strip() == "bijna"
    running.send_signal(number)
    _, told = running.communicate(timeout=30)
    assert (running.returncode, told) == (code, "Afgebroken. De cijfers die er al stonden, zijn niet veranderd.\n")
    assert cohesion(data) == [6.1, 6.2]
    assert refresh(agenda, data).returncode == 0
    assert cohesion(data) == [6.1, 6.3]


@fault("afgebroken tussen de nieuwe versie en de wijzer")
def test_a_version_that_was_made_but_not_pointed_to_is_taken_up(folder):
    pointer = (folder / POINTER).read_bytes()
    put(folder, 4.0, hours=4)
    (folder / POINTER).write_bytes(pointer)
    assert shown(folder) == 3.0, "readers keep what the pointer names"
    with one_run_at_a_time(folder):
        found = heal(folder)
    assert "was al klaar" in found.remarks[0]
    assert shown(folder) == 4.0


@pytest.mark.needs("faketime")
@fault("de klok van de computer staat een jaar voor (libfaketime)")
def test_the_clock_of_the_computer_a_year_ahead_and_then_right(agenda, tmp_path):
    data = tmp_path / "data"
    done = _faked(agenda, data, "+365d")
    assert done.returncode == 0, done.stderr + done.stdout
    assert cohesion(data) == [6.1, 6.2]
    (agenda.parent / "cohesie.csv").write_text(OWN_FILE.replace("6,2", "6,3"), encoding="utf-8")
    assert refresh(agenda, data).returncode == 0
    assert cohesion(data) == [6.1, 6.3]


@pytest.mark.needs("faketime")
@fault("de klok van de computer springt terug (libfaketime)")
def test_the_clock_of_the_computer_goes_back(agenda, data):
    done = _faked(agenda, data, "-400d")
    assert done.returncode == 0, done.stderr + done.stdout
    assert cohesion(data) == [6.1, 6.3]
    (agenda.parent / "cohesie.csv").write_text(OWN_FILE.replace("6,2", "6,4"), encoding="utf-8")
    assert refresh(agenda, data).returncode == 0
    assert cohesion(data) == [6.1, 6.4]


def _faked(agenda, data, shift):
    words = [require("faketime"), "-f", shift, sys.executable, "-m", "etl", "refresh", "--agenda", agenda, "--data", data]
    settings = {**os.environ, "DATABOEK_CBS_BASE": NOWHERE}
    return subprocess.run(words, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=120, check=False)


# --- disks ---


@pytest.fixture
def disk(tmp_path):
    """A small disk of its own; gives a way to mount it anew with other options."""
    where = tmp_path / "disk"
    where.mkdir()

    def mount(options):
        return subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", where], capture_output=True, check=False
        ).returncode

    if os.geteuid() != 0 or mount("size=64m") != 0:
        pytest.skip("only root can mount a small disk")
    try:
        yield where, lambda options: subprocess.run(["mount", "-o", f"remount,{options}", where], check=True)
    finally:
        subprocess.run(["umount", "-l", where], check=False)


def fill_up(where, leaving):
    """Write a file that leaves so many bytes."""
    free = shutil.disk_usage(where).free
    (where / "vol").write_bytes(bytes(max(0, free - leaving)))


@pytest.mark.parametrize("leaving", [0, 100_000, 1_000_000, 2_000_000])
@fault("de schijf is vol")
@fault("de schijf raakt vol tijdens het schrijven")
def test_a_full_disk_at_any_point(folder, disk, leaving):
    where, _ = disk
    data = Path(shutil.copytree(folder, where / "data"))
    fill_up(where, leaving)
    size = max(path.stat().st_size for path in data.glob("*.duckdb"))
    with pytest.raises(DiskError, match=r"is vol .* Maak ruimte") as caught, told_in_dutch(data):
        run(data, 4.0, hours=4, years=2000 if leaving > size else 1)
    assert str(caught.value).endswith(STAYS)
    assert shown(data) == 3.0
    (where / "vol").unlink()
    run(data, 4.0, hours=4)
    assert shown(data) == 4.0
    assert not list(data.glob("building-*"))


@fault("de map mag alleen worden gelezen")
def test_a_disk_to_read_only(agenda, data, disk):
    where, again = disk
    shutil.copytree(data, where / "data")
    again("ro")
    done = refresh(agenda, where / "data")
    again("rw")
    assert_told(done, "mag alleen worden gelezen", STAYS)
    assert refresh(agenda, where / "data").returncode == 0
    assert cohesion(where / "data") == [6.1, 6.3]


@pytest.mark.parametrize("name", ["de nieuwste versie is half", "current.json is leeg", "current.json is een map"])
@fault("wijzer of versie stuk in een map die alleen mag worden gelezen")
def test_readers_who_may_not_write_get_the_newest_whole_version(folder, disk, name):
    where, again = disk
    data = Path(shutil.copytree(folder, where / "data"))
    IN_A_FOLDER[name].does(data)
    again("ro")
    seen = shown(data)
    again("rw")
    assert seen == IN_A_FOLDER[name].sees


# --- kill -9 at any moment, with readers ---

READER = """
import sys, time
from pathlib import Path
from support.small_store import shown
from etl.store.store import open_store
data, ready = Path(sys.argv[1]), Path(sys.argv[2])
looked = 0
while not ready.with_suffix(".stop").exists():
    store = open_store(data)
    values = set(store.observations()["value"])
    assert len(values) == 1, values
    assert len(store.observations()) == 40
    store.close()
    looked += 1
    ready.touch()
print(looked)
"""
WRITER = """
import sys
from pathlib import Path
from support.small_store import run
data, value = Path(sys.argv[1]), int(sys.argv[2])
print("klaar", flush=True)
sys.stdin.readline()
while True:
    run(data, float(value), hours=value, years=40)
    print(value, flush=True)
    value += 1
"""


def _python(code, *words, **options):
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True, **options)


def _writing(data, value):
    """A process that has loaded its code and begins to publish now."""
    writer = _python(WRITER, data, value, stdin=subprocess.PIPE)
    assert writer.stdout.readline() == "klaar\n"
    writer.stdin.write("\n")
    writer.stdin.flush()
    return writer


@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=pytest.mark.attack)])
@fault("kill -9 op een willekeurig moment")
def test_killed_at_random_moments_readers_see_no_error_and_no_half_version(tmp_path, kills):
    data, ready = tmp_path / "data", tmp_path / "ready"
    put(data, 0.0, years=40)
    readers = [_python(READER, data, ready, stderr=subprocess.PIPE) for _ in range(3)]
    with _writing(data, 1) as writer:
        begun = time.monotonic()
        assert writer.stdout.readline() == "1\n"
        one = time.monotonic() - begun
        writer.kill()
    published, place = int(shown(data)), 0
    for kill in range(kills):
        writer = _writing(data, published + 1)
        # Spread over two publications as this machine does them now, so that every step of one is hit.
        place = (place + 0.618) % 1
        time.sleep(place * 2 * one)
        writer.kill()
        done = [int(line) for line in writer.communicate()[0].split()]
        published = max([published, *done])
        seen = shown(data)
        assert seen >= published, f"kill {kill}: what was published is shown"
        published = int(seen)
    assert published > kills // 10, "some were killed only after they had published"
    ready.with_suffix(".stop").touch()
    for reader in readers:
        looked, told = reader.communicate(timeout=60)
        assert (reader.returncode, told) == (0, "")
        assert int(looked) > 0
    run(data, 9999.0, hours=9999, years=40)
    assert shown(data) == 9999.0
    assert not list(data.glob("building-*"))
    assert len(list(data.glob("databoek-*.duckdb"))) <= 8


def test_the_table_in_the_documentation_and_the_tests_are_the_same_list():
    text = (ROOT / "docs" / "betrouwbaarheid.md").read_text(encoding="utf-8").partition(SECTION)[2].partition("\n## ")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")][2:]
    assert sorted(row[0] for row in rows) == sorted(COVERED)
    assert all(len(row) == 3 and all(row) for row in rows)
    assert len(rows) >= 30

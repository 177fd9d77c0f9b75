"""Machines that share a lake see one store: the same figures, history, log, agendas; what holds of files holds of it."""

import logging
import os
import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.machines import everything, restart
from support.old_stores import GENERATIONS, Figure, old_store
from support.shipped import ROOT
from support.small_agenda import small_agenda
from support.small_store import START, YEAR, publication, run, shown

from etl.installation import places_in
from etl.store import keeping
from etl.store.agendas import keep_agenda, logged_agendas, open_kept
from etl.store.disk import DiskError
from etl.store.examine import examine
from etl.store.healing import published
from etl.store.homes import home_of, one_run_at_a_time
from etl.store.lake.connection import open_lake
from etl.store.lake.place import LakeError, place_of
from etl.store.lake.tagged import tagged_in, write
from etl.store.publication import publish
from etl.store.run_log import logged_runs
from etl.store.store import open_store
from etl.store.upgrades import CURRENT
from etl.store.versions import BusyError, StoreMissingError, StoreNewerError, read_pointer, version_files


@pytest.fixture
def here(tmp_path):
    return tmp_path / "here"


@pytest.fixture
def there(tmp_path):
    return tmp_path / "there"


def opened(lake):
    return open_lake(place_of(lake.folder, *lake.environment.values()))


def kept_in(lake, folder):
    connection = opened(lake)
    try:
        return [each.version.path.name for each in tagged_in(connection, folder)]
    finally:
        connection.close()


def files_of(lake):
    return set(Path(lake.data).rglob("*.parquet"))


def test_what_one_machine_publishes_every_other_reads_with_its_history(lake, here, there):
    run(here, 1.0, hours=1)
    assert shown(there) == 1.0
    run(here, 2.0, hours=2)
    run(here, None, hours=3)
    restart()
    assert shown(there) == 2.0
    assert shown(there, as_of=START + timedelta(hours=1.5)) == 1.0
    assert everything(there) == everything(here)
    store = open_store(there)
    assert store.refreshed_at == START + timedelta(hours=3), "a run that brought nothing is told to all"
    assert store.runs()["run_id"].tolist() == [3, 2, 1]
    store.close()


@pytest.mark.attack
def test_a_machine_without_a_folder_goes_on_where_another_stopped(lake, here, there, tmp_path):
    run(here, 1.0, hours=1)
    run(there, 2.0, hours=2)
    run(tmp_path / "third", 3.0, hours=3)
    restart()
    assert [shown(here, as_of=START + timedelta(hours=hours + 0.5)) for hours in (1, 2, 3)] == [1.0, 2.0, 3.0]


@pytest.mark.attack
def test_going_back_is_seen_everywhere_and_what_was_left_stays(lake, here, there):
    for value in (1.0, 2.0, 3.0):
        run(here, value, hours=value)
    with one_run_at_a_time(there):
        told = keeping.rollback(there)
    assert shown(there) == 2.0
    left = told.rpartition(" ")[2]
    for value in (4.0, 5.0, 6.0):
        run(here, value, hours=10 + value)
    restart()
    assert shown(there) == 6.0
    with one_run_at_a_time(there):
        keeping.rollback(there, left)
    restart()
    assert shown(here) == 3.0, "the version that was left behind holds a run that no other has"


def test_the_last_three_stay_and_the_files_of_others_go_after_an_hour(lake, here):
    for value in (1.0, 2.0, 3.0, 4.0, 5.0):
        run(here, value, hours=value, years=100)
    kept = kept_in(lake, here)
    assert len(kept) == 3
    assert kept == [path.name for path in version_files(here)]
    connection = opened(lake)
    gone = connection.execute("SELECT * FROM ducklake_cleanup_old_files('lake', dry_run => true, cleanup_all => true)").fetchall()
    connection.close()
    assert gone, "of the two versions that went, files wait to be removed"
    assert {Path(path) for (path,) in gone} < files_of(lake)


def test_agendas_and_what_was_said_are_the_same_everywhere(lake, here, there, tmp_path):
    run(here, 1.0)
    agenda = small_agenda(tmp_path)
    moment = datetime(2026, 11, 21, tzinfo=UTC)
    first = keep_agenda(here, agenda, moment)
    home_of(here).share()
    restart()
    shown(there)
    assert [each.id for each in logged_agendas(there)] == [first]
    assert open_kept(there, first) == agenda
    later = small_agenda(tmp_path, cohesie=None)
    second = keep_agenda(there, later, moment + timedelta(days=1))
    restart()
    shown(there)
    restart()
    shown(here)
    assert [each.id for each in logged_agendas(here)] == [first, second], "a page that keeps an agenda tells it as well"
    assert logged_runs(here) == logged_runs(there)


def test_two_runs_at_a_time_over_two_machines_are_one_too_many(lake, here, there):
    run(here, 1.0)
    with one_run_at_a_time(here), pytest.raises(BusyError, match="andere machine"), one_run_at_a_time(there):
        pytest.fail("two at a time")
    run(there, 2.0, hours=1)


def test_who_lost_the_lock_does_not_overwrite_what_came_between(lake, here, there, monkeypatch):
    """A server that is restarted forgets who held it."""
    run(here, 1.0, hours=1)
    with one_run_at_a_time(here):
        with monkeypatch.context() as forgotten:
            forgotten.setattr("etl.store.lake.home.held_everywhere", lambda _lake, _place: nullcontext())
            run(there, 2.0, hours=2)
        with pytest.raises(LakeError, match=r"Een andere machine zette net nieuwe cijfers klaar.*niets veranderd"):
            publish(here, publication(9.0, START + timedelta(hours=3)))
    restart()
    assert shown(here) == 2.0


def test_killed_before_the_end_nobody_sees_half_of_it(lake, here, there):
    """The process ends between the last table and the commit."""
    run(here, 1.0, hours=1)
    dies = (
        "import os, sys; from pathlib import Path; from etl.store.lake import home; from support.small_store import run\n"
        "write = home.write\n"
        "home.write = lambda *given: (write(*given), os._exit(9))\n"
        "run(Path(sys.argv[1]), 2.0, hours=2)\n"
    )
    here_too = {**os.environ, **lake.environment, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    done = subprocess.run([sys.executable, "-c", dies, str(there)], env=here_too, check=False, cwd=ROOT)
    assert done.returncode == 9
    restart()
    assert (shown(here), shown(there)) == (1.0, 1.0)
    run(there, 3.0, hours=3)
    restart()
    assert shown(here) == 3.0
    assert not list(there.glob("building-*"))


def test_a_backup_is_a_folder_of_files_and_can_be_put_back_in_either_store(lake, here, there, tmp_path, monkeypatch):
    for value in (1.0, 2.0):
        run(here, value, hours=value)
    keep_agenda(here, small_agenda(tmp_path), START)
    assert "staan ook in" in keeping.backup(here, tmp_path / "copy")
    run(here, 3.0, hours=3)
    restart()
    with one_run_at_a_time(there):
        assert "staan klaar" in keeping.restore(there, tmp_path / "copy")
    restart()
    assert shown(here) == 2.0
    assert len(logged_agendas(here)) == 1
    monkeypatch.delenv("DATABOEK_STORE")
    with one_run_at_a_time(tmp_path / "files"):
        keeping.restore(tmp_path / "files", tmp_path / "copy")
    assert shown(tmp_path / "files") == 2.0
    assert shown(tmp_path / "files", as_of=START + timedelta(hours=1.5)) == 1.0


@pytest.mark.attack
def test_figures_in_files_come_along_with_the_first_run(lake, here, there, monkeypatch):
    with monkeypatch.context() as before:
        before.delenv("DATABOEK_STORE")
        run(here, 1.0, hours=1)
    assert shown(here) == 1.0, "until then who has them reads them"
    run(here, 2.0, hours=2)
    assert shown(there, as_of=START + timedelta(hours=1.5)) == 1.0


def zeroed(path):
    content = path.read_bytes()
    path.write_bytes(content[:4] + bytes(len(content) // 2) + content[4 + len(content) // 2 :])


def halved(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    "harm", [zeroed, pytest.param(Path.unlink, marks=pytest.mark.attack), pytest.param(halved, marks=pytest.mark.attack)]
)
def test_verify_reads_what_is_in_the_lake_and_not_the_copy(lake, here, there, harm):
    run(here, 1.0, hours=1, years=100)
    run(here, 2.0, hours=2, years=100)
    found = keeping.verify(there)
    assert (found.is_well, found.lines[0].endswith("2 versies heel")) == (True, True)
    harm(max(Path(lake.data).rglob("measurement/*.parquet"), key=lambda path: path.stat().st_mtime_ns))
    found = keeping.verify(there)
    assert not found.is_well
    assert any(line.startswith("✕") and "in de gedeelde opslag" in line for line in found.lines)
    assert shown(there) == 2.0, "the copy is whole"
    fresh = there.parent / "fresh"
    assert shown(fresh) == 1.0, "who has no copy gets the version before it, as with files"
    run(there, 3.0, hours=3, years=100)
    restart()
    assert shown(fresh) == 3.0


@pytest.mark.attack
def test_a_damaged_copy_is_fetched_again(lake, here, there):
    run(here, 1.0)
    shown(there)
    (path,) = version_files(there)
    path.write_bytes(b"half")
    restart()
    assert shown(there) == 1.0
    assert published(there).path.name == path.name


def test_a_newer_databoek_is_not_read_and_readers_keep_what_they_have(lake, here, there, monkeypatch, caplog):
    run(here, 1.0, hours=1)
    shown(there)
    with monkeypatch.context() as newer:
        newer.setattr(
            "etl.store.lake.home.write", lambda lake, building, made: write(lake, building, made._replace(schema=CURRENT + 1))
        )
        run(here, 2.0, hours=2)
    restart()
    assert shown(there) == 1.0
    assert "nieuwere versie van Databoek" in caplog.text
    with pytest.raises(StoreNewerError, match="Werk het programma bij"):
        run(there, 3.0, hours=3)
    with pytest.raises(StoreMissingError, match="Werk het programma bij"):
        shown(there.parent / "fresh")


@pytest.mark.attack
def test_an_earlier_databoeks_publication_is_brought_up_to_date_where_it_is_read(lake, here, there, tmp_path, monkeypatch):
    with monkeypatch.context() as before:
        before.delenv("DATABOEK_STORE")
        path = old_store(
            tmp_path / "old", GENERATIONS[0], [Figure(2019, 1.0), Figure(YEAR, 2.0, until_second=True), Figure(YEAR, 3.0)]
        )
        as_files = everything(path.parent)
    connection = opened(lake)
    connection.begin()
    write(connection, path, examine(path))
    connection.commit()
    connection.close()
    assert examine(path).schema < CURRENT
    assert everything(there) == as_files
    assert published(there).schema == CURRENT


def test_away_readers_keep_what_they_have_and_a_run_says_so_and_loses_nothing(postgres, lake, here, there, caplog):
    run(here, 1.0, hours=1)
    shown(there)
    postgres.stop()
    try:
        restart()
        with caplog.at_level(logging.WARNING, logger="databoek"):
            assert [shown(there), shown(there)] == [1.0, 1.0]
        (line,) = [record.getMessage() for record in caplog.records if record.name == "databoek"]
        assert "Lezers houden de cijfers die er zijn" in line
        with pytest.raises(DiskError, match=r"geeft geen goed antwoord: .*refused.*Kijk of PostgreSQL draait.*niet veranderd"):
            run(here, 2.0, hours=2)
        with pytest.raises(StoreMissingError, match="geeft geen goed antwoord"):
            shown(there.parent / "fresh")
        assert not keeping.verify(there).is_well
        assert keeping.backup(there, there.parent / "copy")
    finally:
        postgres.start()
    run(here, 3.0, hours=3)
    restart()
    assert shown(there) == 3.0
    assert shown(there, as_of=START + timedelta(hours=2.5)) == 1.0


def test_away_in_the_midst_of_a_run_nothing_is_put_in_force(postgres, lake, here, monkeypatch):
    run(here, 1.0, hours=1)
    before = read_pointer(here)

    def gone(*given):
        postgres.stop()
        write(*given)

    monkeypatch.setattr("etl.store.lake.home.write", gone)
    try:
        with pytest.raises(LakeError, match="niet veranderd"):
            run(here, 2.0, hours=2)
    finally:
        postgres.start()
    assert read_pointer(here) == before
    assert not list(here.glob("building-*"))
    monkeypatch.undo()
    lake.use(monkeypatch)
    run(here, 3.0, hours=3)
    assert shown(here) == 3.0


def test_a_process_looks_again_by_itself_and_says_when_the_lake_is_back(lake, here, there, monkeypatch):
    monkeypatch.setattr("etl.store.lake.home.SECONDS_TO_LOOK", 0.0)
    run(here, 1.0, hours=1)
    assert shown(there) == 1.0
    run(here, 2.0, hours=2)
    until = time.monotonic() + 30
    while shown(there) != 2.0:
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.attack
def test_agendas_of_one_installation_share_a_lake_and_not_their_figures(lake, tmp_path):
    (of_zaanstad,) = (place.data for place in installed(tmp_path / "config", tmp_path / "data", "zaanstad"))
    (of_almere,) = (place.data for place in installed(tmp_path / "other", tmp_path / "elsewhere", "almere"))
    run(of_zaanstad, 1.0)
    run(of_almere, 2.0)
    run(tmp_path / "data", 3.0)
    restart()
    there = tmp_path / "there"
    assert [shown(there / "gemeenten" / name) for name in ("zaanstad", "almere")] == [1.0, 2.0]
    assert shown(there) == 3.0


def installed(folder, data, name):
    (folder / name).mkdir(parents=True)
    (folder / name / "agenda.yaml").touch()
    return places_in(folder, data)


def test_it_is_not_loaded_when_it_is_not_set(tmp_path):
    asks = (
        "import sys; from pathlib import Path; from support.small_store import run, shown; run(Path(sys.argv[1]), 1.0)\n"
        "assert shown(Path(sys.argv[1])) == 1.0\n"
        "print([name for name in sys.modules if name.startswith(('etl.store.lake', 'duckdb_extension'))])\n"
    )
    here_too = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    here_too.pop("DATABOEK_STORE", None)
    done = subprocess.run(
        [sys.executable, "-c", asks, str(tmp_path)], env=here_too, check=True, cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "[]\n"

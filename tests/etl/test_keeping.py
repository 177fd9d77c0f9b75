"""Looking after the store: verify, rollback, backup and restore; nothing that was shown is lost on the way."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from support.command import as_process, call
from support.small_store import run, shown

from etl.store import keeping
from etl.store.disk import DiskError, told_in_dutch
from etl.store.examine import examine, whole_versions
from etl.store.healing import published
from etl.store.keeping import KeepingError
from etl.store.store import open_store
from etl.store.versions import StoreMissingError, one_run_at_a_time


@pytest.fixture
def folder(versions, tmp_path):
    return Path(shutil.copytree(versions, tmp_path / "data"))


def test_verify_names_every_version_and_the_one_that_is_shown(folder):
    done = as_process("verify", "--data", folder)
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines), lines[-1]) == (0, 4, "Alles is heel.")
    assert lines[0].startswith("✓ 000001-20261121T130000Z: heel, cijfers van 21 november 2026, ")
    assert lines[2].endswith("MB (staat klaar)")


def test_verify_tells_what_is_damaged_and_what_readers_get(folder):
    newest = sorted(folder.glob("*.duckdb"))[-1]
    newest.write_bytes(b"weg")
    (folder / "current.json").write_text("{}", encoding="utf-8")
    done = call("verify", "--data", folder)
    assert done.returncode == 1
    assert f"✕ {newest.name} is niet te openen" in done.stdout
    assert "✕ in current.json staat niet welke versie er is" in done.stdout
    assert done.stdout.splitlines()[-1] == (
        "Lezers krijgen de cijfers van 21 november 2026 (000002-20261121T140000Z)."
        " Een verversing herstelt wat kan: python -m etl refresh"
    )
    (folder / "current.json").unlink()
    assert "✕ er is geen current.json" in call("verify", "--data", folder).stdout


def test_verify_without_a_whole_version_answers_3(folder, tmp_path):
    for path in folder.glob("*.duckdb"):
        path.write_bytes(b"")
    assert call("verify", "--data", folder).returncode == 3
    done = call("verify", "--data", tmp_path / "leeg")
    assert (done.returncode, done.stdout) == (3, f"In {tmp_path / 'leeg'} staan nog geen cijfers. Typ: python -m etl refresh\n")
    assert not (tmp_path / "leeg").exists()


def test_rollback_shows_the_version_before_and_says_of_when_the_figures_are(folder):
    done = as_process("rollback", "--data", folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "De cijfers van 21 november 2026 (versie 000002-20261121T140000Z) staan weer klaar. Die van 21 november 2026 zijn"
        " bewaard; terug daarheen: python -m etl rollback 000003-20261121T150000Z\n"
    )
    assert shown(folder) == 2.0
    store = open_store(folder)
    assert store.runs()["mode"].tolist() == ["rollback", "live", "live"]
    assert store.sources()["outcome"].tolist() == ["gewijzigd"]


def test_rolling_back_again_goes_further_back_until_there_is_nothing_before(folder):
    keeping.rollback(folder)
    keeping.rollback(folder)
    assert shown(folder) == 1.0
    with pytest.raises(KeepingError, match="geen eerdere versie"):
        keeping.rollback(folder)
    assert shown(folder) == 1.0
    done = call("rollback", "--data", folder)
    assert (done.returncode, "Er is niets veranderd" in done.stderr) == (1, True)


def test_after_a_rollback_runs_go_on_from_there_and_what_was_left_is_never_pruned(folder):
    left = published(folder)
    keeping.rollback(folder)
    for value in range(4, 9):
        run(folder, float(value), hours=value)
    assert shown(folder) == 8.0
    assert left.path in folder.iterdir()
    assert examine(left.path).runs == left.runs
    assert not published(folder).holds(left)
    assert len([version for version in whole_versions(folder) if published(folder).holds(version)]) == 3
    keeping.rollback(folder, left.name)
    assert shown(folder) == 3.0


def test_a_rollback_after_a_rollback_and_a_run_goes_to_what_was_shown_before(folder):
    keeping.rollback(folder)
    run(folder, 4.0, hours=4)
    keeping.rollback(folder)
    assert shown(folder) == 2.0, "not to the figures that were rolled back"


def test_a_version_that_is_not_there_is_told_with_those_that_are(folder):
    with pytest.raises(KeepingError, match=r"geen hele versie '000009'\. Wel: 000001-20261121T130000Z, 000002"):
        keeping.rollback(folder, "000009")


def test_a_lost_pointer_after_a_rollback_does_not_bring_back_what_was_rolled_back(folder):
    keeping.rollback(folder)
    (folder / "current.json").unlink()
    assert shown(folder) == 2.0


def test_a_backup_is_a_folder_to_read_and_to_restore(folder, tmp_path):
    done = as_process("backup", tmp_path / "kopie", "--data", folder)
    assert done.returncode == 0, done.stderr
    assert f"staan ook in {tmp_path / 'kopie'}. Terugzetten: python -m etl restore {tmp_path / 'kopie'}" in done.stdout
    assert shown(tmp_path / "kopie") == 3.0
    run(folder, 4.0, hours=4)
    done = as_process("restore", tmp_path / "kopie", "--data", folder)
    assert done.returncode == 0, done.stderr
    assert "Wat er stond, is bewaard; terug daarheen: python -m etl rollback 000004-" in done.stdout
    assert shown(folder) == 3.0
    keeping.rollback(folder)
    assert shown(folder) == 4.0, "what was there before the restore"


def test_a_backup_is_restored_on_another_computer_and_runs_go_on_there(folder, tmp_path):
    keeping.backup(folder, tmp_path / "kopie")
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    text = keeping.restore(elsewhere, tmp_path / "kopie")
    assert text == f"De cijfers van 21 november 2026 uit {tmp_path / 'kopie'} staan klaar."
    run(elsewhere, 4.0, hours=9)
    assert shown(elsewhere) == 4.0
    assert published(elsewhere).run_id == 5


def test_a_restore_after_a_run_can_be_rolled_back_step_by_step(folder, tmp_path):
    keeping.backup(folder, tmp_path / "kopie")
    run(folder, 4.0, hours=4)
    keeping.restore(folder, tmp_path / "kopie")
    run(folder, 5.0, hours=5)
    for expected in (3.0, 4.0):
        keeping.rollback(folder)
        assert shown(folder) == expected


def test_what_was_there_before_a_restore_is_never_pruned(folder, tmp_path):
    keeping.backup(folder, tmp_path / "kopie")
    run(folder, 4.0, hours=4)
    before = published(folder)
    keeping.restore(folder, tmp_path / "kopie")
    for value in range(5, 10):
        run(folder, float(value), hours=value)
    assert before.path in folder.iterdir()


def test_a_damaged_or_missing_backup_changes_nothing(folder, tmp_path):
    for path in (tmp_path / "kopie", folder.parent / "niets"):
        keeping.backup(folder, path)
        for copy in path.glob("*.duckdb"):
            copy.write_bytes(copy.read_bytes()[:50_000])
        done = call("restore", path, "--data", folder)
        assert (done.returncode, "staat geen hele reservekopie" in done.stderr) == (1, True)
    assert call("restore", tmp_path / "er-is-niets", "--data", folder).returncode == 1
    assert len(list(folder.glob("*.duckdb"))) == 3
    assert shown(folder) == 3.0


def test_the_folder_itself_is_no_place_for_a_backup(folder):
    for act in (keeping.backup, keeping.restore):
        with pytest.raises(KeepingError, match="map met de cijfers zelf"):
            act(folder, folder)


def test_backups_are_whole_while_runs_go_on(folder, tmp_path):
    stop, kept, failed = threading.Event(), [], []

    def write():
        value = 4
        while not stop.is_set():
            run(folder, float(value), hours=value)
            value += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(6):
            target = tmp_path / f"kopie-{number}"
            try:
                keeping.backup(folder, target)
                kept.append(shown(target))
            except StoreMissingError as error:  # pragma: no cover  it may not happen
                failed.append(error)
    finally:
        stop.set()
        writer.join()
    assert failed == []
    assert kept == sorted(kept)
    assert len(kept) == 6


def test_a_backup_that_does_not_fit_is_told_and_leaves_nothing_half(folder, tmp_path):
    (tmp_path / "bezet").write_text("", encoding="utf-8")
    with pytest.raises(DiskError, match="is een bestand en geen map"), told_in_dutch(tmp_path / "bezet"):
        keeping.backup(folder, tmp_path / "bezet")


def test_a_second_backup_in_the_same_folder_is_the_one_that_is_restored(folder, tmp_path):
    keeping.backup(folder, tmp_path / "kopie")
    run(folder, 4.0, hours=4)
    keeping.backup(folder, tmp_path / "kopie")
    assert len(list((tmp_path / "kopie").glob("*.duckdb"))) == 2
    run(folder, 5.0, hours=5)
    keeping.restore(folder, tmp_path / "kopie")
    assert shown(folder) == 4.0


def test_what_changes_figures_waits_for_a_refresh_and_a_backup_does_not(folder, tmp_path):
    with one_run_at_a_time(folder):
        for words in (("rollback",), ("restore", tmp_path)):
            done = call(*words, "--data", folder)
            assert (done.returncode, "loopt al een verversing" in done.stderr) == (1, True)
        assert call("backup", tmp_path / "kopie", "--data", folder).returncode == 0
    assert os.listdir(tmp_path / "kopie")  # noqa: PTH208

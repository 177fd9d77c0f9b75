"""What was said is kept once and never changes, whatever happens to the folder, the process or a line."""

import json
import multiprocessing
from datetime import UTC, datetime, timedelta

import pytest
from support.small_store import put

from etl.store import keeping, statements
from etl.store.statements import FILE, Said, add_said, copy_said, is_said, look_through_said, read_said

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
ONE = Said(NOW, "GM0479", "a" * 64, "000001-x", 1, "inbraken", "achter", "the chance", 0.12, "bereiken", None, 2.5, 2028,
           2025, 2025, "gunstig", "gewone schommeling", "gunstiger")  # fmt: skip
TWO = ONE._replace(indicator="jeugd", verdict="te vroeg", chance=None, year=None, latest=None, figure=None)


def lines(folder):
    return (folder / FILE).read_bytes().splitlines()


def test_what_was_said_comes_back_as_it_was(tmp_path):
    assert add_said(tmp_path, [ONE, TWO]) == 2
    assert read_said(tmp_path) == ((ONE, TWO), 0)
    assert json.loads(lines(tmp_path)[0])["chance"] == 0.12


def test_it_is_written_once_for_an_agenda_and_a_version_and_what_stands_never_changes(tmp_path):
    add_said(tmp_path, [ONE])
    before = (tmp_path / FILE).read_bytes()
    assert add_said(tmp_path, [ONE._replace(chance=0.9, verdict="onzeker"), ONE._replace(said_at=NOW + timedelta(days=1))]) == 0
    assert (tmp_path / FILE).read_bytes() == before
    others = [ONE._replace(agenda="b" * 64), ONE._replace(version="000002-x"), ONE._replace(municipality="GM0363"), TWO]
    assert add_said(tmp_path, others) == 4
    assert (tmp_path / FILE).read_bytes().startswith(before)


def test_it_is_known_whether_all_of_it_was_said(tmp_path):
    about = {"municipality": "GM0479", "agenda": "a" * 64, "version": "000001-x"}
    assert not is_said(tmp_path, **about, indicators=["inbraken"])
    add_said(tmp_path, [ONE])
    assert is_said(tmp_path, **about, indicators=["inbraken"])
    assert not is_said(tmp_path, **about, indicators=["inbraken", "jeugd"]), (
        "a process that was killed half way is taken up again"
    )
    assert not is_said(tmp_path, **{**about, "version": "000002-x"}, indicators=["inbraken"])


@pytest.mark.parametrize(
    "harm",
    [
        lambda line: line[:40],
        lambda _: b"{}",
        lambda _: b"\xff\xfe",
        lambda _: b"[" * 100_000,
        lambda line: line.replace(b"0.12", b'"veel"'),
        lambda line: line.replace(b"0.12", b"NaN"),
        lambda line: line.replace(b"2028", b"true"),
        lambda line: line.replace(b"+00:00", b""),
        lambda line: line.replace(b'"run": 1', b'"run": null'),
    ],
)
def test_a_damaged_line_is_passed_by_and_told_and_swallows_no_other(tmp_path, harm):
    add_said(tmp_path, [ONE])
    whole = lines(tmp_path)[0]
    (tmp_path / FILE).write_bytes(harm(whole))
    assert add_said(tmp_path, [ONE, TWO]) == 2
    assert read_said(tmp_path) == ((ONE, TWO), 1)
    assert look_through_said(tmp_path) == [
        "✓ bewaarde uitspraken: 2 heel",
        f"✕ {tmp_path / FILE}: 1 regel is niet te lezen en telt niet mee.",
    ]


def test_a_disk_that_takes_only_part_of_it_is_left_as_it_was(tmp_path, monkeypatch):
    add_said(tmp_path, [ONE])
    before = (tmp_path / FILE).read_bytes()

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(statements.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        add_said(tmp_path, [TWO])
    assert (tmp_path / FILE).read_bytes() == before


def many(folder, number):
    for each in range(5):
        add_said(folder, [ONE._replace(version=f"{number}-{each}"), ONE._replace(version="both", indicator=str(each))])


def test_who_comes_at_the_same_time_waits(tmp_path):
    context = multiprocessing.get_context("fork")
    at_once = [context.Process(target=many, args=(tmp_path, number)) for number in range(4)]
    for each in at_once:
        each.start()
    for each in at_once:
        each.join()
    log = read_said(tmp_path)
    assert (len(log.said), log.odd) == (4 * 5 + 5, 0)


def test_a_backup_takes_it_along_and_putting_it_back_loses_none(tmp_path):
    data, copy = tmp_path / "data", tmp_path / "copy"
    put(data, 1.0)
    add_said(data, [ONE])
    keeping.backup(data, copy)
    assert read_said(copy).said == (ONE,)
    (data / FILE).unlink()
    earlier, later = ONE._replace(version="x", said_at=NOW - timedelta(days=9)), TWO._replace(said_at=NOW + timedelta(days=1))
    add_said(data, [later, earlier])
    keeping.restore(data, copy)
    assert read_said(data).said == (earlier, ONE, later), "in the order of their moments"
    assert "✓ bewaarde uitspraken: 3 heel" in keeping.verify(data).lines
    copy_said(copy, data)
    assert len(lines(data)) == 3

"""Every agenda that was in force is kept, once, whatever happens to the folder, the clock or the file."""

import json
import multiprocessing
import shutil
import stat
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from support.shipped import AGENDA, copy_of

from etl.run.refresh import refresh
from etl.run.run import Mode, Run, Unwatched
from etl.store import agenda_history, keeping
from etl.store.agenda_copies import copy_agendas, look_through
from etl.store.agenda_history import ending_with, read_history
from etl.store.agendas import KeptAgendaError, content_path, in_force_now, keep_agenda, logged_agendas, open_kept
from indicators.agenda.content import id_of
from indicators.agenda.differences import Topic
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
OWN = "GM0479"
A = load_agenda(AGENDA)


def changed(value: float, agenda: Agenda = A) -> Agenda:
    """The agenda with another norm for its first indicator."""
    first, *rest = agenda.ambitions
    indicator, *others = first.indicators
    norm = indicator.norm.model_copy(update={"value": value})
    indicators = (indicator.model_copy(update={"norm": norm}), *others)
    return agenda.model_copy(update={"ambitions": (first.model_copy(update={"indicators": indicators}), *rest)})


B, C = changed(1.5), changed(1.4)


def keep(folder, *agendas, start=NOW, apart=timedelta(days=1)):
    for number, agenda in enumerate(agendas):
        keep_agenda(folder, agenda, start + number * apart)


def seen(folder, now=NOW + timedelta(days=900)):
    return [(step.id, step.since) for step in read_history(folder, OWN, now).steps]


def test_an_agenda_is_kept_once_and_comes_back_as_it_was(tmp_path):
    id_ = keep_agenda(tmp_path, A, NOW)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert keep_agenda(tmp_path, deepcopy(A), NOW + timedelta(days=1)) == id_ == id_of(A)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before, "nothing is written again"
    assert open_kept(tmp_path, id_) == A
    assert in_force_now(tmp_path, OWN) == (id_, NOW, OWN)
    assert not list(tmp_path.rglob("*.tmp"))


def test_going_back_is_another_time_in_force_of_the_same_agenda(tmp_path):
    keep(tmp_path, A, B, B, A)
    assert seen(tmp_path) == [(id_of(each), NOW + timedelta(days=day)) for day, each in ((0, A), (1, B), (3, A))]
    assert len(list((tmp_path / "agendas").glob("*.json"))) == 2
    values = [
        [each.after.value for each in step.differences] for step in read_history(tmp_path, OWN, NOW + timedelta(days=9)).steps
    ]
    assert values == [[], [1.5], [A.indicators[0].norm.value]]


def test_what_was_in_force_at_a_moment(tmp_path):
    keep(tmp_path, A, B)
    history = read_history(tmp_path, OWN, NOW + timedelta(days=9))
    assert [history.id_at(NOW + timedelta(hours=hours)) for hours in (-1, 0, 23, 24)] == list(map(id_of, (A, A, A, B)))
    assert [history.reaches(NOW + timedelta(hours=hours)) for hours in (-1, 0)] == [False, True]
    assert [step.id for step in history.after(NOW)] == [id_of(B)]
    nothing = read_history(tmp_path / "leeg", OWN, NOW)
    assert (nothing.began, nothing.id_at(NOW), nothing.after(NOW)) == (None, "", ())


def test_each_municipality_has_agendas_of_its_own(tmp_path):
    other = A.model_copy(update={"info": A.info.model_copy(update={"municipality": "GM0344"})})
    keep(tmp_path, A, other, A, other)
    assert [each.municipality for each in logged_agendas(tmp_path)] == [OWN, "GM0344"]


def test_a_clock_that_ran_ahead_is_put_right_by_what_came_after(tmp_path):
    keep_agenda(tmp_path, A, NOW)
    keep_agenda(tmp_path, B, NOW + timedelta(days=365))
    keep_agenda(tmp_path, C, NOW + timedelta(days=1))
    assert [since for _, since in seen(tmp_path)] == [NOW, NOW + timedelta(days=1), NOW + timedelta(days=1)]
    assert [since for _, since in seen(tmp_path, now=NOW + timedelta(hours=1))] == [NOW] + 2 * [NOW + timedelta(hours=1)]
    assert [id_ for id_, _ in seen(tmp_path)] == list(map(id_of, (A, B, C))), "the order is that of seeing"


def test_a_damaged_file_is_passed_by_and_healed_when_the_agenda_is_seen_again(tmp_path, caplog):
    keep(tmp_path, A, B, C)
    path = content_path(tmp_path, id_of(B))
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(KeptAgendaError, match="beschadigd"):
        open_kept(tmp_path, id_of(B))
    history = read_history(tmp_path, OWN, NOW + timedelta(days=9))
    assert [step.id for step in history.steps] == [id_of(A), id_of(C)]
    assert history.steps[1].differences[0].before.value == A.indicators[0].norm.value
    assert "beschadigd" in caplog.text
    keep_agenda(tmp_path, B, NOW + timedelta(days=4))
    assert open_kept(tmp_path, id_of(B)) == B


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\xff\xfe", b"[" * 100_000, json.dumps({"agenda": 1}).encode()],
    ids=["empty", "{}", "binary", "deep", "else"],
)
def test_whatever_stands_in_a_kept_file_takes_nothing_down(tmp_path, content):
    keep(tmp_path, A, B, C)
    content_path(tmp_path, id_of(A)).write_bytes(content)
    content_path(tmp_path, id_of(C)).unlink()
    content_path(tmp_path, id_of(C)).mkdir()
    assert [id_ for id_, _ in seen(tmp_path)] == [id_of(B)]
    keep(tmp_path, A, start=NOW + timedelta(days=5))
    assert [id_ for id_, _ in seen(tmp_path)] == [id_of(A), id_of(B), id_of(A)], "seen again, it is whole again"


def test_what_goes_while_a_server_runs_hides_nothing_that_comes(tmp_path):
    keep(tmp_path, A, B)
    assert len(seen(tmp_path)) == 2
    content_path(tmp_path, id_of(B)).unlink()
    agenda_history._opened.cache_clear()  # as after four others
    keep(tmp_path, C, start=NOW + timedelta(days=5))
    assert [id_ for id_, _ in seen(tmp_path)] == [id_of(A), id_of(C)]


FOREIGN = {"id": "../../etc/passwd", "since": "2026-11-01T09:00:00+00:00", "municipality": OWN}
ODD = [
    b"\n",
    b"{}\n",
    b"[]\n",
    b"\xff\xfe\n",
    json.dumps(FOREIGN).encode() + b"\n",
    json.dumps(FOREIGN | {"id": "a" * 64, "since": "2026-11-01T09:00:00"}).encode() + b"\n",
    b'{"id": "half',
]


@pytest.mark.parametrize("line", ODD)
def test_an_odd_line_of_the_log_is_passed_by_and_swallows_no_other(tmp_path, line):
    keep(tmp_path, A)
    with (tmp_path / "agendas" / "in-force.jsonl").open("ab") as handle:
        handle.write(line)
    keep(tmp_path, B, start=NOW + timedelta(days=1))
    assert [id_ for id_, _ in seen(tmp_path)] == [id_of(A), id_of(B)]


def _many(folder, number):
    for value in range(4):
        keep_agenda(folder, changed(1.0 + value / 10), NOW + timedelta(seconds=number))


def test_two_at_once_lose_nothing_and_write_no_half_line(tmp_path):
    workers = [multiprocessing.get_context("fork").Process(target=_many, args=(tmp_path, number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0] * 4
    logged = logged_agendas(tmp_path)
    assert {each.id for each in logged} == {id_of(changed(1.0 + value / 10)) for value in range(4)}
    assert all(a.id != b.id for a, b in pairwise(logged))
    assert look_through(tmp_path) == ["✓ bewaarde agenda's: 4 heel"]


def test_a_folder_that_may_only_be_read_is_told_as_such(tmp_path):
    with pytest.raises(OSError, match="agendas"):
        keep_agenda(tmp_path / "weg", A, NOW)
    keep_agenda(tmp_path, A, NOW)
    history = read_history(tmp_path, OWN, NOW)
    assert ending_with(history, tmp_path, A, id_of(A), NOW) == history
    later = NOW + timedelta(days=1)
    last = ending_with(history, tmp_path, B, id_of(B), later).steps[-1]
    assert (last.since, [each.topic for each in last.differences]) == (later, [Topic.NORM])
    nothing = read_history(tmp_path / "leeg", OWN, NOW)
    assert ending_with(nothing, tmp_path / "leeg", B, id_of(B), later) == nothing, "nobody knows what came before"


def test_thousands_of_agendas_are_compared_once(tmp_path, monkeypatch):
    agendas = [changed(1.0 + value / 1000) for value in range(300)]
    keep(tmp_path, *agendas)
    assert len(seen(tmp_path)) == 300
    opened = []
    monkeypatch.setattr("etl.store.agenda_history.open_kept", lambda folder, id_: opened.append(id_) or open_kept(folder, id_))
    keep(tmp_path, C, start=NOW + timedelta(days=400))
    assert len(seen(tmp_path)) == 301
    assert len(opened) <= 3, "only what is new is read"


def a_refresh(folder, agenda):
    return refresh(Run(agenda=agenda, files_dir=AGENDA.parent, data_dir=folder, mode=Mode.RECORDING), Unwatched())


def test_a_refresh_keeps_the_agenda_and_brings_figures_when_it_cannot(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "agendas").write_text("geen map", encoding="utf-8")
    result = a_refresh(tmp_path / "data", A)
    assert result.store
    assert any("De agenda kon niet worden bewaard" in text for text in result.remarks)
    (tmp_path / "data" / "agendas").unlink()
    versions = list((tmp_path / "data").glob("*.duckdb"))
    assert a_refresh(tmp_path / "data", A).remarks == ()
    assert in_force_now(tmp_path / "data", OWN).id == id_of(A)
    assert list((tmp_path / "data").glob("*.duckdb")) == versions, "keeping an agenda publishes nothing"


def test_a_backup_takes_the_agendas_along_and_a_restore_brings_them_back(filled, tmp_path):
    data, copy, elsewhere = copy_of(filled, tmp_path / "data"), tmp_path / "kopie", tmp_path / "elders"
    shutil.rmtree(data / "agendas")
    keep(data, A, B)
    keeping.backup(data, copy)
    assert seen(copy) == seen(data) != []
    keep(data, C, start=NOW + timedelta(days=5))
    keeping.restore(data, copy)
    assert [id_ for id_, _ in seen(data)] == list(map(id_of, (A, B, C))), "what was kept since is not lost"
    keeping.restore(elsewhere, copy)
    assert seen(elsewhere) == seen(copy)
    keeping.rollback(data)
    assert [id_ for id_, _ in seen(data)] == list(map(id_of, (A, B, C)))
    found = keeping.verify(data)
    assert "✓ bewaarde agenda's: 3 heel" in found.lines
    content_path(data, id_of(B)).write_bytes(b"{}")
    found = keeping.verify(data)
    assert not found.is_well
    assert any(line.startswith("✕") and id_of(B) in line for line in found.lines)


def test_two_histories_that_went_apart_become_one_in_the_order_of_their_moments(tmp_path):
    for name in ("een", "twee"):
        (tmp_path / name).mkdir()
    keep(tmp_path / "een", A)
    keep(tmp_path / "twee", A)
    keep(tmp_path / "een", B, start=NOW + timedelta(days=2))
    keep(tmp_path / "twee", C, start=NOW + timedelta(days=1))
    copy_agendas(tmp_path / "een", tmp_path / "twee")
    assert [id_ for id_, _ in seen(tmp_path / "twee")] == list(map(id_of, (A, C, B)))
    copy_agendas(tmp_path / "een", tmp_path / "twee")
    assert len(logged_agendas(tmp_path / "twee")) == 3


def test_kept_files_are_plain_and_speak_dutch(tmp_path):
    path = content_path(tmp_path, keep_agenda(tmp_path, A, NOW))
    said = json.loads(path.read_text(encoding="utf-8"))
    assert said["ambities"][0]["indicatoren"][0]["norm"]["waarde"] == A.indicators[0].norm.value
    assert not path.stat().st_mode & stat.S_IXUSR

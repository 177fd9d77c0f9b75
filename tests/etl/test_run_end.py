"""The end of a run: what makes a version, what is only logged, and what readers see of either."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support import small_store
from support.small_store import START, run, shown, three

from etl.run.raw import prune_raw
from etl.store.homes import state_of
from etl.store.pruning import KEPT_VERSIONS
from etl.store.rows import Region
from etl.store.run_log import LoggedRun, SourceOutcome, log_run, logged_runs
from etl.store.store import open_store
from etl.store.terms import Bound, Part


@pytest.fixture
def folder(tmp_path):
    return three(tmp_path / "data")


def files(folder):
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("databoek-*")}


def test_a_run_that_brings_nothing_makes_no_version_and_is_told_to_readers(folder):
    before, state = files(folder), state_of(folder)
    run(folder, None, hours=8, message="niets nieuws")
    assert files(folder) == before
    assert state_of(folder) != state, "pages that keep what they read look again"
    store = open_store(folder)
    assert store.runs()["run_id"].tolist() == [4, 3, 2, 1]
    assert store.runs()["finished_at"].iloc[0] == min(START + timedelta(hours=8), store.refreshed_at)
    source = store.sources().iloc[0]
    assert (source["outcome"], source["message"], source["rows"]) == ("ongewijzigd", "niets nieuws", 1)
    assert store.published_at == START + timedelta(hours=3)


def test_a_run_that_fails_is_told_too_and_keeps_what_is_held(folder):
    run(folder, None, hours=8, outcome="mislukt", message="geen antwoord", cells=())
    store = open_store(folder)
    source = store.sources().iloc[0]
    assert (source["outcome"], source["message"], source["title"]) == ("mislukt", "geen antwoord", "Een tabel")
    assert store.runs()["outcome"].tolist() == ["mislukt", "gelukt", "gelukt", "gelukt"]
    assert store.sources().dtypes.equals(open_store(folder).sources().dtypes)


def test_equal_figures_that_were_fetched_anew_make_no_version(folder):
    before = files(folder)
    kept = run(folder, 3.0, hours=8)
    assert files(folder) == before
    assert kept.version.run_id == 3
    assert [each.published for each in logged_runs(folder)] == [""]


def test_the_next_run_that_brings_something_is_told_from_the_store_again(folder):
    run(folder, None, hours=8, outcome="mislukt", message="geen antwoord", cells=())
    run(folder, 4.0, hours=9)
    store = open_store(folder)
    assert store.sources()["message"].tolist() == [""]
    assert store.runs()["run_id"].tolist() == [5, 4, 3, 2, 1]
    assert shown(folder) == 4.0


CHANGES = {
    "an indicator": ("PARTS", (*small_store.PARTS, Part("more", "waarde", "opendata.cbs.nl", "T", "Topic", "", 2.0))),
    "a region": ("REGIONS", (Region("GM0479", "Zaandam", "", True),)),
}


@pytest.mark.parametrize(("name", "value"), CHANGES.values(), ids=CHANGES.keys())
def test_what_else_readers_would_see_makes_a_version(folder, monkeypatch, name, value):
    monkeypatch.setattr(small_store, name, value)
    assert run(folder, None, hours=8).version.run_id == 4


@pytest.mark.parametrize("more", [{"modified": "2026-12-01"}, {"title": "Een andere titel"}, {"selection": "iets anders"}])
def test_another_edition_of_the_source_makes_a_version_although_no_figure_changed(folder, more):
    assert run(folder, None, hours=8, **more).version.run_id == 4


def test_other_bounds_make_a_version(folder, monkeypatch):
    plain = small_store.publication

    def bounded(*words, **more):
        return replace(plain(*words, **more), bounds=(Bound("plain", 0.0, 2.5),))

    monkeypatch.setattr(small_store, "publication", bounded)
    assert run(folder, None, hours=8).version.run_id == 4
    assert shown(folder) is None, "3 lies outside what the indicator can be"
    assert run(folder, None, hours=9).version.run_id == 4


def test_versions_that_brought_only_other_indicators_do_not_push_out_those_with_figures(folder, monkeypatch):
    with_figures = set(files(folder))
    for number in range(4):
        part = Part(f"more-{number}", "waarde", "opendata.cbs.nl", "T", "Topic", "", 2.0)
        monkeypatch.setattr(small_store, "PARTS", (*small_store.PARTS, part))
        run(folder, None, hours=8 + number)
    assert with_figures <= set(files(folder))
    assert len(with_figures) == KEPT_VERSIONS
    assert len(files(folder)) <= KEPT_VERSIONS + 1


def logged(run_id, message=""):
    source = SourceOutcome("CBS T", "opendata.cbs.nl", "T", "", "CBS", "CC BY 4.0", "mislukt", message)
    return LoggedRun(run_id, START, START, "live", "GM0479", "mislukt", "x", "", (source,))


def test_the_log_gives_back_what_was_written_and_passes_over_what_is_half(tmp_path):
    log_run(tmp_path, logged(1, 'één zin; met "tekens"'))
    with (tmp_path / "runs.jsonl").open("ab") as handle:
        handle.write(b'{"run_id": 2, "star')
    log_run(tmp_path, logged(3))
    assert logged_runs(tmp_path) == [logged(1, 'één zin; met "tekens"'), logged(3)]


def test_the_log_stays_small_and_keeps_the_newest(tmp_path):
    for number in range(1, 40):
        log_run(tmp_path, logged(number, "x" * 40_000))
    assert (tmp_path / "runs.jsonl").stat().st_size < 2_000_000
    (tmp_path / "runs.jsonl").write_bytes(b"".join(b'{"n": %d}\n' % number for number in range(200_000)))
    log_run(tmp_path, logged(50))
    assert len((tmp_path / "runs.jsonl").read_bytes().splitlines()) == 201
    assert [each.run_id for each in logged_runs(tmp_path)] == [50]


def test_raw_answers_stay_within_their_budget_and_those_of_the_last_run_always(tmp_path):
    for number in range(1, 6):
        folder = tmp_path / "raw" / f"2026112{number}T120000Z" / "opendata.cbs.nl"
        folder.mkdir(parents=True)
        (folder / "T.csv.gz").write_bytes(bytes(1000))
    prune_raw(tmp_path, budget=2500)
    assert sorted(path.name for path in (tmp_path / "raw").iterdir()) == ["20261124T120000Z", "20261125T120000Z"]
    prune_raw(tmp_path, budget=0)
    assert [path.name for path in (tmp_path / "raw").iterdir()] == ["20261125T120000Z"]
    prune_raw(tmp_path / "nergens")

"""Stores of an earlier or a later Databoek: what they hold is read, brought up to date, or left alone with a sentence."""

from datetime import UTC, datetime

import duckdb
import pytest
from support.old_stores import FIRST_RUN, GENERATIONS, SECOND_RUN, Figure, old_store
from support.small_store import figures, run

from etl.store.examine import examine
from etl.store.healing import published
from etl.store.store import open_store
from etl.store.upgrades import CURRENT, schema_of
from etl.store.versions import StoreNewerError

GOOD = [Figure(2019, 1.0), Figure(2020, 2.0, until_second=True), Figure(2020, 3.0)]
HOURS = 24 * 3
"""After the second run of an old store: small_store counts from 21 November."""


def seen(folder, **options):
    store = open_store(folder)
    try:
        frame = store.observations(**options)
        return dict(zip(frame["year"], frame["value"], strict=True))
    finally:
        store.close()


def kept_out(folder):
    store = open_store(folder)
    try:
        frame = store.lineage("plain", "GM0479")
        return {year: reason for year, reason in zip(frame["year"], frame["kept_out"], strict=True) if isinstance(reason, str)}
    finally:
        store.close()


@pytest.fixture(params=GENERATIONS, ids=lambda generation: generation.commit)
def generation(request):
    return request.param


def test_a_store_of_before_is_read_at_once_and_its_history_too(generation, tmp_path):
    path = old_store(tmp_path, generation, GOOD)
    before = path.read_bytes()
    assert examine(path).schema == 1
    assert seen(tmp_path) == {2019: 1.0, 2020: 3.0}
    assert seen(tmp_path, as_of=FIRST_RUN.replace(tzinfo=UTC)) == {2020: 2.0}
    assert path.read_bytes() == before, "a reader changes nothing"
    store = open_store(tmp_path)
    assert store.sources()["outcome"].tolist() == ["gewijzigd"]
    assert store.runs()["run_id"].tolist() == [2, 1]
    assert list(store.observations().columns)[-4:] == ["predecessor", "segment", "changes_ahead", "is_summed"]


def test_the_first_run_brings_it_up_to_date_also_when_it_brings_nothing_else(generation, tmp_path):
    old_store(tmp_path, generation, GOOD)
    kept = run(tmp_path, None, hours=HOURS)
    assert (kept.version.schema, kept.version.run_id) == (CURRENT, 3)
    assert seen(tmp_path) == {2019: 1.0, 2020: 3.0}
    assert seen(tmp_path, as_of=FIRST_RUN.replace(tzinfo=UTC)) == {2020: 2.0}
    assert seen(tmp_path, as_of=SECOND_RUN.replace(tzinfo=UTC)) == {2019: 1.0, 2020: 3.0}
    assert run(tmp_path, None, hours=HOURS + 1).version == kept.version, "and then a run that brings nothing makes nothing"


IMPOSSIBLE = {
    2015: (-99996.0, "code voor een verborgen cijfer"),
    2016: (float("inf"), "geen getal"),
    2017: (float("nan"), "geen getal"),
    2018: (-99999.0, "code voor een verborgen cijfer"),
    2031: (4.0, "jaar na het heden"),
}


def test_impossible_figures_of_before_stay_in_the_history_marked_and_are_not_shown(generation, tmp_path):
    bad = [Figure(year, value) for year, (value, _) in IMPOSSIBLE.items()]
    old_store(tmp_path, generation, [*GOOD, *bad])
    expected = {year: reason for year, (_, reason) in IMPOSSIBLE.items()}
    assert (seen(tmp_path), kept_out(tmp_path)) == ({2019: 1.0, 2020: 3.0}, expected)
    run(tmp_path, None, hours=HOURS)
    assert (seen(tmp_path), kept_out(tmp_path)) == ({2019: 1.0, 2020: 3.0}, expected)


def test_a_figure_that_was_kept_out_is_shown_when_it_is_delivered_again(generation, tmp_path, monkeypatch):
    old_store(tmp_path, generation, [Figure(2019, 1.0), Figure(2031, 4.0)])
    monkeypatch.setattr("support.small_store.figures", lambda values: figures({2019: 1.0, 2031: 4.0}))
    run(tmp_path, 1.0, hours=HOURS)
    assert seen(tmp_path) == {2019: 1.0, 2031: 4.0}
    assert kept_out(tmp_path) == {2031: "jaar na het heden"}, "the row of before stays as it was"


def test_the_present_is_the_later_of_the_clock_and_the_newest_fetch(generation, tmp_path):
    old_store(tmp_path, generation, [Figure(SECOND_RUN.year, 1.0)])
    assert seen(tmp_path) == {SECOND_RUN.year: 1.0}


def test_a_store_of_a_newer_databoek_is_left_alone_and_says_so(tmp_path):
    path = old_store(tmp_path, GENERATIONS[-1], GOOD)
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE store_schema AS SELECT {CURRENT + 5} AS version")
    before = path.read_bytes()
    for ask in (lambda: open_store(tmp_path), lambda: published(tmp_path), lambda: run(tmp_path, 9.0, hours=HOURS)):
        with pytest.raises(StoreNewerError, match=f"opzet {CURRENT + 5}; dit programma kent opzet {CURRENT}"):
            ask()
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.glob("*.duckdb")] == [path.name]


def test_a_store_that_is_made_now_has_the_number_of_now(tmp_path):
    kept = run(tmp_path / "data", 1.0)
    with duckdb.connect(str(kept.version.path), read_only=True) as connection:
        assert schema_of(connection) == CURRENT
        assert connection.execute("SELECT count(*) FROM store_schema").fetchone() == (1,)
    assert datetime.now(UTC) > kept.version.finished_at

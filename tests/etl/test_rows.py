"""Rows of the store as values: what the shipped figures give, and what happens to a cell without anything in it."""

from datetime import UTC, datetime
from typing import get_args, get_type_hints

import pandas as pd
import pytest

from etl.store.rows import HeldSource, Measured, Observation, PastRun, Region, rows_of
from etl.store.store import Store, open_store


@pytest.fixture(scope="module")
def store(filled):
    opened = open_store(filled)
    yield opened
    opened.close()


FRAMES = {
    Observation: Store.observations,
    Measured: lambda store: store.lineage("ervaren-gezondheid", "GM0479"),
    HeldSource: Store.sources,
    PastRun: Store.runs,
    Region: Store.regions,
}


@pytest.mark.parametrize("kind", FRAMES, ids=lambda kind: kind.__name__)
def test_every_cell_of_the_shipped_store_is_of_the_type_it_says(store, kind):
    frame = FRAMES[kind](store)
    rows = rows_of(kind, frame)
    assert len(rows) == len(frame) > 0
    for name, hint in get_type_hints(kind).items():
        found = {type(cell) for cell in (getattr(row, name) for row in rows)}
        assert found <= set(get_args(hint) or [hint]), name


def test_what_is_missing_is_none_and_a_moment_is_a_datetime_whatever_the_column():
    moment = datetime(2026, 11, 21, 12, tzinfo=UTC)
    frame = pd.DataFrame(
        {
            "finished_at": pd.Series([moment, None], dtype="datetime64[us, UTC]"),
            "mode": pd.Series(["live", pd.NA], dtype="string"),
            "outcome": pd.Series([float("nan"), None], dtype=object),
            "not asked for": [1, 2],
        }
    )
    first, second = rows_of(PastRun, frame)
    assert first == (moment, "live", None)
    assert type(first.finished_at) is datetime
    assert second == (None, None, None)


def test_rows_keep_the_order_of_the_frame_and_an_empty_frame_has_none(store):
    newest_first = store.regions().sort_values("name", ascending=False)
    assert [row.code for row in rows_of(Region, newest_first)] == newest_first["code"].tolist()
    assert rows_of(Region, newest_first.head(0)) == []


def test_a_frame_that_lacks_a_column_is_refused_by_name(store):
    with pytest.raises(KeyError, match="province"):
        rows_of(Region, store.regions().drop(columns="province"))


def test_a_source_knows_whether_it_is_a_file_beside_the_agenda(store):
    own = {row.table_id for row in rows_of(HeldSource, store.sources()) if row.is_own_file}
    assert own, "the shipped agenda has files of its own"
    assert all(name.startswith("bestanden/") for name in own)

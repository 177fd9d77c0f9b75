"""How the store's connections work together: apart from each other, and lean on a join."""

import json

import duckdb
import pyarrow as pa
import pytest

from etl.store.connections import to_work


def test_who_work_at_the_same_time_do_not_see_each_others_tables():
    with to_work() as one, to_work() as other:
        one.execute("CREATE TEMP TABLE figures AS SELECT 1 AS value")
        other.execute("CREATE TEMP TABLE figures AS SELECT 2 AS value")
        one.register("given", pa.table({"value": [3]}))
        assert one.execute("SELECT value FROM figures").fetchall() == [(1,)]
        with pytest.raises(duckdb.CatalogException):
            other.execute("FROM given")


def test_what_was_worked_on_is_gone_when_the_last_one_is_done():
    with to_work() as one:
        with to_work() as other:
            other.execute("CREATE TABLE left_behind AS SELECT 1 AS value")
        assert one.execute("SELECT value FROM left_behind").fetchall() == [(1,)], "the database is there for whoever still works"
    with pytest.raises(duckdb.ConnectionException):
        one.execute("SELECT 1")
    with to_work() as later, pytest.raises(duckdb.CatalogException):
        later.execute("FROM left_behind")


def test_a_join_hashes_the_small_side_on_the_right_whatever_duckdb_thinks_of_a_registered_table():
    with to_work() as connection:
        connection.register("large", pa.table({"of_large": list(range(10_000))}))
        connection.execute("CREATE TEMP TABLE small AS SELECT range AS of_small FROM range(300)")
        ((_, plan),) = connection.execute("EXPLAIN (FORMAT JSON) FROM large JOIN small ON of_large = of_small").fetchall()
    join = next(node for node in _nodes(json.loads(plan)[0]) if node["name"].strip() == "HASH_JOIN")
    assert [child["extra_info"]["Projections"] for child in join["children"]] == ["of_large", "of_small"]


def _nodes(node):
    yield node
    for child in node["children"]:
        yield from _nodes(child)

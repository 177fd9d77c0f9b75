"""Series are cut from the columns of the store as if every row were read by itself, whatever order the rows stand in."""

import numpy as np
import pandas as pd
import pytest

from etl.store.rows import Observation, rows_of
from etl.store.series import SeriesTable, series_of
from etl.store.store import open_store
from indicators.methods.series import Point, Series


def one_by_one(rows: list[Observation]) -> Series:
    """The same from rows as values: slow, and plain to read."""
    return Series.of(
        Point(
            year=row.year,
            value=row.value,
            period=row.period,
            is_provisional="voorlopig" in (row.status or ""),
            lower=row.lower,
            upper=row.upper,
            numerator=row.numerator,
            denominator=row.denominator,
            predecessor=row.predecessor,
            segment=row.segment,
            changes_ahead=row.changes_ahead,
            is_summed=row.is_summed,
        )
        for row in rows
    )


@pytest.fixture(scope="module")
def observations(filled):
    store = open_store(filled)
    yield store.observations()
    store.close()


def test_every_series_of_the_shipped_figures_is_what_its_rows_say(observations):
    by_key: dict[tuple[str, str], list[Observation]] = {}
    for row in rows_of(Observation, observations):
        by_key.setdefault((row.indicator, row.region), []).append(row)
    table = SeriesTable(observations)
    assert set(table.keys) == set(by_key)
    assert {key: table.series(*key) for key in by_key} == {key: one_by_one(rows) for key, rows in by_key.items()}


def test_rows_in_any_order_and_odd_columns_give_the_same(observations):
    some = observations[observations["region"].isin(["GM0479", "GM0344", "NL00"])]
    mixed = some.sample(frac=1, random_state=7).astype({"lower": object, "status": object, "numerator": object})
    mixed.loc[mixed["lower"].isna(), "lower"] = None
    table, mixed_table = SeriesTable(some), SeriesTable(mixed)
    assert mixed_table.keys == table.keys
    assert all(mixed_table.series(*key) == table.series(*key) for key in table.keys)
    assert {name: sorted(codes) for name, codes in mixed_table.regions_of().items()} == {
        name: sorted(codes) for name, codes in table.regions_of().items()
    }


def test_what_is_not_there_is_an_empty_series_and_so_is_nothing_at_all(observations):
    assert SeriesTable(observations).series("bestaat-niet", "GM0479") == Series()
    assert series_of(observations[:0]) == Series()
    assert SeriesTable(observations[:0]).keys == set()


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_value_that_is_no_number_is_an_error_and_no_figure(observations, value):
    row = observations[:1].assign(value=value)
    with pytest.raises(ValueError, match="not a finite number"):
        series_of(row)


def test_a_year_that_occurs_twice_is_an_error(observations):
    with pytest.raises(ValueError, match="occurs twice"):
        series_of(pd.concat([observations[:1], observations[:1]]))

"""Series are cut from the columns of the store as if every row were read by itself, whatever order the rows stand in."""

import numpy as np
import pandas as pd
import pytest
from support.shipped import AGENDA

from etl.answers.figures import Figures
from etl.store.rows import Observation, rows_of
from etl.store.series import Everywhere, SeriesTable, series_of
from etl.store.store import open_store
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Ratio
from indicators.methods.national import COVERAGE_NEEDED
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
    assert set(mixed_table.keys) == set(table.keys)
    assert all(mixed_table.series(*key) == table.series(*key) for key in table.keys)
    assert sorted(mixed_table.indicators) == sorted(table.indicators)
    for name in table.indicators:
        for column, mixed_column in zip(table.of(name), mixed_table.of(name), strict=True):
            np.testing.assert_array_equal(column, mixed_column)


def test_texts_in_categories_are_the_same_texts(filled, observations):
    store = open_store(filled)
    coded = store.observations(in_categories=True)
    store.close()
    assert {str(coded[name].dtype) for name in ("indicator", "region", "period", "status")} == {"category"}
    assert rows_of(Observation, coded) == rows_of(Observation, observations)
    table, coded_table = SeriesTable(observations), SeriesTable(coded)
    assert coded_table.regions == table.regions
    assert list(coded_table.keys) == list(table.keys)
    for name in table.indicators:
        for column, coded_column in zip(table.of(name), coded_table.of(name), strict=True):
            np.testing.assert_array_equal(column, coded_column)


def test_what_is_not_there_is_an_empty_series_and_so_is_nothing_at_all(observations):
    assert SeriesTable(observations).series("bestaat-niet", "GM0479") == Series()
    assert series_of(observations[:0]) == Series()
    assert set(SeriesTable(observations[:0]).keys) == set()
    assert [len(column) for column in SeriesTable(observations).of("bestaat-niet")] == [0] * len(Everywhere._fields)


def test_an_indicator_of_everyone_is_its_series_one_after_the_other(observations):
    table = SeriesTable(observations)
    for name in table.indicators:
        rows = table.of(name)
        found: dict[str, list[tuple[object, ...]]] = {}
        for place, *about in zip(*(column.tolist() for column in rows), strict=True):
            found.setdefault(table.regions[place], []).append(tuple(None if pd.isna(cell) else cell for cell in about))
        assert found == {
            region: [tuple(getattr(point, field) for field in Everywhere._fields[1:]) for point in series.points]
            for region in table.regions
            if (series := table.series(name, region)).points
        }


def test_the_netherlands_is_to_the_last_digit_what_adding_the_figures_one_by_one_gives(filled):
    store, agenda = open_store(filled), load_agenda(AGENDA)
    figures = Figures(store.observations(), store.regions())
    store.close()
    summed = {each.id: figures.national(each)[0] for each in agenda.indicators if figures.national(each)[1]}
    assert sum(series is not None for series in summed.values()) > 3, "hardly any indicator is summed: this looks at nothing"
    for name, series in summed.items():
        quantity = agenda.indicator(name).quantity
        assert isinstance(quantity, Ratio)
        everyone = [each for code in sorted(figures.current) if (each := figures.series(name, code)).points]
        assert (series or Series()) == added(everyone, quantity.multiplier)


def added(everyone: list[Series], multiplier: float) -> Series:
    points = {}
    for year in sorted({year for series in everyone for year in series.by_year}):
        given = [series.by_year[year] for series in everyone if year in series.by_year]
        given = [point for point in given if point.numerator is not None and point.denominator is not None]
        numerator, denominator = sum(point.numerator for point in given), sum(point.denominator for point in given)
        if len(given) >= COVERAGE_NEEDED * len(everyone) and denominator > 0:
            points[year] = Point(
                year=year,
                value=numerator / denominator * multiplier,
                is_provisional=any(point.is_provisional for point in given),
                numerator=numerator,
                denominator=denominator,
                predecessor=given[0].predecessor,
                segment=given[0].segment,
            )
    return Series(tuple(points.values()))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_a_value_that_is_no_number_is_an_error_and_no_figure(observations, value):
    row = observations[:1].assign(value=value)
    with pytest.raises(ValueError, match="not a finite number"):
        series_of(row)


def test_a_year_that_occurs_twice_is_an_error(observations):
    with pytest.raises(ValueError, match="occurs twice"):
        series_of(pd.concat([observations[:1], observations[:1]]))

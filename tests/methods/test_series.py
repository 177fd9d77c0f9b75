"""A series keeps real years, orders its points and never fills a gap."""

import pytest
from support.small_figures import TODAY, at_years, mirrored, yearly

from indicators.agenda.model import SeriesBreak
from indicators.methods.series import Point, Series
from indicators.methods.usable import Hindrance, find_usable, stale_after_years


def a_break(year: int, kind: str = "definitie") -> SeriesBreak:
    return SeriesBreak.model_validate({"periode": year, "reden": "Nieuwe telling.", "soort": kind}, strict=False)


def test_points_are_sorted_by_year_and_gaps_stay_gaps() -> None:
    series = at_years({2020: 3.0, 2012: 1.0, 2016: 2.0})
    assert list(series.years) == [2012, 2016, 2020]
    assert series.at(2014) is None


@pytest.mark.parametrize(
    ("points", "problem"),
    [
        ([Point(year=2020, value=1.0), Point(year=2020, value=2.0)], "a year occurs twice"),
        ([Point(year=2020, value=float("nan"))], "not a finite number"),
        ([Point(year=2020, value=float("inf"))], "not a finite number"),
    ],
)
def test_a_series_refuses_what_it_cannot_mean(points: list[Point], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Series.of(points)


def test_definitive_leaves_provisional_points_out() -> None:
    series = yearly(1, 2, 3, provisional=1)
    assert [point.value for point in series.definitive().points] == [1, 2]
    assert series.has_provisional
    assert not series.definitive().has_provisional


def test_mirroring_swaps_the_bounds() -> None:
    turned = mirrored(Series.of([Point(year=2020, value=5, lower=4, upper=7)]))
    assert turned.points[0].margin == (-7, -4)


def test_a_definition_break_starts_the_series_anew() -> None:
    usable = find_usable(yearly(1, 2, 3, 4, start=2020), [a_break(2022)], TODAY)
    assert [point.year for point in usable.series.points] == [2022, 2023]
    assert usable.hindrance is None


@pytest.mark.parametrize(
    ("what", "broken"),
    [("a special year is only shown", a_break(2022, "bijzonder")), ("a break that is still to come", a_break(2027))],
)
def test_these_breaks_cut_nothing(what: str, broken: SeriesBreak) -> None:
    usable = find_usable(yearly(1, 2, 3, 4, start=2020), [broken], TODAY)
    assert len(usable.series) == 4, what
    assert usable.hindrance is None


def test_a_break_after_the_last_point_leaves_nothing_to_judge() -> None:
    assert find_usable(yearly(1, 2, 3, 4, start=2020), [a_break(2024)], TODAY).hindrance is Hindrance.BREAK_AFTER_LAST


@pytest.mark.parametrize(
    ("years", "allowed"),
    [((2019, 2020), 6), ((2016, 2018, 2020), 8), ((2012, 2016, 2020), 12), ((2020,), 6), ((2012, 2016, 2020, 2022, 2024), 10)],
)
def test_a_source_may_be_as_old_as_its_rhythm_allows(years: tuple[int, ...], allowed: int) -> None:
    assert stale_after_years(at_years(dict.fromkeys(years, 1.0))) == allowed


@pytest.mark.parametrize(("last", "hindrance"), [(2020, None), (2019, Hindrance.STALE)])
def test_a_yearly_source_is_stale_after_six_years(last: int, hindrance: Hindrance | None) -> None:
    assert find_usable(yearly(1, 2, 3, start=last - 2), [], TODAY).hindrance is hindrance


def test_no_figures_is_a_hindrance_not_an_error() -> None:
    assert find_usable(Series(), [], TODAY).hindrance is Hindrance.NO_DATA

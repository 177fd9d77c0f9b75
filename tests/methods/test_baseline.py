"""The baseline is looked up in the figures; what the council adopted stays in use and is compared with it."""

import pytest
from support.small_figures import at_years, yearly

from indicators.agenda.model import BaselineSpec
from indicators.methods.baseline import Baseline, find_baseline

FIGURES = at_years({2017: 2.0, 2019: 4.0, 2020: 9.0})


def spec(period: int | str, adopted: float | None = None) -> BaselineSpec:
    entry = {"periode": period} | ({} if adopted is None else {"waarde": adopted})
    return BaselineSpec.model_validate(entry, strict=False)


def test_one_period() -> None:
    baseline = find_baseline(FIGURES, spec(2020), 1)
    assert (baseline.value, baseline.year, baseline.years) == (9.0, 2020, (2020,))


def test_a_span_is_the_mean_of_the_periods_that_have_a_figure() -> None:
    baseline = find_baseline(FIGURES, spec("2017-2019"), 1)
    assert (baseline.value, baseline.year, baseline.years) == (3.0, 2018, (2017, 2019))


def test_an_agenda_without_a_baseline() -> None:
    assert find_baseline(FIGURES, None, 1) == Baseline()


def test_a_period_without_a_figure_gives_no_value() -> None:
    baseline = find_baseline(FIGURES, spec(2018), 1)
    assert baseline.value is None
    assert baseline.year is None


def test_an_adopted_value_without_a_figure_is_used_as_it_stands() -> None:
    baseline = find_baseline(FIGURES, spec(2018, 3.3), 1)
    assert (baseline.value, baseline.year, baseline.found, baseline.differs) == (3.3, 2018, None, False)


@pytest.mark.parametrize(
    ("what", "adopted", "decimals", "differs"),
    [
        ("equal", 9.0, 1, False),
        ("equal at the published precision", 9.05, 1, False),
        ("more than half a unit of the last decimal", 9.06, 1, True),
        ("visible with two decimals only", 9.05, 2, True),
        ("whole numbers", 9.4, 0, False),
        ("revised", 8.0, 1, True),
    ],
)
def test_the_adopted_value_stays_in_use_and_a_difference_is_seen(what: str, adopted: float, decimals: int, differs: bool) -> None:
    baseline = find_baseline(FIGURES, spec(2020, adopted), decimals)
    assert baseline.differs is differs, what
    assert (baseline.value, baseline.found, baseline.adopted) == (adopted, 9.0, adopted)


def test_a_value_adopted_for_years_before_the_series_started_anew_is_not_used() -> None:
    assert find_baseline(FIGURES.since(2020), spec(2018, 3.3), 1, since=2020).value is None
    assert find_baseline(FIGURES.since(2020), spec(2020, 3.3), 1, since=2020).value == 3.3


def test_a_provisional_figure_is_named_as_such() -> None:
    assert find_baseline(yearly(1, 2, start=2024, provisional=1), spec(2025), 1).is_provisional

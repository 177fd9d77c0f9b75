"""The projection: half of the mean pace carried on, a band that widens with the years, or a reason why there is none."""

import math

import pytest

from indicators.projection import Projection, ProjectionLack, project, project_path
from indicators.series import Series
from tests.small_figures import at_years, yearly


def test_against_a_calculation_by_hand() -> None:
    """10, 12, 11, 13, 14 in 2018–2022, three years ahead.

    pace g = 4/4 = 1; deviations 1, −2, 1, 0; s² = (1 + 4 + 1 + 0) / 3 = 2; centre = 14 + ½·1·3 = 15.5;
    SE = √2 · √(3 + 9/4) = 3.2404; t(3; .9) = 1.6377, so the band is 15.5 ± 5.3068.
    """
    result = project(yearly(10, 12, 11, 13, 14), 2025)
    assert isinstance(result, Projection)
    assert result.centre == pytest.approx(15.5)
    assert result.standard_error == pytest.approx(math.sqrt(2) * math.sqrt(3 + 9 / 4))
    assert (result.lower, result.upper) == pytest.approx((15.5 - 5.3068, 15.5 + 5.3068), abs=1e-3)
    assert result.chance_between(15.5, None) == pytest.approx(0.5)
    assert result.chance_between(None, result.upper) == pytest.approx(0.9)
    assert result.chance_between(result.lower, result.upper) == pytest.approx(0.8)


def test_gaps_between_measurements_count_as_the_years_they_are() -> None:
    """0, 2, 2, 6, 8 at 2012, 2014, 2016, 2020, 2022: g = .8; deviations .4, −1.6, .8, .4; s² = Σ d²/Δt / 3 = 1.6/3."""
    result = project(at_years({2012: 0, 2014: 2, 2016: 2, 2020: 6, 2022: 8}), 2024)
    assert isinstance(result, Projection)
    assert result.centre == pytest.approx(8.8)
    squares = (0.4**2 / 2 + 1.6**2 / 2 + 0.8**2 / 4 + 0.4**2 / 2) / 3
    assert result.standard_error == pytest.approx(math.sqrt(squares) * math.sqrt(2 + 4 / 10))


@pytest.mark.parametrize(
    ("what", "series", "year", "lack"),
    [
        ("two points", yearly(1, 2), 2020, ProjectionLack.TOO_FEW_POINTS),
        ("four points", yearly(1, 2, 1, 2), 2023, ProjectionLack.TOO_FEW_POINTS),
        ("no points", Series(), 2023, ProjectionLack.TOO_FEW_POINTS),
        ("constant", yearly(5, 5, 5, 5, 5), 2024, ProjectionLack.NO_VARIATION),
        ("constant at zero", yearly(0, 0, 0, 0, 0), 2024, ProjectionLack.NO_VARIATION),
        ("a straight line", yearly(0.1, 0.2, 0.3, 0.4, 0.5), 2024, ProjectionLack.NO_VARIATION),
        ("the year of the last figure", yearly(1, 2, 1, 2, 1), 2022, ProjectionLack.NOT_AHEAD),
        ("further than the series is long", yearly(1, 2, 1, 2, 1), 2027, ProjectionLack.TOO_FAR_AHEAD),
    ],
)
def test_no_projection_is_an_answer_with_a_reason(what: str, series: Series, year: int, lack: ProjectionLack) -> None:
    assert project(series, year) is lack, what


def test_just_as_far_as_the_series_is_long_is_allowed() -> None:
    assert isinstance(project(yearly(1, 2, 1, 2, 1), 2026), Projection)


def test_the_band_is_clipped_to_what_is_possible_but_the_chance_is_not() -> None:
    result = project(yearly(90, 99, 92, 98, 97), 2025, (0.0, 100.0))
    assert isinstance(result, Projection)
    assert result.upper == 100
    assert result.centre <= 100
    assert 0 < result.chance_between(100, None) < 0.5


def test_the_path_has_every_year_and_widens() -> None:
    steps = project_path(yearly(10, 12, 11, 13, 14), 2025)
    assert [step.year for step in steps] == [2023, 2024, 2025]
    widths = [step.upper - step.lower for step in steps]
    assert widths == sorted(widths)
    assert project_path(Series(), 2025) == ()

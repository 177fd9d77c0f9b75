"""The projection: half of the mean pace carried on, a band that widens with the years, or a reason why there is none."""

import math

import pytest

from indicators.projection import Projection, ProjectionLack, project, project_path
from indicators.series import Point, Series
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


def counted(*counts: float, total: float) -> Series:
    """Counts among `total` as figures per 1,000."""
    points = (
        Point(year=2018 + place, value=count / total * 1000, numerator=count, denominator=total)
        for place, count in enumerate(counts)
    )
    return Series.of(points)


def test_what_chance_does_to_counts_does_not_add_up_over_the_years() -> None:
    """100, 140, 110, 150, 120 cases among 1,000,000: figures .10, .14, .11, .15, .12 per 1,000.

    g = .005; deviations .035, −.035, .035, −.035; s² = 4 · .001225 / 3. Chance: a count c has variance c(1 − c/d), so its figure
    v²(1 − c/d)/c; both ends of the four changes average to (.24 + .25 + .26 + .27)/4 · 10⁻³ = .000255 (1 − c/d is nearly 1).
    What lasts, s² − .000255, grows with the years; the rest stays as it is.
    """
    series = counted(100, 140, 110, 150, 120, total=1_000_000)
    squared, chance = 4 * 0.035**2 / 3, 0.000255
    one, three = project(series, 2023), project(series, 2025)
    assert isinstance(one, Projection)
    assert isinstance(three, Projection)
    assert one.standard_error == pytest.approx(math.sqrt(squared * (1 + 1 / 4)), rel=1e-3)
    assert three.standard_error == pytest.approx(math.sqrt((squared - chance) * (3 + 9 / 4) + chance * (1 + 1 / 4)), rel=1e-3)


def test_when_chance_explains_all_of_the_swing_the_band_does_not_widen() -> None:
    series = counted(9, 11, 10, 11, 9, total=100_000)
    errors = [step.standard_error for step in project_path(series, 2026)]
    assert errors == pytest.approx([errors[0]] * 4)


@pytest.mark.parametrize("counts", [(100, 140, 110, 150, 120), (0, 3, 0, 2, 4)])
def test_a_year_ahead_counts_change_nothing_and_later_they_only_narrow_the_band(counts: tuple[float, ...]) -> None:
    series = counted(*counts, total=50_000)
    plain = at_years({point.year: point.value for point in series.points})
    (one, *_, four), (plain_one, *_, plain_four) = project_path(series, 2026), project_path(plain, 2026)
    assert (one.centre, four.centre) == (plain_one.centre, plain_four.centre)
    assert one.standard_error == pytest.approx(plain_one.standard_error)
    assert four.standard_error < plain_four.standard_error


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

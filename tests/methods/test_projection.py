"""The projection: a pace that stops or goes on, a band that widens with the years, or a reason why there is none."""

import math

import pytest
from support.small_figures import at_years, yearly

from indicators.methods.projection import Projection, ProjectionLack, project, project_path
from indicators.methods.series import Point, Series


def student_3(t: float) -> float:
    """P(t₃ ≤ t), which has a closed form for three degrees of freedom."""
    part = t / math.sqrt(3)
    return 0.5 + (part / (1 + part**2) + math.atan(part)) / math.pi


def test_against_a_calculation_by_hand() -> None:
    """10, 12, 11, 13, 14 in 2018–2022, three years ahead.

    pace g = 4/4 = 1; deviations 1, −2, 1, 0; s² = (1 + 4 + 1 + 0) / 3 = 2; the pace stops at 14 or goes on to 17, centre 15.5;
    SE = √(2 · (3 + ¼ · 9/4)) = √7.125; three degrees of freedom.
    """
    result = project(yearly(10, 12, 11, 13, 14), 2025)
    assert isinstance(result, Projection)
    assert (result.if_it_stops, result.centre, result.if_it_goes_on) == (14, pytest.approx(15.5), pytest.approx(17))
    assert result.standard_error == pytest.approx(math.sqrt(7.125))
    by_hand = (student_3(2 / math.sqrt(7.125)) + student_3(-1 / math.sqrt(7.125))) / 2
    assert result.chance_between(None, 16) == pytest.approx(by_hand)
    assert result.chance_between(16, None) == pytest.approx(1 - by_hand)
    reach = result.upper - 15.5
    assert (student_3((reach - 1.5) / math.sqrt(7.125)) + student_3((reach + 1.5) / math.sqrt(7.125))) / 2 == pytest.approx(0.9)
    assert result.lower == pytest.approx(15.5 - reach)
    assert result.chance_between(result.lower, result.upper) == pytest.approx(0.8)


def test_without_a_pace_there_is_one_future() -> None:
    """5, 7, 4, 6, 5: g = 0; deviations 2, −3, 2, −1; s² = 18/3; t(3; .9) = 1.6377; two years ahead SE = √(6 · (2 + ¼ · 4/4))."""
    result = project(yearly(5, 7, 4, 6, 5), 2024)
    assert isinstance(result, Projection)
    assert result.upper - 5 == pytest.approx(1.6377 * math.sqrt(6 * 2.25), rel=1e-4)


def test_a_norm_that_is_not_met_gets_at_most_three_in_four_however_steady_the_pace() -> None:
    result = project(yearly(*(10 - 0.9 * year + 0.01 * (year % 2) for year in range(20))), 2047)
    assert isinstance(result, Projection)
    nearly_met = result.if_it_stops - 1e-6
    assert 0.74 < result.chance_between(None, nearly_met) < 0.75


def test_gaps_between_measurements_count_as_the_years_they_are() -> None:
    """0, 2, 2, 6, 8 at 2012, 2014, 2016, 2020, 2022: g = .8; deviations .4, −1.6, .8, .4; s² = Σ d²/Δt / 3."""
    result = project(at_years({2012: 0, 2014: 2, 2016: 2, 2020: 6, 2022: 8}), 2024)
    assert isinstance(result, Projection)
    assert result.centre == pytest.approx(8.8)
    squares = (0.4**2 / 2 + 1.6**2 / 2 + 0.8**2 / 4 + 0.4**2 / 2) / 3
    assert result.standard_error == pytest.approx(math.sqrt(squares) * math.sqrt(2 + 4 / 10 / 4))


def counted(*counts: float, total: float) -> Series:
    """Counts among `total` as figures per 1,000."""
    points = (
        Point(year=2018 + place, value=count / total * 1000, numerator=count, denominator=total)
        for place, count in enumerate(counts)
    )
    return Series.of(points)


def test_what_chance_does_to_counts_does_not_add_up_over_the_years() -> None:
    """100, 140, 110, 150, 120 cases among 1,000,000, counted in cases.

    g = 5; deviations 35, −35, 35, −35; a count c has chance variance c (1 − c/d is nearly 1), a change that of both its ends:
    240, 250, 260, 270. Dispersion φ = Σ 1225/chance / 3. Now chance gives 2 · 120; what lasts is (φ − 1) times that.
    """
    series = counted(100, 140, 110, 150, 120, total=1_000_000)
    dispersion = sum(35**2 / chance for chance in (240, 250, 260, 270)) / 3
    lasting, passing = (dispersion - 1) * 240, 240
    one, three = project(series, 2023), project(series, 2025)
    assert isinstance(one, Projection)
    assert isinstance(three, Projection)
    assert one.standard_error == pytest.approx(math.sqrt(lasting * (1 + 1 / 16) + passing * (1 + 1 / 16)) / 1000, rel=1e-3)
    assert three.standard_error == pytest.approx(math.sqrt(lasting * (3 + 9 / 16) + passing * (1 + 1 / 16)) / 1000, rel=1e-3)


def test_when_chance_explains_all_of_the_swing_the_error_does_not_grow() -> None:
    series = counted(9, 11, 10, 11, 9, total=100_000)
    errors = [step.standard_error for step in project_path(series, 2026)]
    assert errors == pytest.approx([errors[0]] * 4)


def test_what_became_rare_swings_less_than_when_it_was_common() -> None:
    counts = (400, 480, 400, 480, 120)
    rare = project(counted(*counts, total=1_000_000), 2025)
    plain = project(at_years({2018 + n: count / 1000 for n, count in enumerate(counts)}), 2025)
    assert isinstance(rare, Projection)
    assert isinstance(plain, Projection)
    assert rare.standard_error < plain.standard_error


WOBBLY = (1.0, 1.4, 1.1, 1.5, 1.2)


@pytest.mark.parametrize(
    "series",
    [
        yearly(*WOBBLY),
        Series((*counted(100, 140, 110, 150, total=100_000).points, Point(year=2022, value=1.2))),
        Series(
            tuple(Point(year=2018 + n, value=v, numerator=v * 9, denominator=3) for n, v in enumerate((1.0, 1.4, 1.1, 1.5, 1.2)))
        ),
    ],
    ids=["no counts", "one figure without counts", "more cases than there can be"],
)
def test_without_counts_that_can_be_used_all_of_the_swing_adds_up(series: Series) -> None:
    """g = .05; deviations .35, −.35, .35, −.35; s² = 4 · .1225 / 3."""
    three = project(series, 2025)
    assert isinstance(three, Projection)
    assert three.standard_error == pytest.approx(math.sqrt(4 * 0.1225 / 3 * (3 + 9 / 16)))


def test_no_case_at_all_is_not_certain() -> None:
    result = project(counted(3, 0, 2, 0, 0, total=50_000), 2024)
    assert isinstance(result, Projection)
    assert result.standard_error > 0


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

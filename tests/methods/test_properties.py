"""What must hold for any figures: mirrors, order, units and the calendar change nothing; better figures never look worse."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.small_figures import TODAY, an_indicator, judged, mirrored

from indicators.agenda.model import Direction
from indicators.methods.assessment import Assessment
from indicators.methods.change import ChangeStatus
from indicators.methods.comparison import ComparisonStatus, compare
from indicators.methods.group_year import Member
from indicators.methods.norm import BEHIND_UP_TO
from indicators.methods.norm_status import NormStatus
from indicators.methods.projection import Projection, project
from indicators.methods.series import Point, Series
from indicators.methods.trend import judge_trend, mann_kendall, theil_sen

LIMITS = settings(max_examples=60, deadline=None)
MIRRORED = {
    ComparisonStatus.HIGHEST_THIRD: ComparisonStatus.LOWEST_THIRD,
    ComparisonStatus.LOWEST_THIRD: ComparisonStatus.HIGHEST_THIRD,
}
"""A place is a place among values, whatever is better."""
CLOSE_TO_A_LIMIT = 1e-6
VALUES = st.lists(st.integers(-500, 500).map(lambda whole: whole / 8), min_size=1, max_size=12)
"""Eighths: mirrored or multiplied by a power of two they stay exact, so that ties stay ties."""
GAPS = st.lists(st.integers(1, 3), min_size=12, max_size=12)
MARGINS = st.lists(st.integers(1, 40).map(lambda whole: whole / 8), min_size=12, max_size=12)


@st.composite
def any_series(draw: st.DrawFn, min_size: int = 1) -> Series:
    values, gaps = draw(VALUES.filter(lambda values: len(values) >= min_size)), draw(GAPS)
    has_margins, widths = draw(st.booleans()), draw(MARGINS)
    provisional = draw(st.integers(0, 2))
    year, points = 2024 - sum(gaps[: len(values)]), []
    for n, value in enumerate(values):
        year += gaps[n]
        bounds = {"lower": value - widths[n], "upper": value + widths[n]} if has_margins else {}
        points.append(Point(year=year, value=value, is_provisional=n >= len(values) - provisional, **bounds))
    return Series.of(points)


NORMS = st.integers(-500, 500).map(lambda whole: whole / 8 + 1 / 16)
YEARS = st.integers(2020, 2032)


def answers(assessment: Assessment) -> tuple[str, ...]:
    return (assessment.norm.status, assessment.norm.reason, assessment.trend.status, assessment.change.status)


def is_clear_of_limits(assessment: Assessment) -> bool:
    """Not within rounding of a limit: there the last bit of a float may fall either way."""
    chances = [each.chance for each in (assessment.norm, assessment.norm.with_provisional) if each and each.chance is not None]
    sizes = [(each.size, each.limit) for each in (assessment.change, assessment.change.with_provisional) if each]
    near_chance = any(abs(chance - BEHIND_UP_TO) < CLOSE_TO_A_LIMIT for chance in chances)
    near_size = any(size is not None and limit is not None and abs(size - limit) < CLOSE_TO_A_LIMIT for size, limit in sizes)
    return not near_chance and not near_size


@LIMITS
@given(any_series(), NORMS, YEARS)
def test_mirroring_values_and_direction_mirrors_every_answer(series: Series, level: float, year: int) -> None:
    up = judged(
        {"soort": "bereiken", "waarde": level, "jaar": year}, series, gewenste_richting="omhoog", nulmeting=from_first(series)
    )
    assume(is_clear_of_limits(up))
    norm = {"soort": "bereiken", "waarde": -level, "jaar": year}
    down = judged(norm, mirrored(series), gewenste_richting="omlaag", nulmeting=from_first(series))
    assert answers(up) == answers(down)
    assert (up.norm.chance is None) == (down.norm.chance is None)
    if up.norm.chance is not None:
        assert up.norm.chance == pytest.approx(down.norm.chance, abs=1e-9)


def from_first(series: Series) -> dict[str, int]:
    return {"periode": series.points[0].year}


@LIMITS
@given(any_series(), NORMS, YEARS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(series: Series, level: float, year: int, random: object) -> None:
    points = list(series.points)
    random.shuffle(points)  # type: ignore[attr-defined]
    norm = {"soort": "bereiken", "waarde": level, "jaar": year}
    assert judged(norm, series, nulmeting=from_first(series)) == judged(norm, Series.of(points), nulmeting=from_first(series))


@LIMITS
@given(any_series(), NORMS, YEARS)
def test_another_unit_changes_no_answer(series: Series, level: float, year: int) -> None:
    one = judged({"soort": "bereiken", "waarde": level, "jaar": year}, series, nulmeting=from_first(series))
    assume(is_clear_of_limits(one))
    thousand = Series.of(
        replace(
            point,
            value=point.value * 1000,
            lower=None if point.lower is None else point.lower * 1000,
            upper=None if point.upper is None else point.upper * 1000,
        )
        for point in series.points
    )
    other = judged({"soort": "bereiken", "waarde": level * 1000, "jaar": year}, thousand, nulmeting=from_first(series))
    assert answers(one) == answers(other)
    if one.norm.chance is not None:
        assert other.norm.chance == pytest.approx(one.norm.chance, abs=1e-9)


@LIMITS
@given(any_series(), NORMS, YEARS, st.integers(-15, 40))
def test_the_calendar_changes_no_answer(series: Series, level: float, year: int, years: int) -> None:
    norm, base = {"soort": "bereiken", "waarde": level}, series.points[0].year
    one = judged(norm | {"jaar": year}, series, nulmeting={"periode": base})
    moved = Series.of(replace(point, year=point.year + years) for point in series.points)
    today = date(2026 + years, 11, 21)
    other = judged(norm | {"jaar": year + years}, moved, today=today, nulmeting={"periode": base + years})
    assert answers(one) == answers(other)
    assert one.norm.chance == other.norm.chance


def chance_of(series: Series, level: float, year: int) -> float:
    projection = project(series, year)
    assert isinstance(projection, Projection)
    return projection.chance_between(level, None)


def is_projectable(series: Series) -> bool:
    return len(series) >= 5 and isinstance(project(series, series.points[-1].year + 3), Projection)


@LIMITS
@given(any_series(5), NORMS, st.integers(0, 80).map(lambda whole: whole / 8))
def test_better_figures_all_along_never_worsen_the_chance(series: Series, level: float, better: float) -> None:
    assume(is_projectable(series))
    year = series.points[-1].year + 3
    higher = Series.of(replace(point, value=point.value + better) for point in series.points)
    assert chance_of(higher, level, year) >= chance_of(series, level, year) - 1e-9


@LIMITS
@given(any_series(5), NORMS, st.integers(0, 80).map(lambda whole: whole / 8))
def test_more_progress_every_year_never_worsens_the_chance(series: Series, level: float, extra: float) -> None:
    assume(is_projectable(series))
    first, year = series.points[0].year, series.points[-1].year + 3
    steeper = Series.of(replace(point, value=point.value + extra * (point.year - first)) for point in series.points)
    assert chance_of(steeper, level, year) >= chance_of(series, level, year) - 1e-9


@LIMITS
@given(any_series(5), NORMS, st.integers(0, 80).map(lambda whole: whole / 8))
def test_an_easier_norm_never_worsens_the_chance(series: Series, level: float, easier: float) -> None:
    assume(is_projectable(series))
    year = series.points[-1].year + 3
    assert chance_of(series, level - easier, year) >= chance_of(series, level, year)


@LIMITS
@given(any_series(2))
def test_mann_kendall_gives_a_probability_and_a_slope_of_the_same_sign(series: Series) -> None:
    result = mann_kendall(series.values)
    assert 0 < result.p <= 1
    assert mann_kendall(mirrored(series).values).s == -result.s
    if len(series) >= 5 and result.p <= 0.01:
        assert result.s * theil_sen(series.years, series.values) >= 0


@LIMITS
@given(any_series(5))
def test_a_neutral_direction_never_calls_a_trend_good_or_bad(series: Series) -> None:
    assert judge_trend(series, Direction.NEUTRAL).status not in {"gunstig", "ongunstig"}


@LIMITS
@given(any_series(), st.lists(any_series(), min_size=5, max_size=9), st.sampled_from(["omhoog", "omlaag"]))
def test_mirroring_mirrors_the_comparison(own: Series, group: list[Series], direction: str) -> None:
    members = [Member(code=f"GM{n}", name="", series=series) for n, series in enumerate(group)]
    turned = [replace(member, series=mirrored(member.series)) for member in members]
    other = "omlaag" if direction == "omhoog" else "omhoog"
    one = compare(an_indicator(gewenste_richting=direction), own, members, swing=1.0, today=TODAY)
    two = compare(an_indicator(gewenste_richting=other), mirrored(own), turned, swing=1.0, today=TODAY)
    assert (MIRRORED.get(one.status, one.status), one.reason) == (two.status, two.reason)
    assert (one.status is ComparisonStatus.NOT_COMPARABLE) == (one.group is None)


@LIMITS
@given(any_series(), NORMS, st.one_of(st.none(), YEARS))
def test_every_answer_without_a_verdict_says_what_is_needed(series: Series, level: float, year: int | None) -> None:
    norm = {"soort": "bereiken", "waarde": level} | ({} if year is None else {"jaar": year})
    result = judged(norm, series, nulmeting=from_first(series))
    if result.norm.status in {NormStatus.TOO_EARLY, NormStatus.NOT_ASSESSABLE, NormStatus.UNCERTAIN}:
        assert result.norm.needed is not None
    if result.change.status is ChangeStatus.TOO_FEW:
        assert result.change.needed is not None

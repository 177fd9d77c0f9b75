"""Where does the figure lie among comparable municipalities, how were those chosen, and what part does chance play?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from support.small_figures import TODAY, an_indicator, at_years, members, surveyed, yearly

from indicators.agenda.model import Indicator
from indicators.methods.comparison import Comparison, ComparisonReason, ComparisonStatus, Third, compare
from indicators.methods.group import choose_group
from indicators.methods.group_year import Member, summarise_group, summarise_year
from indicators.methods.intervals import byar, wilson
from indicators.methods.national import Counts, sum_to_national
from indicators.methods.series import Point, Series
from indicators.methods.spread import Spread

NINE = members(1, 2, 3, 4, 5, 6, 7, 8, 9)  # median 5, middle half 3–7, thirds at 3⅔ and 6⅓


def against(indicator: Indicator, series: Series, group: Sequence[Member], *given: Series, **known: Any) -> Comparison:
    """Compared today, where everyone swings a tenth a year."""
    return compare(indicator, series, group, *given, **{"swing": 0.1, "today": TODAY} | known)


def compared(value: float, direction: str = "omhoog", **changes: Any) -> Comparison:
    return against(an_indicator(gewenste_richting=direction, **changes), at_years({2025: value}), NINE)


@pytest.mark.parametrize(
    ("what", "value", "direction", "status", "third"),
    [
        ("high, up is good", 8, "omhoog", ComparisonStatus.BETTER, Third.HIGHEST),
        ("high, down is good", 8, "omlaag", ComparisonStatus.WORSE, Third.HIGHEST),
        ("low, up is good", 2, "omhoog", ComparisonStatus.WORSE, Third.LOWEST),
        ("low, down is good", 2, "omlaag", ComparisonStatus.BETTER, Third.LOWEST),
        ("in the middle", 5, "omhoog", ComparisonStatus.SIMILAR, Third.MIDDLE),
        ("just inside the middle third", 6.3, "omhoog", ComparisonStatus.SIMILAR, Third.MIDDLE),
        ("just outside it", 6.4, "omhoog", ComparisonStatus.BETTER, Third.HIGHEST),
        ("high without a better side", 8, "neutraal", ComparisonStatus.HIGHER, Third.HIGHEST),
        ("low without a better side", 2, "neutraal", ComparisonStatus.LOWER, Third.LOWEST),
    ],
)
def test_thirds(what: str, value: float, direction: str, status: ComparisonStatus, third: Third) -> None:
    result = compared(value, direction)
    assert (result.status, result.third) == (status, third), what


def test_median_and_middle_half() -> None:
    year = summarise_year(NINE, 2025)
    assert year is not None
    assert (year.count, year.median, year.middle_low, year.middle_high) == (9, 5, 3, 7)
    assert (year.third_low, year.third_high) == pytest.approx((11 / 3, 19 / 3))


def test_equal_values_are_about_equal() -> None:
    group = members(5, 5, 5, 5, 5)
    assert against(an_indicator(), at_years({2025: 5}), group).status is ComparisonStatus.SIMILAR


@pytest.mark.parametrize(
    ("lower", "status", "reason"),
    [
        (4.9, ComparisonStatus.HIGHEST_THIRD, ComparisonReason.WITHIN_MARGIN),
        (5.1, ComparisonStatus.WORSE, ComparisonReason.THIRD),
    ],
)
def test_of_an_outer_third_whose_margin_reaches_the_middle_only_the_place_is_named(
    lower: float, status: ComparisonStatus, reason: ComparisonReason
) -> None:
    result = against(an_indicator(), surveyed((2025, 8, lower, 11)), NINE)
    assert (result.status, result.reason, result.third) == (status, reason, Third.HIGHEST)


def test_chance_in_small_counts_is_weighed_like_a_margin() -> None:
    """8 of 1,000 inhabitants is 8.0, but with 8 cases anything from 3.5 to 15.8 could be behind it (exact Poisson)."""
    ratio = {"teller": {"bron": "a", "onderwerp": "B"}, "noemer": {"bron": "c", "onderwerp": "D"}, "maal": 1000.0}
    indicator = an_indicator(bron=ratio)
    small = Series.of([Point(year=2025, value=8.0, numerator=8, denominator=1000)])
    large = Series.of([Point(year=2025, value=8.0, numerator=800, denominator=100_000)])
    result = against(indicator, small, NINE)
    assert result.margin == pytest.approx((3.454, 15.763), abs=1e-3)
    assert (result.status, result.reason) == (ComparisonStatus.HIGHEST_THIRD, ComparisonReason.WITHIN_MARGIN)
    assert against(indicator, large, NINE).status is ComparisonStatus.WORSE


EIGHT = {year: 8.0 + (year % 2) for year in range(2018, 2026)}  # 9 in 2025; its usual swing is 1


@pytest.mark.parametrize(
    ("what", "series", "swing", "status", "reason"),
    [
        ("as far as everyone swings", at_years({2025: 7}), 2.0, ComparisonStatus.HIGHEST_THIRD, ComparisonReason.WITHIN_SWING),
        ("further than that", at_years({2025: 7}), 1.9, ComparisonStatus.WORSE, ComparisonReason.THIRD),
        ("nobody knows how far", at_years({2025: 7}), None, ComparisonStatus.HIGHEST_THIRD, ComparisonReason.NO_SWING),
        ("its own swing counts from eight figures on", at_years(EIGHT), 99.0, ComparisonStatus.WORSE, ComparisonReason.THIRD),
        ("a margin decides whatever the swing", surveyed((2025, 8, 7, 9)), 99.0, ComparisonStatus.WORSE, ComparisonReason.THIRD),
        ("in the middle there is nothing to name", at_years({2025: 5}), 99.0, ComparisonStatus.SIMILAR, ComparisonReason.THIRD),
    ],
)
def test_worse_needs_a_difference_beyond_the_usual_swing(
    what: str, series: Series, swing: float | None, status: ComparisonStatus, reason: ComparisonReason
) -> None:
    result = against(an_indicator(), series, NINE, swing=swing)
    assert (result.status, result.reason, result.third is Third.MIDDLE) == (status, reason, status is ComparisonStatus.SIMILAR), (
        what
    )


@pytest.mark.parametrize("direction", ["neutraal", "omhoog", "omlaag"])
def test_the_place_is_named_without_better_or_worse(direction: str) -> None:
    result = against(an_indicator(gewenste_richting=direction), at_years({2025: 3}), NINE, swing=2.0)
    assert result.status is ComparisonStatus.LOWEST_THIRD


@pytest.mark.parametrize(
    ("margin", "status"),
    [(2.9, ComparisonStatus.WORSE), (3.0, ComparisonStatus.HIGHEST_THIRD), (9.0, ComparisonStatus.HIGHEST_THIRD)],
)
def test_the_agenda_can_give_the_margin_of_a_source(margin: float, status: ComparisonStatus) -> None:
    """The figure is 8 and the middle 5; a published margin of the figure itself goes before it."""
    spread = Spread(margin=margin)
    assert against(an_indicator(), at_years({2025: 8}), NINE, swing=None, spread=spread).status is status
    published = against(an_indicator(), surveyed((2025, 8, 7.9, 8.1)), NINE, swing=None, spread=spread)
    assert published.status is ComparisonStatus.WORSE


def three_years(*values: float) -> Series:
    return yearly(*values, start=2023)


def test_years_together_are_compared_as_their_mean() -> None:
    group = [Member(code=f"GM{n}", name="", series=three_years(n, n + 1, n + 2)) for n in range(1, 10)]  # means 2–10, median 6
    national = three_years(5, 6, 10)
    result = against(an_indicator(), three_years(4, 5, 18), group, national, spread=Spread(years=3))
    assert (result.years, result.value, result.national) == ((2023, 2024, 2025), 9.0, 7.0)
    assert result.group is not None
    assert (result.group.median, result.group.count) == (6.0, 9)
    assert result.status is ComparisonStatus.WORSE
    assert against(an_indicator(), three_years(4, 5, 18), group).value == 18


def test_members_without_all_the_years_do_not_count_and_missing_own_years_are_left_out() -> None:
    group = [Member(code=f"GM{n}", name="", series=three_years(n, n, n)) for n in range(1, 7)]
    gap = [Member(code="GM9", name="", series=at_years({2023: 99, 2025: 99}))]
    result = against(an_indicator(), three_years(1, 2, 3), [*group, *gap], spread=Spread(years=3))
    assert result.group is not None
    assert result.group.count == 6
    own = against(an_indicator(), at_years({2023: 1, 2025: 3}), [*group, *gap], spread=Spread(years=3))
    assert own.group is not None
    assert (own.years, own.value, own.group.count) == ((2023, 2025), 2.0, 7)


def test_chance_in_counts_is_that_of_the_years_together() -> None:
    ratio = {"teller": {"bron": "a", "onderwerp": "B"}, "noemer": {"bron": "c", "onderwerp": "D"}, "maal": 1000.0}
    steady = [Member(code=f"GM{n}", name="", series=three_years(n, n, n)) for n in range(1, 10)]
    points = [Point(year=year, value=8.0, numerator=80, denominator=10_000) for year in (2023, 2024, 2025)]
    indicator, series = an_indicator(bron=ratio), Series.of(points)
    single, three = (against(indicator, series, steady, spread=Spread(years=years)).margin for years in (1, 3))
    assert single == pytest.approx((6.343, 9.957), abs=1e-3)
    assert three == pytest.approx((7.020, 9.079), abs=1e-3)


@pytest.mark.parametrize(
    ("what", "today", "is_compared"),
    [("six years old", date(2031, 6, 1), True), ("older than a yearly figure may be", date(2032, 6, 1), False)],
)
def test_a_comparison_can_be_too_old(what: str, today: date, is_compared: bool) -> None:
    result = against(an_indicator(), at_years({2024: 8, 2025: 8}), NINE, today=today)
    assert (result.reason is not ComparisonReason.TOO_OLD) is is_compared, what
    assert (result.age == 6) is is_compared
    assert (result.needed is None) is is_compared


def test_the_age_is_that_of_the_year_that_was_compared() -> None:
    """The newest figure is of 2025, but the others have figures until 2018."""
    group = members(1, 2, 3, 4, 9, year=2018)
    result = against(an_indicator(), at_years({2016: 5, 2017: 5, 2018: 6, 2025: 7}), group)
    assert (result.status, result.reason, result.years) == (ComparisonStatus.NOT_COMPARABLE, ComparisonReason.TOO_OLD, (2018,))


@pytest.mark.parametrize(
    ("what", "series", "group", "reason"),
    [
        ("no figure", Series(), NINE, ComparisonReason.NO_OWN_FIGURE),
        ("only provisional", yearly(5, start=2025, provisional=1), NINE, ComparisonReason.NO_OWN_FIGURE),
        ("no group", at_years({2025: 5}), [], ComparisonReason.NO_GROUP),
        ("four in the group", at_years({2025: 5}), NINE[:4], ComparisonReason.TOO_FEW_VALUES),
        ("other years", at_years({2020: 5}), NINE, ComparisonReason.TOO_FEW_VALUES),
    ],
)
def test_not_comparable_has_a_reason(what: str, series: Series, group: list[Member], reason: ComparisonReason) -> None:
    result = against(an_indicator(), series, group)
    assert (result.status, result.reason) == (ComparisonStatus.NOT_COMPARABLE, reason), what
    assert result.needed is not None


def test_five_values_are_enough() -> None:
    assert against(an_indicator(), at_years({2025: 5}), NINE[:5]).status is not ComparisonStatus.NOT_COMPARABLE


def test_the_newest_year_that_can_be_compared_is_used() -> None:
    own = Series.of([*at_years({2023: 5, 2024: 6, 2025: 7}).points, Point(year=2026, value=9, is_provisional=True)])
    group = members(1, 2, 3, 4, 9, year=2024)
    result = against(an_indicator(), own, group, at_years({2024: 4.5, 2025: 4.6}))
    assert result.group is not None
    assert (result.group.year, result.value, result.national) == (2024, 6, 4.5)


def test_the_band_behind_a_chart_has_every_year_with_five_values() -> None:
    group = [
        Member(code=f"GM{n}", name="", series=at_years({2020: n, 2021: n + 1} | ({2022: 1} if n < 4 else {}))) for n in range(5)
    ]
    assert [(year.year, year.median) for year in summarise_group(group)] == [(2020, 2), (2021, 3)]


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
)
def test_wilson_against_newcombe(count: int, total: int, expected: tuple[float, float]) -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3."""
    assert wilson(count, total) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("count", "expected"), [(0, (0, 3.689)), (1, (0.0253, 5.572)), (5, (1.623, 11.668)), (9, (4.115, 17.085))]
)
def test_below_ten_the_exact_poisson_limits(count: int, expected: tuple[float, float]) -> None:
    """Garwood, Biometrika 28 (1936): exact 95 % limits for a Poisson count."""
    assert byar(count, 1) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("count", "exact"), [(10, (4.795, 18.390)), (20, (12.217, 30.888)), (100, (81.364, 121.627))])
def test_byar_is_within_two_per_mille_of_exact_from_ten_on(count: int, exact: tuple[float, float]) -> None:
    """As the Public Health England technical guide on confidence intervals states; exact limits from Garwood's method."""
    assert byar(count, 1) == pytest.approx(exact, rel=0.002)


def test_byar_by_hand_and_per_exposure() -> None:
    """25 cases: 25·(1 − 1/225 − 1.96/15)³ = 16.18 and 26·(1 − 1/234 + 1.96/(3·√26))³ = 36.91; per 5,000 inhabitants."""
    assert byar(25, 5) == pytest.approx((16.18 / 5, 36.91 / 5), abs=2e-3)


FEATURES = {
    "GM0001": {"inwoners": 10_000.0, "inkomen": 30.0},
    "GM0002": {"inwoners": 11_000.0, "inkomen": 31.0},
    "GM0003": {"inwoners": 100_000.0, "inkomen": 30.0},
    "GM0004": {"inwoners": 10_000.0, "inkomen": 45.0},
    "GM0005": {"inwoners": 10_500.0},
}


def test_the_nearest_in_structure_come_first() -> None:
    choice = choose_group(FEATURES, "GM0001", size=2, log_scaled={"inwoners"})
    assert choice.municipalities[0] == "GM0002"
    assert len(choice.municipalities) == 2
    assert choice.used == ("inkomen", "inwoners")


def test_the_logarithm_lets_a_ten_times_larger_one_be_as_far_as_a_ten_times_smaller_one() -> None:
    sizes = {"A": 1_000.0, "B": 10_000.0, "C": 100_000.0}
    features = {code: {"inwoners": size} for code, size in sizes.items()}
    assert choose_group(features, "B", size=2, log_scaled={"inwoners"}).municipalities == ("A", "C")
    assert choose_group(features, "B", size=1).municipalities == ("A",)
    assert choose_group({**features, "C": {"inwoners": 18_000.0}}, "B", size=1).municipalities == ("C",)


def test_a_candidate_without_a_feature_is_left_out_and_a_feature_without_an_own_value_is_not_used() -> None:
    assert "GM0005" not in choose_group(FEATURES, "GM0001").municipalities
    choice = choose_group(FEATURES, "GM0005", log_scaled={"inwoners"})
    assert (choice.used, choice.unused) == (("inwoners",), ("inkomen",))
    assert len(choice.municipalities) == 4


def test_never_itself_and_equal_distances_in_order_of_code() -> None:
    features = {code: {"dichtheid": value} for code, value in {"B": 1.0, "A": 1.0, "C": 1.0, "D": 9.0}.items()}
    assert choose_group(features, "C", size=2).municipalities == ("A", "B")


@pytest.mark.parametrize(
    ("what", "features", "own"),
    [
        ("unknown municipality", FEATURES, "GM9999"),
        ("no features at all", {"A": {}, "B": {}}, "A"),
        ("a feature that is the same everywhere", {"A": {"x": 1.0}, "B": {"x": 1.0}}, "A"),
        ("nobody", {}, "A"),
        ("a logarithm of zero", {"A": {"x": 0.0}, "B": {"x": 1.0}, "C": {"x": 2.0}}, "A"),
    ],
)
def test_without_usable_features_the_group_is_empty(what: str, features: dict[str, dict[str, float]], own: str) -> None:
    assert choose_group(features, own, log_scaled={"x"}).municipalities == (), what


def counts(*rows: tuple[int, float, float], municipalities: int | None = None, **about: Any) -> Counts:
    """Of a year with its numerator and denominator, each row of a municipality; NaN for a count that is not there."""
    year, numerator, denominator = (np.array(column) for column in zip(*rows, strict=True))
    usual = {"is_provisional": [False] * len(rows), "predecessor": [0] * len(rows), "segment": [0] * len(rows)}
    return Counts(
        municipalities=municipalities or len(rows),
        year=year,
        numerator=numerator.astype(float),
        denominator=denominator.astype(float),
        **{name: np.array(values) for name, values in (usual | about).items()},
    )


def test_the_netherlands_is_a_ratio_of_sums_never_a_mean_of_ratios() -> None:
    national = sum_to_national(counts((2024, 10, 1_000), (2024, 500, 9_000)), 1000)
    assert [(point.year, point.value) for point in national.points] == [(2024, pytest.approx(51))]


def test_no_national_figure_when_too_many_municipalities_are_missing() -> None:
    everyone = [(2024, 10, 1_000)] * 18
    assert len(sum_to_national(counts(*everyone, municipalities=19), 1000)) == 0
    assert len(sum_to_national(counts(*everyone, (2024, np.nan, 1_000)), 1000)) == 0
    assert len(sum_to_national(counts(*everyone, *everyone, municipalities=37), 1000)) == 1
    assert len(sum_to_national(counts((2024, 0, 0)), 1000)) == 0


def test_the_netherlands_is_provisional_with_any_of_its_figures_and_of_the_source_of_the_first() -> None:
    rows = ((2023, 1, 10), (2024, 1, 10), (2023, 2, 10), (2024, 2, 10))
    given = counts(
        *rows,
        municipalities=2,
        is_provisional=[False, False, False, True],
        predecessor=[1, 0, 1, 0],
        segment=[1, 0, 1, 0],
    )
    earlier, later = sum_to_national(given, 100).points
    assert (earlier.year, earlier.is_provisional, earlier.predecessor, earlier.segment) == (2023, False, 1, 1)
    assert (later.year, later.is_provisional, later.predecessor, later.segment) == (2024, True, 0, 0)
    assert (later.value, later.numerator, later.denominator) == (pytest.approx(15), 3, 20)

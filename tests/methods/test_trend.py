"""Is there a clear line? Published numbers for the tests behind the answer, and the rules that turn them into a word."""

import math
from itertools import permutations

import numpy as np
import pytest
from support.small_figures import at_years, surveyed, yearly

from indicators.agenda.model import Direction
from indicators.methods.mann_kendall import mann_kendall, widen, with_memory
from indicators.methods.recent_trend import find_recent_trend, weighted_slope
from indicators.methods.series import Series
from indicators.methods.trend import TrendStatus, fewest_points, judge_trend, theil_sen

EPA = [10, 10, 10, 5, 10, 20, 18, 17, 15, 24, 15]


def test_epa_worked_example() -> None:
    """EPA QA/G-9S, p. 109: S = 22, variance 155.33, Z = 1.685; median slope 1.0 (help.earthsoft.com)."""
    result = mann_kendall(np.array(EPA, dtype=float))
    assert result.s == 22
    assert result.variance == pytest.approx(155.3333, abs=1e-4)
    assert result.z == pytest.approx(1.685, abs=5e-4)
    assert result.p == pytest.approx(0.092, abs=5e-4)
    assert theil_sen(np.arange(11.0), np.array(EPA, dtype=float)) == 1.0


@pytest.mark.parametrize(("count", "p"), [(3, 1 / 3), (4, 1 / 12), (5, 0.0166667), (6, 0.0027778), (7, 0.00039683)])
def test_smallest_possible_p_is_two_orders_out_of_all(count: int, p: float) -> None:
    assert mann_kendall(np.arange(float(count))).p == pytest.approx(p, abs=1e-7)


def test_ties_are_counted_exactly() -> None:
    """1, 1, 2, 2, 3: S = 8 and p = .0666667 over all orders; scipy's kendalltau gives .037."""
    result = mann_kendall(np.array([1.0, 1, 2, 2, 3]))
    assert result.s == 8
    assert result.p == pytest.approx(0.0666667, abs=1e-7)


@pytest.mark.parametrize(
    ("count", "one_sided"),
    [
        (4, {0.05: 6}),
        (5, {0.05: 8, 0.01: 10}),
        (6, {0.05: 11, 0.01: 13}),
        (7, {0.05: 13, 0.01: 17}),
        (8, {0.05: 16, 0.01: 20}),
        (9, {0.05: 18, 0.01: 24}),
        (10, {0.05: 21, 0.01: 27}),
    ],
)
def test_critical_values(count: int, one_sided: dict[float, int]) -> None:
    """One-sided critical values of S as tabulated at help.earthsoft.com: the smallest S with P(S' ≥ S) ≤ α."""
    for alpha, critical in one_sided.items():
        tails = {s: mann_kendall(series_with(count, s)).p / 2 for s in (critical, critical - 2)}
        assert tails[critical] <= alpha < tails[critical - 2], (count, alpha)


def series_with(count: int, s: int) -> np.ndarray:
    """Values without ties whose Mann-Kendall S is s: an ordered series with (pairs − s) / 2 neighbours swapped."""
    values = list(np.arange(float(count)))
    swaps = (count * (count - 1) // 2 - s) // 2
    while swaps:
        place = next(n for n in range(count - 1) if values[n] < values[n + 1])
        values[place], values[place + 1] = values[place + 1], values[place]
        swaps -= 1
    assert mann_kendall(np.array(values)).s == s
    return np.array(values)


@pytest.mark.parametrize("values", [[1, 2, 2, 1], [1, 1, 1, 2, 3, 3], [2, 1, 2, 3, 1, 4, 4], [5, 1, 4, 2, 3]])
def test_exact_p_equals_the_count_over_all_orders(values: list[float]) -> None:
    observed = abs(mann_kendall(np.array(values, dtype=float)).s)
    scores = [abs(kendall_score(order)) for order in permutations(values)]
    assert mann_kendall(np.array(values, dtype=float)).p == pytest.approx(
        sum(score >= observed for score in scores) / len(scores)
    )


def kendall_score(values: tuple[float, ...]) -> int:
    return sum((b > a) - (b < a) for n, a in enumerate(values) for b in values[n + 1 :])


def test_a_constant_series() -> None:
    result = mann_kendall(np.full(5, 5.0))
    assert (result.s, result.p) == (0, 1.0)
    assert theil_sen(np.arange(5.0), np.full(5, 5.0)) == 0


def test_without_ties_the_exact_p_is_used_up_to_thirty_points() -> None:
    exact, approximated = mann_kendall(np.arange(30.0)), mann_kendall(np.arange(31.0))
    assert exact.p == pytest.approx(2 / math.factorial(30))
    assert approximated.p == pytest.approx(math.erfc(approximated.z / math.sqrt(2)))


@pytest.mark.parametrize("ties", [(1, 1, 2, 3), (2, 2, 2, 2, 2, 2, 2, 2, 2), (18,), (3, 3, 6, 6), (5, 10, 15)])
def test_with_ties_every_order_is_counted_in_whole_numbers(ties: tuple[int, ...]) -> None:
    """An unbroken line with ties can come about in one order of the different values only, upwards or downwards."""
    values = np.repeat(np.arange(float(len(ties))), ties)
    orders = math.factorial(len(values)) // math.prod(math.factorial(size) for size in ties)
    assert mann_kendall(values).p == pytest.approx(min(1.0, 2 / orders), rel=1e-12)


def test_a_chance_stays_a_chance_where_floats_gave_nonsense() -> None:
    """From twenty points with ties on, dividing polynomials in floats gave chances below zero and above one."""
    rng = np.random.default_rng(5)
    for count in (18, 20, 24, 30):
        values = rng.integers(0, count // 2, count).astype(float)
        exact = mann_kendall(values)
        assert exact.p == pytest.approx(math.erfc(abs(exact.z) / math.sqrt(2)), abs=0.01)


def test_memory_widens_s_as_in_an_autoregression() -> None:
    """n = 3, ρ = .5: 1 + 2·(⅔·.5 + ⅓·.25) = 1.8333."""
    assert widen(3, 0.5) == pytest.approx(math.sqrt(1.8333333))
    assert widen(10, 0.0) == 1.0


def test_a_chance_with_memory_is_z_divided_and_turned_back() -> None:
    """p = .0455 is Z = 2; half of it is Z = 1, p = .3173."""
    assert with_memory(0.04550026, 2.0) == pytest.approx(0.3173105)
    assert with_memory(0.0123, 1.0) == pytest.approx(0.0123)
    assert with_memory(1.0, 3.0) == 1.0


@pytest.mark.parametrize(("memory", "count"), [(0.0, 5), (0.2, 5), (0.3, 6), (0.5, 7), (0.8, 9), (0.9, 12)])
def test_more_memory_asks_for_more_points(memory: float, count: int) -> None:
    assert fewest_points(memory) == count
    line = yearly(*range(count - 1))
    if count > 5:
        answer = judge_trend(line, UP, memory)
        assert answer.status is TrendStatus.TOO_FEW
        assert answer.needed is not None
        assert answer.needed.amount == 1
    assert judge_trend(yearly(*range(count)), UP, memory).status is TrendStatus.FAVOURABLE


def test_a_line_that_memory_alone_could_make_is_none() -> None:
    figures = yearly(3, 1, 2, 4, 5, 6, 8, 7, 9, 10)
    assert judge_trend(figures, UP, 0.3).status is TrendStatus.FAVOURABLE
    remembered = judge_trend(figures, UP, 0.8)
    assert remembered.status is TrendStatus.NO_CLEAR_LINE
    assert remembered.p is not None
    assert remembered.test is not None
    assert remembered.test.p < 0.001
    assert remembered.p > 0.05


def test_an_unknown_memory_counts_as_a_strong_one() -> None:
    unknown, strong = judge_trend(yearly(*range(9)), UP), judge_trend(yearly(*range(9)), UP, 0.8)
    assert (unknown.p, unknown.memory, unknown.is_memory_known) == (strong.p, 0.8, False)
    assert judge_trend(yearly(*range(8)), UP).status is TrendStatus.TOO_FEW
    assert strong.is_memory_known


def test_false_alarms_of_series_with_memory_stay_below_what_is_promised() -> None:
    """Two thousand series without a line for each memory; what a plain test gives is far above 5 %."""
    rng = np.random.default_rng(2)
    for memory in (0.3, 0.6, 0.85):
        left = rng.normal(size=(2000, 62))
        for year in range(1, 62):
            left[:, year] += memory * left[:, year - 1]
        p = np.array([mann_kendall(row).p for row in left[:, 50:]])
        aware = np.array([with_memory(each, widen(12, memory)) for each in p])
        assert (aware <= 0.05).mean() <= 0.05
        assert (p <= 0.05).mean() > 0.08


def test_slopes_use_real_years() -> None:
    series = at_years({2012: 0, 2016: 4, 2020: 8, 2022: 10, 2024: 12})
    assert theil_sen(series.years, series.values) == 1.0


UP, DOWN, NEUTRAL = Direction.UP, Direction.DOWN, Direction.NEUTRAL
RISE = [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("what", "series", "direction", "status"),
    [
        ("rise, up is good", yearly(*RISE), UP, TrendStatus.FAVOURABLE),
        ("rise, down is good", yearly(*RISE), DOWN, TrendStatus.UNFAVOURABLE),
        ("rise, neutral", yearly(*RISE), NEUTRAL, TrendStatus.RISING),
        ("fall, neutral", yearly(*RISE[::-1]), NEUTRAL, TrendStatus.FALLING),
        ("five points with one out of order", yearly(1, 2, 3, 5, 4), UP, TrendStatus.NO_CLEAR_LINE),
        ("five points with a tie", yearly(1, 2, 3, 4, 4), UP, TrendStatus.FAVOURABLE),
        ("seven points, p = .011", yearly(2, 1, 3, 4, 5, 7, 6), UP, TrendStatus.FAVOURABLE),
        ("eight points, S = 20, p = .014", yearly(3, 2, 1, 4, 5, 6, 8, 7), UP, TrendStatus.FAVOURABLE),
        ("eight points, S = 14, p = .11", yearly(4, 2, 1, 3, 5, 8, 6, 7), UP, TrendStatus.NO_CLEAR_LINE),
        ("four points in a row", yearly(1, 2, 3, 4), UP, TrendStatus.TOO_FEW),
        ("four equal points", yearly(1, 1, 1, 1), UP, TrendStatus.TOO_FEW),
        ("five equal points", yearly(1, 1, 1, 1, 1), UP, TrendStatus.UNCHANGED),
        ("up and down", yearly(1, 5, 2, 4, 3), UP, TrendStatus.NO_CLEAR_LINE),
        ("nothing", Series(), UP, TrendStatus.TOO_FEW),
    ],
)
def test_the_word(what: str, series: Series, direction: Direction, status: TrendStatus) -> None:
    assert judge_trend(series, direction, memory=0.0).status is status, what


def test_a_trend_is_judged_on_the_points_it_is_given() -> None:
    answer = judge_trend(yearly(1, 2, 3, 4, start=2020), UP, memory=0.0)
    assert (answer.points, answer.first_year, answer.last_year) == (4, 2020, 2023)
    assert answer.needed is not None
    assert answer.needed.amount == 1


def with_bounds(values: list[float], lower: list[float], upper: list[float]) -> Series:
    return surveyed(*zip(range(2016, 2016 + len(values)), values, lower, upper, strict=True))


FINGERTIPS = [
    # UKHSA fingertips-open and DHSC FingertipsNext, trend tests: values, lower, upper bounds, χ² where published, sign
    ([24.67, 24.6, 28, 30.2, 30.6], [23.16, 23.15, 26.44, 28.63, 28.98], [26.25, 26.19, 29.64, 31.9, 32.25], 46.77, 1),
    (
        [20.5506, 19.5952, 19.0349, 21.3966, 18.4372],
        [18.1803, 17.3444, 16.8421, 19.0918, 16.2925],
        [23.1427, 22.0602, 21.4394, 23.8975, 20.7941],
        None,
        0,
    ),
    (
        [92.6254, 92.3221, 90.8708, 90.017, 90.1013],
        [92.4168, 92.1072, 90.6358, 89.7694, 89.8578],
        [92.8288, 92.5315, 91.1004, 90.2594, 90.3396],
        None,
        -1,
    ),
    (
        [2.935, 1.93028, 2.7567, 2.8701, 3.0121],
        [2.7841, 1.8085, 2.6113, 2.7225, 2.8616],
        [3.0919, 2.058, 2.9082, 3.0237, 3.1683],
        None,
        1,
    ),
]


@pytest.mark.parametrize(("values", "lower", "upper", "chi2", "sign"), FINGERTIPS)
def test_recent_trend_of_survey_figures(
    values: list[float], lower: list[float], upper: list[float], chi2: float | None, sign: int
) -> None:
    trend = find_recent_trend(with_bounds(values, lower, upper))
    assert trend is not None
    assert trend.sign == sign
    if chi2 is not None:
        assert trend.chi2 == pytest.approx(chi2, abs=0.005)


def test_the_weighted_line_against_the_published_test_for_proportions() -> None:
    """994/40299 … 1367/44701: χ² = 47.90 with weights n / p̄q̄ of the pooled proportion (UKHSA fingertips-open)."""
    counts = np.array([994.0, 1023, 1199, 1332, 1367])
    totals = np.array([40299.0, 41527, 42811, 44064, 44701])
    pooled = counts.sum() / totals.sum()
    slope, spread = weighted_slope(np.arange(5.0), counts / totals, totals / (pooled * (1 - pooled)))
    assert slope**2 * spread == pytest.approx(47.90, abs=0.005)


@pytest.mark.parametrize(
    ("what", "series"),
    [
        ("four points", with_bounds([126.9, 125.8, 121.5, 122.4], [125.9, 124.8, 120.6, 121.4], [127.9, 126.8, 122.5, 123.4])),
        ("no margins", yearly(1, 2, 3, 4, 5)),
        ("a margin without width", with_bounds([1, 2, 3, 4, 5], [1, 1, 2, 3, 4], [1, 3, 4, 5, 6])),
    ],
)
def test_no_recent_trend_can_be_calculated(what: str, series: Series) -> None:
    assert find_recent_trend(series) is None, what


@pytest.mark.parametrize(
    ("what", "others"), [("level without it", [10, 10, 10, 10]), ("the other way without it", [10.3, 10.2, 10.1, 10.0])]
)
def test_a_recent_trend_that_hangs_on_one_point_is_none(what: str, others: list[float]) -> None:
    """Four points and a leap: χ² is far above the limit, but the slope without the leap has another sign, or none."""
    values = [*others, 20]
    trend = find_recent_trend(with_bounds(values, [value - 0.5 for value in values], [value + 0.5 for value in values]))
    assert trend is not None
    assert trend.chi2 > 9.55
    assert trend.sign == 0, what


def test_the_recent_trend_looks_at_the_last_five_points_only() -> None:
    falling_then_rising = [40.0, 35, 30, 20, 22, 24, 26, 28]
    series = with_bounds(falling_then_rising, [v - 0.5 for v in falling_then_rising], [v + 0.5 for v in falling_then_rising])
    answer = judge_trend(series, UP)
    assert answer.recent is not None
    assert (answer.recent.sign, answer.recent.first_year) == (1, 2019)

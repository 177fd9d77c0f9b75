"""Is the latest change larger than the usual swing? Against earlier changes, or against published margins."""

import numpy as np
import pytest
from support.small_figures import at_years, surveyed, yearly

from indicators.agenda.model import Direction
from indicators.methods.change import ChangeBasis, ChangeStatus, count_flags, judge_change
from indicators.methods.series import Series

SWINGING = (10, 11, 10, 11, 10, 11, 10)  # six changes of 1: the limit is 3.267


@pytest.mark.parametrize(
    ("what", "last", "status"),
    [
        ("just under the limit", 13.2, ChangeStatus.USUAL),
        ("just over it", 13.3, ChangeStatus.NOTABLE),
        ("downward as well", 6.7, ChangeStatus.NOTABLE),
        ("no change", 10.0, ChangeStatus.USUAL),
    ],
)
def test_jump_rule(what: str, last: float, status: ChangeStatus) -> None:
    answer = judge_change(yearly(*SWINGING, last), Direction.UP)
    assert (answer.status, answer.basis) == (status, ChangeBasis.JUMPS), what
    assert answer.limit == pytest.approx(3.267)


@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_seven_figures_are_too_few(count: int) -> None:
    answer = judge_change(yearly(*SWINGING[:count]) if count else Series(), Direction.UP)
    assert answer.status is ChangeStatus.TOO_FEW
    assert answer.needed is not None
    assert answer.needed.amount == 8 - count


def test_changes_over_more_years_are_divided_by_the_root_of_the_years() -> None:
    """Six yearly changes of 1, then 6 in four years: 6 / √4 = 3 stays under 3.267; 7 / √4 does not."""
    figures = dict(zip(range(2010, 2017), SWINGING, strict=True))
    assert judge_change(at_years(figures | {2020: 16}), Direction.UP).status is ChangeStatus.USUAL
    assert judge_change(at_years(figures | {2020: 17}), Direction.UP).status is ChangeStatus.NOTABLE


@pytest.mark.parametrize("last", [5, 6])
def test_where_nothing_ever_changed_nobody_knows_what_is_usual(last: float) -> None:
    answer = judge_change(yearly(5, 5, 5, 5, 5, 5, 5, last), Direction.UP)
    assert (answer.status, answer.basis, answer.change) == (ChangeStatus.NOT_ASSESSABLE, None, last - 5)
    assert answer.needed is not None


LEAP = yearly(*SWINGING, 16)  # 2018–2025, the last change is 6


def movements(last: float, earlier: float = 0.0) -> dict[tuple[int, int], float]:
    """The country moves by so much in the last of these years, and in each of those before."""
    return {(year, year + 1): last if year == 2024 else earlier for year in range(2018, 2025)}


@pytest.mark.parametrize(
    ("what", "national", "status", "left"),
    [
        ("the country stood still", 0.0, ChangeStatus.NOTABLE, 6.0),
        ("the country did a little of it", 2.0, ChangeStatus.NOTABLE, 4.0),
        ("the country did most of it", 3.0, ChangeStatus.WIDESPREAD, 3.0),
        ("the country did all of it", 6.0, ChangeStatus.WIDESPREAD, 0.0),
        ("the country went the other way", -6.0, ChangeStatus.NOTABLE, 12.0),
        ("the country went much further", 12.0, ChangeStatus.NOTABLE, -6.0),
    ],
)
def test_a_change_is_held_against_the_country(what: str, national: float, status: ChangeStatus, left: float) -> None:
    answer = judge_change(LEAP, Direction.UP, movements(national))
    assert (answer.status, answer.national, answer.left) == (status, national, left), what
    assert answer.left_limit == pytest.approx(3.267)


def test_what_is_left_is_held_against_what_was_left_before() -> None:
    """The country goes up and down with us: what was left of earlier changes is nothing, so what is left now stands out."""
    follows = {(year, year + 1): 1.0 if year % 2 == 0 else -1.0 for year in range(2018, 2025)}
    answer = judge_change(LEAP, Direction.UP, follows | {(2024, 2025): 5.0})
    assert (answer.status, answer.left, answer.left_limit) == (ChangeStatus.NOTABLE, 1.0, 0.0)


def test_a_usual_change_stays_usual_whatever_the_country_did() -> None:
    assert judge_change(yearly(*SWINGING, 11), Direction.UP, movements(-9.0)).status is ChangeStatus.USUAL


def test_without_the_country_in_every_year_only_the_own_rule_is_applied() -> None:
    known = movements(6.0)
    del known[2019, 2020]
    answer = judge_change(LEAP, Direction.UP, known)
    assert (answer.status, answer.national, answer.left) == (ChangeStatus.NOTABLE, 6.0, 0.0)
    assert answer.left_size is None


@pytest.mark.parametrize(
    ("national", "status"), [(0.0, ChangeStatus.NOTABLE), (3.0, ChangeStatus.WIDESPREAD), (-3.0, ChangeStatus.NOTABLE)]
)
def test_survey_figures_are_held_against_the_country_too(national: float, status: ChangeStatus) -> None:
    series = surveyed((2020, 50, 48, 52), (2024, 54, 52, 56))
    answer = judge_change(series, Direction.UP, {(2020, 2024): national})
    assert (answer.status, answer.basis) == (status, ChangeBasis.MARGINS)


@pytest.mark.parametrize(
    ("what", "value", "status", "is_clear"),
    [
        ("z = 1.9", 50 + 1.9 * 2**0.5, ChangeStatus.USUAL, False),
        ("z = 2.0, probably real", 50 + 2.0 * 2**0.5, ChangeStatus.NOTABLE, False),
        ("z = 3.2, clearly real", 50 - 3.2 * 2**0.5, ChangeStatus.NOTABLE, True),
    ],
)
def test_two_survey_figures_with_standard_errors_of_one(what: str, value: float, status: ChangeStatus, is_clear: bool) -> None:
    series = surveyed((2020, 50, 50 - 1.96, 50 + 1.96), (2024, value, value - 1.96, value + 1.96))
    answer = judge_change(series, Direction.UP)
    assert (answer.status, answer.is_clear, answer.basis) == (status, is_clear, ChangeBasis.MARGINS), what


@pytest.mark.parametrize(("direction", "expected"), [(Direction.UP, False), (Direction.DOWN, True), (Direction.NEUTRAL, None)])
def test_whether_the_change_is_for_the_better(direction: Direction, expected: bool | None) -> None:
    assert judge_change(yearly(*SWINGING, 4), direction).is_favourable is expected


@pytest.mark.parametrize("earlier", [6, 10, 20])
def test_the_chance_of_a_false_alarm_is_what_simulation_gives(earlier: int) -> None:
    sizes = np.abs(np.random.default_rng(1).standard_normal((100_000, earlier + 1)))
    simulated = (sizes[:, -1] > 3.267 * sizes[:, :-1].mean(axis=1)).mean()
    answer = judge_change(yearly(*np.arange(earlier + 2) ** 2), Direction.UP)
    assert answer.chance_alone == pytest.approx(simulated, abs=0.003)


def test_flags_are_counted_next_to_what_chance_alone_would_give() -> None:
    usual, notable, short = yearly(*SWINGING, 11), yearly(*SWINGING, 20), yearly(1, 2, 3)
    changes = [judge_change(series, Direction.UP) for series in (usual, notable, usual, short)]
    counted = count_flags(changes)
    assert (counted.judged, counted.notable) == (3, 1)
    assert counted.expected == pytest.approx(3 * changes[0].chance_alone)
    assert 0.05 < counted.expected < 0.15

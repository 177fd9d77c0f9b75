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


def test_any_change_after_a_constant_series_stands_out() -> None:
    assert judge_change(yearly(5, 5, 5, 5, 5, 5, 5, 6), Direction.UP).status is ChangeStatus.NOTABLE
    assert judge_change(yearly(5, 5, 5, 5, 5, 5, 5, 5), Direction.UP).status is ChangeStatus.USUAL


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

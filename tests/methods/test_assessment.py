"""The pipeline: separate answers from the same figures, with provisional figures and breaks handled in one place."""

from support.small_figures import FORGETFUL, TODAY, an_indicator, judged, members, reach, yearly

from indicators.methods.assessment import assess
from indicators.methods.change import ChangeStatus
from indicators.methods.comparison import ComparisonStatus
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.methods.series import Point, Series
from indicators.methods.trend import TrendStatus

FALL = (9, 8.2, 7.1, 6.4, 5.3, 4.5, 3.4)  # 2018–2024


def test_four_separate_answers() -> None:
    group = members(2, 3, 4, 5, 6, 7, 8, year=2024)
    answers = assess(an_indicator(reach(5)), yearly(*FALL), group=group, surroundings=FORGETFUL, today=TODAY)
    assert answers.norm.status is NormStatus.MET
    assert answers.trend.status is TrendStatus.FAVOURABLE
    assert answers.change.status is ChangeStatus.TOO_FEW
    assert answers.comparison.status is ComparisonStatus.BETTER
    assert answers.baseline.value == 9


def test_no_figures_gives_four_answers_and_no_exception() -> None:
    answers = judged(reach(5), Series())
    assert [answers.norm.status, answers.trend.status, answers.change.status, answers.comparison.status] == [
        NormStatus.NOT_ASSESSABLE,
        TrendStatus.TOO_FEW,
        ChangeStatus.TOO_FEW,
        ComparisonStatus.NOT_COMPARABLE,
    ]
    assert answers.latest is None


def test_the_latest_figure_is_shown_also_when_it_is_provisional() -> None:
    answers = judged(reach(5), yearly(*FALL, provisional=1))
    assert answers.latest is not None
    assert (answers.latest.year, answers.latest.is_provisional) == (2024, True)


def test_provisional_figures_speak_up_only_where_they_change_an_answer() -> None:
    swinging = (10, 11, 10, 11, 10, 11, 10, 11)
    calm, leap = judged(None, yearly(*swinging, 10, provisional=1)), judged(None, yearly(*swinging, 20, provisional=1))
    assert calm.change.with_provisional is None
    assert leap.change.status is ChangeStatus.USUAL
    assert leap.change.with_provisional is not None
    assert leap.change.with_provisional.status is ChangeStatus.NOTABLE


def test_the_trend_says_it_when_provisional_figures_bend_the_line() -> None:
    bent = judged(None, yearly(*FALL, 9, 10, provisional=2)).trend
    assert bent.status is TrendStatus.FAVOURABLE
    assert bent.with_provisional is not None
    assert bent.with_provisional.status is TrendStatus.NO_CLEAR_LINE


def test_a_new_definition_starts_everything_anew() -> None:
    broken = {"trendbreuken": [{"periode": 2021, "reden": "Nieuwe telling.", "soort": "definitie"}]}
    answers = judged(reach(1), yearly(*FALL), **broken)
    assert (answers.trend.status, answers.trend.first_year) == (TrendStatus.TOO_FEW, 2021)
    assert answers.norm.reason is NormReason.NO_BASELINE
    assert answers.baseline.value is None


def chained(before, after, *, segment=1):
    """Figures of which the first ones come from a source that was replaced; its last year is that before the first of `after`."""
    first = 2024 - len(after) - len(before) + 1
    old = [Point(year=first + n, value=value, predecessor=1, segment=segment) for n, value in enumerate(before)]
    return Series.of([*old, *(Point(year=2024 - len(after) + 1 + n, value=value) for n, value in enumerate(after))])


def test_another_source_starts_everything_anew() -> None:
    answers = judged(reach(1), chained(FALL[:4], FALL[4:]), nulmeting={"periode": 2019, "waarde": 8.0})
    assert (answers.trend.status, answers.trend.points, answers.trend.first_year) == (TrendStatus.TOO_FEW, 3, 2022)
    assert answers.norm.reason is NormReason.NO_BASELINE
    assert (answers.baseline.value, answers.path) == (None, ((2028.0, 1.0),))
    assert len(answers.series) == 7


def test_the_step_from_one_source_to_another_is_no_change() -> None:
    swinging = (10, 11, 10, 11, 10, 11, 10, 11)
    assert judged(None, chained(swinging, (30,))).change.status is ChangeStatus.TOO_FEW
    assert judged(None, chained(swinging, (30,), segment=0)).change.status is ChangeStatus.NOTABLE


def test_a_source_whose_series_goes_on_is_judged_as_one() -> None:
    assert judged(reach(5), chained(FALL[:4], FALL[4:], segment=0)).trend.status is TrendStatus.FAVOURABLE


def test_figures_that_all_come_from_a_replaced_source_are_one_series() -> None:
    answers = judged(reach(1), chained(FALL, ()))
    assert answers.trend.status is TrendStatus.FAVOURABLE
    assert answers.baseline.value == FALL[0]


def test_a_source_that_comes_back_for_one_year_in_between_breaks_twice() -> None:
    points = [Point(year=2018 + n, value=5.0 + n, predecessor=n == 3, segment=n == 3) for n in range(7)]
    assert judged(None, Series.of(points)).trend.first_year == 2022


def test_a_special_year_changes_no_answer() -> None:
    special = {"trendbreuken": [{"periode": 2021, "reden": "Corona.", "soort": "bijzonder"}]}
    assert judged(reach(1), yearly(*FALL), **special) == judged(reach(1), yearly(*FALL))


def test_age_is_that_of_the_definitive_figures_that_are_judged() -> None:
    figures = [Point(year=2012 + n, value=5.0 + n % 2) for n in range(8)]
    stale = judged(reach(1), Series.of(figures), nulmeting={"periode": 2012}).norm
    assert stale.reason is NormReason.STALE
    newer = Series.of([*figures, Point(year=2025, value=5.0, is_provisional=True)])
    assert judged(reach(1), newer, nulmeting={"periode": 2012}).norm.reason is NormReason.STALE
    definitive = Series.of([*figures, Point(year=2025, value=5.0)])
    assert judged(reach(1), definitive, nulmeting={"periode": 2012}).norm.reason is not NormReason.STALE


def test_without_a_definitive_figure_nothing_is_called_old() -> None:
    only = Series.of([Point(year=2012, value=5.0, is_provisional=True)])
    assert judged(reach(1), only, nulmeting={"periode": 2012}).norm.reason is not NormReason.STALE

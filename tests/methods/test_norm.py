"""Is the norm met, and if not, will it be? Every status and every edge case of the method."""

from datetime import date
from typing import Any

import pytest
from support.small_figures import at_years, band, judged, keep, reach, surveyed, yearly

from indicators.agenda.model import Direction, Norm
from indicators.methods.baseline import Baseline
from indicators.methods.need import NeedKind
from indicators.methods.norm import status_of_chance
from indicators.methods.norm_status import NormReason, NormStatus
from indicators.methods.norm_status import NormReason as R
from indicators.methods.norm_status import NormStatus as S
from indicators.methods.road import planned_at, planned_path
from indicators.methods.series import Series

FALLING = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4)  # 2018–2024, about 0.9 a year
BUMPY = yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8)
GAPPED = at_years({2016: 7, 2018: 6, 2020: 6.5, 2022: 5.5, 2024: 4.5})
IN_2024, IN_2025 = ({"vastgesteld": {"door": ["gemeenteraad"], "datum": date(year, 6, 30)}} for year in (2024, 2025))
NO_BASELINE = {"nulmeting": None}
PRICES = {"lopende_prijzen": True}
NEW_DEFINITION = {"trendbreuken": [{"periode": 2025, "reden": "Nieuwe telling.", "soort": "definitie"}]}

CASES: list[tuple[str, dict[str, Any] | None, Series, dict[str, Any], S, R]] = [
    ("lower is better: at the norm", reach(4.4), FALLING, {}, S.MET, R.MEETS),
    ("lower is better: below the norm", reach(5.0), FALLING, {}, S.MET, R.MEETS),
    ("higher is better", reach(4.0), FALLING, {"gewenste_richting": "omhoog"}, S.MET, R.MEETS_SINCE_BASELINE),
    ("met at the baseline already", reach(11), FALLING, {}, S.MET, R.MEETS_SINCE_BASELINE),
    ("norm equal to the baseline, met", reach(10), FALLING, {}, S.MET, R.MEETS_SINCE_BASELINE),
    ("norm equal to the baseline, not met", reach(6), yearly(6, 7, 5.5, 6.8, 5.2, 6.4), {}, S.UNCERTAIN, R.CHANCE),
    ("met after the year, not in it", reach(5, 2022), FALLING, {}, S.NOT_MET, R.MISSED_BUT_LATER),
    ("a pace that suffices", reach(4, 2028), FALLING, {}, S.UNCERTAIN, R.CHANCE),
    ("may go either way", reach(5.5, 2028), BUMPY, {}, S.UNCERTAIN, R.CHANCE),
    ("out of reach", reach(1, 2026), BUMPY, {}, S.BEHIND, R.CHANCE),
    ("the year is there, the norm is not met", reach(2, 2024), FALLING, {}, S.NOT_MET, R.MISSED),
    ("a later figure, still not met", reach(2, 2022), FALLING, {}, S.NOT_MET, R.MISSED),
    ("met in the year, lost later", reach(5.3, 2022), BUMPY, {}, S.MET, R.MET_THEN_LOST),
    ("to keep until a year: kept in it, lost later", keep(5.3, jaar=2022), BUMPY, {}, S.MET, R.MET_THEN_LOST),
    ("to keep until a year, not kept", keep(5, jaar=2022), BUMPY, {}, S.NOT_MET, R.MISSED),
    ("the year has no figure, a later one meets it", reach(5, 2023), GAPPED, {}, S.MET, R.MEETS),
    ("the year has no figure, a later one does not", reach(3, 2023), GAPPED, {}, S.NOT_MET, R.MISSED),
    (
        "the year has no figure, the first later one does not, the last does",
        reach(5, 2021),
        GAPPED,
        {},
        S.NOT_MET,
        R.MISSED_BUT_LATER,
    ),
    ("the year is over, no figure yet, met before it", reach(6, 2025), BUMPY, {}, S.UNCERTAIN, R.CHANCE),
    ("the year is over, no figure yet, too few to expect", reach(1, 2025), yearly(6, 5, start=2022), {}, S.TOO_EARLY, R.AWAITED),
    ("the year is over, no figure yet, current prices", reach(5, 2025), FALLING, PRICES, S.TOO_EARLY, R.AWAITED),
    ("the year is over, no baseline, no figure yet", reach(1, 2025), BUMPY, NO_BASELINE, S.BEHIND, R.CHANCE),
    ("no year, figures only of before the norm", reach(5, None, **IN_2025), FALLING, {}, S.TOO_EARLY, R.BEFORE_ADOPTION),
    ("no year, a figure of the year of the norm", reach(2, None, **IN_2024), FALLING, {}, S.NOT_MET, R.NO_TARGET_YEAR),
    ("a year of before the norm itself, figures too", reach(5, 2020, **IN_2025), FALLING, {}, S.TOO_EARLY, R.BEFORE_ADOPTION),
    ("to keep, figures only of before the norm", keep(5, **IN_2025), FALLING, {}, S.TOO_EARLY, R.BEFORE_ADOPTION),
    ("band, figures only of before the norm", band(4, 5, **IN_2025), FALLING, {}, S.TOO_EARLY, R.BEFORE_ADOPTION),
    ("to keep, a figure of the year of the norm", keep(4, **IN_2024), FALLING, {}, S.NOT_MET, R.NOT_KEPT),
    ("ahead, met before there was a norm", reach(5, 2028, **IN_2025), FALLING, {}, S.MET, R.MEETS),
    ("ahead, figures of before the norm", reach(1, 2026, **IN_2025), BUMPY, {}, S.BEHIND, R.CHANCE),
    ("to keep until a year ahead, figures of before", keep(4, jaar=2028, **IN_2025), FALLING, {}, S.NOT_MET, R.NOT_KEPT),
    ("two points", reach(1), yearly(6, 5, start=2023), {"nulmeting": {"periode": 2023}}, S.TOO_EARLY, R.TOO_FEW_POINTS),
    ("four points", reach(1), yearly(6, 5, 6, 5), {}, S.TOO_EARLY, R.TOO_FEW_POINTS),
    ("further than the series is long", reach(1, 2031), FALLING, {}, S.TOO_EARLY, R.TOO_FAR_AHEAD),
    ("one provisional figure", reach(1), yearly(6, provisional=1, start=2024), {}, S.TOO_EARLY, R.ONLY_PROVISIONAL),
    ("no figures", reach(1), Series(), {}, S.NOT_ASSESSABLE, R.NO_DATA),
    ("no figures and no norm", None, Series(), {}, S.NOT_ASSESSABLE, R.NO_DATA),
    ("no norm", None, FALLING, {}, S.NO_NORM, R.NO_NORM),
    ("no baseline in the agenda", reach(1), FALLING, NO_BASELINE, S.NOT_ASSESSABLE, R.NO_BASELINE),
    ("no figure for the baseline", reach(1), FALLING, {"nulmeting": {"periode": 2010}}, S.NOT_ASSESSABLE, R.NO_BASELINE),
    ("no baseline, but met", reach(5), FALLING, NO_BASELINE, S.MET, R.MEETS),
    ("no baseline, but missed", reach(2, 2024), FALLING, NO_BASELINE, S.NOT_MET, R.MISSED),
    ("constant", reach(1), yearly(5, 5, 5, 5, 5, 5), {}, S.NOT_ASSESSABLE, R.NO_VARIATION),
    ("constant at the norm", reach(5), yearly(5, 5, 5, 5, 5, 5), {}, S.MET, R.MEETS_SINCE_BASELINE),
    ("ties", reach(4.5, 2026), yearly(6, 6, 5, 5, 6, 5), {}, S.UNCERTAIN, R.CHANCE),
    ("current prices", reach(1), FALLING, PRICES, S.NOT_ASSESSABLE, R.CURRENT_PRICES),
    ("current prices, met", reach(5), FALLING, PRICES, S.MET, R.MEETS),
    ("a new definition after the last figure", reach(1), FALLING, NEW_DEFINITION, S.NOT_ASSESSABLE, R.BREAK_AFTER_LAST),
    ("stale", reach(1), yearly(6, 5, 6, 5, 6, start=2010), {}, S.NOT_ASSESSABLE, R.STALE),
    ("stale, but the norm was about then", reach(1, 2014), yearly(6, 5, 6, 5, 6, start=2010), {}, S.NOT_MET, R.MISSED),
    ("no target year, met", reach(5, None), FALLING, {}, S.MET, R.MEETS),
    ("no target year, not met", reach(2, None), FALLING, {}, S.NOT_MET, R.NO_TARGET_YEAR),
    ("keep: kept", keep(5), FALLING, {}, S.MET, R.MEETS),
    ("keep: not kept", keep(4), FALLING, {}, S.NOT_MET, R.NOT_KEPT),
    ("keep without a baseline", keep(4), FALLING, NO_BASELINE, S.NOT_MET, R.NOT_KEPT),
    ("band: inside", band(4, 5), FALLING, {"gewenste_richting": "neutraal"}, S.MET, R.MEETS),
    ("band: on its edge", band(4.4, 5), FALLING, {}, S.MET, R.MEETS),
    ("band: too low", band(5, 6), FALLING, {"gewenste_richting": "neutraal"}, S.NOT_MET, R.NOT_KEPT),
    ("band: too high", band(1, 2), FALLING, {}, S.NOT_MET, R.NOT_KEPT),
    ("no direction", reach(5), FALLING, {"gewenste_richting": "neutraal"}, S.NOT_ASSESSABLE, R.UNCLEAR_NORM),
    ("norm zero, not met", reach(0, 2026), yearly(9, 8, 9, 7, 8, 8), {}, S.BEHIND, R.CHANCE),
    ("norm zero, met", reach(0, 2026), yearly(3, 2, 3, 1, 2, 0), {}, S.MET, R.MEETS),
    ("negative values", reach(-9, 2026), yearly(-1, -2, -1, -3, -2, -3), {}, S.BEHIND, R.CHANCE),
    ("negative values, met", reach(-2.5), yearly(-1, -2, -1, -3, -2, -3), {}, S.MET, R.MEETS),
    ("missing years", reach(1, 2026), at_years({2012: 6, 2016: 5, 2018: 6, 2022: 4, 2024: 5}), {}, S.BEHIND, R.CHANCE),
]


@pytest.mark.parametrize(("what", "norm", "series", "changes", "status", "reason"), CASES, ids=[case[0] for case in CASES])
def test_status_and_reason(
    what: str, norm: dict[str, Any] | None, series: Series, changes: dict[str, Any], status: NormStatus, reason: NormReason
) -> None:
    answer = judged(norm, series, **changes).norm
    assert (answer.status, answer.reason) == (status, reason), what


def test_every_status_has_a_case() -> None:
    by_margin = {NormStatus.AROUND}
    assert {case[4] for case in CASES} | by_margin == set(NormStatus)


def test_every_reason_has_a_case() -> None:
    of_others = {NormReason.SWING, NormReason.NOT_YET, NormReason.NO_REFERENCE}  # test_relative.py
    assert {case[5] for case in CASES} | {NormReason.MARGIN} | of_others == set(NormReason)


@pytest.mark.parametrize(
    ("what", "lower", "upper", "status"),
    [
        ("margin wholly on the good side", 3.0, 4.9, NormStatus.MET),
        ("margin up to the norm", 3.0, 5.0, NormStatus.MET),
        ("value good, margin reaches across", 3.0, 5.1, NormStatus.AROUND),
    ],
)
def test_a_published_margin_decides_between_met_and_around(what: str, lower: float, upper: float, status: NormStatus) -> None:
    series = surveyed((2018, 6, 5, 7), (2024, 4, lower, upper))
    assert judged(reach(5), series).norm.status is status, what


@pytest.mark.parametrize(("lower", "status"), [(4.9, NormStatus.AROUND), (5.0, NormStatus.AROUND), (5.1, NormStatus.NOT_MET)])
def test_a_published_margin_decides_between_around_and_not_met(lower: float, status: NormStatus) -> None:
    assert judged(keep(5), surveyed((2018, 6, 5, 7), (2024, 6, lower, 7))).norm.status is status


def test_a_band_is_around_when_the_margin_holds_one_of_its_bounds() -> None:
    series = surveyed((2018, 3, 2.5, 3.5), (2024, 3, 2.4, 3.6))
    assert judged(band(2.5, 4.5), series).norm.status is NormStatus.AROUND
    assert judged(band(2, 4), series).norm.status is NormStatus.MET


@pytest.mark.parametrize(
    ("chance", "status"),
    [
        (0.0, NormStatus.BEHIND),
        (0.2, NormStatus.BEHIND),
        (0.201, NormStatus.UNCERTAIN),
        (1.0, NormStatus.UNCERTAIN),
    ],
)
def test_the_limits_of_the_chance(chance: float, status: NormStatus) -> None:
    assert status_of_chance(chance) is status


def test_the_year_is_over_but_its_figure_is_awaited() -> None:
    answer = judged(reach(1, 2025), BUMPY).norm
    assert (answer.status, answer.is_awaited, answer.missing) == (NormStatus.BEHIND, True, 2025)
    assert answer.road is not None
    assert answer.road.pace_needed is None
    assert not judged(reach(1, 2026), BUMPY).norm.is_awaited
    assert not judged(reach(1, 2024), BUMPY).norm.is_awaited
    assert judged(reach(1, 2026), BUMPY, today=date(2027, 1, 1)).norm.is_awaited


def test_the_figure_of_the_year_decides_and_the_first_one_after_it_when_there_is_none() -> None:
    def decided(norm: dict[str, Any], series: Series) -> tuple[int | None, int | None]:
        answer = judged(norm, series).norm
        return (answer.figure.year if answer.figure else None), answer.missing

    assert decided(reach(2, 2022), FALLING) == (2022, None)
    assert decided(reach(2, 2021), GAPPED) == (2022, 2021)
    assert decided(reach(2, 2025), FALLING) == (None, 2025)
    assert decided(reach(2, 2028), FALLING) == (2024, None)
    assert decided(reach(2, 2020, **IN_2024), FALLING) == (2024, None), "there was no norm yet in 2020"
    assert decided(reach(2, 2020, **IN_2025), FALLING) == (None, 2025)


def test_a_provisional_figure_of_the_year_decides_nothing_but_is_told() -> None:
    answer = judged(reach(5, 2024), yearly(6, 5.9, 6.1, 5.8, 6, 5.7, 4.9, provisional=1)).norm
    assert answer.is_awaited
    assert answer.with_provisional is not None
    assert answer.with_provisional.status is NormStatus.MET


def test_the_road_of_a_norm_whose_year_is_over_ends_at_the_figure_that_decided() -> None:
    road = judged(reach(2, 2022), FALLING).norm.road
    assert road is not None
    assert (road.at.year, road.share) == (2022, pytest.approx(3.7 / 8))


def test_the_path_asks_nothing_before_the_norm_was_adopted() -> None:
    early, late = (judged(reach(5, 2028, **since), FALLING) for since in (IN_2024, IN_2025))
    assert early.norm.road is not None
    assert late.norm.road is not None
    assert (early.norm.road.planned, late.norm.road.planned) == (pytest.approx(7), None)
    assert early.path == ((2024, pytest.approx(7)), (2028, 5))
    assert judged(reach(5, 2028), FALLING).path == ((2018, 10), (2028, 5))


def test_a_baseline_beyond_the_norm_does_not_make_the_path_ask_for_worse() -> None:
    series = yearly(4, 5, 6, 7)
    assert judged(reach(5, 2028), series).path == ((2018, 5), (2028, 5))
    stones = [{"jaar": 2024, "waarde": 6.0}]
    assert judged(reach(5, 2028, mijlpalen=stones), series).path == ((2018, 6), (2024, 6), (2028, 5))


def test_a_norm_that_is_met_before_its_year_says_how_likely_it_stays_met() -> None:
    answer = judged(reach(5.9, 2028), BUMPY).norm
    assert answer.status is NormStatus.MET
    assert answer.chance is not None
    assert 0.3 < answer.chance < 0.7


def test_a_provisional_last_value_is_left_out_and_mentioned_when_it_changes_the_answer() -> None:
    series = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4, 4.0, provisional=1)
    answer = judged(reach(4.2, 2025), series).norm
    assert answer.latest is not None
    assert (answer.latest.year, answer.status) == (2024, NormStatus.UNCERTAIN)
    assert answer.with_provisional is not None
    assert answer.with_provisional.status is NormStatus.MET
    assert judged(reach(20), series).norm.with_provisional is None


def test_road_paces_and_plan() -> None:
    """10 in 2018, 6 in 2022, norm 5 in 2026: 80 % of the road, −1 a year so far, −0.25 a year needed, planned 7.5."""
    road = judged(reach(5, 2026), at_years({2018: 10, 2022: 6})).norm.road
    assert road is not None
    assert (road.share, road.pace, road.pace_since, road.pace_needed, road.planned) == pytest.approx((0.8, -1, 2018, -0.25, 7.5))


def test_a_figure_that_meets_the_norm_needs_no_pace() -> None:
    road = judged(reach(5, 2028), FALLING).norm.road
    assert road is not None
    assert road.pace_needed is None


def test_a_norm_equal_to_the_baseline_has_no_share_of_the_road() -> None:
    road = judged(reach(10, 2026), at_years({2018: 10, 2022: 12})).norm.road
    assert road is not None
    assert road.share is None
    assert road.pace == pytest.approx(0.5)


def test_no_pace_while_the_baseline_is_the_latest_figure() -> None:
    road = judged(reach(5, 2026), at_years({2018: 10}), today=date(2019, 1, 1)).norm.road
    assert road is not None
    assert (road.share, road.pace, road.pace_needed) == (0, None, pytest.approx(-5 / 8))


def test_the_planned_path_goes_through_the_milestones() -> None:
    outside = [{"jaar": 2016, "waarde": 11.0}, {"jaar": 2030, "waarde": 1.0}]
    inside = [{"jaar": 2026, "waarde": 3.0}, {"jaar": 2022, "waarde": 8.0}]
    norm = Norm.model_validate(reach(2, 2028, mijlpalen=outside + inside), strict=False)
    path = planned_path(Baseline(value=10.0, year=2018.0), norm, Direction.DOWN)
    assert path == ((2018.0, 10.0), (2022, 8.0), (2026, 3.0), (2028.0, 2.0))
    assert planned_at(path, 2020) == pytest.approx(9)
    assert planned_at(path, 2024) == pytest.approx(5.5)
    assert planned_at(path, 2017) is None
    assert planned_at(path, 2029) is None


@pytest.mark.parametrize(("planned", "is_met"), [(6.5, True), (6.3, True), (6.0, False)])
def test_milestones_are_held_against_the_figure_of_their_year(planned: float, is_met: bool) -> None:
    norm = reach(2, 2028, mijlpalen=[{"jaar": 2022, "waarde": planned}, {"jaar": 2026, "waarde": 3.0}])
    road = judged(norm, FALLING).norm.road
    assert road is not None
    assert [(each.actual, each.is_met) for each in road.milestones] == [(6.3, is_met), (None, None)]


def test_a_margin_around_a_milestone_leaves_open_whether_it_was_met() -> None:
    series = surveyed((2018, 9, 8, 10), (2022, 6.5, 5.9, 7.1), (2024, 5.5, 5.4, 5.6))
    stones = [{"jaar": 2022, "waarde": 6.2}, {"jaar": 2024, "waarde": 5.6}]
    road = judged(reach(2, 2028, mijlpalen=stones), series).norm.road
    assert road is not None
    assert [(each.actual, each.is_met) for each in road.milestones] == [(6.5, None), (5.5, True)]


def test_only_a_norm_to_reach_has_a_road() -> None:
    assert judged(keep(5), FALLING).norm.road is None
    assert judged(band(4, 5), FALLING).norm.road is None


@pytest.mark.parametrize(
    ("what", "norm", "series", "kind", "amount"),
    [
        ("more figures", reach(1), yearly(6, 5, 6), NeedKind.MORE_POINTS, 2),
        ("the figure itself", reach(1, 2026), BUMPY, NeedKind.FIGURE_FOR_YEAR, 2026),
        ("figures at all", reach(1), Series(), NeedKind.FIGURES, 0),
        ("a year", reach(1, None), BUMPY, NeedKind.TARGET_YEAR, 0),
    ],
)
def test_it_says_what_is_needed_to_say_more(what: str, norm: dict[str, Any], series: Series, kind: NeedKind, amount: int) -> None:
    needed = judged(norm, series).norm.needed
    assert needed is not None, what
    assert (needed.kind, needed.amount) == (kind, amount)


def test_percentages_stay_between_0_and_100() -> None:
    series = yearly(90, 99, 92, 98, 97, 96)
    projection = judged(reach(99.5, 2026), series, eenheid="%", gewenste_richting="omhoog").norm.projection
    assert projection is not None
    assert projection.upper == 100


def test_a_figure_that_equals_the_norm_but_for_rounding_in_the_computer_meets_it() -> None:
    assert judged(keep(0.3), at_years({2018: 0.5, 2024: 0.1 + 0.2})).norm.status is NormStatus.MET

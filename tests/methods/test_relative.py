"""Norms relative to others: whom they look at in each year, when that says something, and what when some have no figure."""

from datetime import date
from typing import Any

import pytest
from support.small_figures import FORGETFUL, TODAY, an_indicator, at_years, surveyed, yearly

from indicators.methods.assessment import Assessment, assess
from indicators.methods.group_year import Member
from indicators.methods.norm_status import NormReason as R
from indicators.methods.norm_status import NormStatus as S
from indicators.methods.series import Series
from indicators.methods.surroundings import Surroundings

CODES = [f"GM{number:04}" for number in range(1, 8)]
STEADY = yearly(4, 4.1, 4, 4.1, 4, 4.1, 4, start=2018)  # 2018–2024, swings of 0.1
NATION = yearly(5, 4.9, 4.8, 4.7, 4.6, 4.5, 4.4, start=2018)


def to_2024(*values: float) -> Series:
    """One value a year, the last one of 2024."""
    return yearly(*values, start=2025 - len(values))


def relative(wie: str = "groep", year: int | None = None, adopted: int | None = None, **more: Any) -> dict[str, Any]:
    """A norm relative to others; of a group the seven of CODES."""
    level = {"wie": wie} | ({"gemeenten": CODES} if wie == "groep" else {}) | more
    norm: dict[str, Any] = {"soort": "vergelijking", "ten_opzichte_van": level}
    norm |= {} if year is None else {"jaar": year}
    return norm | ({} if adopted is None else {"vastgesteld": {"door": ["gemeenteraad"], "datum": date(adopted, 6, 30)}})


def others(*apart: float, years: range = range(2018, 2025)) -> list[Member]:
    """Members around 5 that all fall by 0.1 a year."""
    return [
        Member(code=code, name=f"Gemeente {code}", series=at_years({year: 5 + far - (year - 2018) / 10 for year in years}))
        for code, far in zip(CODES, apart, strict=False)
    ]


SPREAD = others(-1.5, -1, -0.5, 0, 0.5, 1, 1.5)  # in 2024: 2.9 … 5.9, middle 4.4, thirds 3.9 and 4.9


def held(norm: dict[str, Any], series: Series = STEADY, group: list[Member] = SPREAD, **changes: Any) -> Assessment:
    known = changes.pop("swing", 0.1)
    around = Surroundings(memory=0.0, swing=known)
    return assess(an_indicator(norm, **changes), series, norm_group=group, national=NATION, surroundings=around, today=TODAY)


@pytest.mark.parametrize(
    ("what", "norm", "series", "status", "reason", "limit"),
    [
        ("better than the middle", relative(), STEADY, S.MET, R.MEETS, 4.4),
        ("not better than the middle", relative(), to_2024(5, 5.1, 5, 5.1, 5, 5.1, 5), S.NOT_MET, R.NOT_KEPT, 4.4),
        ("within the usual swing of the middle", relative(), to_2024(5, 4, 5, 4, 5, 4, 5, 4.6), S.AROUND, R.SWING, 4.4),
        ("exactly the middle", relative(), to_2024(5, 5, 5, 5, 5, 5, 4.4), S.AROUND, R.MARGIN, 4.4),
        ("in the best third", relative(plek="beste derde"), to_2024(3, 3.1, 3, 3.1, 3, 3.1, 3), S.MET, R.MEETS, 3.9),
        (
            "in the middle third",
            relative(plek="beste derde"),
            to_2024(4.3, 4.4, 4.3, 4.4, 4.3, 4.4, 4.3),
            S.NOT_MET,
            R.NOT_KEPT,
            3.9,
        ),
        (
            "at most 5 % above the Netherlands",
            relative("Nederland", hoogstens_slechter=5),
            to_2024(4.5, 4.4, 4.5),
            S.MET,
            R.MEETS,
            4.62,
        ),
        (
            "more than 5 % above it",
            relative("Nederland", hoogstens_slechter=5),
            to_2024(4.8, 4.9, 4.8),
            S.NOT_MET,
            R.NOT_KEPT,
            4.62,
        ),
        ("at least 5 % below it", relative("Nederland", minstens_beter=5), STEADY, S.MET, R.MEETS, 4.18),
        ("the year is ahead, met now", relative(year=2028), STEADY, S.MET, R.MEETS, 4.4),
        ("the year is ahead, not met now", relative(year=2028), to_2024(5, 5.1, 5, 5.1, 5, 5.1, 5), S.TOO_EARLY, R.NOT_YET, 4.4),
        ("judged by the figures of its year", relative(year=2022), to_2024(4, 4, 4, 4, 5.4, 3, 3), S.NOT_MET, R.MISSED, 4.6),
        ("its year is over, its figures are not there", relative(year=2025), STEADY, S.TOO_EARLY, R.AWAITED, None),
        ("no figure since it was adopted", relative(adopted=2025), STEADY, S.TOO_EARLY, R.BEFORE_ADOPTION, None),
    ],
)
def test_the_figure_is_held_against_the_others_of_the_same_year(
    what: str, norm: dict[str, Any], series: Series, status: S, reason: R, limit: float | None
) -> None:
    answer = held(norm, series).norm
    assert (answer.status, answer.reason) == (status, reason), what
    assert (answer.reference.limit if answer.reference else None) == (None if limit is None else pytest.approx(limit)), what


def test_higher_is_better_turns_limit_and_third_around() -> None:
    low, high = (
        held(relative(plek="beste derde"), yearly(*[value] * 7), gewenste_richting="omhoog").norm for value in (4.4, 5.6)
    )
    assert (low.status, high.status) == (S.NOT_MET, S.MET)
    assert high.reference is not None
    assert high.reference.limit == pytest.approx(4.9)
    worse = held(relative("Nederland", hoogstens_slechter=5), gewenste_richting="omhoog").norm
    assert worse.reference is not None
    assert worse.reference.limit == pytest.approx(0.95 * 4.4)


def test_a_percentage_of_a_negative_figure_still_goes_the_worse_way() -> None:
    below = yearly(-4, -4, -4, start=2022)
    found = assess(
        an_indicator(relative("Nederland", hoogstens_slechter=10)), below, national=below, surroundings=FORGETFUL, today=TODAY
    ).norm
    assert found.reference is not None
    assert found.reference.limit == pytest.approx(-3.6)


def test_a_published_margin_decides_and_the_swing_does_not() -> None:
    near, apart = ((2023, 4.2, 4.0, 4.4), (2024, 4.2, 3.9, 4.5)), ((2023, 4.2, 4.0, 4.4), (2024, 4.2, 4.1, 4.3))
    assert held(relative(), surveyed(*near), swing=0.01).norm.reason is R.MARGIN
    assert held(relative(), surveyed(*apart), swing=5.0).norm.status is S.MET


def test_without_a_margin_or_a_known_swing_any_difference_counts() -> None:
    answer = held(relative(), yearly(4.39, 4.39, start=2023), swing=None).norm
    assert (answer.status, answer.swing, answer.margin) == (S.MET, None, None)


def test_who_was_merged_has_no_figures_any_more_and_nobody_takes_its_place() -> None:
    merged = [*SPREAD[:5], *others(0, 0, 0, 0, 0, 1, 1.5, years=range(2018, 2022))[5:]]
    answer = held(relative(), group=merged).norm
    assert answer.reference is not None
    assert (answer.reference.count, answer.reference.limit) == (5, pytest.approx(3.9))


def test_with_fewer_than_five_or_half_of_the_group_there_is_no_reference() -> None:
    assert held(relative(), group=SPREAD[:4]).norm.reason is R.NO_REFERENCE
    many = relative(gemeenten=[f"GM{number:04}" for number in range(1, 16)])
    assert held(many).norm.reason is R.NO_REFERENCE, "seven of fifteen"


def test_the_newest_year_with_others_counts_and_the_newer_own_figure_waits() -> None:
    answer = held(relative(), group=others(-1.5, -1, -0.5, 0, 0.5, 1, 1.5, years=range(2018, 2024))).norm
    assert answer.figure is not None
    assert answer.latest is not None
    assert (answer.figure.year, answer.latest.year) == (2023, 2024)


def test_provisional_figures_of_the_others_wait_too() -> None:
    group = [Member(code=each.code, name=each.name, series=_with_provisional_end(each.series)) for each in SPREAD]
    assert [reference.year for reference in held(relative(), group=group).references][-1] == 2024, "drawn"
    answer = held(relative(), group=group).norm
    assert answer.reference is not None
    assert answer.reference.year == 2023, "not judged with"


def _with_provisional_end(series: Series) -> Series:
    return yearly(*(point.value for point in series.points), provisional=1)


def test_no_road_no_path_and_no_chance() -> None:
    found = held(relative(year=2028))
    assert (found.norm.road, found.path, found.norm.chance, found.norm.projection) == (None, (), None, None)
    assert len(found.references) == 7


def test_a_neutral_direction_says_nothing() -> None:
    assert held(relative(), gewenste_richting="neutraal").norm.reason is R.UNCLEAR_NORM


def test_a_stale_source_and_no_figures_are_told_as_for_other_norms() -> None:
    assert held(relative(), yearly(4, 4, start=2012)).norm.reason is R.STALE
    assert held(relative(), Series()).norm.reason is R.NO_DATA

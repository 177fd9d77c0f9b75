"""How it went with municipalities that stood as far and went as fast: counts that can be made by hand."""

from dataclasses import replace

import numpy as np
import pytest
from support.small_figures import an_indicator, reach

from indicators.methods.norm_status import NormJudgement, NormReason, NormStatus
from indicators.methods.panel import Panel
from indicators.methods.reference_class import (
    ReferenceClass,
    ReferenceLack,
    find_reference_class,
    may_be_survey,
    nearest_in_pace,
)
from indicators.methods.series import Point

OWN = "GM0001"
FIRST, YEARS = 2016, 10
STEADY = tuple(30.0 - 1.0 * year for year in range(YEARS))
"""One less a year, so its swing is one a year, and in two years it goes two swings."""
HALTED = tuple(max(60.0 - 2.0 * year, 50.0) for year in range(YEARS))
"""As steady in its own swings until 2021, and then it stays where it is."""
WILD = tuple(100.0 + (40.0 if year % 2 else 0.0) for year in range(YEARS))
RATIO = {"teller": {"bron": "b", "onderwerp": "t"}, "noemer": {"bron": "b", "onderwerp": "n"}, "maal": 100}


def a_country(*rows: tuple[float, ...], copies: int = 40) -> Panel:
    """The own municipality is steady; so many others are like each row."""
    values = np.array([STEADY, *(row for row in rows for _ in range(copies))])
    codes = tuple(f"GM{n:04}" for n in range(1, len(values) + 1))
    return Panel(municipalities=codes, years=np.arange(FIRST, FIRST + YEARS), values=values)


def uncertain(latest: float) -> NormJudgement:
    """A norm that only the future can tell about; the latest figure is of 2025."""
    return NormJudgement(status=NormStatus.UNCERTAIN, reason=NormReason.CHANCE, latest=Point(year=2025, value=latest))


def count(panel: Panel | None, level: float, year: int = 2027, **changes) -> ReferenceClass | ReferenceLack:
    return find_reference_class(an_indicator(reach(level, year), **changes), uncertain(STEADY[-1]), panel, OWN)


@pytest.mark.parametrize(("level", "met"), [(20.0, 80), (19.0, 40), (18.9, 0)])
def test_of_those_as_fast_are_counted_who_came_as_far_in_their_own_swings(level: float, met: int) -> None:
    """From 2020 on the steady go two swings in two years, the halted one; with 320 cases the nearest 80 count."""
    assert count(a_country(STEADY, HALTED), level) == ReferenceClass(cases=80, met=met, first=2020, last=2022)


def test_who_went_otherwise_does_not_count() -> None:
    assert count(a_country(STEADY, WILD), 19.0) == ReferenceClass(cases=80, met=80, first=2020, last=2023)


def test_mirrored_the_count_is_the_same() -> None:
    panel = a_country(STEADY, HALTED)
    mirrored = Panel(municipalities=panel.municipalities, years=panel.years, values=-panel.values)
    rising = an_indicator(reach(-19.0, 2027), gewenste_richting="omhoog")
    assert find_reference_class(rising, uncertain(-STEADY[-1]), mirrored, OWN) == count(panel, 19.0)


@pytest.mark.parametrize(("cases", "counted"), [(10, 10), (60, 25), (200, 50), (399, 99), (5000, 100)])
def test_a_quarter_counts_and_at_least_25_and_at_most_100(cases: int, counted: int) -> None:
    paces = np.arange(3.0 * cases).reshape(cases, 3)
    found = nearest_in_pace(paces, np.array([0.0, 1.0, 2.0]))
    assert len(found) == counted
    assert found[0] == 0


def test_paces_beyond_six_swings_are_alike_and_the_third_does_not_count() -> None:
    paces = np.array([[0.0, 0, 0], *([[6.0, 9.0, 0.0]] * 30), *([[40.0, 6.0, 9.0]] * 30)])
    assert 0 not in nearest_in_pace(paces, np.array([7.0, 80.0, 3.0])).tolist()


@pytest.mark.parametrize(
    ("panel", "level", "changes", "lack"),
    [
        (a_country(STEADY, HALTED), 19.0, {"eenheid": "%"}, ReferenceLack.SURVEY),
        (a_country(STEADY, HALTED), 19.0, {"grenzen": {"laagst": 0, "hoogst": 50}}, ReferenceLack.SURVEY),
        (a_country(STEADY, HALTED, copies=20), 19.0, {}, ReferenceLack.TOO_FEW_FIGURES),
        (None, 19.0, {}, ReferenceLack.TOO_FEW_FIGURES),
    ],
)
def test_what_is_not_counted_says_why(panel, level, changes, lack) -> None:
    assert count(panel, level, **changes) is lack


def test_a_norm_that_is_settled_has_nothing_ahead() -> None:
    settled = NormJudgement(status=NormStatus.MET, reason=NormReason.MEETS, latest=Point(year=2025, value=21.0))
    found = find_reference_class(an_indicator(reach(25.0, 2027)), settled, a_country(STEADY, HALTED), OWN)
    assert found is ReferenceLack.NOT_AHEAD


def test_of_earlier_years_the_outcome_must_be_known() -> None:
    assert count(a_country(STEADY, HALTED), 12.0, year=2033) is ReferenceLack.NO_EARLIER_YEARS


def test_a_share_made_of_counts_is_no_survey_and_a_figure_with_a_margin_is() -> None:
    norm = uncertain(21.0)
    assert not may_be_survey(an_indicator(eenheid="%", bron=RATIO), norm)
    assert not may_be_survey(an_indicator(), norm)
    assert may_be_survey(an_indicator(), replace(norm, latest=Point(year=2025, value=21.0, lower=20.0, upper=22.0)))

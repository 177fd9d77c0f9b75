"""What counts as a statement and what came of it: each once, beforehand, against the norm as it then was."""

import pytest

from indicators.methods.norm_status import NormStatus
from indicators.methods.series import Point, Series
from indicators.methods.track_record import Outcome, Pending, Statement, Tally, count, find_outcome, once_ahead, tenth_of
from indicators.methods.zone import Zone

AT_MOST = Zone(lower=None, upper=2.5)
SAID = Statement(indicator="a", verdict=NormStatus.BEHIND, chance=0.1, zone=AT_MOST, year=2028, latest=2025)


def but(**other):
    return Statement(**{**{name: getattr(SAID, name) for name in SAID.__dataclass_fields__}, **other})


def series(**values):
    """y2028=2.4, or y2028=(2.4, 2.0, 2.8) with a margin; p2028=2.4 is provisional."""
    points = []
    for name, value in values.items():
        figure, lower, upper = value if isinstance(value, tuple) else (value, None, None)
        points.append(Point(year=int(name[1:]), value=figure, is_provisional=name[0] == "p", lower=lower, upper=upper))
    return Series.of(points)


MET, MISSED = Outcome(is_met=True, is_around=False), Outcome(is_met=False, is_around=False)


@pytest.mark.parametrize(
    ("figures", "restarts", "came"),
    [
        ({"y2025": 3.0}, (), Pending.NOT_YET),
        ({"y2025": 3.0, "y2028": 2.5}, (), MET),
        ({"y2025": 3.0, "y2028": 2.51}, (), MISSED),
        ({"y2025": 3.0, "y2028": 2.51, "y2029": 2.0}, (), MISSED),
        ({"y2025": 3.0, "p2028": 2.0}, (), Pending.NOT_YET),
        ({"y2025": 3.0, "y2027": 2.0, "y2029": 2.0}, (), Pending.PASSED_BY),
        ({"y2025": 3.0, "y2027": 2.0, "p2029": 2.0}, (), Pending.NOT_YET),
        ({"y2025": 3.0, "p2028": 2.0, "y2029": 2.0}, (), Pending.NOT_YET),
        ({"y2025": 3.0, "y2028": 2.0}, (2026,), Pending.ANOTHER_SERIES),
        ({"y2025": 3.0, "y2028": 2.0}, (2028,), Pending.ANOTHER_SERIES),
        ({"y2025": 3.0, "y2028": 2.0}, (2025, 2029), MET),
        ({"y2028": (2.4, 2.0, 2.8)}, (), Outcome(is_met=True, is_around=True)),
        ({"y2028": (2.6, 2.4, 2.8)}, (), Outcome(is_met=False, is_around=True)),
    ],
)
def test_the_definitive_figure_of_the_norms_year_decides(figures, restarts, came):
    assert find_outcome(SAID, series(**figures), restarts) == came


def test_the_norm_of_then_decides_and_not_a_later_one():
    figures = series(y2028=2.3)
    assert find_outcome(SAID, figures, ()) == MET
    assert find_outcome(but(zone=Zone(lower=None, upper=2.2)), figures, ()) == MISSED
    assert find_outcome(but(zone=Zone(lower=2.0, upper=2.4)), figures, ()) == MET


@pytest.mark.parametrize(
    "other",
    [
        {"verdict": NormStatus.TOO_EARLY},
        {"verdict": NormStatus.NOT_ASSESSABLE},
        {"latest": 2028},
        {"latest": None},
        {"year": None},
        {"zone": None},
    ],
)
def test_only_a_verdict_on_a_year_that_is_ahead_counts(other):
    assert once_ahead([but(**other)]) == ()
    assert once_ahead([SAID]) == (SAID,)


def test_the_first_time_counts_until_there_is_a_newer_figure():
    again = but(chance=0.15)
    newer, other_norm = but(latest=2026), but(zone=Zone(lower=None, upper=2.0))
    assert once_ahead([SAID, again, SAID, newer, other_norm]) == (SAID, newer, other_norm)


def test_what_is_said_with_figures_that_were_put_back_after_the_outcome_does_not_count():
    known = but(latest=2028, verdict=NormStatus.MET)
    assert once_ahead([SAID, known, but(latest=2026)]) == (SAID,)
    assert once_ahead([known, but(indicator="b")]) == (but(indicator="b"),), "another indicator's figure says nothing"


def test_counts_stand_apart_for_each_verdict_and_each_tenth_of_the_chance():
    pairs = [
        (SAID, MISSED),
        (but(chance=0.19, indicator="b"), MET),
        (but(verdict=NormStatus.UNCERTAIN, chance=0.5), Outcome(is_met=True, is_around=True)),
        (but(verdict=NormStatus.MET, chance=None), MET),
        (but(year=2030), Pending.NOT_YET),
        (but(year=2029), Pending.NOT_YET),
        (but(year=2027), Pending.PASSED_BY),
    ]
    record = count(pairs)
    assert record.verdicts[NormStatus.BEHIND] == Tally(settled=2, met=1, expected=pytest.approx(0.145))
    assert record.verdicts[NormStatus.UNCERTAIN] == Tally(settled=1, met=1, around=1, expected=0.5)
    assert record.verdicts[NormStatus.MET] == Tally(settled=1, met=1)
    assert record.verdicts[NormStatus.NOT_MET] == Tally()
    assert {place: tally.settled for place, tally in record.tenths.items() if tally.settled} == {1: 2, 5: 1}
    assert (record.settled, record.open, record.first_due, record.lost) == (4, 2, 2029, 1)
    assert (record.indicators, record.years) == (2, 1)


@pytest.mark.parametrize(("chance", "tenth"), [(0.0, 0), (0.0999, 0), (0.1, 1), (0.89, 8), (0.9, 9), (1.0, 9)])
def test_every_chance_has_its_tenth(chance, tenth):
    assert tenth_of(chance) == tenth

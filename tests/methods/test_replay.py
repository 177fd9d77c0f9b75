"""What would have been said earlier: the rules of now, the figures to then, and a norm as far away as the norm of now."""

import pytest
from support.small_figures import an_indicator, at_years, band, keep, reach, surveyed, yearly

from indicators.methods.norm_status import NormStatus
from indicators.methods.replay import replay
from indicators.methods.track_record import Outcome, count
from indicators.methods.zone import Zone

DOWN = (10.0, 8.5, 9.0, 7.0, 7.5, 6.0, 6.5, 5.0, 4.8, 4.0)
"""2014–2023."""
SERIES = yearly(*DOWN, start=2014)
NORM = an_indicator(reach(3.0, 2026))
"""Three years after the last figure, at three quarters of it."""


def test_a_norm_is_set_at_every_earlier_figure_and_judged_each_year_until_its_own():
    told = replay(NORM, SERIES)
    made = {(said.year, said.latest) for said, _ in told}
    possible = {(start + 3, then) for start in range(2014, 2021) for then in range(start, start + 3)}
    assert made <= possible
    assert {each for each in possible - made if each[1] >= 2018} == set(), "with five figures there always is a verdict"
    assert len(made) > 10


def test_the_norm_lies_as_far_away_by_share_and_the_figure_of_its_year_decides():
    for said, came in replay(NORM, SERIES):
        level = SERIES.at(said.year - 3).value * 0.75
        assert said.zone == Zone(lower=None, upper=pytest.approx(level))
        assert came == Outcome(is_met=SERIES.at(said.year).value <= level, is_around=False)


def test_percentages_and_what_can_be_zero_move_by_the_difference():
    percentages = an_indicator(reach(3.0, 2026), eenheid="%")
    with_zero = yearly(*DOWN[:-1], 0.0, start=2014)
    for indicator, series, away in ((percentages, SERIES, -1.0), (NORM, with_zero, 3.0)):
        found = [(said.zone.upper, series.at(said.year - 3).value) for said, _ in replay(indicator, series)]
        assert [level for level, _ in found] == pytest.approx([start + away for _, start in found])
        assert found


def test_it_knows_nothing_of_what_came_later():
    told = {(said.year, said.latest): said for said, _ in replay(NORM, SERIES)}
    other = yearly(*DOWN[:6], 60.0, 65.0, 50.0, 4.0, start=2014)
    for said, _ in replay(NORM, other):
        if said.latest <= 2019:
            assert said == told[said.year, said.latest]


def test_a_norm_that_cannot_be_is_not_set():
    percentages = an_indicator(reach(1.0, 2026), eenheid="%")
    low = yearly(2.0, 2.5, 3.0, 2.0, 5.0, 5.5, 6.0, 5.0, 5.2, 5.0, start=2014)
    assert all(said.zone.upper >= 0 for said, _ in replay(percentages, low))
    assert {said.year for said, _ in replay(percentages, low)} == {2021, 2022, 2023}, "from the figures of 4 and more"


def test_only_definitive_figures_count():
    assert replay(NORM, yearly(*DOWN, 1.0, start=2014, provisional=1)) == replay(NORM, SERIES)


def test_levels_to_keep_and_bands_are_judged_too():
    kept = replay(an_indicator(keep(8.0, jaar=2025)), SERIES)
    assert {said.verdict for said, _ in kept} <= {NormStatus.MET, NormStatus.NOT_MET}
    between = replay(an_indicator(band(3.0, 5.0, jaar=2025)), SERIES)
    assert [said.zone.lower / said.zone.upper for said, _ in between] == pytest.approx([0.6] * len(between))
    assert kept
    assert between


def test_margins_count_as_they_do_now():
    figures = surveyed(*((year, value, value - 1.5, value + 1.5) for year, value in zip(range(2014, 2024), DOWN, strict=True)))
    assert count(replay(NORM, figures)).verdicts[NormStatus.AROUND].settled


@pytest.mark.parametrize(
    ("norm", "series"),
    [
        (None, SERIES),
        (reach(3.0, None), SERIES),
        ({"soort": "vergelijking", "jaar": 2026, "ten_opzichte_van": {"wie": "Nederland", "hoogstens_slechter": 5}}, SERIES),
        (reach(3.0, 2023), SERIES),
        (reach(3.0, 2040), SERIES),
        (reach(3.0, 2026), at_years({2023: 4.0})),
        (reach(3.0, 2026), at_years({})),
    ],
)
def test_without_a_norm_ahead_or_figures_to_compare_with_there_is_nothing_to_tell(norm, series):
    assert replay(an_indicator(norm), series) == ()

"""Did the figure move differently from comparable municipalities? A country small enough to work out by hand, and every guard."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.small_panel import (
    HYPOTHESIS,
    JUMP,
    OWN,
    QUIET,
    START,
    TODAY_YEAR,
    YEARS,
    a_panel,
    an_intervention,
    crooked,
    far,
    judged,
    jumped,
    levels,
    peers_of,
    restless,
    series,
)

from indicators.agenda.model import Direction
from indicators.effects.did import chance_limit, difference_in_differences, gaps, rank_p, scales, squared_swing
from indicators.effects.guards import Guard
from indicators.effects.hypothesis import Hypothesis, Missing
from indicators.effects.judge import judge_effects, judge_hypothesis
from indicators.effects.placebo import Peers
from indicators.effects.result import EffectReason, EffectStatus, NeedKind
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import build_panel

# Cigarette packs per head in California and the mean of 38 other states, 1970–2000, as published with Arkhangelsky et al.
# (2021), American Economic Review, table 1: difference-in-differences −27.349 for Proposition 99 (from 1989).
CALIFORNIA = (
    *(123.0, 121.0, 123.5, 124.4, 126.7, 127.1, 128.0, 126.4, 126.1, 121.9, 120.2, 118.6, 115.4, 110.8, 104.8, 102.8, 99.7),
    *(97.5, 90.1, 82.4, 77.8, 68.7, 67.5, 63.4, 58.6, 56.4, 54.5, 53.8, 52.3, 47.2, 41.6),
)
OTHER_STATES = (
    *(120.08, 123.86, 129.18, 131.54, 134.67, 136.93, 141.26, 141.09, 140.47, 138.09, 138.09, 137.99, 136.29, 131.25, 124.90),
    *(123.12, 120.59, 117.59, 113.82, 109.66, 105.67, 104.34, 103.39, 102.69, 102.12, 103.16, 101.18, 101.79, 100.96, 97.59),
    92.13,
)
# Income per head in the Basque Country and the mean of the 16 other regions of Spain, 1955–1997, in thousands of dollars of 1986:
# the panel of Abadie and Gardeazabal (2003), American Economic Review 93:113-132, as it is published beside the package pysyncon
# (data/basque.csv). Its plain difference-in-differences from 1970, when the terror began, is −0.4308.
BASQUE = (
    *(3.8532, 3.9457, 4.0336, 4.0234, 4.0138, 4.2859, 4.5743, 4.8990, 5.1970, 5.3389, 5.4652, 5.5459),
    *(5.6149, 5.8522, 6.0814, 6.1701, 6.2836, 6.5556, 6.8108, 7.1052, 7.3779, 7.2329, 7.0898, 6.7867),
    *(6.6398, 6.5628, 6.5008, 6.5451, 6.5953, 6.7615, 6.9372, 7.3322, 7.7428, 8.1205, 8.5097, 8.7768),
    *(9.0253, 8.8739, 8.7182, 9.0181, 9.4409, 9.6865, 10.1707),
)
OTHER_REGIONS = (
    *(2.3360, 2.4661, 2.5940, 2.6257, 2.6578, 2.8507, 3.0291, 3.2454, 3.4558, 3.5454, 3.6303, 3.7531),
    *(3.8732, 4.0982, 4.3282, 4.5073, 4.6811, 4.9669, 5.2480, 5.3521, 5.4497, 5.5280, 5.6041, 5.6076),
    *(5.6073, 5.6431, 5.7020, 5.7799, 5.8631, 5.9938, 6.1312, 6.5049, 6.8816, 7.2395, 7.5975, 7.7835),
    *(7.9694, 7.8291, 7.6902, 7.9035, 8.1111, 8.3404, 8.6780),
)


def test_the_published_difference_of_proposition_99() -> None:
    years = np.arange(1970, 2001)
    gap = gaps(np.array([CALIFORNIA, OTHER_STATES]), np.array([[0.0, 1.0], [0.0, 1.0]]))
    assert difference_in_differences(gap, years < 1989, years >= 1989)[0] == pytest.approx(-27.349, abs=0.005)


def test_the_published_difference_of_the_basque_country() -> None:
    years = np.arange(1955, 1998)
    gap = gaps(np.array([BASQUE, OTHER_REGIONS]), np.array([[0.0, 1.0], [0.0, 1.0]]))
    assert difference_in_differences(gap, years < 1970, years >= 1970)[0] == pytest.approx(-0.4308, abs=0.00005)


def test_difference_p_and_interval_worked_out_by_hand() -> None:
    """Own level −5.85 after, 59 placebos at 0.1 to 5.9: one is as far away, so p = 2/60; the 57th is 5.7."""
    result = judged(series(after=-5.85), levels(0.1))
    numbers = result.numbers
    assert numbers is not None
    assert numbers.placebos == 59
    assert numbers.difference == pytest.approx(-5.85)
    assert numbers.p == pytest.approx(2 / 60)
    assert numbers.interval == pytest.approx((-11.55, -0.15))
    assert numbers.visible_effect == pytest.approx(5.7)
    assert (result.status, result.step) == (EffectStatus.INDICATION, "3")
    assert result.failing == ()
    assert numbers.group == QUIET


def test_the_start_year_counts_nowhere_and_the_gap_chart_has_every_year() -> None:
    """The year 2018 stands at 100 in every series: had it counted, nothing above would be as it is."""
    numbers = judged(series(after=-5.85), levels(0.1)).numbers
    assert numbers is not None
    assert (numbers.pre_years, numbers.post_years) == ((2012, 2013, 2014, 2015, 2016, 2017), (2019, 2020))
    assert [each.year for each in numbers.path] == list(YEARS)
    last = numbers.path[-1]
    assert (last.own, last.group, last.gap, last.band) == pytest.approx((-5.85, 0, -5.85, 5.7))


def test_a_higher_level_in_all_years_changes_nothing_but_the_level() -> None:
    numbers = judged(tuple(value + 7 for value in series(after=-5.85)), levels(0.1)).numbers
    assert numbers is not None
    assert numbers.interval == pytest.approx((-11.55, -0.15))
    last = numbers.path[-1]
    assert (last.own, last.gap, last.band) == pytest.approx((1.15, -5.85, 5.7))


def test_years_between_the_start_and_the_first_visible_year_are_left_out() -> None:
    numbers = judged(series(after=-5.85), levels(0.1), replace(HYPOTHESIS, start=2017, visible_from=2019)).numbers
    assert numbers is not None
    assert (numbers.pre_years[-1], numbers.post_years) == (2016, (2019, 2020))


def test_an_effect_that_may_show_at_once_still_skips_the_start_year() -> None:
    numbers = judged(series(after=-5.85), levels(0.1), replace(HYPOTHESIS, visible_from=START)).numbers
    assert numbers is not None
    assert numbers.post_years == (2019, 2020)


@pytest.mark.parametrize(
    ("what", "after", "direction", "status", "step"),
    [
        ("down as expected", -5.85, Direction.DOWN, EffectStatus.INDICATION, "3"),
        ("up as expected", 5.85, Direction.UP, EffectStatus.INDICATION, "3"),
        ("up where down was expected", 5.85, Direction.DOWN, EffectStatus.ADVERSE, "3−"),
        ("down where up was expected", -5.85, Direction.UP, EffectStatus.ADVERSE, "3−"),
        ("as far as two placebos: p = 3/60 = .05 is enough", -5.75, Direction.DOWN, EffectStatus.INDICATION, "3"),
        ("as far as three: p = 4/60", -5.65, Direction.DOWN, EffectStatus.NONE_SEEN, "2"),
        ("no difference", 0.0, Direction.DOWN, EffectStatus.NONE_SEEN, "2"),
    ],
)
def test_steps_by_chance_and_direction(what: str, after: float, direction: Direction, status: EffectStatus, step: str) -> None:
    result = judged(series(after=after), levels(0.1), replace(HYPOTHESIS, direction=direction))
    assert (result.status, result.step) == (status, step), what


def test_mirroring_every_figure_mirrors_the_answer() -> None:
    others = levels(0.1)
    mirrored = judged(tuple(-value for value in series(after=-5.85)), {code: tuple(-v for v in s) for code, s in others.items()})
    numbers = mirrored.numbers
    assert numbers is not None
    assert numbers.interval == pytest.approx((0.15, 11.55))
    assert mirrored.status is EffectStatus.ADVERSE


def test_a_swinging_municipality_must_differ_more() -> None:
    """Before the start up and down by 3: squared swing 18, scale √(9 + 1), so 5.85 is now √5 times less."""
    calm = judged(series(after=-5.85), levels(0.1))
    restless = judged(series([3 * value for value in (-1, 1, -1, 1, -1, 1)], -5.85), levels(0.1))
    assert (calm.status, restless.status) == (EffectStatus.INDICATION, EffectStatus.NONE_SEEN)
    assert restless.numbers is not None
    assert restless.numbers.visible_effect == pytest.approx(5.7 * 5**0.5)


# Every guard: its name, the own series, the others, and what else is different. Levels in steps of .01 make a small
# difference one that chance does not give; the other kinds keep the other guards quiet.
CLIMB = (-2.0, -1.0, 0.0, 0.5, 1.5, 1.0)
LATE_RISE = (-1.5, -1.0, -1.5, -1.0, 4.0, 1.0)
FLAT = [0.0] * 6
AHEAD = {f"GM038{n}": series(FLAT, 4.0) for n in range(5)}
ONE_FAR = {f"GM038{n}": series(FLAT, -1.0) for n in range(4)} | {"GM0384": series(FLAT, 10.0)}
GUARD_CASES: list[tuple[Guard, tuple[float, ...], dict[str, Any], dict[str, Any]]] = [
    (Guard.PRE_YEARS, series()[2:], {code: values[2:] for code, values in levels(0.1).items()}, {}),
    (Guard.GROUP, series(after=-5.85), levels(0.1), {"group_list": QUIET[:4]}),
    (Guard.PLACEBOS, series(after=-5.85), levels(0.1, count=39), {}),
    (Guard.SWING, series([0.0] * 6, -5.85), {code: (0.0,) * 6 + values[6:] for code, values in levels(0.1).items()}, {}),
    (Guard.LEVEL, series([1000.0 + value for value in JUMP], -5.85), levels(0.1) | restless(4), {}),
    (Guard.PRE_TREND, series(CLIMB, -1.0), levels(0.01) | restless(4), {}),
    (Guard.ALL_MUNICIPALITIES, series(after=1.0), levels(0.01) | AHEAD, {"group_list": tuple(AHEAD)}),
    (Guard.LAST_PRE_YEAR, series(JUMP, 0.1), levels(0.01) | jumped(16), {}),
    (Guard.GROUP_MEMBER, series(after=0.0), levels(0.01) | far(1.0, count=30) | ONE_FAR, {"group_list": tuple(ONE_FAR)}),
    (Guard.FAKE_START, series(LATE_RISE, -1.0), levels(0.01) | crooked(6), {}),
]


@pytest.mark.parametrize(("guard", "own", "others", "changes"), GUARD_CASES, ids=[case[0].name for case in GUARD_CASES])
def test_each_guard_alone_stops_the_statement(guard: Guard, own: Any, others: dict[str, Any], changes: dict[str, Any]) -> None:
    result = judged(own, others, **changes)
    assert result.failing == (guard,)
    assert (result.status, result.step) == (EffectStatus.NO_STATEMENT, "2")


def test_a_guard_about_the_difference_matters_only_when_there_is_one() -> None:
    result = judged(series(CLIMB, 0.0), levels(0.1) | restless(4))
    assert judged(series(CLIMB, -20.0), levels(0.1) | restless(4)).failing == (Guard.PRE_TREND,)
    assert (result.status, result.reason, result.failing) == (EffectStatus.NONE_SEEN, EffectReason.WITHIN_CHANCE, ())


def test_every_guard_has_a_case() -> None:
    apart = {Guard.OWN_FIGURES, Guard.ADOPTER}
    assert {case[0] for case in GUARD_CASES} == set(Guard) - apart, "these have a test of their own"


@pytest.mark.parametrize(
    ("guard", "own", "others", "changes"),
    [
        (Guard.PLACEBOS, series(after=-5.85), levels(0.1, count=40), {}),
        (Guard.LEVEL, series(JUMP, -10.0), levels(0.1) | jumped(16), {}),
        (Guard.PRE_TREND, series(CLIMB, -1.0), levels(0.01) | restless(4) | crooked(6), {}),
        (Guard.ALL_MUNICIPALITIES, series(after=-1.0), levels(0.01) | AHEAD, {"group_list": tuple(AHEAD)}),
        (Guard.LAST_PRE_YEAR, series(JUMP, -0.1), levels(0.01) | jumped(16), {}),
        (Guard.FAKE_START, series(LATE_RISE, -1.0), levels(0.01) | crooked(6) | restless(4), {}),
    ],
    ids=lambda value: value.name if isinstance(value, Guard) else "",
)
def test_just_on_the_good_side_of_a_guard(guard: Guard, own: Any, others: dict[str, Any], changes: dict[str, Any]) -> None:
    assert guard not in judged(own, others, **changes).failing
    assert judged(own, others, **changes).status is EffectStatus.INDICATION


def test_without_figures_of_its_own_there_is_no_statement() -> None:
    panel = a_panel(series(), levels(0.1))
    result = judge_hypothesis(HYPOTHESIS, panel, peers_of(panel), own="GM9999", today_year=TODAY_YEAR)
    assert (result.status, result.failing) == (EffectStatus.NO_STATEMENT, (Guard.OWN_FIGURES,))
    later = replace(HYPOTHESIS, visible_from=2023)
    awaited = judge_hypothesis(later, panel, peers_of(panel), own="GM9999", today_year=TODAY_YEAR)
    assert (awaited.status, awaited.awaited_year) == (EffectStatus.TOO_EARLY, 2023), "its first figure may still come"


@pytest.mark.parametrize(
    ("what", "visible_from", "post", "awaited"),
    [("none yet", 2022, 0, 2022), ("one", 2020, 1, 2021), ("none, and the next year is the first", 2021, 0, 2021)],
)
def test_too_early(what: str, visible_from: int, post: int, awaited: int) -> None:
    result = judged(series(), levels(0.1), replace(HYPOTHESIS, visible_from=visible_from))
    assert (result.status, result.step) == (EffectStatus.TOO_EARLY, "1"), what
    assert (result.post_figures, result.awaited_year, result.needed.amount) == (post, awaited, 2 - post), what


@pytest.mark.parametrize(
    ("what", "years", "visible_from", "awaited", "is_late"),
    [
        ("once in four years", (2000, 2004, 2008, 2012, 2016, 2020), 2021, 2024, False),
        ("four, and lately two", (2008, 2012, 2016, 2018, 2020, 2022), 2023, 2024, False),
        ("yearly, one year was skipped", (2013, 2014, 2015, 2016, 2017, 2019), 2020, 2020, True),
        ("yearly, far ahead", (2014, 2015, 2016, 2017, 2018, 2019), 2030, 2030, False),
    ],
)
def test_the_next_figure_comes_in_the_rhythm_of_the_source(
    what: str, years: tuple[int, ...], visible_from: int, awaited: int, is_late: bool
) -> None:
    panel = a_panel((1, 2, 3, 4, 5, 6), {}, years=years)
    hypothesis = replace(HYPOTHESIS, visible_from=visible_from)
    result = judge_hypothesis(hypothesis, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert (result.status, result.awaited_year, result.is_late) == (EffectStatus.TOO_EARLY, awaited, is_late), what


def test_too_few_figures_before_the_start_is_told_before_the_waiting_begins() -> None:
    result = judged(series(), levels(0.1), replace(HYPOTHESIS, start=2015, visible_from=2022))
    assert (result.status, result.failing) == (EffectStatus.TOO_EARLY, (Guard.PRE_YEARS,))
    assert result.needed.kind is NeedKind.OTHER_SOURCE, "waiting does not help"


def test_a_municipality_without_all_years_takes_part_in_nothing() -> None:
    others = levels(0.1)
    panel = a_panel(series(after=-5.85), others)
    row = panel.municipalities.index("GM0203")
    panel.values[row, 2] = np.nan
    result = judge_hypothesis(HYPOTHESIS, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert result.placebos == 58
    panel.values[panel.municipalities.index(QUIET[0]), 2] = np.nan
    assert judge_hypothesis(HYPOTHESIS, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR).failing == (Guard.GROUP,)


def test_a_year_the_municipality_lacks_is_used_for_nobody() -> None:
    panel = a_panel(series(after=-5.85), levels(0.1))
    panel.values[panel.municipalities.index(OWN), 0] = np.nan
    result = judge_hypothesis(HYPOTHESIS, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert result.numbers is not None
    assert result.numbers.pre_years == (2013, 2014, 2015, 2016, 2017)
    assert result.placebos == 59


def test_a_year_that_most_municipalities_lack_is_not_used() -> None:
    panel = a_panel(series(after=-5.85), levels(0.1))
    panel.values[[panel.municipalities.index(code) for code in levels(0.1)], 0] = np.nan
    result = judge_hypothesis(HYPOTHESIS, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert (result.pre_figures, result.placebos) == (5, 59)


def test_excluded_municipalities_are_neither_placebo_nor_comparison() -> None:
    panel = a_panel(series(after=-5.85), levels(0.1))
    peers = peers_of(panel)
    assert judge_hypothesis(HYPOTHESIS, panel, peers, own=OWN, today_year=TODAY_YEAR, excluded={"GM0200", OWN}).placebos == 58
    assert judge_hypothesis(HYPOTHESIS, panel, peers, own=OWN, today_year=TODAY_YEAR, excluded={QUIET[0]}).failing == (
        Guard.GROUP,
    )


def test_the_own_municipality_is_in_nobodys_group() -> None:
    """Whatever it did after the start, the placebos stay as they are."""
    generator = np.random.default_rng(3)
    codes = [f"GM{n:04}" for n in range(1, 61)]
    rows = [(code, year) for code in codes for year in YEARS]
    figures = generator.normal(size=len(rows))
    features = {code: {"inkomen": float(n)} for n, code in enumerate(codes)}
    peers = Peers(likeness=rank_by_likeness(features), inhabitants=dict.fromkeys(codes, 1.0), group_size=5)
    moved = figures + np.array([-50.0 if code == codes[30] and year >= 2019 else 0.0 for code, year in rows])
    results = [
        judge_hypothesis(HYPOTHESIS, build_panel(*zip(*rows, strict=True), values), peers, own=codes[30], today_year=TODAY_YEAR)
        for values in (figures, moved)
    ]
    assert results[0].numbers is not None
    assert results[1].numbers is not None
    assert results[1].numbers.visible_effect == pytest.approx(results[0].numbers.visible_effect)
    assert results[1].numbers.difference == pytest.approx(results[0].numbers.difference - 50)


def test_placebos_are_the_hundred_nearest_in_inhabitants() -> None:
    ordinary = {f"GM{n:04}": series(after=0.01 * (n % 7)) for n in range(1000, 1150)}
    panel = a_panel(series(after=-1.0), ordinary)
    sizes = {code: 1000.0 * (n + 1) for n, code in enumerate(ordinary)} | {OWN: 1000.0}
    near = judge_hypothesis(HYPOTHESIS, panel, replace(peers_of(panel), inhabitants=sizes), own=OWN, today_year=TODAY_YEAR)
    assert near.placebos == 100
    loud = {
        code: series(after=9.0 * (-1) ** n) if sizes[code] > 100_000 else values
        for n, (code, values) in enumerate(ordinary.items())
    }
    panel = a_panel(series(after=-1.0), loud)
    without = judge_hypothesis(HYPOTHESIS, panel, replace(peers_of(panel), inhabitants=sizes), own=OWN, today_year=TODAY_YEAR)
    assert without.numbers is not None
    assert without.numbers.p == pytest.approx(1 / 101), "the fifty largest have other levels, and may not count"


def test_without_inhabitants_nobody_is_near() -> None:
    panel = a_panel(series(after=-5.85), levels(0.1))
    result = judge_hypothesis(HYPOTHESIS, panel, replace(peers_of(panel), inhabitants={}), own=OWN, today_year=TODAY_YEAR)
    assert (result.failing, result.placebos) == ((Guard.PLACEBOS,), 0)


@pytest.mark.parametrize("count", [40, 59, 60, 99, 100])
def test_p_and_interval_never_disagree(count: int) -> None:
    generator = np.random.default_rng(count)
    for _ in range(200):
        placebos, own = np.round(generator.normal(size=count), 1), float(np.round(generator.normal() * 2, 1))
        assert (rank_p(own, placebos) <= 0.05) == (abs(own) > float(chance_limit(placebos)))


def test_too_few_placebos_have_no_limit() -> None:
    assert chance_limit(np.array([1.0, 2.0])) == np.inf


def test_the_swing_counts_changes_per_year_and_no_level() -> None:
    years = np.array([2010, 2011, 2015])
    assert squared_swing(np.array([5.0, 7.0, 11.0]), years) == pytest.approx((4 + 16 / 4) / 2 / 2)
    swing, level = np.array([2.0, 4.0, 99.0]), np.array([10.0, 20.0, 30.0])
    assert scales(swing, level, np.array([True, True, False])) == pytest.approx(np.sqrt([2.5, 3.5, 51.0]))


def test_half_of_the_scale_is_the_usual_swing_at_that_level() -> None:
    """A hundred and one municipalities, each as high as its squared swing: the 51 around it, or the outermost 51."""
    level = np.random.default_rng(2).permutation(101).astype(float)
    usual = 2 * scales(level, level, np.ones(101, dtype=bool)) ** 2 - level
    assert usual == pytest.approx(np.clip(level, 25, 75))
    mirrored = 2 * scales(level, -level, np.ones(101, dtype=bool)) ** 2 - level
    assert mirrored == pytest.approx(usual)


def test_panel_refuses_two_figures_for_one_year() -> None:
    with pytest.raises(ValueError, match="two figures"):
        build_panel(["A", "A"], [2020, 2020], [1.0, 2.0])
    with pytest.raises(ValueError, match="finite"):
        build_panel(["A"], [2020], [np.nan])


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"start": None}, (Missing.START,)),
        ({"richting": None, "effect": None}, (Missing.DIRECTION, Missing.SIZE)),
        ({"richting": "neutraal"}, (Missing.DIRECTION,)),
        ({"effect": None}, (Missing.SIZE,)),
        ({"zichtbaar_vanaf": None}, (Missing.VISIBLE_FROM,)),
    ],
)
def test_an_incomplete_hypothesis_says_everything_that_is_missing(changes: dict[str, Any], missing: tuple[Missing, ...]) -> None:
    panel = a_panel(series(), levels(0.1))
    (result,) = judge_effects([an_intervention(**changes)], panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert (result.status, result.step, result.missing) == (EffectStatus.NOT_TESTABLE, "0", missing)


def test_a_complete_intervention_is_judged_from_its_start_year() -> None:
    panel = a_panel(series(after=-5.85), levels(0.1))
    (result,) = judge_effects([an_intervention()], panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert result.hypothesis == replace(HYPOTHESIS, interventions=("sloten",))
    assert (result.status, result.reason) == (EffectStatus.INDICATION, EffectReason.EXPECTED_DIRECTION)
    assert result.needed.kind is NeedKind.STUDY


def test_several_interventions_share_one_statement_and_the_untestable_stand_apart() -> None:
    panel = a_panel(series(after=-5.85), levels(0.1))
    aims = [
        an_intervention("sloten"),
        an_intervention("lampen", "2017", zichtbaar_vanaf=2018, effect=1.5),
        an_intervention("later", zichtbaar_vanaf=2020),
        an_intervention("leeg", richting=None, effect=None),
    ]
    results = judge_effects(aims, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert [result.interventions for result in results] == [("sloten", "lampen"), ("later",), ("leeg",)]
    assert [result.step for result in results][1:] == ["1", "0"]
    shared = results[0]
    assert shared.hypothesis == Hypothesis(
        interventions=("sloten", "lampen"), direction=Direction.DOWN, size=2.0, start=2017, visible_from=2019
    )
    assert shared.numbers is not None
    assert (shared.numbers.pre_years[-1], shared.numbers.post_years) == (2016, (2019, 2020))


def test_interventions_that_expect_opposite_things_cannot_share() -> None:
    panel = a_panel(series(), levels(0.1))
    aims = [an_intervention("sloten"), an_intervention("meldpunt", richting="omhoog")]
    (result,) = judge_effects(aims, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert (result.interventions, result.missing) == (("sloten", "meldpunt"), (Missing.SHARED_DIRECTION,))


def test_a_frozen_hypothesis_counts_instead_of_the_agenda() -> None:
    panel = a_panel(series(after=-5.85), levels(0.1))
    moved = an_intervention(richting="omhoog", start="2014")
    (result,) = judge_effects([moved], panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR, frozen={"sloten": HYPOTHESIS})
    assert (result.hypothesis, result.status) == (HYPOTHESIS, EffectStatus.INDICATION)


def test_a_different_answer_with_provisional_figures_is_kept_beside_it() -> None:
    definitive, more = a_panel(series(after=-5.85)[:-1], _short(levels(0.1))), a_panel(series(after=-5.85), levels(0.1))
    definitive = replace(definitive, years=np.array(YEARS[:-1]))
    result = judge_hypothesis(HYPOTHESIS, definitive, peers_of(more), own=OWN, today_year=TODAY_YEAR, provisional_too=more)
    assert result.status is EffectStatus.TOO_EARLY
    assert result.with_provisional is not None
    assert result.with_provisional.status is EffectStatus.INDICATION
    same = judge_hypothesis(HYPOTHESIS, more, peers_of(more), own=OWN, today_year=TODAY_YEAR, provisional_too=more)
    assert same.with_provisional is None


def _short(others: dict[str, tuple[float, ...]]) -> dict[str, tuple[float, ...]]:
    return {code: values[:-1] for code, values in others.items()}


def test_in_a_country_of_342_a_hundred_others_are_placebos() -> None:
    generator = np.random.default_rng(4)
    codes = [f"GM{n:04}" for n in range(342)]
    rows = [(code, year) for code in codes for year in range(2005, 2025)]
    panel = build_panel(*zip(*rows, strict=True), generator.normal(size=len(rows)).tolist())
    features = {code: {name: float(generator.normal()) for name in "abcde"} for code in codes}
    peers = Peers(likeness=rank_by_likeness(features), inhabitants=dict.fromkeys(codes, 1.0))
    hypothesis = replace(HYPOTHESIS, start=2015, visible_from=2016)
    assert judge_hypothesis(hypothesis, panel, peers, own=codes[7], today_year=TODAY_YEAR).placebos == 100

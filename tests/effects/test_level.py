"""What usually follows from where a municipality stood is taken off, as if each were left out; whatever unit or side is used."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from support.small_panel import HYPOTHESIS, OWN, TODAY_YEAR, a_panel, judged, levels, peers_of, series

from indicators.agenda.model import Direction
from indicators.effects.did import Floats, Setting, difference_in_differences, group_weights
from indicators.effects.judge import judge_hypothesis
from indicators.effects.level import MOST_LEVERAGE, PENALTY, find_differences, find_kept, find_scale, learn, left_per_year, stood
from indicators.effects.placebo import Peers
from indicators.effects.result import EffectResult, EffectStatus
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel, build_panel

COUNT = 80
YEARS = np.arange(2010, 2020)
PRE, POST = YEARS < 2016, YEARS > 2016
KEPT = 0.4
"""In the country below, of every gap before the start this share is left after it."""


def a_country(seed: int, noise: float = 1.0, own_effect: float = 0.0) -> Setting:
    """Municipalities at levels of their own; after 2015 each is at .4 of what it was from 100, and the own one does more."""
    generator = np.random.default_rng(seed)
    level = generator.normal(scale=20.0, size=(COUNT, 1))
    values = 100.0 + np.where(YEARS < 2016, level, KEPT * level) + generator.normal(scale=noise, size=(COUNT, len(YEARS)))
    values[0, POST] += own_effect
    others = np.array([[row for row in range(1, COUNT) if row != own] + ([-1] if own else []) for own in range(COUNT)])
    everyone = np.ones(COUNT, dtype=bool)
    weights = group_weights(others, everyone, COUNT)
    return Setting(
        years=YEARS, values=values, weights=weights, own=0, placebos=np.arange(1, COUNT, dtype=np.intp), judged=everyone
    )


def refitted(setting: Setting, row: int) -> float:
    """The difference of one municipality from a ridge on all others, written out."""
    columns, plain = stood(setting.gap, PRE), difference_in_differences(setting.gap, PRE, POST)
    ridge = learn(setting, PRE)
    scored = ridge.standardise(columns)
    known = np.array([other for other in range(1, COUNT) if other != row])
    size = COUNT - 1
    design = np.column_stack([np.ones(len(known)), scored[known]])
    penalty = np.diag([0.0, PENALTY * size, PENALTY * size])
    slopes = np.linalg.solve(design.T @ design + penalty, design.T @ plain[known])
    return float(plain[row] - np.array([1.0, *scored[row]]) @ slopes)


@pytest.mark.parametrize("row", [0, 1, 17, 79])
def test_each_municipality_is_left_out_of_its_own_expectation(row: int) -> None:
    setting = a_country(1)
    assert find_differences(setting, PRE, POST).difference[row] == pytest.approx(refitted(setting, row))


def test_a_gap_that_shrinks_everywhere_is_no_difference() -> None:
    setting = a_country(2)
    found = find_differences(setting, PRE, POST)
    assert np.abs(found.plain).max() > 15, "plain difference-in-differences calls it one"
    assert np.abs(found.difference).max() < 3
    assert find_kept(setting, PRE, POST) == pytest.approx(KEPT, abs=0.02)


def test_what_one_municipality_does_more_is_found_whole() -> None:
    quiet, moved = (find_differences(a_country(3, own_effect=effect), PRE, POST).difference for effect in (0.0, -12.0))
    assert moved[0] - quiet[0] == pytest.approx(-12.0)
    assert moved[1:] == pytest.approx(quiet[1:]), "and it changes nothing of what the others lead to expect"


def test_the_years_after_have_the_difference_as_their_mean() -> None:
    setting = a_country(4, own_effect=5.0)
    assert left_per_year(setting, PRE)[:, POST].mean(axis=1) == pytest.approx(find_differences(setting, PRE, POST).difference)


def test_what_is_kept_is_not_said_when_chance_gives_as_much() -> None:
    generator = np.random.default_rng(5)
    setting = a_country(5)
    steady = Setting(
        years=YEARS,
        values=100.0 + generator.normal(scale=20.0, size=(COUNT, 1)) + generator.normal(scale=10.0, size=(COUNT, len(YEARS))),
        weights=setting.weights,
        own=0,
        placebos=setting.placebos,
        judged=setting.judged,
    )
    assert find_kept(steady, PRE, POST) is None


def test_a_municipality_like_no_other_weighs_most_in_its_own_expectation() -> None:
    setting = a_country(6)
    setting.values[0] += 10_000.0
    leverage = find_differences(setting, PRE, POST).leverage
    assert leverage[0] > MOST_LEVERAGE
    assert leverage[1:].max() < MOST_LEVERAGE
    setting = a_country(6)
    setting.values[1] += 10_000.0
    found = find_differences(setting, PRE, POST)
    assert found.leverage[1] > MOST_LEVERAGE
    assert np.isfinite(found.difference).all()


CHANGES: dict[str, Callable[[Floats], Floats]] = {
    "as it is": lambda values: values,
    "a constant higher": lambda values: values + 1000.0,
    "in thousands": lambda values: values * 0.001,
    "a billion times": lambda values: values * 1e9,
    "mirrored": lambda values: -values,
}


def a_real_looking_panel(seed: int) -> Panel:
    generator = np.random.default_rng(seed)
    codes = [f"GM{n:04}" for n in range(1, 91)]
    level = {code: generator.normal(scale=5.0) for code in codes}
    rows = [(code, year) for code in codes for year in range(2010, 2021)]
    figures = [50.0 + level[code] * (1.0 if year < 2016 else 0.6) + generator.normal() for code, year in rows]
    return build_panel(*zip(*rows, strict=True), figures)


def judge(panel: Panel, direction: Direction = Direction.DOWN) -> EffectResult:
    codes = panel.municipalities
    peers = Peers(
        likeness=rank_by_likeness({code: {"x": float(n)} for n, code in enumerate(codes)}),
        inhabitants=dict.fromkeys(codes, 1.0),
        group_size=10,
    )
    hypothesis = HYPOTHESIS.__class__(interventions=("x",), direction=direction, size=1.0, start=2016, visible_from=2017)
    return judge_hypothesis(hypothesis, panel, peers, own=codes[11], today_year=TODAY_YEAR)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("seed", range(6))
def test_no_unit_and_no_side_changes_the_answer(change: Callable[[Floats], Floats], seed: int) -> None:
    panel = a_real_looking_panel(seed)
    panel.values[11, 7:] -= seed
    other = Panel(municipalities=panel.municipalities, years=panel.years, values=change(panel.values))
    is_mirrored = change is CHANGES["mirrored"]
    first, second = judge(panel), judge(other, Direction.UP if is_mirrored else Direction.DOWN)
    assert (first.status, first.failing) == (second.status, second.failing)
    assert first.numbers is not None
    assert second.numbers is not None
    factor = float(change(np.array([1.0]))[0] - change(np.array([0.0]))[0])
    assert second.numbers.p == first.numbers.p
    assert second.numbers.kept == pytest.approx(first.numbers.kept, rel=1e-6)
    for name in ("difference", "plain"):
        assert getattr(second.numbers, name) == pytest.approx(factor * getattr(first.numbers, name), rel=1e-6, abs=1e-9)
    assert second.numbers.visible_effect == pytest.approx(abs(factor) * first.numbers.visible_effect, rel=1e-6)


@pytest.mark.parametrize("count", [3, 4, 7, 8, 11, 12, 39])
def test_too_few_municipalities_is_an_answer(count: int) -> None:
    result = judged(series(after=-5.85), levels(0.1, count=count))
    assert result.status is EffectStatus.NO_STATEMENT
    assert result.numbers is None
    assert result.failing


@pytest.mark.parametrize("value", [0.0, 1e-300, 1e100, -1e12])
def test_figures_that_never_change_or_are_huge_are_an_answer(value: float) -> None:
    others: dict[str, Any] = dict.fromkeys(levels(0.1), (value,) * 9)
    panel = a_panel((value,) * 9, others)
    result = judge_hypothesis(HYPOTHESIS, panel, peers_of(panel), own=OWN, today_year=TODAY_YEAR)
    assert result.status is EffectStatus.NO_STATEMENT
    assert result.failing


def test_the_scale_is_that_of_the_gap_before_the_start() -> None:
    setting = a_country(7)
    assert find_scale(setting, PRE) == pytest.approx(find_differences(setting, PRE, POST).scale)

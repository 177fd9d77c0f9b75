"""Municipalities with the same approach together: what one alone cannot show, each against placebos of its own start."""

from dataclasses import replace

import numpy as np
import pytest

from indicators.agenda.model import Direction
from indicators.effects.guards import Guard
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.judge import judge_hypothesis
from indicators.effects.placebo import Peers
from indicators.effects.pooled import DRAWS, draw, judge_together
from indicators.effects.result import EffectStatus, PooledResult
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel, build_panel

CODES = tuple(f"GM{n:04}" for n in range(1, 131))
YEARS = tuple(range(2008, 2022))
OWN = CODES[20]
OTHERS = {CODES[40]: 2016, CODES[60]: 2017, CODES[80]: 2015, CODES[100]: 2016}
EXPECTED = Hypothesis(interventions=("sloten",), direction=Direction.DOWN, size=1.0, start=2016, visible_from=2017)


def a_country(effect: float = 0.0, seed: int = 3) -> Panel:
    """Chance figures around levels of their own; the adopters change by `effect` from the year after their start."""
    generator = np.random.default_rng(seed)
    rows = [(code, year) for code in CODES for year in YEARS]
    level = {code: generator.normal(scale=4.0) for code in CODES}
    figures = [50.0 + level[code] + generator.normal() for code, _ in rows]
    starts = {**OTHERS, OWN: EXPECTED.start}
    moved = [effect if code in starts and year > starts[code] else 0.0 for code, year in rows]
    return build_panel(*zip(*rows, strict=True), [value + more for value, more in zip(figures, moved, strict=True)])


def some_peers() -> Peers:
    features = {code: {"x": float(n % 37), "y": float(n % 11)} for n, code in enumerate(CODES)}
    return Peers(likeness=rank_by_likeness(features), inhabitants=dict.fromkeys(CODES, 1.0), group_size=10)


def together(panel: Panel, starts: dict[str, int] | None = None, **changes: object) -> PooledResult:
    given = OTHERS if starts is None else starts
    return judge_together(EXPECTED, given, panel, some_peers(), own=OWN, **changes)  # type: ignore[arg-type]


def test_five_together_show_what_one_alone_does_not() -> None:
    panel = a_country(-1.2)
    alone = judge_hypothesis(EXPECTED, panel, some_peers(), own=OWN, today_year=2022, excluded=OTHERS)
    found = together(panel)
    assert alone.status is EffectStatus.NONE_SEEN
    assert (found.status, found.failing) == (EffectStatus.INDICATION, ())
    assert found.adopters == tuple(sorted({**OTHERS, OWN: 2016}.items()))
    assert alone.numbers is not None
    assert found.numbers is not None
    assert found.numbers.visible_effect < 0.7 * alone.numbers.visible_effect
    low, high = found.numbers.interval
    assert low < -1.2 < high < 0


def test_without_an_effect_nothing_is_seen_and_the_other_way_it_is_called_so() -> None:
    assert together(a_country()).status is EffectStatus.NONE_SEEN
    assert together(a_country(2.5)).status is EffectStatus.ADVERSE


def test_p_and_interval_never_disagree_and_the_draws_are_the_same_each_time() -> None:
    for effect in (-2.0, -1.0, -0.6, -0.4, -0.2, 0.0, 0.5):
        numbers, again = together(a_country(effect)).numbers, together(a_country(effect)).numbers
        assert numbers is not None
        assert numbers == again
        low, high = numbers.interval
        assert (numbers.p <= 0.05) == (low > 0 or high < 0)
        assert (numbers.p * (DRAWS + 1)) == pytest.approx(round(numbers.p * (DRAWS + 1)))


@pytest.mark.parametrize("factor", [-1.0, 1000.0, -0.001])
def test_no_unit_and_no_side_changes_the_answer(factor: float) -> None:
    panel = a_country(-1.0)
    first = together(panel).numbers
    second = together(replace(panel, values=factor * panel.values + 7.0)).numbers
    assert first is not None
    assert second is not None
    assert second.p == first.p
    assert second.difference == pytest.approx(factor * first.difference)
    assert second.visible_effect == pytest.approx(abs(factor) * first.visible_effect)


def test_a_draw_takes_no_municipality_twice() -> None:
    rows = np.arange(10, dtype=np.intp)
    drawn = draw([rows, rows[::-1], rows[:6]], 10)
    assert drawn.shape == (DRAWS, 3)
    assert all(len(set(each)) == 3 for each in drawn.tolist())
    assert set(drawn[:, 2].tolist()) <= set(range(6))
    assert np.bincount(drawn[:, 0]).min() > DRAWS / 10 / 2, "each as likely as another"


def test_who_cannot_take_part_is_named_with_the_reason() -> None:
    panel = a_country()
    merged, early, late, unknown = CODES[40], CODES[60], CODES[80], "GM9999"
    found = together(panel, {merged: 2016, early: 2011, late: 2021, unknown: 2016, CODES[100]: 2016}, merged={merged})
    assert [code for code, _ in found.adopters] == [OWN, CODES[100]]
    assert {each.code: (each.guard, each.is_merged) for each in found.left_out} == {
        merged: (None, True),
        early: (Guard.PRE_YEARS, False),
        late: (None, False),
        unknown: (Guard.OWN_FIGURES, False),
    }


def test_one_alone_is_not_together() -> None:
    found = together(a_country(), {CODES[40]: 2021})
    assert (found.status, found.numbers) == (EffectStatus.NO_STATEMENT, None)
    assert [code for code, _ in found.adopters] == [OWN]


def test_adopters_are_in_nobodys_group_and_no_placebos() -> None:
    """A huge change in the others with the approach moves nothing of the own difference."""
    quiet, loud = a_country(), a_country()
    for code, start in OTHERS.items():
        loud.values[CODES.index(code), np.array(YEARS) > start] -= 500.0
    first, second = (together(panel, {CODES[5]: 2016}, excluded=OTHERS).numbers for panel in (quiet, loud))
    assert first == second


def test_the_others_show_an_effect_as_long_after_their_start_as_was_expected() -> None:
    later = replace(EXPECTED, visible_from=2019)
    panel = a_country()
    for code, start in {**OTHERS, OWN: 2016}.items():
        panel.values[CODES.index(code), np.array(YEARS) >= start + 3] -= 3.0
    found = judge_together(later, OTHERS, panel, some_peers(), own=OWN)
    assert found.numbers is not None
    assert found.numbers.difference == pytest.approx(-3.0, abs=0.6)


GUARD_PANELS = {
    Guard.PRE_TREND: lambda years, start: np.where(years < start, 0.8 * (years - start), -6.0),
    Guard.FAKE_START: lambda years, start: np.where(years >= start - 3, -4.0, 0.0),
}


@pytest.mark.parametrize("guard", GUARD_PANELS, ids=lambda guard: guard.name)
def test_what_was_there_before_the_start_stops_the_statement(guard: Guard) -> None:
    panel = a_country()
    for code, start in {**OTHERS, OWN: 2016}.items():
        panel.values[CODES.index(code)] += GUARD_PANELS[guard](np.array(YEARS), start)
        panel.values[CODES.index(code), np.array(YEARS) > start] -= 6.0
    found = together(panel)
    assert guard in found.failing
    assert found.status is EffectStatus.NO_STATEMENT


def test_one_municipality_alone_cannot_make_it() -> None:
    panel = a_country()
    for code, start in {**OTHERS, OWN: 2016}.items():
        panel.values[CODES.index(code), np.array(YEARS) > start] += -30.0 if code == OWN else 0.5
    found = together(panel)
    assert found.failing == (Guard.ADOPTER,)
    assert found.status is EffectStatus.NO_STATEMENT

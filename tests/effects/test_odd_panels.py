"""Whatever the figures look like, the effect test answers with a reason; never an exception, and no number that is none."""

from itertools import count

import numpy as np
import pytest

from indicators.agenda.model import Direction
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.judge import judge_hypothesis
from indicators.effects.placebo import Peers
from indicators.effects.pooled import judge_together
from indicators.effects.result import EffectStatus
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel

STATUSES = (
    EffectStatus.NO_STATEMENT,
    EffectStatus.NONE_SEEN,
    EffectStatus.INDICATION,
    EffectStatus.ADVERSE,
    EffectStatus.TOO_EARLY,
)
FIRST_YEAR = 2005


def an_odd_panel(random: np.random.Generator) -> Panel:
    """Few or many municipalities and years; figures that stand still, tie, jump, lie far off or are missing."""
    municipalities = int(random.integers(1, 60) if random.random() < 0.2 else random.integers(60, 130))
    years = int(random.integers(1, 9) if random.random() < 0.2 else random.integers(9, 16))
    kind = random.choice(["chance", "whole", "still", "zero", "far", "two levels"])
    values = random.normal(scale=10.0 ** random.integers(-6, 7), size=(municipalities, years))
    if kind == "whole":
        values = np.round(random.normal(size=values.shape))
    elif kind == "still":
        values = np.repeat(values[:, :1], years, axis=1)
    elif kind == "zero":
        values = np.zeros_like(values)
    elif kind == "far":
        values[random.integers(municipalities)] *= 1e9
    elif kind == "two levels":
        values = np.where(random.random(values.shape) < 0.5, 0.0, 100.0)
    values[random.random(values.shape) < random.choice([0.0, 0.0, 0.002, 0.5])] = np.nan
    codes = tuple(f"GM{number:04}" for number in range(1, municipalities + 1))
    gaps = np.cumsum(random.integers(1, 3, size=years))
    return Panel(municipalities=codes, years=FIRST_YEAR + gaps, values=values)


def some_peers(panel: Panel, random: np.random.Generator) -> Peers:
    features = {code: {"x": float(random.normal()), "y": float(random.integers(3))} for code in panel.municipalities}
    known = {code: float(random.integers(0, 4)) for code in panel.municipalities}
    listed = tuple(random.choice(panel.municipalities, 6)) if random.random() < 0.2 else ()
    return Peers(
        likeness=rank_by_likeness(features), inhabitants=known, group_size=int(random.integers(1, 25)), group_list=listed
    )


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("seed", range(8))
def test_every_panel_gets_an_answer(seed: int) -> None:
    random = np.random.default_rng(seed)
    told = set()
    for _ in range(60):
        panel = an_odd_panel(random)
        peers, own = some_peers(panel, random), str(random.choice(panel.municipalities))
        start = int(panel.years[int(len(panel.years) * 0.6)]) + int(random.integers(-1, 3))
        expected = Hypothesis(
            interventions=("x",), direction=Direction.DOWN, size=1.0, start=start, visible_from=start + int(random.integers(0, 3))
        )
        found = judge_hypothesis(expected, panel, peers, own=own, today_year=FIRST_YEAR + 26)
        told.add(found.status)
        assert found.status in STATUSES
        assert found.numbers or found.failing or found.status is EffectStatus.TOO_EARLY
        if found.numbers:
            numbers = found.numbers
            assert np.isfinite([numbers.difference, numbers.plain, numbers.p, *numbers.interval, numbers.visible_effect]).all()
            assert np.isfinite([[each.gap, each.band] for each in numbers.path]).all()
            assert numbers.kept is None or numbers.kept >= 0
        others = dict(zip(random.choice(panel.municipalities, 4), count(start - 2), strict=False))
        together = judge_together(expected, {code: year for code, year in others.items() if code != own}, panel, peers, own=own)
        assert together.numbers is None or np.isfinite([together.numbers.difference, together.numbers.visible_effect]).all()
        assert len(together.adopters) + len(together.left_out) == len({*others, own})
    assert {EffectStatus.NO_STATEMENT, EffectStatus.NONE_SEEN} <= told, "the panels are not odd in one way only"

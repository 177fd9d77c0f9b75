"""Fake starts in every recorded series, and the answers of the effect test to them; the tables are made elsewhere.

The test is the product's own. Municipalities that became another area meanwhile take part in nothing, as in the product.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.calibrate.recorded import Recorded, yearly_rows
from indicators.agenda.model import Direction
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.judge import judge_hypothesis
from indicators.effects.placebo import Peers
from indicators.methods.panel import Panel, build_panel

PRE_YEARS = (5, 8)
POST_YEARS = 3
MIN_POST_YEARS = 2
SWINGS = (1, 2, 3)
TENTH = 0.1


@dataclass(frozen=True, kw_only=True)
class FakeStart:
    """A window cut from one indicator: exactly `pre` years, the start, and two or three years after."""

    indicator: str
    direction: Direction
    pre: int
    start: int
    panel: Panel
    merged: frozenset[str] = frozenset()


def find_fake_starts(recorded: Recorded) -> Iterator[FakeStart]:
    """All windows of all series with enough municipalities."""
    for indicator in recorded.agenda.indicators:
        rows = yearly_rows(recorded, indicator)
        years = np.sort(rows.year.unique())
        for pre in PRE_YEARS:
            for at in range(pre, len(years) - MIN_POST_YEARS):
                cut = rows[rows.year.isin(years[at - pre : at + 1 + POST_YEARS])]
                panel = build_panel(cut.region, cut.year, cut.value)
                yield FakeStart(
                    indicator=indicator.id,
                    direction=indicator.desired_direction,
                    pre=pre,
                    start=int(years[at]),
                    panel=panel,
                    merged=recorded.merged(panel),
                )


def try_all(recorded: Recorded, every: int, power_every: int, random: np.random.Generator) -> Iterator[dict[str, object]]:
    """One row per test: what was found without an effect, and with planted ones where those were tried.

    One in `every` municipalities is tested, and in one in `power_every` of those effects are planted.
    """
    sizes = pd.Series(recorded.peers.inhabitants).reindex(recorded.codes).rank(pct=True)
    for fake in find_fake_starts(recorded):
        groups = find_groups(fake)
        shift = int(random.integers(every))
        for at, code in enumerate(recorded.codes[shift::every]):
            if code not in groups.index:
                continue
            row: dict[str, object] = {"indicator": fake.indicator, "is_crime": fake.indicator in recorded.crime}
            row |= {"pre": fake.pre, "start": fake.start, "region": code, **groups.loc[code].to_dict()}
            row |= {"is_small": sizes[code] <= TENTH, "is_large": sizes[code] > 1 - TENTH}
            row |= try_start(fake, fake.panel, recorded.peers, code, "")
            if at % power_every == 0:
                for times in SWINGS:
                    row |= try_start(fake, plant(fake, code, times), recorded.peers, code, f"_{times}")
                row |= try_start(fake, plant(fake, code, -SWINGS[-1]), recorded.peers, code, "_wrong")
            yield row


def find_groups(fake: FakeStart) -> pd.DataFrame:
    """Who stood in the highest or lowest tenth before the start, and whose last year was among the worst: raw, and on its scale.

    Only municipalities with all figures that stayed the same area.
    """
    panel = fake.panel
    takes_part = np.isfinite(panel.values).all(axis=1) & ~np.isin(np.array(panel.municipalities), sorted(fake.merged))
    values = panel.values[takes_part][:, panel.years < fake.start]
    apart = (values - values.mean(axis=0)) * (1 if fake.direction is Direction.DOWN else -1)
    worse = apart[:, -1] - apart[:, :-1].mean(axis=1)
    swing = np.abs(np.diff(apart[:, :-1], axis=1)).mean(axis=1)
    table = pd.DataFrame({"level": values.mean(axis=1), "raw": worse, "scaled": worse / np.where(swing > 0, swing, np.nan)})
    table.index = pd.Index(np.array(panel.municipalities)[takes_part])
    ranks = table.rank(pct=True)
    return pd.DataFrame(
        {
            "is_high": ranks.level > 1 - TENTH,
            "is_low": ranks.level <= TENTH,
            "is_bad_raw": ranks.raw > 1 - TENTH,
            "is_bad_scaled": ranks.scaled > 1 - TENTH,
        }
    )


def try_start(fake: FakeStart, panel: Panel, peers: Peers, code: str, suffix: str) -> dict[str, object]:
    """The product's answer: p, the status, and the guards that fail."""
    direction = Direction.UP if fake.direction is Direction.NEUTRAL else fake.direction
    expected = Hypothesis(interventions=("x",), direction=direction, size=1.0, start=fake.start, visible_from=fake.start + 1)
    result = judge_hypothesis(expected, panel, peers, own=code, today_year=fake.start + POST_YEARS, excluded=fake.merged)
    p = result.numbers.p if result.numbers else np.nan
    found = {"p": p, "status": str(result.status), "guards": ", ".join(guard.name for guard in result.failing)}
    is_up = result.numbers is not None and result.numbers.difference > 0
    found["is_expected"] = is_up == (direction is Direction.UP)
    return {f"{name}{suffix}": value for name, value in found.items()}


def plant(fake: FakeStart, code: str, times: int) -> Panel:
    """The panel with an effect in the wanted direction from the year after the start: `times` the usual yearly swing."""
    return replace(fake.panel, values=planted(fake.panel, code, fake.start, times, fake.direction))


def planted(panel: Panel, code: str, start: int, times: int, direction: Direction) -> np.ndarray:
    """Values (n, T) with that effect in one municipality."""
    own, values = panel.municipalities.index(code), panel.values.copy()
    known = np.isfinite(values[own]) & (panel.years < start)
    swing = np.abs(np.diff(values[own, known])).mean()
    values[own, panel.years > start] += (-1 if direction is Direction.DOWN else 1) * times * swing
    return values

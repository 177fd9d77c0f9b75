"""Fake and planted effects in several municipalities at once, and the answers of the joint test; the tables say how often."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks.calibrate.effect import planted
from benchmarks.calibrate.recorded import Recorded, yearly_rows
from indicators.agenda.model import Direction, Indicator
from indicators.effects.guards import ALPHA, MIN_POST, MIN_PRE
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.judge import judge_hypothesis
from indicators.effects.pooled import judge_together
from indicators.effects.result import EffectStatus
from indicators.methods.panel import Panel, build_panel

COUNTS = (1, 3, 5, 10)
"""How many municipalities have the approach; one is judged alone."""
TRIALS = 600
"""Per count: of 5 % the measured share is then within .9 percentage point in two of three cases."""


def try_together(recorded: Recorded, trials: int, random: np.random.Generator) -> Iterator[dict[str, object]]:
    """One row per trial, all by lot: an indicator, municipalities, their starts; without an effect and with one swing in each."""
    panels = list(_panels(recorded))
    for count in COUNTS:
        for _ in range(trials):
            indicator, panel, merged = panels[int(random.integers(len(panels)))]
            can_be = np.flatnonzero(np.isfinite(panel.values).all(axis=1) & ~np.isin(panel.municipalities, sorted(merged)))
            chosen = [panel.municipalities[row] for row in random.choice(can_be, count, replace=False)]
            first, last = MIN_PRE, len(panel.years) - MIN_POST
            starts = {code: int(panel.years[int(random.integers(first, last))]) for code in chosen}
            row = {"count": count, "indicator": indicator.id, "is_crime": indicator.id in recorded.crime}
            row |= _answer(recorded, indicator, panel, starts, merged, "")
            moved = panel
            for code, start in starts.items():
                moved = replace(moved, values=planted(moved, code, start, 1, indicator.desired_direction))
            yield row | _answer(recorded, indicator, moved, starts, merged, "_planted")


def _panels(recorded: Recorded) -> Iterator[tuple[Indicator, Panel, frozenset[str]]]:
    """Every series that is long enough for a start with figures enough on both sides."""
    for indicator in recorded.agenda.indicators:
        rows = yearly_rows(recorded, indicator)
        if rows.year.nunique() > MIN_PRE + MIN_POST:
            panel = build_panel(rows.region, rows.year, rows.value)
            yield indicator, panel, recorded.merged(panel)


def _answer(
    recorded: Recorded, indicator: Indicator, panel: Panel, starts: Mapping[str, int], merged: frozenset[str], suffix: str
) -> dict[str, object]:
    wanted = indicator.desired_direction
    direction = Direction.UP if wanted is Direction.NEUTRAL else wanted
    own, *others = starts
    start, today = starts[own], int(panel.years[-1])
    expected = Hypothesis(interventions=("x",), direction=direction, size=1.0, start=start, visible_from=start + 1)
    if others:
        elsewhere = {code: starts[code] for code in others}
        found = judge_together(expected, elsewhere, panel, recorded.peers, own=own, merged=merged)
        status, numbers = found.status, found.numbers
        p, difference = (numbers.p, numbers.difference) if numbers else (np.nan, np.nan)
    else:
        alone = judge_hypothesis(expected, panel, recorded.peers, own=own, today_year=today, excluded=merged)
        status, p = alone.status, alone.numbers.p if alone.numbers else np.nan
        difference = alone.numbers.difference if alone.numbers else np.nan
    is_expected = (difference > 0) == (direction is Direction.UP)
    return {f"p{suffix}": p, f"status{suffix}": str(status), f"is_expected{suffix}": is_expected}


def tabulate_together(trials: pd.DataFrame) -> pd.DataFrame:
    """Per number of municipalities: false alarms, and how often an effect of one swing in each is found and told."""
    rows = []
    for count, part in trials[trials.p.notna() & trials.p_planted.notna()].groupby("count"):
        told = part.status.isin([EffectStatus.INDICATION, EffectStatus.ADVERSE])
        seen = (part.p_planted <= ALPHA) & part.is_expected_planted.astype(bool)
        rows.append(
            {
                "gemeenten": count,
                "toetsen": len(part),
                "p ≤ .05": float((part.p <= ALPHA).mean()),
                "gemeld": float(told.mean()),
                "gevonden bij 1 ×": float(seen.mean()),
                "aanwijzing bij 1 ×": float((part.status_planted == EffectStatus.INDICATION).mean()),
                "gevonden bij 1 ×, misdrijven": float(seen[part.is_crime].mean()),
                "aanwijzing bij 1 ×, misdrijven": float((part.status_planted == EffectStatus.INDICATION)[part.is_crime].mean()),
            }
        )
    return pd.DataFrame(rows)

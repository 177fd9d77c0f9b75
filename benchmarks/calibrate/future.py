"""The condition on the country's pace held against what came, held out by municipality and by year; it measures, no words."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.calibrate.panel import Panel
from indicators.agenda.model import Agenda, Direction, Ratio
from indicators.methods.condition import country_paces, pace_needed
from indicators.methods.country_pace import LEAST_MUNICIPALITIES, Rule
from indicators.methods.lesson import FOLDS, STEPS, HeldOut, hold_out, learn, parts_of, trials_of
from indicators.methods.origins import Window, windows_of
from indicators.methods.panel import Panel as Figures
from indicators.methods.panel import build_panel
from indicators.methods.series import Series

HORIZONS = (1, 2, 3, 4, 5)
Pool = Mapping[str, tuple[Figures, int]]
"""Indicators of one kind: by id the figures of everyone and the sign (−1 when lower is better)."""


class Kind(NamedTuple):
    """Indicators in one unit. names: of those with a window to look at; counted: those that are no survey."""

    unit: str
    names: tuple[str, ...]
    pool: Pool
    counted: Pool

    @property
    def words(self) -> str:
        """The unit as a reader knows it."""
        return "percentages" if self.unit == "%" else self.unit


def kinds_of(panel: Panel) -> list[Kind]:
    """The kinds as the dashboard makes them: by unit, with a direction, not in current prices."""
    agenda = panel.agenda
    if agenda is None:
        return []
    chosen = [each for each in panel.indicators if each.is_projected and each.direction is not Direction.NEUTRAL]
    tables = {each.id: (figures_of(each.series), -1 if each.direction is Direction.DOWN else 1) for each in chosen}
    units: dict[str, list[str]] = {}
    for each in chosen:
        units.setdefault(agenda.indicator(each.id).unit, []).append(each.id)
    names = {each.id: each.name for each in chosen}
    return [
        Kind(
            unit=unit,
            names=tuple(names[each] for each in ids if windows_of(*tables[each], 1, LEAST_MUNICIPALITIES)),
            pool={each: tables[each] for each in ids},
            counted={each: tables[each] for each in ids if is_counted(agenda, each)},
        )
        for unit, ids in sorted(units.items())
    ]


def is_counted(agenda: Agenda, indicator_id: str) -> bool:
    """As the dashboard decides without margins, which the shipped figures of this length do not have."""
    indicator = agenda.indicator(indicator_id)
    return indicator.possible_range[1] is None or isinstance(indicator.quantity, Ratio)


def figures_of(series: Mapping[str, Series]) -> Figures:
    """The definitive figures of a subject as one table."""
    rows = [(code, point.year, point.value) for code, own in series.items() for point in own.points]
    codes, years, values = zip(*rows, strict=True) if rows else ((), (), ())
    return build_panel(codes, years, values)


def forward(pool: Pool, horizon: int) -> HeldOut:
    """The test of `learn`, with only windows that had ended: what could have been learned at the time."""
    return sum(hold_out(trials_of(pool, horizon), only_earlier=True).values(), start=HeldOut())


def as_it_was_said(pool: Pool, horizon: int) -> pd.DataFrame:
    """Every condition that the dashboard would have stated in an earlier year, with what the country and the figure then did.

    In each year with the figures of then, its own test included, learned from other municipalities. One row a norm: target
    (year), spare (how much more the country moved than was needed, in swings; less than nothing: the condition did not come
    true) and met.
    """
    frames = [pd.DataFrame({"target": [], "spare": [], "met": []})]
    for year in sorted({year for figures, _ in pool.values() for year in figures.years.tolist()}):
        judged = {name: window for name, each in pool.items() if (window := _window(*each, year, horizon)) is not None}
        for fold in range(FOLDS if judged else 0):
            then = {name: (_without(_until(figures, year), fold), sign) for name, (figures, sign) in pool.items()}
            lesson = learn(then, horizon)
            told = {name: window for name, window in judged.items() if lesson.lack_of(name) is None}
            frames += [_stated(*pool[name], window, lesson.rule, fold) for name, window in told.items() if lesson.rule]
    return pd.concat(frames, ignore_index=True)


def _window(figures: Figures, sign: int, year: int, horizon: int) -> Window | None:
    if not {year, year + horizon} <= set(figures.years.tolist()):
        return None
    windows = windows_of(figures, sign, horizon, LEAST_MUNICIPALITIES)
    return next((window for window in windows if window.origin == year), None)


def _stated(figures: Figures, sign: int, window: Window, rule: Rule, fold: int) -> pd.DataFrame:
    horizon = window.target - window.origin
    fastest = max((pace.yearly * sign for pace in country_paces(_until(figures, window.origin), horizon)), default=-np.inf)
    came = float(np.median(window.moved * window.known.swing)) / horizon
    ours = parts_of(figures)[window.known.places] == fold
    parts = []
    for step in STEPS:
        needed = pace_needed(rule, window.known, np.full(len(window.moved), step), horizon)
        said = ours & (needed <= fastest)
        spare = (came - needed[said]) * horizon / np.median(window.known.swing)
        parts.append(pd.DataFrame({"target": window.target, "spare": spare, "met": window.moved[said] >= step}))
    return pd.concat(parts, ignore_index=True)


def _until(figures: Figures, year: int) -> Figures:
    kept = figures.years <= year
    return Figures(municipalities=figures.municipalities, years=figures.years[kept], values=figures.values[:, kept])


def _without(figures: Figures, fold: int) -> Figures:
    kept = parts_of(figures) != fold
    codes = tuple(code for code, keep in zip(figures.municipalities, kept, strict=True) if keep)
    return Figures(municipalities=codes, years=figures.years, values=figures.values[kept])

"""If the country moves so fast, how likely a norm is met: what a figure did beside the median municipality; no status.

It forecasts how far a municipality will differ from the movement of the median municipality, not the figure itself: that depends
on the country, and nobody knows what the country will do. Whether it holds is measured on figures that were left out, by
municipality and by year (docs/calibratie.md); where it does not, it says nothing.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

import numpy as np

from indicators.methods.origins import Floats, Known, Window, windows_of
from indicators.methods.panel import Panel

GREAT = 0.8
"""What is called a great chance: 4 in 5."""
PENALTY = 0.02
"""Of the ridge, per case, on standardised predictors."""
CLIPPED_AT = 6.0
"""Standard deviations: one odd municipality may not steer the rest."""
FOLDS = 4
"""Parts of the municipalities; each is judged by what the others taught."""
LEAST_MUNICIPALITIES = 60
LEAST_CASES = 200
"""To learn from."""
LEAST_YEARS = 3
"""Years in which outcomes were checked; everyone shares what the country did, so a year is little more than one trial."""
LEAST_GREAT = 100
STEPS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Norms tried lie so many swings ahead of the last figure."""

Fold = int
Teaching = tuple[Floats, Floats]
"""Predictors (n, 3) and deviations (n,) of the cases to learn from."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A ridge on what a figure did beside the median one; lowest: 4 in 5 residuals are at least this; all in swings."""

    mean: Floats
    scale: Floats
    weights: Floats
    base: float
    lowest: float

    def expected(self, paces: Floats) -> Floats:
        """Expected movement beyond that of the median municipality; paces (n, 3) minus their medians, shape (n,)."""
        return np.asarray(self.base + np.clip((paces - self.mean) / self.scale, -CLIPPED_AT, CLIPPED_AT) @ self.weights)


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """Of norms that got a chance of 4 in 5 with the national movement that came: how many were met, and in which years."""

    years: tuple[int, ...] = ()
    tried: int = 0
    great: int = 0
    met: int = 0

    @property
    def share(self) -> float:
        """Share (0–1) that was met; NaN when no norm got such a chance."""
        return self.met / self.great if self.great else float("nan")


class Lack(StrEnum):
    """Why nothing is said about the country's pace."""

    UNTESTED = "too few years to test it on"
    FAILED = "tested, and such chances came true too seldom"


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What all indicators of a kind teach for so many years ahead; rule is None, with the lack, where it did not hold out."""

    horizon: int
    held_out: HeldOut
    rule: Rule | None = None
    lack: Lack | None = None


def learn(panels: Mapping[str, tuple[Panel, int]], horizon: int) -> Lesson:
    """Learn from indicators of one kind: by name the panel and its sign (−1 when lower is better).

    A few tenths of a second for some ten indicators of 342 municipalities: once per publication, kind and horizon.
    """
    windows = [
        (window, folds_of(panel)[window.known.places])
        for _, (panel, sign) in sorted(panels.items())
        for window in windows_of(panel, sign, horizon, LEAST_MUNICIPALITIES)
    ]
    found = hold_out(windows)
    if len(found.years) < LEAST_YEARS or found.great < LEAST_GREAT:
        return Lesson(horizon=horizon, held_out=found, lack=Lack.UNTESTED)
    if found.share < GREAT:
        return Lesson(horizon=horizon, held_out=found, lack=Lack.FAILED)
    return Lesson(horizon=horizon, held_out=found, rule=fit([_teaching(window) for window, _ in windows]))


def hold_out(windows: Iterable[tuple[Window, np.ndarray]], *, only_earlier: bool = False) -> HeldOut:
    """Judge every window, and every part of the municipalities, by what the other parts did over years it does not share.

    windows: each with the part (0 to FOLDS − 1) of its municipalities. only_earlier: learn from years before it alone.
    """
    ordered = sorted(windows, key=lambda each: each[0].origin)
    years, counts = set(), np.zeros(3, dtype=int)
    for _, same in groupby(ordered, key=lambda each: (each[0].origin, each[0].target)):
        judged = list(same)
        taught = [each for each in ordered if _is_apart(each[0], judged[0][0], only_earlier=only_earlier)]
        for fold in range(FOLDS):
            rule = _learned_elsewhere(taught, fold)
            if rule is None:
                continue
            years.add(judged[0][0].target)
            counts += sum(_count(window, folds == fold, rule) for window, folds in judged)
    tried, great, met = counts.tolist()
    return HeldOut(years=tuple(sorted(years)), tried=tried, great=great, met=met)


def _is_apart(other: Window, judged: Window, *, only_earlier: bool) -> bool:
    return other.target <= judged.origin or (not only_earlier and other.origin >= judged.target)


def _learned_elsewhere(taught: Sequence[tuple[Window, np.ndarray]], fold: Fold) -> Rule | None:
    teaching = [_teaching(window, folds != fold) for window, folds in taught]
    return fit(teaching) if sum(len(moved) for _, moved in teaching) >= LEAST_CASES else None


def _count(window: Window, ours: np.ndarray, rule: Rule) -> np.ndarray:
    """Norms tried, those with a great chance, and of these those met: for the municipalities that are judged."""
    known, moved = window.known, window.moved
    came = country_in_swings(float(np.median(moved[~ours] * known.swing[~ours])), known)
    expected = rule.expected(beside_the_country(known)[ours])
    counts = np.zeros(3, dtype=int)
    for step in STEPS:
        is_great = step - came - expected <= rule.lowest
        counts += (len(expected), is_great.sum(), (is_great & (moved[ours] >= step)).sum())
    return counts


def country_in_swings(change: float, known: Known) -> float:
    """A change of the median municipality (in the indicator's unit) as each figure feels it: divided by the median swing."""
    return change / float(np.median(known.swing))


def beside_the_country(known: Known) -> Floats:
    """Paces minus those of the median municipality, shape (n, 3)."""
    return np.asarray(known.paces - np.median(known.paces, axis=0))


def fit(teaching: Sequence[Teaching]) -> Rule:
    """Ridge with a free intercept, its predictors standardised and clipped; and what 4 in 5 residuals reach."""
    paces, beyond = (np.concatenate(parts) for parts in zip(*teaching, strict=True))
    mean, spread = paces.mean(axis=0), paces.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    clipped = np.clip((paces - mean) / scale, -CLIPPED_AT, CLIPPED_AT)
    middle = clipped.mean(axis=0)
    centred = clipped - middle
    squares = centred.T @ centred + PENALTY * len(beyond) * np.eye(len(mean))
    weights = np.linalg.solve(squares, centred.T @ (beyond - beyond.mean()))
    base = float(beyond.mean() - middle @ weights)
    residuals = beyond - base - clipped @ weights
    lowest = float(np.quantile(residuals, 1 - GREAT, method="lower"))
    return Rule(mean=mean, scale=scale, weights=weights, base=base, lowest=lowest)


def _teaching(window: Window, kept: np.ndarray | None = None) -> Teaching:
    beyond = window.moved - np.median(window.moved)
    paces = beside_the_country(window.known)
    return (paces, beyond) if kept is None else (paces[kept], beyond[kept])


def folds_of(panel: Panel) -> np.ndarray:
    """The part (0 to FOLDS − 1) of each municipality, by its code alone: the same in every panel and every year; shape (n,)."""
    return np.array([zlib.crc32(code.encode()) % FOLDS for code in panel.municipalities])

"""How far a figure goes beside the median municipality: what the country does is left out, for nobody knows that beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indicators.methods.origins import Floats, Known, Window

GREAT = 0.8
"""What is called a great chance: 4 in 5."""
PENALTY = 0.02
"""Of the ridge, per case, on standardised predictors."""
CLIPPED_AT = 6.0
"""Standard deviations: one odd municipality may not steer the rest."""
LEAST_MUNICIPALITIES = 60

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


def teaching_of(window: Window, kept: np.ndarray | None = None) -> Teaching:
    """What a window teaches, of these rows alone: predictors and movement, both beside those of the median of all rows."""
    beyond = window.moved - np.median(window.moved)
    paces = beside_the_country(window.known)
    return (paces, beyond) if kept is None else (paces[kept], beyond[kept])


def beside_the_country(known: Known) -> Floats:
    """Paces minus those of the median municipality, shape (n, 3)."""
    return np.asarray(known.paces - np.median(known.paces, axis=0))


def country_in_swings(change: float, known: Known) -> float:
    """A change of the median municipality (in the indicator's unit) as each figure feels it: divided by the median swing."""
    return change / float(np.median(known.swing))

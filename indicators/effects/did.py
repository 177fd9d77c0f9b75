"""Difference-in-differences for all municipalities at once, and its scale; arrays in, arrays out, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
Mask = NDArray[np.bool_]
NEAR = 51
"""Municipalities whose swing is that of a level: an odd number, so that the middle one is the municipality itself."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is compared: years (T,), values (n, T), weights of everyone's group (n, n), the row of the municipality itself.

    placebos: rows the same calculation is done for; judged: rows that have all years and a group, which set the usual swing.
    """

    years: NDArray[np.int_]
    values: Floats
    weights: Floats
    own: int
    placebos: Rows
    judged: Mask

    @property
    def members(self) -> Rows:
        """Rows of the comparison group of the municipality itself."""
        return np.flatnonzero(self.weights[self.own])

    @cached_property
    def gap(self) -> Floats:
        """Everyone's figure minus the mean of the group, per year; (n, T)."""
        return gaps(self.values, self.weights)


def gaps(values: Floats, weights: Floats) -> Floats:
    """Own figure minus the mean of the group, per year: (n, T), (n, n) → (n, T)."""
    return values - weights @ values


def difference_in_differences(gap: Floats, pre: Mask, post: Mask) -> Floats:
    """Mean gap after minus mean gap before; gap (..., T) → (...)."""
    return np.asarray(gap[..., post].mean(axis=-1) - gap[..., pre].mean(axis=-1))


def squared_swing(gap: Floats, years: NDArray[np.int_]) -> Floats:
    """Half the mean squared change from one figure to the next, each divided by the years between; gap (..., T) → (...).

    For figures that scatter around a level this is the variance of the scatter; changes, unlike the variance itself, are
    not blown up by a slow drift.
    """
    return np.asarray((np.diff(gap, axis=-1) ** 2 / np.diff(years)).mean(axis=-1) / 2)


def scales(swing: Floats, level: Floats, judged: Mask) -> Floats:
    """√(½·own squared swing + ½·the median of those about as high): a short series says too little about its own swing alone.

    As high: the NEAR judged municipalities around it in order of level (equal ones in their own order), at the ends the outermost
    NEAR. High figures swing more than low ones: against the median of all, one in eleven of the highest tenth was a false alarm.
    """
    rows = np.flatnonzero(judged)
    rows = rows[np.argsort(level[rows], kind="stable")]
    near = min(NEAR, len(rows))
    medians = np.median(sliding_window_view(swing[rows], near), axis=1)
    usual = np.full(len(swing), np.median(swing[rows]))
    usual[rows] = medians[np.clip(np.arange(len(rows)) - near // 2, 0, len(rows) - near)]
    return np.asarray(np.sqrt(0.5 * swing + 0.5 * usual))


def rank_p(own: float, placebos: Floats) -> float:
    """(1 + how many placebos are at least as far from zero) / (K + 1)."""
    return (1 + int((np.abs(placebos) >= abs(own)).sum())) / (len(placebos) + 1)


def chance_limit(placebos: Floats, percent: int = 95) -> Floats:
    """The ⌈.95·(K + 1)⌉-th smallest |placebo| along the first axis; infinite when there are too few for that.

    p ≤ .05 holds exactly when the own value is further from zero than this, so p and the interval never disagree.
    """
    place = ceil(percent * (len(placebos) + 1) / 100)
    if place > len(placebos):
        return np.full(placebos.shape[1:], np.inf)
    return np.asarray(np.sort(np.abs(placebos), axis=0)[place - 1])


def group_weights(candidates: Rows, allowed: Mask, size: int) -> Floats:
    """Equal weights for the first `size` allowed candidates of each row; candidates (n, m) in rows, −1 is nobody → (n, n)."""
    is_allowed = (candidates >= 0) & allowed[candidates]
    rows, places = np.nonzero(is_allowed & (np.cumsum(is_allowed, axis=1) <= size))
    weights = np.zeros((len(candidates), len(candidates)))
    weights[rows, candidates[rows, places]] = 1.0
    return np.asarray(weights / np.maximum(weights.sum(axis=1, keepdims=True), 1.0))


def list_weights(members: Sequence[int], allowed: Mask) -> Floats:
    """Equal weights for the allowed rows of a list that was chosen by hand; → (n,)."""
    weights = np.zeros(len(allowed))
    weights[[row for row in members if allowed[row]]] = 1.0
    return np.asarray(weights / max(weights.sum(), 1.0))

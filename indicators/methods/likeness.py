"""Order all municipalities by likeness to each other, for all at once; the same rule as group.py, which explains one choice."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indicators.methods.group import Features

NOBODY = -1
"""Fills a row of candidates when fewer municipalities are comparable."""


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """order[i]: places in `municipalities` of the others, the most alike first, then NOBODY; shape (n, n − 1)."""

    municipalities: tuple[str, ...]
    order: NDArray[np.intp]

    def candidates(self, codes: Sequence[str]) -> NDArray[np.intp]:
        """The same order in the rows of `codes`: places in `codes`, NOBODY for a municipality that is not among them."""
        known = {code: place for place, code in enumerate(codes)}
        row_of = np.array([known.get(code, NOBODY) for code in self.municipalities] + [NOBODY], dtype=np.intp)
        found = np.full((len(codes), self.order.shape[1]), NOBODY, dtype=np.intp)
        present = row_of[:-1] != NOBODY
        found[row_of[:-1][present]] = row_of[self.order[present]]
        return found


def rank_by_likeness(features: Features, *, log_scaled: Collection[str] = ()) -> Likeness:
    """Rank everyone for everyone by distance in z-scored features (Euclidean); equal distances in order of code.

    As in choose_group a municipality is compared on the features it has itself, and a candidate must have all of these.
    About 20 ms for 342 municipalities and five features: once per refresh. Give municipalities of today only.
    """
    codes = tuple(sorted(features))
    names = sorted({name for known in features.values() for name in known})
    scores = _scores(np.array([[_scaled(features[code], name, log_scaled) for name in names] for code in codes]))
    known = np.isfinite(scores)
    lacks = known.astype(float) @ (~known).T.astype(float) > 0
    filled = np.where(known, scores, 0.0)
    apart = ((filled[:, None, :] - filled[None, :, :]) ** 2 * known[:, None, :]).sum(axis=2)
    distances = np.where(lacks | ~known.any(axis=1, keepdims=True), np.inf, np.round(np.sqrt(apart), 9))
    np.fill_diagonal(distances, np.inf)
    order = np.argsort(distances, axis=1, kind="stable")
    is_near = np.isfinite(np.take_along_axis(distances, order, axis=1))
    return Likeness(municipalities=codes, order=np.where(is_near, order, NOBODY)[:, : max(len(codes) - 1, 0)])


def _scaled(known: Mapping[str, float], name: str, log_scaled: Collection[str]) -> float:
    value = known.get(name, np.nan)
    if name not in log_scaled:
        return float(value)
    return float(np.log(value)) if value > 0 else float(np.nan)


def _scores(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """z-scores per feature; a feature that is the same everywhere says nothing and is left out."""
    if not table.size:
        return np.zeros((len(table), 0))
    columns = [column for column in table.T if len(np.unique(column[np.isfinite(column)])) > 1]
    scored = [(column - np.nanmean(column)) / np.nanstd(column) for column in columns]
    return np.column_stack(scored) if scored else np.zeros((len(table), 0))

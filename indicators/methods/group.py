"""Choose comparable municipalities on structural features; never on an indicator of the agenda itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Features = Mapping[str, Mapping[str, float]]
"""Per municipality code the features it has a figure for, in their own units."""


@dataclass(frozen=True, kw_only=True)
class GroupChoice:
    """Codes in order of likeness, the features used, and those that could not be used for this municipality."""

    municipalities: tuple[str, ...]
    used: tuple[str, ...]
    unused: tuple[str, ...]


def choose_group(features: Features, own: str, *, size: int = 20, log_scaled: Collection[str] = ()) -> GroupChoice:
    """The `size` municipalities nearest to `own` in z-scored features (Euclidean); equal distances in order of code.

    Features that `own` lacks, or that are the same everywhere, are left out for everyone; a candidate must have all that
    remain. log_scaled features are compared by their logarithm and count as missing when they are not positive. Without
    any usable feature the choice is empty.
    """
    names = tuple(sorted({name for known in features.values() for name in known}))
    codes = tuple(sorted(features))
    if own not in features:
        return GroupChoice(municipalities=(), used=(), unused=names)
    table = np.array([[_scaled(features[code], name, log_scaled) for name in names] for code in codes])
    row = codes.index(own)
    usable = [column for column in range(len(names)) if np.isfinite(table[row, column]) and _varies(table[:, column])]
    used = tuple(names[column] for column in usable)
    unused = tuple(name for name in names if name not in used)
    if not usable:
        return GroupChoice(municipalities=(), used=used, unused=unused)
    scores = _z_scores(table[:, usable])
    distances = np.round(np.sqrt(((scores - scores[row]) ** 2).sum(axis=1)), 9)
    ranked = sorted((float(far), code) for far, code in zip(distances, codes, strict=True) if np.isfinite(far) and code != own)
    return GroupChoice(municipalities=tuple(code for _, code in ranked[:size]), used=used, unused=unused)


def _scaled(known: Mapping[str, float], name: str, log_scaled: Collection[str]) -> float:
    value = known.get(name, np.nan)
    if name not in log_scaled:
        return float(value)
    return float(np.log(value)) if value > 0 else float(np.nan)


def _varies(column: NDArray[np.float64]) -> bool:
    known = column[np.isfinite(column)]
    return bool(known.max() > known.min())


def _z_scores(table: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray((table - np.nanmean(table, axis=0)) / np.nanstd(table, axis=0))

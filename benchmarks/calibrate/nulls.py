"""Series that have no line by construction; it tests nothing."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from indicators.methods.trend import theil_sen

BLOCK_YEARS = 3
Values = NDArray[np.float64]


def permuted(values: Values, _memory: float, rng: np.random.Generator) -> Values:
    """The same figures in another order: no trend and no memory."""
    return rng.permutation(values)


def permuted_in_blocks(values: Values, _memory: float, rng: np.random.Generator) -> Values:
    """Without its line, and in blocks of three years in another order: no trend, but the memory of neighbouring years."""
    years = np.arange(len(values), dtype=float)
    values = values - theil_sen(years, values) * years
    start = rng.integers(BLOCK_YEARS)
    edges = np.arange(start, len(values), BLOCK_YEARS)
    blocks = np.split(values, edges[edges > 0])
    return np.concatenate([blocks[i] for i in rng.permutation(len(blocks))])


def remembering(values: Values, memory: float, rng: np.random.Generator) -> Values:
    """Chance figures of the same length that keep a share `memory` of last year's deviation: AR(1), in balance from the start."""
    noise = rng.normal(size=len(values))
    found = np.empty(len(values))
    found[0] = noise[0] / np.sqrt(1 - memory**2)
    for year in range(1, len(values)):
        found[year] = memory * found[year - 1] + noise[year]
    return found


def wandering(values: Values, _memory: float, rng: np.random.Generator) -> Values:
    """The series' own changes in another order and with chance signs: going nowhere, forgetting nothing."""
    steps = rng.permutation(np.diff(values)) * rng.choice([-1.0, 1.0], size=len(values) - 1)
    return np.concatenate([[0.0], np.cumsum(steps)])


NULLS: Mapping[str, Callable[[Values, float, np.random.Generator], Values]] = {
    "jaren door elkaar": permuted,
    "blokken van 3 jaar": permuted_in_blocks,
    "met eigen geheugen": remembering,
    "zwervend": wandering,
}
PURE, REMEMBERING, WANDERING = "jaren door elkaar", "met eigen geheugen", "zwervend"

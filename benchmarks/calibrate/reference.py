"""How it went with municipalities alike, held against what came: why that count is a fact and not the chance; it measures."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from benchmarks.calibrate.future import Pool
from indicators.methods.lesson import STEPS
from indicators.methods.origins import Window, windows_of
from indicators.methods.reference_class import LEAST_MUNICIPALITIES, nearest_in_pace

HORIZONS = (1, 3, 5)


def measure_reference(pool: Pool) -> pd.DataFrame:
    """One row a norm, from every origin whose earlier windows had ended: share that was counted, and met."""
    counted = [
        each
        for figures, sign in pool.values()
        for horizon in HORIZONS
        for each in _counted(windows_of(figures, sign, horizon, LEAST_MUNICIPALITIES))
    ]
    shares, met = zip(*counted, strict=True) if counted else ([np.empty((0,))], [np.empty((0,), dtype=bool)])
    return pd.DataFrame({"share": np.concatenate(shares), "met": np.concatenate(met)})


def _counted(windows: tuple[Window, ...]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Shares and outcomes of the norms tried, for each municipality with what was known of the others."""
    steps = np.array(STEPS)
    for window in windows:
        ended = [each for each in windows if each.target <= window.origin]
        if not ended:
            continue
        places = np.concatenate([each.known.places for each in ended])
        paces = np.concatenate([each.known.paces for each in ended])
        moved = np.concatenate([each.moved for each in ended])
        for place, own, came in zip(window.known.places, window.known.paces, window.moved, strict=True):
            others = places != place
            like = moved[others][nearest_in_pace(paces[others], own)]
            yield (like[:, None] >= steps).mean(axis=0), came >= steps

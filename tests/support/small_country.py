"""A country of invented towns that follow its chance moves and add their own; no source is read."""

import numpy as np
from support.small_figures import yearly

from indicators.methods.panel import Panel
from indicators.methods.series import Series

FIRST = 2014
OWN = "GM0001"


def a_country(seed: int = 1, towns: int = 150, years: int = 12) -> Panel:
    """From FIRST on; what the country does differs from year to year and goes down on average."""
    rng = np.random.default_rng(seed)
    together, own = rng.normal(-2.0, 3.0, size=years), rng.normal(0.0, 1.0, size=(towns, years))
    codes = tuple(f"GM{n:04}" for n in range(1, towns + 1))
    return Panel(municipalities=codes, years=np.arange(FIRST, FIRST + years), values=200 + np.cumsum(together + own, axis=1))


def series_in(panel: Panel, place: int = 0) -> Series:
    """The figures of one town."""
    return yearly(*panel.values[place], start=int(panel.years[0]))

"""What all municipalities together tell of each indicator of one publication; vectorised, for it reads every figure."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from dashboard.book.areas import AreaBreak
from dashboard.book.figures import Figures
from indicators.agenda.model import Agenda, BreakKind, Indicator
from indicators.methods.panel import build_panel
from indicators.methods.surroundings import Surroundings, look_around

KIND = ["segment", "changes_ahead"]
"""Figures of another kind are another series: see `Point.kind`."""


def look_around_all(agenda: Agenda, figures: Figures, today: date) -> Mapping[str, Surroundings]:
    """By indicator id, from the definitive figures of the municipalities of today since each series last started anew.

    What is a break for one municipality alone (it became another area) is none for the others.
    """
    usable = _usable(agenda, figures, today)
    return {
        str(name): look_around(build_panel(rows["region"].tolist(), rows["year"].tolist(), rows["value"].tolist()))
        for name, rows in usable.groupby("indicator", sort=False)
    }


def _usable(agenda: Agenda, figures: Figures, today: date) -> pd.DataFrame:
    """The same figures that `find_usable` keeps of each series, without provisional ones."""
    begun = {indicator.id: _begun(indicator, today) for indicator in agenda.indicators}
    seen = figures.observations
    held = seen[seen["region"].isin(figures.current) & seen["indicator"].isin(begun)]
    held = held.sort_values(["indicator", "region", "year"], kind="stable")
    series = [held["indicator"], held["region"]]
    before = held[KIND].groupby(series, sort=False).shift()
    is_anew = ((before != held[KIND]) & before.notna()).any(axis=1)
    anew = held["year"].where(is_anew, 0).groupby(series, sort=False).transform("max")
    since = held["indicator"].map(begun).clip(lower=anew)
    return held[(held["year"] >= since) & ~held["status"].fillna("").str.contains("voorlopig")]


def _begun(indicator: Indicator, today: date) -> int:
    cuts = (cut for cut in indicator.breaks if cut.kind is BreakKind.DEFINITION and not isinstance(cut, AreaBreak))
    return max((cut.year for cut in cuts if cut.year <= today.year), default=0)

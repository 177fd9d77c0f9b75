"""The store's observations as one table of numbers an indicator, of every municipality; vectorised, for it reads every figure."""

from collections.abc import Collection, Mapping

import pandas as pd

from indicators.methods.panel import Panel, build_panel

_KIND = ["segment", "changes_ahead"]
"""Figures of another kind are another series: see `Point.kind`."""
_NEEDED = ["indicator", "region", "year", "value", "status", *_KIND]


def panels_of(observations: pd.DataFrame, current: Collection[str], since: Mapping[str, int]) -> dict[str, Panel]:
    """By indicator: the figures that `find_usable` keeps of each series, without provisional ones.

    observations: as the store gives them, of all regions. current: codes of the municipalities of today. since: the indicators
    wanted, each with the year of its last change of definition (0 when there was none).
    """
    wanted = observations["region"].isin(current) & observations["indicator"].isin(since)
    held = observations.loc[wanted, _NEEDED]  # the others are most of the memory
    held = held.sort_values(["indicator", "region", "year"], kind="stable")
    series = [held["indicator"], held["region"]]
    before = held[_KIND].groupby(series, sort=False).shift()
    is_anew = ((before != held[_KIND]) & before.notna()).any(axis=1)
    anew = held["year"].where(is_anew, 0).groupby(series, sort=False).transform("max")
    begun = held["indicator"].map(since).clip(lower=anew)
    usable = held[(held["year"] >= begun) & ~held["status"].fillna("").str.contains("voorlopig")]
    return {
        str(name): build_panel(rows["region"].tolist(), rows["year"].tolist(), rows["value"].tolist())
        for name, rows in usable.groupby("indicator", sort=False)
    }

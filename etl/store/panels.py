"""The store's observations as one table of numbers an indicator, of every municipality; vectorised, for it reads every figure."""

from collections.abc import Collection, Mapping

import numpy as np

from etl.store.series import Everywhere, SeriesTable
from indicators.methods.panel import Panel, place_figures


def panels_of(table: SeriesTable, current: Collection[str], since: Mapping[str, int]) -> dict[str, Panel]:
    """By indicator: the figures that `find_usable` keeps of each series, without provisional ones; none without such figures.

    current: codes of the municipalities of today. since: the indicators wanted, each with the year of its last change of
    definition (0 when there was none).
    """
    is_current = table.among(current)
    figures = {name: table.of(name) for name in since}
    usable = {name: _usable(rows.only(is_current[rows.region]), since[name]) for name, rows in figures.items()}
    return {name: panel_of(table, rows) for name, rows in usable.items() if len(rows.year)}


def panel_of(table: SeriesTable, rows: Everywhere) -> Panel:
    """These figures of one indicator of the table; ValueError when a municipality has two for one year."""
    return place_figures(table.regions, rows.region, rows.year, rows.value)


def _usable(rows: Everywhere, begun: int) -> Everywhere:
    """Figures of another kind are another series: see `Point.kind`."""
    if not len(rows.year):
        return rows
    is_other = (np.diff(rows.segment) != 0) | (np.diff(rows.changes_ahead) != 0)
    anew = np.flatnonzero(is_other & (np.diff(rows.region) == 0)) + 1
    first = np.full(rows.region.max() + 1, begun)
    np.maximum.at(first, rows.region[anew], rows.year[anew])
    return rows.only((rows.year >= first[rows.region]) & ~rows.is_provisional)

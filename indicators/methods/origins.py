"""What was known of every municipality in an earlier year, and what came some years later; it learns and promises nothing.

Everything is in each municipality's own mean yearly change until then and in the desired direction, so that large and small
municipalities, and indicators of the same kind, can be laid side by side.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indicators.methods.panel import Panel

MIN_POINTS = 5
"""As for a projection: fewer figures give no usable idea of the usual swing."""
RECENT_YEARS = 3
LATELY = 4
"""The last figure is held against the mean of so many, itself included."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Known:
    """The municipalities with a figure in `year` and enough before it; places (n,) are their rows in the panel.

    last (n,): the figure, times −1 when lower is better. swing (n,): mean absolute change per √year, in the indicator's unit.
    span (n,): years since the first figure. paces (n, 3): yearly change over the whole series and over the last three years, and
    the last figure minus the mean of the last four; in swings.
    """

    year: int
    places: NDArray[np.intp]
    last: Floats
    swing: Floats
    span: Floats
    paces: Floats

    def only(self, kept: NDArray[np.bool_]) -> "Known":
        """These rows alone."""
        return Known(
            year=self.year,
            places=self.places[kept],
            last=self.last[kept],
            swing=self.swing[kept],
            span=self.span[kept],
            paces=self.paces[kept],
        )


@dataclass(frozen=True, kw_only=True)
class Window:
    """What was known in a year and how far each figure moved until `target`: moved (n,) in swings, desired direction positive."""

    known: Known
    target: int
    moved: Floats

    @property
    def origin(self) -> int:
        """The year from which is looked ahead."""
        return self.known.year

    def only(self, kept: NDArray[np.bool_]) -> "Window":
        """These rows alone."""
        return Window(known=self.known.only(kept), target=self.target, moved=self.moved[kept])


def known_in_years(panel: Panel, sign: int) -> Iterator[Known]:
    """For each year of the panel what was known in it; sign is −1 when lower is better. Years with nobody are passed by."""
    count = len(panel.municipalities)
    seen, swung = np.zeros(count), np.zeros(count)
    first, first_year, before, before_year = (np.full(count, np.nan) for _ in range(4))
    lately = np.full((count, LATELY), np.nan)
    held: list[tuple[int, Floats, Floats]] = []
    for column, year in enumerate(panel.years.tolist()):
        values = panel.values[:, column] * sign
        has = np.isfinite(values)
        step = has & (seen > 0)
        swung[step] += np.abs(values[step] - before[step]) / np.sqrt(year - before_year[step])
        new = has & (seen == 0)
        first[new], first_year[new] = values[new], year
        seen[has] += 1
        before[has], before_year[has] = values[has], year
        lately[has] = np.column_stack([lately[has, 1:], values[has]])
        held.append((year, before.copy(), before_year.copy()))
        told = _told(
            held, year, np.flatnonzero(has & (seen >= MIN_POINTS) & (swung > 0)), (seen, swung, first, first_year, lately)
        )
        if len(told.places):
            yield told


def _told(held: list[tuple[int, Floats, Floats]], year: int, places: NDArray[np.intp], so_far: tuple[Floats, ...]) -> Known:
    seen, swung, first, first_year, lately = (each[places] for each in so_far)
    last = held[-1][1][places]
    earlier = [each for each in held if each[0] <= year - RECENT_YEARS]
    then, then_year = (each[places] for each in earlier[-1][1:]) if earlier else (np.full(len(places), np.nan),) * 2
    swing = swung / (seen - 1)
    moves = [
        (last - first) / (year - first_year),
        (last - then) / (year - then_year),
        last - lately.mean(axis=1),
    ]
    paces = np.column_stack(moves) / swing[:, None]
    known = Known(year=year, places=places, last=last, swing=swing, span=year - first_year, paces=paces)
    return known.only(np.asarray(np.isfinite(paces).all(axis=1)))


def windows_of(panel: Panel, sign: int, horizon: int, least: int) -> tuple[Window, ...]:
    """Every window of so many years over which at least `least` municipalities can be followed, in order of years.

    A series is never followed further ahead than it is long.
    """
    columns = {year: column for column, year in enumerate(panel.years.tolist())}
    found = []
    for known in known_in_years(panel, sign):
        column = columns.get(known.year + horizon)
        if column is None:
            continue
        moved = (panel.values[known.places, column] * sign - known.last) / known.swing
        window = Window(known=known, target=known.year + horizon, moved=moved)
        window = window.only(np.isfinite(moved) & (known.span >= horizon))
        if len(window.moved) >= least:
            found.append(window)
    return tuple(found)

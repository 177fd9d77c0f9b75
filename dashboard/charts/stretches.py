"""Where a line between figures may run; it draws nothing.

A line says "in between it went like this", so it breaks where figures are missing: years skipped between years that follow each
other. A survey of every two or four years skips nothing: its points are connected at their real years. And a survey that went
from every year to every other year runs on.
A change of definition always breaks the line: before and after are different figures.
"""

from collections.abc import Collection
from itertools import pairwise

from indicators.methods.series import Point, Series

YEARLY = 1


def stretches(series: Series, restarts: Collection[int] = ()) -> list[tuple[Point, ...]]:
    """Cut a series into runs of points that may be connected; `restarts` are years in which the series starts anew."""
    points = series.points
    gaps = [later.year - earlier.year for earlier, later in pairwise(points)]
    cuts = [0]
    for position, (earlier, later) in enumerate(pairwise(points)):
        starts_anew = any(earlier.year < year <= later.year for year in restarts)
        if starts_anew or _is_missing(gaps, position):
            cuts.append(position + 1)
    return [points[start:end] for start, end in pairwise([*cuts, len(points)]) if end > start]


def _is_missing(gaps: list[int], position: int) -> bool:
    beside = [*gaps[max(0, position - 1) : position], *gaps[position + 1 : position + 2]]
    return gaps[position] > YEARLY and bool(beside) and max(beside) == YEARLY

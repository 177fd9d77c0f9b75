"""A series in the size of a word, as an SVG image with its norm; it knows no Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dashboard.charts.stretches import stretches
from dashboard.look.colours import INK, NORM_BLUE, WHITE
from indicators.methods.series import Point, Series

WIDTH, HEIGHT, MARGIN = 180, 36, 5
HALF, ARM = 1.4, 3.0
"""Pixels: half the width of an arm of a cross, and its length."""
CROSS = f"h{ARM}v{-ARM}h{2 * HALF}v{ARM}h{ARM}v{2 * HALF}h{-ARM}v{ARM}h{-2 * HALF}v{-ARM}h{-ARM}z"


@dataclass(frozen=True, kw_only=True)
class _Scales:
    """Scales of one image: years and values to pixels."""

    first_year: int
    last_year: int
    low: float
    high: float

    def x(self, year: float) -> float:
        """Pixels from the left."""
        return round(MARGIN + (year - self.first_year) / max(1, self.last_year - self.first_year) * (WIDTH - 2 * MARGIN), 1)

    def y(self, value: float) -> float:
        """Pixels from the top; a flat picture runs through the middle."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN), 1)


def sparkline(
    series: Series,
    *,
    years: tuple[int, int],
    norm_levels: Sequence[float] = (),
    moving_norm: Sequence[tuple[int, float]] = (),
    restarts: Sequence[int] = (),
) -> str:
    """The image as a data address for `<img src>`; `years` is the span all images of a page share.

    Dashed line: norm (two for a band; moving_norm: year and limit of one that moves with others).
    Last dot: hollow when provisional, a cross when a replaced source gave it. Empty when
    there is no figure in the span.
    """
    shown = Series(tuple(point for point in series.points if years[0] <= point.year <= years[1]))
    moving = [(year, level) for year, level in moving_norm if years[0] <= year <= years[1]]
    levels = [*[point.value for point in shown.points], *norm_levels, *(level for _, level in moving)]
    low, high = (min(levels), max(levels)) if levels else (0.0, 0.0)
    scales = _Scales(first_year=years[0], last_year=years[1], low=low, high=high)
    parts = [_norm_line(scales, level) for level in norm_levels]
    parts += [_moving_line(scales, moving)] if len(moving) > 1 else []
    parts += [_run(scales, run) for run in stretches(shown, restarts)]
    if shown.last:
        parts.append(_last_dot(scales, shown.last))
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'
    return "data:image/svg+xml," + quote(svg, safe="/:=,;() ")


def _norm_line(scales: _Scales, level: float) -> str:
    y = scales.y(level)
    return f'<line x1="0" x2="{WIDTH}" y1="{y}" y2="{y}" stroke="{NORM_BLUE}" stroke-width="1.2" stroke-dasharray="4 3"/>'


def _moving_line(scales: _Scales, moving: Sequence[tuple[int, float]]) -> str:
    corners = " ".join(f"{scales.x(year)},{scales.y(level)}" for year, level in moving)
    return f'<polyline points="{corners}" fill="none" stroke="{NORM_BLUE}" stroke-width="1.2" stroke-dasharray="4 3"/>'


def _run(scales: _Scales, run: Sequence[Point]) -> str:
    if len(run) == 1:
        return f'<circle cx="{scales.x(run[0].year)}" cy="{scales.y(run[0].value)}" r="1.6" fill="{INK}"/>'
    corners = " ".join(f"{scales.x(point.year)},{scales.y(point.value)}" for point in run)
    return f'<polyline points="{corners}" fill="none" stroke="{INK}" stroke-width="1.6" stroke-linejoin="round"/>'


def _last_dot(scales: _Scales, point: Point) -> str:
    fill = WHITE if point.is_provisional else INK
    x, y, look = scales.x(point.year), scales.y(point.value), f'fill="{fill}" stroke="{INK}" stroke-width="1.5"'
    if point.predecessor:
        return f'<path d="M{x - ARM - HALF} {y - HALF}{CROSS}" {look}/>'
    return f'<circle cx="{x}" cy="{y}" r="3.2" {look}/>'

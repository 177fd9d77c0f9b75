"""A series in the size of a word, as an SVG image with its norm and its first and last value; it knows no Streamlit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from dashboard.charts.stretches import stretches
from dashboard.look.colours import INK, NORM_BLUE, SECONDARY, WHITE
from indicators.methods.series import Point, Series

WIDTH, HEIGHT, MARGIN = 196, 34, 6
SIDE, LETTER, AWAY = 43, 6.6, 8
"""Pixels: what is kept free on both sides for a value (more for a longer one), the width of a figure, from dot to value."""
LOWEST, HIGHEST = 11, HEIGHT - 3
"""Where the foot of a value may stand, so that all of it is in the picture."""
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
    side: float = MARGIN

    def x(self, year: float) -> float:
        """Pixels from the left."""
        return round(self.side + (year - self.first_year) / max(1, self.last_year - self.first_year) * (WIDTH - 2 * self.side), 1)

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
    say: Callable[[float], str] | None = None,
) -> str:
    """The image as a data address for `<img src>`; `years` is the span all images of a page share.

    Dashed line: norm (two for a band; moving_norm: year and limit of one that moves with others).
    Last dot: hollow when provisional, a cross when a replaced source gave it. Empty when
    there is no figure in the span. say: how a value is written before the first point and behind the last; without it none is.
    """
    shown = shown_of(series, years)
    moving = [(year, level) for year, level in moving_norm if years[0] <= year <= years[1]]
    levels = [*[point.value for point in shown.points], *norm_levels, *(level for _, level in moving)]
    low, high = (min(levels), max(levels)) if levels else (0.0, 0.0)
    ends = _ends(shown, say) if say else []
    side = max([SIDE, *(AWAY + LETTER * len(text) for _, text in ends)]) if say else MARGIN
    scales = _Scales(first_year=years[0], last_year=years[1], low=low, high=high, side=side)
    parts = [_norm_line(scales, level) for level in norm_levels]
    parts += [_moving_line(scales, moving)] if len(moving) > 1 else []
    parts += [_run(scales, run) for run in stretches(shown, restarts)]
    if shown.last:
        parts.append(_last_dot(scales, shown.last))
    parts += [_value(scales, point, text, is_last=point == shown.last) for point, text in ends]
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'
    return "data:image/svg+xml," + quote(svg, safe="/:=,;()")


def shown_of(series: Series, years: tuple[int, int]) -> Series:
    """The points that are in the image."""
    return Series(tuple(point for point in series.points if years[0] <= point.year <= years[1]))


def _ends(shown: Series, say: Callable[[float], str]) -> list[tuple[Point, str]]:
    """The first and the last point with their value; a single one once."""
    points = shown.points
    return [(point, say(point.value)) for point in dict.fromkeys((points[0], points[-1]))] if points else []


def _value(scales: _Scales, point: Point, text: str, *, is_last: bool) -> str:
    """Beside its point, on the side where no line runs; a white edge keeps it clear of the norm."""
    x = scales.x(point.year) + (AWAY if is_last else -AWAY)
    y = min(HIGHEST, max(LOWEST, scales.y(point.value) + 4))
    look = f'font-weight="700" fill="{INK}"' if is_last else f'text-anchor="end" fill="{SECONDARY}"'
    edge = f'stroke="{WHITE}" stroke-width="3" paint-order="stroke"'
    font = 'font-family="Arial, sans-serif" font-size="12"'
    return f'<text x="{round(x, 1)}" y="{round(y, 1)}" {font} {look} {edge}>{text}</text>'


def _norm_line(scales: _Scales, level: float) -> str:
    y, left = scales.y(level), scales.side - MARGIN
    ends = f'x1="{left}" x2="{WIDTH - left}" y1="{y}" y2="{y}"'
    return f'<line {ends} stroke="{NORM_BLUE}" stroke-width="1.2" stroke-dasharray="4 3"/>'


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

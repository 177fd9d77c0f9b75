"""What a trend chart shows and where there is room for it: plain values, no drawing and no judgement."""

from dataclasses import dataclass

from indicators.series import Series

ROOM = 0.15
"""Empty share of the value range below and above the line, where the axis does not start at zero."""
SQUEEZE = 0.6
"""Above this lowest/highest, an axis from zero would press the line into the top of the picture."""
STEEP = 0.5
"""Slope, in shares of height per share of width, from which a label would lie on the line it belongs to."""
LEVEL = 0.03
"""Share of the height within which figures count as level with the baseline."""

Place = tuple[float, float]
"""A year (halves for the middle of a span) and a value."""


@dataclass(frozen=True, kw_only=True)
class Break:
    """Special years, or the first year of a new definition (first = last)."""

    first: int
    last: int
    reason: str
    is_special: bool

    @property
    def years(self) -> str:
        """`2020` or `2020–2021`."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True, kw_only=True)
class TrendPicture:
    """All a trend chart shows, values in the indicator's unit.

    baseline: mark at this place; path: corners of the planned path, from baseline to norm; levels: lines the figure
    should keep to (one, or two for a band), from `levels_from` on; past_norms: levels that held before.
    """

    series: Series
    name: str
    unit: str
    decimals: int
    baseline: tuple[float, float] | None = None
    path: tuple[Place, ...] = ()
    levels: tuple[float, ...] = ()
    levels_from: int | None = None
    past_norms: tuple[Place, ...] = ()
    breaks: tuple[Break, ...] = ()

    @property
    def restarts(self) -> tuple[int, ...]:
        """Years in which the figure got another definition."""
        return tuple(cut.first for cut in self.breaks if not cut.is_special)

    @property
    def norm(self) -> Place | None:
        """Where the norm's diamond stands: at its year, or at the end of a level to keep."""
        return self.path[-1] if self.path else ((self.last_year, self.levels[0]) if self.levels else None)

    @property
    def last_year(self) -> float:
        """The right end of the picture."""
        return max([*(p.year for p in self.series.points), *(year for year, _ in self.path + self.past_norms)])

    @property
    def value_range(self) -> tuple[float, float]:
        """Lowest and highest value in the picture, margins included."""
        values = [value for point in self.series.points for value in (point.value, point.lower, point.upper) if value is not None]
        values += [self.baseline[1]] if self.baseline else []
        values += [*self.levels, *(value for _, value in self.path + self.past_norms)]
        return min(values), max(values)


def value_axis(low: float, high: float) -> tuple[float, float]:
    """Ends of the value axis: from zero where that leaves the line readable, otherwise with room on both sides."""
    if 0 <= low <= SQUEEZE * high:
        return 0.0, high * (1 + ROOM / 2)
    room = ROOM * (high - low) or abs(high) * ROOM or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room


def outer_side(picture: TrendPicture) -> int:
    """Above (-1) or below (1): away from the norm as seen from the last figure."""
    return -1 if picture.norm is None or picture.series.points[-1].value >= picture.norm[1] else 1


def name_side(picture: TrendPicture) -> int:
    """Above a line that arrives steeply from below, and the reverse; otherwise away from the norm."""
    if len(picture.series.points) < 2:  # noqa: PLR2004
        return outer_side(picture)
    before, last = picture.series.points[-2:]
    low, high = value_axis(*picture.value_range)
    rise = (last.value - before.value) / (high - low) * (picture.last_year - picture.series.points[0].year)
    slope = rise / (last.year - before.year)
    return outer_side(picture) if abs(slope) < STEEP else (-1 if slope > 0 else 1)


def baseline_side(picture: TrendPicture) -> int:
    """Where the figures around the baseline are not; when they are level with it, towards the norm."""
    year, value = picture.baseline or (0.0, 0.0)
    low, high = value_axis(*picture.value_range)
    near = [point.value for point in picture.series.points if abs(point.year - year) <= 2]  # noqa: PLR2004
    lead = (sum(near) / len(near) - value) / (high - low) if near else 0.0
    return -outer_side(picture) if abs(lead) < LEVEL else (1 if lead > 0 else -1)

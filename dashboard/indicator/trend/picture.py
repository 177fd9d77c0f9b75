"""What a trend chart shows and where there is room for it: plain values, no drawing and no judgement."""

from dataclasses import dataclass

from indicators.methods.comparison import GroupYear
from indicators.methods.projection import Projection
from indicators.methods.series import Series

ROOM = 0.15
"""Empty share of the value range below and above the line, where the axis does not start at zero."""
SQUEEZE = 0.6
"""Above this lowest/highest, an axis from zero would press the line into the top of the picture."""
EDGE = 0.6
"""Years of room before the first and after the last mark; a change of definition in the first year still shows."""

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
class Start:
    """When an intervention began: its place between the years, its name, and the moment as the agenda has it."""

    year: float
    name: str
    when: str


@dataclass(frozen=True, kw_only=True)
class NormChange:
    """Another norm was adopted: its place between the years, the level before and after, by whom (who leads first) and when."""

    year: float
    before: float
    value: float
    who: tuple[str, ...]
    when: str


@dataclass(frozen=True, kw_only=True)
class TrendPicture:
    """All a trend chart shows, values in the indicator's unit.

    baseline: mark at this place; path: corners of the planned path, from baseline to norm; levels: lines the figure
    should keep to (one, or two for a band), from `levels_from` on; past_norms: levels that held before. group: middle
    and middle half of comparable municipalities; outlook: projection per year, from the last figure it was made with;
    norm_steps: corners of the norm as it held over time, when it was changed; norm_changes: who changed it and when.
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
    group: tuple[GroupYear, ...] = ()
    national: Series | None = None
    outlook_from: Place | None = None
    outlook: tuple[Projection, ...] = ()
    starts: tuple[Start, ...] = ()
    norm_steps: tuple[Place, ...] = ()
    norm_changes: tuple[NormChange, ...] = ()

    @property
    def restarts(self) -> tuple[int, ...]:
        """Years in which the figure got another definition."""
        return tuple(cut.first for cut in self.breaks if not cut.is_special)

    @property
    def norm(self) -> Place | None:
        """Where the norm's diamond stands: at its year, or at the end of a level to keep."""
        return self.path[-1] if self.path else ((self.last_year, self.levels[0]) if self.levels else None)

    @property
    def first_year(self) -> int:
        """The left end of the picture: where the own figures or the baseline start."""
        return min([self.series.points[0].year, *([int(self.baseline[0])] if self.baseline else [])])

    @property
    def last_year(self) -> float:
        """The right end of the picture."""
        ahead = [step.year for step in self.outlook]
        return max([*(p.year for p in self.series.points), *ahead, *(year for year, _ in self.path + self.past_norms)])

    @property
    def group_shown(self) -> tuple[GroupYear, ...]:
        """Comparable municipalities, as far as the picture reaches."""
        return tuple(year for year in self.group if self.first_year <= year.year <= self.last_year)

    @property
    def national_shown(self) -> Series:
        """The Netherlands, as far as the picture reaches."""
        points = self.national.points if self.national else ()
        return Series(tuple(point for point in points if self.first_year <= point.year <= self.last_year))

    @property
    def starts_shown(self) -> tuple[Start, ...]:
        """Starts of interventions, as far as the picture reaches."""
        return tuple(start for start in self.starts if self.first_year - EDGE <= start.year <= self.last_year + EDGE)

    @property
    def value_range(self) -> tuple[float, float]:
        """Lowest and highest value in the picture, margins included."""
        values = [value for point in self.series.points for value in (point.value, point.lower, point.upper) if value is not None]
        values += [self.baseline[1]] if self.baseline else []
        values += [*self.levels, *(value for _, value in self.path + self.past_norms)]
        values += [value for year in self.group_shown for value in (year.middle_low, year.middle_high)]
        values += [value for step in self.outlook for value in (step.lower, step.upper)]
        values += [point.value for point in self.national_shown.points]
        return min(values), max(values)


def value_axis(low: float, high: float) -> tuple[float, float]:
    """Ends of the value axis: from zero where that leaves the line readable, otherwise with room on both sides."""
    if 0 <= low <= SQUEEZE * high:
        return 0.0, high * (1 + ROOM / 2)
    room = ROOM * (high - low) or abs(high) * ROOM or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room

"""How far a chart reaches in years and values, and where its axes end; plain numbers, it draws nothing."""

from dataclasses import dataclass

ROOM = 0.15
"""Empty share of the value range below and above the line, where the axis does not start at zero."""
SQUEEZE = 0.6
"""Above this lowest/highest, an axis from zero would press the line into the top of the picture."""
EDGE = 0.6
"""Years of room before the first and after the last mark; a change of definition in the first year still shows."""

Place = tuple[float, float]
"""A year (halves for the middle of a span) and a value."""
Ends = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The first and last year that have a mark, and the lowest and highest value, margins included."""

    first_year: float
    last_year: float
    low: float
    high: float

    @property
    def years(self) -> Ends:
        """Ends of the axis of years."""
        return self.first_year - EDGE, self.last_year + EDGE

    @property
    def values(self) -> Ends:
        """Ends of the axis of values."""
        return value_axis(self.low, self.high)


def value_axis(low: float, high: float) -> Ends:
    """Ends of the value axis: from zero where that leaves the line readable, otherwise with room on both sides."""
    if 0 <= low <= SQUEEZE * high:
        return 0.0, high * (1 + ROOM / 2)
    room = ROOM * (high - low) or abs(high) * ROOM or 1.0
    return (max(0.0, low - room) if low >= 0 else low - room), high + room

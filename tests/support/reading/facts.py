"""The figures a sentence is held against: of one indicator, as they were judged, without any of the judging code."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from support.reading.grammar import NUM, Number, number

from indicators.agenda.model import Indicator
from indicators.methods.assessment import Assessment
from indicators.methods.series import Point

TOLERANCE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Facts:
    """status: of the norm, in the word a reader sees."""

    indicator: Indicator
    assessment: Assessment
    today: date

    @property
    def status(self) -> str:
        """The status of the norm."""
        return str(self.assessment.norm.status)

    @cached_property
    def definitive(self) -> dict[int, Point]:
        """Definitive figures since the last break, by year."""
        return {point.year: point for point in self.assessment.usable.points if not point.is_provisional}

    @property
    def last(self) -> Point:
        """The newest definitive figure."""
        return self.definitive[max(self.definitive)]

    @property
    def baseline(self) -> float | None:
        """The value to compare with."""
        return self.assessment.baseline.value

    @property
    def year(self) -> int | None:
        """Of the norm."""
        return self.indicator.norm.year if self.indicator.norm else None

    @property
    def is_over(self) -> bool:
        """The year of the norm has ended, or its figure is there."""
        return self.year is not None and (
            self.year < self.today.year or (bool(self.definitive) and self.year <= max(self.definitive))
        )

    @property
    def level(self) -> float:
        """Of a norm that has one."""
        norm = self.indicator.norm
        assert norm is not None
        assert norm.value is not None
        return norm.value

    def is_good(self, value: float) -> bool:
        """Whether this value meets the norm, but for the rounding of the computer."""
        norm = self.indicator.norm
        assert norm is not None
        if norm.value is None:
            assert norm.lower is not None
            assert norm.upper is not None
            return norm.lower - TOLERANCE * abs(norm.lower) <= value <= norm.upper + TOLERANCE * abs(norm.upper)
        return self.is_beyond(value, norm.value)

    def is_beyond(self, value: float, level: float) -> bool:
        """At this level or on the wanted side of it."""
        gap = value - level if self.indicator.desired_direction == "omhoog" else level - value
        return gap >= -TOLERANCE * abs(level)

    def is_level(self, text: str) -> bool:
        """'minstens 8 in 2028' is the norm of the agenda."""
        norm = self.indicator.norm
        assert norm is not None
        given = [number(found).value for found in re.findall(NUM, re.sub(r" in \d{4}$| \([^)]*\)$", "", text))]
        bounds = [each for each in (norm.value, norm.lower, norm.upper) if each is not None]
        word = {"omhoog": "minstens", "omlaag": "hoogstens"}.get(self.indicator.desired_direction, "tussen")
        year = re.search(r" in (\d{4})$", text)
        return (
            given == bounds and text.startswith("tussen" if len(bounds) > 1 else word) and (not year or int(year[1]) == norm.year)
        )

    def is_figure(self, shown: Number, year: int) -> bool:
        """A definitive figure of this year, with at least the decimals of the indicator."""
        point = self.definitive.get(year)
        return point is not None and self.is_value(shown, point.value)

    def is_value(self, shown: Number, true: float) -> bool:
        """A value of this indicator at its shown precision, or a finer one."""
        return shown.is_of(true) and shown.half <= 0.5 * 10.0**-self.indicator.decimals * (1 + 1e-9)

    def is_apart(self, one: float, other: float) -> bool:
        """Whether two values read as different ones."""
        return round(abs(one - other) / 10.0**-self.indicator.decimals, 6) >= 1


def is_line_of(facts: Facts, told: str | None) -> bool:
    """A line the wrong way is told when there is one, with the year in which it starts, and never when there is none."""
    trend = facts.assessment.trend
    year = re.search(r"\d{4}", told or "")
    return bool(told) == (str(trend.status) == "ongunstig") and (not year or int(year[0]) == trend.first_year)

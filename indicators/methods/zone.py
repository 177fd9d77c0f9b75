"""The values that meet a norm, as one interval; so that higher, lower and between follow the same rules."""

from dataclasses import dataclass

from indicators.agenda.model import Direction, Norm, NormKind
from indicators.methods.series import Point

TOLERANCE = 1e-9
"""Relative: a ratio that equals the norm but for the rounding of the computer meets it."""


@dataclass(frozen=True, kw_only=True)
class Zone:
    """From lower to upper, both included, in the indicator's unit; None is no bound."""

    lower: float | None
    upper: float | None

    def holds(self, value: float) -> bool:
        """Whether this value meets the norm."""
        is_high_enough = self.lower is None or value >= self.lower - TOLERANCE * abs(self.lower)
        is_low_enough = self.upper is None or value <= self.upper + TOLERANCE * abs(self.upper)
        return is_high_enough and is_low_enough

    def is_met_by(self, point: Point) -> bool:
        """Whether the value meets the norm and its margin, if any, lies wholly on the good side."""
        return self.holds(point.value) and all(self.holds(bound) for bound in point.margin or ())

    def is_around(self, point: Point) -> bool:
        """Whether the published margin contains a bound of the norm, so that neither met nor missed can be said."""
        if point.margin is None or self.is_met_by(point):
            return False
        low, high = point.margin
        return any(bound is not None and low <= bound <= high for bound in (self.lower, self.upper))


def zone_of(norm: Norm, direction: Direction) -> Zone | None:
    """The zone of this norm; None when the agenda does not say which values are good, or others do (relative.py)."""
    if norm.kind is NormKind.BAND:
        return None if norm.lower is None or norm.upper is None else Zone(lower=norm.lower, upper=norm.upper)
    if norm.kind is NormKind.RELATIVE or norm.value is None or direction is Direction.NEUTRAL:
        return None
    is_up = direction is Direction.UP
    return Zone(lower=norm.value if is_up else None, upper=None if is_up else norm.value)

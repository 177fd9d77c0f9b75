"""What would be needed to say more than an answer says now; it only names it, wording.py puts it into Dutch."""

from dataclasses import dataclass
from enum import StrEnum


class NeedKind(StrEnum):
    """The thing that is missing."""

    FIGURES = "figures"
    MORE_POINTS = "more points"
    DEFINITIVE_FIGURE = "definitive figure"
    NEWER_FIGURE = "newer figure"
    FIGURE_FOR_YEAR = "figure for year"
    FIGURE_SINCE = "figure of this year or later"
    FIGURE_AFTER_BREAK = "figure after break"
    BASELINE = "baseline"
    TARGET_YEAR = "target year"
    DIRECTION_OR_LEVEL = "direction or level"
    CONSTANT_PRICES = "constant prices"
    VARIATION = "variation"
    LONGER_SERIES = "longer series"
    REFERENCE = "figures of the others in the same years"
    GROUP_VALUES = "group values"


@dataclass(frozen=True)
class Need:
    """What is missing; `amount` is a number of figures or years, or the year meant, depending on the kind."""

    kind: NeedKind
    amount: int = 0

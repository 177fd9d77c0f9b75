"""How fast the country would have to move for a norm to be met in 4 cases out of 5; a condition, no status and no promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from indicators.agenda.model import Direction, Indicator, NormKind
from indicators.methods.country_pace import LEAST_MUNICIPALITIES, Rule, beside_the_country
from indicators.methods.lesson import HeldOut, Lack, Lesson
from indicators.methods.norm_status import NormJudgement, NormReason
from indicators.methods.origins import RECENT_YEARS, Floats, Known, known_in_years
from indicators.methods.panel import Panel


class ConditionLack(StrEnum):
    """Why there is no condition."""

    NOT_AHEAD = "the norm is not one that may still be met in its year"
    TOO_FEW_FIGURES = "too few figures, of its own or of others"
    UNTESTED = "too few years to test it on"
    FAILED = "tested, and such chances came true too seldom"
    NEVER_SO_FAST = "the country never moved so fast in so many years"


LACKS = {Lack.UNTESTED: ConditionLack.UNTESTED, Lack.FAILED: ConditionLack.FAILED}


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Yearly change of the median municipality between two years, in the indicator's unit and with its own sign."""

    first: int
    last: int
    yearly: float


@dataclass(frozen=True, kw_only=True)
class Condition:
    """From `from_year` to `year` the median municipality has to move at least `yearly` (signed, in the indicator's unit).

    At least in the desired direction: where that is down, −0.2 asks a fall of 0.2 or more, and 0.1 allows a rise of 0.1.
    """

    from_year: int
    year: int
    yearly: float
    recent: Pace
    held_out: HeldOut


def sign_of(indicator: Indicator) -> int:
    """−1 when lower is better."""
    return -1 if indicator.desired_direction is Direction.DOWN else 1


def horizon_of(indicator: Indicator, judged: NormJudgement) -> int | None:
    """Years from the latest figure to a norm that only the future can tell about; None for any other."""
    norm, latest = indicator.norm, judged.latest
    if norm is None or norm.year is None or norm.value is None or norm.kind is not NormKind.REACH or latest is None:
        return None
    return norm.year - latest.year if judged.reason is NormReason.CHANCE and not judged.is_over else None


def same_kind(indicator: Indicator, everyone: Iterable[tuple[Indicator, Panel | None]]) -> dict[str, tuple[Panel, int]]:
    """What a lesson is learned from: the indicators in the same unit that have a direction, by id with their panel and sign."""
    return {
        other.id: (panel, sign_of(other))
        for other, panel in everyone
        if panel is not None
        and other.unit == indicator.unit
        and other.desired_direction is not Direction.NEUTRAL
        and not other.is_current_prices
    }


def known_now(panel: Panel | None, sign: int, own: str, year: int) -> tuple[Known, int] | None:
    """What is known in this year of everyone, and the row of the own municipality in it; None when either is too little."""
    place = panel.place(own) if panel else None
    if panel is None or place is None:
        return None
    known = next((each for each in known_in_years(panel, sign) if each.year == year), None)
    if known is None or len(known.places) < LEAST_MUNICIPALITIES or place not in known.places:
        return None
    return known, int(np.flatnonzero(known.places == place)[0])


def find_condition(
    indicator: Indicator, judged: NormJudgement, panel: Panel | None, own: str, lesson: Lesson
) -> Condition | ConditionLack:
    """Solve the rule for the movement of the median municipality at which the chance is 4 in 5; or why that is not told.

    lesson: of indicators of this kind, for as many years as horizon_of tells; own: the code of the municipality.
    """
    norm, sign = indicator.norm, sign_of(indicator)
    if horizon_of(indicator, judged) != lesson.horizon or norm is None or norm.value is None or judged.latest is None:
        return ConditionLack.NOT_AHEAD
    found = known_now(panel, sign, own, judged.latest.year)
    if found is None or panel is None:
        return ConditionLack.TOO_FEW_FIGURES
    lack = lesson.lack_of(indicator.id)
    if lesson.rule is None or lack is not None:
        return LACKS[lack or Lack.UNTESTED]
    known, row = found
    away = (norm.value * sign - known.last) / known.swing
    yearly = float(pace_needed(lesson.rule, known, away, lesson.horizon)[row])
    fastest = max((pace.yearly * sign for pace in country_paces(panel, lesson.horizon)), default=-np.inf)
    if yearly > fastest:
        return ConditionLack.NEVER_SO_FAST
    recent = recent_pace(panel, known.year)
    if recent is None:
        return ConditionLack.TOO_FEW_FIGURES
    return Condition(
        from_year=known.year, year=known.year + lesson.horizon, yearly=yearly * sign, recent=recent, held_out=lesson.held_out
    )


def pace_needed(rule: Rule, known: Known, away: Floats, horizon: int) -> Floats:
    """Yearly movement of the median municipality that makes the chance 4 in 5, in the indicator's unit, shape (n,).

    Desired direction positive. away (n,): how far each norm lies from the last figure of known, in swings. From swings to the
    unit by the median swing.
    """
    in_swings = away - rule.expected(beside_the_country(known)) - rule.lowest
    return np.asarray(in_swings * np.median(known.swing) / horizon)


def country_paces(panel: Panel, horizon: int) -> list[Pace]:
    """What the median municipality did over every window of so many years."""
    years = panel.years.tolist()
    found = (_pace(panel, first, first + horizon) for first in years if first + horizon in years)
    return [pace for pace in found if pace]


def recent_pace(panel: Panel, until: int) -> Pace | None:
    """What the median municipality did over the last three years, or the fewest years beyond that have figures."""
    starts = [year for year in panel.years.tolist() if year <= until - RECENT_YEARS]
    return _pace(panel, starts[-1], until) if starts else None


def _pace(panel: Panel, first: int, last: int) -> Pace | None:
    before, after = (panel.values[:, int(np.searchsorted(panel.years, year))] for year in (first, last))
    changes = after - before
    changes = changes[np.isfinite(changes)]
    if len(changes) < LEAST_MUNICIPALITIES:
        return None
    return Pace(first=first, last=last, yearly=float(np.median(changes)) / (last - first))

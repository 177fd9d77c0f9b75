"""Which part of a series can be judged, and whether anything stands in the way; it gives no judgement itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from indicators.agenda.model import BreakKind, SeriesBreak
from indicators.methods.series import Series

COUNCIL_TERM_YEARS = 4
"""An older figure says nothing about what this council can steer on."""
GAPS_ALLOWED = 2
"""Sources publish about one usual gap late, and may miss one publication before they are called stale."""


class Hindrance(StrEnum):
    """Why a series as a whole says nothing about today."""

    NO_DATA = "geen cijfers"
    BREAK_AFTER_LAST = "andere definitie na het laatste cijfer"
    STALE = "verouderd"


@dataclass(frozen=True, kw_only=True)
class Usable:
    """The part of a series since it last started anew, provisional points included, and what hinders judging it.

    since: the year in which another source took over for good, None when none did.
    """

    series: Series
    hindrance: Hindrance | None
    since: int | None = None


def find_usable(series: Series, breaks: Sequence[SeriesBreak], today: date) -> Usable:
    """Cut where the series last started anew: at a `definitie` break that has begun, or where source or area are others.

    Breaks of kind `bijzonder` cut nothing.
    """
    kept = series.since(max(last_begun(breaks, today), *series.restarts, 0))
    return Usable(series=kept, hindrance=_hindrance(series, kept, today), since=max(series.restarts, default=None))


def last_begun(breaks: Sequence[SeriesBreak], today: date) -> int:
    """The year of the last `definitie` break that has begun; 0 when none has."""
    begun = (broken.year for broken in breaks if broken.kind is BreakKind.DEFINITION and broken.year <= today.year)
    return max(begun, default=0)


def _hindrance(series: Series, kept: Series, today: date) -> Hindrance | None:
    if not series.points:
        return Hindrance.NO_DATA
    if not kept.points:
        return Hindrance.BREAK_AFTER_LAST
    last = kept.definitive().last  # what is judged; that there is none, each answer says itself
    return Hindrance.STALE if last is not None and today.year - last.year > stale_after_years(series) else None


def usual_gap_years(series: Series) -> float:
    """Median number of years between figures; 1 when there are fewer than two."""
    return float(np.median(np.diff(series.years))) if len(series) > 1 else 1.0


def stale_after_years(series: Series) -> float:
    """Age in years beyond which the newest definitive figure is stale: 6 for a yearly source, 12 for a 4-yearly one."""
    return COUNCIL_TERM_YEARS + GAPS_ALLOWED * usual_gap_years(series)

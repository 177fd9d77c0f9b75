"""How often municipalities that stood as far from a norm and went as fast met it; a fact of the past, not the chance.

It may not stand in for the chance: what it would call a chance of .7 to .8 came true far less often (docs/calibratie.md).
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from indicators.agenda.model import Indicator, Ratio
from indicators.methods.condition import horizon_of, known_now, sign_of
from indicators.methods.norm_status import NormJudgement
from indicators.methods.origins import Floats, windows_of
from indicators.methods.panel import Panel
from indicators.methods.zone import TOLERANCE

LEAST_MUNICIPALITIES = 60
FEWEST, MOST, SHARE = 25, 100, 0.25
"""How many of the nearest count: a quarter, at least 25 and at most 100."""
CLIPPED_AT = 6.0
PACES = 2
"""Alike in the pace of the whole series and of the last three years."""


class ReferenceLack(StrEnum):
    """Why nothing is counted."""

    NOT_AHEAD = "the norm is not one that may still be met in its year"
    SURVEY = "a figure from a survey: most of its pace is chance"
    TOO_FEW_FIGURES = "too few figures, of its own or of others"
    NO_EARLIER_YEARS = "no earlier years from which the outcome is known"


@dataclass(frozen=True, kw_only=True)
class ReferenceClass:
    """Of `cases` earlier cases `met` came as far as this norm asks; first and last year of their windows."""

    cases: int
    met: int
    first: int
    last: int


def find_reference_class(
    indicator: Indicator, judged: NormJudgement, panel: Panel | None, own: str
) -> ReferenceClass | ReferenceLack:
    """Count the cases nearest in pace, of other municipalities, of this indicator and as many years ahead, outcome known by now.

    Distance to the norm and pace are in each municipality's own mean yearly change.
    """
    norm, latest, horizon, sign = indicator.norm, judged.latest, horizon_of(indicator, judged), sign_of(indicator)
    if horizon is None or norm is None or norm.value is None or latest is None:
        return ReferenceLack.NOT_AHEAD
    if may_be_survey(indicator, judged):
        return ReferenceLack.SURVEY
    found = known_now(panel, sign, own, latest.year)
    if found is None or panel is None:
        return ReferenceLack.TOO_FEW_FIGURES
    known, row = found
    place = known.places[row]
    windows = [window.only(window.known.places != place) for window in windows_of(panel, sign, horizon, LEAST_MUNICIPALITIES)]
    windows = [window for window in windows if window.target <= latest.year]
    if not windows:
        return ReferenceLack.NO_EARLIER_YEARS
    away = (norm.value * sign - known.last[row]) / known.swing[row]
    nearest = nearest_in_pace(np.concatenate([window.known.paces for window in windows]), known.paces[row])
    moved = np.concatenate([window.moved for window in windows])[nearest]
    origins = np.concatenate([np.full(len(window.moved), window.origin) for window in windows])[nearest]
    return ReferenceClass(
        cases=len(moved),
        met=int((moved >= away - TOLERANCE * abs(away)).sum()),
        first=int(origins.min()),
        last=int(origins.max()) + horizon,
    )


def may_be_survey(indicator: Indicator, judged: NormJudgement) -> bool:
    """A figure with a margin, or one that cannot pass an upper bound (a share, a score) without the counts that made it."""
    has_margin = judged.latest is not None and judged.latest.margin is not None
    return has_margin or (indicator.possible_range[1] is not None and not isinstance(indicator.quantity, Ratio))


def nearest_in_pace(paces: Floats, own: Floats) -> NDArray[np.intp]:
    """Rows of paces (n, 3) nearest to own (3,), by the paces that count; equal distances in their order."""
    kept = min(MOST, max(FEWEST, int(len(paces) * SHARE)), len(paces))
    apart = np.clip(paces[:, :PACES], -CLIPPED_AT, CLIPPED_AT) - np.clip(own[:PACES], -CLIPPED_AT, CLIPPED_AT)
    return np.argsort(np.round((apart**2).sum(axis=1), 12), kind="stable")[:kept]

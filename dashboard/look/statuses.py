"""How every answer looks: icon, word and colour, in that order of trust; it knows no figures.

Blue against orange stays apart for colour-blind readers and in greyscale; icon and word say the same without colour.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.look.colours import BEHIND_ORANGE, MET_BLUE, MUTED, NOT_MET_BROWN
from indicators.effects.result import EffectStatus
from indicators.methods.change import ChangeStatus
from indicators.methods.comparison import ComparisonStatus
from indicators.methods.norm_status import NormStatus
from indicators.methods.trend import TrendStatus

Status = NormStatus | TrendStatus | ChangeStatus | ComparisonStatus | EffectStatus


@dataclass(frozen=True)
class Look:
    """In a bar: is_outlined is open, because nothing is said of the norm; is_light is pale, because it may go either way."""

    icon: str
    word: str
    colour: str = MUTED
    is_outlined: bool = False
    is_light: bool = False


_NORM = {
    NormStatus.MET: Look("●", "behaald", MET_BLUE),
    NormStatus.AROUND: Look("≈", "rond de norm", is_light=True),
    NormStatus.UNCERTAIN: Look("◆", "onzeker", is_light=True),
    NormStatus.BEHIND: Look("▼", "achter", BEHIND_ORANGE),
    NormStatus.NOT_MET: Look("✕", "niet behaald", NOT_MET_BROWN),
    NormStatus.TOO_EARLY: Look("◔", "te vroeg", is_outlined=True),
    NormStatus.NO_NORM: Look("–", "geen norm", is_outlined=True),
    NormStatus.NOT_ASSESSABLE: Look("○", "niet te beoordelen", is_outlined=True),
}
_TREND = {
    TrendStatus.FAVOURABLE: Look("✓", "gunstige lijn", MET_BLUE),
    TrendStatus.UNFAVOURABLE: Look("!", "ongunstige lijn", NOT_MET_BROWN),
    TrendStatus.RISING: Look("↗", "stijgende lijn"),
    TrendStatus.FALLING: Look("↘", "dalende lijn"),
    TrendStatus.NO_CLEAR_LINE: Look("–", "geen duidelijke lijn"),
    TrendStatus.UNCHANGED: Look("=", "gelijk gebleven"),
    TrendStatus.TOO_FEW: Look("◔", "te weinig metingen"),
}
_CHANGE = {
    ChangeStatus.NOTABLE: Look("✱", "opvallend", BEHIND_ORANGE),
    ChangeStatus.WIDESPREAD: Look("↔", "in veel gemeenten"),
    ChangeStatus.USUAL: Look("≈", "gewone schommeling"),
    ChangeStatus.TOO_FEW: Look("◔", "te weinig metingen"),
    ChangeStatus.NOT_ASSESSABLE: Look("○", "niet te beoordelen"),
}
_COMPARISON = {
    ComparisonStatus.BETTER: Look("✓", "gunstiger", MET_BLUE),
    ComparisonStatus.SIMILAR: Look("≈", "ongeveer gelijk"),
    ComparisonStatus.WORSE: Look("!", "ongunstiger", NOT_MET_BROWN),
    ComparisonStatus.HIGHER: Look("↗", "hoger"),
    ComparisonStatus.LOWER: Look("↘", "lager"),
    ComparisonStatus.HIGHEST_THIRD: Look("↑", "in het hoogste derde"),
    ComparisonStatus.LOWEST_THIRD: Look("↓", "in het laagste derde"),
    ComparisonStatus.NOT_COMPARABLE: Look("○", "niet te vergelijken"),
}

_EFFECT = {
    EffectStatus.NOT_TESTABLE: Look("○", "nog niet te toetsen"),
    EffectStatus.TOO_EARLY: Look("◔", "te vroeg"),
    EffectStatus.NO_STATEMENT: Look("–", "geen uitspraak"),
    EffectStatus.NONE_SEEN: Look("≈", "geen apart effect te zien"),
    EffectStatus.INDICATION: Look("✓", "aanwijzing", MET_BLUE),
    EffectStatus.ADVERSE: Look("!", "anders dan verwacht", NOT_MET_BROWN),
}
_LOOKS: Mapping[type, Mapping[Any, Look]] = {
    NormStatus: _NORM,
    TrendStatus: _TREND,
    ChangeStatus: _CHANGE,
    ComparisonStatus: _COMPARISON,
    EffectStatus: _EFFECT,
}


def look(status: Status) -> Look:
    """The look of this status."""
    return _LOOKS[type(status)][status]

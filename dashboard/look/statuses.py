"""How every answer looks: icon, word and colour, in that order of trust; it knows no figures.

Blue against orange stays apart for colour-blind readers and in greyscale; icon and word say the same without colour.
"""

from dataclasses import dataclass

from dashboard.look.notation import BEHIND_ORANGE, MET_BLUE, MUTED, NOT_MET_BROWN
from indicators.methods.change import ChangeStatus
from indicators.methods.comparison import ComparisonStatus
from indicators.methods.norm import NormStatus
from indicators.methods.trend import TrendStatus

Status = NormStatus | TrendStatus | ChangeStatus | ComparisonStatus


@dataclass(frozen=True)
class Look:
    """is_outlined: an open segment in a bar, because nothing is said about the norm."""

    icon: str
    word: str
    colour: str = MUTED
    is_outlined: bool = False


_NORM = {
    NormStatus.MET: Look("●", "behaald", MET_BLUE),
    NormStatus.AROUND: Look("≈", "rond de norm"),
    NormStatus.UNCERTAIN: Look("◆", "onzeker"),
    NormStatus.BEHIND: Look("▼", "achter", BEHIND_ORANGE),
    NormStatus.NOT_MET: Look("✕", "niet behaald", NOT_MET_BROWN),
    NormStatus.TOO_EARLY: Look("◔", "te vroeg", is_outlined=True),
    NormStatus.NO_NORM: Look("–", "geen norm (volgen)", is_outlined=True),
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
    ChangeStatus.USUAL: Look("≈", "gewone schommeling"),
    ChangeStatus.TOO_FEW: Look("◔", "te weinig metingen"),
}
_COMPARISON = {
    ComparisonStatus.BETTER: Look("✓", "gunstiger", MET_BLUE),
    ComparisonStatus.SIMILAR: Look("≈", "ongeveer gelijk"),
    ComparisonStatus.WORSE: Look("!", "ongunstiger", NOT_MET_BROWN),
    ComparisonStatus.HIGHER: Look("↗", "hoger"),
    ComparisonStatus.LOWER: Look("↘", "lager"),
    ComparisonStatus.NOT_COMPARABLE: Look("○", "niet te vergelijken"),
}


def look(status: Status) -> Look:
    """The look of this status."""
    if isinstance(status, NormStatus):
        return _NORM[status]
    if isinstance(status, TrendStatus):
        return _TREND[status]
    return _CHANGE[status] if isinstance(status, ChangeStatus) else _COMPARISON[status]

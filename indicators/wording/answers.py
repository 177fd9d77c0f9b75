"""All answers about one indicator as plain Dutch sentences; results in, text out, and never a word about causes.

Figures alone cannot say why something changed. The words in FORBIDDEN claim that they do; a test keeps them out.
"""

from dataclasses import dataclass

from indicators.agenda.model import Indicator
from indicators.methods.assessment import Assessment
from indicators.methods.baseline import Baseline
from indicators.wording.change import say_change
from indicators.wording.comparison import say_comparison
from indicators.wording.need import say_need
from indicators.wording.norm import say_norm
from indicators.wording.numbers import listing, period, quantity
from indicators.wording.road import say_road
from indicators.wording.trend import say_trend

FORBIDDEN = ("bewezen dat", "dankzij", "veroorzaakt", "significant", "effectief")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The status in a word or two, the sentences, and what would be needed to say more (empty when nothing is)."""

    status: str
    text: str
    needed: str


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The four answers, and the sentences about the baseline and the road from there to the norm (empty without one)."""

    norm: Answer
    trend: Answer
    change: Answer
    comparison: Answer
    baseline: str
    road: str


def describe(assessment: Assessment, indicator: Indicator, municipality: str, *, absence: str = "") -> Answers:
    """Put an assessment into words; municipality is the name as it stands in a sentence.

    absence: why there are no figures at all, as the store knows it ('nog niet opgehaald').
    """
    norm, trend, change, comparison = assessment.norm, assessment.trend, assessment.change, assessment.comparison
    return Answers(
        norm=Answer(status=norm.status, text=say_norm(indicator, norm, absence), needed=say_need(norm.needed)),
        trend=Answer(status=trend.status, text=say_trend(indicator, trend), needed=say_need(trend.needed)),
        change=Answer(status=change.status, text=say_change(indicator, change), needed=say_need(change.needed)),
        comparison=Answer(
            status=comparison.status,
            text=say_comparison(indicator, comparison, municipality),
            needed=say_need(comparison.needed),
        ),
        baseline=say_baseline(indicator, assessment.baseline),
        road=say_road(indicator, norm),
    )


def say_baseline(indicator: Indicator, baseline: Baseline) -> str:
    """The value with its years, and the warning when the source now gives another one than was adopted."""
    if indicator.baseline is None:
        return "Er is geen nulmeting afgesproken."
    if baseline.value is None:
        return "Voor de nulmeting is geen cijfer beschikbaar."
    value = quantity(baseline.value, indicator.decimals, indicator.unit)
    span = period(*indicator.baseline.span)
    if baseline.differs and baseline.found is not None:
        found = quantity(baseline.found, indicator.decimals, indicator.unit)
        return f"De vastgestelde nulmeting ({span}) is {value}. De bron geeft nu {found}. We rekenen met de vastgestelde waarde."
    mean = f"gemiddelde van {listing([str(year) for year in baseline.years])}" if len(baseline.years) > 1 else span
    return f"De nulmeting is {value} ({mean}{', voorlopig cijfer' if baseline.is_provisional else ''})."

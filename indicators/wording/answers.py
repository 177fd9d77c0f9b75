"""All answers about one indicator as plain Dutch sentences; results in, text out, and never a word about causes.

Figures alone cannot say why something changed. The words in FORBIDDEN claim that they do; a test keeps them out.
"""

from dataclasses import dataclass

from indicators.agenda.model import Indicator
from indicators.methods.assessment import Assessment
from indicators.methods.baseline import Baseline
from indicators.methods.change import ChangeBasis, ChangeJudgement, ChangeStatus, FlagCount
from indicators.methods.comparison import Comparison, ComparisonReason, ComparisonStatus
from indicators.methods.trend import MIN_POINTS as TREND_POINTS
from indicators.methods.trend import TrendJudgement, TrendStatus
from indicators.wording.need import say_need
from indicators.wording.norm import say_norm
from indicators.wording.numbers import difference, listing, period, plural, quantity
from indicators.wording.road import say_road

FORBIDDEN = ("bewezen dat", "dankzij", "veroorzaakt", "significant", "effectief")
CLEAR_LINES = {
    TrendStatus.FAVOURABLE: ", en dat is gunstig",
    TrendStatus.UNFAVOURABLE: ", en dat is ongunstig",
    TrendStatus.RISING: "",
    TrendStatus.FALLING: "",
}
INCOMPARABLE = {
    ComparisonReason.NO_OWN_FIGURE: "er is geen definitief cijfer van {name} zelf.",
    ComparisonReason.NO_GROUP: "er zijn geen vergelijkbare gemeenten gekozen.",
    ComparisonReason.TOO_FEW_VALUES: "te weinig vergelijkbare gemeenten hebben een cijfer over dezelfde jaren.",
}


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


def say_trend(indicator: Indicator, trend: TrendJudgement) -> str:
    """The line over the whole series, the recent trend of a survey, and what a provisional figure would change."""
    parts = [_line(indicator, trend)]
    if trend.recent is not None and trend.recent.sign:
        move = "stijging" if trend.recent.sign > 0 else "daling"
        years = f"{trend.recent.first_year} tot en met {trend.recent.last_year}"
        parts.append(f"In de laatste vijf metingen ({years}) is de {move} groter dan de marges.")
    if trend.with_provisional is not None:
        parts.append(f"Met het voorlopige cijfer erbij: {trend.with_provisional.status}.")
    return " ".join(parts)


def _line(indicator: Indicator, trend: TrendJudgement) -> str:
    if trend.status is TrendStatus.TOO_FEW:
        verb = "is" if trend.points == 1 else "zijn"
        count = plural(trend.points, "definitieve meting", "definitieve metingen")
        return f"Er {verb} {count}. Voor een lijn zijn er minstens {TREND_POINTS} nodig."
    if trend.status is TrendStatus.UNCHANGED:
        return f"Het cijfer is van {trend.first_year} tot en met {trend.last_year} gelijk gebleven."
    if trend.status is TrendStatus.NO_CLEAR_LINE or trend.test is None:
        return f"Van {trend.first_year} tot en met {trend.last_year} gaat het cijfer op en neer, zonder duidelijke lijn."
    move = "stijging" if trend.test.s > 0 else "daling"
    line = f"Van {trend.first_year} tot en met {trend.last_year} is er een duidelijke {move}{CLEAR_LINES[trend.status]}"
    return f"{line}: {difference(trend.slope, indicator.decimals, indicator.unit)} per jaar." if trend.slope else f"{line}."


def say_change(indicator: Indicator, change: ChangeJudgement) -> str:
    """How the latest change compares with what is usual, and what a provisional figure would change."""
    parts = [_change(indicator, change)]
    if change.with_provisional is not None:
        parts.append(f"Met het voorlopige cijfer erbij: {change.with_provisional.status}.")
    return " ".join(parts)


def _change(indicator: Indicator, change: ChangeJudgement) -> str:
    if change.change is None or change.basis is None:
        verb = "is" if change.points == 1 else "zijn"
        count = plural(change.points, "definitieve meting", "definitieve metingen")
        return f"Er {verb} {count}: te weinig om te weten hoe sterk het cijfer gewoonlijk schommelt."
    size = difference(change.change, indicator.decimals, indicator.unit)
    moved = f"{size} in {change.to_year} dan in {change.from_year}" if change.change else "geen verschil"
    has_margins = change.basis is ChangeBasis.MARGINS
    if change.status is ChangeStatus.NOTABLE and has_margins:
        return f"{'Duidelijk' if change.is_clear else 'Waarschijnlijk'} een echte verandering: {moved}. Dat is meer dan de marge."
    if change.status is ChangeStatus.NOTABLE:
        return f"Opvallend: {moved}. Zo groot is een verandering hier gewoonlijk niet."
    if not change.change:
        return f"Het cijfer is in {change.to_year} hetzelfde als in {change.from_year}."
    usual = "valt binnen de marge van het onderzoek" if has_margins else "past bij de gewone schommelingen"
    return f"De verandering ({moved}) {usual}."


def say_comparison(indicator: Indicator, comparison: Comparison, municipality: str) -> str:
    """Where the municipality stands among comparable ones, their middle and middle half, and the Netherlands."""
    group = comparison.group
    if comparison.status is ComparisonStatus.NOT_COMPARABLE or group is None or comparison.value is None:
        return "Niet te vergelijken: " + INCOMPARABLE[comparison.reason].format(name=municipality)

    def figure(value: float) -> str:
        return quantity(value, indicator.decimals, indicator.unit)

    middle_half = f"{figure(group.middle_low)} en {figure(group.middle_high)}"
    place = f"{municipality} zit in {group.year} met {figure(comparison.value)} in het {comparison.third}"
    middle = f"(midden {figure(group.median)}; de middelste helft zit tussen {middle_half})"
    parts = [f"{place} van {group.count} vergelijkbare gemeenten {middle}."]
    if comparison.status in {ComparisonStatus.BETTER, ComparisonStatus.WORSE}:
        parts.append(f"Dat is {comparison.status} dan bij de meeste van deze gemeenten.")
    if comparison.reason is ComparisonReason.WITHIN_MARGIN:
        parts.append("Het verschil met het midden valt binnen de marge.")
    if comparison.national is not None:
        parts.append(f"Nederland: {figure(comparison.national)}.")
    return " ".join(parts)


def say_flags(flags: FlagCount) -> str:
    """How many latest changes stand out, next to what chance alone would give; empty when none could be judged."""
    if not flags.judged:
        return ""
    verb = "valt" if flags.notable == 1 else "vallen"
    judged = plural(flags.judged, "indicator", "indicatoren")
    expected = round(flags.expected)
    by_chance = f"ongeveer {expected}" if expected else "er hooguit 1"
    return f"Van {judged} {verb} er {flags.notable} op; op toeval verwacht je {'er ' if expected else ''}{by_chance}."

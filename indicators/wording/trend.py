"""Whether there is a line in a series, in plain Dutch; it never says that the line goes on."""

from indicators.agenda.model import Indicator
from indicators.methods.trend import ALPHA, MIN_POINTS, TrendJudgement, TrendStatus
from indicators.wording.numbers import difference, plural

MEMORY_UNKNOWN = "we weten niet hoe sterk een meting hier op de vorige lijkt, en gaan uit van sterk"
CLEAR_LINES = {
    TrendStatus.FAVOURABLE: ", en dat is gunstig",
    TrendStatus.UNFAVOURABLE: ", en dat is ongunstig",
    TrendStatus.RISING: "",
    TrendStatus.FALLING: "",
}


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
        return _too_few(trend)
    if trend.status is TrendStatus.UNCHANGED:
        return f"Het cijfer is van {trend.first_year} tot en met {trend.last_year} gelijk gebleven."
    if trend.status is TrendStatus.NO_CLEAR_LINE or trend.test is None:
        return _no_line(indicator, trend)
    move = "stijging" if trend.test.s > 0 else "daling"
    line = f"Van {trend.first_year} tot en met {trend.last_year} is er een duidelijke {move}{CLEAR_LINES[trend.status]}"
    return f"{line}: {difference(trend.slope, indicator.decimals, indicator.unit)} per jaar." if trend.slope else f"{line}."


def _too_few(trend: TrendJudgement) -> str:
    verb = "is" if trend.points == 1 else "zijn"
    count = plural(trend.points, "definitief cijfer", "definitieve cijfers")
    least = trend.points + (trend.needed.amount if trend.needed else 0)
    said = f"Er {verb} {count}. Voor een lijn zijn er minstens {least} nodig"
    if least == MIN_POINTS:
        return f"{said}."
    if not trend.is_memory_known:
        return f"{said}: {MEMORY_UNKNOWN}."
    return f"{said}, want een meting lijkt hier sterk op de vorige."


def _no_line(indicator: Indicator, trend: TrendJudgement) -> str:
    years = f"Van {trend.first_year} tot en met {trend.last_year}"
    if trend.test is not None and trend.test.p <= ALPHA:
        return _mostly(years, trend)
    if not trend.rise or not trend.fall:
        never, seldom = ("omlaag", "omhoog") if trend.rise else ("omhoog", "omlaag")
        return f"{years} ging het cijfer nooit {never}, maar ook te weinig {seldom} voor een duidelijke lijn."
    if trend.reach < 0.5 * 10.0**-indicator.decimals:
        return f"{years} bleef het cijfer vrijwel gelijk."
    return f"{years} gaat het cijfer op en neer, zonder duidelijke lijn."


def _mostly(years: str, trend: TrendJudgement) -> str:
    side = "hoger" if trend.test and trend.test.s > 0 else "lager"
    why = "een meting lijkt hier op de vorige, en dan zie je zoiets vaker" if trend.is_memory_known else MEMORY_UNKNOWN
    return f"{years} was een later cijfer meestal {side}. Een duidelijke lijn is dat niet: {why}."

"""The numbers behind each answer as labelled facts, in Dutch; it repeats what the methods found and judges nothing."""

from collections.abc import Iterable

from dashboard.book.databook import Row
from dashboard.look.notation import amount, span
from indicators.agenda.model import Indicator
from indicators.methods.change import ChangeBasis
from indicators.methods.comparison import Comparison, ComparisonReason
from indicators.methods.norm import BEHIND_UP_TO
from indicators.methods.norm_status import NormJudgement
from indicators.methods.recent_trend import CHI2_LIMIT
from indicators.methods.series import Point
from indicators.methods.trend import ALPHA, TrendJudgement
from indicators.wording.comparison import when
from indicators.wording.numbers import difference, number

Facts = list[tuple[str, str]]
SMALLEST_P = 0.001


def norm_facts(row: Row, ahead: Iterable[tuple[str, str]] = ()) -> Facts:
    """Figure, baseline, road, pace, expectation, chance and its limits; ahead: what else may be said of the future."""
    indicator, norm, judged = row.indicator, row.assessment.norm, row.judged
    facts = [("Laatste definitieve cijfer", _figure(norm.latest, indicator)), ("Definitieve cijfers", str(norm.points or ""))]
    facts += [("Nulmeting", judged.answers.baseline), ("Weg naar de norm", judged.answers.road)]
    facts += _pace(indicator, norm)
    if norm.projection:
        band = f"{_value(norm.projection.lower, indicator)} tot {_value(norm.projection.upper, indicator)}"
        facts += [
            (f"Verwachting voor {norm.projection.year}", _value(norm.projection.centre, indicator)),
            ("Band van 80%", f"{band}: de kans dat het cijfer hierin valt, is 4 op 5"),
        ]
    if norm.chance is not None:
        limits = f"achter tot en met {number(100 * BEHIND_UP_TO, 0)}%"
        facts += [("Kans dat de norm wordt gehaald", f"{_percent(norm.chance)} ({limits})")]
    return _known([*facts, *ahead])


def _pace(indicator: Indicator, norm: NormJudgement) -> Facts:
    road = norm.road
    if road is None:
        return []
    since = f" sinds {span(indicator.baseline.span)}" if indicator.baseline else ""
    return [
        ("Tempo tot nu toe", f"{_per_year(road.pace, indicator)}{since}" if road.pace is not None else ""),
        ("Tempo dat nodig is", _per_year(road.pace_needed, indicator) if road.pace_needed is not None else ""),
    ]


def trend_facts(row: Row) -> Facts:
    """Number of figures, years, the test with its limit, the slope, and the recent trend of a survey."""
    indicator, trend = row.indicator, row.assessment.trend
    facts = [("Definitieve cijfers", str(trend.points)), ("Jaren", _years(trend.first_year, trend.last_year))]
    facts += _line(indicator, trend)
    if trend.recent is not None:
        years = _years(trend.recent.first_year, trend.recent.last_year)
        measured = f"{number(trend.recent.chi2, 1)}, grens {number(CHI2_LIMIT, 2)} ({years})"
        facts += [("Laatste vijf metingen (chi²)", measured)]
    return _known(facts)


def _line(indicator: Indicator, trend: TrendJudgement) -> Facts:
    """The test step by step: what the order of the figures gives, what they remember, and what is left."""
    if trend.test is None or trend.p is None or trend.memory is None:
        return []
    pairs = trend.points * (trend.points - 1) // 2
    learned = "geschat uit alle gemeenten" if trend.is_memory_known else "niet bekend: we gaan uit van sterk"
    return [
        ("Stijgende min dalende paren (S)", f"{number(trend.test.s, 0)} van {pairs} paren"),
        ("Kans dat toeval dit geeft, zonder geheugen", _p(trend.test.p)),
        ("Geheugen (ρ)", f"{number(trend.memory, 2)}; {learned}"),
        ("Door het geheugen spreidt S", f"{number(trend.widening, 2)} keer zo ver; we delen Z daardoor"),
        ("Kans dat toeval dit geeft, met geheugen (p)", f"{_p(trend.p)}; een lijn is duidelijk tot en met {number(ALPHA, 2)}"),
        ("Helling", _per_year(trend.slope or 0.0, indicator)),
    ]


def change_facts(row: Row) -> Facts:
    """The latest change, the country's and what is left; what they were held against, and how often chance goes over it."""
    indicator, change = row.indicator, row.assessment.change
    facts = [("Definitieve cijfers", str(change.points))]
    if change.change is not None:
        years = f" ({change.to_year} tegenover {change.from_year})"
        facts += [("Laatste verandering", _difference(change.change, indicator) + years)]
    if change.national is not None and change.left is not None:
        facts += [
            ("In de middelste gemeente", _difference(change.national, indicator)),
            ("Wat dan overblijft", _difference(change.left, indicator)),
        ]
    if change.basis is None or change.size is None or change.limit is None:
        return _known(facts)
    has_margins = change.basis is ChangeBasis.MARGINS
    decimals = 2 if has_margins else indicator.decimals + 1
    label = "In standaardfouten (z)" if has_margins else "Verandering per jaar"
    facts += [(label, f"{number(change.size, decimals)}; opvallend boven {number(change.limit, decimals)}")]
    if change.left_size is not None and change.left_limit is not None:
        left = f"{number(change.left_size, decimals)}; opvallend boven {number(change.left_limit, decimals)}"
        facts += [("Hetzelfde, zonder de middelste gemeente", left)]
    return _known([*facts, ("Kans dat toeval dit geeft", f"hoogstens ongeveer {_percent(change.chance_alone)}")])


def comparison_facts(row: Row) -> Facts:
    """Year, own figure with its margin, the group's middle, middle half and thirds, and the Netherlands."""
    indicator, comparison, judged = row.indicator, row.assessment.comparison, row.judged
    group = comparison.group
    if group is None or comparison.value is None:
        return [("Gemeenten met een cijfer", str(len(judged.members)))]
    summed = " (opgeteld uit alle gemeenten)" if judged.is_national_summed else ""
    nation = "" if comparison.national is None else _value(comparison.national, indicator) + summed
    low, high = _value(group.middle_low, indicator), _value(group.middle_high, indicator)
    return _known(
        [
            ("Jaar" if len(comparison.years) == 1 else "Jaren samen", when(comparison)),
            ("Gemeenten met een cijfer", str(group.count)),
            ("Eigen cijfer", f"{_value(comparison.value, indicator)}{_margin(indicator, comparison)}"),
            ("Midden van de groep", _value(group.median, indicator)),
            ("Gewone schommeling", _held_against(indicator, comparison)),
            ("Middelste helft", f"{low} tot {high}"),
            ("Grenzen van de derden", f"{_value(group.third_low, indicator)} en {_value(group.third_high, indicator)}"),
            ("Nederland", nation),
        ]
    )


def _held_against(indicator: Indicator, comparison: Comparison) -> str:
    """The swing that the difference with the middle has to exceed; empty when a margin decided."""
    if comparison.swing is None or comparison.group is None or comparison.value is None:
        return ""
    decimals = indicator.decimals + 1
    far = number(abs(comparison.value - comparison.group.median), decimals)
    return f"{number(comparison.swing, decimals)} per jaar; het verschil met het midden is {far}"


def _margin(indicator: Indicator, comparison: Comparison) -> str:
    if comparison.margin is None:
        return ""
    reaches = "; het midden valt erbinnen" if comparison.reason is ComparisonReason.WITHIN_MARGIN else ""
    low, high = (_value(bound, indicator) for bound in comparison.margin)
    return f" (marge {low} tot {high}{reaches})"


def _figure(point: Point | None, indicator: Indicator) -> str:
    if point is None:
        return ""
    margin = f" (marge {_value(point.margin[0], indicator)} tot {_value(point.margin[1], indicator)})" if point.margin else ""
    return f"{amount(point.value, indicator)} in {point.year}{margin}"


def _value(value: float, indicator: Indicator) -> str:
    return number(value, indicator.decimals) + ("%" if indicator.unit == "%" else "")


def _difference(value: float, indicator: Indicator) -> str:
    return difference(value, indicator.decimals, indicator.unit)


def _per_year(value: float, indicator: Indicator) -> str:
    return f"{_difference(value, indicator)} per jaar"


def _years(first: int | None, last: int | None) -> str:
    return "" if first is None else f"{first} tot en met {last}"


def _percent(share: float) -> str:
    return f"{number(100 * share, 0)}%" if share >= 0.01 else "minder dan 1%"  # noqa: PLR2004


def _p(p: float) -> str:
    return "minder dan 0,001" if p < SMALLEST_P else number(p, 3)


def _known(facts: Facts) -> Facts:
    return [(label, text) for label, text in facts if text]

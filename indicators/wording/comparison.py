"""Where a municipality stands among comparable ones, in plain Dutch; never as a league table."""

from indicators.agenda.model import Indicator
from indicators.methods.comparison import Comparison, ComparisonReason, ComparisonStatus
from indicators.wording.numbers import quantity

INCOMPARABLE = {
    ComparisonReason.NO_OWN_FIGURE: "er is geen definitief cijfer van {name} zelf.",
    ComparisonReason.NO_GROUP: "er zijn geen vergelijkbare gemeenten gekozen.",
    ComparisonReason.TOO_FEW_VALUES: "te weinig vergelijkbare gemeenten hebben een cijfer over dezelfde jaren.",
}


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

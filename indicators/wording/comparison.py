"""Where a municipality stands among comparable ones, in plain Dutch; never as a league table."""

from indicators.agenda.model import Indicator
from indicators.methods.comparison import Comparison, ComparisonReason, ComparisonStatus
from indicators.wording.numbers import decimals_apart, listing, period, quantity

INCOMPARABLE = {
    ComparisonReason.NO_OWN_FIGURE: "er is geen definitief cijfer van {name} zelf.",
    ComparisonReason.NO_GROUP: "er zijn geen vergelijkbare gemeenten gekozen.",
    ComparisonReason.TOO_FEW_VALUES: "te weinig vergelijkbare gemeenten hebben een cijfer over dezelfde jaren.",
    ComparisonReason.TOO_OLD: "de laatste cijfers om te vergelijken zijn van {when}. Dat is te lang geleden.",
}
ONLY_PLACE = {
    ComparisonReason.WITHIN_MARGIN: "Het verschil met het midden valt binnen de marge.",
    ComparisonReason.WITHIN_SWING: "Het verschil met het midden is niet groter dan de gewone schommeling.",
    ComparisonReason.NO_SWING: "Of het verschil met het midden meer is dan de gewone schommeling, weten we niet.",
}
OLD_AFTER_YEARS = 3
"""A council can hardly steer on a figure from before half its term."""


def say_comparison(indicator: Indicator, comparison: Comparison, municipality: str) -> str:
    """Where the municipality stands among comparable ones, their middle and middle half, and the Netherlands."""
    group = comparison.group
    if comparison.status is ComparisonStatus.NOT_COMPARABLE or group is None or comparison.value is None:
        return "Niet te vergelijken: " + INCOMPARABLE[comparison.reason].format(name=municipality, when=when(comparison))

    is_apart = comparison.status in {ComparisonStatus.BETTER, ComparisonStatus.WORSE}
    decimals = decimals_apart(comparison.value, group.median, indicator.decimals) if is_apart else indicator.decimals

    def figure(value: float) -> str:
        return quantity(value, decimals, indicator.unit)

    mean = "gemiddeld " if len(comparison.years) > 1 else ""
    middle_half = f"{figure(group.middle_low)} en {figure(group.middle_high)}"
    place = f"{municipality} zit in {when(comparison)} met {mean}{figure(comparison.value)} in het {comparison.third}"
    middle = f"(midden {figure(group.median)}; de middelste helft zit tussen {middle_half})"
    parts = [f"{place} van {group.count} vergelijkbare gemeenten {middle}."]
    if is_apart:
        parts.append(f"Dat is {comparison.status} dan bij de meeste van deze gemeenten.")
    parts += [ONLY_PLACE[comparison.reason]] if comparison.reason in ONLY_PLACE else []
    if comparison.national is not None:
        parts.append(f"Nederland: {figure(comparison.national)}.")
    if comparison.age is not None and comparison.age > OLD_AFTER_YEARS:
        parts.append(f"Let op: dit is van {comparison.age} jaar geleden.")
    return " ".join(parts)


def when(comparison: Comparison) -> str:
    """`2023`, `2021–2023` for years that were taken together, or, with a year missing between them, `2021 en 2023`."""
    years = comparison.years
    if years and years[-1] - years[0] != len(years) - 1:
        return listing([str(year) for year in years])
    return period(years[0], years[-1]) if years else ""

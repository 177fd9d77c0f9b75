"""The Netherlands as a series where the source has no row for it: the ratio of the sums over all municipalities."""

from collections.abc import Iterable

from indicators.methods.series import Point, Series

COVERAGE_NEEDED = 0.95
"""Share of the municipalities with both counts; with fewer, the missing ones could shift the total."""


def sum_to_national(municipalities: Iterable[Series], multiplier: float) -> Series:
    """Σ numerators ÷ Σ denominators × multiplier per year, from points that carry counts.

    Only years in which at least 95 % of the series given have both counts; never a mean of percentages.
    """
    everyone = list(municipalities)
    by_year: dict[int, list[Point]] = {}
    for series in everyone:
        for point in series.points:
            if point.numerator is not None and point.denominator is not None:
                by_year.setdefault(point.year, []).append(point)
    enough = COVERAGE_NEEDED * len(everyone)
    totals = (_total(year, points, multiplier) for year, points in by_year.items() if len(points) >= enough)
    return Series.of(total for total in totals if total is not None)


def _total(year: int, points: list[Point], multiplier: float) -> Point | None:
    numerator = sum(point.numerator or 0.0 for point in points)
    denominator = sum(point.denominator or 0.0 for point in points)
    if denominator <= 0:
        return None
    return Point(
        year=year,
        value=numerator / denominator * multiplier,
        is_provisional=any(point.is_provisional for point in points),
        numerator=numerator,
        denominator=denominator,
        predecessor=points[0].predecessor,  # one source a year for everyone
        segment=points[0].segment,
    )

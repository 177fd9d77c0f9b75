"""Find the value to compare with (nulmeting) in the figures of today; it does not say whether anything improved."""

from dataclasses import dataclass

from indicators.agenda.model import BaselineSpec
from indicators.methods.series import Series


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The value in use and its year, what the figures give today, and what the council adopted.

    value, found and adopted are in the indicator's unit; year is the mean of the years used. value and year are None
    when the agenda names no baseline, or names a period without figures and without an adopted value.
    """

    value: float | None = None
    year: float | None = None
    years: tuple[int, ...] = ()
    found: float | None = None
    adopted: float | None = None
    differs: bool = False
    is_provisional: bool = False


def find_baseline(series: Series, spec: BaselineSpec | None, decimals: int, since: int | None = None) -> Baseline:
    """Mean of the available figures in the baseline's span; the adopted value, if any, stays in use.

    since: the year in which another source took over. A value adopted for years before it came from the source of then, and is
    not used; one from before a new definition is, because the council can adopt it anew.
    `differs` compares the two at the published precision: more than half a unit of the last decimal.
    """
    if spec is None:
        return Baseline()
    points = [point for point in series.points if spec.span.first <= point.year <= spec.span.last]
    found = sum(point.value for point in points) / len(points) if points else None
    adopted = None if since is not None and spec.span.last < since else spec.adopted_value
    years = tuple(point.year for point in points)
    value = found if adopted is None else adopted
    middle = sum(years) / len(years) if years else (spec.span.first + spec.span.last) / 2
    return Baseline(
        value=value,
        year=None if value is None else middle,
        years=years,
        found=found,
        adopted=adopted,
        differs=found is not None and adopted is not None and _differs(found, adopted, decimals),
        is_provisional=any(point.is_provisional for point in points),
    )


def _differs(found: float, adopted: float, decimals: int) -> bool:
    half_unit = float(0.5 * 10.0**-decimals)
    return abs(found - adopted) > half_unit * (1 + 1e-9)

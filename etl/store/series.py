"""The store's observations as the series that the methods judge; it judges nothing."""

import pandas as pd

from indicators.methods.series import Point, Series

_POINT = (
    "year",
    "value",
    "period",
    "status",
    "lower",
    "upper",
    "numerator",
    "denominator",
    "predecessor",
    "segment",
    "changes_ahead",
    "is_summed",
)


def series_of(observations: pd.DataFrame) -> Series:
    """The observations of one indicator and region as a series."""
    columns = (observations[name].tolist() for name in _POINT)  # there are thousands of series: no look at missing text
    return Series.of(
        Point(
            year=int(year),
            value=float(value),
            period=str(period),
            is_provisional="voorlopig" in (status or ""),
            lower=_known(lower),
            upper=_known(upper),
            numerator=_known(numerator),
            denominator=_known(denominator),
            predecessor=int(kind[0]),
            segment=int(kind[1]),
            changes_ahead=int(kind[2]),
            is_summed=bool(kind[3]),
        )
        for year, value, period, status, lower, upper, numerator, denominator, *kind in zip(*columns, strict=True)
    )


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)

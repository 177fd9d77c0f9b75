"""The store's observations as the series that the methods judge, cut from columns when asked for; it judges nothing."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from indicators.methods.series import Point, Series

_NUMBERS = ("value", "lower", "upper", "numerator", "denominator")
_COUNTS = ("year", "predecessor", "segment", "changes_ahead", "is_summed")
Key = tuple[str, str]


class SeriesTable:
    """All observations, column by column, with where each series begins and ends.

    A frame a series would be a hundred thousand frames for a large agenda: most of the time and the memory of a start.

    observations: as the store gives them, in any order; read, never changed.
    """

    def __init__(self, observations: pd.DataFrame) -> None:
        self._where, order = _runs(observations)
        held = observations if order is None else observations.iloc[order]
        self._numbers = [held[name].to_numpy(dtype=float, na_value=np.nan) for name in _NUMBERS]
        self._counts = [held[name].to_numpy(dtype=np.int64) for name in _COUNTS]
        self._period = _Words(held["period"])
        self._status = _Words(held["status"])

    def series(self, indicator: str, region: str) -> Series:
        """The series of an indicator in a region; empty when there is none."""
        here = self._where.get((indicator, region))
        return Series() if here is None else self._cut(here)

    @property
    def keys(self) -> Collection[Key]:
        """Indicator and region of every series."""
        return self._where.keys()

    def regions_of(self) -> Mapping[str, list[str]]:
        """Which regions have figures of each indicator."""
        found: dict[str, list[str]] = {}
        for indicator, region in self._where:
            found.setdefault(indicator, []).append(region)
        return found

    def _cut(self, here: slice) -> Series:
        numbers = ([_known(value) for value in column[here].tolist()] for column in self._numbers)
        counts = (column[here].tolist() for column in self._counts)
        rows = zip(
            self._period.at(here), self._status.at(here), zip(*numbers, strict=True), zip(*counts, strict=True), strict=True
        )
        return Series.of(_point(period or "", status or "", *about) for period, status, *about in rows)


def _point(period: str, status: str, numbers: tuple[Any, ...], counts: tuple[int, ...]) -> Point:
    value, lower, upper, numerator, denominator = numbers
    year, predecessor, segment, changes_ahead, is_summed = counts
    return Point(
        year=year,
        value=np.nan if value is None else value,
        period=period,
        is_provisional="voorlopig" in status,
        lower=lower,
        upper=upper,
        numerator=numerator,
        denominator=denominator,
        predecessor=predecessor,
        segment=segment,
        changes_ahead=changes_ahead,
        is_summed=bool(is_summed),
    )


class _Words:
    """A column of a few different texts, as numbers: reading one text at a time out of a frame is slow."""

    def __init__(self, column: "pd.Series[Any]") -> None:
        numbers, words = pd.factorize(column)
        self._numbers = numbers.astype(np.int32)
        self._words = [*map(str, words), None]  # what is missing has number -1

    def at(self, here: slice) -> list[str | None]:
        return [self._words[number] for number in self._numbers[here].tolist()]


def _runs(observations: pd.DataFrame) -> tuple[dict[Key, slice], "np.ndarray[Any, Any] | None"]:
    """Where each series is, and the order in which the rows have to stand for that; None: as they stand."""
    indicator, indicators = pd.factorize(observations["indicator"])
    region, regions = pd.factorize(observations["region"])
    number = indicator.astype(np.int64) * max(len(regions), 1) + region
    order = None
    begins = _changes(number)
    if len(begins) != len(np.unique(number)):
        order = np.argsort(number, kind="stable")
        number = number[order]
        begins = _changes(number)
    names, codes = [*map(str, indicators)], [*map(str, regions)]
    ends = [*begins.tolist(), len(number)][1:]
    keys = ((names[each // len(codes)], codes[each % len(codes)]) for each in number[begins].tolist())
    return {key: slice(begin, end) for key, begin, end in zip(keys, begins.tolist(), ends, strict=True)}, order


def _changes(number: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Where a row differs from the one before it; the first does."""
    return np.flatnonzero(np.diff(number, prepend=number[0] - 1)) if len(number) else np.array([], dtype=np.int64)


def series_of(observations: pd.DataFrame) -> Series:
    """The observations of one indicator and region as a series."""
    table = SeriesTable(observations)
    return next((table.series(*key) for key in table.keys), Series())


def _known(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124  only what is missing differs from itself

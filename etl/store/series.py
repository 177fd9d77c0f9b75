"""The store's observations by column: cut into series for the methods, or an indicator of everyone at once; it judges nothing."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from indicators.methods.national import Counts
from indicators.methods.series import Point, Series

Whole = NDArray[np.int32]
Real = NDArray[np.float64]
Flags = NDArray[np.bool_]
Key = tuple[str, str]


class Everywhere(NamedTuple):
    """The figures of one indicator in every region, a row each, in order of region and year; NaN for what is not there.

    region: places among the regions of the table.
    """

    region: Whole
    year: Whole
    value: Real
    lower: Real
    upper: Real
    numerator: Real
    denominator: Real
    predecessor: Whole
    segment: Whole
    changes_ahead: Whole
    is_summed: Flags
    is_provisional: Flags

    def only(self, rows: Flags | slice) -> "Everywhere":
        """These rows of it."""
        return Everywhere._make(column[rows] for column in self)


class SeriesTable:
    """All observations, column by column, with where each indicator and each series begins and ends.

    A frame a series would be a hundred thousand frames for a large agenda: most of the time and the memory of a start.

    observations: as the store gives them, in any order; read, never changed. regions: every code there is, in order.
    """

    def __init__(self, observations: pd.DataFrame) -> None:
        indicator, names = pd.factorize(observations["indicator"])
        place, codes = pd.factorize(observations["region"])
        self.regions = tuple(sorted(map(str, codes)))
        self._places = {code: place for place, code in enumerate(self.regions)}
        # Not by pandas: it sorts categories as they stand, and not as texts.
        region = np.array([self._places[str(code)] for code in codes], dtype=np.int32)[place]
        year, number = _whole(observations["year"]), indicator.astype(np.int64) * max(len(codes), 1) + region
        order = _order(number, year)
        if order is not None:
            observations, region, year, number = observations.iloc[order], region[order], year[order], number[order]
        status = _Words(observations["status"])
        self._period = _Words(observations["period"])
        self._columns = Everywhere(
            region=region,
            year=year,
            value=_real(observations["value"]),
            lower=_real(observations["lower"]),
            upper=_real(observations["upper"]),
            numerator=_real(observations["numerator"]),
            denominator=_real(observations["denominator"]),
            predecessor=_whole(observations["predecessor"]),
            segment=_whole(observations["segment"]),
            changes_ahead=_whole(observations["changes_ahead"]),
            is_summed=_whole(observations["is_summed"]).astype(bool),
            is_provisional=status.where(lambda word: "voorlopig" in word),
        )
        self._indicators = {str(name): place for place, name in enumerate(names)}
        begins = np.flatnonzero(np.diff(number, prepend=-1))
        self._series, self._begins = number[begins], np.append(begins, len(number))
        self._spans = self._begins[np.searchsorted(self._series, np.arange(len(names) + 1) * len(codes))]

    def series(self, indicator: str, region: str) -> Series:
        """The series of an indicator in a region; empty when there is none."""
        if indicator not in self._indicators or region not in self._places:
            return Series()
        number = self._indicators[indicator] * len(self.regions) + self._places[region]
        place = int(np.searchsorted(self._series, number))
        is_there = place < len(self._series) and self._series[place] == number
        return self._cut(slice(self._begins[place], self._begins[place + 1])) if is_there else Series()

    def of(self, indicator: str) -> Everywhere:
        """The figures of an indicator in every region; without rows when there are none."""
        place = self._indicators.get(indicator)
        return self._columns.only(slice(0, 0) if place is None else slice(self._spans[place], self._spans[place + 1]))

    def among(self, codes: Collection[str]) -> Flags:
        """Of every region, by its place, whether it is one of these."""
        return np.array([code in codes for code in self.regions], dtype=bool)

    @property
    def keys(self) -> Iterator[Key]:
        """Indicator and region of every series."""
        names = tuple(self._indicators)
        return ((names[each // len(self.regions)], self.regions[each % len(self.regions)]) for each in self._series.tolist())

    @property
    def indicators(self) -> Collection[str]:
        """Every indicator that has figures."""
        return self._indicators.keys()

    def _cut(self, here: slice) -> Series:
        rows = zip(self._period.at(here), *(column.tolist() for column in self._columns.only(here)[1:]), strict=True)
        return Series.of(_point(*row) for row in rows)


def _point(period: str, year: int, value: float, *about: Any) -> Point:
    lower, upper, numerator, denominator, predecessor, segment, changes_ahead, is_summed, is_provisional = about
    return Point(
        year=year,
        value=value,
        period=period,
        is_provisional=is_provisional,
        lower=_known(lower),
        upper=_known(upper),
        numerator=_known(numerator),
        denominator=_known(denominator),
        predecessor=predecessor,
        segment=segment,
        changes_ahead=changes_ahead,
        is_summed=is_summed,
    )


class _Words:
    """A column of a few different texts, as numbers: reading one text at a time out of a frame is slow."""

    def __init__(self, column: "pd.Series[Any]") -> None:
        numbers, words = pd.factorize(column)
        self._numbers = numbers.astype(np.int32)
        self._words = [*map(str, words), ""]  # what is missing has number -1

    def at(self, here: slice) -> list[str]:
        return [self._words[number] for number in self._numbers[here].tolist()]

    def where(self, is_meant: Callable[[str], bool]) -> Flags:
        return np.array([is_meant(word) for word in self._words], dtype=bool)[self._numbers]


def _order(number: NDArray[np.int64], year: Whole) -> "NDArray[np.intp] | None":
    """In which order the rows have to stand; None: as they stand."""
    steps = np.diff(number)
    is_in_order = (steps >= 0).all() and (np.diff(year)[steps == 0] >= 0).all()
    return None if is_in_order else np.lexsort((year, number))


def _whole(column: "pd.Series[Any]") -> Whole:
    return np.asarray(column.to_numpy(dtype=np.int32))


def _real(column: "pd.Series[Any]") -> Real:
    return np.asarray(column.to_numpy(dtype=float, na_value=np.nan))


def series_of(observations: pd.DataFrame) -> Series:
    """The observations of one indicator and region as a series."""
    table = SeriesTable(observations)
    return next((table.series(*key) for key in table.keys), Series())


def counts_of(rows: Everywhere) -> Counts:
    """The counts behind the figures of one indicator."""
    return Counts(
        municipalities=len(np.unique(rows.region)),
        year=rows.year,
        numerator=rows.numerator,
        denominator=rows.denominator,
        is_provisional=rows.is_provisional,
        predecessor=rows.predecessor,
        segment=rows.segment,
    )


def _known(value: float) -> float | None:
    return None if value != value else value  # noqa: PLR0124  only what is missing differs from itself

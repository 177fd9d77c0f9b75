"""How often municipalities ever made a step like that of a norm, in as many years; facts of the past, no chance and no status."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from indicators.agenda.model import Indicator, Norm, NormKind
from indicators.methods.baseline import Baseline, find_baseline
from indicators.methods.panel import Panel
from indicators.methods.series import Series
from indicators.methods.usable import find_usable
from indicators.methods.zone import TOLERANCE, Zone, zone_of

LEAST_MUNICIPALITIES = 60
"""A window over which fewer municipalities have both figures says too little of the country."""
LEAST_WINDOWS = 3
"""Base rates move: one or two windows would show a rate without showing that."""


class StepKind(StrEnum):
    """What makes two steps alike: the same share of the figure they start from, or the same difference."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"


class BaseRateLack(StrEnum):
    """Why there is nothing to tell."""

    NO_NORM = "no norm"
    RELATIVE = "the norm moves with others, so no step"
    UNCLEAR_NORM = "the norm does not say which values are good"
    NO_YEAR = "no year, so no length of the window"
    NO_FIGURE = "no figure to start from"
    NO_YEARS = "the norm's year does not lie after the figure to start from"
    MEETS = "the figure to start from meets the norm"
    CURRENT_PRICES = "current prices"
    TOO_FEW_MUNICIPALITIES = "too few municipalities with figures so many years apart"
    TOO_FEW_WINDOWS = "too few windows of so many years"


@dataclass(frozen=True, kw_only=True)
class Step:
    """From a figure to the norm, both in the indicator's unit. from_baseline: else from the latest definitive figure."""

    start: float
    level: float
    from_year: int
    year: int
    kind: StepKind
    from_baseline: bool = False

    @property
    def years(self) -> int:
        """Length of the window."""
        return self.year - self.from_year

    @property
    def size(self) -> float:
        """Signed: as a share of the start (−.2 is a fifth less) when relative, else in the indicator's unit."""
        return self.level / self.start - 1 if self.kind is StepKind.RELATIVE else self.level - self.start


@dataclass(frozen=True, kw_only=True)
class Window:
    """Of the municipalities with both figures: how many made the step, and how many made it beyond the national movement."""

    first: int
    last: int
    municipalities: int
    made: int
    made_beyond: int


@dataclass(frozen=True, kw_only=True)
class BaseRates:
    """The step, and every window of its length, in order of years; windows overlap, so they are no separate trials."""

    step: Step
    windows: tuple[Window, ...]

    @property
    def halves(self) -> tuple["BaseRates", "BaseRates"]:
        """The windows that end earlier, and those that end later; base rates move."""
        middle = len(self.windows) // 2
        return BaseRates(step=self.step, windows=self.windows[:middle]), BaseRates(step=self.step, windows=self.windows[middle:])

    @property
    def made(self) -> float:
        """Share (0–1) of all municipalities' windows in which the step was made."""
        return sum(window.made for window in self.windows) / self._total

    @property
    def made_beyond(self) -> float:
        """The same with the movement of the median municipality taken off."""
        return sum(window.made_beyond for window in self.windows) / self._total

    @property
    def _total(self) -> int:
        return sum(window.municipalities for window in self.windows)


def find_base_rates(indicator: Indicator, series: Series, panel: Panel | None, *, today: date) -> BaseRates | BaseRateLack:
    """How often such a step was made, for the norm of this indicator or one that somebody proposes; or why that says nothing.

    series: the municipality's own figures; panel: the definitive ones of everyone since the last break (None: no figures). The
    step goes from the latest definitive figure to the norm, in the years there are; once the norm's year is over, from the
    baseline. It is relative for figures without an upper bound (counts, rates), and absolute for percentages and scores, and
    where figures can be negative. Beyond the national movement: more than the median municipality, as a ratio when relative.
    """
    usable = find_usable(series, indicator.breaks, today)
    baseline = find_baseline(usable.series, indicator.baseline, indicator.decimals, usable.since)
    can_be_relative = panel is None or not bool((panel.values < 0).any())
    step = find_step(indicator, usable.series.definitive(), baseline, can_be_relative=can_be_relative)
    if isinstance(step, BaseRateLack) or panel is None:
        return step if isinstance(step, BaseRateLack) else BaseRateLack.TOO_FEW_MUNICIPALITIES
    spans = [(first, last) for first in panel.years for last in panel.years if last - first == step.years]
    windows = [_look(panel, step, int(first), int(last)) for first, last in spans]
    return _told(step, windows)


def find_step(
    indicator: Indicator, definitive: Series, baseline: Baseline, *, can_be_relative: bool = True
) -> Step | BaseRateLack:
    """The step that the norm asks: from the latest definitive figure, or from the baseline once its year is over."""
    norm = indicator.norm
    zone = zone_of(norm, indicator.desired_direction) if norm else None
    start = _start(norm, definitive, baseline) if norm else None
    if norm is None or zone is None or norm.year is None or start is None or indicator.is_current_prices:
        return _why_no_step(indicator, zone)
    value, year, from_baseline = start
    if year >= norm.year or zone.holds(value):
        return BaseRateLack.NO_YEARS if year >= norm.year else BaseRateLack.MEETS
    is_relative = can_be_relative and value > 0 and indicator.possible_range[1] is None
    return Step(
        start=value,
        level=_nearest(zone, value),
        from_year=year,
        year=norm.year,
        kind=StepKind.RELATIVE if is_relative else StepKind.ABSOLUTE,
        from_baseline=from_baseline,
    )


def _why_no_step(indicator: Indicator, zone: Zone | None) -> BaseRateLack:
    """The most basic reason first."""
    if indicator.norm is None:
        return BaseRateLack.NO_NORM
    if zone is None:
        is_relative = indicator.norm.kind is NormKind.RELATIVE
        return BaseRateLack.RELATIVE if is_relative else BaseRateLack.UNCLEAR_NORM
    if indicator.norm.year is None:
        return BaseRateLack.NO_YEAR
    return BaseRateLack.CURRENT_PRICES if indicator.is_current_prices else BaseRateLack.NO_FIGURE


def _start(norm: Norm, definitive: Series, baseline: Baseline) -> tuple[float, int, bool] | None:
    latest = definitive.last
    if latest is not None and norm.year is not None and latest.year < norm.year:
        return latest.value, latest.year, False
    if baseline.value is None or baseline.year is None:
        return None
    return baseline.value, round(baseline.year), True


def _nearest(zone: Zone, value: float) -> float:
    return min((bound for bound in (zone.lower, zone.upper) if bound is not None), key=lambda bound: abs(bound - value))


def _look(panel: Panel, step: Step, first: int, last: int) -> Window:
    before, after = (panel.values[:, int(np.searchsorted(panel.years, year))] for year in (first, last))
    is_relative = step.kind is StepKind.RELATIVE
    known = np.isfinite(before) & np.isfinite(after) & ((before > 0) | (not is_relative))
    moved = after[known] / before[known] if is_relative else after[known] - before[known]
    if not len(moved):
        return Window(first=first, last=last, municipalities=0, made=0, made_beyond=0)
    middle = float(np.median(moved))
    beyond = (moved / middle if middle > 0 else np.ones_like(moved)) if is_relative else moved - middle
    asked = 1 + step.size if is_relative else step.size
    made, made_beyond = (_count(each, asked, is_up=step.size > 0) for each in (moved, beyond))
    return Window(first=first, last=last, municipalities=len(moved), made=made, made_beyond=made_beyond)


def _count(moved: NDArray[np.float64], asked: float, *, is_up: bool) -> int:
    room = TOLERANCE * abs(asked)
    return int((moved >= asked - room).sum() if is_up else (moved <= asked + room).sum())


def _told(step: Step, windows: Sequence[Window]) -> BaseRates | BaseRateLack:
    full = tuple(window for window in windows if window.municipalities >= LEAST_MUNICIPALITIES)
    if len(full) >= LEAST_WINDOWS:
        return BaseRates(step=step, windows=full)
    few = len(windows) >= LEAST_WINDOWS
    return BaseRateLack.TOO_FEW_MUNICIPALITIES if few else BaseRateLack.TOO_FEW_WINDOWS

"""What indicators of one kind teach of the country's pace, and whether that holds on figures that were left out; no status.

Held out by municipality and by year: a test that leaves out municipalities alone knows what the country did in the years it
judges, and would let anything pass (docs/calibratie.md has what came of it).
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from indicators.methods.country_pace import (
    GREAT,
    LEAST_MUNICIPALITIES,
    Rule,
    beside_the_country,
    country_in_swings,
    fit,
    teaching_of,
)
from indicators.methods.origins import Window, windows_of
from indicators.methods.panel import Panel

FOLDS = 4
"""Parts of the municipalities; each is judged by what the others taught."""
LEAST_CASES = 200
"""To learn from."""
LEAST_YEARS = 3
"""Years in which outcomes were checked; everyone shares what the country did, so a year is little more than one trial."""
LEAST_GREAT = 100
STEPS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Norms tried lie so many swings ahead of the last figure."""

Kind = Mapping[str, tuple[Panel, int]]
"""Indicators of one kind: by id their panel and sign (−1 when lower is better)."""


class Trial(NamedTuple):
    """A window of an indicator, and to which part (0 to FOLDS − 1) each of its municipalities belongs."""

    name: str
    window: Window
    parts: np.ndarray


@dataclass(frozen=True, kw_only=True)
class HeldOut:
    """Of norms that got a chance of 4 in 5 with the national movement that came: how many were met, and in which years."""

    years: tuple[int, ...] = ()
    tried: int = 0
    great: int = 0
    met: int = 0

    @property
    def share(self) -> float:
        """Share (0–1) that was met; NaN when no norm got such a chance."""
        return self.met / self.great if self.great else float("nan")

    def __add__(self, other: "HeldOut") -> "HeldOut":
        """Both together."""
        years = tuple(sorted({*self.years, *other.years}))
        return HeldOut(years=years, tried=self.tried + other.tried, great=self.great + other.great, met=self.met + other.met)


class Lack(StrEnum):
    """Why nothing is said about the country's pace."""

    UNTESTED = "too few years to test it on"
    FAILED = "tested, and such chances came true too seldom"


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What a kind teaches for so many years ahead. tested: how it held out, by indicator; rule: None where it did not."""

    horizon: int
    tested: Mapping[str, HeldOut] = field(default_factory=lambda: MappingProxyType({}))
    rule: Rule | None = None

    @property
    def held_out(self) -> HeldOut:
        """All indicators together."""
        return sum(self.tested.values(), start=HeldOut())

    @property
    def lack(self) -> Lack | None:
        """Why the kind as a whole says nothing; None when it does."""
        found = self.held_out
        if len(found.years) < LEAST_YEARS or found.great < LEAST_GREAT:
            return Lack.UNTESTED
        return Lack.FAILED if found.share < GREAT else None

    def lack_of(self, name: str) -> Lack | None:
        """Why it says nothing of this indicator: as the kind, or because it was never tried on it, or failed on it alone."""
        own = self.tested.get(name, HeldOut())
        if self.lack is not None or not own.years:
            return self.lack or Lack.UNTESTED
        return Lack.FAILED if own.great >= LEAST_GREAT and own.share < GREAT else None


def learn(kind: Kind, horizon: int) -> Lesson:
    """Test on what is left out, and learn from everything where that holds.

    About a tenth of a second for some ten indicators of 342 municipalities.
    """
    trials = trials_of(kind, horizon)
    tested = Lesson(horizon=horizon, tested=MappingProxyType(hold_out(trials)))
    if tested.lack is not None:
        return tested
    return Lesson(horizon=horizon, tested=tested.tested, rule=fit([teaching_of(trial.window) for trial in trials]))


def trials_of(kind: Kind, horizon: int) -> list[Trial]:
    """Every window of so many years that can be judged or learned from."""
    return [
        Trial(name, window, parts_of(panel)[window.known.places])
        for name, (panel, sign) in sorted(kind.items())
        for window in windows_of(panel, sign, horizon, LEAST_MUNICIPALITIES)
    ]


def hold_out(trials: Iterable[Trial], *, only_earlier: bool = False) -> dict[str, HeldOut]:
    """Judge every window, and every part of the municipalities, by what the other parts did over years it does not share.

    only_earlier: learn from years before it alone. By indicator; one that nothing could be learned for is absent.
    """
    ordered = sorted(trials, key=lambda trial: trial.window.origin)
    found: dict[str, HeldOut] = {}
    for _, same in groupby(ordered, key=lambda trial: trial.window.origin):
        judged = list(same)
        taught = [each for each in ordered if _is_apart(each.window, judged[0].window, only_earlier=only_earlier)]
        rules = [_learned_elsewhere(taught, part) for part in range(FOLDS)]
        for trial in judged:
            for part, rule in enumerate(rules):
                if rule is not None:
                    found[trial.name] = found.get(trial.name, HeldOut()) + _judge(trial.window, trial.parts == part, rule)
    return found


def _is_apart(other: Window, judged: Window, *, only_earlier: bool) -> bool:
    return other.target <= judged.origin or (not only_earlier and other.origin >= judged.target)


def _learned_elsewhere(taught: Sequence[Trial], part: int) -> Rule | None:
    teaching = [teaching_of(trial.window, trial.parts != part) for trial in taught]
    return fit(teaching) if sum(len(moved) for _, moved in teaching) >= LEAST_CASES else None


def _judge(window: Window, ours: np.ndarray, rule: Rule) -> HeldOut:
    """Norms tried for these municipalities; what the country did is taken from the others."""
    known, moved = window.known, window.moved
    came = country_in_swings(float(np.median(moved[~ours] * known.swing[~ours])), known)
    within_reach = came + rule.expected(beside_the_country(known)[ours]) + rule.lowest
    is_great = np.array(STEPS)[:, None] <= within_reach
    is_met = np.array(STEPS)[:, None] <= moved[ours]
    return HeldOut(years=(window.target,), tried=is_great.size, great=int(is_great.sum()), met=int((is_great & is_met).sum()))


def parts_of(panel: Panel) -> np.ndarray:
    """The part of each municipality, by its code alone: the same in every panel and every year; shape (n,)."""
    return np.array([zlib.crc32(code.encode()) % FOLDS for code in panel.municipalities])

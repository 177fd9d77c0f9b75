"""What usually follows from where a municipality stood before the start, and what is left after that; it judges nothing.

Plain difference-in-differences takes a gap to stay as it is. It does not: where a figure falls everywhere, large gaps shrink, and
a municipality far from its group seems to do something. So a municipality is compared with what followed elsewhere from a gap
like its own. What the others lead to expect of each of them, left out in turn, follows from one fit: e = r ÷ (1 − h), with h the
diagonal of the hat matrix (Allen 1974, Technometrics 16:125-127).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from indicators.effects.did import Floats, Mask, Setting, difference_in_differences, scales, squared_swing

PENALTY = 0.01
"""Of a ridge on standardised columns, times the number of municipalities: hardly anything, but no two columns are too alike."""
MOST_LEVERAGE = 0.5
"""A municipality that weighs more in its own expectation has no others like it (Huber 1981, Robust Statistics, section 7.2)."""
SURE = 2.0
"""Standard errors that a slope must be from nothing to be told."""
NO_SPREAD = 1e-12
"""A spread this small next to the figures themselves is rounding."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """Per municipality, all (n,): plain is difference-in-differences, difference what is left of it, scale what to divide it by.

    Plain and difference are in the indicator's unit. leverage: 0 is one of many, near 1 is like nobody.
    """

    plain: Floats
    difference: Floats
    scale: Floats
    leverage: Floats


@dataclass(frozen=True, kw_only=True)
class Ridge:
    """What follows from where a municipality stood, learned from all but the own one; inverse of the penalised cross products.

    mean, spread: of the two columns; places: the rows it was learned from, columns their standardised values (m, 2).
    """

    mean: Floats
    spread: Floats
    columns: Floats
    places: Mask
    inverse: Floats

    def standardise(self, columns: Floats) -> Floats:
        """Columns (..., 2) on the scale of the fit; a column that is the same everywhere tells nothing."""
        return np.asarray(np.where(self.spread > 0, (columns - self.mean) / np.where(self.spread > 0, self.spread, 1.0), 0.0))

    def fit(self, outcome: Floats) -> tuple[Floats, Floats]:
        """Intercept (k,) and slopes (2, k) for outcomes (n, k)."""
        known = outcome[self.places]
        centre = known.mean(axis=0)
        return centre, np.asarray(self.inverse @ (self.columns.T @ (known - centre)))

    def expect(self, columns: Floats, outcome: Floats) -> Floats:
        """What follows elsewhere from these columns (m, 2): → (m, k)."""
        centre, slopes = self.fit(outcome)
        return np.asarray(centre + self.standardise(columns) @ slopes)

    def leverage(self, columns: Floats) -> Floats:
        """The hat value h per row of columns (n, 2); of a row that was not learned from as if it had been."""
        scored = self.standardise(columns)
        reach = 1 / len(self.columns) + (scored @ self.inverse * scored).sum(axis=1)
        return np.asarray(np.where(self.places, reach, reach / (1 + reach)))

    def left(self, columns: Floats, outcome: Floats) -> Floats:
        """Outcomes (n, k) less what the others lead to expect: each row that was learned from is left out in turn."""
        apart = outcome - self.expect(columns, outcome)
        held_out = np.where(self.places, 1 - self.leverage(columns), 1.0)
        return np.asarray(apart / held_out[:, None])


def stood(gap: Floats, pre: Mask) -> Floats:
    """Where a municipality stood before the start: its mean gap, and how far its last gap was from that; (..., T) → (..., 2)."""
    before = gap[..., pre]
    mean = before.mean(axis=-1)
    return np.stack([mean, before[..., -1] - mean], axis=-1)


def learn(setting: Setting, pre: Mask) -> Ridge:
    """From all judged municipalities without the own one; there must be one at least."""
    places = setting.judged.copy()
    places[setting.own] = False
    known = stood(setting.gap[places], pre)
    mean, spread = known.mean(axis=0), known.std(axis=0)
    spread = np.where(spread > NO_SPREAD * np.abs(setting.values).max(), spread, 0.0)
    scored = np.where(spread > 0, (known - mean) / np.where(spread > 0, spread, 1.0), 0.0)
    inverse: Floats = np.linalg.inv(scored.T @ scored + PENALTY * len(known) * np.eye(known.shape[1])).astype(np.float64)
    return Ridge(mean=mean, spread=spread, columns=scored, places=places, inverse=inverse)


def find_scale(setting: Setting, pre: Mask) -> Floats:
    """The usual swing of the gap before the start, of oneself and at that level, (n,); pre needs two years or more."""
    level = setting.values[:, pre].mean(axis=1)
    return scales(squared_swing(setting.gap[:, pre], setting.years[pre]), level, setting.judged)


def find_differences(setting: Setting, pre: Mask, post: Mask) -> Found:
    """The difference and its scale for every municipality; pre needs two years or more, post one or more."""
    ridge = learn(setting, pre)
    columns, plain = stood(setting.gap, pre), difference_in_differences(setting.gap, pre, post)
    return Found(
        plain=plain,
        difference=ridge.left(columns, plain[:, None])[:, 0],
        scale=find_scale(setting, pre),
        leverage=ridge.leverage(columns),
    )


def studentised(setting: Setting, pre: Mask, post: Mask) -> Floats:
    """The difference of every municipality divided by its scale; (n,)."""
    found = find_differences(setting, pre, post)
    return np.asarray(found.difference / found.scale)


def studentised_slope(setting: Setting, pre: Mask) -> Floats:
    """The slope of every gap before the start, less what goes with where it stood, divided by its scale; (n,)."""
    years = setting.years[pre] - setting.years[pre].mean()
    slope = (setting.gap[:, pre] @ years)[:, None]
    return np.asarray(learn(setting, pre).left(stood(setting.gap, pre), slope)[:, 0] / find_scale(setting, pre))


def left_per_year(setting: Setting, pre: Mask) -> Floats:
    """The gap of each year less its mean before the start and less what the others lead to expect of that year; (n, T).

    Over the years after the start its mean is the difference that find_differences gives. Years before the start are part of
    where a municipality stood: read those from the gap itself.
    """
    moved = setting.gap - setting.gap[:, pre].mean(axis=1, keepdims=True)
    return learn(setting, pre).left(stood(setting.gap, pre), moved)


def find_kept(setting: Setting, pre: Mask, post: Mask) -> float | None:
    """What is usually left after the start of a gap of 1, whose last year was as the years before; None when nobody can say.

    It is said when it is no less than 0 and differs from 1 by more than twice its standard error.
    """
    ridge = learn(setting, pre)
    if not ridge.spread[0]:
        return None
    plain = difference_in_differences(setting.gap, pre, post)[:, None]
    _, slopes = ridge.fit(plain)
    apart = (plain - ridge.expect(stood(setting.gap, pre), plain))[ridge.places, 0]
    freedom = max(len(apart) - len(slopes) - 1, 1)
    slope = float(slopes[0, 0] / ridge.spread[0])
    error = sqrt(float(apart @ apart) / freedom * float(ridge.inverse[0, 0])) / float(ridge.spread[0])
    return 1.0 + slope if slope >= -1.0 and abs(slope) > SURE * error else None

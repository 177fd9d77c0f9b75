"""One indicator of everyone, and what all municipalities tell of it, after docs/formules.md §1 and §2; it judges nothing."""

from functools import cache, cached_property
from math import isfinite, isnan, nan, sqrt

import numpy as np
from scipy.special import ndtri
from scipy.stats import chi2

from benchmarks.recompute.figures import Series


def only(kept, found):
    """Of these rows alone."""
    if isinstance(found, dict):
        return {name: only(kept, each) for name, each in found.items()}
    return [only(kept, each) for each in found] if isinstance(found, list) else np.where(kept, found, None)


def row(found, at):
    """What is said of one row; what is not known is left out."""
    if isinstance(found, dict):
        return {name: told for name, each in found.items() if (told := row(each, at)) is not None} or None
    if isinstance(found, list):
        return [told for each in found if (told := row(each, at)) is not None] or None
    value = found[at] if isinstance(found, np.ndarray) else found
    return None if isinstance(value, float) and isnan(value) else value


def choose(*cases, other):
    """By row the word of the first case that holds."""
    held = np.broadcast_arrays(*(case for case, _ in cases))
    return np.select(held, [word for _, word in cases], other)


def objects(values):
    """A list, or nothing, a row."""
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


class Known:
    """source: of its figures, or of their numerators; place: of its table in the world."""

    def __init__(self, indicator, source, world, place, today):
        self.indicator, self.source, self.world, self.today, self.columns = indicator, source, world, today, world.tables[place]
        self.sign = {"omhoog": 1, "omlaag": -1, "neutraal": 0}[indicator["gewenste_richting"]]
        self.bounds = indicator.get("grenzen", {"laagst": 0.0, "hoogst": 100.0} if indicator["eenheid"] == "%" else {})
        held = {"year": np.where(np.isfinite(self.columns["value"]), world.years, nan), **self.columns}
        self.begun, self.moved, self.anew = (np.nanmax(held[name], axis=1, initial=0) for name in ("begun", "moved", "anew"))
        self.every = Series(np.isfinite(held["year"]), held)
        self.usable = self.every.only(self.every.year >= np.maximum(self.anew, self.begun)[:, None])
        self.own = self.usable.only(self.usable.early == 0)
        is_own = (held["year"] >= np.maximum(self.anew, self.begun)[:, None]) & (held["early"] == 0) & world.is_current[:, None]
        self.panel, gaps = np.where(is_own, held["value"], nan), np.nanmedian(np.diff(self.every.year), axis=1)
        apart = self.panel[:, None, :] - self.panel[:, :, None]
        self.movements = np.where(np.isfinite(apart).sum(axis=0) >= 30, np.nanmedian(apart, axis=0), nan)
        swings = self.own.swing[world.is_current & np.isfinite(self.own.swing)]
        self.swing, self.steps = float(np.median(swings)) if len(swings) >= 30 else nan, cache(self._steps)
        is_stale = today.year - self.own.last["year"] > 4 + 2 * np.nan_to_num(gaps, nan=1)
        self.hindered = choose((self.every.count == 0, "none"), (self.usable.count == 0, "break"), (is_stale, "stale"), other="")

    @cached_property
    def memory(self):
        enough = self.world.is_current & (self.own.count >= 5)
        years, values = (each - np.nanmean(each, axis=1)[:, None] for each in (self.own.year[enough], self.own.value[enough]))
        left = values - (np.nansum(years * values, axis=1) / np.nansum(years**2, axis=1))[:, None] * years
        if len(left) < 30 or not np.nansum(left**2) > 0:
            return 0.8
        raw, length = np.nansum(left[:, 1:] * left[:, :-1]) / np.nansum(left**2), self.own.count[enough].mean()
        return float(np.clip((raw + 2 / length) / (1 - min(4 / length, 0.8)), 0, 0.9))

    def _steps(self, length, is_relative):
        """Of each window of so many years its first one, how far everyone moved and the median: at least 60."""
        found = []
        for year, before, after in zip(self.world.years, self.panel.T, self.panel.T[length:], strict=False):
            known = np.isfinite(before + after) & ((before > 0) | (not is_relative))
            moved = after[known] / before[known] if is_relative else after[known] - before[known]
            found += [(int(year), moved, np.median(moved))] if len(moved) >= 60 else []
        return found

    @cache  # noqa: B019
    def nation(self, *, provisional=False):
        """By year the Netherlands: of the source, or else the sum over all municipalities."""
        value, early, above, below = (self.columns[name] for name in ("value", "early", "numerator", "denominator"))
        if "NL" in self.world.row and np.isfinite(value[self.world.row["NL"]]).any():
            values, is_early = value[self.world.row["NL"]], early[self.world.row["NL"]]
        else:
            both, here = np.isfinite(above + below) & self.world.is_current[:, None], self.world.is_current
            sums = [np.where(both, each, 0).sum(axis=0) for each in (above, below)]
            enough = (both.sum(axis=0) >= 0.95 * np.isfinite(value[here]).any(axis=1).sum()) & (sums[1] > 0)
            values = np.where(enough, sums[0] / sums[1] * self.indicator["bron"].get("maal", nan), nan)
            is_early = np.where(both, early, 0).max(axis=0)
        kept = np.isfinite(values) & ((is_early == 0) | provisional)
        return dict(zip(self.world.years[kept].tolist(), values[kept].tolist(), strict=True))

    def both(self, judge):
        """Judged without and with provisional figures; the second where its status is another."""
        found, other = judge(self.own), judge(self.usable)
        is_other = (self.usable.count > self.own.count) & (found["status"] != other["status"])
        return found | {"with_provisional": only(is_other, other)}

    def _near(self, own, years, figure):
        """How far a figure of so many years may lie from the truth: its margin, and the usual swing where none is published."""
        value, low, high = figure["value"], *((figure["lower"], figure["upper"]) if years == 1 else (nan, nan))
        half = (self.source.get("marge") or nan) / sqrt(years)
        if isfinite(low + high) or isfinite(half):
            return ((low, high) if isfinite(low + high) else (value - half, value + half)), None
        swing = self.own.swing[own] if self.own.count[own] >= 8 else self.swing
        count, total, z = figure["numerator"], figure["denominator"], ndtri(0.975)
        if "maal" not in self.indicator["bron"] or not (count >= 0 and total > 0):
            return None, swing
        if self.indicator["eenheid"] == "%" and count <= total:  # Wilson
            share, part = count / total, z**2 / total
            half = sqrt(part * share * (1 - share) + part**2 / 4)
            low, high = np.clip([(share + part / 2 - half) / (1 + part), (share + part / 2 + half) / (1 + part)], 0, 1) * total
        elif count < 10:  # exact Poisson
            low, high = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0, chi2.ppf(0.975, 2 * count + 2) / 2
        else:  # Byar
            low, high = (n * (1 - 1 / (9 * n) + side * z / (3 * sqrt(n))) ** 3 for n, side in ((count, -1), (count + 1, 1)))
        return (low / total * self.indicator["bron"]["maal"], high / total * self.indicator["bron"]["maal"]), swing

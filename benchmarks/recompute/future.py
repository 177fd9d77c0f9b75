"""Besides the chance of a norm, after docs/formules.md §11 to §13: the condition and the reference class."""

from math import inf
from zlib import crc32

import numpy as np

from benchmarks.recompute.figures import Series
from benchmarks.recompute.norms import TOLERANCE


class Outlook:
    """One indicator in the desired direction: what was known of everyone in each year, and how far they moved afterwards."""

    def __init__(self, judged):
        self.panel, self.years, self.sign = judged.panel * judged.sign, judged.world.years, judged.sign
        self.fold = np.array([crc32(code.encode()) % 4 for code in judged.world.codes])
        years = np.where(np.isfinite(self.panel), self.years, np.nan)
        every = Series(np.isfinite(self.panel), {"value": self.panel, "year": years})
        self.known = {int(year): self._told(every, year) for year in self.years}

    def _told(self, every, year):
        """Of who has a figure in this year and enough before it; paces in swings."""
        so_far, then = every.only(every.year <= year), every.only(every.year <= year - 3).last
        last, swing = so_far.last["value"], so_far.swing
        moves = [(last - each["value"]) / (year - each["year"]) for each in (so_far.first, then)]
        paces = np.stack([*moves, last - so_far.value[:, -4:].mean(axis=1)], axis=1) / swing[:, None]
        kept = (so_far.last["year"] == year) & (so_far.count >= 5) & (swing > 0) & np.isfinite(paces).all(axis=1)
        told = {"row": np.arange(len(last)), "last": last, "swing": swing, "span": year - so_far.first["year"], "paces": paces}
        return {name: each[kept] for name, each in told.items()}

    def windows(self, horizon):
        """Year, what was known, and how far each moved, in swings: at least 60, none further ahead than its series is long."""
        for year, after in zip(self.known, self.panel.T[horizon:], strict=False):
            moved = (after[self.known[year]["row"]] - self.known[year]["last"]) / self.known[year]["swing"]
            kept = np.isfinite(moved) & (self.known[year]["span"] >= horizon)
            if kept.sum() >= 60:
                yield year, {name: each[kept] for name, each in self.known[year].items()}, moved[kept]

    def pace(self, first, last):
        """Yearly movement of the median municipality."""
        changes = self.panel[:, last - self.years[0]] - self.panel[:, first - self.years[0]]
        return np.nanmedian(changes) / (last - first) if np.isfinite(changes).sum() >= 60 else np.nan

    def of(self, year, row):
        """What was known of one municipality, of at least 60; None when nothing was."""
        place = np.flatnonzero(self.known[year]["row"] == row)
        is_known = len(place) > 0 and len(self.known[year]["row"]) >= 60
        return {name: each[place[0]] for name, each in self.known[year].items()} if is_known else None


class Rule:
    """A ridge on standardised predictors, clipped at 6, and the residual that four in five reach."""

    def __init__(self, paces, beyond):
        self.mean, self.spread = paces.mean(axis=0), np.where(paces.std(axis=0) > 0, paces.std(axis=0), 1)
        table, self.middle, self.base = self.scaled(paces), self.scaled(paces).mean(axis=0), beyond.mean()
        squares = (table - self.middle).T @ (table - self.middle) + 0.02 * len(beyond) * np.eye(3)
        self.weights = np.linalg.solve(squares, (table - self.middle).T @ (beyond - self.base))
        self.lowest = np.sort(beyond - self.expect(paces))[int(0.2 * (len(beyond) - 1))]

    def scaled(self, paces):
        return np.clip((paces - self.mean) / self.spread, -6, 6)

    def expect(self, paces):
        return self.base + (self.scaled(paces) - self.middle) @ self.weights


def beside(everyone, own=None):
    return (everyone if own is None else own) - np.median(everyone, axis=0)


def learn(kind, horizon):
    """How great chances came out among what was left out, by municipality and year; the rule, and of which it may speak."""
    trials = [
        (name, year, known, moved, each.fold[known["row"]], beside(known["paces"]), moved - np.median(moved))
        for name, each in kind.items()
        for year, known, moved in each.windows(horizon)
    ]
    steps, tested = np.array([[0.25], [0.5], [1], [2], [4]]), []
    for judged in sorted({year for _, year, *_ in trials}):
        far = [each[4:] for each in trials if abs(each[1] - judged) >= horizon]
        folds, paces, beyond = (np.concatenate(each) for each in zip(*far, strict=True)) if far else [np.zeros(0)] * 3
        for fold in (each for each in range(4) if (folds != each).sum() >= 200):
            rule = Rule(paces[folds != fold], beyond[folds != fold])
            for name, _, known, moved, own_folds, own_paces, _ in (each for each in trials if each[1] == judged):
                ours = own_folds == fold
                came = np.median((moved * known["swing"])[~ours]) / np.median(known["swing"])
                great = steps - came - rule.expect(own_paces[ours]) <= rule.lowest
                tested.append((name, judged + horizon, great.size, great.sum(), (great & (moved[ours] >= steps)).sum()))
    years, counts = sorted({each[1] for each in tested}), np.array([each[2:] for each in tested] or [(0, 0, 0)])
    tried, great, met = counts.sum(axis=0)
    by_name = {name: counts[[each[0] == name for each in tested]].sum(axis=0) for name in {each[0] for each in tested}}
    is_sure = len(years) >= 3 and great >= 100 and met >= 0.8 * great
    told = {name for name, (_, own, came_true) in by_name.items() if is_sure and (own < 100 or came_true >= 0.8 * own)}
    rule = Rule(*(np.concatenate(each) for each in zip(*(trial[5:] for trial in trials), strict=True))) if told else None
    return {"years": years, "tried": tried, "great": great, "met": met}, rule, told


def condition(judged, year, outlook, row, lesson):
    """What the country must do; year: of the latest figure of the municipality in this row."""
    own, horizon, (held_out, rule, told) = outlook.of(year, row), judged.due - year, lesson
    if own is None or judged.indicator["id"] not in told:
        return None
    known, years = outlook.known[year], outlook.years.tolist()
    away, apart = (judged.end * judged.sign - own["last"]) / own["swing"], beside(known["paces"], own["paces"])
    yearly = (away - rule.expect(apart) - rule.lowest) * np.median(known["swing"]) / horizon
    if yearly > np.nanmax([outlook.pace(first, first + horizon) for first in years if first + horizon in years], initial=-inf):
        return None
    first = max(each for each in years if each <= year - 3 and np.isfinite(outlook.panel[:, each - years[0]]).any())
    recent = {"first": first, "last": year, "yearly": np.nan_to_num(outlook.pace(first, year)) * judged.sign}
    return {"from_year": year, "year": judged.due, "yearly": yearly * judged.sign, "recent": recent, "held_out": held_out}


def reference_class(judged, year, outlook, row):
    """How often others that stood and went like the municipality in this row met such a norm."""
    own, horizon, cases = outlook.of(year, row), judged.due - year, []
    has_margin = np.isfinite(judged.own.last["lower"][row] + judged.own.last["upper"][row])
    if own is None or has_margin or ("hoogst" in judged.bounds and "maal" not in judged.indicator["bron"]):
        return None
    for origin, known, moved in outlook.windows(horizon):
        apart = ((np.clip(known["paces"][:, :2], -6, 6) - np.clip(own["paces"][:2], -6, 6)) ** 2).sum(axis=1).round(12)
        case = np.stack([apart, moved, np.full(len(moved), origin)])[:, known["row"] != row]
        cases += [case] if origin + horizon <= year else []
    if not cases:
        return None
    apart, moved, origins = np.concatenate(cases, axis=1)
    nearest = np.argsort(apart, kind="stable")[: min(100, max(25, len(apart) // 4))]
    away = (judged.end * judged.sign - own["last"]) / own["swing"]
    met, first, last = (moved[nearest] >= away - TOLERANCE * abs(away)).sum(), origins[nearest].min(), origins[nearest].max()
    return {"cases": len(nearest), "met": met, "first": first, "last": last + horizon}

"""Besides the chance, after docs/formules.md §10 to §13: the base rates of a step, the condition and the reference class."""

from functools import cache
from typing import Any
from zlib import crc32

import numpy as np

from benchmarks.recompute.figures import Panel, Series
from benchmarks.recompute.norms import SIGN, TOLERANCE, bounds_of, holds, zone_of

Answer = dict[str, Any]
Lesson = tuple[Answer, "Rule | None", set[str]]
ROW, LAST, SWING, SPAN, PACES = 0, 1, 2, 3, slice(4, 7)
"""Columns of what was known of a municipality in a year: all in the desired direction, paces in swings."""


def base_rates(indicator: Answer, own: Series, base: Answer, panel: Panel) -> Answer | None:
    """own: usable and definitive."""
    norm = indicator.get("norm") or {}
    zone, year = zone_of(norm, SIGN[indicator["gewenste_richting"]]) if norm else None, norm.get("jaar")
    if not zone or not year or indicator.get("lopende_prijzen"):
        return None
    is_ahead = len(own) > 0 and own.year[-1] < year
    start, since = (float(own.value[-1]), int(own.year[-1])) if is_ahead else (base.get("value"), round(base.get("year", year)))
    if start is None or since >= year or holds(zone, start):
        return None
    level = min((bound for bound in zone if np.isfinite(bound)), key=lambda bound: abs(bound - start))
    relative, up = start > 0 and np.isinf(bounds_of(indicator)[1]) and not (panel.table < 0).any(), level > start
    asked, windows = level / start if relative else level - start, []
    asked -= TOLERANCE * abs(asked) * (1 if up else -1)
    for first in (each for each in panel.years.tolist() if each + year - since in panel.years):
        before, after = panel.at(first), panel.at(first + year - since)
        known = np.isfinite(before + after) & ((before > 0) | (not relative))
        moved = after[known] / before[known] if relative else after[known] - before[known]
        if len(moved) >= 60:
            middle = float(np.median(moved))
            beyond = moved - middle if not relative else moved / middle if middle > 0 else np.ones_like(moved)
            made, apart = (int((each >= asked if up else each <= asked).sum()) for each in (moved, beyond))
            numbers = {"first": first, "last": first + year - since, "municipalities": len(moved)}
            windows.append({**numbers, "made": made, "made_beyond": apart})
    step = {"start": start, "level": level, "from_year": since, "year": year, "from_baseline": not is_ahead}
    return {"step": step | {"kind": "relative" if relative else "absolute"}, "windows": windows} if len(windows) >= 3 else None


class Outlook:
    """One panel in the desired direction: what was known of everyone in each year, and how far they moved afterwards."""

    def __init__(self, panel: Panel, sign: int) -> None:
        self.panel, self.sign = Panel(panel.codes, panel.years, panel.table * sign), sign
        self.fold = np.array([crc32(code.encode()) % 4 for code in panel.codes])
        known: dict[int, list[list[float]]] = {}
        for row, values in enumerate(self.panel.table):
            years, value = panel.years[np.isfinite(values)], values[np.isfinite(values)]
            swings = np.cumsum(np.abs(np.diff(value)) / np.sqrt(np.diff(years))) / np.arange(1, max(len(value), 1))
            for at in range(4, len(value)):
                then, swing = int(np.searchsorted(years, years[at] - 3, side="right")) - 1, swings[at - 1]
                if swing > 0 and then >= 0:
                    pace = [(value[at] - value[each]) / (years[at] - years[each]) for each in (0, then)]
                    paces = [each / swing for each in (*pace, value[at] - value[at - 3 : at + 1].mean())]
                    known.setdefault(int(years[at]), []).append([row, value[at], swing, years[at] - years[0], *paces])
        self.known = {year: np.array(known[year]) for year in sorted(known)}

    @cache  # noqa: B019
    def windows(self, horizon: int) -> list[tuple[int, np.ndarray, np.ndarray]]:
        """Year, what was known, and how far each moved, in swings: at least 60, none further ahead than its series is long."""
        found = []
        for year, known in self.known.items():
            if year + horizon in self.panel.years:
                moved = (self.panel.at(year + horizon)[known[:, ROW].astype(int)] - known[:, LAST]) / known[:, SWING]
                kept = np.isfinite(moved) & (known[:, SPAN] >= horizon)
                found += [(year, known[kept], moved[kept])] if kept.sum() >= 60 else []
        return found

    def pace(self, first: int, last: int) -> float | None:
        """Yearly movement of the median municipality."""
        changes = self.panel.at(last) - self.panel.at(first)
        return float(np.nanmedian(changes)) / (last - first) if np.isfinite(changes).sum() >= 60 else None

    def place(self, year: int, own: str) -> int | None:
        """The row of a municipality in what was known of at least 60."""
        known, row = self.known.get(year, np.empty((0, 7))), self.panel.codes.index(own) if own in self.panel.codes else -1
        return next(iter(np.flatnonzero(known[:, ROW] == row)), None) if len(known) >= 60 else None


def beside(known: np.ndarray) -> np.ndarray:
    return known[:, PACES] - np.median(known[:, PACES], axis=0)


class Rule:
    """A ridge on standardised predictors, clipped at 6, and the residual that four in five reach."""

    def __init__(self, taught: list[tuple[np.ndarray, np.ndarray]]) -> None:
        paces, beyond = (np.concatenate(each) for each in zip(*taught, strict=True))
        self.mean, self.spread = paces.mean(axis=0), np.where(paces.std(axis=0) > 0, paces.std(axis=0), 1)
        table = self.scaled(paces)
        self.middle, self.base = table.mean(axis=0), beyond.mean()
        centred = table - self.middle
        squares = centred.T @ centred + 0.02 * len(beyond) * np.eye(3)
        self.weights = np.linalg.solve(squares, centred.T @ (beyond - self.base))
        self.lowest = np.sort(beyond - self.expect(paces))[int(0.2 * (len(beyond) - 1))]

    def scaled(self, paces: np.ndarray) -> np.ndarray:
        return np.clip((paces - self.mean) / self.spread, -6, 6)

    def expect(self, paces: np.ndarray) -> np.ndarray:
        return self.base + (self.scaled(paces) - self.middle) @ self.weights


def learn(kind: dict[str, Outlook], horizon: int) -> Lesson:
    """How great chances came out among what was left out, by municipality and year; the rule, and of which it may speak."""
    trials = [
        (name, *window, each.fold[window[1][:, ROW].astype(int)])
        for name, each in kind.items()
        for window in each.windows(horizon)
    ]
    taught = [(beside(known), moved - np.median(moved)) for _, _, known, moved, _ in trials]
    steps, tested = np.array([[0.25], [0.5], [1], [2], [4]]), []
    for judged in sorted({year for _, year, *_ in trials}):
        far = [(*each, trial[4]) for each, trial in zip(taught, trials, strict=True) if abs(trial[1] - judged) >= horizon]
        for fold in range(4):
            apart = [(paces[folds != fold], beyond[folds != fold]) for paces, beyond, folds in far]
            rule = Rule(apart) if sum(len(beyond) for _, beyond in apart) >= 200 else None
            for name, _, known, moved, folds in (trial for trial in trials if rule and trial[1] == judged):
                ours = folds == fold
                came = np.median((moved * known[:, SWING])[~ours]) / np.median(known[:, SWING])
                great = steps - came - rule.expect(beside(known)[ours]) <= rule.lowest
                tested.append((name, judged + horizon, great.size, great.sum(), (great & (moved[ours] >= steps)).sum()))
    years, (tried, great, met) = (
        sorted({row[1] for row in tested}),
        np.array([row[2:] for row in tested] or [(0, 0, 0)]).sum(axis=0),
    )
    by_name = {name: np.array([row[3:] for row in tested if row[0] == name]).sum(axis=0) for name in {row[0] for row in tested}}
    is_sure = len(years) >= 3 and great >= 100 and met >= 0.8 * great
    told = {name for name, (own, came_true) in by_name.items() if is_sure and (own < 100 or came_true >= 0.8 * own)}
    return {"years": years, "tried": tried, "great": great, "met": met}, Rule(taught) if told else None, told


def horizon_of(indicator: Answer, judged: Answer) -> int | None:
    """Only for a norm to reach of which nothing but the chance can tell."""
    is_open = judged["status"] in ("achter", "onzeker") and not judged["is_over"] and indicator["norm"]["soort"] == "bereiken"
    return indicator["norm"]["jaar"] - judged["latest"]["year"] if is_open else None


def condition(indicator: Answer, year: int, horizon: int, outlook: Outlook, own: str, lesson: Lesson) -> Answer | None:
    place, (held_out, rule, told) = outlook.place(year, own), lesson
    if place is None or rule is None or indicator["id"] not in told:
        return None
    known, years = outlook.known[year], outlook.panel.years
    away = (indicator["norm"]["waarde"] * outlook.sign - known[place, LAST]) / known[place, SWING]
    yearly = (away - rule.expect(beside(known))[place] - rule.lowest) * np.median(known[:, SWING]) / horizon
    paces = [outlook.pace(first, first + horizon) for first in years if first + horizon in years]
    if yearly > max((pace for pace in paces if pace is not None), default=-np.inf):
        return None
    first = years[years <= year - 3][-1]
    recent = {"first": first, "last": year, "yearly": (outlook.pace(first, year) or 0) * outlook.sign}
    return {"from_year": year, "year": year + horizon, "yearly": yearly * outlook.sign, "recent": recent, "held_out": held_out}


def reference_class(indicator: Answer, year: int, horizon: int, outlook: Outlook, own: str, has_margin: bool) -> Answer | None:
    place = outlook.place(year, own)
    if has_margin or (np.isfinite(bounds_of(indicator)[1]) and "maal" not in indicator["bron"]) or place is None:
        return None
    mine = outlook.known[year][place]
    cases = [np.column_stack([known, moved, np.full(len(known), origin)])[known[:, ROW] != mine[ROW]]
             for origin, known, moved in outlook.windows(horizon) if origin + horizon <= year]  # fmt: skip
    if not cases:
        return None
    table = np.concatenate(cases)
    apart = ((np.clip(table[:, 4:6], -6, 6) - np.clip(mine[4:6], -6, 6)) ** 2).sum(axis=1).round(12)
    nearest = table[np.argsort(apart, kind="stable")[: min(100, max(25, len(table) // 4))]]
    away = (indicator["norm"]["waarde"] * outlook.sign - mine[LAST]) / mine[SWING]
    met, origins = int((nearest[:, 7] >= away - TOLERANCE * abs(away)).sum()), nearest[:, 8]
    return {"cases": len(nearest), "met": met, "first": origins.min(), "last": origins.max() + horizon}

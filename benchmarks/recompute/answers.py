"""Trend, latest change and comparison of one series, after docs/formules.md §7 to §9."""

from datetime import date
from functools import cache
from math import factorial, prod, sqrt
from typing import Any

import numpy as np
from scipy.stats import chi2, gamma, norm

from benchmarks.recompute.figures import Series

Answer = dict[str, Any]
TOO_FEW = "te weinig metingen"


@cache
def orders(ties: tuple[int, ...]) -> list[int]:
    """How many orders have 0, 1, 2 … inversions: the digits of one whole number, the q-multinomial at q = 2¹²⁸."""
    base, most = 1 << 128, (sum(ties) ** 2 - sum(size**2 for size in ties)) // 2
    whole, *parts = (prod((base**each - 1) // (base - 1) for each in range(1, size + 1)) for size in (sum(ties), *ties))
    return [whole // prod(parts) >> (128 * place) & (base - 1) for place in range(most + 1)]


@cache
def exact_p(ties: tuple[int, ...], s: int) -> float:
    found = orders(ties)
    return sum(many for place, many in enumerate(found) if abs(len(found) - 1 - 2 * place) >= abs(s)) / sum(found)


@cache
def widen(count: int, memory: float) -> float:
    lags = np.arange(1, count)
    return max(1.0, sqrt(1 + 2 * float(((1 - lags / count) * memory**lags).sum())))


def remembered(p: float, widening: float) -> float:
    return min(1.0, 2 * float(norm.cdf(norm.ppf(p / 2) / widening)))


@cache
def fewest(memory: float) -> int:
    return next(count for count in range(5, 100) if remembered(2 / factorial(count), widen(count, memory)) <= 0.05)


def judge_trend(series: Series, sign: int, memory: float | None) -> Answer:
    count, known, values = len(series), 0.8 if memory is None else memory, series.value
    if count < 5:
        return {"points": count, "status": TOO_FEW, "widening": 1.0}
    before, after = np.triu_indices(count, 1)
    s, ties = int(np.sign(values[after] - values[before]).sum()), tuple(sorted(np.unique(values, return_counts=True)[1].tolist()))
    spread = [size * (size - 1) * (2 * size + 5) for size in (count, *ties)]
    variance = (2 * spread[0] - sum(spread)) / 18
    z = (s - np.sign(s)) / sqrt(variance) if variance else 0.0
    p = exact_p(ties, s) if count <= 30 else min(1.0, 2 * float(norm.sf(abs(z))))
    corrected = remembered(p, widen(count, known))
    status = ("gunstig" if s * sign > 0 else "ongunstig") if sign else ("stijgend" if s > 0 else "dalend")
    if len(ties) == 1 or count < fewest(known) or corrected > 0.05:
        status = "gelijk gebleven" if len(ties) == 1 else TOO_FEW if count < fewest(known) else "geen duidelijke lijn"
    slope = float(np.median((values[after] - values[before]) / (series.year[after] - series.year[before])))
    steps = np.diff(values)
    numbers = {"rise": max(0.0, steps.max()), "fall": max(0.0, -steps.min()), "reach": np.ptp(values), "recent": recent(series)}
    found = {"points": count, "status": status, "test": {"s": s, "variance": variance, "z": float(z), "p": p}}
    return found | {"memory": known, "widening": widen(count, known), "p": corrected, "slope": slope, **numbers}


def recent(series: Series) -> Answer | None:
    last = series.only(np.arange(len(series)) >= len(series) - 5)
    if not (last.upper - last.lower > 0).all():
        return None
    (slope, spread), *without = (line(last.only(np.arange(5) != left_out)) for left_out in range(-1, 5))
    is_sure = slope**2 * spread > 9.54953570608324 and all(each * slope > 0 for each, _ in without)
    return {"sign": int(np.sign(slope)) * is_sure, "chi2": slope**2 * spread, "slope": slope}


def line(series: Series) -> tuple[float, float]:
    weights = (3.92 / (series.upper - series.lower)) ** 2
    years = series.year - np.average(series.year, weights=weights)
    return float(weights @ (years * series.value) / (weights @ years**2)), float(weights @ years**2)


def judge_change(series: Series, sign: int, movements: dict[tuple[int, int], float]) -> Answer:
    found: Answer = {"points": len(series), "status": TOO_FEW}
    if len(series) < 2:
        return found
    steps = list(zip(series.year[:-1].tolist(), series.year[1:].tolist(), strict=True))
    changes, gaps, margins = np.diff(series.value), np.sqrt(np.diff(series.year)), (series.margin(-2), series.margin(-1))
    found |= {"change": changes[-1], "national": movements.get(steps[-1])}
    found["left"] = None if found["national"] is None else changes[-1] - found["national"]
    found["is_favourable"] = None if not sign or not changes[-1] else changes[-1] * sign > 0
    error = sqrt(sum(((high - low) / 3.92) ** 2 for low, high in margins)) if all(margins) else 0.0
    if not error and len(series) < 8:
        return found
    if error:
        steps, changes, gaps = steps[-1:], changes[-1:], np.array([error])

    def held(against: np.ndarray) -> tuple[float, float]:
        sizes = np.abs(against) / gaps
        return float(sizes[-1]), 1.96 if error else 3.267 * float(sizes[:-1].mean())

    size, limit = held(changes)
    if not limit:
        return found | {"status": "niet te beoordelen"}
    found["chance_alone"] = 2 * float(norm.sf(1.96)) if error else chance_of_jump(len(changes) - 1)
    status = "opvallend" if size > limit else "gewone schommeling"
    if all(step in movements for step in steps):
        found["left_size"], found["left_limit"] = held(changes - [movements[step] for step in steps])
        status = "in veel gemeenten" if size > limit and found["left_size"] <= found["left_limit"] else status
    return found | {"status": status, "size": size, "limit": limit, "is_clear": bool(error) and size > 3.09}


@cache
def chance_of_jump(earlier: int) -> float:
    mean, variance = sqrt(2 / np.pi), (1 - 2 / np.pi) / earlier
    usual = gamma.ppf((np.arange(400) + 0.5) / 400, mean**2 / variance, scale=variance / mean)
    return float((2 * norm.sf(3.267 * usual)).mean())


def rank_alike(features: dict[str, dict[str, float]], own: str, settings: Answer) -> list[str]:
    """The others that have a figure for each feature that the own one has, the most alike first."""
    logged = {each["id"] for each in settings["kenmerken"] if each.get("logaritme")}
    codes, apart = sorted(features), np.zeros(len(features))
    for name in features[own]:
        raw = np.array([features[code].get(name, np.nan) for code in codes])
        column = np.log(np.where(raw > 0, raw, np.nan)) if name in logged else raw
        mine = column[codes.index(own)]
        if np.isfinite(mine) and np.nanmax(column) > np.nanmin(column):
            apart += ((column - mine) / np.nanstd(column)) ** 2
    ranked = sorted((far, code) for far, code in zip(np.sqrt(apart).round(9).tolist(), codes, strict=True) if np.isfinite(far))
    return [code for _, code in ranked if code != own] if apart.any() else []


def compare(
    indicator: Answer,
    source: Answer,
    own: Series,
    group: list[Series],
    nation: dict[int, float],
    swing: float | None,
    today: date,
) -> Answer:
    """own: usable and definitive; group: definitive; swing: everyone's; source: of the figures, or of their numerators."""
    places = (own.only((own.year > last - source.get("jaren_samen", 1)) & (own.year <= last)) for last in own.year[::-1])
    told = ((mine, [mean for each in group if (mean := mean_of(each, mine.year)) is not None]) for mine in places)
    mine, means = next((each for each in told if len(each[1]) >= 5), (own, []))
    if not means or today.year - mine.year[-1] > 4 + 2 * own.usual_gap:
        return {"status": "niet te vergelijken", "years": mine.year.tolist() if means else []}
    first, low, median, high, last = np.quantile(means, (1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4)).tolist()
    value, years, far = float(mine.value.mean()), mine.year.tolist(), abs(float(mine.value.mean()) - median)
    margin, usual = near(indicator, source, mine, own, swing)
    third = "hoogste derde" if value > high else "laagste derde" if value < low else "middelste derde"
    words = {"neutraal": ("lager", "hoger"), "omhoog": ("ongunstiger", "gunstiger"), "omlaag": ("gunstiger", "ongunstiger")}
    status = "ongeveer gelijk" if third == "middelste derde" else words[indicator["gewenste_richting"]][value > high]
    is_within = margin and margin[0] <= median <= margin[1]
    if third != "middelste derde" and (is_within or not (is_published(source, mine) or (usual is not None and far > usual))):
        status = f"in het {third}"
    found = {
        "count": len(means),
        "median": median,
        "middle_low": first,
        "middle_high": last,
        "third_low": low,
        "third_high": high,
    }
    national = float(np.mean([nation[year] for year in years])) if set(years) <= nation.keys() else None
    numbers = {"age": today.year - years[-1], "value": value, "third": third, "group": found, "national": national}
    return {"status": status, "years": years, **numbers, "margin": margin, "swing": usual}


def is_published(source: Answer, mine: Series) -> bool:
    return bool(source.get("marge")) or (len(mine) == 1 and mine.margin(0) is not None)


def near(indicator: Answer, source: Answer, mine: Series, own: Series, swing: float | None) -> tuple[Any, float | None]:
    """How far a figure may lie from the truth: its margin, and the usual swing when neither source nor agenda gives a margin."""
    if not is_published(source, mine):
        return chance_margin(indicator, mine), float(own.swings.mean()) if len(own) >= 8 else swing
    value, half = float(mine.value.mean()), (source.get("marge") or 0) / sqrt(len(mine))
    return (mine.margin(0) if len(mine) == 1 else None) or (value - half, value + half), None


def mean_of(series: Series, years: np.ndarray) -> float | None:
    found = series.value[np.isin(series.year, years)]
    return float(found.mean()) if len(found) == len(years) else None


def chance_margin(indicator: Answer, mine: Series) -> tuple[float, float] | None:
    """Wilson for a share in %, Byar for another rate, exact Poisson below ten."""
    count, total, z = float(mine.numerator.sum()), float(mine.denominator.sum()), float(norm.ppf(0.975))
    if "maal" not in indicator["bron"] or not ((mine.numerator >= 0) & (mine.denominator > 0)).all():
        return None
    if indicator["eenheid"] == "%" and count <= total:
        middle, half = (
            count / total + z**2 / (2 * total),
            z * sqrt(count / total * (1 - count / total) / total + z**2 / (4 * total**2)),
        )
        low, high = np.clip(np.array([middle - half, middle + half]) / (1 + z**2 / total), 0, 1) * total
    elif count < 10:
        low, high = chi2.ppf(0.025, 2 * count) / 2 if count else 0.0, chi2.ppf(0.975, 2 * count + 2) / 2
    else:
        low, high = (n * (1 - 1 / (9 * n) + side * z / (3 * sqrt(n))) ** 3 for n, side in ((count, -1), (count + 1, 1)))
    return float(low / total * indicator["bron"]["maal"]), float(high / total * indicator["bron"]["maal"])

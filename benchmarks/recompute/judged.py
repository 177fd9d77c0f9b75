"""Trend, latest change, comparison and base rates, after docs/formules.md §7 to §10."""

from functools import cache
from math import factorial, isfinite, isnan, nan, prod, sqrt

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import gamma

from benchmarks.recompute.known import choose, only
from benchmarks.recompute.norms import TOLERANCE, Normed, holds

WORDS = {1: ("gunstig", "ongunstig", "ongunstiger", "gunstiger"), -1: ("gunstig", "ongunstig", "gunstiger", "ongunstiger"),
         0: ("stijgend", "dalend", "lager", "hoger")}  # fmt: skip


@cache
def kendall(ties, s):
    """Variance, Z and p of S, for groups of equal figures of these sizes."""
    count, spread = sum(ties), [size * (size - 1) * (2 * size + 5) for size in (sum(ties), *ties)]
    variance = (2 * spread[0] - sum(spread)) / 18
    z = (s - np.sign(s)) / sqrt(variance) if variance else 0.0
    if count > 30:
        return variance, z, min(1.0, 2 * ndtr(-abs(z)))
    # How many orders have 0, 1, 2 … inversions: the digits of one whole number, the q-multinomial at q = 2¹²⁸.
    base, most = 1 << 128, (count**2 - sum(size**2 for size in ties)) // 2
    whole, *parts = (prod((base**each - 1) // (base - 1) for each in range(1, size + 1)) for size in (count, *ties))
    digits = (whole // prod(parts)).to_bytes(16 * most + 16, "little")
    orders = [int.from_bytes(digits[16 * place : 16 * place + 16], "little") for place in range(most + 1)]
    return variance, z, sum(many for place, many in enumerate(orders) if abs(most - 2 * place) >= abs(s)) / sum(orders)


@cache
def widen(count, memory):
    lags = np.arange(1, count)
    return max(1.0, sqrt(1 + 2 * ((1 - lags / max(count, 1)) * memory**lags).sum()))


def remembered(p, widening):
    return np.minimum(1, 2 * ndtr(ndtri(p / 2) / widening))


@cache
def chance_of_jump(count):
    mean, variance = sqrt(2 / np.pi), (1 - 2 / np.pi) / max(count - 2, 1)
    return 2 * ndtr(-3.267 * gamma.ppf((np.arange(400) + 0.5) / 400, mean**2 / variance, scale=variance / mean)).mean()


class Judged(Normed):
    """An indicator with all answers about it."""

    def trend(self, series):
        values, count, (early, late) = series.value, series.count, np.triu_indices(series.width, 1)
        apart, steps = values[:, late] - values[:, early], np.diff(values)
        reach = np.nanmax(values, axis=1) - np.nanmin(values, axis=1)
        s, rho = np.nansum(np.sign(apart), axis=1).astype(int), self.memory
        ties = [tuple(sorted(np.unique(each[np.isfinite(each)], return_counts=True)[1].tolist())) for each in values]
        variance, z, chance = np.array([kendall(*each) for each in zip(ties, s.tolist(), strict=True)]).T
        widening = np.array([widen(each, rho) if each >= 5 else 1.0 for each in count.tolist()])
        p, few = remembered(chance, widening), "te weinig metingen"
        fewest = next(each for each in range(5, 99) if remembered(2 / factorial(each), widen(each, rho)) <= 0.05)
        status = choose((count < 5, few), (reach == 0, "gelijk gebleven"), (count < fewest, few),
                        (p > 0.05, "geen duidelijke lijn"), (s * (self.sign or 1) > 0, WORDS[self.sign][0]),
                        other=WORDS[self.sign][1])  # fmt: skip
        slope = np.nanmedian(apart / (series.year[:, late] - series.year[:, early]), axis=1)
        told = {"test": {"s": s, "variance": variance, "z": z, "p": chance}, "memory": rho, "p": p, "slope": slope,
                "reach": reach, "rise": np.maximum(0, np.nanmax(steps, axis=1)), "fall": np.maximum(0, -np.nanmin(steps, axis=1)),
                "recent": self._recent(series)}  # fmt: skip
        return only(count >= 5, told) | {"points": count, "status": status, "widening": widening}

    def _recent(self, series):
        """A weighted line through the last five figures, which also holds without any one of them."""
        year, value, width = (each[:, -5:] for each in (series.year, series.value, series.upper - series.lower))
        kept = np.concatenate([np.ones((1, 5)), 1 - np.eye(5)])[:, None]
        weights = (3.92 / width) ** 2 * kept
        years = year - (weights * year).sum(axis=2, keepdims=True) / weights.sum(axis=2, keepdims=True)
        spread = (weights * years**2).sum(axis=2)
        slopes = (weights * years * value).sum(axis=2) / spread
        chi2_ = slopes[0] ** 2 * spread[0]
        sign = np.sign(slopes[0]) * ((chi2_ > 9.54953570608324) & (slopes * slopes[0] > 0).all(axis=0))
        return only((width > 0).all(axis=1), {"sign": sign, "chi2": chi2_, "slope": slopes[0]})

    def change(self, series):
        steps, gaps, count = np.diff(series.value), np.diff(series.year), series.count
        places = np.nan_to_num(series.year - self.world.years[0]).astype(int)
        moved = np.where(np.isfinite(steps), self.movements[places[:, :-1], places[:, 1:]], nan)
        error, change = np.sqrt((((series.upper - series.lower)[:, -2:] / 3.92) ** 2).sum(axis=1)), steps[:, -1]

        def held(against):
            sizes = np.abs(against) / np.sqrt(gaps)
            usual = 3.267 * np.nanmean(sizes[:, :-1], axis=1)
            return np.where(error > 0, np.abs(against[:, -1]) / error, sizes[:, -1]), np.where(error > 0, 1.96, usual)

        (size, limit), (left_size, left_limit) = held(steps), held(steps - moved)
        is_enough, left = (error > 0) | (count >= 8), change - moved[:, -1]
        is_moved = np.where(error > 0, np.isfinite(left), np.isfinite(moved).sum(axis=1) == count - 1)
        status = choose((~is_enough, "te weinig metingen"), (limit == 0, "niet te beoordelen"),
                        (size <= limit, "gewone schommeling"),
                        (is_moved & (left_size <= left_limit), "in veel gemeenten"), other="opvallend")  # fmt: skip
        chance = np.where(error > 0, 2 * ndtr(-1.96), [chance_of_jump(each) for each in count.tolist()])
        told = {"chance_alone": chance, "size": size, "limit": limit, "is_clear": (error > 0) & (size > 3.09)}
        told |= only(is_moved, {"left_size": left_size, "left_limit": left_limit})
        found = {"points": count, "status": status, "change": change, "national": moved[:, -1], "left": left,
                 "is_favourable": only(np.isfinite(change) & (change * self.sign != 0), change * self.sign > 0)}  # fmt: skip
        return found | only(is_enough & (limit > 0), told)

    def compared(self, own, group):
        """One municipality with its group; both rows."""
        series, kept = self.own, np.isfinite(self.own.year[own])
        years, table = series.year[own][kept].astype(int), np.where(self.columns["early"] == 0, self.columns["value"], nan)[group]
        for last in years[::-1]:
            mine = years[(years > last - self.source.get("jaren_samen", 1)) & (years <= last)]
            means = table[:, mine - self.world.years[0]].mean(axis=1)
            means = means[np.isfinite(means)]
            if len(means) >= 5:
                break
        else:
            return {"status": "niet te vergelijken", "years": []}
        if self.today.year - mine[-1] > 4 + 2 * (np.median(np.diff(years)) if len(years) > 1 else 1):
            return {"status": "niet te vergelijken", "years": mine.tolist()}
        at = np.isin(series.year[own], mine)
        figure = {name: each[own][at].sum() if name.endswith("nominator") or name == "numerator" else each[own][at].mean()
                  for name, each in series.columns.items()}  # fmt: skip
        (margin, swing), value = self._near(own, len(mine), figure), figure["value"]
        first, low, median, high, last = np.quantile(means, (1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4))
        third = "hoogste derde" if value > high else "laagste derde" if value < low else "middelste derde"
        status = "ongeveer gelijk" if low <= value <= high else WORDS[self.sign][2 + (value > high)]
        is_near = (margin and margin[0] <= median <= margin[1]) or (swing is not None and not abs(value - median) > swing)
        nation = self.nation()
        return {
            "status": f"in het {third}" if is_near and not low <= value <= high else status, "years": mine.tolist(),
            "group": {"count": len(means), "median": median, "middle_low": first, "middle_high": last, "third_low": low,
                      "third_high": high},
            "swing": swing, "national": np.mean([nation.get(year, nan) for year in mine.tolist()]), "margin": margin,
            "third": third, "age": self.today.year - mine[-1], "value": value,
        }  # fmt: skip

    def base_rates(self, own):
        """How often others made the step of the municipality in this row."""
        last, is_ahead = {name: self.own.last[name][own] for name in ("year", "value")}, self.own.last["year"][own] < self.due
        base = self.baseline["value"][own], np.round(self.baseline["year"][own])
        start, since = (last["value"], last["year"]) if is_ahead else base
        if isnan(sum(self.zone) + start) or self.indicator.get("lopende_prijzen") or since >= self.due or holds(self.zone, start):
            return None
        level = min((bound for bound in self.zone if isfinite(bound)), key=lambda bound: abs(bound - start))
        is_relative = start > 0 and "hoogst" not in self.bounds and not (self.panel < 0).any()
        length, up, windows = int(self.due - since), level > start, []
        asked = level / start if is_relative else level - start
        asked -= TOLERANCE * abs(asked) * (1 if up else -1)
        for first, moved, middle in self.steps(length, is_relative):
            beyond = moved - middle if not is_relative else moved / middle if middle > 0 else np.ones_like(moved)
            made, apart = (int((each >= asked if up else each <= asked).sum()) for each in (moved, beyond))
            windows.append(
                {"first": first, "last": first + length, "municipalities": len(moved), "made": made, "made_beyond": apart}
            )
        step = {"start": start, "level": level, "from_year": since, "year": self.due, "from_baseline": not is_ahead}
        step["kind"] = "relative" if is_relative else "absolute"
        return {"step": step, "windows": windows} if len(windows) >= 3 else None

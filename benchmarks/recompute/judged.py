"""The answers about one indicator for everyone at once, after docs/formules.md §2 to §10; `row` takes out one municipality."""

from functools import cache, cached_property
from math import factorial, inf, isfinite, isnan, nan, prod, sqrt

import numpy as np
from scipy.special import ndtr, ndtri, stdtr
from scipy.stats import chi2, gamma

from benchmarks.recompute.figures import Series, span

TOLERANCE = 1e-9
WORDS = {1: ("gunstig", "ongunstig", "ongunstiger", "gunstiger"), -1: ("gunstig", "ongunstig", "gunstiger", "ongunstiger"),
         0: ("stijgend", "dalend", "lager", "hoger")}  # fmt: skip


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


def holds(zone, value):
    return (value >= zone[0] - TOLERANCE * np.abs(zone[0])) & (value <= zone[1] + TOLERANCE * np.abs(zone[1]))


def weigh(zone, figure):
    """A figure with a margin meets a norm with all of it."""
    low, high = figure["lower"], figure["upper"]
    has_margin = np.isfinite(low + high)
    is_met = holds(zone, figure["value"]) & (~has_margin | (holds(zone, low) & holds(zone, high)))
    is_around = has_margin & np.any([(low <= bound) & (bound <= high) for bound in zone], axis=0)
    return choose((np.isnan(figure["value"]), ""), (is_met, "behaald"), (is_around, "rond de norm"), other="niet behaald")


def along(path, year):
    return np.interp(year, *zip(*path, strict=True)) if path and path[0][0] <= year <= path[-1][0] else nan


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


class Judged:
    """One indicator: its figures, what all municipalities tell of it, and the answers; source: of its figures or numerators."""

    def __init__(self, indicator, source, world, place, today):
        self.indicator, self.source, self.world, self.today, self.columns = indicator, source, world, today, world.tables[place]
        self.sign = {"omhoog": 1, "omlaag": -1, "neutraal": 0}[indicator["gewenste_richting"]]
        self.norm, self.bounds = indicator.get("norm") or {}, indicator.get("grenzen", {})
        self.adopted = self.norm["vastgesteld"]["datum"].year if self.norm.get("vastgesteld") else 0
        self.due, self.kind, self.end = self.norm.get("jaar") or 0, self.norm.get("soort"), self.norm.get("waarde", nan)
        if indicator["eenheid"] == "%" and "grenzen" not in indicator:
            self.bounds = {"laagst": 0.0, "hoogst": 100.0}
        self.stones = sorted((each["jaar"], each["waarde"]) for each in self.norm.get("mijlpalen", ()))
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
        self.is_settled = (self.hindered == "stale") & (self.due > 0)
        self.zone = (self.end, inf) if self.sign > 0 else (-inf, self.end) if self.sign else (nan, nan)
        if self.kind in ("bandbreedte", "vergelijking"):
            self.zone = self.norm.get("onder", nan), self.norm.get("boven", nan)
        self.baseline = self._baseline()
        self.paths = [self._path(*each) for each in zip(self.baseline["year"], self.baseline["value"], strict=True)]

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
            both, here = (
                np.isfinite(above + below) & self.world.is_current[:, None],
                np.isfinite(value).any(axis=1) & self.world.is_current,
            )
            sums = [np.where(both, each, 0).sum(axis=0) for each in (above, below)]
            enough = (both.sum(axis=0) >= 0.95 * here.sum()) & (sums[1] > 0)
            values = np.where(enough, sums[0] / sums[1] * self.indicator["bron"].get("maal", nan), nan)
            is_early = np.where(both, early, 0).max(axis=0)
        kept = np.isfinite(values) & ((is_early == 0) | provisional)
        return dict(zip(self.world.years[kept].tolist(), values[kept].tolist(), strict=True))

    def both(self, judge):
        """Judged without and with provisional figures; the second where its status is another."""
        found, other = judge(self.own), judge(self.usable)
        is_other = (self.usable.count > self.own.count) & (found["status"] != other["status"])
        return found | {"with_provisional": only(is_other, other)}

    def _baseline(self):
        spec, (first, last) = (
            self.indicator.get("nulmeting") or {},
            span(self.indicator.get("nulmeting", {}).get("periode", 1000)),
        )
        then = self.usable.only((self.usable.year >= first) & (self.usable.year <= last))
        found, year = np.nanmean(then.value, axis=1), np.nanmean(then.year, axis=1)
        adopted = np.where(self.anew > last, nan, spec.get("waarde", nan))
        differs = np.abs(found - adopted) > 0.5 * 10.0 ** -self.indicator["decimalen"] * (1 + TOLERANCE)
        value = np.where(np.isnan(adopted), found, adopted)
        year = np.where(np.isnan(value), nan, np.where(np.isnan(year), (first + last) / 2, year))
        return {"value": value, "year": year, "found": found, "adopted": adopted, "differs": only(np.isfinite(value), differs)}

    def _path(self, year, value):
        """Corners from a baseline to the norm."""
        if self.kind != "bereiken" or not self.due or isnan(self.end + value):
            return []
        corners = [*(each for each in self.stones if year < each[0] < self.due), (self.due, self.end)]
        return [(year, corners[0][1] if holds(self.zone, value) else value), *corners]

    def drawn(self, path):
        """From the year of adoption on; without a baseline or with a later adoption only its end."""
        if self.kind != "bereiken" or not self.due or not path or self.adopted >= self.due:
            return [(self.due, self.end)] if self.kind == "bereiken" and self.due else []
        start = [(self.adopted, along(path, self.adopted))] if self.adopted > path[0][0] else []
        return [*start, *(corner for corner in path if not start or corner[0] > self.adopted)]

    def _basis(self, series):
        """Which figure decides, which year is missing for that (0: none), and whether the year of the norm is over."""
        last, until = series.last["year"], max(self.due, self.adopted)
        is_over = (np.fmax(self.today.year - 1, last) >= self.due) & (self.due > 0)
        is_old = (last < self.adopted) & (self.due == 0)
        first = series.width - (series.year >= until).sum(axis=1)
        figure = series.at(np.where(is_over, first, np.where(is_old, series.width, series.width - 1)))
        return figure, np.where(is_over & (figure["year"] != until), until, np.where(is_old, self.adopted, 0)), is_over

    def _road(self, series, year, value, is_over):
        """year, value: of the figure that decides, or of the latest."""
        base, start, is_met = self.baseline["year"], self.baseline["value"], holds(self.zone, self.baseline["value"])
        planned, needs = (
            [along(*each) for each in zip(self.paths, year, strict=True)],
            (self.due > year) & ~holds(self.zone, value),
        )
        milestones = []
        for stone, level in self.stones:
            then = series.only((series.year == stone) & (series.year <= year[:, None])).last
            verdict = weigh([level if isfinite(bound) else bound for bound in self.zone], then)
            is_clear = (verdict != "") & (verdict != "rond de norm")
            told = {"year": stone, "planned": level, "actual": then["value"]}
            milestones.append(told | {"is_met": only(is_clear, verdict == "behaald")})
        found = {
            "path": objects(self.paths), "start": start, "end": self.end, "at": {"year": year, "value": value},
            "starts_met": is_met, "share": np.where(is_met, nan, (value - start) / (self.end - start)),
            "planned": np.where(year >= self.adopted, planned, nan),
            "pace": np.where(year > base, (value - start) / (year - base), nan), "pace_since": np.where(year > base, base, nan),
            "pace_needed": np.where(needs & ~is_over, (self.end - value) / (self.due - year), nan), "milestones": milestones,
        }  # fmt: skip
        return only(np.isfinite(start), found)

    def _project(self, series):
        """The outlook, its chance of the zone, and of which more figures would give one."""
        last, first, freedom, gaps = series.last["value"], series.first["value"], series.count - 2, np.diff(series.year)
        ahead, whole = self.due - series.last["year"], series.last["year"] - series.first["year"]
        pace, cases, totals = (last - first) / whole, series.numerator, series.denominator
        swings = (np.diff(series.value) - pace[:, None] * gaps) / np.sqrt(gaps)
        most = series.at(np.argmax(np.nan_to_num(cases, nan=-1), axis=1))
        is_counted = (((cases >= 0) & (cases <= totals) & (totals > 0)).sum(axis=1) == series.count) & (most["numerator"] > 0)
        times, counted = most["value"] * most["denominator"] / most["numerator"], np.clip(cases, 0.5, totals - 0.5)
        chance = (times[:, None] / totals) ** 2 * counted * (1 - counted / totals)
        of_all, phi = (np.nansum(each, axis=1) / freedom for each in (swings**2, swings**2 / (chance[:, :-1] + chance[:, 1:])))
        lasting = np.where(is_counted, np.maximum(phi - 1, 0) * 2 * chance[:, -1], of_all)
        passing = np.where(is_counted, np.minimum(phi, 1) * 2 * chance[:, -1], 0)
        error = np.sqrt(lasting * (ahead + ahead**2 / (4 * whole)) + passing * (1 + 1 / (4 * whole)))
        futures, low = np.stack([last, last + pace * ahead]), np.zeros(len(last))
        centre, high = futures.mean(axis=0), 1e3 * error + 2 * np.abs(futures[1] - futures[0])

        def below(level):
            return stdtr(freedom, (level - futures) / error).mean(axis=0)

        for _ in range(100):  # halve the way to the width that leaves a tenth above
            low, high = np.where(below(centre + (low + high) / 2) < 0.9, ((low + high) / 2, high), (low, (low + high) / 2))
        is_early = (series.count < 5) | (ahead > whole)
        is_told = ~is_early & (ahead > 0) & (of_all > (1e-12 * np.nanmax(np.abs(series.value), axis=1)) ** 2)
        band = np.clip([centre, centre - low, centre + low], self.bounds.get("laagst", -inf), self.bounds.get("hoogst", inf))
        told = dict(zip(("centre", "lower", "upper"), band, strict=True)) | {"if_it_stops": last, "if_it_goes_on": futures[1]}
        told |= {"standard_error": error, "freedom": freedom}
        return only(is_told, told), np.where(is_told, np.maximum(0, below(self.zone[1]) - below(self.zone[0])), nan), is_early

    def normed(self, series):
        """series: usable, with or without provisional figures."""
        latest, (figure, missing, is_over) = {name: series.last[name] for name in ("year", "value")}, self._basis(series)
        outlook, chance, is_early, verdict = {}, np.full(len(is_over), nan), False, weigh(self.zone, figure)
        if self.due and not self.indicator.get("lopende_prijzen"):
            outlook, chance, is_early = self._project(series)
        stands = (self.hindered != "") & ~(self.is_settled & (latest["year"] >= self.due))
        lacks = [(self.hindered == "none", "niet te beoordelen"), (not self.norm, "geen norm"),
                 (stands | isnan(sum(self.zone)), "niet te beoordelen"), (series.count == 0, "te vroeg")]  # fmt: skip
        status = choose(
            *lacks, (verdict == "behaald", "behaald"), (verdict == "rond de norm", "rond de norm"),
            ((verdict != "") & (is_over | (self.kind != "bereiken") | (self.due == 0)), "niet behaald"),
            ((self.due == 0) | ((missing != 0) & (missing != self.due)), "te vroeg"),
            (np.isnan(self.baseline["value"]) & ~is_over, "niet te beoordelen"), (chance <= 0.2, "achter"),
            (chance > 0.2, "onzeker"), (is_over | is_early, "te vroeg"), other="niet te beoordelen",
        )  # fmt: skip
        at = [np.where(np.isnan(figure["year"]), each, figure[name]) for name, each in latest.items()]
        told = {"figure": {name: figure[name] for name in latest}, "missing": only(missing > 0, missing), "is_over": is_over,
                "chance": chance, "projection": outlook}  # fmt: skip
        told |= {"road": self._road(series, *at, is_over)} if self.kind == "bereiken" else {}
        is_judged = choose(*((case, 0) for case, _ in lacks), other=1) == 1
        return only(is_judged, told) | {"status": status, "points": series.count, "latest": latest}

    def levels(self, *, provisional):
        """By year where the others of a relative norm stand, and the limit that gives."""
        told, values = (
            self.norm["ten_opzichte_van"],
            np.where((self.columns["early"] == 0) | provisional, self.columns["value"], nan),
        )
        part = (2 / 3 if self.sign > 0 else 1 / 3) if told.get("plek") == "beste derde" else 1 / 2
        values = values[[self.world.row[code] for code in told.get("gemeenten", ()) if code in self.world.row]]
        count = np.isfinite(values).sum(axis=0)
        enough = np.flatnonzero(count >= max(5, len(told.get("gemeenten", ())) / 2))
        found = [(int(self.world.years[at]), np.nanquantile(values[:, at], part), int(count[at])) for at in enough]
        if told["wie"] == "Nederland":
            found = [(year, value, None) for year, value in self.nation(provisional=provisional).items()]
        share = (told.get("minstens_beter", 0) - told.get("hoogstens_slechter", 0)) / 100 * (self.sign or -1)
        return {year: {"year": year, "value": value, "limit": value + share * abs(value), "count": count}
                for year, value, count in found}  # fmt: skip

    def relative(self, series):
        """A norm relative to others; series as for any norm."""
        levels, latest = self.levels(provisional=series is self.usable), {name: series.last[name] for name in ("year", "value")}
        within = series.only(np.isin(series.year, list(levels)))
        figure, missing, is_over = self._basis(within)
        level = [levels.get(year, {}) for year in figure["year"]]
        limit = np.array([each.get("limit", nan) for each in level])
        near = [self._near(at, 1, {name: each[at] for name, each in figure.items()}) for at in range(len(limit))]
        is_close = [(margin and margin[0] <= each <= margin[1]) or (swing or 0) >= abs(value - each)
                    for (margin, swing), each, value in zip(near, limit, figure["value"], strict=True)]  # fmt: skip
        stands = (self.hindered != "") & ~(self.is_settled & (latest["year"] >= self.due))
        lacks = [((series.count == 0) & (self.hindered == ""), "te vroeg"),
                 (stands | (within.count == 0) | (not self.sign), "niet te beoordelen")]  # fmt: skip
        is_close |= np.abs(figure["value"] - limit) <= TOLERANCE * np.abs(limit)
        better = (figure["value"] - limit) * self.sign
        status = choose(*lacks, (np.isnan(limit), "te vroeg"), (is_close, "rond de norm"), (better > 0, "behaald"),
                        ((self.due > 0) & ~is_over, "te vroeg"), other="niet behaald")  # fmt: skip
        found = {"figure": {name: figure[name] for name in latest}, "missing": only(missing > 0, missing), "is_over": is_over,
                 "reference": objects(level), "margin": objects([each for each, _ in near]),
                 "swing": objects([each for _, each in near])}  # fmt: skip
        return only(~(lacks[0][0] | lacks[1][0]), found) | {"status": status, "points": series.count, "latest": latest}

    def trend(self, series):
        values, count, (early, late) = series.value, series.count, np.triu_indices(series.width, 1)
        apart, steps, reach = (
            values[:, late] - values[:, early],
            np.diff(values),
            np.nanmax(values, axis=1) - np.nanmin(values, axis=1),
        )
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

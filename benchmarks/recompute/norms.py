"""Baseline, path, outlook and verdict on the norm for everyone at once, after docs/formules.md §3 to §6."""

from math import inf, isfinite, isnan, nan

import numpy as np
from scipy.special import stdtr

from benchmarks.recompute.figures import span
from benchmarks.recompute.known import Known, choose, objects, only

TOLERANCE = 1e-9


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


class Normed(Known):
    """An indicator with its norm: the kind of norm, the year it is due, the value at its end, the zone that meets it."""

    def __init__(self, *known):
        super().__init__(*known)
        self.norm = self.indicator.get("norm") or {}
        self.adopted = self.norm["vastgesteld"]["datum"].year if self.norm.get("vastgesteld") else 0
        self.due, self.kind, self.end = self.norm.get("jaar") or 0, self.norm.get("soort"), self.norm.get("waarde", nan)
        self.stones = sorted((each["jaar"], each["waarde"]) for each in self.norm.get("mijlpalen", ()))
        self.is_settled = (self.hindered == "stale") & (self.due > 0)
        self.zone = (self.end, inf) if self.sign > 0 else (-inf, self.end) if self.sign else (nan, nan)
        if self.kind in ("bandbreedte", "vergelijking"):
            self.zone = self.norm.get("onder", nan), self.norm.get("boven", nan)
        self.baseline = self._baseline()
        self.paths = [self._path(*each) for each in zip(self.baseline["year"], self.baseline["value"], strict=True)]

    def _baseline(self):
        spec = self.indicator.get("nulmeting") or {"periode": 1000}  # a year without figures
        first, last = span(spec["periode"])
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
        planned, milestones = [along(*each) for each in zip(self.paths, year, strict=True)], []
        needs = (self.due > year) & ~holds(self.zone, value) & ~is_over
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
            "pace_needed": np.where(needs, (self.end - value) / (self.due - year), nan), "milestones": milestones,
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
        told = self.norm["ten_opzichte_van"]
        values = np.where((self.columns["early"] == 0) | provisional, self.columns["value"], nan)
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

"""Baseline, norm, path and outlook of one series, after docs/formules.md §3 to §6."""

from datetime import date
from math import inf, sqrt
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.stats import t as student

from benchmarks.recompute.figures import Series, span

Answer = dict[str, Any]
SIGN = {"omhoog": 1, "omlaag": -1, "neutraal": 0}
TOLERANCE = 1e-9


def find_baseline(indicator: Answer, series: Series) -> Answer:
    spec = indicator.get("nulmeting")
    if not spec:
        return {}
    first, last = span(spec["periode"])
    known = series.only((series.year >= first) & (series.year <= last))
    found = float(known.value.mean()) if len(known) else None
    adopted = None if series.anew > last else spec.get("waarde")
    value = found if adopted is None else adopted
    if value is None:
        return {}
    differs = None not in (found, adopted) and abs(found - adopted) > 0.5 * 10.0 ** -indicator["decimalen"] * (1 + TOLERANCE)
    year = float(known.year.mean()) if len(known) else (first + last) / 2
    return {"value": value, "year": year, "found": found, "adopted": adopted, "differs": differs}


def zone_of(norm: Answer, sign: int) -> tuple[float, float] | None:
    if norm["soort"] in ("bandbreedte", "vergelijking"):
        return (norm["onder"], norm["boven"]) if {"onder", "boven"} <= norm.keys() else None
    if norm.get("waarde") is None or not sign:
        return None
    return (norm["waarde"], inf) if sign > 0 else (-inf, norm["waarde"])


def holds(zone: tuple[float, float], value: float) -> bool:
    return zone[0] - TOLERANCE * abs(zone[0]) <= value <= zone[1] + TOLERANCE * abs(zone[1])


def weigh(zone: tuple[float, float], series: Series, place: int) -> str:
    """A figure with a margin meets a norm with all of it."""
    margin = series.margin(place)
    if all(holds(zone, bound) for bound in (series.value[place], *(margin or ()))):
        return "behaald"
    return "rond de norm" if margin and any(margin[0] <= bound <= margin[1] for bound in zone) else "niet behaald"


def path_from(base: Answer, norm: Answer, sign: int) -> list[tuple[float, float]]:
    zone = zone_of(norm, sign)
    if norm["soort"] != "bereiken" or not norm.get("jaar") or norm.get("waarde") is None or not base:
        return []
    stones = sorted((each["jaar"], each["waarde"]) for each in norm.get("mijlpalen", ()))
    corners = [*(each for each in stones if base["year"] < each[0] < norm["jaar"]), (norm["jaar"], norm["waarde"])]
    return [(base["year"], corners[0][1] if zone and holds(zone, base["value"]) else base["value"]), *corners]


def along(path: list[tuple[float, float]], year: float) -> float | None:
    return float(np.interp(year, *zip(*path, strict=True))) if path and path[0][0] <= year <= path[-1][0] else None


def drawn_path(base: Answer, norm: Answer, sign: int) -> list[tuple[float, float]]:
    """From the year of adoption on; without a baseline or with a later adoption only its end."""
    if norm.get("soort") != "bereiken" or not norm.get("jaar"):
        return []
    path, since = path_from(base, norm, sign), adopted_in(norm)
    if not path or (since and since >= norm["jaar"]):
        return [(norm["jaar"], norm["waarde"])]
    start = along(path, since) if since and since > path[0][0] else None
    return path if start is None else [(since, start), *(corner for corner in path if corner[0] > since)]


def adopted_in(norm: Answer) -> int | None:
    return norm["vastgesteld"]["datum"].year if norm.get("vastgesteld") else None


def find_road(series: Series, base: Answer, norm: Answer, sign: int, *, is_over: bool) -> Answer:
    if norm["soort"] != "bereiken" or not base:
        return {}
    path, at, year = path_from(base, norm, sign), float(series.value[-1]), int(series.year[-1])
    found: Answer = {"path": path, "start": base["value"], "end": norm["waarde"], "at": series.point(-1), "milestones": []}
    found["starts_met"] = holds(zone_of(norm, sign), base["value"])
    found["planned"] = along(path, year) if year >= (adopted_in(norm) or year) else None
    if not found["starts_met"]:
        found["share"] = (at - base["value"]) / (norm["waarde"] - base["value"])
    if year > base["year"]:
        found |= {"pace": (at - base["value"]) / (year - base["year"]), "pace_since": base["year"]}
    if not is_over and (norm.get("jaar") or 0) > year and not holds(zone_of(norm, sign), at):
        found["pace_needed"] = (norm["waarde"] - at) / (norm["jaar"] - year)
    for stone in sorted(norm.get("mijlpalen", ()), key=lambda each: each["jaar"]):
        told: Answer = {"year": stone["jaar"], "planned": stone["waarde"]}
        for place in np.flatnonzero(series.year == stone["jaar"]):
            verdict = weigh((stone["waarde"], inf) if sign > 0 else (-inf, stone["waarde"]), series, place)
            told |= {"actual": float(series.value[place]), "is_met": None if verdict == "rond de norm" else verdict == "behaald"}
        found["milestones"].append(told)
    return found


def bounds_of(indicator: Answer) -> tuple[float, float]:
    bounds = indicator.get("grenzen", {"laagst": 0.0, "hoogst": 100.0} if indicator["eenheid"] == "%" else {})
    return bounds.get("laagst", -inf), bounds.get("hoogst", inf)


def chance_variance(series: Series) -> np.ndarray | None:
    cases, totals = series.numerator, series.denominator
    if not ((cases >= 0) & (cases <= totals) & (totals > 0)).all() or not cases.max() > 0:
        return None
    most, counted = int(cases.argmax()), np.clip(cases, 0.5, totals - 0.5)
    times = series.value[most] * totals[most] / cases[most]
    return (times / totals) ** 2 * counted * (1 - counted / totals)


def project(series: Series, indicator: Answer, year: int | None) -> Answer:
    """Centre, band and what the chance is made of; empty when there is none, but for `early` when more figures would give it."""
    if not year or indicator.get("lopende_prijzen"):
        return {}
    ahead = year - series.year[-1]
    if len(series) < 5 or ahead > series.year[-1] - series.year[0]:
        return {"early": True}
    if ahead <= 0:
        return {}
    whole, steps, freedom = series.year[-1] - series.year[0], np.diff(series.year), len(series) - 2
    pace = (series.value[-1] - series.value[0]) / whole
    swings = (np.diff(series.value) - pace * steps) / np.sqrt(steps)
    lasting, passing, chance = (swings**2).sum() / freedom, 0.0, chance_variance(series)
    if lasting <= (1e-12 * np.abs(series.value).max()) ** 2:
        return {}
    if chance is not None:
        phi, now = (swings**2 / (chance[:-1] + chance[1:])).sum() / freedom, 2 * chance[-1]
        lasting, passing = max(phi - 1, 0.0) * now, min(phi, 1.0) * now
    error = sqrt(lasting * (ahead + ahead**2 / (4 * whole)) + passing * (1 + 1 / (4 * whole)))
    stops, goes_on = series.value[-1], series.value[-1] + pace * ahead
    centre, apart, most = (stops + goes_on) / 2, np.array([-1, 1]) * (goes_on - stops) / 2, 1e3 * error + 2 * abs(goes_on - stops)
    half = brentq(lambda width: student.cdf((width + apart) / error, freedom).mean() - 0.9, 0, most, xtol=1e-14)
    band = np.clip([centre, centre - half, centre + half], *bounds_of(indicator)).tolist()
    found = dict(zip(("centre", "lower", "upper"), band, strict=True)) | {"if_it_stops": stops, "if_it_goes_on": goes_on}
    return found | {"standard_error": error, "freedom": freedom}


def chance_within(outlook: Answer, zone: tuple[float, float]) -> float:
    futures = np.array([outlook["if_it_stops"], outlook["if_it_goes_on"]])
    distances = ((sign * (bound - futures)) / outlook["standard_error"] for bound, sign in zip(zone, (-1, 1), strict=True))
    return max(0.0, sum(float(student.cdf(each, outlook["freedom"]).mean()) for each in distances) - 1)


def basis_of(norm: Answer, series: Series, today: date) -> tuple[int | None, int | None, bool]:
    """Which figure decides, which year is missing for that, and whether the year of the norm is over."""
    year, since = norm.get("jaar"), adopted_in(norm) or 0
    if year and max(today.year - 1, series.year[-1]) >= year:
        place = next(iter(np.flatnonzero(series.year >= max(year, since))), None)
        return place, None if place is not None and series.year[place] == max(year, since) else max(year, since), True
    if not year and series.year[-1] < since:
        return None, since, False
    return len(series) - 1, None, False


def judge_norm(indicator: Answer, series: Series, base: Answer, today: date, hindered: str) -> Answer:  # noqa: PLR0911
    """series: usable, with or without provisional figures; hindered: what stands in the way of the whole series."""
    norm, sign = indicator.get("norm"), SIGN[indicator["gewenste_richting"]]
    zone, year, last = zone_of(norm, sign) if norm else None, (norm or {}).get("jaar"), len(series) - 1
    found: Answer = {"points": len(series), "latest": series.point(last) if len(series) else None}
    if not zone or last < 0 or (hindered and not (hindered == "stale" and year and series.year[-1] >= year)):
        if not norm and hindered != "none":
            return found | {"status": "geen norm"}
        return found | {"status": "niet te beoordelen" if hindered or not zone else "te vroeg"}
    place, missing, is_over = basis_of(norm, series, today)
    outlook, until = project(series, indicator, year), series if place is None else series.only(series.year <= series.year[place])
    chance = chance_within(outlook, zone) if "centre" in outlook else None
    found |= {"figure": series.point(place), "missing": missing, "is_over": is_over, "chance": chance}
    found["projection"] = None if chance is None else outlook
    found["road"] = find_road(until, base, norm, sign, is_over=is_over) or None
    verdict = None if place is None else weigh(zone, series, place)
    if verdict in ("behaald", "rond de norm") or (verdict and (is_over or norm["soort"] != "bereiken" or not year)):
        return found | {"status": verdict}
    if not year or missing not in (None, year):
        return found | {"status": "te vroeg"}
    if not base and not is_over:
        return found | {"status": "niet te beoordelen"}
    if chance is not None:
        return found | {"status": "achter" if chance <= 0.2 else "onzeker"}
    return found | {"status": "te vroeg" if is_over or "early" in outlook else "niet te beoordelen"}

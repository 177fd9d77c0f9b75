"""A norm relative to others, after docs/formules.md: where they stand in each year, and the verdict."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from benchmarks.recompute.figures import Series
from benchmarks.recompute.norms import SIGN, TOLERANCE, basis_of

Answer = dict[str, Any]


def find_levels(indicator: Answer, group: list[Series], nation: dict[int, float]) -> dict[int, Answer]:
    """By year where the others stand and the limit that gives; group and nation: with or without provisional figures."""
    told, sign = indicator["norm"]["ten_opzichte_van"], SIGN[indicator["gewenste_richting"]]
    held: dict[int, list[float]] = {}
    for year, value in ((int(year), value) for each in group for year, value in each.table[:, :2].tolist()):
        held.setdefault(year, []).append(value)
    part = (2 / 3 if sign > 0 else 1 / 3) if told.get("plek") == "beste derde" else 1 / 2
    enough = {year: each for year, each in sorted(held.items()) if len(each) >= max(5, len(told.get("gemeenten", ())) / 2)}
    known = {year: (float(np.quantile(each, part)), len(each)) for year, each in enough.items()}
    if told["wie"] == "Nederland":
        known = {year: (value, None) for year, value in sorted(nation.items())}
    share = (told.get("minstens_beter", 0) - told.get("hoogstens_slechter", 0)) / 100 * (sign or -1)
    return {year: {"year": year, "value": value, "limit": value + share * abs(value), "count": count}
            for year, (value, count) in known.items()}  # fmt: skip


def judge_relative(
    indicator: Answer, series: Series, levels: dict[int, Answer], today: date, hindered: str, near: Callable[[Series], Any]
) -> Answer:
    """near: of a figure its margin and, without one of its source, the usual swing."""
    norm, sign = indicator["norm"], SIGN[indicator["gewenste_richting"]]
    found: Answer = {"points": len(series), "latest": series.point(-1) if len(series) else None}
    known = series.only(np.isin(series.year, list(levels)))
    is_settled = hindered == "stale" and norm.get("jaar") and len(series) and series.year[-1] >= norm["jaar"]
    if (hindered and not is_settled) or not len(known) or not sign:
        return found | {"status": "te vroeg" if not len(series) and not hindered else "niet te beoordelen"}
    place, missing, is_over = basis_of(norm, known, today)
    found |= {"figure": known.point(place), "missing": missing, "is_over": is_over}
    if place is None:
        return found | {"status": "te vroeg"}
    (margin, swing), level = near(known.only(np.arange(len(known)) == place)), levels[int(known.year[place])]
    found |= {"reference": level, "margin": margin, "swing": swing}
    apart, limit = float(known.value[place]) - level["limit"], level["limit"]
    is_within = margin is not None and margin[0] <= limit <= margin[1]
    if is_within or abs(apart) <= TOLERANCE * abs(limit) or (swing is not None and abs(apart) <= swing):
        return found | {"status": "rond de norm"}
    if apart * sign > 0:
        return found | {"status": "behaald"}
    return found | {"status": "te vroeg" if norm.get("jaar") and not is_over else "niet behaald"}

"""Other rules for the projection, measured on the same forecasts; it proposes, the rule in indicators/ stays as it is."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.calibrate.forecasts import came_true_of_great_chances, holds, largest_deviation, measure_chances
from benchmarks.calibrate.panel import Panel, Subject
from benchmarks.calibrate.text import percent, table, two, whole
from indicators.methods.projection import MEAN_PACE_KEPT, MIN_POINTS

LEAST_VARIANCE = 0.5
"""However strongly changes are undone, a year ahead keeps half of the usual variance."""


class Band(StrEnum):
    """How the variance grows with the years ahead: as it is now, all of it, or less where changes are undone later."""

    NOW = "zoals nu"
    ADDS_UP = "alles telt op"
    RECOILS = "terugveren"


class Variant(NamedTuple):
    """A rule: the shares of the mean pace that are carried on in two equally likely futures, and how the band grows."""

    name: str
    paces_kept: tuple[float, float]
    band: Band


HALF = (MEAN_PACE_KEPT, MEAN_PACE_KEPT)
VARIANTS = (
    Variant("nu: het tempo stopt of gaat door, toeval in aantallen telt niet op", (0.0, 1.0), Band.NOW),
    Variant("het tempo stopt of gaat door, alle schommeling telt op", (0.0, 1.0), Band.ADDS_UP),
    Variant("zeker half tempo, toeval in aantallen telt niet op", HALF, Band.NOW),
    Variant("zeker half tempo, alle schommeling telt op", HALF, Band.ADDS_UP),
    Variant("zeker half tempo, band met terugveren", HALF, Band.RECOILS),
)


def recoil_of(subject: Subject) -> float:
    """Correlation of successive changes around the mean pace, pooled over municipalities; −.5 for pure noise, 0 for drift."""
    products = squares = 0.0
    for series in subject.series.values():
        if len(series) >= MIN_POINTS:
            gaps, changes = np.diff(series.years), np.diff(series.values)
            left = (changes - gaps * changes.sum() / gaps.sum()) / np.sqrt(gaps)
            products += float(left[1:] @ left[:-1]) * len(left) / (len(left) - 1)
            squares += float(left @ left)
    return float(np.clip(products / squares, -0.5, 0.5)) if squares else 0.0


def apply_variant(forecasts: pd.DataFrame, variant: Variant, recoil: Mapping[str, float]) -> pd.DataFrame:
    """The same forecasts with the futures and error of another rule.

    Variance s²·(h + h²÷span) when all adds up, s²·(h + 2(h−1)ρ + h²÷span) when changes are undone later.
    """
    ahead, span = forecasts["horizon"], forecasts["span"]
    rho = forecasts["subject"].map(recoil) if variant.band is Band.RECOILS else 0.0
    growth = (ahead + ahead**2 / span + 2 * (ahead - 1) * rho).clip(lower=LEAST_VARIANCE)
    error = forecasts["error"] if variant.band is Band.NOW else forecasts["deviation"] * np.sqrt(growth)
    moved = forecasts["goes_on"] - forecasts["stops"]
    stops, goes_on = (forecasts["last"] + kept * moved for kept in variant.paces_kept)
    found = forecasts.assign(stops=stops, goes_on=goes_on, error=error)
    return found.assign(inside=holds(found))


def compare_variants(
    panel: Panel, pooled: Mapping[str, pd.DataFrame], coverage: tuple[float, float], most_deviation: float
) -> tuple[tuple[str, ...], str]:
    """The table of all rules, and the sentence that proposes the one least outside the limits (or none)."""
    recoil = {subject.id: recoil_of(subject) for subject in panel.subjects}
    rows, faults = [], {}
    for variant in VARIANTS:
        faults[variant.name] = 0.0
        for name, forecasts in pooled.items():
            changed = apply_variant(forecasts, variant, recoil)
            shares = changed.groupby("horizon")["inside"].mean()
            chances = measure_chances(changed)
            share, count = came_true_of_great_chances(chances)
            worst = largest_deviation(chances)
            faults[variant.name] += float((shares - shares.clip(*coverage)).abs().sum()) + max(0.0, worst - most_deviation)
            kept = [f"{variant.name}, {name.lower()}", percent(shares.min()), percent(shares.max()), two(worst)]
            ahead = largest_deviation(chances[chances["is_ahead"]])
            rows.append([*kept, two(ahead), f"{percent(share)} van {whole(count)}" if count else "komt niet voor"])
    head = [
        "Regel",
        "band klopt, minst",
        "band klopt, meest",
        "kans: grootste verschil",
        "idem, norm nog niet gehaald",
        "idem, kans 80% of meer: gehaald",
    ]
    intro = (
        "Andere regels, op dezelfde verwachtingen gemeten. 'Terugveren': bij veel cijfers verdwijnt een uitschieter "
        "het jaar erna weer. "
        "Hoe sterk, is per cijfer over alle gemeenten en jaren berekend; dat is iets gunstiger dan het in het echt kan."
    )
    known = {subject.name: recoil[subject.id] for subject in panel.subjects if subject.id in set(_subjects(pooled))}
    springs = table(["Cijfer", "terugveren"], [[name, two(value)] for name, value in known.items()])
    scale = "−0,50 is: een uitschieter verdwijnt helemaal; 0,00 is: hij blijft; daarboven: hij zet door."
    return ("### Andere regels voor de verwachting", intro, table(head, rows), scale, springs), _proposal(faults)


def _subjects(pooled: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    return (name for forecasts in pooled.values() for name in forecasts["subject"].unique())


def _proposal(faults: Mapping[str, float]) -> str:
    present, best = VARIANTS[0].name, min(faults, key=lambda name: faults[name])
    if best == present:
        return "**Voorstel verwachting.** De andere regels blijven niet dichter bij de eisen dan de huidige; er is geen voorstel."
    return (
        f"**Voorstel verwachting.** De regel '{best}' blijft op deze cijfers het dichtst bij de eisen: opgeteld "
        f"{percent(faults[best])} erbuiten, "
        f"de regel van nu {percent(faults[present])}. {'Ook die voldoet niet helemaal. ' if faults[best] > 0 else ''}"
        "De onderdelen staan in de tabel 'Andere regels voor de verwachting'."
    )

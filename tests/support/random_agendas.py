"""Random agendas of one indicator that keep every rule, with figures that lie close to their norm; seeded, TEST VALUES."""

import random
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from support.small_agenda import agenda_data
from support.small_figures import TODAY, an_indicator

from indicators.agenda.model import Agenda, Indicator, NormKind
from indicators.methods.assessment import Assessment, assess
from indicators.methods.comparison import Member
from indicators.methods.series import Point, Series
from indicators.methods.surroundings import UNKNOWN, Surroundings
from indicators.wording.answers import Answers, describe

UNITS = ("per 1.000 inwoners", "%", "euro", "score")
RATIO = {"teller": {"bron": "politie", "onderwerp": "A"}, "noemer": {"bron": "politie", "onderwerp": "B"}, "maal": 100}


@dataclass(frozen=True, kw_only=True)
class Case:
    """An indicator with its answers, in figures and in words."""

    indicator: Indicator
    assessment: Assessment
    answers: Answers
    today: date = TODAY


def random_case(seed: int) -> Case:
    """The same seed gives the same case."""
    draw = random.Random(f"agenda {seed}")
    decimals, unit = draw.choice((0, 1, 1, 2, 2, 3)), draw.choice(UNITS)
    about = round(draw.uniform(2, 95) if unit == "%" else draw.uniform(-3, 60), decimals)
    series = _series(draw, about, decimals, unit)
    entry = _entry(draw, about, decimals, unit, series)
    indicator = an_indicator(**entry)
    group = [
        Member(code=f"GM{n:04}", name=f"Gemeente {n}", series=_series(draw, about, decimals, unit))
        for n in range(draw.randint(0, 9))
    ]
    national = draw.choice((None, _series(draw, about, decimals, unit)))
    around = draw.choice((UNKNOWN, _surroundings(draw, decimals, series)))
    found = assess(indicator, series, group=group, norm_group=group, national=national, surroundings=around, today=TODAY)
    return Case(indicator=indicator, assessment=found, answers=describe(found, indicator, "Zaanstad"))


def case_of(
    indicator: Indicator, series: Series, *, national: Series | None = None, surroundings: Surroundings = UNKNOWN
) -> Case:
    """A case with these figures, without municipalities to compare with."""
    found = assess(indicator, series, national=national, surroundings=surroundings, today=TODAY)
    return Case(indicator=indicator, assessment=found, answers=describe(found, indicator, "Zaanstad"))


def as_agenda(case: Case) -> Agenda:
    """The agenda the case stands for, to hold against the rules."""
    data = agenda_data()
    data["bronnen"]["politie"] = {"catalogus": "dataderden.cbs.nl", "tabel": "47018NED", "houder": "Politie", "licentie": "CC0"}
    agenda = Agenda.model_validate(data, strict=False)
    ambition = agenda.ambitions[0].model_copy(update={"indicators": (case.indicator,)})
    return agenda.model_copy(update={"ambitions": (ambition,)})


def _series(draw: random.Random, about: float, decimals: int, unit: str) -> Series:
    count, grid = draw.choice((0, 1, 2, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 15, 15)), 10.0**-decimals
    year = draw.choice((2026, 2025, 2025, 2025, 2024, 2024, 2024, 2023, 2023, 2022, 2021, 2014))
    gap, provisional = (
        draw.choice((1, 1, 1, 1, 2, 4 if count < 8 else 2)),
        draw.choice((0, 0, 0, 1, 2, count if count < 3 else 1)),
    )
    has_margins, has_counts = draw.random() < 0.4, draw.random() < 0.2
    values = [min(max(value, 0.0), 100.0) if unit == "%" else value for value in _values(draw, about, grid, count)]
    points = []
    for back, value in enumerate(reversed(values)):
        width = draw.uniform(0, 4) * grid
        margin = {"lower": value - width, "upper": value + width} if has_margins else {}
        counts = {"numerator": abs(value) * 40, "denominator": 4000.0} if has_counts else {}
        points.append(Point(year=year, value=value, is_provisional=back < provisional, **margin, **counts))
        year -= gap
    return Series.of(points)


def _values(draw: random.Random, about: float, grid: float, count: int) -> list[float]:
    """Steps of nothing to several shown units, so that figures are often equal, or seem so, or lie just beyond the norm."""
    way = draw.choice(("walk", "walk", "line", "climb", "flat", "grid", "jump", "near"))
    size, value, found = draw.choice((0.02, 0.3, 1, 5)) * grid, about + draw.choice((-3, -1, 0, 1, 3)) * grid, []
    for place in range(count):
        step = {
            "walk": draw.gauss(0, size),
            "line": size,
            "climb": draw.choice((0.0, 0.0, size)),
            "flat": 0.0,
            "grid": draw.choice((-1, 0, 0, 1)) * grid,
            "jump": 8 * size if place == count - 1 else 0.0,
            "near": 0.0,
        }[way]
        value = about + draw.uniform(-0.6, 0.6) * grid if way == "near" else value + step
        found.append(round(value, 3) + 0.0 if way == "grid" else value)
    return found


def _entry(draw: random.Random, about: float, decimals: int, unit: str, series: Series) -> dict[str, Any]:
    kind = draw.choice(("bereiken", "bereiken", "bereiken", "bereiken", "behouden", "bandbreedte", "vergelijking"))
    direction = draw.choice(("omhoog", "omlaag", "neutraal") if kind == "bandbreedte" else ("omhoog", "omlaag"))
    years = [point.year for point in series.points] or [2019]
    first = draw.choice((*years[: len(years) // 2 + 1], years[0] - 1, 2018))
    baseline: dict[str, Any] | None = {"periode": draw.choice((str(first), f"{first}-{first + 2}"))}
    if draw.random() < 0.3:
        baseline["waarde"] = _on_grid(draw, about, decimals, unit)
    if draw.random() < 0.15:
        baseline = None
    last = first + 2 if baseline and "-" in baseline["periode"] else first
    earliest = max(last + 1, draw.choice((2019, 2024, 2026, 2027)))
    year = draw.randint(earliest, earliest + 5) if draw.random() < 0.8 else None
    norm = _norm(draw, kind, direction, about, decimals, unit, year, last)
    breaks = [{"periode": draw.randint(2015, 2026), "reden": "Nieuwe telling.", "soort": draw.choice(("definitie", "bijzonder"))}]
    return {
        "norm": norm if draw.random() < 0.95 else None,
        "gewenste_richting": direction,
        "eenheid": unit,
        "decimalen": decimals,
        "nulmeting": baseline,
        "bron": draw.choice((RATIO, {"bron": "politie", "onderwerp": "A"})),
        "trendbreuken": breaks if draw.random() < 0.1 else [],
        "lopende_prijzen": draw.random() < 0.05,
    }


def _norm(
    draw: random.Random, kind: str, direction: str, about: float, decimals: int, unit: str, year: int | None, last: int
) -> dict[str, Any]:
    level = _on_grid(draw, about, decimals, unit)
    norm: dict[str, Any] = {"soort": kind}
    if kind == NormKind.RELATIVE:
        norm["ten_opzichte_van"] = _relative(draw)
    elif kind == NormKind.BAND:
        upper = round(level + draw.randint(1, 4) * 10.0**-decimals, decimals)
        norm |= {
            "onder": round(level - 10.0**-decimals, decimals) if upper > 100 else level,
            "boven": min(upper, 100.0) if unit == "%" else upper,
        }
        norm["onder"] = min(norm["onder"], round(norm["boven"] - 10.0**-decimals, decimals))
    else:
        norm["waarde"] = level
    if year is not None:
        norm["jaar"] = year
    elif kind == NormKind.REACH:
        norm["moment"] = "bij de volgende verkiezing"
    if draw.random() < 0.7:
        on = date(draw.randint(2014, 2026), 6, 30)
        norm["vastgesteld"] = {"door": ["gemeenteraad"], "datum": on, "besluit": "RB-1"}
    if kind == NormKind.REACH and year is not None:
        sign = 1 if direction == "omhoog" else -1
        between = sorted(
            draw.sample(range(max(last + 1, 2000), year), min(draw.choice((0, 0, 1, 2)), year - max(last + 1, 2000)))
        )
        stones = [round(level - sign * draw.randint(0, 4) * 10.0**-decimals, decimals) for _ in between]
        stones = [min(max(stone, 0.0), 100.0) if unit == "%" else stone for stone in stones]
        norm["mijlpalen"] = [{"jaar": at, "waarde": stone} for at, stone in zip(between, stones, strict=True)]
    return norm


def _relative(draw: random.Random) -> dict[str, Any]:
    more = draw.choice(({}, {"hoogstens_slechter": 5}, {"minstens_beter": 2.5}))
    if draw.random() < 0.5:
        return {"wie": "Nederland", **more}
    place = draw.choice(({"plek": "beste derde"}, {"plek": "midden", **more}))
    return {"wie": "groep", "gemeenten": [f"GM{n:04}" for n in range(draw.randint(5, 9))], **place}


def _on_grid(draw: random.Random, about: float, decimals: int, unit: str) -> float:
    value = round(about + draw.choice((-6, -2, -1, 0, 0, 0, 1, 2, 6)) * 10.0**-decimals, decimals)
    return min(max(value, 0.0), 100.0) if unit == "%" else value


def _surroundings(draw: random.Random, decimals: int, series: Series) -> Surroundings:
    years = [point.year for point in series.points]
    grid = 10.0**-decimals
    movements = {(a, b): draw.gauss(0, 2) * grid for a, b in pairwise(years)}
    return Surroundings(memory=draw.uniform(0, 0.9), movements=movements, swing=draw.uniform(0, 3) * grid)

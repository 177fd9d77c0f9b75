"""A small country of invented municipalities whose difference, p and interval can be worked out by hand.

Five quiet municipalities stay at zero and are everyone's comparison group, so a gap is the figure itself. The ordinary ones
go up and down between −1 and 1 for six years before the start (mean 0, squared swing 2, so everyone's scale is √2) and
then stay at a level of their own. Wild ones climb steeply before the start and return to where they were on average.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from indicators.agenda.model import Aim, Direction, Intervention
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.judge import judge_hypothesis
from indicators.effects.placebo import Peers
from indicators.effects.result import EffectResult
from indicators.methods.likeness import NOBODY, Likeness
from indicators.methods.panel import Panel, build_panel

OWN = "GM0001"
QUIET = tuple(f"GM01{n:02}" for n in range(5))
YEARS = tuple(range(2012, 2021))
START = 2018
TODAY_YEAR = 2021
UP_AND_DOWN = (-1.0, 1.0, -1.0, 1.0, -1.0, 1.0)
STEEP = (-10.0, -6.0, -2.0, 2.0, 6.0, 10.0)
HYPOTHESIS = Hypothesis(interventions=("sloten",), direction=Direction.DOWN, size=0.5, start=START, visible_from=2019)


def levels(step: float, count: int = 59) -> dict[str, tuple[float, ...]]:
    """Ordinary municipalities: level 1 × step, −2 × step, 3 × step … after the start."""
    signed = [step * n * (1 if n % 2 else -1) for n in range(1, count + 1)]
    return {f"GM02{n:02}": series(after=level) for n, level in enumerate(signed)}


def wild(count: int) -> dict[str, tuple[float, ...]]:
    """Municipalities that climbed before the start, and have no difference after it."""
    return {f"GM02{n:02}": series(STEEP) for n in range(count)}


def far(level: float, count: int = 60) -> dict[str, tuple[float, ...]]:
    """Municipalities outside the placebos: nobody knows their number of inhabitants."""
    return {f"GM03{n:02}": series(after=level) for n in range(count)}


def series(before: Sequence[float] = UP_AND_DOWN, after: float = 0.0) -> tuple[float, ...]:
    """Six years, the start year at 100 (it may not count), two years at a level."""
    return (*before, 100.0, after, after)


def a_panel(own: Sequence[float], others: dict[str, Any], years: Sequence[int] = YEARS) -> Panel:
    """The own series, the quiet five and the others."""
    everyone: dict[str, Sequence[float]] = {OWN: own, **dict.fromkeys(QUIET, (0.0,) * len(own)), **others}
    rows = [
        (code, year, value) for code, values in everyone.items() for year, value in zip(years[-len(own) :], values, strict=True)
    ]
    return build_panel(*zip(*rows, strict=True))


def peers_of(panel: Panel, **changes: Any) -> Peers:
    """Everyone's group is the quiet five; those have only four others, so they are no placebos themselves."""
    codes = panel.municipalities
    order = np.full((len(codes), len(QUIET)), NOBODY)
    quiet = [codes.index(code) for code in QUIET]
    for row in range(len(codes)):
        found = [member for member in quiet if member != row]
        order[row, : len(found)] = found
    inhabitants = {code: 50_000.0 for code in codes if not code.startswith("GM03")}
    return Peers(likeness=Likeness(municipalities=codes, order=order), inhabitants=inhabitants, **changes)


def judged(own: Sequence[float], others: dict[str, Any], hypothesis: Hypothesis = HYPOTHESIS, **changes: Any) -> EffectResult:
    """The answer for the own municipality; changes are those of Peers."""
    panel = a_panel(own, others)
    return judge_hypothesis(hypothesis, panel, peers_of(panel, **changes), own=OWN, today_year=TODAY_YEAR)


def an_intervention(name: str = "sloten", start: str | None = "2018-03", **aim: Any) -> tuple[Intervention, Aim]:
    """An intervention with one aim, in Dutch keys; by default complete."""
    wanted = {"indicator": "mishandeling", "richting": "omlaag", "effect": 0.5, "zichtbaar_vanaf": 2019} | aim
    entry = {
        "id": name,
        "naam": name.capitalize(),
        "partner": "politie",
        "doelgroep": "Bewoners.",
        "fase": "pilot",
        "start": start,
        "indicatoren": [{key: value for key, value in wanted.items() if value is not None}],
    }
    made = Intervention.model_validate({key: value for key, value in entry.items() if value is not None}, strict=False)
    return made, made.aims[0]

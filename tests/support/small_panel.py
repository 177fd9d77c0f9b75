"""A small country of invented municipalities whose difference, p and interval can be worked out by hand.

Five quiet municipalities stay at zero and are everyone's comparison group, so a gap is the figure itself. The ordinary ones
go up and down between −1 and 1 for six years before the start (mean 0, squared swing 2, so everyone's scale is √2) and
then stay at a level of their own. All stood at the same spot, so nothing follows from that and what the others lead to expect of
one is their mean: of n levels that add up to nothing, each left out in turn is n ÷ (n − 1) times itself away from the others.
Others stand in for what a guard has to keep quiet: each kind moves before the start in a way of its own.
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
JUMP = (0.0, 0.0, 0.0, 0.0, 0.0, 6.0)
CROOKED = (-4.0, -2.0, 0.0, 2.0, 3.0, 1.0)
"""Stood where the ordinary ones did, but climbed."""
HYPOTHESIS = Hypothesis(interventions=("sloten",), direction=Direction.DOWN, size=0.5, start=START, visible_from=2019)


def levels(step: float, count: int = 59) -> dict[str, tuple[float, ...]]:
    """Ordinary municipalities, which the others lead to expect nothing of: step × 1, 2, 3 … away, on either side of zero.

    The signs (+ + −, or none, and then + − − +) make the sum zero; count is a multiple of 4, or one less.
    """
    first = (1, 1, -1) if count % 4 else ()
    signs = (*first, *((1, -1, -1, 1) * (count // 4)))
    assert sum(n * sign for n, sign in enumerate(signs, 1)) == 0
    away = [step * n * sign * (count - 1) / count for n, sign in enumerate(signs, 1)]
    return {f"GM02{n:02}": series(after=level) for n, level in enumerate(away)}


def crooked(count: int) -> dict[str, tuple[float, ...]]:
    """Municipalities with a slope before the start that does not follow from where they stood, and no difference after it."""
    return {f"GM02{n:02}": series(CROOKED) for n in range(count)}


def restless(count: int) -> dict[str, tuple[float, ...]]:
    """Half go up two years before the start and half go down, and they stay there: a fake start finds something in each."""
    changed = [(0.0, 0.0, 0.0, 0.0, 8.0 * sign, 8.0 * sign) for sign in (1, -1)]
    return {f"GM02{50 + n:02}": series(changed[n % 2], sum(changed[n % 2]) / 6) for n in range(count)}


def jumped(count: int) -> dict[str, tuple[float, ...]]:
    """Half had a last year before the start that was high and half one that was low, and they return to their own mean."""
    return {f"GM02{n:02}": series([sign * value for value in JUMP], sign) for n in range(count) for sign in [(1.0, -1.0)[n % 2]]}


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

"""What happens to P(met) when the last figure turns out better: it should rise, and this measures how often it does not."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from benchmarks.calibrate.forecasts import STEPS
from benchmarks.calibrate.panel import Panel, Subject
from benchmarks.calibrate.text import Section, percent, table, two, whole
from indicators.agenda.model import Direction
from indicators.methods.change import usual_changes
from indicators.methods.norm import status_of_chance
from indicators.methods.projection import Projection, Range, project
from indicators.methods.series import Point, Series

AHEAD_YEARS = 3
RAISES = (0.5, 1.0, 2.0, 4.0)
"""How much better the last figure is made, in usual yearly swings."""
CLEARLY = 0.05
ORDER = {"achter": 0, "onzeker": 1}


def measure_raises(subject: Subject) -> pd.DataFrame:
    """One row a norm tried: raise, is_ahead (not met before nor after the raise), before and after (P), is_worse (status)."""
    is_down = subject.direction is Direction.DOWN
    rows = [row for series in subject.series.values() for row in _tried(series, subject, is_down)]
    return pd.DataFrame(rows, columns=["raise", "is_ahead", "before", "after", "is_worse"])


def _tried(series: Series, subject: Subject, is_down: bool) -> Iterator[tuple[float, bool, float, float, bool]]:
    if len(series) < 2:
        return
    last, swing = series.points[-1], float(usual_changes(series).mean()) * (-1 if is_down else 1)
    before = project(series, last.year + AHEAD_YEARS, subject.possible)
    if not isinstance(before, Projection):
        return
    for times in RAISES:
        point = _raised(last, times * swing, subject.possible)
        if point is None:
            continue
        better = Series((*series.points[:-1], point))
        after = project(better, last.year + AHEAD_YEARS, subject.possible)
        for step in STEPS:
            level = last.value + step * swing
            bounds = (None, level) if is_down else (level, None)
            if isinstance(after, Projection):
                chances = before.chance_between(*bounds), after.chance_between(*bounds)
                was, became = (ORDER[status_of_chance(chance)] for chance in chances)
                yield times, step > times, *chances, became < was


def _raised(last: Point, raise_by: float, possible: Range) -> Point | None:
    """The point with another value and the count that belongs to it; None when that cannot be."""
    value, (lowest, highest) = last.value + raise_by, possible
    is_possible = (lowest is None or value >= lowest) and (highest is None or value <= highest)
    if last.numerator is None:
        return replace(last, value=value) if is_possible else None
    return replace(last, value=value, numerator=last.numerator * value / last.value) if is_possible and last.value else None


def measure(panel: Panel) -> Section:
    """How often P(met) falls when the last figure is better."""
    measured = pd.concat([measure_raises(subject) for subject in panel.indicators if subject.is_projected], ignore_index=True)
    measured["falls"] = measured["after"] < measured["before"] - 1e-12
    measured["clearly"] = measured["after"] < measured["before"] - CLEARLY
    ahead = measured[measured["is_ahead"]]
    blocks = (
        (f"Het laatste cijfer is beter gemaakt dan het was, en de kans op de norm over {AHEAD_YEARS} jaar opnieuw "
        "berekend. Een beter cijfer hoort de kans niet te "
        "verlagen. Maar één groot verschil maakt ook de gewone schommeling groter, en dus de verwachting "
        f"onzekerder. 'Duidelijk' is meer dan {two(CLEARLY)}."),
        table(["Zoveel schommelingen beter", "kans daalt", "duidelijk", "oordeel slechter", "gevallen", "nog niet gehaald: daalt",
               "duidelijk", "oordeel slechter", "gevallen"], [_row(times, measured, ahead) for times in RAISES]),
    )  # fmt: skip
    falls = measured[measured["falls"]]
    remark = (
        f"**Een beter cijfer, een lagere kans.** De kans daalt in {percent(measured['falls'].mean(), 2)} van de "
        f"gevallen, en meer dan {two(CLEARLY)} in "
        f"{percent(measured['clearly'].mean(), 2)}. Het gaat om normen met een kans van gemiddeld "
        f"{percent(falls['before'].mean(), 0)}. Bij normen die ook met het betere cijfer "
        f"nog niet gehaald zijn, daalt zij in {percent(ahead['falls'].mean(), 2)} van de gevallen en wordt het "
        f"oordeel in {percent(ahead['is_worse'].mean(), 2)} slechter."
    )
    keys = (
        ("Een beter laatste cijfer verlaagt de kans", percent(measured["falls"].mean(), 2)),
        ("Idem, norm nog niet gehaald", percent(ahead["falls"].mean(), 2)),
    )
    return Section(title="Een beter laatste cijfer", blocks=blocks, remarks=(remark,), keys=keys)


def _row(times: float, measured: pd.DataFrame, ahead: pd.DataFrame) -> list[str]:
    cells = [f"{times:g}".replace(".", ",")]
    for frame in (measured, ahead):
        found = frame[frame["raise"] == times]
        cells += [*(percent(found[column].mean()) for column in ("falls", "clearly", "is_worse")), whole(len(found))]
    return cells

"""Where a municipality became another area: the break that makes in its series, and how it is told; it judges nothing."""

from collections.abc import Sequence

import pandas as pd

from etl.store.areas import AreaChange, changes_of, other_area_from, parts_of, say_changes
from indicators.agenda.model import Agenda, BreakKind, Indicator, SeriesBreak
from indicators.methods.series import Point, Series
from indicators.wording.numbers import listing

APART = "Ze zijn niet te vergelijken met die van daarna."
NAMED = 2
"""More names than this do not fit in a chart."""


class AreaBreak(SeriesBreak):
    """A break that no agenda names: from its year the municipality is another area. word: that, as it stands in a chart."""

    word: str


def with_area_breaks(agenda: Agenda, observations: pd.DataFrame, code: str) -> Agenda:
    """The agenda with a break wherever figures of before and after a merger meet; observations: of this municipality."""
    changes = changes_of(code)
    if not changes:
        return agenda
    frames = {str(name): rows.sort_values("year") for name, rows in observations.groupby("indicator", sort=False)}
    ambitions = tuple(
        ambition.model_copy(update={"indicators": tuple(_broken(each, frames, changes) for each in ambition.indicators)})
        for ambition in agenda.ambitions
    )
    return agenda.model_copy(update={"ambitions": ambitions})


def area_notes(series: Series, code: str) -> tuple[str, ...]:
    """What readers must know of the area that figures are of.

    In which year of a change they begin, which change they do not include, or over what they were added.
    """
    notes = [
        f"De cijfers beginnen in {first.year}. In dat jaar was er een herindeling: {say_changes(meant)}."
        for first in series.points[:1]
        if not first.is_summed and (meant := [each for each in changes_of(code) if each.first_year == first.year])
    ]
    notes += [
        f"Herindeling in {year}: {say_changes(meant)}. De cijfers van vóór {year} gaan over een ander gebied. {APART}"
        for year, meant in other_area_from(series.points, changes_of(code))
    ]
    if added := [point.year for point in series.points if point.is_summed]:
        parts = listing(sorted({name for year in added for name in parts_of(code, year)}))
        notes.append(f"Tot en met {max(added)} opgeteld over de voormalige gemeenten {parts}.")
    return tuple(notes)


def _broken(indicator: Indicator, frames: dict[str, pd.DataFrame], changes: Sequence[AreaChange]) -> Indicator:
    rows = frames.get(indicator.id)
    if rows is None:
        return indicator
    known = {cut.year for cut in indicator.breaks if cut.kind is BreakKind.DEFINITION}
    figures = [Point(year=int(year), value=0.0, changes_ahead=int(ahead))
               for year, ahead in zip(rows["year"], rows["changes_ahead"], strict=True)]  # fmt: skip
    found = tuple(_break(year, meant) for year, meant in other_area_from(figures, changes) if year not in known)
    return indicator.model_copy(update={"breaks": (*indicator.breaks, *found)}) if found else indicator


def _break(year: int, changes: Sequence[AreaChange]) -> AreaBreak:
    names = [each.old_name for each in changes]
    shown = listing(names) if len(names) <= NAMED else f"{names[0]} en {len(names) - 1} andere"
    reason, word = f"Herindeling: {say_changes(changes)}.", f"herindeling ({shown})"
    return AreaBreak(year=year, reason=reason, kind=BreakKind.DEFINITION, word=word)

"""What the rules of now would have said in earlier years, of a norm as far away as the norm of now; it counts nothing.

These statements were made when their outcome was known, with figures as they are known now and by rules that were chosen with
such figures: they say less than statements that were kept beforehand.
"""

from collections.abc import Iterator
from datetime import date

from indicators.agenda.model import Indicator, Norm
from indicators.methods.baseline import Baseline
from indicators.methods.norm import judge_norm
from indicators.methods.series import Point, Series
from indicators.methods.track_record import Judged, Pending, Statement, find_outcome
from indicators.methods.zone import Zone, zone_of


def replay(indicator: Indicator, usable: Series) -> tuple[Judged, ...]:
    """Statements on norms set at every earlier figure as far away, and as many years ahead, as the norm of now, with outcomes.

    Each is judged at the end of that year and of every later one with a figure before the norm's year, with the figures to then.
    usable: since the last change of definition. As far away: by the same share where figures are above zero and have no upper
    bound (counts, rates), else by the same difference. Empty when there is no norm ahead, or nothing to compare with.
    """
    norm, definitive = indicator.norm, usable.definitive()
    now = definitive.last
    if norm is None or norm.year is None or now is None or now.year >= norm.year:
        return ()
    return tuple(_replayed(indicator, norm, norm.year - now.year, definitive))


def _replayed(indicator: Indicator, norm: Norm, ahead: int, definitive: Series) -> Iterator[Judged]:
    now = definitive.points[-1].value
    is_relative = indicator.possible_range[1] is None and bool((definitive.values > 0).all())
    for start in definitive.points[:-1]:
        year = start.year + ahead
        asked = _moved(norm, now, start.value, year, is_relative=is_relative)
        zone = zone_of(asked, indicator.desired_direction)
        if definitive.at(year) is None or zone is None or not _is_possible(zone, indicator):
            continue
        judged = indicator.model_copy(update={"norm": asked})
        for then in (point for point in definitive.points if start.year <= point.year < year):
            statement = _said(judged, definitive.until(then), start, zone)
            found = find_outcome(statement, definitive, ())
            if statement.is_ahead and not isinstance(found, Pending):
                yield statement, found


def _moved(norm: Norm, now: float, then: float, year: int, *, is_relative: bool) -> Norm:
    def move(level: float | None) -> float | None:
        if level is None:
            return None
        return level * then / now if is_relative else level + then - now

    levels = {"value": move(norm.value), "lower": move(norm.lower), "upper": move(norm.upper)}
    return norm.model_copy(update={**levels, "year": year, "milestones": (), "history": (), "adoption": None})


def _said(indicator: Indicator, known: Series, start: Point, zone: Zone) -> Statement:
    latest = known.points[-1].year
    baseline = Baseline(value=start.value, year=start.year, years=(start.year,))
    judged = judge_norm(indicator, known, baseline, today=date(latest, 12, 31))
    return Statement(
        indicator=indicator.id,
        verdict=judged.status,
        chance=judged.chance,
        zone=zone,
        year=indicator.norm.year if indicator.norm else None,
        latest=latest,
    )


def _is_possible(zone: Zone, indicator: Indicator) -> bool:
    """Whether figures can be what it asks: no norm of less than zero crimes."""
    lowest, highest = indicator.possible_range
    levels = [level for level in (zone.lower, zone.upper) if level is not None]
    return all((lowest is None or level >= lowest) and (highest is None or level <= highest) for level in levels)

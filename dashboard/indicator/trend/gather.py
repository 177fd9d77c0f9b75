"""The trend picture with what surrounds the own figures, from the answers of one indicator; it judges nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dashboard.book.databook import Row, trend_picture
from dashboard.book.judged import Judged
from dashboard.indicator.trend.layers import Layer
from dashboard.indicator.trend.picture import NormChange, Place, Start, TrendPicture
from dashboard.look.notation import day
from indicators.agenda.model import Adoption, Agenda, Indicator, Intervention, Norm
from indicators.methods.projection import project_path
from indicators.methods.usable import find_usable

DAYS_A_YEAR, MONTHS_A_YEAR = 365.25, 12


def interventions_of(agenda: Agenda, indicator: Indicator) -> tuple[Intervention, ...]:
    """The interventions that aim at this indicator."""
    return tuple(each for each in agenda.interventions if any(aim.indicator == indicator.id for aim in each.aims))


def full_picture(
    row: Row,
    judged: Judged,
    municipality: str,
    today: date,
    *,
    interventions: Sequence[Intervention] = (),
    names: Mapping[str, str] | None = None,
    shown: Collection[Layer] = tuple(Layer),
) -> TrendPicture:
    """The picture of a series with its norm, the group, the Netherlands, the expectation and the starts, as far as shown.

    names: of partners by their id, for who adopted a norm.
    """
    held = _held_norms(row.indicator.norm)
    picture = replace(
        trend_picture(row, municipality), norm_steps=_norm_steps(held), norm_changes=_norm_changes(held, names or {})
    )
    if Layer.NORM not in shown:
        picture = replace(picture, path=(), levels=(), past_norms=(), norm_steps=(), norm_changes=())
    if Layer.OUTLOOK in shown:
        picture = _with_outlook(picture, row.indicator, judged, today)
    return replace(
        picture,
        group=judged.band if Layer.GROUP in shown else (),
        national=judged.national if Layer.NATION in shown else None,
        starts=_starts(interventions) if Layer.INTERVENTIONS in shown else (),
    )


def offered_layers(picture: TrendPicture) -> tuple[Layer, ...]:
    """The layers that a picture with everything in it really has."""
    has = {
        Layer.NORM: picture.norm is not None,
        Layer.GROUP: bool(picture.group_shown),
        Layer.OUTLOOK: bool(picture.outlook),
        Layer.NATION: bool(picture.national_shown.points),
        Layer.INTERVENTIONS: bool(picture.starts_shown),
    }
    return tuple(layer for layer, is_there in has.items() if is_there)


def _with_outlook(picture: TrendPicture, indicator: Indicator, judged: Judged, today: date) -> TrendPicture:
    """The band of the projection that the answer about the norm was based on, year by year."""
    projection = judged.assessment.norm.projection
    if projection is None:
        return picture
    used = find_usable(picture.series, indicator.breaks, today).series.definitive()
    last = used.points[-1]
    path = project_path(used, projection.year, indicator.possible_range)
    return replace(picture, outlook_from=(float(last.year), last.value), outlook=path)


def _starts(interventions: Sequence[Intervention]) -> tuple[Start, ...]:
    """A figure of a year stands at that year, so a month lies within half a year of it."""
    starts = []
    for each in interventions:
        if each.start:
            year, _, month = each.start.partition("-")
            place = int(year) + ((int(month) - 0.5) / MONTHS_A_YEAR - 0.5 if month else 0.0)
            starts.append(Start(year=place, name=each.name, when=each.start))
    return tuple(sorted(starts, key=lambda start: start.year))


def _held_norms(norm: Norm | None) -> list[tuple[Adoption, float]]:
    """The levels that held over time, oldest first; empty when the norm never changed."""
    if norm is None or norm.value is None or norm.adoption is None:
        return []
    past = [(each.adoption, each.value) for each in norm.history if each.value is not None]
    return [*sorted(past, key=lambda held: held[0].on), (norm.adoption, norm.value)] if past else []


def _norm_steps(held: Sequence[tuple[Adoption, float]]) -> tuple[Place, ...]:
    """Corners of the level that held over time, from the first adoption to the last."""
    corners: list[Place] = []
    for (since, value), (until, _) in pairwise(held):
        corners += [(_year_of(since.on), value), (_year_of(until.on), value)]
    return (*corners, *((_year_of(adoption.on), value) for adoption, value in held[-1:]))


def _norm_changes(held: Sequence[tuple[Adoption, float]], names: Mapping[str, str]) -> tuple[NormChange, ...]:
    return tuple(
        NormChange(
            year=_year_of(adoption.on),
            before=before,
            value=value,
            who=tuple(names.get(each, each) for each in adoption.by),
            when=day(adoption.on),
        )
        for (_, before), (adoption, value) in pairwise(held)
    )


def _year_of(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR - 0.5

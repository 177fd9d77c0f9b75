"""Which figure decides about a norm, and which one is missing for that; it does not look at values."""

from dataclasses import dataclass
from datetime import date

from indicators.agenda.model import Norm
from indicators.methods.series import Point, Series


@dataclass(frozen=True, kw_only=True)
class Basis:
    """figure: what the norm is held against now; None when no figure may decide yet.

    is_over: the year of the norm has ended, or its figure is there. missing: the year whose figure should decide and is not
    there; beside a figure it says that this is the first one after that year.
    """

    figure: Point | None
    is_over: bool = False
    missing: int | None = None


def find_basis(norm: Norm, series: Series, today: date) -> Basis:
    """A norm of a year is decided by the figure of that year, or the first one after it.

    While the year is ahead, or without a year, the latest figure tells how things stand. Nothing has been met or missed before
    there was a norm: unless its year is ahead, that takes a figure of the year of its adoption or later.
    """
    latest, since = series.last, norm.adopted_year or 0
    if norm.year is not None and max(today.year - 1, latest.year if latest else 0) >= norm.year:
        due = max(norm.year, since)
        figure = next((point for point in series.points if point.year >= due), None)
        return Basis(figure=figure, is_over=True, missing=None if figure and figure.year == due else due)
    if norm.year is None and latest is not None and latest.year < since:
        return Basis(figure=None, missing=since)
    return Basis(figure=latest)

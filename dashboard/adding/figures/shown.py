"""Figures of a choice as lines for a chart and a table: the municipality, and the Netherlands beside it; pure."""

from dataclasses import dataclass

from dashboard.comparison.lines import NATION_LOOK, OWN, Line
from etl.catalogue.offered import YearFigure
from etl.store.terms import NATION
from indicators.methods.series import Point, Series


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What is drawn. name, unit, decimals: as the chart calls it; code, place: of the municipality."""

    name: str
    unit: str
    decimals: int
    code: str
    place: str
    figures: tuple[YearFigure, ...]
    nation: tuple[YearFigure, ...] = ()


def lines_of(shown: Shown) -> list[Line]:
    """The municipality first; who has no figures has no line."""
    found = [
        Line(code=shown.code, name=shown.place, series=_series(shown.figures), look=OWN),
        Line(code=NATION, name="Nederland", series=_series(shown.nation), look=NATION_LOOK),
    ]
    return [line for line in found if line.series.points]


def decimals_of(figures: tuple[YearFigure, ...]) -> int:
    """None for figures that are all whole, one for others, to begin with."""
    return 0 if all(figure.value.is_integer() for figure in figures) else 1


def _series(figures: tuple[YearFigure, ...]) -> Series:
    """The last one said of a year, when there are more."""
    return Series.of({each.year: _point(each) for each in figures}.values())


def _point(figure: YearFigure) -> Point:
    return Point(
        year=figure.year,
        value=figure.value,
        period=figure.period,
        is_provisional="voorlopig" in figure.status.lower(),
        lower=figure.lower,
        upper=figure.upper,
        numerator=figure.numerator,
        denominator=figure.denominator,
    )

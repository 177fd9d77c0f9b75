"""Charts of pages as drawings for a document, with what they show in words; it draws no chart of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dashboard import data
from dashboard.book.databook import Databook, Row
from dashboard.charts.drawing import svgs_of
from dashboard.charts.fixed import taken_apart
from dashboard.documents.parts import Picture
from dashboard.indicator.pieces import picture_of, trend_spec
from dashboard.indicator.trend.layers import SWITCHED
from dashboard.indicator.trend.told import trend_alt, trend_key
from dashboard.look.colours import WHITE

WIDTH = 820
"""Pixels: of a page with text of A4, so that letters of 13 pixels are read on paper."""


class Course(NamedTuple):
    """The large chart of an indicator, and the key to its marks."""

    picture: Picture
    key: str


def courses(book: Databook, rows: Sequence[Row]) -> Mapping[str, Course]:
    """By id those of the indicators that have figures."""
    names = [row.indicator.id for row in rows if row.last is not None]
    drawn = list(svgs_of(_specs(book, names)))
    return {name: _course(book, name, svg.decode()) for name, svg in zip(names, drawn, strict=True)}


def _specs(book: Databook, names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """As the pages show them, each in the width of a document."""
    for name in names:
        data.let_by()
        whole, chart = taken_apart(data.kept(book, trend_spec, name, SWITCHED), WIDTH)
        yield whole | chart | {"background": WHITE}


def _course(book: Databook, name: str, svg: str) -> Course:
    picture = data.kept(book, picture_of, name, SWITCHED)
    return Course(Picture(svg, trend_alt(picture)), trend_key(picture))

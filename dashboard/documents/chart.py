"""A chart of a page as a drawing for a document, with what it shows in words; it draws no chart of its own."""

from typing import Any

from dashboard import data
from dashboard.book.databook import Databook, Row
from dashboard.charts.drawing import svg_of
from dashboard.charts.fixed import taken_apart
from dashboard.documents.parts import Picture
from dashboard.indicator.pieces import picture_of, trend_spec
from dashboard.indicator.trend.layers import SWITCHED
from dashboard.indicator.trend.told import trend_alt, trend_key
from dashboard.look.colours import WHITE

WIDTH = 820
"""Pixels: of a page with text of A4, so that letters of 13 pixels are read on paper."""


def course(book: Databook, row: Row) -> tuple[Picture, str]:
    """The large chart of an indicator that has figures, and the key to its marks."""
    data.let_by()
    name = row.indicator.id
    picture = data.kept(book, picture_of, name, SWITCHED)
    return Picture(drawn(data.kept(book, trend_spec, name, SWITCHED)), trend_alt(picture)), trend_key(picture)


def drawn(spec: dict[str, Any]) -> str:
    """The specification that the page shows, as SVG."""
    whole, chart = taken_apart(spec, WIDTH)
    return svg_of(whole | chart | {"background": WHITE}).decode()

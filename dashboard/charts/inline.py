"""A chart as SVG within a page, from the specification that the screen shows; it fetches nothing and words nothing.

Drawn twice: where labels fit depends on the width, and without a script the browser can only choose between drawings.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dashboard.charts import parts
from dashboard.charts.drawing import svg_of

WIDE, SMALL = 880, 290
"""Pixels within the axes."""
_BOX = re.compile(r'viewBox="([^"]*)"')
_FOR_OTHERS = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_PLACES = re.compile(r' (?:d|transform|x|y|x1|x2|y1|y2)="[^"]*"')
_TOO_EXACT = re.compile(r"(\.\d\d)\d+")
_NAMED = re.compile(r'( id="|url\(#|href="#)')


@dataclass(frozen=True)
class Drawing:
    """What stands within an svg element, and its viewBox. screen: `breed` or `smal`, as style.css calls them."""

    screen: str
    view_box: str
    inside: Markup


def drawings(spec: dict[str, Any], name: str) -> tuple[Drawing, ...]:
    """For a wide screen and a small one. name: what names in it begin with, which are to be unique on a page."""
    wide, small = (_drawn(spec, width, is_small=width == SMALL) for width in (WIDE, SMALL))
    return _within(wide, "breed", f"{name}-b-"), _within(small, "smal", f"{name}-s-")


def _drawn(spec: dict[str, Any], width: int, *, is_small: bool) -> str:
    chart = deepcopy(spec)
    chart.pop("autosize", None)
    chart["params"] = [{"name": parts.WIDTH, "value": width}, {"name": parts.SMALL, "value": is_small}]
    chart |= {"width": width, "padding": 2}
    return svg_of(chart).decode("utf-8")


def _within(svg: str, screen: str, name: str) -> Drawing:
    """The text is Vega's, which escapes what it is given; the page says for all of it what it shows."""
    box = _BOX.search(svg)
    inside = svg[svg.index(">") + 1 : svg.rindex("</")]
    inside = _FOR_OTHERS.sub("", _NAMED.sub(rf"\1{name}", inside))
    inside = _PLACES.sub(lambda found: _TOO_EXACT.sub(r"\1", found[0]), inside)
    return Drawing(screen, box[1] if box else "", Markup(inside))  # noqa: S704  Vega escaped it  # nosec B704

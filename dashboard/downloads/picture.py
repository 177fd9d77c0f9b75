"""A chart as a picture to take along, with title, source and date in the picture itself; it fetches nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.charts.drawing import png_of, svg_of
from dashboard.charts.fixed import FONT, taken_apart
from dashboard.look.colours import INK, SECONDARY, WHITE
from dashboard.look.notation import made_on

SVG, PNG = "image/svg+xml", "image/png"
WIDTH = 920
"""Pixels; it fits a page of text on A4 and a slide."""
PADDING = 24
SHARPNESS = 2.0
LINE = 18


@dataclass(frozen=True, kw_only=True)
class Caption:
    """What stands around the chart: title and what it shows above it, source and key below it."""

    title: str
    subtitle: str
    source: str
    key: str
    made_on: date


def figure_svg(spec: dict[str, Any], caption: Caption) -> bytes:
    """The chart as an SVG drawing; spec is the Vega-Lite specification that the page shows."""
    return svg_of(complete(spec, caption))


def figure_png(spec: dict[str, Any], caption: Caption) -> bytes:
    """The chart as a PNG image, twice as sharp as a screen of 920 pixels wide."""
    return png_of(complete(spec, caption), SHARPNESS)


def complete(spec: dict[str, Any], caption: Caption) -> dict[str, Any]:
    """The specification in a fixed size with its title above and its source and date below."""
    whole, chart = taken_apart(spec, WIDTH)
    below = [line for line in (caption.key, f"{caption.source} {made_on(caption.made_on)}.") if line]
    lines = [part for text in below for part in wrapped(text)]
    return whole | {
        "title": {"text": caption.title, "subtitle": wrapped(caption.subtitle), **_title_look()},
        "vconcat": [chart, _foot(lines)],
        "spacing": 14,
        "padding": PADDING,
        "background": WHITE,
    }


def wrapped(text: str, widest: int = 130) -> list[str]:
    """The text in lines that fit the picture."""
    lines = [""]
    for word in text.split():
        fits = len(lines[-1]) + len(word) < widest
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
    return lines


def _title_look() -> dict[str, Any]:
    look = {"anchor": "start", "frame": "bounds", "font": FONT, "fontSize": 20, "fontWeight": 700, "color": INK, "offset": 14}
    return look | {"subtitleFont": FONT, "subtitleFontSize": 14, "subtitleColor": SECONDARY, "subtitlePadding": 6}


def _foot(lines: list[str]) -> dict[str, Any]:
    """Text below the chart; a title can only stand on one side of it."""
    mark = {"type": "text", "align": "left", "baseline": "top", "font": FONT, "fontSize": 13, "color": SECONDARY}
    return {
        "data": {"values": [{"tekst": lines}]},
        "width": WIDTH,
        "height": LINE * len(lines),
        "mark": mark | {"x": 0, "y": 0, "lineHeight": LINE},
        "encoding": {"text": {"field": "tekst", "type": "nominal"}},
    }

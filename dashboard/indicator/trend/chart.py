"""The large chart: the layers of a picture on top of each other, an Altair chart out; no Streamlit, no judgement."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import altair as alt

from dashboard.charts.frame import Frame
from dashboard.charts.parts import SMALL, dressed
from dashboard.indicator.trend.contract import Layer, TrendLayer
from dashboard.indicator.trend.labels import label_layers
from dashboard.indicator.trend.picture import TrendPicture

HEIGHT = 300
"""Within the axes."""


def trend_chart(picture: TrendPicture, hidden: Collection[Layer] = ()) -> alt.LayerChart:
    """All layers from back to front, and their names on top; hidden: layers that a small screen leaves out."""
    frame = picture.frame
    drawn = [part for layer in sorted(picture.layers, key=lambda layer: layer.depth) for part in _parts(layer, frame, hidden)]
    wanted = [
        replace(label, is_wide=_is_hidden(layer, hidden))
        for layer in sorted(picture.layers, key=lambda layer: layer.urgency)
        for label in layer.labels(frame)
    ]
    names = label_layers(frame, wanted, [layer.obstacles(frame) for layer in picture.layers], HEIGHT)
    return dressed(alt.layer(*drawn, *names, width="container", height=HEIGHT))


def _parts(layer: TrendLayer, frame: Frame, hidden: Collection[Layer]) -> Iterator[alt.Chart]:
    for part in layer.draw(frame):
        yield part.transform_filter(f"!{SMALL}") if _is_hidden(layer, hidden) else part


def _is_hidden(layer: TrendLayer, hidden: Collection[Layer]) -> bool:
    return layer.switch is not None and layer.switch.word in hidden

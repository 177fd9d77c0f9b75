"""The large chart: the layers of a picture on top of each other, an Altair chart out; no Streamlit, no judgement."""

import altair as alt

from dashboard.charts.parts import dressed
from dashboard.indicator.trend.labels import label_layers
from dashboard.indicator.trend.picture import TrendPicture

HEIGHT = 340


def trend_chart(picture: TrendPicture) -> alt.LayerChart:
    """All layers from back to front, and their names on top."""
    frame = picture.frame
    drawn = [part for layer in sorted(picture.layers, key=lambda layer: layer.depth) for part in layer.draw(frame)]
    wanted = [label for layer in sorted(picture.layers, key=lambda layer: layer.urgency) for label in layer.labels(frame)]
    names = label_layers(frame, wanted, [layer.obstacles(frame) for layer in picture.layers])
    return dressed(alt.layer(*drawn, *names, width="container", height=HEIGHT))

"""Names at the marks of the large chart, instead of a legend; each where there is room for it."""

from collections.abc import Sequence
from functools import partial

import altair as alt

from dashboard.charts.frame import Frame
from dashboard.charts.labels import LabelRoom, Obstacles
from dashboard.charts.named import Wanted, names
from dashboard.charts.parts import layer


def label_layers(frame: Frame, wanted: Sequence[Wanted], obstacles: Sequence[Obstacles], height: int) -> list[alt.Chart]:
    """All names, the most needed first."""
    room = partial(LabelRoom, years=frame.years, values=frame.values, obstacles=obstacles)
    return names(wanted, height, room, partial(layer, frame))

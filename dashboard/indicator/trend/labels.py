"""Names at the marks of the large chart, instead of a legend; each where there is room for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from dashboard.charts.frame import Frame
from dashboard.charts.labels import Label, LabelRoom, Measure, Obstacles
from dashboard.charts.parts import text
from dashboard.indicator.trend.contract import Wanted

NARROW = 480
"""Pixels within the axes: a picture that is narrower has the labels of a phone."""
DESK = Measure(width=760, height=290, character=6.6, step=8, looks=1, enough=14, worst=0.0, covering=100, farther=(0, 8, 13))
PHONE = replace(DESK, width=250)


def label_layers(frame: Frame, wanted: Sequence[Wanted], obstacles: Sequence[Obstacles]) -> list[alt.Chart]:
    """All names, the most needed first: who comes late takes the room that is left, and what the key says too can stay away."""
    desk, phone = (_placed(LabelRoom(measure, frame.years, frame.values, obstacles), wanted) for measure in (DESK, PHONE))
    return [layer for each, *labels in zip(wanted, desk, phone, strict=True) for layer in _drawn(frame, each, *labels)]


def _placed(room: LabelRoom, wanted: Sequence[Wanted]) -> list[Label | None]:
    return [room.put(each.words, each.spots, is_needed=each.is_needed) for each in wanted]


def _drawn(frame: Frame, wanted: Wanted, desk: Label | None, phone: Label | None) -> Iterable[alt.Chart]:
    """Once when it stands at the same place on both; otherwise one of two, as wide as the picture turns out to be."""
    if desk == phone:
        shown: list[tuple[Label | None, dict[str, Any]]] = [(desk, {})]
    else:
        shown = [(desk, {"opacity": alt.ExprRef(f"width < {NARROW} ? 0 : 1")})]
        shown += [(phone, {"opacity": alt.ExprRef(f"width < {NARROW} ? 1 : 0")})]
    for label, look in shown:
        if label is not None:
            yield text(frame, label.place, label.words, dy=label.dy, align=label.align, **wanted.style, **look)

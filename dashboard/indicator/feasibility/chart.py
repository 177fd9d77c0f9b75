"""The small chart of how usual a step is: a line for all steps and one for those beyond the national movement; no judgement."""

import altair as alt

from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import HALF_LINE, Label, LabelRoom, Measure, Obstacles, Spot, around
from dashboard.charts.parts import dressed, line, marks, text
from dashboard.indicator.feasibility.words import ALL, BEYOND
from dashboard.look.colours import INK, SECONDARY
from indicators.methods.base_rates import BaseRates

HEIGHT = 190
HUNDRED = 100.0
PHONE = Measure(
    width=270, height=150, character=6.8, step=20, looks=8, enough=12, worst=-HALF_LINE, covering=HALF_LINE, farther=(0, 8)
)
"""What is free on a phone is free on a larger screen."""


def feasibility_chart(rates: BaseRates) -> alt.LayerChart:
    """Of a hundred municipalities how many made the step, by the year in which the period ended; 0 to 100."""
    made = [_place(window.last, window.made / window.municipalities) for window in rates.windows]
    beyond = [_place(window.last, window.made_beyond / window.municipalities) for window in rates.windows]
    frame = Frame(first_year=made[0][0], last_year=made[-1][0], low=0.0, high=HUNDRED)
    parts = [
        line(frame, beyond, color=SECONDARY, strokeWidth=1.6),
        marks(frame, beyond, color=SECONDARY, filled=False, size=55),
        line(frame, made, color=INK, strokeWidth=2.2),
        marks(frame, made, color=INK, size=55),
    ]
    colors = {ALL: INK, BEYOND: SECONDARY}
    parts += [
        text(frame, label.place, label.words, dy=label.dy, align=label.align, color=colors[label.words])
        for label in _labels(frame, made, beyond)
    ]
    return dressed(alt.layer(*parts, width="container", height=HEIGHT))


def _labels(frame: Frame, made: list[Place], beyond: list[Place]) -> list[Label]:
    """A name at each line, where it stands off both; the key tells the two apart as well."""
    obstacles = Obstacles(lines=[made, beyond], marks=[*made, *beyond])
    room = LabelRoom(PHONE, frame.years, frame.values, [obstacles])
    found = (room.put(words, _spots(places), is_needed=False) for words, places in ((ALL, made), (BEYOND, beyond)))
    return [label for label in found if label]


def _spots(places: list[Place]) -> list[Spot]:
    ends = [*around(places[-1], "right", lines=2), *around(places[0], "left", lines=2)]
    return ends + [spot for place in places[1:-1] for spot in around(place, "center", lines=1)]


def _place(year: int, share: float) -> Place:
    return float(year), HUNDRED * share

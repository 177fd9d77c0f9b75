"""The small chart of how usual a step is: a line for all steps and one for those beyond the national movement; no judgement."""

from functools import partial

import altair as alt

from dashboard.charts.frame import Frame, Place
from dashboard.charts.labels import LabelRoom, Mark, Obstacles, Spot, around
from dashboard.charts.named import Wanted, names
from dashboard.charts.parts import dressed, layer, line, marks
from dashboard.indicator.feasibility.words import ALL, BEYOND
from dashboard.look.colours import INK, SECONDARY
from indicators.methods.base_rates import BaseRates

HEIGHT = 150
"""Within the axes."""
HALF_DOT = 5.0
HUNDRED = 100.0


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
    names_at = _names(frame, made, beyond)
    return dressed(alt.layer(*parts, *names_at, width="container", height=HEIGHT))


def _names(frame: Frame, made: list[Place], beyond: list[Place]) -> list[alt.Chart]:
    """A name at each line, where it stands off both; the key tells the two apart as well."""
    wanted = [
        Wanted(words, _spots(places), {"color": color}, is_needed=False)
        for words, places, color in ((ALL, made, INK), (BEYOND, beyond, SECONDARY))
    ]
    obstacles = Obstacles(lines=[made, beyond], marks=[Mark(place, HALF_DOT) for place in (*made, *beyond)])
    room = partial(LabelRoom, years=frame.years, values=frame.values, obstacles=[obstacles])
    return names(wanted, HEIGHT, room, partial(layer, frame))


def _spots(places: list[Place]) -> list[Spot]:
    ends = [*around(places[-1], "right", lines=2), *around(places[0], "left", lines=2)]
    return ends + [spot for place in places[1:-1] for spot in around(place, "center", lines=1)]


def _place(year: int, share: float) -> Place:
    return float(year), HUNDRED * share

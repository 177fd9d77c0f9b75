"""Which spots the names in the first chart of an intervention may take, and what they stand off; it draws nothing.

It reckons with the picture on a phone: what is free there is free on a larger screen.
"""

from dataclasses import replace

from dashboard.charts.labels import HALF_LINE, Label, LabelRoom, Measure, Obstacles, Spot, around
from dashboard.interventions.effect_picture import EffectPicture

LABEL_ROW = 16
"""Pixels between the names of the moments at the top."""
HALF_A_YEAR = 0.5
PHONE = Measure(
    width=285, height=270, character=6.8, step=40, looks=8, enough=10, worst=-HALF_LINE, covering=HALF_LINE, farther=(0, 0)
)


def place_labels(picture: EffectPicture, own: str, group: str) -> list[Label]:
    """The own name at the last figure, and then that of the group, if there is one, anywhere along its line."""
    mine = [(float(point.year), point.value) for point in picture.own.points]
    theirs = [(float(year), value) for year, value in picture.group]
    room = _room(picture, Obstacles(lines=[mine, theirs], marks=[*mine, *theirs]))
    wanted = [(own, around(mine[-1], "right", lines=2))]
    if theirs:
        ends = [*around(theirs[-1], "right", lines=1), *around(theirs[0], "left", lines=1)]
        between: list[Spot] = [spot for place in theirs[1:-1] for spot in around(place, "center", lines=1)]
        wanted.append((group, [*ends, *between]))
    return [label for words, spots in wanted if (label := room.put(words, spots))]


def _room(picture: EffectPicture, obstacles: Obstacles) -> LabelRoom:
    first, last = picture.years
    measure = replace(PHONE, top=float(LABEL_ROW * len(picture.names_at_top)))
    return LabelRoom(measure, (first - HALF_A_YEAR, last + HALF_A_YEAR), picture.value_range, [obstacles])

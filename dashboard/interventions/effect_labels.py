"""Which names the charts of an intervention want, where they may stand, and what they stand off; it draws nothing."""

from collections.abc import Iterator, Sequence

from dashboard.charts.frame import Place
from dashboard.charts.labels import Align, Line, Mark, Obstacles, Spot, around
from dashboard.charts.named import Wanted
from dashboard.interventions.effect_picture import EffectPicture
from dashboard.look.colours import INK, NORM_BLUE, SECONDARY

HALF_A_YEAR = 0.5
HALF_DOT = 5.5
BESIDE = 6.0
"""Pixels from an upright line to the words beside it."""
OWN = {"color": INK, "fontWeight": 700}
MEAN = {"color": NORM_BLUE, "fontWeight": 700}


def course_names(picture: EffectPicture, own: str, group: str) -> list[Wanted]:
    """The own name at the last figure, the moments at the top, and the name of the group anywhere along its line."""
    wanted = [Wanted(own, around(_own(picture)[-1], "right", "left"), OWN), *_moments(picture)]
    if theirs := _group(picture):
        ends = [*around(theirs[-1], "right", lines=1), *around(theirs[0], "left", lines=1)]
        between = [spot for place in theirs[1:-1] for spot in around(place, "center", lines=1)]
        wanted.append(Wanted(group, [*ends, *between], {"color": SECONDARY}, is_needed=False))
    return wanted


def course_obstacles(picture: EffectPicture) -> Obstacles:
    """Both lines, the own dots and the moments."""
    mine = _own(picture)
    uprights = [year for year, _ in picture.moments]
    return Obstacles(lines=[mine, _group(picture)], marks=[Mark(place, HALF_DOT) for place in mine], uprights=uprights)


def _moments(picture: EffectPicture) -> Iterator[Wanted]:
    """Each in a row of its own where there is room; the key says them as well."""
    top = picture.value_range[1]
    if picture.pre_years:
        first, last = picture.pre_years[0] - HALF_A_YEAR, picture.pre_years[-1] + HALF_A_YEAR
        places: list[tuple[Place, Align, float]] = [((first, top), "left", BESIDE), ((last, top), "right", -BESIDE)]
        yield Wanted("vóór de start", _in_rows(places), {"color": SECONDARY}, is_needed=False)
    for year, words in picture.moments:
        sides: list[tuple[Place, Align, float]] = [((year, top), "left", BESIDE), ((year, top), "right", -BESIDE)]
        yield Wanted(words, _in_rows(sides), {"color": NORM_BLUE}, is_needed=False)


def _in_rows(places: Sequence[tuple[Place, Align, float]]) -> list[Spot]:
    return [Spot(place, row, align, dx) for row in (1, 2, 3, 4) for place, align, dx in places]


def gap_names(picture: EffectPicture, words: str) -> list[Wanted]:
    """The mean, at either end of its stroke."""
    if picture.mean is None:
        return []
    first, last = picture.post_years[0] - HALF_A_YEAR, picture.post_years[-1] + HALF_A_YEAR
    return [Wanted(words, [*around((last, picture.mean), "right"), *around((first, picture.mean), "left", "right")], MEAN)]


def gap_obstacles(picture: EffectPicture) -> Obstacles:
    """The line with its dots, the stroke of the mean, zero, and the moments."""
    gaps = [(float(gap.year), gap.gap) for gap in picture.gaps]
    first, last = picture.years
    lines: list[Line] = [gaps, [(first - HALF_A_YEAR, 0.0), (last + HALF_A_YEAR, 0.0)]]
    if picture.mean is not None:
        ends = picture.post_years[0] - HALF_A_YEAR, picture.post_years[-1] + HALF_A_YEAR
        lines.append([(end, picture.mean) for end in ends])
    uprights = [year for year, _ in picture.moments]
    return Obstacles(lines=lines, marks=[Mark(place, HALF_DOT) for place in gaps], uprights=uprights)


def _own(picture: EffectPicture) -> list[Place]:
    return [(float(point.year), point.value) for point in picture.own.points]


def _group(picture: EffectPicture) -> list[Place]:
    return [(float(year), value) for year, value in picture.group]

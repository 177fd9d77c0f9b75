"""Labels in the first chart of an intervention stand free of lines, of each other and of the names at the top."""

from itertools import pairwise

import pytest

from dashboard.charts.effect_labels import CHARACTER, HALF_LINE, HEIGHT, LABEL_ROW, OFFSET, WIDTH, Spot, place_labels
from dashboard.interventions.effect_chart import clear_offset
from dashboard.interventions.effect_picture import EffectPicture
from indicators.methods.series import Point, Series

OWN, GROUP = "Zaanstad 17,3", "vergelijkbare gemeenten"


def picture(own: list[float], group: list[float], frozen: int | None = None) -> EffectPicture:
    points = tuple(Point(year=2010 + n, value=value, period=str(2010 + n)) for n, value in enumerate(own))
    return EffectPicture(
        name="Zaanstad",
        indicator="Inbraken",
        unit="%",
        decimals=1,
        own=Series(points),
        group=tuple((2010 + n, value) for n, value in enumerate(group)),
        group_name="",
        start=2013,
        start_text="start: 2013",
        post_from=2014,
        frozen=frozen,
        frozen_text="vastgelegd: 2015" if frozen else "",
    )


def box(words: str, spot: Spot, shown: EffectPicture) -> tuple[float, float, float, float]:
    (first, last), (low, high) = shown.years, shown.value_range
    x = (spot.place[0] - first + 0.5) / (last - first + 1) * WIDTH
    y = (1 - (spot.place[1] - low) / (high - low)) * HEIGHT + OFFSET * spot.side
    wide = CHARACTER * len(words)
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[spot.align]
    return left, left + wide, y - HALF_LINE, y + HALF_LINE


CASES = {
    "falls at the end": ([20, 20, 20, 20, 17, 16, 15, 14], [20.0] * 8),
    "rises after a dip": ([20, 20, 21, 20, 12, 13, 12, 14], [20, 20, 19, 20, 20, 20, 19, 20]),
    "far below the group": ([5, 4, 5, 4, 5, 4, 5, 4], [20.0] * 8),
    "falls all the way": ([20, 17, 15, 12, 10, 8, 5, 2], [20.0] * 8),
    "without a group": ([20, 20, 21, 20, 12, 13, 12, 14], []),
}


@pytest.mark.parametrize(("own", "group"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("frozen", [None, 2015])
def test_labels_stand_free(own: list[float], group: list[float], frozen: int | None) -> None:
    shown = picture(own, group, frozen)
    mine, theirs = place_labels(shown, OWN, GROUP)
    assert mine.place == (2017, own[-1]), "the own label stays at the last figure"
    boxes = [box(OWN, mine, shown), *([box(GROUP, theirs, shown)] if theirs else [])]
    assert bool(theirs) is bool(group)
    for left, right, top, bottom in boxes:
        assert left >= 0
        assert right <= WIDTH
        assert top >= LABEL_ROW * len(shown.names_at_top)
        assert bottom <= HEIGHT + HALF_LINE, "a little over the axis is still above the years"
    for one, other in pairwise(boxes):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
    for line in (own, group):
        for year, value in enumerate(line, 2010):
            x, top, _ = box("", Spot((year, value), 0, "left"), shown)[1:]
            assert not any(left < x < right and upper < top + HALF_LINE < lower for left, right, upper, lower in boxes)


@pytest.mark.parametrize(
    ("what", "values", "offset"),
    [
        ("arrives from below: right above it", [1.0, 1.0, 2.0], -15),
        ("arrives from above: right below it", [3.0, 3.0, 2.0], 15),
        ("a dip before it: above the highest of them", [1.2, 1.3, 1.0, 1.2], -16),
        ("older figures are not under the label", [9.0, 1.0, 1.0, 1.0, 2.0], -15),
        ("a single figure", [4.0], -15),
    ],
)
def test_a_label_keeps_clear_of_the_figures_it_reaches_over(what: str, values: list[float], offset: float) -> None:
    assert clear_offset(values, 10) == pytest.approx(offset), what

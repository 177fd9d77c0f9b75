"""Labels in the first chart of an intervention stand free of lines, of each other and of the names at the top."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from PIL import ImageColor
from support.drawn_text import dots_in, lines_in, words_in

from dashboard.interventions.effect_chart import course_chart, gap_chart, process_chart
from dashboard.interventions.effect_picture import EffectPicture
from dashboard.look.colours import INK
from dashboard.look.notation import exact
from indicators.effects.result import GapYear
from indicators.methods.series import Point, Series

GROUP = "vergelijkbare gemeenten"
PHONE = 290
"""Pixels the chart gets within its card on a screen of 360."""
HALF_A_YEAR = 20
"""Pixels from the first and the last mark to the edges."""
LOOKS = 200
Box = tuple[float, float, float, float]
"""Left, right, top, bottom."""


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
        pre_years=(2010, 2011, 2012),
        frozen=frozen,
        frozen_text="vastgelegd: 2015" if frozen else "",
    )


def covers(box: Box, line: tuple[tuple[float, float], ...]) -> bool:
    """Whether a line passes under the words; a look every half per cent of each piece of it."""
    left, right, top, bottom = box
    return any(
        left < x1 + (x2 - x1) * step / LOOKS < right and top < y1 + (y2 - y1) * step / LOOKS < bottom
        for (x1, y1), (x2, y2) in pairwise(line)
        for step in range(LOOKS + 1)
    )


CASES = {
    "falls at the end": ([20, 20, 20, 20, 17, 16, 15, 14], [20.0] * 8),
    "rises after a dip": ([20, 20, 21, 20, 12, 13, 12, 14], [20, 20, 19, 20, 20, 20, 19, 20]),
    "far below the group": ([5, 4, 5, 4, 5, 4, 5, 4], [20.0] * 8),
    "falls all the way": ([20, 17, 15, 12, 10, 8, 5, 2], [20.0] * 8),
    "past the group's line": ([20, 21, 22, 21, 22, 23, 25, 28], [20.5, 21, 19, 20, 21, 19, 21, 21]),
    "up to the names at the top": ([20, 19, 21, 24, 26, 28, 29, 29], [20, 18, 21, 24, 26, 29, 30, 30]),
    "without a group": ([20, 20, 21, 20, 12, 13, 12, 14], []),
}


@pytest.mark.parametrize(("own", "group"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("frozen", [None, 2015])
def test_labels_stand_free(own: list[float], group: list[float], frozen: int | None) -> None:
    """As they are drawn on a phone; where lines, marks and words are is read from the drawing, no formula of ours is repeated."""
    spec = course_chart(picture(own, group, frozen)).to_dict()
    words = {each.text: each.box for each in words_in(spec, PHONE)}
    names = [box for text, box in words.items() if text.startswith("Zaanstad") or text == GROUP]
    others = [box for text, box in words.items() if text.startswith(("vóór", "start:", "effect", "vastgelegd"))]
    assert any(text.startswith("Zaanstad") for text in words), "the name of the group is in the key too; the own figure is not"
    dots, lines = dots_in(spec, PHONE), lines_in(spec, PHONE)
    assert len(dots) == len(own)
    assert [len(line) for line in lines] == [len(line) for line in (group, own) if line]
    for box in names:
        assert box[0] >= dots[0][0] - HALF_A_YEAR
        assert box[1] <= dots[-1][0] + HALF_A_YEAR
        assert not any(covers(box, line) for line in lines)
    for one, other in combinations([*names, *others], 2):
        if one in names or other in names:
            assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


GAPS = {"low": [-1.0, 0.5, -0.5, 0.2, -2.0, -3.0, -2.5, -4.0], "around zero": [0.4, -0.4, 0.3, -0.2, 0.1, 0.2, -0.1, 0.1]}


@pytest.mark.parametrize("values", GAPS.values(), ids=GAPS.keys())
@pytest.mark.parametrize("width", [PHONE, 900])
def test_the_mean_difference_is_named_and_stands_off_the_line(values: list[float], width: int) -> None:
    gaps = tuple(GapYear(year=2010 + n, own=20.0, group=20.0, gap=value, band=1.0) for n, value in enumerate(values))
    found = replace(picture([20.0] * 8, [20.0] * 8), gaps=gaps, post_years=(2014, 2015, 2016, 2017), mean=sum(values[4:]) / 4)
    spec = gap_chart(found).to_dict()
    (mean,) = (each.box for each in words_in(spec, width) if each.text.startswith("gemiddeld"))
    assert not any(covers(mean, line) for line in lines_in(spec, width))


@pytest.mark.parametrize(
    "figures", [[1.0, 1.0, 2.0], [3.0, 3.0, 2.0], [1.2, 1.3, 1.0, 1.2], [4.0], [0.0, 0.0], [-1.0, -3.0, 2.0]]
)
def test_the_newest_figure_of_a_partner_is_named_and_stands_off_the_line(figures: list[float]) -> None:
    spec = process_chart([(f"kwartaal {n}", value) for n, value in enumerate(figures)], "bezoeken").to_dict()
    (last,) = (
        each.box for each in words_in(spec, PHONE) if each.text == exact(figures[-1]) and each.colour == ImageColor.getrgb(INK)
    )
    assert not any(covers(last, line) for line in lines_in(spec, PHONE))

"""Labels in a chart stand where there is room: not on a line, not on each other, not outside the picture."""

from dashboard.label_room import LabelRoom
from dashboard.picture import Break, TrendPicture
from indicators.series import Point, Series

ABOVE, BELOW = -1, 1


def picture(*values, **changes):
    series = Series.of(Point(year=2015 + n, value=float(value)) for n, value in enumerate(values))
    return TrendPicture(series=series, name="Zaanstad", unit="%", decimals=1, **changes)


def put(room, place, *aligns, words="Zaanstad 5,0"):
    return room.put(words, [(place, side, align) for align in aligns or ("right",) for side in (ABOVE, BELOW)])


def test_a_label_goes_below_a_line_that_comes_from_above():
    falling = put(LabelRoom(picture(60, 50, 40, 30, 45)), (2018.0, 30.0), "center")
    rising = put(LabelRoom(picture(30, 40, 50, 60, 45)), (2018.0, 60.0), "center")
    assert falling.dy > 0 > rising.dy


def test_a_second_label_does_not_cover_the_first():
    room = LabelRoom(picture(50, 50, 50, 50, 50))
    first, second = put(room, (2017.0, 50.0), "center"), put(room, (2017.0, 50.0), "center")
    assert {first.dy > 0, second.dy > 0} == {True, False}


def test_a_label_stays_within_the_picture():
    label = put(LabelRoom(picture(50, 51, 50, 52, 50)), (2015.0, 50.0), "right", "left", words="vergelijkbare gemeenten")
    assert label.align == "left"


def test_the_words_of_a_special_year_at_the_top_are_left_free():

    cut = Break(first=2017, last=2017, reason="corona", is_special=True)
    top = 53.0
    spots = [((2017.0, top), ABOVE, "center"), ((2015.0, 50.0), ABOVE, "left")]
    assert (
        LabelRoom(picture(50, 50, 50, 50, 50, levels=(top,), breaks=(cut,))).put("vergelijkbare gemeenten", spots).place[0]
        == 2015.0
    )

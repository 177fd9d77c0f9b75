"""Labels in a chart stand where there is room: not on a line, not on each other, not outside the picture."""

from support.trend_pictures import a_picture

from dashboard.book.breaks import Break
from dashboard.charts.labels import ABOVE, BELOW, OFFSET, LabelRoom, around
from dashboard.indicator.trend.labels import DESK, PHONE
from dashboard.indicator.trend.starts import Start
from indicators.methods.series import Point, Series


def room(*values, measure=DESK, **changes):
    """The room that a picture with these figures from 2015 on leaves for names."""
    series = Series.of(Point(year=2015 + n, value=float(value)) for n, value in enumerate(values))
    shown = a_picture(series, **changes)
    obstacles = [layer.obstacles(shown.frame) for layer in shown.layers]
    return LabelRoom(measure, shown.frame.years, shown.frame.values, obstacles)


def put(room, place, *aligns, words="Zaanstad 5,0"):
    return room.put(words, [(place, side, align) for align in aligns or ("right",) for side in (ABOVE, BELOW)])


def test_a_label_goes_below_a_line_that_comes_from_above():
    falling = put(room(60, 50, 40, 30, 45), (2018.0, 30.0), "center")
    rising = put(room(30, 40, 50, 60, 45), (2018.0, 60.0), "center")
    assert falling.dy > 0 > rising.dy


def test_a_second_label_does_not_cover_the_first():
    free = room(50, 50, 50, 50, 50)
    first, second = put(free, (2017.0, 50.0), "center"), put(free, (2017.0, 50.0), "center")
    assert {first.dy > 0, second.dy > 0} == {True, False}


def test_a_label_stays_within_the_picture():
    label = put(room(50, 51, 50, 52, 50), (2015.0, 50.0), "right", "left", words="vergelijkbare gemeenten")
    assert label.align == "left"


def test_the_words_of_a_special_year_at_the_top_are_left_free():

    cut = Break(first=2017, last=2017, reason="corona", is_special=True)
    top = 53.0
    spots = [((2017.0, top), ABOVE, "center"), ((2015.0, 50.0), ABOVE, "left")]
    assert room(50, 50, 50, 50, 50, levels=(top,), breaks=(cut,)).put("vergelijkbare gemeenten", spots).place[0] == 2015.0


def test_a_label_goes_a_line_farther_out_of_a_crowd_and_only_then():
    crowded = room(20, 20, 16, 22, 24, 24, 23, 20, 19.7, measure=PHONE, levels=(19.3,))
    near = room(20, 20, 20, 20, 20).put("Zaanstad 20", around((2019.0, 20.0), "right"))
    far = crowded.put("Zaanstad 19,7", around((2023.0, 19.7), "right"))
    assert abs(near.dy) == OFFSET
    assert abs(far.dy) > OFFSET


def test_a_label_that_is_not_needed_stays_away_where_it_would_cover_something_and_takes_no_room():
    free = room(50, 50, 50, 50, 50)
    spots = [((2017.0, 50.0), ABOVE, "center")]
    assert free.put("norm 50", spots) is not None
    assert free.put("Nederland", spots, is_needed=False) is None
    below = free.put("nulmeting 50", [*spots, ((2017.0, 50.0), BELOW, "center")])
    assert below.dy > 0


def test_a_label_does_not_cross_the_start_of_an_intervention():
    start = Start(year=2017.0, name="Buurtsport", when="2017")
    spots = [((2017.0, 50.0), ABOVE, "center"), ((2017.0, 50.0), ABOVE, "left"), ((2017.5, 50.0), ABOVE, "left")]
    label = room(50, 50, 50, 50, 50, starts=(start,)).put("eerdere norm 50", spots)
    assert label.place == (2017.5, 50.0)

"""Labels in a chart stand where there is room: not on a line, not on each other, not outside the picture."""

import altair as alt
import pytest
from support.trend_pictures import a_picture

from dashboard.book.breaks import Break
from dashboard.charts.labels import ABOVE, BELOW, HALF_LINE, OFFSET, LabelRoom, Mark, Measure, Obstacles, around
from dashboard.charts.letters import width_of
from dashboard.charts.named import WIDTHS, Wanted, names
from dashboard.indicator.trend.starts import Start
from indicators.methods.series import Point, Series

DESK, PHONE = Measure(widths=(760,), height=290), Measure(widths=(250,), height=290)


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


def test_the_words_of_a_special_year_stand_at_the_top_and_are_left_free():
    cut = Break(first=2017, last=2017, reason="corona", is_special=True)
    shown = a_picture(Series.of(Point(year=2015 + n, value=50.0) for n in range(5)), levels=(53.0,), breaks=(cut,))
    free = room(50, 50, 50, 50, 50, levels=(53.0,), breaks=(cut,))
    (wanted,) = next(layer for layer in shown.layers if layer.depth == 10).labels(shown.frame)
    top = free.put(wanted.words, wanted.spots)
    assert (top.words, top.dy) == ("2017: bijzonder", OFFSET)
    again = free.put("een ander woord", wanted.spots)
    assert (again.place, again.dy, again.align) != (top.place, top.dy, top.align)


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


def flat(*lines, marks=(), widths=(250,)):
    """A room of a hundred years and a hundred high."""
    return LabelRoom(Measure(widths=widths, height=100), (0, 100), (0, 100), [Obstacles(lines=lines, marks=marks)])


def test_a_label_that_is_needed_stands_somewhere_else_with_a_line_to_it_where_no_wanted_spot_is_free():
    crowded = flat(*([(0.0, height), (100.0, height)] for height in (40.0, 60.0, 75.0)))
    spots = around((50.0, 60.0), "center", lines=1)
    assert crowded.put("een lang woord", spots, is_needed=False) is None
    found = crowded.put("een lang woord", spots)
    assert found.is_tied
    middle = 100 - 60 + found.dy
    assert all(abs(middle - (100 - height)) >= HALF_LINE for height in (40, 60, 75)), "off every line"


def test_a_label_that_fits_nowhere_stays_away():
    full = flat(*([(0.0, height), (100.0, height)] for height in range(0, 101, 8)))
    assert full.put("een woord", around((50.0, 50.0), "center")) is None


def test_a_label_does_not_lie_on_the_mark_of_another():
    beside = [Mark((50.0, 50.0), 5), Mark((54.0, 65.0), 5)]
    assert flat(marks=beside[:1]).put("woord", around((50.0, 50.0), "center")).dy == -OFFSET
    assert flat(marks=beside).put("woord", around((50.0, 50.0), "center")).dy == OFFSET


def test_what_is_free_on_one_width_only_is_not_free():
    steep = [(40.0, 100.0), (60.0, 0.0)]
    spots = [((20.0, 50.0), ABOVE, "left")]
    words = "een heel lang woord"
    assert flat(steep, widths=(900,)).put(words, spots, is_needed=False)
    assert flat(steep, widths=(200, 900)).put(words, spots, is_needed=False) is None


def test_every_width_has_its_labels_and_one_that_stays_where_it_is_is_there_once():
    given = []

    def drawn(rows):
        given.extend(rows)
        return alt.Chart(alt.InlineData(values=rows))

    wanted = [Wanted("woord", around((50.0, 50.0), "center"))]
    names(wanted, 100, lambda measure: LabelRoom(measure, (0, 100), (0, 100), []), drawn)
    assert [(row["tekst"], row["van"], row["tot"]) for row in given] == [("woord", 0, WIDTHS[-1])]


def test_words_are_reckoned_as_wide_as_a_browser_draws_them():
    assert width_of("vergelijkbare gemeenten") == pytest.approx(134.2, rel=0.06), "measured in Source Sans of 13 pixels"
    assert width_of("Zaanstad 2,81", is_bold=True) > width_of("Zaanstad 2,81")
    assert width_of("漢字") >= 2 * 0.8 * 13, "letters that nobody measured are wide"

"""One truth a figure, in the large chart: no path and no baseline from before a new definition, as the answer has none either."""

from support.small_figures import reach, yearly
from support.small_rows import a_row

from dashboard.indicator.trend.norm import CurrentNorm
from dashboard.indicator.trend.picture import trend_picture
from dashboard.indicator.trend.told import trend_alt, trend_key

BREAK = [{"periode": 2020, "soort": "definitie", "reden": "de registratie is vernieuwd"}]
FIGURES = yearly(3.4, 3.3, 2.9, 2.8, 2.8, 2.7, 2.6).points


def norm_of(picture):
    return next(layer for layer in picture.layers if isinstance(layer, CurrentNorm))


def test_the_chart_draws_no_path_through_a_new_definition():
    picture = trend_picture(a_row(FIGURES, reach(2.5, 2028), trendbreuken=BREAK), "Zaanstad")
    assert norm_of(picture).baseline is None
    assert norm_of(picture).path == ((2028.0, 2.5),), "the norm itself stays"
    assert "Nulmeting" not in trend_alt(picture)
    assert "nulmeting" not in trend_key(picture)


def test_without_it_the_path_starts_at_the_baseline():
    picture = trend_picture(a_row(FIGURES, reach(2.5, 2028)), "Zaanstad")
    assert norm_of(picture).baseline == (2018.0, 3.4)
    assert norm_of(picture).path == ((2018.0, 3.4), (2028.0, 2.5))
    assert "Nulmeting: 3,4 (2018)." in trend_alt(picture)

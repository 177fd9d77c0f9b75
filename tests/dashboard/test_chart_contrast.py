"""Everybody can read the words in a chart: contrast of at least 4.5 with what lies behind them, on a phone and on a desk."""

from datetime import date

import pytest
from PIL import ImageColor
from support.drawn_text import contrast, words_in
from support.shipped import AGENDA
from support.small_figures import an_indicator, members, yearly
from support.trend_pictures import a_picture

from dashboard import data
from dashboard.book.breaks import Break
from dashboard.charts.parts import PARAMETERS
from dashboard.comparison import lines as comparing
from dashboard.comparison.chart import compare_chart
from dashboard.downloads.picture import Caption, complete
from dashboard.indicator.feasibility.chart import feasibility_chart
from dashboard.indicator.feasibility.pieces import base_rates
from dashboard.indicator.group_chart import group_chart, group_picture
from dashboard.indicator.pieces import picture_of
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.starts import Start
from dashboard.interventions import effects
from dashboard.interventions.effect_chart import course_chart, gap_chart, process_chart
from dashboard.interventions.pieces import picture_of as effect_picture_of
from dashboard.look.colours import INK
from indicators.methods.base_rates import BaseRates
from indicators.methods.group_year import GroupYear, summarise_group
from indicators.methods.projection import Projection
from indicators.methods.series import Point, Series

ENOUGH = 4.5
SHIPPED = 28
"""Indicators in the agenda that comes with Databoek."""
PHONE, DESK = 290, 900
"""Pixels a chart gets within its card on a screen of 360 and of 1280 pixels."""


@pytest.fixture(scope="module")
def book(filled):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABOEK_AGENDA", str(AGENDA))
        patch.setenv("DATABOEK_DATA", str(filled))
        yield data.databook()


def unreadable(drawn):
    return {(words.text, round(words.contrast, 2)) for words in drawn if words.contrast < ENOUGH}


def check(charts):
    """All words of all charts, at both widths."""
    assert charts
    for name, chart in charts.items():
        spec = chart.to_dict()
        for width in (PHONE, DESK):
            drawn = words_in(spec, width)
            assert drawn, name
            assert unreadable(drawn) == set(), f"{name}, {width} pixels wide"
        asked = {each["name"]: each.get("expr") for each in spec.get("params", ())}
        assert asked == PARAMETERS, f"{name}: it asks for more than how wide it is"
        fixed = {key: value for key, value in spec.items() if key != "params"}
        assert not {"condition", "params"} & set(keys_of(fixed)), f"{name}: what is drawn first is not all there is to read"


def keys_of(part):
    if isinstance(part, dict):
        for key, value in part.items():
            if key != "datasets":
                yield key
                yield from keys_of(value)
    elif isinstance(part, list):
        for each in part:
            yield from keys_of(each)


def outlook(year, low, centre, high):
    return Projection(
        from_year=2019,
        year=year,
        centre=centre,
        lower=low,
        upper=high,
        if_it_stops=centre,
        if_it_goes_on=centre,
        standard_error=0.1,
        freedom=8,
    )


def everything():
    """A trend chart with all that it can hold."""
    group = tuple(
        GroupYear(year=year, count=20, median=2.0, middle_low=1.4, middle_high=2.6, third_low=1.7, third_high=2.3)
        for year in range(2012, 2021)
    )
    return a_picture(
        Series.of(Point(year=year, value=(year - 1990) / 12, is_provisional=year == 2020) for year in range(2012, 2021)),
        baseline=(2015.0, 2.1), path=((2015.0, 2.1), (2022.0, 1.9), (2028.0, 1.5)),
        past_norms=((2026.0, 1.8),), norm_steps=(((2018.0, 1.8), (2020.0, 1.8), (2020.0, 1.5)),),
        breaks=(Break(first=2013, last=2014, reason="corona", is_special=True),
                Break(first=2016, last=2016, reason="anders geteld", is_special=False)),
        group=group, national=Series.of(Point(year=year, value=2.2) for year in range(2012, 2021)),
        outlook_from=(2019.0, 2.4), outlook=(outlook(2020, 2.2, 2.4, 2.6), outlook(2021, 2.1, 2.4, 2.8)),
        starts=(Start(year=2017.5, name="Buurtpreventie", when="juli 2017"),),
    )  # fmt: skip


def test_the_course_of_an_indicator_with_everything_in_it():
    check({"alles": trend_chart(everything())})


@pytest.mark.sampled(8)
@pytest.mark.parametrize("number", range(SHIPPED))
def test_the_course_of_every_shipped_indicator(book, number):
    assert len(book.rows) == SHIPPED
    row = book.rows[number]
    if row.last:
        check({row.indicator.id: trend_chart(picture_of(book, row.indicator.id))})


@pytest.mark.sampled(8)
@pytest.mark.parametrize("number", range(SHIPPED))
def test_the_comparable_municipalities_of_every_shipped_indicator(book, number):
    judged, indicator = book.rows[number].judged, book.rows[number].indicator
    compared = judged.assessment.comparison
    picture = group_picture(compared, judged.members, book.name, unit=indicator.unit, decimals=indicator.decimals)
    if picture:
        check({indicator.id: group_chart(picture)})


def test_every_look_of_a_line_that_is_compared():
    looks = [comparing.OWN, comparing.GROUP_LOOK, comparing.NATION_LOOK, *comparing.OTHERS]
    lines = [
        comparing.Line(code=f"GM{number:04}", name=f"Gemeente {number}", series=yearly(4, 3, 2 + number), look=look)
        for number, look in enumerate(looks)
    ]
    band = summarise_group(members(*range(1, 9), year=2019))
    check({"vergelijken": compare_chart(lines, band, an_indicator(), ())})


@pytest.mark.sampled(8)
@pytest.mark.parametrize("number", range(SHIPPED))
def test_how_usual_a_step_is(book, number):
    name = book.rows[number].indicator.id
    rates = base_rates(book, name)
    if isinstance(rates, BaseRates):
        check({name: feasibility_chart(rates)})


def test_the_figures_of_every_intervention(book):
    charts = {}
    for intervention in book.agenda.interventions:
        for effect in data.kept(book, effects.of_book)[intervention.id]:
            picture = effect_picture_of(book, intervention.id, effect.indicator.id)
            if picture:
                charts[f"verloop {intervention.id} {effect.indicator.id}"] = course_chart(picture)
            if picture and picture.gaps:
                charts[f"verschil {intervention.id} {effect.indicator.id}"] = gap_chart(picture)
    assert any(name.startswith("verschil") for name in charts)
    check(charts)


def test_a_partners_own_figures():
    check({"eigen cijfers": process_chart([("2025-1", 12.0), ("2025-2", 18.0)], "Deelnemers")})


def test_a_chart_to_take_along_with_title_and_source():
    caption = Caption(title="Mishandeling", subtitle="Per jaar", source="Politie.", key="Ruit: norm.", made_on=date(2026, 11, 21))
    spec = complete(trend_chart(everything()).to_dict(), caption)
    drawn = words_in(spec, DESK)
    told = " ".join(words.text for words in drawn)
    assert all(part in told for part in ("Mishandeling", "Per jaar", "Ruit: norm."))
    assert unreadable(drawn) == set()


ROWS = {"values": [{"x": 1, "y": 2, "t": "woord"}, {"x": 4, "y": 9, "t": "woord"}]}
X, Y = {"field": "x", "type": "quantitative"}, {"field": "y", "type": "quantitative"}
QUIET = {"axis": None}
PALE = "#9AA5AC"
SOMETIMES_PALE = {"condition": {"test": "datum.x > 2", "value": PALE}, "value": INK}
BY_SCALE = {"field": "y", "type": "nominal", "legend": None}


def a_text(mark=None, encoding=None, **changes):
    words = {"x": X | QUIET, "y": Y | QUIET, "text": {"field": "t", "type": "nominal"}} | (encoding or {})
    return {"data": ROWS, "width": 300, "height": 200, "mark": {"type": "text", **(mark or {})}, "encoding": words} | changes


def on_band(colour, **text):
    band = {"mark": {"type": "rect", "color": colour}, "encoding": {"x": {"value": 0}, "x2": {"value": 300}}}
    return {
        "data": ROWS,
        "width": 300,
        "height": 200,
        "layer": [band, {key: a_text(**text)[key] for key in ("mark", "encoding")}],
    }


@pytest.mark.parametrize(
    ("why", "spec"),
    [
        ("words in a pale colour", a_text({"color": PALE})),
        ("the fill of the words", a_text({"fill": PALE})),
        ("dark words that let the ground through", a_text({"color": INK, "opacity": 0.3})),
        ("a colour for some words only", a_text(encoding={"color": SOMETIMES_PALE})),
        ("a colour from the data", a_text(encoding={"color": {"datum": PALE, "scale": None}})),
        ("a scale with colours of its own choice", a_text(encoding={"color": BY_SCALE})),
        ("the colour for all words", a_text(config={"text": {"color": PALE}})),
        ("the labels of one axis", a_text({"color": INK}, {"x": X | {"axis": {"labelColor": PALE}}})),
        ("the title of one axis", a_text({"color": INK}, {"x": X | {"axis": {"titleColor": PALE}}})),
        ("the labels of all axes", a_text({"color": INK}, {"x": X}, config={"axis": {"labelColor": PALE}})),
        ("a title", a_text({"color": INK}, title={"text": "Titel", "color": PALE})),
        ("a legend", a_text({"color": INK}, {"size": Y}, config={"legend": {"labelColor": PALE}})),
        ("words on a dark band", on_band("#777777", mark={"color": INK})),
        ("words without a colour on a dark band: black", on_band("#333333")),
    ],
)  # fmt: skip
def test_words_that_are_hard_to_read_are_found(why, spec):
    assert unreadable(words_in(spec, DESK)) != set()


@pytest.mark.parametrize(
    ("why", "spec"),
    [
        ("dark words on white", a_text({"color": INK})),
        ("words and axes without a colour are black", a_text(encoding={"x": X, "y": Y})),
        ("dark words on a pale band", on_band("#EEEEEE", mark={"color": INK})),
    ],
)
def test_words_that_can_be_read_are_left_alone(why, spec):
    assert words_in(spec, DESK)
    assert unreadable(words_in(spec, DESK)) == set()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#767676", "#FFFFFF", 4.54), ("#090909", "#090909", 1.0)],
)
def test_contrast_is_what_wcag_says(one, other, expected):
    assert contrast(ImageColor.getrgb(one), ImageColor.getrgb(other)) == pytest.approx(expected, abs=0.01)

"""Figures of a replaced source: marked at the figure, in charts, tables, words and downloads, and never joined."""

from dataclasses import replace

import pytest
from support.frames import observed
from support.small_agenda import small_agenda
from support.small_figures import TODAY, members, yearly
from support.small_rows import a_row

from dashboard.book.breaks import merge_breaks, restarts
from dashboard.charts.sparkline import sparkline
from dashboard.comparison import lines
from dashboard.indicator import words
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.picture import trend_picture
from dashboard.indicator.trend.told import trend_alt, trend_key
from dashboard.look.notation import marks_explained, point_period
from etl.answers.chain import EarlierSource, earlier_sources, source_name, with_source_breaks
from etl.answers.effects import begun_for_everyone
from etl.answers.everyone import Everyone
from etl.store.series import SeriesTable
from indicators.agenda.model import BreakKind
from indicators.methods.group_year import summarise_group
from indicators.methods.series import Point, Series

CHAIN = {
    "bron": "eigen",
    "kolom": "cohesie",
    "voorgangers": [
        {"bron": "gezondheid", "onderwerp": "GoedErvarenGezondheid"},
        {
            "teller": {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven", "filter": {"SoortMisdrijf": "1.1.1"}},
            "noemer": {"bron": "kerncijfers", "onderwerp": "GemiddeldAantalInwoners"},
            "maal": 1000,
        },
    ],
}


def past(year, value=3.0, predecessor=1, **more):
    return Point(year=year, value=value, period=f"{year}JJ00", predecessor=predecessor, segment=predecessor, **more)


def marked_row(*points, norm=None, **changes):
    row = a_row(points, norm, **changes)
    years = tuple(point.year for point in points if point.predecessor)
    return replace(row, earlier_sources=(EarlierSource(name="50090NED", years=years, until=years[-1]),))


@pytest.fixture
def agenda(tmp_path):
    return small_agenda(tmp_path, keten=CHAIN)


@pytest.mark.parametrize(
    ("points", "told"),
    [
        pytest.param(
            [past(2012), past(2016), Point(year=2020, value=1.0)], ["andere bron tot en met 2016: 50150NED"], id="before"
        ),
        pytest.param([past(2012), past(2016)], ["andere bron tot en met 2016: 50150NED"], id="all there is"),
        pytest.param(
            [Point(year=2012, value=1.0), past(2014), past(2016), Point(year=2020, value=1.0)],
            ["andere bron in 2014 en 2016: 50150NED"],
            id="in between",
        ),
        pytest.param(
            [past(2010, predecessor=2), past(2015), Point(year=2020, value=1.0)],
            ["andere bron tot en met 2010: 47018NED en 70072ned", "andere bron tot en met 2015: 50150NED"],
            id="two",
        ),
        pytest.param(
            [past(2010, predecessor=7)], ["andere bron tot en met 2010: een bron die niet meer in de agenda staat"], id="gone"
        ),
        pytest.param([Point(year=2020, value=1.0)], [], id="none"),
    ],
)
def test_the_years_of_a_replaced_source_are_told(agenda, points, told):
    found = earlier_sources(Series.of(points), agenda.indicator("keten"), agenda)
    assert [each.words for each in found] == told


def test_a_file_is_called_by_its_name_without_its_folder(agenda):
    assert source_name(agenda.indicator("keten"), agenda, 0) == "cohesie.csv"


def table_of(*rows, **more):
    names = ("indicator", "region", "year", "predecessor", "segment")
    return SeriesTable(observed([dict(zip(names, row, strict=True)) | more for row in rows]))


def test_another_source_is_a_break_like_those_of_the_agenda(agenda):
    figures = table_of(*(("keten", "GM0344", year, number, number) for year, number in ((2016, 1), (2020, 1), (2022, 0))))
    (cut,) = with_source_breaks(agenda, figures).indicator("keten").breaks
    assert (cut.year, cut.kind) == (2022, BreakKind.DEFINITION)
    assert cut.reason == "Tot en met 2020 komt het cijfer uit 50150NED, daarna uit cohesie.csv."
    assert [each.word for each in merge_breaks([cut])] == ["andere bron"]
    assert restarts([cut]) == (2022,)


def test_a_series_that_goes_on_gets_no_break(agenda):
    figures = table_of(("keten", "GM0344", 2016, 1, 0), ("keten", "GM0344", 2022, 0, 0))
    assert with_source_breaks(agenda, figures).indicator("keten").breaks == ()


def test_an_effect_is_judged_on_the_figures_of_one_source(agenda):
    table = table_of(*(("keten", "GM0344", year, int(year < 2020), int(year < 2020)) for year in range(2016, 2024)), status=None)
    everyone = Everyone(table, frozenset({"GM0344"}))
    held = everyone.since("keten", begun_for_everyone(everyone, agenda.indicator("keten"), TODAY))
    assert held.definitive.years.tolist() == [2020, 2021, 2022, 2023]
    assert everyone.last_source("another") == 0


def test_a_figure_of_a_replaced_source_is_marked_wherever_its_period_stands():
    assert [point_period(each) for each in (past(2016), past(2016, is_provisional=True))] == ["2016✚", "2016✚*"]
    assert marks_explained([past(2016, is_provisional=True)]) == "* voorlopig cijfer; ✚ uit een andere bron dan nu"
    assert marks_explained([Point(year=2020, value=1.0)]) == ""


def test_the_page_tells_it_at_the_figure_in_the_table_and_in_the_databoek():
    row = marked_row(past(2016), past(2020))
    assert words.newest(row).startswith("Nieuwste cijfer: 3,0 per 1.000 inwoners (2020✚).")
    assert words.earlier(row) == "✚ Andere bron tot en met 2020: 50090NED."
    headers, figures = words.figures(row)
    assert [line[headers.index("Status")] for line in figures] == ["definitief, andere bron"] * 2
    assert dict(words.databook_facts(row, {}))["Voorgangers"] == "Andere bron tot en met 2020: 50090NED."


def test_a_baseline_from_another_source_says_why_it_does_not_count():
    row = marked_row(past(2018), Point(year=2022, value=2.0), nulmeting={"periode": 2018})
    assert "dat cijfer is uit een andere bron. Het is niet te vergelijken" in dict(words.databook_facts(row, {}))["Nulmeting"]


def marks(chart):
    """Per shape of the own figures: year, fill and words."""
    spec = chart.to_dict()
    drawn = [(part["mark"]["shape"], part["data"]) for part in spec["layer"] if part["mark"].get("shape")]
    rows = [(shape, data.get("values") or spec["datasets"][data["name"]]) for shape, data in drawn]
    return {
        shape: [(row["jaar"], row["vulling"], row["cijfer"]) for row in given]
        for shape, given in rows
        if given and "cijfer" in given[0]
    }


def test_in_the_chart_it_is_a_cross_with_a_label_a_key_and_words():
    row = marked_row(past(2016), past(2020, is_provisional=True), Point(year=2022, value=2.0))
    picture = trend_picture(row, "Zaanstad")
    found = marks(trend_chart(picture))
    assert [(year, told) for year, _, told in found["cross"]] == [
        (2016, "3,0 per 1.000 inwoners (andere bron)"),
        (2020, "3,0 per 1.000 inwoners (voorlopig, andere bron)"),
    ]
    assert found["cross"][0][1] != found["cross"][1][1] == "#FFFFFF"
    assert [year for year, _, _ in found["circle"]] == [2022]
    assert "Kruisje: andere bron tot en met 2020: 50090NED." in trend_key(picture)
    assert "Andere bron tot en met 2020: 50090NED." in trend_alt(picture)


def test_in_the_small_picture_the_last_mark_is_a_cross():
    drawn = [sparkline(Series.of([past(2016), last]), years=(2012, 2024)) for last in (past(2020), Point(year=2020, value=1.0))]
    assert ["%3Cpath" in picture for picture in drawn] == [True, False]


def test_side_by_side_everyone_has_the_same_source_in_a_year():
    group = tuple(type(each)(code=each.code, name=each.name, series=Series.of([past(2020, value=each.series.points[0].value)]))
                  for each in members(1, 2, 3, 4, 5))  # fmt: skip
    row = marked_row(past(2020))
    own = lines.Line(code="GM0479", name="Zaanstad", series=row.series, look=lines.OWN)
    middle = lines.Line(code="groep", name="groep", series=lines.medians(summarise_group(group)), look=lines.GROUP_LOOK)
    assert lines.figures_table([own, middle], row.indicator)[1] == [["2020", "3,0✚", "3,0✚"]]
    assert "✚ Andere bron tot en met 2020: 50090NED." in lines.key([own, middle], (), row.earlier_sources)


def test_without_a_chain_nothing_is_marked():
    row = a_row(yearly(1, 2, 3).points)
    assert words.earlier(row) == ""
    assert "Voorgangers" not in dict(words.databook_facts(row, {}))
    assert set(marks(trend_chart(trend_picture(row, "Zaanstad")))) == {"circle"}

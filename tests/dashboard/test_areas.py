"""A municipality that became another area: named at the figure and in the chart, and never a trend or a notable change."""

import pandas as pd
import pytest
from support.small_agenda import small_agenda
from support.small_figures import TODAY
from support.small_rows import a_row

from dashboard.book.breaks import merge_breaks
from dashboard.indicator import words
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.picture import trend_picture
from dashboard.indicator.trend.told import trend_alt, trend_key
from etl.answers.areas import area_notes, with_area_breaks
from etl.run.remarks import norm_remarks
from indicators.agenda.model import Indicator
from indicators.methods.assessment import assess
from indicators.methods.change import ChangeStatus
from indicators.methods.series import Point, Series
from indicators.methods.trend import TrendStatus

PURMEREND = "GM0439"
INHABITANTS = {2014: 79_576, 2015: 79_611, 2016: 79_889, 2017: 79_928, 2018: 79_983, 2019: 80_117, 2020: 81_249, 2021: 81_683,
               2022: 92_240, 2023: 93_992}  # fmt: skip
"""CBS 70072ned; Beemster joined in 2022."""
TOLD = (
    "Herindeling in 2022: Beemster hoort nu bij Purmerend. De cijfers van vóór 2022 gaan over een ander gebied. "
    "Ze zijn niet te vergelijken met die van daarna."
)


def merged(**more):
    return Series.of(Point(year=year, value=value, changes_ahead=int(year < 2022), **more) for year, value in INHABITANTS.items())


def observed(series, indicator="cohesie"):
    return pd.DataFrame([(indicator, point.year, point.changes_ahead) for point in series.points],
                        columns=["indicator", "year", "changes_ahead"])  # fmt: skip


@pytest.fixture
def agenda(tmp_path):
    return small_agenda(tmp_path, municipality=PURMEREND)


def test_the_jump_is_a_break_and_no_trend_and_no_notable_change(agenda):
    indicator: Indicator = with_area_breaks(agenda, observed(merged()), PURMEREND).indicator("cohesie")
    for judged in (indicator, agenda.indicator("cohesie")):  # a caller that forgets the break does not judge across it either
        found = assess(judged, merged(), today=TODAY)
        assert (found.trend.status, found.trend.first_year) == (TrendStatus.TOO_FEW, 2022)
        assert found.change.status is ChangeStatus.TOO_FEW


def test_as_one_series_it_would_have_been_notable(agenda):
    one = Series.of(Point(year=year, value=value) for year, value in INHABITANTS.items() if year < 2023)
    assert assess(agenda.indicator("cohesie"), one, today=TODAY).change.status is ChangeStatus.NOTABLE


def test_the_break_is_named_in_the_chart_and_told_in_the_databoek(agenda):
    breaks = with_area_breaks(agenda, observed(merged()), PURMEREND).indicator("cohesie").breaks
    assert [(cut.year, cut.reason) for cut in breaks] == [(2022, "Herindeling: Beemster hoort nu bij Purmerend.")]
    assert [cut.word for cut in merge_breaks(breaks)] == ["herindeling (Beemster)"]


def test_many_names_do_not_fill_the_chart(agenda):
    series = Series.of(Point(year=year, value=1.0, changes_ahead=int(year < 2022)) for year in (2021, 2022))
    breaks = with_area_breaks(agenda, observed(series), "GM1982").indicator("cohesie").breaks
    assert [cut.word for cut in merge_breaks(breaks)] == ["herindeling (Boxmeer en 4 andere)"]


def test_a_break_that_the_agenda_has_is_not_made_twice(agenda):
    cut = {"trendbreuken": [{"periode": 2022, "reden": "Beemster erbij.", "soort": "definitie"}]}
    known = a_row([], **cut).indicator.model_copy(update={"id": "cohesie"})
    ambition = agenda.ambitions[0].model_copy(update={"indicators": (known,)})
    found = with_area_breaks(agenda.model_copy(update={"ambitions": (ambition,)}), observed(merged()), PURMEREND)
    assert [each.reason for each in found.indicator("cohesie").breaks] == ["Beemster erbij."]


def test_figures_of_a_source_that_was_worked_back_get_no_break(agenda):
    whole = Series.of(Point(year=year, value=value) for year, value in INHABITANTS.items())
    assert with_area_breaks(agenda, observed(whole), PURMEREND) == agenda
    assert area_notes(whole, PURMEREND) == ()


def test_a_municipality_that_never_changed_is_left_alone(agenda):
    assert with_area_breaks(agenda, observed(merged()), "GM0479") is agenda


def test_the_page_names_the_merger_at_the_figure_in_the_chart_and_in_the_table():
    series = merged()
    row = type(a_row([]))(**{**vars(a_row(series.points)), "area_notes": area_notes(series, PURMEREND)})
    assert words.earlier(row) == TOLD
    assert dict(words.databook_facts(row, {}))["Gebied"] == TOLD
    picture = trend_picture(row, "Purmerend")
    assert TOLD in trend_key(picture)
    assert TOLD in trend_alt(picture)
    assert trend_chart(picture).to_dict()
    headers, lines = words.figures(row)
    status = {line[0]: line[headers.index("Status")] for line in lines}
    assert (status["2021"], status["2022"]) == ("definitief, ander gebied", "definitief")


def test_added_counts_say_over_which_municipalities():
    series = Series.of(Point(year=year, value=1.0, is_summed=year < 2022) for year in (2020, 2021, 2022))
    assert area_notes(series, PURMEREND) == ("Tot en met 2021 opgeteld over de voormalige gemeenten Beemster en Purmerend.",)


def test_a_series_that_begins_in_the_year_of_a_change_says_so():
    """Counts of a municipality that got a part of another one cannot be added up over before: they begin in that year."""
    series = Series.of(Point(year=year, value=1.0) for year in (2018, 2019))
    told = "In dat jaar was er een herindeling: een deel van Littenseradiel hoort nu bij Súdwest-Fryslân."
    assert area_notes(series, "GM1900") == (f"De cijfers beginnen in 2018. {told}",)
    assert area_notes(Series.of(Point(year=year, value=1.0) for year in (2019, 2020)), "GM1900") == ()
    added = Series.of(Point(year=year, value=1.0, is_summed=year == 2022) for year in (2022, 2023))
    assert [each for each in area_notes(added, PURMEREND) if "beginnen" in each] == []


def test_the_check_proposes_the_break_at_its_line(tmp_path, agenda, monkeypatch):
    class Held:
        def observations(self, **_):
            frame = pd.DataFrame([vars(point) for point in merged().points])
            return frame.assign(indicator="cohesie", status="", region=PURMEREND)

        def close(self):
            """Nothing is open."""

    monkeypatch.setattr("etl.run.remarks.open_store", lambda _: Held())
    file = tmp_path / "agenda.json"
    file.write_text(agenda.model_dump_json(by_alias=True, exclude_none=True), encoding="utf-8")
    lines = norm_remarks(file, agenda, tmp_path, today=TODAY)
    assert [line for line in lines if "cohesie" in line] == [
        (
            f"{file}:1  indicator 'cohesie': het cijfer gaat vanaf 2022 over een ander gebied. Zet onder 'trendbreuken': "
            '- {periode: 2022, reden: "Herindeling: Beemster hoort nu bij Purmerend.", soort: definitie}'
        )
    ]

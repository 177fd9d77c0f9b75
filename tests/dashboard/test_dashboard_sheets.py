"""What tables and labelled facts say about one indicator, for cases the shipped figures do not have."""

from datetime import UTC, datetime

import pandas as pd
import pytest
from support.small_figures import reach
from support.small_rows import a_row

from dashboard.indicator import provenance
from dashboard.indicator import words as sheets
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.picture import trend_picture
from dashboard.indicator.trend.told import trend_alt, trend_key
from dashboard.overview.rows import spark_alt
from indicators.methods.series import Point


def measurement(role, year, value, *, superseded=None, topic="T"):
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return {
        "role": role, "predecessor": 0,
        "catalogue": "opendata.cbs.nl", "table_id": "1", "title": "Titel", "measure": f"{topic}_1", "topic": topic,
        "filters": "", "region": "GM0479", "period": f"{year}JJ00", "year": year, "value": value, "status": "", "modified": "",
        "fetched_at": moment, "origin": "live", "first_seen": moment, "last_seen": moment,
        "superseded_at": superseded, "frequency": "",
    }  # fmt: skip


def lineage(*rows):
    frame = pd.DataFrame(rows)
    return frame.assign(superseded_at=pd.to_datetime(frame["superseded_at"], utc=True))


def test_published_margins_get_a_column_and_a_stroke_in_the_key():
    row = a_row([Point(year=2020, value=3.0, lower=2.5, upper=3.5), Point(year=2022, value=2.0)])
    headers, lines = sheets.figures(row)
    assert headers == ["Periode", "Cijfer", "Verschil met nulmeting", "Marge (95%)", "Status"]
    assert lines[1][3] == "2,5 tot 3,5"
    assert lines[0][3] == "–"
    assert "marge van 95%" in trend_key(trend_picture(row, "Zaanstad"))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("{}KW04", "kwartaal 4 van 2019", "kwartaal 4 van 2023"),
        ("{}KW01-04", "2019 (gemiddelde van 4 kwartalen)", "2023 (gemiddelde van 4 kwartalen)"),
        ("{}HJ02", "halfjaar 2 van 2019", "halfjaar 2 van 2023"),
        ("{}MM06", "juni 2019", "juni 2023"),
        ("{}G400", "2019–2022", "2023–2026"),
        ("{0}X000:{0}-2024", "2019–2024", "2023–2024"),
        ("{}", "2019", "2023"),
    ],
)
def test_a_series_of_any_kind_of_period_reads_the_same_in_chart_table_and_text(code, first, last):
    points = [
        Point(year=year, value=value, period=code.format(year), is_provisional=year == 2023)
        for year, value in ((2019, 4.0), (2023, 2.0))
    ]
    row = a_row(points)
    assert [line[0] for line in sheets.figures(row)[1]] == [f"{last}*", first]
    assert spark_alt(row, (2010, 2026)) == f"Verloop van 4,0 in {first} naar 2,0 in {last}*."
    picture = trend_picture(row, "Zaanstad")
    assert f"Hoogste: 4,0 in {first}; laagste: 2,0 in {last}." in trend_alt(picture)
    drawn = trend_chart(picture).to_dict()["datasets"].values()
    assert {datum["periode"] for rows in drawn for datum in rows if "periode" in datum} == {first, last}


def test_differences_with_the_baseline_have_a_sign_and_no_minus_zero():
    _, lines = sheets.figures(a_row([Point(year=y, value=v) for y, v in ((2018, 3.0), (2019, 3.2), (2020, 2.96), (2021, 2.1))]))
    assert [line[2] for line in lines] == ["−0,9", "0,0", "+0,2", "0,0"]


def test_an_adopted_baseline_that_the_source_has_revised_is_pointed_out():
    row = a_row([Point(year=2018, value=3.4)], nulmeting={"periode": 2018, "waarde": 3.1})
    facts = dict(sheets.databook_facts(row, {}))
    assert "3,1 per 1.000 inwoners (2018)" in facts["Nulmeting"]
    assert "De bron geeft nu 3,4 per 1.000 inwoners. Het vastgestelde cijfer blijft gelden." in facts["Nulmeting"]


def test_what_the_agenda_leaves_out_is_said_or_left_out():
    facts = dict(sheets.databook_facts(a_row([], nulmeting=None), {}))
    assert facts["Norm"] == "Er is geen norm vastgesteld. We volgen dit cijfer."
    assert facts["Nulmeting"] == "Er is geen nulmeting afgesproken."
    assert "Kanttekeningen" not in facts


def test_what_a_court_of_audit_would_ask_stands_beside_the_norm():
    facts = dict(
        sheets.databook_facts(a_row([], reach(2.5, 2036)), {}, ["Met mijlpalen ziet de raad het eerder.", "En nog iets."])
    )
    assert list(facts).index("Let op bij de norm") == list(facts).index("Norm") + 1
    assert facts["Let op bij de norm"] == "Met mijlpalen ziet de raad het eerder.\nEn nog iets."
    assert "Let op bij de norm" not in dict(sheets.databook_facts(a_row([]), {}))


def test_a_norm_without_figures_for_its_baseline_has_no_path():
    row = a_row([Point(year=2020, value=3.0)], reach(2.5, 2028))
    picture = trend_picture(row, "Zaanstad")
    assert row.assessment.path == ((2028.0, 2.5),)
    assert "Vierkant: nulmeting." not in trend_key(picture)
    assert "gepland pad" not in trend_key(picture)


def test_a_single_figure_is_described_as_one():
    row = a_row([Point(year=2022, value=1.0, is_provisional=True)])
    assert spark_alt(row, (2010, 2026)) == "Eén cijfer: 1,0 per 1.000 inwoners in 2022*."


def test_a_small_picture_is_described_as_far_as_it_goes():
    row = a_row([Point(year=year, value=value) for year, value in ((2008, 9.0), (2012, 4.0), (2020, 2.0))])
    assert spark_alt(row, (2010, 2026)) == "Verloop van 4,0 in 2012 naar 2,0 in 2020."


def test_a_revised_figure_keeps_its_earlier_value_in_view():
    frame = lineage(measurement("waarde", 2023, 2.8, superseded="2026-11-10T10:00:00Z"), measurement("waarde", 2023, 2.9))
    assert provenance.revisions(frame) == [["2023", "Cijfer", "2,8", "10 november 2026"]]
    assert len(provenance.addresses(frame)) == 1


def test_a_measure_that_moved_within_a_table_gives_two_addresses():
    rows = [measurement("waarde", 2022, 1.0), measurement("waarde", 2023, 1.0) | {"measure": "T_9"}]
    found = provenance.addresses(lineage(*rows))
    assert [dict(address.facts)["Meetwaarde"] for address in found] == ["T_1", "T_9"]
    assert [dict(address.facts)["Perioden"] for address in found] == ["2022JJ00", "2023JJ00"]


def test_a_table_that_cbs_stopped_says_that_no_new_figures_come():
    going, ended = measurement("teller", 2022, 1.0), measurement("noemer", 2022, 2.0) | {"frequency": "Stopgezet"}
    first, second = (dict(address.facts) for address in provenance.addresses(lineage(going, ended)))
    assert "Nieuwe cijfers" not in first
    assert second["Nieuwe cijfers"] == (
        "Deze tabel is stopgezet: er komen geen nieuwe cijfers bij. De opvolger staat in de toelichting van de tabel."
    )


def test_a_mean_is_told_as_something_that_was_calculated():
    quarters = measurement("waarde", 2022, 1.0) | {"period": "2022KW01-04"}
    [address] = provenance.addresses(lineage(quarters))
    assert dict(address.facts)["Gerekend"] == "Gemiddelde van 4 kwartalen."
    assert provenance.told_as_delivered(lineage(quarters)) == "Het cijfer is het gemiddelde van 4 kwartalen."
    [address] = provenance.addresses(lineage(measurement("waarde", 2022, 1.0)))
    assert "Gerekend" not in dict(address.facts)
    told = provenance.told_as_delivered(lineage(measurement("waarde", 2022, 1.0)))
    assert told == "Het cijfer staat zo in de bron; er is niets aan gerekend."


def test_the_numerator_comes_before_the_denominator():
    found = provenance.addresses(lineage(measurement("noemer", 2022, 9.0, topic="N"), measurement("teller", 2022, 1.0)))
    assert [address.heading for address in found] == ["Teller: Titel", "Noemer: Titel"]

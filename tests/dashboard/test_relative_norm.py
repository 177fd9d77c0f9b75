"""A norm relative to others on every page that shows a norm: in words, in the chart, in the table and in the downloads."""

import shutil
from html import unescape

import pytest
from support.pages import AMBITION, COMPARE, INDICATOR, visit, words
from support.shipped import AGENDA
from support.small_figures import at_years, yearly
from support.trend_pictures import a_picture

from dashboard import data
from dashboard.charts.sparkline import sparkline
from dashboard.downloads.tables import overview_export
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.told import trend_alt, trend_key
from dashboard.indicator.words import figures

KEEP = """          soort: behouden                         # bereiken, behouden, bandbreedte of vergelijking
          waarde: 1.0
"""
GROUP = "GM0362, GM0363, GM0394, GM0392, GM0453, GM0546, GM0503, GM0355, GM9999"
THIRD = f"""          soort: vergelijking
          ten_opzichte_van: {{wie: groep, plek: beste derde, gemeenten: [{GROUP}]}}
"""
NATION = """          soort: vergelijking
          ten_opzichte_van: {wie: Nederland, hoogstens_slechter: 5}
"""


@pytest.fixture(params=[THIRD, NATION], ids=["third", "nation"])
def relative(request, filled, tmp_path, monkeypatch) -> str:
    """The shipped agenda with a relative norm for burglary, over a copy of the shipped figures; gives how it reads."""
    agenda = tmp_path / "agenda.yaml"
    text = AGENDA.read_text(encoding="utf-8")
    assert KEEP in text
    agenda.write_text(text.replace(KEEP, request.param, 1), encoding="utf-8")
    monkeypatch.setenv("DATABOEK_AGENDA", str(agenda))
    monkeypatch.setenv("DATABOEK_DATA", str(shutil.copytree(filled, tmp_path / "data")))
    return {THIRD: "in het beste derde van 9 gemeenten", NATION: "hoogstens 5% slechter dan Nederland"}[request.param]


def test_every_page_with_the_norm_tells_it(relative) -> None:
    page = unescape(words(visit(INDICATOR, indicator="woninginbraken")))
    assert f"De norm is {relative}, en daar voldoet het cijfer" in page or f"Rond de norm ({relative})" in page
    assert f"Norm: {relative}. De norm beweegt met anderen mee. Grens per jaar: 2022 " in page
    assert "Streepjeslijn: de norm, die met anderen meebeweegt." in page
    assert "Deze norm kan ook gehaald worden doordat het elders slechter gaat." in page
    assert relative in unescape(words(visit()))
    assert relative in unescape(words(visit(AMBITION, ambitie="sociale-veiligheid")))
    assert f"De norm ({relative}) is van Zaanstad" in unescape(words(visit(COMPARE, indicator="woninginbraken")))
    row = data.databook().row("woninginbraken")
    headers, lines = figures(row)
    assert "Norm" in headers
    assert lines[-1][headers.index("Norm")] != "", "before the norm too it tells where the others stood"
    exported = overview_export(data.databook(), [row])
    assert relative in exported.lines[0]
    if "gemeenten" in relative:
        assert "Gemeenten in de norm: " in page
        assert "Zonder cijfer: GM9999." in page
        assert "Van de 9 gemeenten heeft er 1 geen cijfer over 2023." in page


def test_a_moving_norm_is_a_dashed_line_with_its_label() -> None:
    picture = a_picture(yearly(5, 5.2, 5.1, start=2021), moving=((2022, 4.9), (2023, 4.7)))
    spec = trend_chart(picture).to_dict()
    assert "norm 4,7" in str(spec)
    assert "strokeDash" in str(spec)
    assert "meebeweegt" in trend_key(picture)
    assert picture.frame.low == 4.7
    assert "norm" in trend_key(picture)
    assert trend_alt(picture)


def test_a_small_picture_has_the_moving_norm_within_its_years() -> None:
    series = at_years({2020: 5, 2021: 5, 2022: 5})
    moving = ((2018, 9.0), (2020, 4.0), (2022, 4.5))
    assert sparkline(series, years=(2020, 2022), moving_norm=moving).count("stroke-dasharray") == 1
    assert sparkline(series, years=(2020, 2022), moving_norm=moving[:2]).count("stroke-dasharray") == 0, "one year is no line"

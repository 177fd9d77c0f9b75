"""Which lines are compared, how they are told apart, and what the downloads hold."""

import csv
import io
from datetime import date
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from PIL.ImageColor import getrgb
from support.drawn_text import luminance
from support.small_figures import an_indicator, members, reach, yearly

from dashboard.charts.labels import spread
from dashboard.comparison import lines as comparing
from dashboard.comparison.chart import compare_chart
from dashboard.comparison.choice import GROUP, read_choice, write_choice
from dashboard.comparison.lines import Line
from dashboard.downloads.files import Export, Figure, to_csv, to_workbook
from dashboard.downloads.picture import Caption, complete, figure_png, figure_svg, wrapped
from dashboard.look.notation import signed
from indicators.methods.group_year import summarise_group
from indicators.methods.series import Series
from indicators.wording.numbers import number

SIX = [f"GM000{n}" for n in range(1, 7)]
KNOWN = {GROUP: "Vergelijkbare gemeenten (20)", "NL": "Nederland"} | {f"GM{n:04}": f"Gemeente {n}" for n in range(1, 9)}
CAPTION = Caption(
    title="Mishandeling", subtitle="Wat het telt", source="Bron: Politie (47018NED).", key="", made_on=date(2026, 11, 21)
)


@pytest.mark.parametrize(
    ("why", "text", "codes", "said"),
    [
        ("without a choice the group", None, (GROUP,), ""),
        ("nothing but the own municipality", "GM0479", (), ""),
        ("the own one is always in and never twice", "GM0479,GM0001,GM0001", ("GM0001",), ""),
        ("spaces and empty parts", " GM0001 ,,NL", ("GM0001", "NL"), ""),
        ("unknown codes are named", "GM0001,GM9999", ("GM0001",), "Onbekend: ‘GM9999’."),
        ("no more than five others", ",".join(SIX), tuple(SIX[:5]), "weggelaten: Gemeente 6"),
    ],
)  # fmt: skip
def test_the_link_says_who_are_compared(why, text, codes, said):
    chosen = read_choice(text, "GM0479", KNOWN)
    assert chosen.codes == codes
    assert said in chosen.problem if said else chosen.problem == ""


def test_a_choice_in_a_link_comes_back_as_it_was():
    codes = ("GM0001", GROUP, "NL")
    assert read_choice(write_choice("GM0479", codes), "GM0479", KNOWN).codes == codes


@pytest.mark.parametrize(
    ("why", "places", "expected"),
    [
        ("far apart: as they are", [0.2, 0.8], [0.2, 0.8]),
        ("too near: moved apart in their own order", [0.5, 0.45], [0.55, 0.45]),
        ("at the bottom: moved up", [0.95, 0.95], [0.9, 1.0]),
        ("none", [], []),
    ],
)
def test_names_move_apart_as_little_as_needed(why, places, expected):
    assert spread(places, 0.1, 0.0, 1.0) == pytest.approx(expected)


def test_six_names_at_one_place_all_fit():
    placed = sorted(spread([0.99] * 6, 0.05, 0.02, 0.98))
    assert placed[0] >= 0.02
    assert placed[-1] <= 0.98
    assert min(below - above for above, below in pairwise(placed)) == pytest.approx(0.05)


def test_every_line_can_be_read_and_told_apart_without_colour():
    looks = [comparing.OWN, comparing.GROUP_LOOK, comparing.NATION_LOOK, *comparing.OTHERS]
    for look in looks:
        assert 1.05 / (luminance(getrgb(look.colour)) + 0.05) >= 4.5, look
    assert len({(look.dash, look.shape, look.size) for look in looks}) == len(looks)


def lines():
    return [
        Line(code="GM0479", name="Zaanstad", series=yearly(4, 3, 2, provisional=1), look=comparing.OWN),
        Line(code="GM0344", name="Utrecht", series=yearly(5, 4), look=comparing.OTHERS[0]),
        Line(code="GM0001", name="Niemandsdorp", series=Series(), look=comparing.OTHERS[1]),
    ]


def test_the_comparison_in_words_and_as_a_table():
    indicator = an_indicator(reach(2.5))
    assert "Zaanstad 2,0 in 2020*; Utrecht 4,0 in 2019." in comparing.describe(lines(), indicator)
    assert comparing.without_figures(lines()) == "Geen cijfers van deze indicator: Niemandsdorp."
    headers, rows = comparing.figures_table(lines(), indicator)
    assert headers == ["Jaar", "Zaanstad", "Utrecht"]
    assert rows[0] == ["2020", "2,0*", "–"]
    assert "is van Zaanstad en geldt niet voor andere gemeenten" in comparing.norm_remark(indicator, "Zaanstad")


def test_the_chart_names_every_line_and_draws_the_group():
    band = summarise_group(members(*range(1, 9), year=2019))
    text = compare_chart(lines(), band, an_indicator(), ()).to_json()
    assert "Zaanstad 2,0" in text
    assert "Utrecht 4,0" in text
    assert "Niemandsdorp" not in text
    assert '"area"' in text


def test_without_figures_there_is_no_chart():
    with pytest.raises(ValueError, match="no figures"):
        compare_chart(lines()[2:], (), an_indicator(), ())


def an_export(*cells):
    return Export(
        title="Mishandeling in Zaanstad",
        headers=("indicator", "waarde", "eenheid"),
        lines=[cells or ("Mishandeling", Figure(2.8127, 2), "per 1.000 inwoners")],
        origins=[
            ["Mishandeling", "per 1.000 inwoners", "Politie", "47018NED", "Misdrijven", "CC0", "21 november 2026", "opname"]
        ],
        made_on=date(2026, 11, 21),
    )


def test_a_workbook_has_real_numbers_and_says_where_they_came_from():
    book = load_workbook(io.BytesIO(to_workbook(an_export())))
    assert book.sheetnames == ["cijfers", "herkomst"]
    figures = [[cell.value for cell in row] for row in book["cijfers"].iter_rows()]
    assert figures[0][0] == "Mishandeling in Zaanstad"
    assert figures[1][0] == "Bron: Politie (CC0)"
    assert figures[2][0] == "Gemaakt op 21 november 2026 met Databoek"
    assert figures[-1] == ["Mishandeling", 2.8127, "per 1.000 inwoners"]
    assert book["cijfers"].cell(6, 2).number_format == "#,##0.00"
    assert "47018NED" in [cell.value for cell in book["herkomst"][6]]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (6.25, 1, "6,3"),
        (2.25, 1, "2,3"),
        (-2.25, 1, "-2,3"),
        (-0.04, 1, "0,0"),
        (1.005, 2, "1,01"),
        (0.5, 0, "1"),
        (-0.5, 0, "-1"),
        (12345.65, 1, "12345,7"),
    ],
)
def test_screen_csv_and_workbook_round_alike(value, decimals, shown):
    export = an_export("Mishandeling", Figure(value, decimals), "%")
    line = list(csv.reader(io.StringIO(to_csv(export).decode("utf-8-sig")), delimiter=";"))[1]
    cell = load_workbook(io.BytesIO(to_workbook(export)))["cijfers"].cell(6, 2)
    assert line[1] == shown
    assert number(value, decimals).replace(".", "").replace("−", "-") == shown
    assert cell.value == value, "a workbook keeps the whole number"
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    # Excel rounds halves away from zero, and keeps the sign of what it rounded to nothing unless a second part has none.
    assert cell.number_format == (f"{digits};{digits}" if value < 0 and not shown.startswith("-") else digits)


@pytest.mark.parametrize(("difference", "text"), [(0.25, "+0,3"), (-0.25, "−0,3"), (0.05, "+0,1"), (0.04, "0,0"), (-0.04, "0,0")])
def test_a_sign_goes_with_what_is_shown(difference, text):
    assert signed(difference, 1) == text


def test_a_picture_to_take_along_has_title_source_and_date_in_it():
    spec = compare_chart(lines(), (), an_indicator(), ()).to_dict()
    svg = figure_svg(spec, CAPTION).decode()
    for part in (
        "Mishandeling",
        "Wat het telt",
        "Bron: Politie (47018NED). Gemaakt op 21 november 2026 met Databoek.",
        "Zaanstad 2,0",
    ):
        assert part in svg
    assert figure_png(spec, CAPTION).startswith(b"\x89PNG")
    assert spec["width"] == "container", "the page's own chart is left as it was"
    assert complete(spec, CAPTION)["vconcat"][0]["width"] > 500


def test_a_long_source_runs_over_more_lines():
    assert wrapped("een twee drie", widest=9) == ["een twee", "drie"]
    assert wrapped("") == [""]

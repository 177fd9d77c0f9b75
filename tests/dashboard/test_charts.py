"""The pictures: what is drawn where, and what may not be suggested."""

import re
from itertools import combinations
from urllib.parse import unquote

import pytest
from support.drawn_text import dots_in, lines_in, words_in
from support.trend_pictures import a_picture

from dashboard.book.breaks import Break, merge_breaks
from dashboard.charts.frame import value_axis
from dashboard.charts.sparkline import HEIGHT, MARGIN, WIDTH, sparkline
from dashboard.charts.stretches import stretches
from dashboard.indicator.group_chart import GroupPicture, group_chart, group_picture
from dashboard.indicator.trend.chart import trend_chart
from dashboard.indicator.trend.past_norms import NormChange
from dashboard.indicator.trend.told import trend_alt, trend_key
from dashboard.look.colours import INK
from indicators.agenda.model import BreakKind, SeriesBreak
from indicators.methods.comparison import Comparison, ComparisonReason, ComparisonStatus
from indicators.methods.group_year import GroupYear, Member
from indicators.methods.projection import Projection
from indicators.methods.series import Point, Series


def series(*years, provisional=(), value=lambda year: (year - 2000) / 10):
    return Series.of(Point(year=year, value=value(year), is_provisional=year in provisional) for year in years)


def runs(years, restarts=()):
    return [[point.year for point in run] for run in stretches(series(*years), restarts)]


@pytest.mark.parametrize(
    ("why", "years", "expected"),
    [
        ("a yearly series runs on", [2019, 2020, 2021], [[2019, 2020, 2021]]),
        ("a yearly series breaks where it skips a year", [2017, 2018, 2020, 2021], [[2017, 2018], [2020, 2021]]),
        ("a survey has no missing years", [2012, 2016, 2020, 2022, 2024], [[2012, 2016, 2020, 2022, 2024]]),
        ("a survey that went two-yearly runs on", [2015, 2016, 2017, 2019, 2021], [[2015, 2016, 2017, 2019, 2021]]),
        ("a yearly series may break at its end", [2017, 2018, 2019, 2022], [[2017, 2018, 2019], [2022]]),
        ("two figures are connected", [2016, 2020], [[2016, 2020]]),
        ("one figure is a run of its own", [2022], [[2022]]),
        ("no figures, no runs", [], []),
    ],
)  # fmt: skip
def test_a_line_breaks_only_where_figures_are_missing(why, years, expected):
    assert runs(years) == expected


def test_a_new_definition_breaks_the_line():
    assert runs([2018, 2019, 2020, 2021], restarts=[2020]) == [[2018, 2019], [2020, 2021]]


@pytest.mark.parametrize(
    ("low", "high", "starts_at_zero"),
    [(2.5, 4.3, True), (0.0, 8.0, True), (66.0, 78.0, False), (6.2, 6.4, False)],
)
def test_the_value_axis_starts_at_zero_where_the_line_stays_readable(low, high, starts_at_zero):
    bottom, top = value_axis(low, high)
    assert (bottom == 0) is starts_at_zero
    assert bottom <= low
    assert top > high


def test_the_value_axis_of_a_flat_or_negative_series_has_room():
    assert value_axis(5.0, 5.0)[0] < 5.0 < value_axis(5.0, 5.0)[1]
    assert value_axis(-3.0, -1.0)[0] < -3.0


def picture(**changes):
    return a_picture(**({"series": series(2018, 2019, 2020, provisional=[2020])} | changes))


def layers(chart):
    """Per layer: mark, style and rows."""
    spec = chart.to_dict()
    found = []
    for layer in spec["layer"]:
        rows = layer["data"].get("values") or spec["datasets"][layer["data"]["name"]]
        found.append((layer["mark"]["type"], layer["mark"], rows))
    return found


def texts(chart):
    return [row["tekst"] for mark, _, rows in layers(chart) if mark == "text" for row in rows]


def test_a_provisional_point_is_hollow_and_says_so():
    dots = next(rows for mark, style, rows in layers(trend_chart(picture())) if style.get("shape") == "circle")
    assert [row["vulling"] for row in dots] == [INK, INK, "#FFFFFF"]
    assert dots[-1]["cijfer"] == "2,0% (voorlopig)"


def test_the_planned_path_is_dashed_from_baseline_through_milestones_to_norm():
    path = ((2018.0, 1.8), (2022.0, 1.5), (2028.0, 1.0))
    chart = trend_chart(picture(path=path, baseline=(2018.0, 1.8)))
    dashes = next(rows for mark, style, rows in layers(chart) if mark == "line" and style.get("strokeDash"))
    assert [(row["jaar"], row["waarde"]) for row in dashes] == list(path)
    shapes = [style["shape"] for mark, style, _ in layers(chart) if mark == "point"]
    assert shapes.count("square") == 1
    assert shapes.count("diamond") == 2
    assert {"norm 1", "nulmeting 1,8", "1,5", "Zaanstad 2,0"} <= set(texts(chart))


def test_a_band_is_drawn_as_two_levels():
    chart = trend_chart(picture(levels=(1.0, 3.0), levels_from=2019))
    dashed = [rows for mark, style, rows in layers(chart) if mark == "line" and style.get("strokeDash")]
    assert [{row["waarde"] for row in rows} for rows in dashed] == [{1.0}, {3.0}]
    assert "norm 1–3" in texts(chart)


def test_an_earlier_norm_stays_visible():
    assert "eerdere norm 78" in texts(trend_chart(picture(past_norms=((2026.0, 78.0),))))


def test_breaks_are_marked_with_their_years():
    breaks = (
        Break(first=2019, last=2020, reason="corona", is_special=True),
        Break(first=2020, last=2020, reason="anders geteld", is_special=False),
    )
    chart = trend_chart(picture(breaks=breaks))
    assert {"2019–2020: bijzonder", "2020: nieuwe definitie"} <= set(texts(chart))
    line = next(rows for mark, style, rows in layers(chart) if mark == "line")
    assert [row["stuk"] for row in line] == [0, 0, 1]


def test_years_in_a_row_that_are_special_for_one_reason_are_one_break():
    def cut(year, reason, kind=BreakKind.SPECIAL):
        return SeriesBreak(year=year, reason=reason, kind=kind)

    merged = merge_breaks(
        [cut(2021, "corona"), cut(2020, "corona"), cut(2022, "overstap"), cut(2023, "overstap", BreakKind.DEFINITION)]
    )
    assert [(each.years, each.is_special) for each in merged] == [("2020–2021", True), ("2022", True), ("2023", False)]


def test_numbers_on_the_axis_are_dutch_and_readable():
    config = trend_chart(picture()).to_dict()["config"]
    assert config["locale"]["number"]["decimal"] == ","
    assert config["locale"]["number"]["thousands"] == "."
    assert config["axis"]["labelColor"] == "#4A5661"


@pytest.mark.parametrize("years", [(2022,), (2021, 2022), (2019, 2020, 2021), tuple(range(2012, 2026))])
@pytest.mark.parametrize("cut", [None, "first"])
def test_no_year_stands_twice_below_a_chart_and_none_that_is_beside_its_figures(years, cut):
    breaks = (Break(first=years[0], last=years[0], reason="anders geteld", is_special=False),) if cut else ()
    chart = trend_chart(a_picture(series(*years), breaks=breaks))
    for width in (290, 880):
        named = [each.text for each in words_in(chart.to_dict(), width) if re.fullmatch(r"20\d\d", each.text)]
        assert named == [str(year) for year in years if str(year) in named], width
        assert named, width


def test_a_picture_without_figures_is_refused():
    with pytest.raises(ValueError, match="no figures"):
        trend_chart(picture(series=Series()))


def drawn(*args, **options):
    return unquote(sparkline(*args, **options)).removeprefix("data:image/svg+xml,")


def test_a_small_picture_has_its_norm_and_a_hollow_last_dot_when_provisional():
    svg = drawn(series(2018, 2019, 2020, provisional=[2020]), years=(2018, 2020), norm_levels=[1.0])
    assert svg.count("stroke-dasharray") == 1
    assert 'fill="#FFFFFF"' in svg
    assert 'fill="#FFFFFF"' not in drawn(series(2018, 2019, 2020), years=(2018, 2020))


def test_all_small_pictures_of_a_page_share_their_years():
    late = drawn(series(2022), years=(2012, 2022))
    early = drawn(series(2012), years=(2012, 2022))
    assert f'cx="{WIDTH - MARGIN}.0"' in late or f'cx="{WIDTH - MARGIN}"' in late
    assert f'cx="{MARGIN}.0"' in early or f'cx="{MARGIN}"' in early


def values_in(svg):
    """Text, anchor, foot and place of every value in a small picture."""
    found = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"([^>]*)>([^<]*)</text>', svg)
    return [(text, "end" if 'text-anchor="end"' in look else "start", float(x), float(y)) for x, y, look, text in found]


@pytest.mark.parametrize(
    ("years", "value"),
    [
        ((2012, 2020), lambda year: year - 2000.0),
        ((2012, 2013), lambda year: 2030.0 - year),
        ((2016, 2016), lambda year: 5.0),
        ((2012, 2020), lambda year: 1_234_567.0 + year),
        ((2012, 2020), lambda year: -0.5 * (year - 2016) ** 2),
    ],
    ids=["rising", "falling in a year", "one figure", "in millions", "with a bump"],
)
def test_the_first_and_the_last_value_stand_beside_their_points_within_the_picture_and_clear_of_the_line(years, value):
    shown = series(*range(years[0], years[1] + 1), value=value)
    svg = drawn(shown, years=(2010, 2022), norm_levels=[5.0], say=lambda each: f"{each:.0f}")
    told = values_in(svg)
    first, last = shown.points[0], shown.points[-1]
    assert [text for text, *_ in told] == [f"{each.value:.0f}" for each in dict.fromkeys((first, last))]
    corners = [float(x) for run in re.findall(r'points="([^"]*)"', svg) for x in re.findall(r"([\d.]+),", run)]
    dot = float(re.findall(r'<circle cx="([\d.]+)"[^>]*r="3.2"', svg)[0])
    for text, anchor, x, y in told:
        left, right = (x - 6.6 * len(text), x) if anchor == "end" else (x, x + 6.6 * len(text))
        assert 0 <= left < right <= WIDTH
        assert 9 <= y <= HEIGHT
        assert right < min([dot, *corners]) if anchor == "end" else left > max([dot, *corners]), "no line runs there"


def test_a_flat_small_picture_runs_through_the_middle():
    assert f'cy="{HEIGHT / 2}"' in drawn(series(2019, 2020, value=lambda year: 4.0), years=(2019, 2020))


def test_a_small_picture_leaves_a_gap_where_years_are_missing():
    assert drawn(series(2016, 2017, 2019, 2020), years=(2016, 2020)).count("<polyline") == 2


def group_year(year, median, *, half=0.5):
    return GroupYear(
        year=year, count=20, median=median, middle_low=median - half, middle_high=median + half,
        third_low=median - half / 2, third_high=median + half / 2,
    )  # fmt: skip


def outlook(*steps):
    return tuple(
        Projection(
            from_year=2020,
            year=year,
            centre=centre,
            lower=low,
            upper=high,
            if_it_stops=centre,
            if_it_goes_on=centre,
            standard_error=1.0,
            freedom=3,
        )
        for year, low, centre, high in steps
    )


def areas(chart):
    return [[(row["jaar"], row["waarde"], row["tot"]) for row in rows] for mark, _, rows in layers(chart) if mark == "area"]


def test_comparable_municipalities_are_a_band_with_its_middle_and_a_name():
    group = (group_year(2018, 2.0), group_year(2019, 2.1), group_year(2020, 2.2))
    chart = trend_chart(picture(group=group))
    assert areas(chart) == [[(2018, 1.5, 2.5), (2019, 1.6, 2.6), (2020, pytest.approx(1.7), pytest.approx(2.7))]]
    assert "vergelijkbare gemeenten" in texts(chart)


def test_the_band_of_the_group_stops_where_the_own_picture_stops():
    group = tuple(group_year(year, 2.0) for year in range(2010, 2030))
    assert [year for year, _, _ in areas(trend_chart(picture(group=group)))[0]] == [2018, 2019, 2020]


def test_the_expectation_starts_at_the_last_definitive_figure_and_widens():
    steps = outlook((2021, 1.6, 2.0, 2.4), (2022, 1.4, 2.0, 2.6))
    chart = trend_chart(picture(outlook_from=(2020.0, 2.0), outlook=steps))
    assert areas(chart) == [[(2020.0, 2.0, 2.0), (2021.0, 1.6, 2.4), (2022.0, 1.4, 2.6)]]
    assert "verwachting (80%)" in texts(chart)
    strokes = next(rows for mark, _, rows in layers(chart) if mark == "rule")
    assert len(strokes) > 10, "hatched, so that it is more than a tint"
    assert all(row["waarde"] <= 2.0 <= row["tot"] for row in strokes)


def test_without_a_group_or_an_expectation_there_is_no_band():
    assert areas(trend_chart(picture())) == []


def test_the_netherlands_is_a_dotted_line_with_its_name():
    chart = trend_chart(picture(national=series(2018, 2019, 2020, value=lambda year: 3.0)))
    dotted = [rows for mark, style, rows in layers(chart) if mark == "line" and style.get("strokeDash") == [1.5, 3]]
    assert [row["waarde"] for row in dotted[0]] == [3.0, 3.0, 3.0]
    assert "Nederland" in texts(chart)


def test_the_group_of_one_year_has_a_dot_for_everyone_and_names_only_the_own_figure():
    dots = GroupPicture(
        when="2023", name="Zaanstad", unit="%", decimals=1, own=2.9, median=2.6, others=(("Almere", 2.0), ("Breda", 3.1))
    )
    spec = group_chart(dots).to_dict()
    rows = [layer["data"].get("values") or spec["datasets"][layer["data"]["name"]] for layer in spec["layer"]]
    assert [row["gemeente"] for row in rows[1]] == ["Almere", "Breda"]
    assert [layer["mark"].get("text") for layer in spec["layer"] if layer["mark"]["type"] == "text"] == [
        "midden 2,6",
        "Zaanstad 2,9",
    ]


def test_who_has_no_definitive_figure_in_the_year_is_not_among_the_dots():
    late = Member(code="GM2", name="Almere", series=series(2022))
    provisional = Member(code="GM3", name="Breda", series=series(2023, provisional=[2023]))
    members = [Member(code="GM1", name="Zwolle", series=series(2023)), late, provisional]
    compared = Comparison(
        status=ComparisonStatus.SIMILAR,
        reason=ComparisonReason.THIRD,
        years=(2023,),
        value=2.9,
        group=group_year(2023, 2.6),
    )
    shown = group_picture(compared, members, "Zaanstad", unit="%", decimals=1)
    assert (shown.others, shown.when) == ((("Zwolle", 2.3),), "2023")


def test_years_that_were_compared_together_are_dots_of_their_means():
    members = [
        Member(code="GM1", name="Zwolle", series=series(2021, 2022, 2023, value=lambda year: year - 2020)),
        Member(code="GM2", name="Almere", series=series(2022, 2023)),
    ]
    compared = Comparison(
        status=ComparisonStatus.SIMILAR,
        reason=ComparisonReason.THIRD,
        years=(2021, 2022, 2023),
        value=2.9,
        group=group_year(2023, 2.6),
    )
    shown = group_picture(compared, members, "Zaanstad", unit="%", decimals=1)
    assert (shown.others, shown.when) == ((("Zwolle", 2.0),), "gemiddelde van 2021–2023")


def test_a_changed_norm_says_beside_the_step_who_changed_it_and_when():
    said = {"before": "3 in 2026", "after": "1 in 2028", "when": "30 november 2019"}
    change = NormChange(year=2019.9, ends=(3.0, 1.0), who=("gemeenteraad", "GGD"), **said)
    steps = (((2018.0, 3.0), (2019.9, 3.0), (2019.9, 1.0)),)
    norm = {"levels": (1.0,), "levels_from": 2018}
    changed = picture(**norm, norm_steps=steps, norm_changes=(change,))
    spec = trend_chart(changed).to_dict()
    assert "gemeenteraad, 30 november 2019" in {words.text for words in words_in(spec, 900)}
    key = trend_key(changed)
    assert "Gewijzigd van 3 in 2026 naar 1 in 2028 op 30 november 2019 door gemeenteraad en GGD." in key
    assert "Gewijzigd" not in trend_key(picture(**norm))


def test_a_norm_that_moved_without_a_decision_says_that_beside_the_step():
    change = NormChange(year=2020.4, ends=(3.0, 1.0), before="3", after="1", who=(), when="26 november 2020")
    shown = picture(levels=(1.0,), norm_steps=(((2018.0, 3.0), (2020.4, 3.0), (2020.4, 1.0)),), norm_changes=(change,))
    spec = trend_chart(shown).to_dict()
    assert "zonder besluit, 26 november 2020" in {words.text for words in words_in(spec, 900)}
    assert any(
        [place["waarde"] for place in rows] == [3.0, 3.0, 1.0] for mark, _, rows in layers(trend_chart(shown)) if mark == "line"
    )
    assert "Gewijzigd van 3 naar 1 op 26 november 2020 zonder nieuw besluit." in trend_key(shown)
    assert "De norm ging op 26 november 2020 van 3 naar 1, zonder nieuw besluit." in trend_alt(shown)
    assert shown.frame.last_year >= 2020.4, "the step is within the picture"


def test_names_that_the_key_says_too_stay_away_on_a_phone_that_has_no_room_for_them():
    group = tuple(
        GroupYear(year=year, count=20, median=1.9, middle_low=1.8, middle_high=2.0, third_low=1.85, third_high=1.95)
        for year in (2018, 2019, 2020)
    )
    flat = picture(series=series(2018, 2019, 2020, value=lambda _: 1.9), group=group, levels=(1.88,), baseline=(2019.0, 1.9))
    spec = trend_chart(flat).to_dict()
    desk, phone = ({words.text for words in words_in(spec, width)} for width in (900, 290))
    assert {"Zaanstad 1,9", "nulmeting 1,9", "norm 1,88"} <= phone <= desk


@pytest.mark.parametrize("width", [290, 900])
def test_no_name_lies_on_another_one_in_a_full_chart(width):
    full = picture(
        series=series(*range(2008, 2023), value=lambda year: 21 - abs(2019 - year) * 0.6),
        levels=(18.0,),
        levels_from=2015,
        baseline=(2015.0, 18.6),
        outlook=outlook((2024, 15.0, 18.0, 21.0)),
    )
    names = [words for words in words_in(trend_chart(full).to_dict(), width) if re.search("[a-z]", words.text)]
    assert len(names) >= 3
    for one, other in combinations(names, 2):
        wide = min(one.box[1], other.box[1]) - max(one.box[0], other.box[0])
        high = min(one.box[3], other.box[3]) - max(one.box[2], other.box[2])
        assert wide <= 0 or high <= 0, (one.text, other.text)


def test_the_name_at_the_last_figure_is_off_the_line_on_a_phone():
    falling = series(*range(2008, 2023), value=lambda year: 21 - abs(2019 - year) * 0.6)
    spec = trend_chart(picture(series=falling, levels=(18.0,), levels_from=2015)).to_dict()
    own = next(words for words in words_in(spec, 290) if words.text.startswith("Zaanstad"))
    dots = dots_in(spec, 290)
    assert len(dots) == len(falling.points)
    left, right, top, bottom = own.box
    assert [dot for dot in dots if left <= dot[0] <= right and top <= dot[1] <= bottom] == []


@pytest.mark.parametrize("width", [290, 900])
def test_the_name_stands_off_the_short_line_of_a_group_in_one_year_alone(width):
    alone = picture(series=series(2022, value=lambda year: 13.7), group=(group_year(2022, 13.9, half=1.2),))
    spec = trend_chart(alone).to_dict()
    own = next(words for words in words_in(spec, width) if words.text.startswith("Zaanstad"))
    left, right, top, bottom = own.box
    (line,) = [line for line in lines_in(spec, width) if len(line) == 2 and line[0][1] == line[1][1] and line[0][0] < line[1][0]]
    (start, height), (end, _) = line
    assert not (top <= height <= bottom and start < right and left < end)

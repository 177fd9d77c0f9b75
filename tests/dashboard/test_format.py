"""Figures, units and dates as a Dutch reader meets them."""

import re
import tomllib
from datetime import UTC, date, datetime

import pytest
from PIL.ImageColor import getrgb
from support.drawn_text import luminance
from support.shipped import ROOT

from dashboard.look import colours
from dashboard.look import notation as fmt
from indicators.agenda.model import Direction, Norm, NormKind, Span
from indicators.methods.series import Point
from indicators.wording import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.8128, 2, "2,81"),
        (1234.5, 1, "1.234,5"),
        (162828, 0, "162.828"),
        (70, 1, "70,0"),
        (-0.28, 2, "−0,28"),
        (-0.001, 2, "0,00"),
    ],
)
def test_numbers_have_a_decimal_comma_and_a_point_per_thousand(value, decimals, text):
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [(75.0, "75"), (2.5, "2,5"), (1000, "1.000"), (0.125, "0,125")])
def test_a_value_somebody_wrote_keeps_its_own_decimals(value, text):
    assert fmt.exact(value) == text


@pytest.mark.parametrize(("unit", "text"), [("%", "69,5%"), ("per 1.000 inwoners", "69,5 per 1.000 inwoners")])
def test_a_percent_sign_sticks_to_its_number_and_other_units_do_not(unit, text):
    assert fmt.with_unit("69,5", unit) == text


@pytest.mark.parametrize(
    ("code", "year", "text"),
    [
        ("2023JJ00", 2023, "2023"),
        ("2018SJ00", 2018, "2018/'19"),
        ("1999SJ00", 1999, "1999/'00"),
        ("2024MM12", 2024, "december 2024"),
        ("2021", 2021, "2021"),
    ],
)
def test_periods_are_named_as_people_name_them(code, year, text):
    assert fmt.period(code, year) == text


def test_a_provisional_figure_has_a_star():
    assert fmt.point_period(Point(year=2025, value=1.0, period="2025JJ00", is_provisional=True)) == "2025*"


def test_a_span_of_years_is_called_a_mean():
    assert fmt.span(Span(2017, 2019)) == "gemiddelde 2017–2019"
    assert fmt.span(Span(2019, 2019)) == "2019"


def test_dates_are_written_out_on_the_dutch_clock():
    assert fmt.day(date(2026, 11, 21)) == "21 november 2026"
    assert fmt.day(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "22 november 2026"
    assert fmt.moment(datetime(2026, 7, 1, 12, 5, tzinfo=UTC)) == "1 juli 2026, 14.05 uur"


@pytest.mark.parametrize(
    ("norm", "direction", "unit", "text"),
    [
        ({"kind": NormKind.REACH, "value": 2.5, "year": 2028}, Direction.DOWN, "per 1.000 inwoners", "≤ 2,5 in 2028"),
        ({"kind": NormKind.REACH, "value": 75.0, "year": 2028}, Direction.UP, "%", "≥ 75% in 2028"),
        ({"kind": NormKind.REACH, "value": 80.0, "moment": "bij de verkiezing"}, Direction.UP, "%", "≥ 80% bij de verkiezing"),
        ({"kind": NormKind.REACH, "value": 80.0}, Direction.UP, "%", "≥ 80%"),
        ({"kind": NormKind.KEEP, "value": 8.0}, Direction.UP, "praktijken", "≥ 8 (zo houden)"),
        ({"kind": NormKind.BAND, "lower": 2.5, "upper": 4.5}, Direction.DOWN, "%", "2,5–4,5%"),
    ],
)  # fmt: skip
def test_a_norm_says_level_and_moment(norm, direction, unit, text):
    assert fmt.norm_text(Norm(**norm), direction, unit) == text


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c"), ([], "")])
def test_a_listing_ends_with_en(words, text):
    assert numbers.listing(words) == text


def test_a_count_agrees_with_its_noun():
    assert fmt.count(1, "bron", "bronnen") == "1 bron"
    assert fmt.count(1715, "cijfer", "cijfers") == "1.715 cijfers"


@pytest.mark.parametrize("colour", [colours.INK, colours.SECONDARY, colours.NORM_BLUE])
@pytest.mark.parametrize("ground", ["#FFFFFF", "#FBFBF7", "#FFF3E0", "#EAF0F6"])
def test_text_colours_are_readable_on_every_ground(colour, ground):
    light, dark = sorted((luminance(getrgb(colour)), luminance(getrgb(ground))), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_theme_of_streamlit_has_colours_of_the_dashboard():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    own = {name: value for name, value in theme.items() if str(value).startswith("#")}
    assert own
    assert set(own.values()) <= set(colours.BY_NAME.values())


def test_the_style_sheets_name_their_colours_and_every_name_is_known():
    sheets = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "dashboard").glob("*.css")))
    assert "@page" in sheets
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\s*[;,)}]", sheets) == []
    declared = set(re.findall(r"--([a-z-]+):", sheets)) | {"under-page"}  # that one a script says when a page is printed
    assert set(re.findall(r"var\(--([a-z-]+)", sheets)) <= set(colours.BY_NAME) | declared

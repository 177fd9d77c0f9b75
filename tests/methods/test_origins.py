"""What was known of every municipality in a year, laid beside what the same figures give by hand."""

import numpy as np
import pytest

from indicators.methods.origins import MIN_POINTS, known_in_years, windows_of
from indicators.methods.panel import Panel

YEARS = (2014, 2015, 2016, 2018, 2019, 2020, 2021)
ROW = (5.0, 7.0, 6.0, 9.0, 8.0, 12.0, 11.0)


def a_panel(*rows: tuple[float, ...], years: tuple[int, ...] = YEARS) -> Panel:
    codes = tuple(f"GM{number:04}" for number in range(1, len(rows) + 1))
    return Panel(municipalities=codes, years=np.array(years), values=np.array(rows, dtype=float))


def test_pace_swing_and_place_are_those_of_the_figures_so_far() -> None:
    known = {each.year: each for each in known_in_years(a_panel(ROW), 1)}
    assert list(known) == [2019, 2020, 2021], f"from {MIN_POINTS} figures on"
    then = known[2020]
    swing = (2 + 1 + 3 / np.sqrt(2) + 1 + 4) / 5  # a change over two years counts per √year
    assert then.swing[0] == pytest.approx(swing)
    assert (then.last[0], then.span[0]) == (12.0, 6.0)
    whole, recent, lately = (12 - 5) / 6, (12 - 6) / 4, 12 - (6 + 9 + 8 + 12) / 4  # three years back there is no figure: four
    assert then.paces[0] == pytest.approx(np.array([whole, recent, lately]) / swing)


def test_a_figure_knows_nothing_of_what_came_later() -> None:
    other = (*ROW[:-1], 99.0)
    before = [{each.year: each for each in known_in_years(a_panel(row), 1)}[2020] for row in (ROW, other)]
    assert before[0].paces.tolist() == before[1].paces.tolist()


def test_mirroring_the_direction_mirrors_nothing_but_the_figure() -> None:
    up = list(known_in_years(a_panel(ROW), 1))
    down = list(known_in_years(a_panel(tuple(-value for value in ROW)), -1))
    assert [each.paces.tolist() for each in up] == [each.paces.tolist() for each in down]


def test_missing_years_are_stepped_over_and_flat_series_have_no_swing() -> None:
    nan = np.nan
    panel = a_panel((1, nan, 2, 1, 2, 1, 2), (3.0,) * 7, (nan,) * 7)
    known = {each.year: each.places.tolist() for each in known_in_years(panel, 1)}
    assert known == {2020: [0], 2021: [0]}


def test_a_window_holds_what_came_in_swings_and_never_looks_further_than_the_series_is_long() -> None:
    windows = windows_of(a_panel(ROW, ROW[::-1]), -1, 1, 2)
    assert [(window.origin, window.target) for window in windows] == [(2019, 2020), (2020, 2021)]
    first = windows[0]
    assert first.moved == pytest.approx(-np.array([4.0, 7.0 - 6.0]) / first.known.swing)
    assert [window.origin for window in windows_of(a_panel(ROW), 1, 2, 1)] == [2019]
    short = a_panel((1, 2, 1, 2, 1, 2), years=(2014, 2015, 2016, 2017, 2018, 2023))
    assert windows_of(short, 1, 5, 1) == (), "four years of figures and five years ahead"


def test_too_few_municipalities_are_no_window() -> None:
    assert windows_of(a_panel(ROW), 1, 1, 2) == ()

"""What all municipalities together tell of one indicator: its memory, the country's movement and the usual swing."""

import numpy as np
import pytest

from indicators.methods.panel import Panel, build_panel
from indicators.methods.surroundings import UNKNOWN, find_memory, look_around


def a_country(count: int, *rows: tuple[float, ...], first_year: int = 2015) -> Panel:
    """So many municipalities in each of these series; NaN is no figure."""
    figures = [
        (f"GM{number:02}{copy:02}", first_year + year, value)
        for number, row in enumerate(rows)
        for copy in range(count)
        for year, value in enumerate(row)
        if np.isfinite(value)
    ]
    return build_panel(*zip(*figures, strict=True))


def remembering(memory: float, count: int = 300, length: int = 12) -> Panel:
    """Chance figures around a line of their own that keep this share of last year's deviation."""
    rng = np.random.default_rng(3)
    left = rng.normal(size=(count, length + 50))
    for year in range(1, length + 50):
        left[:, year] += memory * left[:, year - 1]
    lines = rng.normal(size=(count, 1)) * np.arange(length)
    codes = tuple(f"GM{number:04}" for number in range(count))
    return Panel(municipalities=codes, years=np.arange(2010, 2010 + length), values=lines + left[:, 50:])


@pytest.mark.parametrize("memory", [0.0, 0.3, 0.6])
def test_memory_is_found_whatever_the_lines_of_the_series(memory: float) -> None:
    found = look_around(remembering(memory)).memory
    assert found is not None
    assert abs(found - memory) < 0.06


def test_memory_is_of_successive_figures_so_a_missing_year_is_stepped_over() -> None:
    full = remembering(0.6)
    gap = Panel(municipalities=full.municipalities, years=full.years * 2, values=full.values)
    assert look_around(gap).memory == pytest.approx(look_around(full).memory)


def test_memory_is_never_below_zero_nor_beyond_nine_tenths() -> None:
    assert look_around(a_country(30, (1, 9, 1, 9, 1, 9))).memory == 0.0
    wander = np.cumsum(np.random.default_rng(1).normal(size=(60, 8)), axis=1)
    assert find_memory(np.tile(np.arange(8.0), (60, 1)), wander**2 + 1000 * np.arange(8) ** 3) == 0.9


@pytest.mark.parametrize("rows", [(2.0,) * 8, (1.0, 2.0, 3.0, 4.0, 5.0)], ids=["constant", "a straight line"])
def test_without_deviations_there_is_no_memory_to_know(rows: tuple[float, ...]) -> None:
    assert look_around(a_country(40, rows)).memory in (None, 0.0)


def test_too_few_municipalities_speak_for_nobody() -> None:
    assert look_around(a_country(29, (1, 5, 2, 6, 3, 1))) == UNKNOWN
    assert look_around(a_country(30, (1, 5, 2, 6, 3, 1))) != UNKNOWN


def test_series_of_four_figures_teach_no_memory_but_do_teach_movement() -> None:
    found = look_around(a_country(30, (1, 5, 2, 6)))
    assert found.memory is None
    assert dict(found.movements) == {(2015, 2016): 4.0, (2016, 2017): -3.0, (2017, 2018): 4.0}


def test_the_country_moves_as_its_median_municipality_does() -> None:
    found = look_around(a_country(20, (10, 11), (10, 13), (10, 60)))
    assert found.movements[2015, 2016] == 3.0


def test_a_missed_year_is_compared_over_everyone_with_both_years() -> None:
    found = look_around(a_country(30, (1, 2, 4), (1, np.nan, 5)))
    assert found.movements[2015, 2017] == 3.5  # 3 for half of them, 4 for the others
    assert found.movements[2015, 2016] == 1.0


def test_the_usual_swing_is_that_of_the_median_municipality_per_root_year() -> None:
    assert look_around(a_country(20, (1, 2, 1), (1, 4, 1), (1, 9, 1))).swing == 3.0
    every_four = build_panel([f"GM{n:02}" for n in range(30)] * 2, [2016] * 30 + [2020] * 30, [1.0] * 30 + [5.0] * 30)
    assert look_around(every_four).swing == 2.0

"""How often a step was ever made: invented countries in which the answer can be counted by hand."""

from datetime import date

import numpy as np
import pytest
from support.small_figures import TODAY, an_indicator, at_years, band, keep, reach, yearly

from indicators.methods.base_rates import BaseRateLack, BaseRates, StepKind, find_base_rates
from indicators.methods.panel import Panel, build_panel

RATE = {"eenheid": "per 1.000 inwoners"}
SHARE = {"eenheid": "%", "gewenste_richting": "omhoog"}


def a_country(*rows: tuple[float, ...], copies: int = 20, first_year: int = 2014) -> Panel:
    """So many municipalities in each of these series; NaN is no figure."""
    figures = [
        (f"GM{number:02}{copy:02}", first_year + place, value)
        for number, row in enumerate(rows)
        for copy in range(copies)
        for place, value in enumerate(row)
        if np.isfinite(value)
    ]
    return build_panel(*zip(*figures, strict=True))


def rates(series, panel, norm, *, today: date = TODAY, **changes) -> BaseRates:
    found = find_base_rates(an_indicator(norm, **changes), series, panel, today=today)
    assert isinstance(found, BaseRates), found
    return found


FALLING = tuple(100 * 0.9**year for year in range(7))  # a tenth less each year: −19 % in two years
FLAT = (100.0,) * 7
RISING = tuple(100 * 1.1**year for year in range(7))


def test_a_rate_steps_by_its_share_whatever_its_level() -> None:
    panel = a_country(FALLING, tuple(value / 10 for value in FALLING), FLAT)
    found = rates(at_years({2024: 4.0}), panel, reach(3.3, 2026), **RATE)
    assert found.step.kind is StepKind.RELATIVE
    assert (found.step.years, round(found.step.size, 3)) == (2, -0.175)
    assert [(window.first, window.last) for window in found.windows] == [(year, year + 2) for year in range(2014, 2019)]
    assert found.made == pytest.approx(2 / 3)


@pytest.mark.parametrize(("level", "share"), [(3.24, 2 / 3), (3.23, 0.0)])
def test_just_the_step_counts_and_a_little_less_does_not(level: float, share: float) -> None:
    panel = a_country(FALLING, FALLING, FLAT)  # −19 % exactly, but for the rounding of the computer
    assert rates(at_years({2024: 4.0}), panel, reach(level, 2026), **RATE).made == pytest.approx(share)


def test_a_percentage_steps_by_points_whatever_its_level() -> None:
    climb = (10.0, 12.0, 14.0, 16.0, 18.0, 20.0, 22.0)
    panel = a_country(climb, tuple(value + 50 for value in climb), FLAT)
    found = rates(at_years({2024: 80.0}), panel, reach(84, 2026), **SHARE)
    assert found.step.kind is StepKind.ABSOLUTE
    assert found.step.size == pytest.approx(4)
    assert found.made == pytest.approx(2 / 3)


def test_where_figures_can_be_negative_a_share_means_nothing() -> None:
    panel = a_country((-5.0, -3.0, -1.0, 1.0, 3.0, 5.0, 7.0), FLAT, FLAT)
    found = rates(at_years({2024: 4.0}), panel, reach(8, 2026), eenheid="saldo", gewenste_richting="omhoog")
    assert found.step.kind is StepKind.ABSOLUTE
    assert found.made == pytest.approx(1 / 3)


def test_what_everyone_did_is_taken_off() -> None:
    panel = a_country(FALLING, FALLING, FLAT)
    found = rates(at_years({2024: 4.0}), panel, reach(3.3, 2026), **RATE)
    assert (found.made, found.made_beyond) == (pytest.approx(2 / 3), 0.0), "the median municipality fell as much"
    alone = rates(at_years({2024: 4.0}), a_country(FALLING, FLAT, FLAT), reach(3.3, 2026), **RATE)
    assert alone.made == alone.made_beyond == pytest.approx(1 / 3)
    against = rates(at_years({2024: 4.0}), a_country(FLAT, RISING, RISING), reach(3.4, 2026), **RATE)
    assert (against.made, against.made_beyond) == (0.0, pytest.approx(1 / 3)), "standing still where everyone rose a fifth"


def test_base_rates_move_and_the_halves_show_it() -> None:
    turned = (100.0, 90.0, 81.0, 73.0, 73.0, 73.0, 73.0)
    earlier, later = rates(at_years({2024: 4.0}), a_country(turned, turned, turned), reach(3.6, 2025), **RATE).halves
    assert [window.last for window in earlier.windows] == [2015, 2016, 2017]
    assert [window.last for window in later.windows] == [2018, 2019, 2020]
    assert (earlier.made, later.made) == (pytest.approx(2 / 3), 0.0)  # from 81 to 73 is just less than a tenth


def test_the_order_of_municipalities_changes_nothing_and_mirroring_mirrors() -> None:
    panel = a_country((10.0, 11.0, 9.0, 12.0, 8.0), (5.0, 9.0, 4.0, 4.0, 6.0), (7.0, 6.0, 5.0, 4.0, 3.0))
    mirrored = Panel(municipalities=panel.municipalities[::-1], years=panel.years, values=-panel.values[::-1])
    bounds = {"grenzen": {"hoogst": 100}}
    down = rates(at_years({2024: 9.0}), panel, reach(8, 2025), **bounds)
    up = rates(at_years({2024: -9.0}), mirrored, reach(-8, 2025), gewenste_richting="omhoog", **bounds)
    assert down.windows == up.windows


def test_once_the_year_is_over_the_step_is_that_of_then() -> None:
    panel = a_country(FALLING, FLAT, FLAT)
    series = at_years({2018: 4.0, 2019: 3.9, 2020: 3.8, 2021: 3.7})
    found = rates(series, panel, reach(3.2, 2020), **RATE)
    assert (found.step.from_baseline, found.step.from_year, found.step.start, found.step.years) == (True, 2018, 4.0, 2)


def test_a_band_and_a_level_to_keep_with_a_year_are_steps_to_the_nearest_bound() -> None:
    panel = a_country(FALLING, FLAT, FLAT)
    assert rates(at_years({2024: 4.0}), panel, band(2.0, 3.3, jaar=2026), gewenste_richting="neutraal", **RATE).step.level == 3.3
    assert rates(at_years({2024: 4.0}), panel, keep(3.3, jaar=2026), **RATE).step.level == 3.3


def test_a_start_of_zero_has_no_share() -> None:
    panel = a_country((0.0, 5.0, 0.0, 5.0, 0.0), (10.0, 5.0, 4.0, 3.0, 2.0), (10.0,) * 5, (10.0,) * 5)
    found = rates(at_years({2024: 4.0}), panel, reach(3.5, 2025), **RATE)
    assert [window.municipalities for window in found.windows] == [60, 80, 60, 80]


COUNTRY = a_country(FALLING, FLAT, FLAT)
LATEST = at_years({2018: 4.0, 2024: 4.0})
AS_THE_NATION = {"soort": "vergelijking", "jaar": 2026, "ten_opzichte_van": {"wie": "Nederland", "hoogstens_slechter": 5}}


@pytest.mark.parametrize(
    ("norm", "series", "panel", "changes", "lack"),
    [
        (None, LATEST, COUNTRY, {}, BaseRateLack.NO_NORM),
        (reach(3.0, None), LATEST, COUNTRY, {}, BaseRateLack.NO_YEAR),
        (reach(3.0, 2026), LATEST, COUNTRY, {"gewenste_richting": "neutraal"}, BaseRateLack.UNCLEAR_NORM),
        (AS_THE_NATION, LATEST, COUNTRY, {}, BaseRateLack.RELATIVE),
        (reach(3.0, 2026), LATEST, COUNTRY, {"lopende_prijzen": True}, BaseRateLack.CURRENT_PRICES),
        (reach(3.0, 2026), yearly(), COUNTRY, {}, BaseRateLack.NO_FIGURE),
        (reach(3.0, 2026), yearly(4.0, start=2024, provisional=1), COUNTRY, {"nulmeting": None}, BaseRateLack.NO_FIGURE),
        (reach(3.0, 2017), LATEST, COUNTRY, {}, BaseRateLack.NO_YEARS),
        (reach(5.0, 2026), LATEST, COUNTRY, {}, BaseRateLack.MEETS),
        (reach(3.0, 2026), LATEST, None, {}, BaseRateLack.TOO_FEW_MUNICIPALITIES),
        (reach(3.0, 2026), LATEST, a_country(FALLING, FLAT, copies=29), {}, BaseRateLack.TOO_FEW_MUNICIPALITIES),
        (reach(3.0, 2029), LATEST, COUNTRY, {}, BaseRateLack.TOO_FEW_WINDOWS),
        (reach(3.0, 2040), LATEST, COUNTRY, {}, BaseRateLack.TOO_FEW_WINDOWS),
    ],
)
def test_what_says_too_little_says_why(norm, series, panel, changes, lack) -> None:
    assert find_base_rates(an_indicator(norm, **RATE | changes), series, panel, today=TODAY) is lack


def test_three_windows_of_sixty_municipalities_are_enough() -> None:
    found = rates(LATEST, a_country(FALLING, FLAT, FLAT), reach(3.0, 2028), **RATE)
    assert [(window.first, window.last, window.municipalities) for window in found.windows] == [
        (2014, 2018, 60), (2015, 2019, 60), (2016, 2020, 60)
    ]  # fmt: skip


def test_figures_of_another_definition_are_no_start() -> None:
    broken = [{"periode": 2025, "soort": "definitie", "reden": "anders geteld"}]
    indicator = an_indicator(reach(3.0, 2026), **RATE, trendbreuken=broken)
    assert find_base_rates(indicator, LATEST, COUNTRY, today=TODAY) is BaseRateLack.NO_FIGURE

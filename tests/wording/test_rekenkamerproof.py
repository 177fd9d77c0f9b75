"""What a norm must pass when it is typed: each check has a norm that fails it and one that passes."""

from typing import Any

import pytest
from support.small_figures import TODAY, an_indicator, at_years, band, keep, reach, surveyed, yearly

from indicators.methods.series import Series
from indicators.wording.rekenkamer import NormCheck, check_norm, smallest_visible_step

ADOPTED = {"vastgesteld": {"door": ["gemeenteraad"], "datum": "2022-06-30"}}
CALM = yearly(10, 9.9, 9.7, 9.8, 9.6, 9.5, 9.6, 9.4)  # 2018–2025
GOOD = reach(5, 2028, **ADOPTED)


def warnings(norm: dict[str, Any] | None, series: Series = CALM, **changes: Any) -> dict[NormCheck, str]:
    indicator = an_indicator(norm, **changes)
    return {warning.check: warning.text for warning in check_norm(indicator, series, today=TODAY)}


def test_a_sound_norm_has_no_warnings() -> None:
    assert warnings(GOOD) == {}
    assert warnings(keep(12, **ADOPTED)) == {}
    assert warnings(band(8, 12, **ADOPTED), gewenste_richting="neutraal") == {}


def test_no_norm_no_warnings() -> None:
    assert warnings(None) == {}


@pytest.mark.parametrize(
    ("what", "norm", "series", "changes", "check", "says"),
    [
        ("no direction", GOOD, CALM, {"gewenste_richting": "neutraal"}, NormCheck.SPECIFIC, "gewenste richting"),
        ("no value", {"soort": "bereiken", "jaar": 2028} | ADOPTED, CALM, {}, NormCheck.SPECIFIC, "Noem een waarde"),
        ("half a band", {"soort": "bandbreedte", "onder": 1.0} | ADOPTED, CALM, {}, NormCheck.SPECIFIC, "bovengrens"),
        ("no year", reach(5, None, **ADOPTED), CALM, {}, NormCheck.TIME_BOUND, "Noem het jaar"),
        (
            "a year before the decision",
            keep(5, jaar=2020, **ADOPTED),
            CALM,
            {},
            NormCheck.TIME_BOUND,
            "ligt vóór dat van het besluit",
        ),
        ("a year in the past", reach(5, 2025, **ADOPTED), CALM, {}, NormCheck.TIME_BOUND, "al voorbij"),
        ("no baseline", GOOD, CALM, {"nulmeting": None}, NormCheck.BASELINE, "geen nulmeting"),
        ("no figure for it", GOOD, CALM, {"nulmeting": {"periode": 2010}}, NormCheck.BASELINE, "narekenen"),
        ("adopted only", GOOD, CALM, {"nulmeting": {"periode": 2010, "waarde": 10.0}}, NormCheck.BASELINE, "narekenen"),
        ("revised", GOOD, CALM, {"nulmeting": {"periode": 2018, "waarde": 11.0}}, NormCheck.BASELINE, "de bron geeft nu 10,0"),
        ("no figures", GOOD, Series(), {}, NormCheck.SOURCE, "nog geen cijfers"),
        ("stale", GOOD, yearly(10, 9, 8, start=2016), {}, NormCheck.SOURCE, "nog wordt bijgewerkt"),
        (
            "no figure before the year",
            reach(5, 2027, **ADOPTED),
            at_years({2018: 10, 2022: 9, 2026: 9}),
            {},
            NormCheck.SOURCE,
            "2030",
        ),
        ("far ahead", reach(5, 2030, **ADOPTED), CALM, {}, NormCheck.MILESTONES, "4 jaar vooruit"),
        ("not adopted", reach(5, 2028), CALM, {}, NormCheck.ADOPTED, "vastgesteld"),
        ("a step within the usual swing", reach(9.8, 2028, **ADOPTED), CALM, {}, NormCheck.DETECTABLE, "toeval"),
        ("met at the baseline", reach(11, 2028, **ADOPTED), CALM, {}, NormCheck.DETECTABLE, "al gehaald"),
    ],
)
def test_each_check(
    what: str, norm: dict[str, Any], series: Series, changes: dict[str, Any], check: NormCheck, says: str
) -> None:
    found = warnings(norm, series, **changes)
    assert says in found.get(check, ""), f"{what}: {found}"


@pytest.mark.parametrize("year", [2027, 2028, 2029])
def test_three_years_ahead_needs_no_milestones(year: int) -> None:
    assert NormCheck.MILESTONES not in warnings(reach(5, year, **ADOPTED))


def test_milestones_answer_the_warning() -> None:
    norm = reach(5, 2032, mijlpalen=[{"jaar": 2028, "waarde": 7.0}], **ADOPTED)
    assert NormCheck.MILESTONES not in warnings(norm)


def test_the_smallest_visible_step_of_a_survey_is_2_77_standard_errors() -> None:
    assert smallest_visible_step(surveyed((2024, 50, 50 - 1.96, 50 + 1.96))) == pytest.approx(2.77)


def test_the_smallest_visible_step_of_a_register_is_the_jump_threshold() -> None:
    assert smallest_visible_step(yearly(10, 11, 10, 11, 10, 11, 10, 11)) == pytest.approx(3.267)
    assert smallest_visible_step(yearly(10, 11, 10)) is None
    assert smallest_visible_step(Series()) is None


def test_warnings_come_in_a_fixed_order() -> None:
    found = warnings(reach(9.8, None), CALM, nulmeting=None, gewenste_richting="neutraal")
    assert list(found) == [NormCheck.SPECIFIC, NormCheck.TIME_BOUND, NormCheck.BASELINE, NormCheck.ADOPTED]

"""The calibration measures what it says it measures: small invented panels with a known answer, and documents that agree."""

import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from support.small_figures import TODAY, at_years, yearly

from benchmarks.calibrate.__main__ import write_report
from benchmarks.calibrate.change import measure_flags, shuffle_changes
from benchmarks.calibrate.forecasts import (
    FUTURES,
    STEPS,
    calibration,
    chance_of,
    holds,
    largest_deviation,
    measure_chances,
    measure_forecasts,
)
from benchmarks.calibrate.nulls import NULLS, permuted, permuted_in_blocks, remembering
from benchmarks.calibrate.panel import Panel, Subject
from benchmarks.calibrate.planted import measure_raises
from benchmarks.calibrate.text import Section
from benchmarks.calibrate.trend import measure_alarms
from benchmarks.calibrate.variants import VARIANTS, apply_variant, recoil_of
from dashboard.look.questions import NORM
from indicators.agenda.model import Direction
from indicators.methods.projection import Projection, project
from indicators.methods.series import Series

DOCS = Path(__file__).resolve().parents[2] / "docs"


def a_subject(*series: Series, direction: Direction = Direction.UP, **changes) -> Subject:
    numbered = {f"GM{n:04}": one for n, one in enumerate(series, 1)}
    return Subject(id="proef", name="Proef", direction=direction, series=numbered, **changes)


def drifting(count: int = 12, seed: int = 1, towns: int = 60) -> Subject:
    """Independent changes: what the projection assumes."""
    rng = np.random.default_rng(seed)
    return a_subject(*(yearly(*(50 + np.cumsum(rng.normal(size=count)))) for _ in range(towns)))


def test_every_origin_and_horizon_that_can_be_checked_is_one_forecast() -> None:
    forecasts = measure_forecasts(a_subject(yearly(1, 2, 1, 3, 2, 4, 3, 5)))  # origins at 5, 6 and 7 of 8 points
    assert sorted(zip(forecasts["year"], forecasts["horizon"], strict=True)) == [(2022, 1), (2022, 3), (2023, 1), (2024, 1)]


def test_missing_years_are_no_forecast_and_years_are_real() -> None:
    forecasts = measure_forecasts(a_subject(at_years({2010: 1, 2012: 2, 2014: 1, 2016: 3, 2018: 2, 2021: 9})))
    assert forecasts[["year", "horizon", "realised"]].to_numpy().tolist() == [[2018, 3, 9]]


def test_a_forecast_knows_nothing_of_what_came_later() -> None:
    calm, wild = (measure_forecasts(a_subject(yearly(1, 2, 1, 3, 2, last))) for last in (3, 99))
    assert calm["goes_on"].tolist() == wild["goes_on"].tolist()
    assert (calm["inside"].tolist(), wild["inside"].tolist()) == ([True], [False])


@pytest.mark.parametrize(("direction", "bounds"), [(Direction.UP, (4.0, None)), (Direction.DOWN, (None, 4.0))])
def test_the_quick_chance_is_the_product_s_chance(direction: Direction, bounds: tuple[float | None, float | None]) -> None:
    known = yearly(1, 2, 1, 3, 2)
    forecasts = measure_forecasts(a_subject(Series((*known.points, *at_years({2025: 3}).points)), direction=direction))
    made = project(known, 2025)
    assert isinstance(made, Projection)
    assert chance_of(forecasts, pd.Series([4.0])) == pytest.approx([made.chance_between(*bounds)])


@pytest.mark.parametrize("possible", [(None, None), (0.0, 100.0)])
def test_the_quick_band_is_the_product_s_band(possible: tuple[float | None, float | None]) -> None:
    rng = np.random.default_rng(5)
    forecasts = measure_forecasts(a_subject(*(yearly(*np.abs(rng.normal(1, 2, 12))) for _ in range(20)), possible=possible))
    assert holds(forecasts).tolist() == forecasts["inside"].tolist()


def test_changes_as_assumed_are_covered_four_times_in_five_or_a_little_more() -> None:
    forecasts = measure_forecasts(drifting(towns=300))
    assert forecasts.groupby("horizon")["inside"].mean().between(0.76, 0.90).all()


def test_norms_lie_on_both_sides_and_within_what_is_possible() -> None:
    forecasts = measure_forecasts(a_subject(yearly(98, 99, 98, 99, 98, 99), possible=(0.0, 100.0)))
    chances = measure_chances(forecasts)  # the last known value is 98, the usual swing 1
    assert sorted(chances["step"]) == [step for step in STEPS if 98 + step <= 100]
    assert chances.set_index("step")["came_true"].to_dict() == {step: 98 + step <= 99 for step in STEPS if 98 + step <= 100}


def test_an_honest_chance_deviates_little_and_a_boast_much() -> None:
    rng = np.random.default_rng(2)
    said = rng.uniform(size=20_000)
    came = rng.uniform(size=20_000) < said
    assert largest_deviation(pd.DataFrame({"predicted": said, "came_true": came})) < 0.04
    assert largest_deviation(pd.DataFrame({"predicted": said, "came_true": came & (said < 0.9)})) > 0.9
    assert calibration(pd.DataFrame({"predicted": [0.0, 1.0], "came_true": [False, True]})).index.tolist() == [0, 9]


def test_too_few_cases_say_nothing() -> None:
    assert np.isnan(largest_deviation(pd.DataFrame({"predicted": [0.9] * 499, "came_true": [False] * 499})))


def test_the_first_variant_is_the_rule_in_use() -> None:
    subject = drifting()
    forecasts = measure_forecasts(subject)
    same = apply_variant(forecasts, VARIANTS[0], {subject.id: recoil_of(subject)})
    for future in FUTURES:
        assert same[future].to_numpy() == pytest.approx(forecasts[future].to_numpy())
    assert same["error"].to_numpy() == pytest.approx(forecasts["error"].to_numpy())


def test_recoil_tells_noise_from_drift() -> None:
    rng = np.random.default_rng(3)
    noise = a_subject(*(yearly(*rng.normal(size=14)) for _ in range(100)))
    assert recoil_of(noise) < -0.4
    assert recoil_of(drifting(14)) == pytest.approx(0, abs=0.15)


@pytest.mark.parametrize("memory", [0.0, 0.5])
def test_memory_is_found_back_in_series_that_have_it(memory: float) -> None:
    rng = np.random.default_rng(4)
    subject = a_subject(*(yearly(*remembering(np.zeros(16), memory, rng)) for _ in range(200)))
    assert subject.around.memory == pytest.approx(memory, abs=0.12)


@pytest.mark.parametrize("name", NULLS)
def test_a_null_keeps_the_length(name: str) -> None:
    values = np.array([3.0, 1, 4, 1, 5, 9, 2, 6])
    assert len(NULLS[name](values, 0.5, np.random.default_rng(6))) == len(values)


def test_another_order_keeps_the_figures_and_blocks_lose_the_line() -> None:
    values = np.arange(9.0)
    assert sorted(permuted(values, 0.0, np.random.default_rng(7))) == values.tolist()
    assert np.ptp(permuted_in_blocks(values, 0.0, np.random.default_rng(7))) == pytest.approx(0)


def test_the_rule_keeps_its_promise_with_memory_and_a_plain_test_does_not() -> None:
    rng = np.random.default_rng(8)
    subject = a_subject(*(yearly(*remembering(np.zeros(10), 0.8, rng)) for _ in range(200)))
    alarms = measure_alarms(Panel(subjects=(subject,), today=TODAY), np.random.default_rng(9))
    rates = alarms.groupby("source")[["alarm", "plain"]].mean()
    assert rates.at["met eigen geheugen", "plain"] > 0.15
    assert rates.at["met eigen geheugen", "alarm"] <= 0.05
    assert rates.at["jaren door elkaar", "alarm"] <= rates.at["jaren door elkaar", "plain"] <= 0.06


def test_a_shock_of_the_whole_country_is_a_flag_but_no_local_one() -> None:
    rng = np.random.default_rng(10)
    shock = np.array([*np.zeros(9), 20.0])
    subject = a_subject(*(yearly(*(np.cumsum(rng.normal(size=10)) + shock)) for _ in range(40)))
    flags = measure_flags(subject, rng)
    last = flags[flags["is_last"]]
    assert len(last) == 40
    assert last["large"].mean() > 0.9
    assert last["flag"].mean() < 0.2


def test_a_shock_of_one_municipality_is_a_flag() -> None:
    rng = np.random.default_rng(10)
    calm = [yearly(*np.cumsum(rng.normal(size=10))) for _ in range(39)]
    flags = measure_flags(a_subject(yearly(*range(9), 28), *calm), rng)
    assert flags[(flags["code"] == "GM0001") & flags["is_last"]]["flag"].tolist() == [True]


def test_shuffled_changes_are_the_same_changes() -> None:
    shuffled = shuffle_changes(at_years({2010: 1, 2012: 4, 2013: 9}), np.random.default_rng(11))
    assert sorted(np.diff(shuffled.values)) == [3, 5]
    assert (shuffled.points[0].year, shuffled.points[-1].year) == (2010, 2013)


def test_one_better_figure_can_lower_a_chance_that_was_high() -> None:
    raised = measure_raises(a_subject(yearly(1, 1.1, 1, 1.1, 1.2, 1, 1.3)))
    falls = raised[raised["after"] < raised["before"] - 1e-12]
    assert len(falls)
    assert falls["before"].min() > 0.5


def test_the_report_says_where_it_comes_from_and_draws_nothing_from_thin_air() -> None:
    panel = Panel(subjects=(a_subject(yearly(1, 2), yearly(3, 4)),), today=TODAY)
    section = Section(title="Deel", blocks=("Tekst.",), remarks=("Opvallend.",), keys=(("Wat", "1,0%"),))
    report = write_report(panel, [section], date(2026, 11, 21))
    assert "2 reeksen van 2 gemeenten" in report
    assert "21-11-2026" in report
    assert report.index("| Wat | 1,0% |") < report.index("- Opvallend.") < report.index("## Deel")


def test_the_manual_quotes_only_what_was_measured() -> None:
    """Figures with a decimal in the chapter on reliability stand in the report; rows of its table stand there literally."""
    manual, report = ((DOCS / name).read_text(encoding="utf-8") for name in ("methode.md", "calibratie.md"))
    chapter = manual.split("## Hoe betrouwbaar is dit?")[1].split("\n## ")[0]
    rows = [line for line in chapter.splitlines() if line.startswith("| ") and re.search(r"\d", line)]
    quoted = set(re.findall(r"(?<![\d,.])\d+,\d+%?", chapter))
    assert len(rows) >= 10
    assert [row for row in rows if row not in report] == []
    assert sorted(figure for figure in quoted if figure not in report) == []


def test_what_the_screen_says_of_the_projection_is_what_was_measured() -> None:
    report = (DOCS / "calibratie.md").read_text(encoding="utf-8")

    def measured(what: str) -> float:
        found = re.search(rf"^\| Alle indicatoren samen: {what} \| ([\d,]+)% \|$", report, re.MULTILINE)
        assert found, what
        return float(found[1].replace(",", "."))

    bands = [measured(f"de 80%-band klopt, {years} jaar vooruit") for years in (1, 3, 5)]
    text = " ".join(NORM.method)
    assert f"in {min(bands):.0f} tot {max(bands):.0f} van de 100 gevallen" in text
    assert "‘achter’ heetten, werd later 1 op de 11 gehaald" in text
    assert measured("norm gehaald na het oordeel 'achter'") == pytest.approx(100 / 11, abs=1)
    assert "‘onzeker’ heetten, 4 op de 10" in text
    assert measured("norm gehaald na het oordeel 'onzeker'") == pytest.approx(40, abs=3)


def test_no_rule_that_was_tried_may_say_that_a_norm_is_on_course() -> None:
    """Four out of five would have to be met; the present rule gives no such chance."""
    report = (DOCS / "calibratie.md").read_text(encoding="utf-8")
    chapter = report.split("### Andere regels voor de verwachting")[1]
    last_cells = [line.split("|")[-2].strip() for line in chapter.splitlines() if re.search(r"samen \|", line)]
    shares = [float(cell.split("%")[0].replace(",", ".")) for cell in last_cells if "%" in cell]
    assert set(last_cells[:2]) == {"komt niet voor"}
    assert shares
    assert max(shares) < 80

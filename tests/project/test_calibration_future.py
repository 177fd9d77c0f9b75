"""The calibration of what is said of the future measures what the dashboard says, with nothing known of later."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from support.small_country import FIRST, OWN, a_country, series_in
from support.small_figures import TODAY, an_indicator, judged, reach

from benchmarks.calibrate.future import Kind, _window, as_it_was_said, forward, kinds_of
from benchmarks.calibrate.future_text import Measured, _row, measure
from benchmarks.calibrate.panel import Panel
from benchmarks.calibrate.reference import measure_reference
from indicators.methods.condition import Condition, find_condition, pace_needed
from indicators.methods.lesson import FOLDS, STEPS, learn, parts_of

POOL = {"proef": (a_country(), -1)}


def test_learning_from_earlier_years_alone_leaves_out_the_first_of_them() -> None:
    both, earlier = learn(POOL, 1).held_out, forward(POOL, 1)
    assert earlier.years == both.years[2:], "a year is needed to learn from, and 150 towns are fewer than 200 cases"
    assert earlier.tried < both.tried


def test_what_is_stated_is_what_the_dashboard_states() -> None:
    """The same norm, at half a swing: the pace that is asked, against the pace that came."""
    panel = a_country()
    known = replace(panel, years=panel.years[:-1], values=panel.values[:, :-1])
    lesson = learn({"mishandeling": (known, -1)}, 1)
    window = _window(panel, -1, FIRST + 10, 1)
    assert window is not None
    assert lesson.rule is not None
    level = float(-window.known.last[0] - 0.5 * window.known.swing[0])
    norm = reach(level, FIRST + 11)
    verdict = judged(norm, series_in(known), nulmeting={"periode": 2018}, today=TODAY.replace(year=FIRST + 11)).norm
    said = find_condition(an_indicator(norm, nulmeting={"periode": 2018}), verdict, known, OWN, lesson)
    assert isinstance(said, Condition)
    needed = pace_needed(lesson.rule, window.known, np.full(len(window.moved), 0.5), 1)
    assert -needed[0] == pytest.approx(said.yearly)


def test_nothing_of_later_years_is_known_when_it_is_said() -> None:
    panel = a_country()
    other = panel.values.copy()
    other[:, -1] += np.random.default_rng(9).normal(0, 50, size=len(other))
    until = FIRST + 10
    first, second = (as_it_was_said({"proef": (replace(panel, values=values), -1)}, 1) for values in (panel.values, other))
    before = [found[found["target"] <= until].to_numpy().tolist() for found in (first, second)]
    assert before[0] == before[1]
    assert len(before[0]) > 100
    assert set(first["target"]) - {until + 1} <= set(range(FIRST, until + 1))


def test_where_the_country_is_as_the_rule_supposes_what_was_said_came_true() -> None:
    found = pd.concat([as_it_was_said({"proef": (a_country(seed), -1)}, 1) for seed in range(3)])
    came = found[found["spare"] >= 0]
    assert len(came) > 200
    assert came["met"].astype(bool).mean() > 0.8


def test_the_count_is_held_against_what_came_after_the_windows_that_had_ended() -> None:
    steady = np.array([[100.0 - town - year for year in range(8)] for town in range(80)])
    panel = replace(a_country(towns=80, years=8), values=steady)
    found = measure_reference({"proef": (panel, -1)})  # all go one swing a year: met up to 1 for 1 year, up to 2 for 3 years
    assert len(found) == 80 * len(STEPS) * 2, "two origins with an ended window one year ahead, none for three or five"
    assert (found["share"] == found["met"].astype(float)).all()


def test_a_row_says_whether_the_dashboard_shows_it() -> None:
    kind = Kind(unit="%", names=("Proef",), pool=POOL, counted={})
    shown = Measured(kind, learn(POOL, 1), forward(POOL, 1), as_it_was_said(POOL, 1))
    assert _row(shown)[0] == "percentages, 1 jaar vooruit"
    assert _row(shown)[-1] == "ja"
    few = {"proef": (a_country(years=7, towns=300), -1)}
    assert _row(Measured(kind, learn(few, 1), forward(few, 1), as_it_was_said(few, 1)))[-1] == "nee: te weinig getoetst"


def test_without_an_agenda_there_are_no_kinds_and_the_section_is_empty() -> None:
    panel = Panel(subjects=(), today=TODAY)
    assert kinds_of(panel) == []
    section = measure(panel)
    assert (section.keys, section.remarks) == ((), ())


@pytest.mark.parametrize("fold", range(FOLDS))
def test_a_part_of_the_municipalities_is_the_same_in_every_panel(fold: int) -> None:
    small, large = a_country(towns=60), a_country(towns=150)
    assert (parts_of(small) == parts_of(large)[:60]).all()
    assert 0.1 < (parts_of(large) == fold).mean() < 0.4

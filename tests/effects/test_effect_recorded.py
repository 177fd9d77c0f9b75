"""On the figures that ship with the project: planted effects are found, effects that are not there are seldom reported."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from support.shipped import AGENDA

from benchmarks.calibrate.effect import FakeStart, find_fake_starts, plant, try_start
from benchmarks.calibrate.effect_tables import CRIME_GROUPS, GROUPS, calibrate_effect, to_markdown
from benchmarks.calibrate.effect_text import write
from benchmarks.calibrate.effect_together import COUNTS
from benchmarks.calibrate.recorded import read_recorded
from indicators.agenda.load import load_agenda
from indicators.effects.placebo import Peers

SERIES = ("mishandeling", "vernieling", "woninginbraken")
START = 2019
EVERY = 12


@pytest.fixture(scope="module")
def recorded(filled: Path) -> tuple[list[FakeStart], Peers]:
    found = read_recorded(filled, load_agenda(AGENDA))
    chosen = [fake for fake in find_fake_starts(found) if fake.indicator in SERIES and fake.start == START and fake.pre == 5]
    return chosen, found.peers


def everyone(fakes: list[FakeStart]) -> Iterator[tuple[FakeStart, str]]:
    for fake in fakes:
        complete = np.isfinite(fake.panel.values).all(axis=1)
        yield from (
            (fake, code)
            for code, is_complete in zip(fake.panel.municipalities[::EVERY], complete[::EVERY], strict=True)
            if is_complete
        )


def statuses(fakes: list[FakeStart], peers: Peers, times: int) -> pd.Series:
    tests = [try_start(fake, plant(fake, code, times), peers, code, "") for fake, code in everyone(fakes)]
    return pd.Series([test["status"] for test in tests]).value_counts(normalize=True)


def test_an_effect_of_three_times_the_usual_swing_is_found_in_most_cases(recorded: tuple[list[FakeStart], Peers]) -> None:
    found = statuses(*recorded, times=3)
    assert found["aanwijzing"] > 0.5
    assert found.get("anders dan verwacht", 0.0) <= 0.02


def test_planted_in_the_wrong_direction_it_is_never_called_an_indication(recorded: tuple[list[FakeStart], Peers]) -> None:
    found = statuses(*recorded, times=-3)
    assert found["anders dan verwacht"] > 0.5
    assert found.get("aanwijzing", 0.0) <= 0.02


def test_without_an_effect_hardly_anything_is_reported(recorded: tuple[list[FakeStart], Peers]) -> None:
    found = statuses(*recorded, times=0)
    assert found.get("geen apart effect te zien", 0.0) + found.get("geen uitspraak", 0.0) >= 0.92


@pytest.mark.attack
def test_the_calibration_gives_its_tables(filled: Path) -> None:
    found = calibrate_effect(filled, load_agenda(AGENDA), every=90, power_every=10, trials=4)
    assert set(found.false_alarms.groep) == {*GROUPS, *CRIME_GROUPS}
    assert found.false_alarms["binnen de grens"].notna().sum() == len(GROUPS) * found.tests.pre.nunique()
    alarms = found.tests.p[found.tests.p.notna()] <= 0.05
    assert 0.02 <= alarms.mean() <= 0.10
    assert found.power["p ≤ .05"].between(0, 1).all()
    assert found.series["p ≤ .05"].max() <= 0.25
    assert found.together.gemeenten.tolist() == list(COUNTS)
    assert to_markdown(found.power).startswith("| jaren vooraf | cijfers | toetsen | effect | p ≤ .05 | aanwijzing |")
    chapter = write(found, {each.id: each.name for each in load_agenda(AGENDA).indicators})
    keys = dict(chapter.keys)
    assert keys["Effect: valse alarmen, hoogste tiende, 5 metingen vooraf"].endswith("%")
    assert {"Effect: 1 gemeente alleen, valse alarmen", "Effect: 10 gemeenten samen, valse alarmen"} <= keys.keys()
    assert any(remark.startswith("**Effect, misdrijven.**") for remark in chapter.remarks)
    assert all(f"| {name.capitalize()} |" in "\n".join(chapter.blocks) for name in (*GROUPS, *CRIME_GROUPS))

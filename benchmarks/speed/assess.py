"""Measure judging beside plain numpy: every indicator of every municipality on one core; `make bench` runs it."""

import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from scipy.stats import kendalltau

from benchmarks.calibrate.panel import publish, read_published, read_series
from etl.store.panels import panels_of
from etl.store.series import SeriesTable, counts_of
from etl.store.terms import FEATURE_PREFIX, NATION
from indicators.agenda.model import Agenda, Direction, Indicator, Ratio
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.judge import judge_hypothesis
from indicators.effects.placebo import PLACEBOS, Peers
from indicators.methods.assessment import Assessment, assess
from indicators.methods.group import choose_group
from indicators.methods.group_year import Member
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.national import sum_to_national
from indicators.methods.panel import build_panel
from indicators.methods.series import Series
from indicators.methods.spread import spread_of
from indicators.methods.surroundings import UNKNOWN, Surroundings, look_around
from indicators.methods.usable import last_begun

LIMIT_SECONDS = 20.0
"""What judging all indicators of all municipalities may take, on one core."""
LIMIT_MILLISECONDS = 100.0
"""What one municipality may take, once the figures are loaded."""
EFFECT_MILLISECONDS = 100.0
"""What one intervention with all its placebos may take."""
ROUNDS = 5


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """Agenda and series in memory: what the dashboard has once it is open."""

    agenda: Agenda
    series: Mapping[str, Mapping[str, Series]]
    features: Mapping[str, Mapping[str, float]]
    names: Mapping[str, str]
    national: Mapping[str, Series]
    around: Mapping[str, Surroundings]


def main() -> None:
    """Measure, print a table, and say whether both limits hold."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    loaded, today = load(), date.today()
    codes = sorted(loaded.names)
    own = loaded.agenda.info.municipality
    judge(loaded, own, today)  # the tables of the exact tests are made once, at the first use
    # In turns, so that a busy minute of the machine does not fall on one of them alone.
    single = [spent(lambda: judge(loaded, own, today)) for _ in range(ROUNDS)]
    everyone = spent(lambda: [judge(loaded, code, today) for code in codes])
    plain = spent(lambda: [plainly(series) for known in loaded.series.values() for series in known.values()])
    judged = len(codes) * len(loaded.agenda.indicators)
    filled = sum(len(known.get(code, Series())) > 0 for known in loaded.series.values() for code in codes)
    report(judged, filled, everyone, plain, _middle(single))
    say(f"One intervention, {PLACEBOS} placebos,", _middle(judge_one_effect()), EFFECT_MILLISECONDS, "ms", 1000)


def _middle(runs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return median(run[0] for run in runs), median(run[1] for run in runs)


def judge_one_effect() -> list[tuple[float, float]]:
    """One intervention against figures of chance for 342 municipalities and 20 years, which fill every step of the method."""
    chance = np.random.default_rng(4)
    codes = [f"GM{number:04}" for number in range(1, 343)]
    rows = [(code, year) for code in codes for year in range(2005, 2025)]
    panel = build_panel(*zip(*rows, strict=True), chance.normal(size=len(rows)).tolist())
    features = {code: {name: float(chance.normal()) for name in "abcde"} for code in codes}
    peers = Peers(likeness=rank_by_likeness(features), inhabitants=dict.fromkeys(codes, 1.0))
    expected = Hypothesis(interventions=("proef",), direction=Direction.DOWN, size=1.0, start=2015, visible_from=2016)
    return [spent(lambda: judge_hypothesis(expected, panel, peers, own=codes[0], today_year=2025)) for _ in range(ROUNDS)]


def load() -> Loaded:
    """Everything from the shipped recording; municipalities of today only."""
    with tempfile.TemporaryDirectory() as folder:
        agenda = publish(Path(folder))
        observations, regions = read_published(Path(folder))
    everything = read_series(observations)
    names = dict(zip(regions["code"], regions["name"], strict=True))
    series = {key: known for key, known in everything.items() if not key.startswith(FEATURE_PREFIX)}
    features = {code: _features(everything, code) for code in names}
    since = {indicator.id: last_begun(indicator.breaks, date.today()) for indicator in agenda.indicators}
    table = SeriesTable(observations)
    national = {indicator.id: _national(table, indicator) for indicator in agenda.indicators}
    panels = panels_of(table, frozenset(names), since)
    around = {name: look_around(panel) for name, panel in panels.items()}
    return Loaded(agenda=agenda, series=series, features=features, names=names, national=national, around=around)


def _features(everything: Mapping[str, Mapping[str, Series]], code: str) -> dict[str, float]:
    known = {
        key.removeprefix(FEATURE_PREFIX): own[code].last
        for key, own in everything.items()
        if key.startswith(FEATURE_PREFIX) and code in own
    }
    return {feature: point.value for feature, point in known.items() if point is not None}


def _national(table: SeriesTable, indicator: Indicator) -> Series:
    row = table.series(indicator.id, NATION)
    if row.points or not isinstance(indicator.quantity, Ratio):
        return row
    return sum_to_national(counts_of(table.of(indicator.id)), indicator.quantity.multiplier)


def judge(loaded: Loaded, code: str, today: date) -> list[Assessment]:
    """All indicators of one municipality, the choice of comparable municipalities included."""
    rules = loaded.agenda.info.comparison
    scaled = [feature.id for feature in rules.features if feature.is_log_scaled]
    chosen = choose_group(loaded.features, code, size=rules.size, log_scaled=scaled).municipalities
    found = []
    for indicator in loaded.agenda.indicators:
        known = loaded.series.get(indicator.id, {})
        own, national = known.get(code, Series()), loaded.national[indicator.id]
        group = [Member(code=other, name=loaded.names[other], series=known[other]) for other in chosen if other in known]
        around, spread = loaded.around.get(indicator.id, UNKNOWN), spread_of(loaded.agenda, indicator)
        found.append(assess(indicator, own, group=group, national=national, surroundings=around, spread=spread, today=today))
    return found


def plainly(series: Series) -> tuple[float, float, float]:
    """What a notebook would do with a series: a line, a rank test and a z-score; no reasons, no comparison."""
    if len(series) <= 2:
        return 0.0, 1.0, 0.0
    frame = pd.Series(series.values, index=series.years)
    changes = frame.diff().dropna()
    slope, rank = np.polyfit(frame.index, frame, 1)[0], kendalltau(frame.index, frame)
    return float(slope), float(rank.pvalue), float((changes.iloc[-1] - changes.mean()) / (changes.std() or 1.0))


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and seconds of processor time (steadier on a busy machine)."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - processor


def report(
    judged: int, filled: int, everyone: tuple[float, float], plain: tuple[float, float], single: tuple[float, float]
) -> None:
    """Print each case, the ratio to the plain way per series with figures, and the verdicts."""
    print(f"{judged} judgements, {filled} of them with figures; one core")
    print(f"{'':44}{'seconds':>9}{'cpu s':>9}{'x plain':>9}")
    for name, (seconds, cpu) in (
        ("databoek: all indicators, all municipalities", everyone),
        ("plain: numpy, scipy and pandas, no comparison", plain),
    ):
        print(f"{name:44}{seconds:>9.2f}{cpu:>9.2f}{cpu / plain[1]:>9.2f}")
    print(f"{'databoek: all indicators, one municipality':44}{single[0]:>9.3f}{single[1]:>9.3f}")
    print(f"a judgement: {everyone[1] / judged * 1e3:.2f} ms of processor time")
    say("All judged", everyone, LIMIT_SECONDS, "s", 1)
    say("One municipality", single, LIMIT_MILLISECONDS, "ms", 1000)


def say(what: str, found: tuple[float, float], limit: float, unit: str, times: int) -> None:
    """Whether a limit holds, by the clock; and when it does not, whether the processor was busy with it at all."""
    verdict = "holds" if found[0] * times <= limit else "does NOT hold"
    if found[1] * times <= limit < found[0] * times:
        verdict += " by the clock, but does by processor time: others used this core"
    print(
        f"{what} in at most {limit:g} {unit}: {verdict} ({found[0] * times:.1f} {unit}; processor {found[1] * times:.1f} {unit})."
    )


if __name__ == "__main__":
    main()

"""How often the effect test sounds a false alarm, and how often it finds an effect that is there, on the recorded series.

Every recorded series of every municipality gets starts that never were; `python -m benchmarks.calibrate.effect --data DIR`
prints the tables, and `calibrate_effect(...)` gives them to who wants them in a document. The test is the product's own.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from etl.store.store import open_store
from etl.store.terms import features_of
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda, Direction
from indicators.effects.guards import ALPHA
from indicators.effects.hypothesis import Hypothesis
from indicators.effects.judge import judge_hypothesis
from indicators.effects.placebo import Peers
from indicators.effects.result import EffectStatus
from indicators.methods.likeness import rank_by_likeness
from indicators.methods.panel import Panel, build_panel

ROOT = Path(__file__).resolve().parents[2]
SIZE = "inwoners"
PRE_YEARS = (5, 8)
POST_YEARS = 3
MIN_POST_YEARS = 2
MIN_MUNICIPALITIES = 100
SWINGS = (1, 2, 3)
TENTH = 0.1
CHANCE_ALLOWED = {"alle": (0.03, 0.08)}
SELECTED_AT_MOST = 0.09
GROUPS = {
    "alle": None,
    "kleinste tiende": "is_small",
    "grootste tiende": "is_large",
    "na slecht jaar (gestandaardiseerd)": "is_bad_scaled",
    "na slecht jaar (ruw)": "is_bad_raw",
}


class Calibration(NamedTuple):
    """tests: one row per fake start of a municipality; the others: tables made of them, `series` per indicator."""

    tests: pd.DataFrame
    false_alarms: pd.DataFrame
    power: pd.DataFrame
    series: pd.DataFrame


@dataclass(frozen=True)
class FakeStart:
    """A window cut from one indicator: exactly `pre` years, the start, and two or three years after."""

    indicator: str
    direction: Direction
    pre: int
    start: int
    panel: Panel


def calibrate_effect(data: Path, agenda: Agenda, *, every: int = 1, power_every: int = 8, seed: int = 1) -> Calibration:
    """Test one in `every` municipalities, and plant effects in one in `power_every` of those."""
    observations, codes = read_current(data)
    peers = make_peers(observations, agenda)
    tests = pd.DataFrame(run(observations, peers, agenda, sorted(codes), every, power_every, np.random.default_rng(seed)))
    return Calibration(
        tests=tests,
        false_alarms=tabulate_false_alarms(tests),
        power=tabulate_power(tests),
        series=tabulate_series(tests),
    )


def read_current(data: Path) -> tuple[pd.DataFrame, set[str]]:
    """Definitive observations of the municipalities of today."""
    store = open_store(data)
    regions = store.regions()
    codes = set(regions[regions.is_current].code)
    found = store.observations()
    return found[found.region.isin(codes) & ~found.status.fillna("").str.contains("voorlopig")], codes


def make_peers(observations: pd.DataFrame, agenda: Agenda) -> Peers:
    """The newest figure of every structural feature."""
    rows = features_of(observations).sort_values("year")
    newest = rows.groupby(["region", "feature"]).value.last()
    features: dict[str, dict[str, float]] = {}
    for (region, name), value in newest.items():
        features.setdefault(str(region), {})[str(name)] = float(value)
    settings = agenda.info.comparison
    log_scaled = {feature.id for feature in settings.features if feature.is_log_scaled}
    inhabitants = {code: known[SIZE] for code, known in features.items() if SIZE in known}
    return Peers(likeness=rank_by_likeness(features, log_scaled=log_scaled), inhabitants=inhabitants, group_size=settings.size)


def find_fake_starts(observations: pd.DataFrame, agenda: Agenda) -> Iterator[FakeStart]:
    """All windows of all yearly series with enough municipalities."""
    for indicator in agenda.indicators:
        rows = observations[observations.indicator == indicator.id]
        per_year = rows.groupby("year").region.nunique()
        years = per_year[per_year >= MIN_MUNICIPALITIES].index.to_numpy()
        rows = rows[rows.year.isin(years)]
        for pre in PRE_YEARS:
            for at in range(pre, len(years) - MIN_POST_YEARS):
                window = years[at - pre : at + 1 + POST_YEARS]
                cut = rows[rows.year.isin(window)]
                panel = build_panel(cut.region, cut.year, cut.value)
                yield FakeStart(indicator.id, indicator.desired_direction, pre, int(years[at]), panel)


def run(
    observations: pd.DataFrame,
    peers: Peers,
    agenda: Agenda,
    codes: list[str],
    every: int,
    power_every: int,
    random: np.random.Generator,
) -> Iterator[dict[str, object]]:
    """One row per test: what was found without an effect, and with planted ones where those were tried."""
    sizes = pd.Series(peers.inhabitants).reindex(codes)
    small, large = set(sizes[sizes.rank(pct=True) <= TENTH].index), set(sizes[sizes.rank(pct=True) > 1 - TENTH].index)
    for fake in find_fake_starts(observations, agenda):
        bad = find_bad_last_years(fake)
        shift = int(random.integers(every))
        for at, code in enumerate(codes[shift::every]):
            if code not in bad.index:
                continue
            row: dict[str, object] = {"indicator": fake.indicator, "pre": fake.pre, "start": fake.start, "region": code}
            row |= {"is_small": code in small, "is_large": code in large, **bad.loc[code].to_dict()}
            row |= try_start(fake, fake.panel, peers, code, "")
            if at % power_every == 0:
                for times in SWINGS:
                    row |= try_start(fake, plant(fake, code, times), peers, code, f"_{times}")
                row |= try_start(fake, plant(fake, code, -SWINGS[-1]), peers, code, "_wrong")
            yield row


def find_bad_last_years(fake: FakeStart) -> pd.DataFrame:
    """Which municipalities had a last year before the start among the worst tenth: raw, and against their own swing."""
    panel = fake.panel
    complete = np.isfinite(panel.values).all(axis=1)
    values = panel.values[complete][:, panel.years < fake.start]
    apart = (values - values.mean(axis=0)) * (1 if fake.direction is Direction.DOWN else -1)
    worse = apart[:, -1] - apart[:, :-1].mean(axis=1)
    swing = np.abs(np.diff(apart[:, :-1], axis=1)).mean(axis=1)
    table = pd.DataFrame({"raw": worse, "scaled": worse / np.where(swing > 0, swing, np.nan)})
    table.index = pd.Index(np.array(panel.municipalities)[complete])
    ranks = table.rank(pct=True)
    return pd.DataFrame({"is_bad_raw": ranks.raw > 1 - TENTH, "is_bad_scaled": ranks.scaled > 1 - TENTH})


def try_start(fake: FakeStart, panel: Panel, peers: Peers, code: str, suffix: str) -> dict[str, object]:
    """The product's answer: p, the status, and the guards that fail."""
    direction = Direction.UP if fake.direction is Direction.NEUTRAL else fake.direction
    expected = Hypothesis(interventions=("x",), direction=direction, size=1.0, start=fake.start, visible_from=fake.start + 1)
    result = judge_hypothesis(expected, panel, peers, own=code, today_year=fake.start + POST_YEARS)
    p = result.numbers.p if result.numbers else np.nan
    found = {"p": p, "status": str(result.status), "guards": ", ".join(guard.name for guard in result.failing)}
    is_up = result.numbers is not None and result.numbers.difference > 0
    found["is_expected"] = is_up == (direction is Direction.UP)
    return {f"{name}{suffix}": value for name, value in found.items()}


def plant(fake: FakeStart, code: str, times: int) -> Panel:
    """The panel with an effect in the wanted direction from the year after the start: `times` the usual yearly swing."""
    panel = fake.panel
    own, values = panel.municipalities.index(code), panel.values.copy()
    known = np.isfinite(values[own]) & (panel.years < fake.start)
    swing = np.abs(np.diff(values[own, known])).mean()
    sign = -1 if fake.direction is Direction.DOWN else 1
    values[own, panel.years > fake.start] += sign * times * swing
    return replace(panel, values=values)


def tabulate_false_alarms(tests: pd.DataFrame) -> pd.DataFrame:
    """Share with p ≤ .05, and share that would have been told (after the guards), per group and length before."""
    rows = []
    for pre, part in tests[tests.p.notna()].groupby("pre"):
        for name, column in GROUPS.items():
            chosen = part if column is None else part[part[column]]
            told = chosen.status.isin([EffectStatus.INDICATION, EffectStatus.ADVERSE])
            low, high = CHANCE_ALLOWED.get(name, (0.0, SELECTED_AT_MOST))
            alarms = float((chosen.p <= ALPHA).mean())
            row = {"jaren vooraf": pre, "groep": name, "toetsen": len(chosen), "p ≤ .05": alarms, "gemeld": float(told.mean())}
            rows.append(row | {"binnen de grens": low <= alarms <= high})
    return pd.DataFrame(rows)


def tabulate_power(tests: pd.DataFrame) -> pd.DataFrame:
    """Share of planted effects with p ≤ .05 in the right direction, and share told as 'aanwijzing'."""
    rows = []
    for pre, part in tests[tests[f"p_{SWINGS[0]}"].notna()].groupby("pre"):
        for times in SWINGS:
            seen = (part[f"p_{times}"] <= ALPHA) & part[f"is_expected_{times}"].astype(bool)
            told = part[f"status_{times}"] == EffectStatus.INDICATION
            row = {"jaren vooraf": pre, "effect": f"{times} × schommeling", "toetsen": len(part)}
            rows.append(row | {"p ≤ .05": float(seen.mean()), "aanwijzing": float(told.mean())})
        told = part.status_wrong == EffectStatus.ADVERSE
        seen = (part.p_wrong <= ALPHA) & ~part.is_expected_wrong.astype(bool)
        row = {"jaren vooraf": pre, "effect": f"{SWINGS[-1]} × verkeerde kant (3−)", "toetsen": len(part)}
        rows.append(row | {"p ≤ .05": float(seen.mean()), "aanwijzing": float(told.mean())})
    return pd.DataFrame(rows)


def tabulate_series(tests: pd.DataFrame) -> pd.DataFrame:
    """Per indicator the share of false alarms, and the share of effects of three swings told as 'aanwijzing'."""
    rows = []
    for name, part in tests[tests.p.notna()].groupby("indicator"):
        planted = part[part[f"p_{SWINGS[-1]}"].notna()]
        told = float((planted[f"status_{SWINGS[-1]}"] == EffectStatus.INDICATION).mean())
        row = {
            "indicator": name,
            "starts": part.start.nunique(),
            "toetsen": len(part),
            "p ≤ .05": float((part.p <= ALPHA).mean()),
        }
        rows.append(row | {f"aanwijzing bij {SWINGS[-1]} × schommeling": told})
    return pd.DataFrame(rows)


def to_markdown(table: pd.DataFrame) -> str:
    """A table for a document; shares with three decimals."""
    lines = ["| " + " | ".join(table.columns) + " |", "|" + "---|" * len(table.columns)]
    lines += ["| " + " | ".join(_cell(value) for value in row.values()) + " |" for row in _rows(table)]
    return "\n".join(lines)


def _rows(table: pd.DataFrame) -> list[Mapping[str, object]]:
    return table.to_dict("records")


def _cell(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "ja" if value else "nee"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--agenda", type=Path, default=ROOT / "config" / "agenda.yaml")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write every test to this CSV file")
    chosen = parser.parse_args()
    found = calibrate_effect(chosen.data, load_agenda(chosen.agenda), every=chosen.every)
    if chosen.keep:
        found.tests.to_csv(chosen.keep, index=False)
    print(f"{found.tests.indicator.nunique()} series, {len(found.tests)} fake starts\n")
    print(to_markdown(found.false_alarms), to_markdown(found.power), to_markdown(found.series), sep="\n\n")


if __name__ == "__main__":
    main()

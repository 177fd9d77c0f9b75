"""False alarms and power of the effect test as tables, with the bounds they must keep; it tests nothing itself.

`python -m benchmarks.calibrate.effect_tables --data DIR` prints them.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.calibrate.effect import SWINGS, try_all
from benchmarks.calibrate.effect_together import TRIALS, tabulate_together, try_together
from benchmarks.calibrate.panel import ROOT
from benchmarks.calibrate.recorded import read_recorded
from indicators.agenda.load import load_agenda
from indicators.agenda.model import Agenda
from indicators.effects.guards import ALPHA
from indicators.effects.result import EffectStatus

EVERYONE = "alle"
CHANCE_ALLOWED = (0.03, 0.08)
"""What the share of false alarms may be over everyone."""
SELECTED_AT_MOST = 0.09
"""And in every group over all indicators."""
HIGH_CRIME_AT_MOST = 0.025
"""Of fake starts in the highest tenth of a police figure, the share told as 'aanwijzing'."""
CRIME_FOUND_AT_LEAST = 0.5
"""Of effects of twice the swing in police figures, the share told as 'aanwijzing'."""
GROUPS = {
    EVERYONE: None,
    "kleinste tiende": "is_small",
    "grootste tiende": "is_large",
    "hoogste tiende": "is_high",
    "laagste tiende": "is_low",
    "na slecht jaar (gestandaardiseerd)": "is_bad_scaled",
    "na slecht jaar (ruw)": "is_bad_raw",
}
CRIME_GROUPS = {"misdrijven": None, "misdrijven, hoogste tiende": "is_high", "misdrijven, laagste tiende": "is_low"}
"""Told apart, without a bound on false alarms of their own."""
KINDS = {"alle cijfers": None, "misdrijven": True, "andere cijfers": False}


class Calibration(NamedTuple):
    """tests: one row per fake start of a municipality; the others: tables, `series` per indicator, `together` per number of
    municipalities with one approach.
    """

    tests: pd.DataFrame
    false_alarms: pd.DataFrame
    power: pd.DataFrame
    series: pd.DataFrame
    together: pd.DataFrame


def calibrate_effect(
    data: Path, agenda: Agenda, *, every: int = 1, power_every: int = 8, trials: int = TRIALS, seed: int = 1
) -> Calibration:
    """Test one in `every` municipalities, plant effects in one in `power_every` of those, and try so many groups together."""
    recorded = read_recorded(data, agenda)
    tests = pd.DataFrame(try_all(recorded, every, power_every, np.random.default_rng(seed)))
    return Calibration(
        tests=tests,
        false_alarms=tabulate_false_alarms(tests),
        power=tabulate_power(tests),
        series=tabulate_series(tests),
        together=tabulate_together(pd.DataFrame(try_together(recorded, trials, np.random.default_rng(seed)))),
    )


def tabulate_false_alarms(tests: pd.DataFrame) -> pd.DataFrame:
    """Share with p ≤ .05, and share that would have been told (after the guards), per group and length before."""
    rows = []
    for pre, part in tests[tests.p.notna()].groupby("pre"):
        for name, column in GROUPS.items():
            low, high = CHANCE_ALLOWED if name == EVERYONE else (0.0, SELECTED_AT_MOST)
            row = _alarms(pre, name, part if column is None else part[part[column]])
            rows.append(row | {"binnen de grens": low <= row["p ≤ .05"] <= high})
        crime = part[part.is_crime]
        rows += [_alarms(pre, name, crime if column is None else crime[crime[column]]) for name, column in CRIME_GROUPS.items()]
    return pd.DataFrame(rows)


def _alarms(pre: object, name: str, chosen: pd.DataFrame) -> dict[str, object]:
    told = chosen.status.isin([EffectStatus.INDICATION, EffectStatus.ADVERSE])
    return {
        "jaren vooraf": pre,
        "groep": name,
        "toetsen": len(chosen),
        "p ≤ .05": float((chosen.p <= ALPHA).mean()),
        "gemeld": float(told.mean()),
        "aanwijzing": float((chosen.status == EffectStatus.INDICATION).mean()),
    }


def share_told_in_high_crime(tests: pd.DataFrame) -> float:
    """Of fake starts in the highest tenth of a police figure, whatever the years before: the share told as 'aanwijzing'."""
    chosen = tests[tests.p.notna() & tests.is_crime & tests.is_high]
    return float((chosen.status == EffectStatus.INDICATION).mean())


def share_found_in_crime(tests: pd.DataFrame, times: int = 2) -> float:
    """Of effects of so many swings planted in police figures: the share told as 'aanwijzing'."""
    chosen = tests[tests[f"p_{times}"].notna() & tests.is_crime]
    return float((chosen[f"status_{times}"] == EffectStatus.INDICATION).mean())


def tabulate_power(tests: pd.DataFrame) -> pd.DataFrame:
    """Share of planted effects with p ≤ .05 in the right direction, and share told as 'aanwijzing', per kind of figure."""
    rows = []
    for pre, everything in tests[tests[f"p_{SWINGS[0]}"].notna()].groupby("pre"):
        for kind, is_crime in KINDS.items():
            part = everything if is_crime is None else everything[everything.is_crime == is_crime]
            about = {"jaren vooraf": pre, "cijfers": kind, "toetsen": len(part)}
            for times in SWINGS:
                seen = (part[f"p_{times}"] <= ALPHA) & part[f"is_expected_{times}"].astype(bool)
                told = part[f"status_{times}"] == EffectStatus.INDICATION
                found = {"p ≤ .05": float(seen.mean()), "aanwijzing": float(told.mean())}
                rows.append(about | {"effect": f"{times} × schommeling"} | found)
            seen = (part.p_wrong <= ALPHA) & ~part.is_expected_wrong.astype(bool)
            told = part.status_wrong == EffectStatus.ADVERSE
            found = {"p ≤ .05": float(seen.mean()), "aanwijzing": float(told.mean())}
            rows.append(about | {"effect": f"{SWINGS[-1]} × verkeerde kant (3−)"} | found)
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
    print(*(to_markdown(table) for table in found[1:]), sep="\n\n")
    print(f"\naanwijzing, hoogste tiende van misdrijven: {share_told_in_high_crime(found.tests):.3f}")
    print(f"2 × schommeling gemeld, misdrijven: {share_found_in_crime(found.tests):.3f}")


if __name__ == "__main__":
    main()

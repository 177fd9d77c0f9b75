"""Recompute every answer of a store from its figures, and print where the product says something else: see docs/formules.md."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.recompute.municipality import Recomputed

Answer = dict[str, Any]
ROOT = Path(__file__).resolve().parents[2]
_WORDS = "reason needed basis hypothesis interventions missing is_late is_memory_known is_provisional predecessor pre_figures"
_YEARS = "post_figures pre_years post_years years year from_year to_year first_year last_year"
ONLY_IN_WORDS = frozenset(f"{_WORDS} {_YEARS}".split())
"""What a line of the product also says, and what is no number of its own: why, from when, what would be needed."""


def differences(mine: Any, told: Any, where: str = "") -> Iterator[str]:
    """Where the two are not the same; numbers may be 1e-9 apart."""
    if isinstance(mine, dict) and isinstance(told, dict):
        for name in mine | {name: None for name in told if name not in ONLY_IN_WORDS and told[name]}:
            yield from differences(mine.get(name), told.get(name), f"{where}.{name}".strip("."))
    elif isinstance(mine, list) and isinstance(told, list) and len(mine) == len(told):
        for at, (one, other) in enumerate(zip(mine, told, strict=True)):
            yield from differences(one, other, f"{where}[{at}]")
    elif isinstance(mine, (int, float)) and isinstance(told, (int, float)):
        if not abs(mine - told) <= 1e-9:
            yield f"{where}: {mine!r} nagerekend, {told!r} volgens Databoek"
    elif mine != told and not (mine is None and isinstance(told, dict) and told.keys() == {"lack"}):
        yield f"{where}: {mine!r} nagerekend, {told!r} volgens Databoek"


def run(folder: Path, agenda_file: Path, codes: list[str]) -> int:
    asked = [sys.executable, "-m", "etl", "answers", "--data", str(folder), "--agenda", str(agenda_file), *codes]
    told = subprocess.run(asked, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return compare_with(folder, agenda_file, map(json.loads, told))


def compare_with(folder: Path, agenda_file: Path, told: Iterator[Answer]) -> int:
    """Print every difference, and how much was looked at; gives the number of differences."""
    agenda = yaml.safe_load(agenda_file.read_text(encoding="utf-8"))
    recomputed, found, answers = Recomputed(folder, agenda, date.fromisoformat(next(told)["today"])), 0, 0
    places = {each["id"]: at for at, each in enumerate(recomputed.indicators)}
    for each in told:
        code, name = each.pop("municipality"), each.pop("indicator")
        mine = json.loads(json.dumps(recomputed.answer(places[name], code), default=float))
        answers += 1
        for text in differences(mine, each):
            found += 1
            print(f"{code} {name} {text}")
    print(f"{answers} keer een indicator van een gemeente: {found} verschillen.")
    return found


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, help="de map met de cijfers")
    asked.add_argument("codes", nargs="*", help="gemeenten; zonder: alle")
    asked.add_argument("--agenda", type=Path, default=ROOT / "config" / "agenda.yaml")
    given = asked.parse_args()
    raise SystemExit(min(run(given.folder.resolve(), given.agenda.resolve(), given.codes), 1))

"""Recompute every answer of a store from its figures, and print where the product says something else: see docs/formules.md."""

import argparse
import json
import subprocess
import sys
import warnings
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from benchmarks.recompute.effects import effects_on
from benchmarks.recompute.figures import World
from benchmarks.recompute.future import Outlook, condition, learn, reference_class
from benchmarks.recompute.judged import Judged
from benchmarks.recompute.known import row

ROOT = Path(__file__).resolve().parents[2]
_WORDS = "reason lack needed basis hypothesis interventions missing is_late is_memory_known is_provisional predecessor"
_YEARS = "pre_figures post_figures pre_years post_years years year from_year to_year first_year last_year"
ONLY_IN_WORDS = frozenset(f"{_WORDS} {_YEARS}".split())
"""What a line of the product also says, and what is no number of its own: why, from when, what would be needed."""


class Recomputed:
    """The answers of one store and agenda on one day."""

    def __init__(self, folder, agenda, today):
        self.agenda, self.settings = agenda, agenda["agenda"]["vergelijken"]
        self.indicators = [each for ambition in agenda["ambities"] for each in ambition["indicatoren"]]
        self.world = World(folder, self.indicators, today.year)
        self.order, sources = self.world.alike(self.settings), agenda["bronnen"]
        with warnings.catch_warnings():  # of rows without figures
            warnings.simplefilter("ignore", RuntimeWarning)
            self.judged = [Judged(each, sources[each["bron"].get("teller", each["bron"])["bron"]], self.world, place, today)
                           for place, each in enumerate(self.indicators)]  # fmt: skip
        self.of_all, self.outlook, self.lesson = cache(self._of_all), cache(self._outlook), cache(self._lesson)

    def _of_all(self, place):
        """What can be worked out for everyone at once."""
        judged = self.judged[place]
        norm = judged.both(judged.relative if judged.kind == "vergelijking" else judged.normed)
        found = {"baseline": judged.baseline, "norm": norm, "trend": judged.both(judged.trend)}
        return found | {"change": judged.both(judged.change)}

    def _outlook(self, place):
        return Outlook(self.judged[place])

    def _lesson(self, unit, horizon):
        places = [at for at, each in enumerate(self.indicators) if each["eenheid"] == unit and not each.get("lopende_prijzen")]
        return learn({self.indicators[at]["id"]: self.outlook(at) for at in places if self.judged[at].sign}, horizon)

    def answer(self, place, code):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            return self._answer(place, self.judged[place], self.world.row[code])

    def _answer(self, place, judged, own):
        nearest, found = self.order[own][self.order[own] >= 0][: self.settings.get("aantal", 20)], row(self.of_all(place), own)
        group, norm = self.settings.get("gemeenten") or [self.world.codes[each] for each in nearest], found["norm"]
        found |= {"group": group, "path": judged.drawn(judged.paths[own]), "base_rates": judged.base_rates(own), "references": []}
        found["comparison"] = row(judged.compared(own, [self.world.row[each] for each in group if each in self.world.row]), own)
        if norm["status"] in ("achter", "onzeker") and not norm["is_over"] and judged.kind == "bereiken":
            ahead = judged, int(norm["latest"]["year"]), self.outlook(place), own
            lesson = self.lesson(judged.indicator["eenheid"], judged.due - ahead[1])
            found |= {"condition": condition(*ahead, lesson), "reference_class": reference_class(*ahead)}
        if judged.kind == "vergelijking":
            found["references"] = list(judged.levels(provisional=True).values())
        return found | {"effects": list(effects_on(judged, self.agenda, self.order, own))}


def differences(mine, told, where=""):
    """Where the two are not the same; numbers may be 1e-9 apart."""
    if isinstance(mine, dict) or isinstance(told, dict):
        mine, told = mine or {}, told or {}
        for name in mine | {name: None for name in told if name not in ONLY_IN_WORDS and told[name]}:
            yield from differences(mine.get(name), told.get(name), f"{where}.{name}".strip("."))
    elif isinstance(mine, list) and isinstance(told, list) and len(mine) == len(told):
        for at, (one, other) in enumerate(zip(mine, told, strict=True)):
            yield from differences(one, other, f"{where}[{at}]")
    elif not (abs(mine - told) <= 1e-9 if isinstance(mine, (int, float)) and isinstance(told, (int, float)) else mine == told):
        yield f"{where}: {mine!r} nagerekend, {told!r} volgens Databoek"


def run(folder, agenda_file, codes):
    """Print every difference with what the product says, and how much was looked at; gives the number of differences."""
    asked = [sys.executable, "-m", "etl", "answers", "--data", str(folder), "--agenda", str(agenda_file), *codes]
    told = subprocess.run(asked, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return compare_with(folder, agenda_file, map(json.loads, told))


def compare_with(folder, agenda_file, told):
    agenda = yaml.safe_load(agenda_file.read_text(encoding="utf-8"))
    recomputed, found, answers = Recomputed(folder, agenda, date.fromisoformat(next(told)["today"])), [], 0
    places = {each["id"]: at for at, each in enumerate(recomputed.indicators)}
    for each in told:
        code, name = each.pop("municipality"), each.pop("indicator")
        mine = json.loads(json.dumps(recomputed.answer(places[name], code), default=float))
        answers += 1
        found += [f"{code} {name} {text}" for text in differences(mine, each)]
    print(*found, f"{answers} keer een indicator van een gemeente: {len(found)} verschillen.", sep="\n")
    return len(found)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path, help="de map met de cijfers")
    asked.add_argument("codes", nargs="*", help="gemeenten; zonder: alle")
    asked.add_argument("--agenda", type=Path, default=ROOT / "config" / "agenda.yaml")
    given = asked.parse_args()
    raise SystemExit(min(run(given.folder.resolve(), given.agenda.resolve(), given.codes), 1))

"""Every answer about one municipality, after docs/formules.md, from one store and agenda on one day."""

from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.recompute.answers import compare, judge_change, judge_trend, near, rank_alike
from benchmarks.recompute.effects import Test, hypothesis_of, judge, judge_together, merged_between, share, usable_years
from benchmarks.recompute.figures import EMPTY, Panel, Series, World, panel_of
from benchmarks.recompute.future import Outlook, base_rates, condition, horizon_of, learn, reference_class
from benchmarks.recompute.norms import SIGN, drawn_path, find_baseline, judge_norm
from benchmarks.recompute.relative import find_levels, judge_relative

Answer = dict[str, Any]


class Recomputed:
    """The answers of one store and agenda on one day."""

    def __init__(self, folder: Path, agenda: Answer, today: date) -> None:
        self.agenda, self.today = agenda, today
        self.indicators = [each for ambition in agenda["ambities"] for each in ambition["indicatoren"]]
        self.world, self.alike = World(folder, self.indicators, today.year), cache(self._alike)
        self.outlook, self.lesson, self.since = cache(self._outlook), cache(self._lesson), cache(self._since)

    def _alike(self, code: str) -> list[str]:
        return rank_alike(self.world.features, code, self.agenda["agenda"]["vergelijken"])

    def _outlook(self, place: int) -> Outlook:
        indicator = self.indicators[place]
        return Outlook(self.world.panels[indicator["id"]], SIGN[indicator["gewenste_richting"]])

    def _lesson(self, unit: str, horizon: int) -> Any:
        kind = {}
        for at, each in enumerate(self.indicators):
            has_direction = SIGN[each["gewenste_richting"]] and not each.get("lopende_prijzen")
            if each["eenheid"] == unit and has_direction and self.world.panels[each["id"]].codes:
                kind[each["id"]] = self.outlook(at)
        return learn(kind, horizon)

    def group(self, code: str) -> list[str]:
        chosen = self.agenda["agenda"]["vergelijken"]
        return chosen.get("gemeenten") or self.alike(code)[: chosen.get("aantal", 20)]

    def answer(self, at: int, code: str) -> Answer:
        indicator, world = self.indicators[at], self.world
        name, sign, norm = indicator["id"], SIGN[indicator["gewenste_richting"]], indicator.get("norm") or {}
        series = world.series[name].get(code, EMPTY)
        usable, own, hindered = series.usable, series.usable.definitive, ""
        if not len(usable):
            hindered = "break" if len(series) else "none"
        elif len(own) and self.today.year - own.year[-1] > 4 + 2 * series.usual_gap:
            hindered = "stale"
        base = find_baseline(indicator, usable)

        def both(judged: Any) -> Answer:
            found, other = judged(own), judged(usable)
            return found | {"with_provisional": None if found["status"] == other["status"] else other}

        source = self.agenda["bronnen"][indicator["bron"].get("teller", indicator["bron"])["bron"]]

        def levels(*, provisional: bool) -> dict[int, Answer]:
            known = [world.series[name].get(other, EMPTY) for other in norm["ten_opzichte_van"].get("gemeenten", ())]
            group = known if provisional else [each.definitive for each in known]
            return find_levels(indicator, group, world.nation(indicator, provisional=provisional))

        def normed(points: Series) -> Answer:
            if norm.get("soort") != "vergelijking":
                return judge_norm(indicator, points, base, self.today, hindered)
            of = points.definitive, world.swing.get(name)
            held = lambda mine: near(indicator, source, mine, *of)  # noqa: E731
            return judge_relative(indicator, points, levels(provisional=bool(points.early.any())), self.today, hindered, held)

        found = both(normed)
        group = [world.series[name][other].definitive for other in self.group(code) if other in world.series[name]]
        horizon, outlook, year = horizon_of(indicator, found), self.outlook(at), int(own.year[-1]) if len(own) else 0
        ahead = (indicator, year, horizon, outlook, code)
        return {
            "group": self.group(code), "baseline": base, "path": drawn_path(base, norm, sign), "norm": found,
            "trend": both(lambda points: judge_trend(points, sign, world.memory.get(name))),
            "change": both(lambda points: judge_change(points, sign, world.movements[name])),
            "comparison": compare(indicator, source, own, group, world.nation(indicator), world.swing.get(name), self.today),
            "base_rates": base_rates(indicator, own, base, world.panels[name]),
            "condition": condition(*ahead, self.lesson(indicator["eenheid"], horizon)) if horizon else None,
            "reference_class": reference_class(*ahead, bool(len(own) and own.margin(-1))) if horizon else None,
            "effects": list(self.effects(at, code)),
            "references": list(levels(provisional=True).values()) if norm.get("soort") == "vergelijking" else [],
        }  # fmt: skip

    def _since(self, name: str, year: int) -> tuple[list[Panel], frozenset[str]]:
        """Everyone's figures from a year on, the definitive ones and where there are others all; and who merged meanwhile."""
        known = {code: series for code, series in self.world.series[name].items() if code in self.world.features}
        rows = {code: series.only(series.year >= year) for code, series in known.items()}
        years = [each for series in rows.values() for each in series.year.tolist()]
        panels = [panel_of({code: series.definitive for code, series in rows.items()})]
        panels += [panel_of(rows)] if any(series.early.any() for series in rows.values()) else []
        return panels, frozenset(merged_between(self.world.sizes, int(min(years)), int(max(years)))) if years else frozenset()

    def starts(self, intervention: Answer) -> dict[str, int | None]:
        """Who does the same, with the year of the start where that is known."""
        told = intervention.get("zelfde_aanpak_in") or []
        if "bestand" in told:
            return {
                code: int(year) for name, code, year in self.world.adopters if name == f"{intervention['id']}/zelfde_aanpak_in"
            }
        return {code: int(str(told[code])[:4]) if isinstance(told, dict) else None for code in told}

    def effects(self, at: int, own: str) -> Iterator[Answer]:
        """One answer per intervention that aims at this indicator."""
        name, chosen, world = self.indicators[at]["id"], self.agenda["agenda"]["vergelijken"], self.world
        everyone = self.agenda.get("interventies", ())
        aiming = [each for each in everyone if name in [aim["indicator"] for aim in each.get("indicatoren", ())]]
        if not aiming:
            return
        since = max(0, *(series.begun for series in world.series[name].values()), world.series[name].get(own, EMPTY).moved)
        panels, merged = self.since(name, since)
        same = {each["id"]: self.starts(each) for each in aiming}
        apart = merged.union(*same.values())
        sizes = {code: told["inwoners"] for code, told in world.features.items() if "inwoners" in told}

        def make(usable: Panel, code: str, others: frozenset[str] = frozenset()) -> Test:
            settings = chosen if own == code else chosen | {"gemeenten": ()}
            return Test(usable, {each: self.alike(each) for each in usable.codes}, sizes, code, apart | others, settings)

        expected = {each["id"]: hypothesis_of(each, name) for each in aiming}
        usable = usable_years(panels[0], own).years
        ready = [each for each in expected.values() if each and (usable >= each["post_from"]).sum() >= 2]
        for intervention, hypothesis in expected.items():
            asked = share(ready) if hypothesis in ready else hypothesis
            found: Answer = {"status": "nog niet te toetsen"}
            if asked:
                found, *other = (judge(asked, usable_years(panel, own), own, self.today.year, make) for panel in panels)
                if other and other[0]["status"] != found["status"]:
                    found["with_provisional"] = other[0]
            starts = {code: year for code, year in same[intervention].items() if year and code != own}
            if hypothesis and starts:
                with_others = partial(make, others=frozenset({own, *starts}))
                found["together"] = judge_together(hypothesis, starts, panels[0], own, merged, with_others)
            yield {"intervention": intervention, **found}

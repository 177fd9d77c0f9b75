"""What the figures say of interventions, after docs/formules.md §14 and §15: one municipality, and several together."""

from copy import copy
from itertools import pairwise
from math import ceil, log, log1p, sqrt
from typing import Any

import numpy as np

from benchmarks.recompute.figures import Panel

Answer = dict[str, Any]
Years = np.ndarray


class Test:
    """One municipality in the years in which it has figures: everyone's gap to a group, and its placebos."""

    def __init__(
        self, panel: Panel, alike: dict[str, list[str]], size: Answer, own: str, apart: set[str], chosen: Answer
    ) -> None:
        self.codes, self.years, self.own = panel.codes, panel.years, panel.codes.index(own)
        whole, place = np.isfinite(panel.table).all(axis=1), {code: row for row, code in enumerate(panel.codes)}
        self.values = np.where(whole[:, None], panel.table, 0.0)
        part, everyone = whole & ~np.isin(panel.codes, sorted(apart)), np.arange(len(whole))
        named = {own: (chosen["gemeenten"], None)} if chosen.get("gemeenten") else {}
        self.members = []
        for code in panel.codes:
            others, most = named.get(code, (alike[code], chosen.get("aantal", 20)))
            self.members.append([place[each] for each in others if each in place and part[place[each]] and each != own][:most])
        self.judged = (part | (everyone == self.own)) & np.array([len(each) >= 5 for each in self.members])
        self.others = self.judged & (everyone != self.own)
        self.gap = self.values - np.array([self.values[each].sum(axis=0) / max(len(each), 1) for each in self.members])
        sizes = np.log([size.get(code, np.nan) for code in panel.codes])
        near = np.argsort(np.abs(sizes - sizes[self.own]), kind="stable")
        self.placebos = near[self.others[near] & np.isfinite((sizes - sizes[self.own])[near])][:100]

    def with_gap(self, gap: np.ndarray) -> "Test":
        other = copy(self)
        other.gap = gap
        return other

    def scale(self, pre: Years) -> np.ndarray:
        """Half the own swing, half that of the 51 about as high, the outermost 51 at the ends; of all for who is not judged."""
        swing = (np.diff(self.gap[:, pre], axis=1) ** 2 / np.diff(self.years[pre])).mean(axis=1) / 2
        usual, rows = np.full(len(swing), np.median(swing[self.judged])), np.flatnonzero(self.judged)
        rows = rows[np.argsort(self.values[:, pre].mean(axis=1)[rows], kind="stable")]
        near = min(51, len(rows))
        medians = np.median(np.lib.stride_tricks.sliding_window_view(swing[rows], near), axis=1)
        usual[rows] = medians[np.clip(np.arange(len(rows)) - near // 2, 0, len(medians) - 1)]
        return np.sqrt((swing + usual) / 2)

    def ridge(self, pre: Years) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Standardised columns of everyone, the inverse of the penalised cross products of the others, and the spreads."""
        mean = self.gap[:, pre].mean(axis=1)
        columns = np.column_stack([mean, self.gap[:, pre][:, -1] - mean])
        spread = columns[self.others].std(axis=0)
        spread[spread <= 1e-12 * np.abs(self.values).max()] = np.inf
        table = (columns - columns[self.others].mean(axis=0)) / spread
        return table, np.linalg.inv(table[self.others].T @ table[self.others] + 0.01 * self.others.sum() * np.eye(2)), spread

    def leverage(self, pre: Years) -> np.ndarray:
        table, inverse, _ = self.ridge(pre)
        reach = 1 / self.others.sum() + (table @ inverse * table).sum(axis=1)
        return np.where(self.others, reach, reach / (1 + reach))

    def left(self, pre: Years, outcome: np.ndarray) -> np.ndarray:
        """Outcomes (n, k) less what the others lead to expect of them."""
        table, inverse, _ = self.ridge(pre)
        middle = outcome[self.others].mean(axis=0)
        apart = outcome - middle - table @ (inverse @ table[self.others].T @ (outcome[self.others] - middle))
        return apart / np.where(self.others, 1 - self.leverage(pre), 1)[:, None]

    def plain(self, pre: Years, post: Years) -> np.ndarray:
        return (self.gap[:, post].mean(axis=1) - self.gap[:, pre].mean(axis=1))[:, None]

    def ratio(self, pre: Years, post: Years) -> np.ndarray:
        return self.left(pre, self.plain(pre, post))[:, 0] / self.scale(pre)

    def slope(self, pre: Years) -> np.ndarray:
        return self.left(pre, (self.gap[:, pre] @ (self.years[pre] - self.years[pre].mean()))[:, None])[:, 0] / self.scale(pre)

    def fake(self, pre: Years, figures: int) -> np.ndarray:
        return self.ratio(shorter(pre, figures), pre & ~shorter(pre, figures))

    def against_all(self) -> "Test":
        mine = self.others[:, None]
        return self.with_gap(
            self.values - (self.values[self.others].sum(axis=0) - mine * self.values) / (self.others.sum() - mine)
        )

    def without(self, member: int) -> "Test":
        gap, rest = self.gap.copy(), [each for each in self.members[self.own] if each != member]
        gap[self.own] = self.values[self.own] - self.values[rest].mean(axis=0)
        return self.with_gap(gap)

    def lacks(self, pre: Years) -> list[str]:
        """What the figures lack for this test; placebos that stood where no other did are left out."""
        if not self.judged[self.own]:
            return ["too few comparable municipalities with figures"]
        self.placebos = self.placebos[self.leverage(pre)[self.placebos] <= 0.5]
        still = np.median(self.scale(pre)[self.judged]) <= 1e-9 * np.abs(self.values[self.judged]).max()
        found = ["too few other municipalities"] * (len(self.placebos) < 40) + ["no swing to compare with"] * bool(still)
        return found or ["no others that stood where it did"] * bool(self.leverage(pre)[self.own] > 0.5)


def shorter(pre: Years, figures: int) -> Years:
    found = pre.copy()
    found[np.flatnonzero(pre)[-figures:]] = False
    return found


def rank(own: float, placebos: np.ndarray) -> float:
    return (1 + int((np.abs(placebos) >= abs(own)).sum())) / (len(placebos) + 1)


def limit_of(placebos: np.ndarray) -> np.ndarray:
    return np.sort(np.abs(placebos), axis=0)[ceil(95 * (len(placebos) + 1) / 100) - 1]


def usable_years(panel: Panel, own: str) -> Panel:
    known = np.isfinite(panel.table)
    keep = (
        known[panel.codes.index(own)] & (known.mean(axis=0) >= 0.5)
        if own in panel.codes
        else np.zeros(len(panel.years), dtype=bool)
    )
    return Panel(panel.codes, panel.years[keep], panel.table[:, keep])


def merged_between(sizes: list[tuple[str, int, float]], first: int, last: int) -> set[str]:
    """Inhabitants jumped by more than a sixteenth a year; sizes: code, year and number, in order."""
    return {
        code
        for (code, earlier, before), (other, year, after) in pairwise(sizes)
        if code == other and first < year <= last and min(before - 2000, after) > 0
        if abs(log(after / before)) > (year - earlier) * log1p(1 / 16)
    }


def hypothesis_of(intervention: Answer, indicator: str) -> Answer | None:
    """As it was kept at the first checkpoint, else as the agenda has it; None when it is not complete."""
    now, kept = (
        {each["indicator"]: each for each in told.get("indicatoren", ())}
        for told in (intervention, intervention.get("vastgelegd", {}))
    )
    start = intervention.get("start")
    for aim, since in (
        (kept.get(indicator, {}), intervention.get("vastgelegd", {}).get("start") or start),
        (now[indicator], start),
    ):
        size, visible = aim.get("effect") or now[indicator].get("effect"), aim.get("zichtbaar_vanaf")
        if since and size and visible and aim.get("richting") in ("omhoog", "omlaag"):
            year = int(str(since)[:4])
            return {
                "direction": aim["richting"],
                "size": size,
                "start": year,
                "visible_from": visible,
                "post_from": max(visible, year + 1),
            }
    return None


def share(expected: list[Answer]) -> Answer | None:
    """One expectation of several interventions; None when they expect different directions."""
    if len({each["direction"] for each in expected}) > 1:
        return None
    visible = max(each["post_from"] for each in expected)
    sums = {"size": sum(each["size"] for each in expected), "start": min(each["start"] for each in expected)}
    return expected[0] | sums | {"visible_from": visible, "post_from": visible} if len(expected) > 1 else expected[0]


def judge(expected: Answer, usable: Panel, own: str, today: int, make: Any) -> Answer:
    """make: the test of a municipality in these years."""
    years, visible = usable.years, expected["post_from"]
    pre, post = years < expected["start"], years >= visible
    lacks = ["no figures of its own"] if not len(years) else ["too few figures before the start"] * bool(pre.sum() < 5)
    if post.sum() < 2 and (len(years) or visible >= today):
        interval = min(np.diff(years[-3:]).tolist(), default=1)
        awaited = int(years[-1] + interval * max(1, ceil((visible - years[-1]) / interval))) if len(years) else visible
        return {"status": "te vroeg", "failing": lacks, "awaited_year": awaited}
    if lacks:
        return {"status": "geen uitspraak", "failing": lacks}
    test = make(usable, own)
    lacks = test.lacks(pre)
    if lacks:
        return {"status": "geen uitspraak", "failing": lacks, "placebos": len(test.placebos)}
    numbers = weigh(test, pre, post)
    failing = doubts([test], [(pre, post)], test.placebos[:, None]) if numbers["p"] <= 0.05 else []
    found = {"status": verdict(numbers, failing, expected["direction"]), "failing": failing, "numbers": numbers}
    return found | {"placebos": len(test.placebos)}


def verdict(numbers: Answer, failing: list[str], direction: str) -> str:
    if numbers["p"] > 0.05 or failing:
        return "geen uitspraak" if numbers["p"] <= 0.05 else "geen apart effect te zien"
    return "aanwijzing" if (numbers["difference"] > 0) == (direction == "omhoog") else "anders dan verwacht"


def weigh(test: Test, pre: Years, post: Years) -> Answer:
    own, scale, ratio, plain, values = (
        test.own,
        test.scale(pre),
        test.ratio(pre, post),
        test.plain(pre, post),
        test.values[test.own],
    )
    limit, difference = float(limit_of(ratio[test.placebos]) * scale[own]), float(ratio[own] * scale[own])
    table, inverse, spread = test.ridge(pre)
    known = plain[test.others, 0] - plain[test.others, 0].mean()
    slopes = inverse @ table[test.others].T @ known
    apart = known - table[test.others] @ slopes
    error = sqrt(float(apart @ apart) / max(len(apart) - 3, 1) * inverse[0, 0])
    is_told = np.isfinite(spread[0]) and slopes[0] / spread[0] >= -1 and abs(slopes[0]) > 2 * error
    moved = test.gap - test.gap[:, pre].mean(axis=1, keepdims=True)
    shown = np.where(pre, moved, test.left(pre, moved))
    band = limit_of(shown[test.placebos] / scale[test.placebos, None]) * scale[own]
    path = zip(test.years, values, values - test.gap[own], shown[own], band, strict=True)
    return {
        "difference": difference, "plain": plain[own, 0], "kept": 1 + slopes[0] / spread[0] if is_told else None,
        "interval": [difference - limit, difference + limit], "p": rank(ratio[own], ratio[test.placebos]),
        "visible_effect": limit, "placebos": len(test.placebos), "own_before": values[pre].mean(),
        "own_change": values[post].mean() - values[pre].mean(), "group": [test.codes[row] for row in sorted(test.members[own])],
        "path": [dict(zip(("year", "own", "group", "gap", "band"), row, strict=True)) for row in path],
    }  # fmt: skip


def means(found: list[np.ndarray], tests: list[Test], rows: np.ndarray) -> tuple[float, np.ndarray]:
    """The mean of the tested municipalities, and of each draw; rows (draws, tests) are placebos."""
    own = float(np.mean([one[test.own] for one, test in zip(found, tests, strict=True)]))
    return own, np.mean([one[row] for one, row in zip(found, rows.T, strict=True)], axis=0)


def doubts(tests: list[Test], years: list[tuple[Years, Years]], rows: np.ndarray) -> list[str]:
    """What speaks against a difference beyond chance, of one municipality or of the mean of several."""
    each = [(test, *when) for test, when in zip(tests, years, strict=True)]
    own = np.array([test.ratio(pre, post)[test.own] for test, pre, post in each])
    against = [test.against_all().ratio(pre, post) for test, pre, post in each]
    earlier = [test.ratio(shorter(pre, 1), post) for test, pre, post in each]
    fakes = ([test.fake(pre, figures) for test, pre, _ in each] for figures in (2, 3))
    (first, pre, post), is_one = each[0], len(each) == 1
    members = [first.without(member).ratio(pre, post)[first.own] for member in first.members[first.own] if is_one]
    checks = {
        "the gap had a trend before the start": rank(*means([test.slope(pre) for test, pre, _ in each], tests, rows)) <= 0.1,
        "other sign against all municipalities": np.sign(means(against, tests, rows)[0]) != np.sign(own.mean()),
        "other sign without the last year before the start": np.sign(means(earlier, tests, rows)[0]) != np.sign(own.mean()),
        "other sign without one member of the group": (np.sign(members) != np.sign(own.mean())).any(),
        "a start that was not there is found too": any(rank(*means(fake, tests, rows)) <= 0.05 for fake in fakes),
        "other sign without one of the municipalities with the approach": not is_one
        and (np.sign(own.sum() - own) != np.sign(own.mean())).any(),
    }
    return [guard for guard, fails in checks.items() if fails]


def judge_together(expected: Answer, starts: dict[str, int], panel: Panel, own: str, merged: set[str], make: Any) -> Answer:
    """make: the test of a municipality in these years, with all who do the same apart."""
    tests, years, adopters, left_out = [], [], [], []
    for code, start in sorted({**starts, own: expected["start"]}.items()):
        usable = usable_years(panel, code)
        pre, post = usable.years < start, usable.years >= start + expected["post_from"] - expected["start"]
        lacks = ["no figures of its own"] if not len(usable.years) else ["too few figures before the start"] * bool(pre.sum() < 5)
        test = make(usable, code) if not lacks and post.sum() >= 2 and code not in merged else None
        lacks = test.lacks(pre) if test else [] if code in merged else lacks
        if test and not lacks:
            tests, years, adopters = [*tests, test], [*years, (pre, post)], [*adopters, [code, start]]
        else:
            left_out.append({"code": code, "start": start, "guard": lacks[0] if lacks else None, "is_merged": code in merged})
    found = {"status": "geen uitspraak", "adopters": adopters, "left_out": left_out}
    if len(tests) < 2:
        return found
    random, taken, rows = (
        np.random.default_rng(20261126),
        np.zeros((399, len(panel.codes))),
        np.empty((399, len(tests)), dtype=int),
    )
    for at, test in enumerate(tests):
        lots = random.random((399, len(test.placebos))) + taken[:, test.placebos]
        rows[:, at] = test.placebos[lots.argmin(axis=1)]
        taken[np.arange(399), rows[:, at]] += 1
    mean, chance = means([test.ratio(*when) for test, when in zip(tests, years, strict=True)], tests, rows)
    weight = float(np.mean([1 / test.scale(pre)[test.own] for test, (pre, _) in zip(tests, years, strict=True)]))
    difference, limit = mean / weight, float(limit_of(chance)) / weight
    numbers = {
        "difference": difference,
        "interval": [difference - limit, difference + limit],
        "p": rank(mean, chance),
        "visible_effect": limit,
    }
    failing = doubts(tests, years, rows) if numbers["p"] <= 0.05 else []
    return found | {"status": verdict(numbers, failing, expected["direction"]), "failing": failing, "numbers": numbers}

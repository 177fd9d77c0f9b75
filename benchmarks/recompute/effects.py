"""What the figures say of interventions, after docs/formules.md §14 and §15: one municipality, and several together."""

from functools import partial
from math import ceil, nan

import numpy as np

from benchmarks.recompute.placebos import Test, limit_of, rank, shorter


def hypothesis_of(intervention, indicator):
    """As it was kept at the first checkpoint, else as the agenda has it; None when it is not complete."""
    now, kept = ({each["indicator"]: each for each in told.get("indicatoren", ())}.get(indicator, {})
                 for told in (intervention, intervention.get("vastgelegd", {})))  # fmt: skip
    begun = intervention.get("vastgelegd", {}).get("start") or intervention.get("start")
    for aim, start in ((kept, begun), (now, intervention.get("start"))):
        visible, year = aim.get("zichtbaar_vanaf"), int(str(start or 0)[:4])
        if start and visible and (aim.get("effect") or now.get("effect")) and aim.get("richting") in ("omhoog", "omlaag"):
            return {"direction": aim["richting"], "start": year, "post_from": max(visible, year + 1)}
    return None


def share(expected):
    """One expectation of several interventions; None when they expect different directions."""
    starts, since, directions = zip(*((each["start"], each["post_from"], each["direction"]) for each in expected), strict=True)
    return {"direction": directions[0], "start": min(starts), "post_from": max(since)} if len(set(directions)) == 1 else None


def starts_of(intervention, adopters):
    """Who does the same, with the year of the start where that is known."""
    told, name = intervention.get("zelfde_aanpak_in") or [], f"{intervention['id']}/zelfde_aanpak_in"
    if "bestand" in told:
        return {code: int(year) for each, code, year in adopters if each == name}
    return {code: int(str(told[code])[:4]) if isinstance(told, dict) else None for code in told}


def verdict(numbers, failing, direction):
    if numbers["p"] > 0.05 or failing:
        return "geen uitspraak" if numbers["p"] <= 0.05 else "geen apart effect te zien"
    return "aanwijzing" if (numbers["difference"] > 0) == (direction == "omhoog") else "anders dan verwacht"


def short_of(years, pre):
    return ["no figures of its own"] if not len(years) else ["too few figures before the start"] * bool(pre.sum() < 5)


def judge(expected, today, make, kept, world):
    """make: the test of the municipality; kept: the years in it."""
    years, visible = world.years[kept], expected["post_from"]
    pre, post = years < expected["start"], years >= visible
    lacks = short_of(years, pre)
    if post.sum() < 2 and (len(years) or visible >= today):
        interval = min(np.diff(years[-3:]).tolist(), default=1)
        awaited = int(years[-1] + interval * max(1, ceil((visible - years[-1]) / interval))) if len(years) else visible
        return {"status": "te vroeg", "failing": lacks, "awaited_year": awaited}
    if lacks:
        return {"status": "geen uitspraak", "failing": lacks}
    test = make()
    found = {"status": "geen uitspraak", "failing": test.lacks(pre), "placebos": len(test.placebos)}
    if found["failing"]:
        return found
    numbers = test.numbers(pre, post, world.codes)
    failing = doubts([(test, pre, post)], test.placebos[:, None]) if numbers["p"] <= 0.05 else []
    return found | {"status": verdict(numbers, failing, expected["direction"]), "failing": failing, "numbers": numbers}


def doubts(tested, rows):
    """What speaks against a difference beyond chance, of one or of the mean of several; rows (draws, tests): placebos."""

    def weighed(measure):
        """Of the tested municipalities themselves, and the mean of each draw."""
        found = [measure(*each) for each in tested]
        own = np.array([one[test.own] for one, (test, *_) in zip(found, tested, strict=True)])
        return own, np.mean([one[each] for one, each in zip(found, rows.T, strict=True)], axis=0)

    def p_of(measure):
        own, chance = weighed(measure)
        return rank(own.mean(), chance)

    own, (first, *when), is_one = weighed(lambda test, *when: test.ratio(test.gap, *when))[0], tested[0], len(tested) == 1
    members = [first.without(each, *when) for each in np.flatnonzero(first.group[first.own])] if is_one else own.sum() - own
    against, earlier = (weighed(each)[0].mean() for each in (
        Test.all_together, lambda test, pre, post: test.ratio(test.gap, shorter(pre, 1), post)))  # fmt: skip
    turns, sign = bool((np.sign(members) != np.sign(own.mean())).any()), np.sign(own.mean())
    checks = {
        "the gap had a trend before the start": p_of(Test.slope) <= 0.1,
        "other sign against all municipalities": np.sign(against) != sign,
        "other sign without the last year before the start": np.sign(earlier) != sign,
        "other sign without one member of the group": is_one and turns,
        "a start that was not there is found too": any(p_of(lambda test, pre, _, n=n: test.fake(pre, n)) <= 0.05 for n in (2, 3)),
        "other sign without one of the municipalities with the approach": not is_one and turns,
    }
    return [guard for guard, fails in checks.items() if fails]


def judge_together(expected, starts, years_of, merged, make, rows):
    """starts: of all, the own one too; make: the test of one of them; rows: of their codes."""
    tested, adopters, left_out = [], [], []
    for code, start in sorted(starts.items()):
        years = years_of(rows[code])
        pre, post = years < start, years >= start + expected["post_from"] - expected["start"]
        lacks = [] if code in merged else short_of(years, pre)
        test = make(rows[code]) if not lacks and post.sum() >= 2 and code not in merged else None
        lacks = test.lacks(pre) if test else lacks
        if test and not lacks:
            tested, adopters = [*tested, (test, pre, post)], [*adopters, [code, start]]
        else:
            left_out.append({"code": code, "start": start, "guard": next(iter(lacks), None), "is_merged": code in merged})
    found = {"status": "geen uitspraak", "adopters": adopters, "left_out": left_out}
    if len(tested) < 2:
        return found
    random, taken, drawn = np.random.default_rng(20261126), np.zeros((399, len(rows))), np.empty((399, len(tested)), dtype=int)
    for at, (test, *_) in enumerate(tested):
        lots = random.random((399, len(test.placebos))) + taken[:, test.placebos]
        drawn[:, at] = test.placebos[lots.argmin(axis=1)]
        taken[np.arange(399), drawn[:, at]] += 1
    ratios = [test.ratio(test.gap, *when) for test, *when in tested]
    mean = np.mean([ratio[test.own] for ratio, (test, *_) in zip(ratios, tested, strict=True)])
    chance = np.mean([ratio[each] for ratio, each in zip(ratios, drawn.T, strict=True)], axis=0)
    weight = np.mean([1 / test.scale(test.gap, pre)[test.own] for test, pre, _ in tested])
    difference, limit = mean / weight, limit_of(chance) / weight
    numbers = {"difference": difference, "interval": [difference - limit, difference + limit], "p": rank(mean, chance)}
    failing = doubts(tested, drawn) if numbers["p"] <= 0.05 else []
    status = verdict(numbers, failing, expected["direction"])
    return found | {"status": status, "failing": failing, "numbers": numbers | {"visible_effect": limit}}


def effects_on(judged, agenda, order, own):
    """One answer per intervention that aims at this indicator, of the municipality in this row; order: who is like whom."""
    name, world, settings = judged.indicator["id"], judged.world, agenda["agenda"]["vergelijken"]
    aiming = [
        each for each in agenda.get("interventies", ()) if name in [aim["indicator"] for aim in each.get("indicatoren", ())]
    ]
    if not aiming:
        return
    since, early = max(judged.begun.max(), judged.moved[own]), judged.columns["early"] == 1
    every = np.where(world.is_current[:, None] & (world.years >= since), judged.columns["value"], nan)
    panels = [np.where(early, nan, every), *([every] if early[np.isfinite(every)].any() else [])]
    years = world.years[np.isfinite(every).any(axis=0)]
    merged = world.merged(years[0], years[-1]) if len(years) else frozenset()
    same = {each["id"]: starts_of(each, world.adopters) for each in aiming}
    listed = [world.row[each] for each in settings.get("gemeenten", ()) if each in world.row]

    def kept(row, panel):
        has = np.isfinite(panel)
        return has[row] & (has[has.any(axis=1)].mean(axis=0) >= 0.5)

    def make(row, panel, others=()):
        candidates, most = order.copy(), np.full((len(order), 1), settings.get("aantal", 20))
        if listed and row == own:
            candidates[row], most[row] = np.pad(listed, (0, len(order) - len(listed)), constant_values=-1), len(listed)
        part = world.is_current & ~np.isin(world.codes, [*merged.union(*same.values()), *others])
        size = world.features.get("inwoners", np.full(len(order), nan))
        return Test(panel[:, kept(row, panel)], world.years[kept(row, panel)], row, part, candidates, most, size)

    expected = {each["id"]: hypothesis_of(each, name) for each in aiming}
    usable = world.years[kept(own, panels[0])]
    ready = [each for each in expected.values() if each and (usable >= each["post_from"]).sum() >= 2]
    for intervention, hypothesis in expected.items():
        asked, found = share(ready) if hypothesis in ready else hypothesis, {"status": "nog niet te toetsen"}
        if asked:
            found, *other = (judge(asked, judged.today.year, partial(make, own, each), kept(own, each), world) for each in panels)
            found |= {"with_provisional": other[0]} if other and other[0]["status"] != found["status"] else {}
        starts = {code: year for code, year in same[intervention].items() if year and code != world.codes[own]}
        if hypothesis and starts:
            starts[world.codes[own]] = hypothesis["start"]
            found["together"] = judge_together(
                hypothesis, starts, lambda row: world.years[kept(row, panels[0])], merged,
                lambda row, starts=starts: make(row, panels[0], starts), world.row)  # fmt: skip
        yield {"intervention": intervention, **found}

"""False alarms of the rule for the latest change, and how many of its flags are a movement of the whole country."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.calibrate.panel import Panel, Subject
from benchmarks.calibrate.text import Section, listing, percent, table, two, whole
from indicators.methods.change import JUMP_FACTOR, MIN_POINTS, ChangeBasis, ChangeStatus, judge_change
from indicators.methods.series import Point, Series

REPEATS = 4
NATIONAL_SHARE = 0.10
"""From this share of municipalities with a flag in one year we call it a movement of the whole country."""
SHOCKS_SHOWN = 12


def measure_flags(subject: Subject, rng: np.random.Generator) -> pd.DataFrame:
    """One row a judged change, for every year with enough points before it.

    code, year, is_last, expected (chance alone, as the rule says), size and usual (mean earlier change), flag,
    local (flag without what the country did), own_share of `REPEATS` shuffles of the changes that are flagged.
    """
    nation = national_changes(subject)
    rows = []
    for code, series in subject.series.items():
        apart = without_nation(series, nation)
        for count in range(MIN_POINTS, len(series) + 1):
            known = Series(series.points[:count])
            judged = judge_change(known, subject.direction)
            if judged.basis is not ChangeBasis.JUMPS or not judged.limit:
                continue
            local = _is_flag(Series(apart.points[:count]), subject)
            shuffled = np.mean([_is_flag(shuffle_changes(known, rng), subject) for _ in range(REPEATS)])
            size, usual, flag = judged.size, judged.limit / JUMP_FACTOR, judged.status is ChangeStatus.NOTABLE
            rows.append((code, judged.to_year, count == len(series), judged.chance_alone, size, usual, flag, local, shuffled))
    columns = ["code", "year", "is_last", "expected", "size", "usual", "flag", "local", "shuffled"]
    return pd.DataFrame(rows, columns=columns).assign(subject=subject.id)


def _is_flag(series: Series, subject: Subject) -> bool:
    return judge_change(series, subject.direction).status is ChangeStatus.NOTABLE


def national_changes(subject: Subject) -> dict[tuple[int, int], float]:
    """The median change over all municipalities, per pair of successive years of measurement."""
    found: dict[tuple[int, int], list[float]] = {}
    for series in subject.series.values():
        for before, after in pairwise(series.points):
            found.setdefault((before.year, after.year), []).append(after.value - before.value)
    return {years: float(np.median(changes)) for years, changes in found.items()}


def without_nation(series: Series, nation: Mapping[tuple[int, int], float]) -> Series:
    """The series as it would have gone if the country had stood still."""
    if not series.points:
        return series
    years = [point.year for point in series.points]
    common = np.cumsum([0.0, *(nation[pair] for pair in pairwise(years))])
    return _series(years, series.values - common)


def shuffle_changes(series: Series, rng: np.random.Generator) -> Series:
    """The same changes over the same gaps in another order."""
    gaps, changes = np.diff(series.years), np.diff(series.values)
    order = rng.permutation(len(gaps))
    years = series.points[0].year + np.concatenate([[0], np.cumsum(gaps[order])])
    return _series([int(year) for year in years], series.values[0] + np.concatenate([[0.0], np.cumsum(changes[order])]))


def _series(years: list[int], values: NDArray[np.float64]) -> Series:
    return Series(tuple(Point(year=year, value=float(value)) for year, value in zip(years, values, strict=True)))


def measure(panel: Panel) -> Section:
    """Flags per indicator, per year, and with a rule that looks at the country too."""
    rng = np.random.default_rng(2)
    measured = [measure_flags(subject, rng) for subject in panel.indicators]
    flags = pd.concat([found for found in measured if len(found)], ignore_index=True)
    names = {subject.id: subject.name for subject in panel.indicators}
    flags["both"] = flags["flag"] & flags["local"]
    blocks = (
        (
            f"De regel noemt een verandering opvallend als zij groter is dan {two(JUMP_FACTOR)} keer de gemiddelde "
            "eerdere verandering. "
            f"Gekeken is naar elk jaar met minstens {MIN_POINTS} cijfers. 'Verwacht' is wat de regel zelf op toeval "
            "verwacht. 'Door elkaar' zijn "
            "dezelfde veranderingen in willekeurige volgorde. 'Zonder land' is de verandering min die van de middelste "
            "gemeente; 'allebei' is "
            "opvallend op zichzelf én zonder de landelijke beweging."
        ),
        table(
            [
                "Cijfer",
                "laatste jaar",
                "opvallend",
                "verwacht",
                "alle jaren",
                "opvallend",
                "door elkaar",
                "zonder land",
                "allebei",
            ],
            [_row(names.get(str(key), ""), found) for key, found in flags.groupby("subject")] + [_row("Samen", flags)],
        ),
        "### Jaren waarin veel gemeenten tegelijk opvallen",
        table(["Cijfer en jaar", "gemeenten", "opvallend", "zonder land"], _shock_rows(flags, names)),
    )
    return Section(title="De laatste verandering", blocks=blocks, remarks=tuple(_remarks(flags, names)), keys=tuple(_keys(flags)))


def _row(name: str, flags: pd.DataFrame) -> list[str]:
    last = flags[flags["is_last"]]
    shares = [percent(flags[column].mean()) for column in ("flag", "shuffled", "local", "both")]
    return [name, whole(len(last)), whole(last["flag"].sum()), whole(last["expected"].sum()), whole(len(flags)), *shares]


def _shocks(flags: pd.DataFrame) -> pd.DataFrame:
    years = flags.groupby(["subject", "year"]).agg(count=("flag", "size"), flag=("flag", "mean"), local=("local", "mean"))
    return years[(years["flag"] >= NATIONAL_SHARE) & (years["count"] >= 30)].sort_values("flag", ascending=False)


def _shock_rows(flags: pd.DataFrame, names: Mapping[str, str]) -> Iterator[list[str]]:
    for row in _shocks(flags).head(SHOCKS_SHOWN).reset_index().itertuples(index=False):
        yield [f"{names[row.subject]}, {row.year}", whole(row[2]), percent(row.flag), percent(row.local)]


def factor_for(flags: pd.DataFrame, share: float) -> float:
    """The factor at which this share of the real changes would be flagged."""
    return float(np.quantile(flags["size"] / flags["usual"], 1 - share))


def _remarks(flags: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    shares = {column: float(flags[column].mean()) for column in ("flag", "expected", "shuffled", "local", "both")}
    times = shares["flag"] / shares["expected"]
    verdict = "De regel klopt met wat hij belooft" if times <= 1.25 else "De regel slaat vaker aan dan hij belooft"
    yield (
        f"**Laatste verandering.** In echte reeksen is {percent(shares['flag'])} opvallend; de regel verwacht op "
        f"toeval {percent(shares['expected'])} "
        f"({two(times)} keer zo veel). Met de veranderingen door elkaar is het {percent(shares['shuffled'])}. {verdict}."
    )
    shocks = _shocks(flags)
    in_shock = pd.MultiIndex.from_frame(flags[["subject", "year"]]).isin(shocks.index)
    if len(shocks):
        calm = flags[~in_shock]
        yield (
            f"**Landelijke jaren.** In {len(shocks)} combinaties van cijfer en jaar valt minstens "
            f"{percent(NATIONAL_SHARE, 0)} van de gemeenten tegelijk op. Daar zit "
            f"{percent(flags.loc[in_shock, 'flag'].sum() / flags['flag'].sum(), 0)} van alle opvallende "
            f"veranderingen; daarbuiten is {percent(calm['flag'].mean())} "
            f"opvallend, tegen {percent(calm['expected'].mean())} verwacht."
        )
    yield from _say_odd_years(shocks, names)
    yield from _say_last_year(flags, names)
    yield (
        "**Voorstel laatste verandering.** Eis ook dat de verandering opvalt als je die van de middelste gemeente "
        f"eraf trekt. Dan is {percent(shares['both'])} "
        f"opvallend in plaats van {percent(shares['flag'])} (verwacht: {percent(shares['expected'])}). Of zeg erbij: "
        "'dit gebeurde in veel gemeenten'. "
        f"Alleen de grens verhogen zou naar {two(factor_for(flags, shares['expected']))} moeten."
    )


def _say_odd_years(shocks: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    """Many at once, and not because all moved alike: that looks like another way of counting."""
    odd = shocks[shocks["local"] > shocks["flag"] / 2].reset_index()
    if len(odd):
        years = odd.sort_values("year").groupby("subject")["year"].agg(list)
        said = [f"{names[str(subject)]} {listing([str(year) for year in found])}" for subject, found in years.items()]
        yield (
            f"**Trendbreuk?** Veel gemeenten vallen tegelijk op, maar niet omdat alle gemeenten hetzelfde deden: "
            f"{'; '.join(said)}. Kijk of de "
            "bron toen anders telde; dan hoort er een trendbreuk in de agenda."
        )


def _say_last_year(flags: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    last = flags[flags["is_last"]].groupby("subject")[["flag", "expected", "local", "both"]].sum()
    for subject, row in last[(last["flag"] > 2 * last["expected"]) & (last["flag"] >= 10)].iterrows():
        yield (
            f"**{names[str(subject)]}, laatste jaar:** {whole(row['flag'])} gemeenten opvallend, "
            f"{whole(row['expected'])} verwacht; zonder de landelijke "
            f"beweging {whole(row['local'])}, allebei {whole(row['both'])}."
        )
    few = last[(last["flag"] < last["expected"] / 2) & (last["expected"] >= 5)]
    if len(few):
        said = [f"{names[str(subject)]} ({whole(row['flag'])} tegen {whole(row['expected'])})" for subject, row in few.iterrows()]
        yield f"**Minder dan de helft van wat op toeval te verwachten was, laatste jaar:** {listing(said)}."


def _keys(flags: pd.DataFrame) -> Iterator[tuple[str, str]]:
    yield "Laatste verandering: opvallend in echte reeksen", percent(flags["flag"].mean())
    yield "Laatste verandering: op toeval verwacht", percent(flags["expected"].mean())
    yield "Laatste verandering: opvallend, ook zonder landelijke beweging", percent(flags["both"].mean())

"""False alarms of the rule for the latest change, and how many large changes are a movement of the whole country."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from benchmarks.calibrate.panel import Panel, Subject
from benchmarks.calibrate.text import Section, listing, percent, table, two, whole
from indicators.methods.change import JUMP_FACTOR, MIN_POINTS, ChangeBasis, ChangeStatus, judge_change
from indicators.methods.series import Point, Series

REPEATS = 4
NATIONAL_SHARE = 0.10
"""From this share of municipalities with a large change in one year we call it a movement of the whole country."""
SHOCKS_SHOWN = 12
ACCEPTABLE = 1.3
"""Times what the rule itself expects of chance."""
LARGE = frozenset({ChangeStatus.NOTABLE, ChangeStatus.WIDESPREAD})


def measure_flags(subject: Subject, rng: np.random.Generator) -> pd.DataFrame:
    """One row a judged change, for every year with enough points before it.

    code, year, is_last, expected (chance alone, as the rule says), large (larger than usual), flag (the rule in use: also
    without what the country did), local (stands out without the country, whether or not it was large), shuffled: share of
    `REPEATS` shuffles of the changes that are large.
    """
    movements = subject.around.movements
    rows = []
    for code, series in subject.series.items():
        for count in range(MIN_POINTS, len(series) + 1):
            known = Series(series.points[:count])
            judged = judge_change(known, subject.direction, movements)
            if judged.basis is not ChangeBasis.JUMPS:
                continue
            local = judged.left_size is not None and judged.left_limit is not None and judged.left_size > judged.left_limit
            shuffled = np.mean([_is_large(shuffle_changes(known, rng), subject) for _ in range(REPEATS)])
            large, flag = judged.status in LARGE, judged.status is ChangeStatus.NOTABLE
            rows.append((code, judged.to_year, count == len(series), judged.chance_alone, large, flag, local, shuffled))
    columns = ["code", "year", "is_last", "expected", "large", "flag", "local", "shuffled"]
    return pd.DataFrame(rows, columns=columns).assign(subject=subject.id)


def _is_large(series: Series, subject: Subject) -> bool:
    return judge_change(series, subject.direction).status in LARGE


def shuffle_changes(series: Series, rng: np.random.Generator) -> Series:
    """The same changes over the same gaps in another order."""
    gaps, changes = np.diff(series.years), np.diff(series.values)
    order = rng.permutation(len(gaps))
    years = series.points[0].year + np.concatenate([[0], np.cumsum(gaps[order])])
    values = series.values[0] + np.concatenate([[0.0], np.cumsum(changes[order])])
    return Series(tuple(Point(year=int(year), value=float(value)) for year, value in zip(years, values, strict=True)))


def measure(panel: Panel) -> Section:
    """Flags per indicator, per year, and how many of the large changes happened in many municipalities."""
    rng = np.random.default_rng(2)
    measured = [measure_flags(subject, rng) for subject in panel.indicators]
    flags = pd.concat([found for found in measured if len(found)], ignore_index=True)
    names = {subject.id: subject.name for subject in panel.indicators}
    headers = ["Cijfer", "laatste jaar", "opvallend", "verwacht", "alle jaren", "groot", "door elkaar", "opvallend", "verwacht"]
    blocks = (
        (
            f"Een verandering is groot als zij meer is dan {two(JUMP_FACTOR)} keer de gemiddelde eerdere verandering. De regel "
            "noemt haar opvallend als zij ook zo groot is nadat die van de middelste gemeente eraf is getrokken. "
            f"Gekeken is naar elk jaar met minstens {MIN_POINTS} cijfers. 'Verwacht' is wat de regel zelf op toeval "
            "verwacht. 'Door elkaar' is het aandeel grote als dezelfde veranderingen in willekeurige volgorde staan."
        ),
        table(
            headers, [_row(names.get(str(key), ""), found) for key, found in flags.groupby("subject")] + [_row("Samen", flags)]
        ),
        "### Jaren waarin veel gemeenten tegelijk een grote verandering hebben",
        table(["Cijfer en jaar", "gemeenten", "groot", "opvallend"], _shock_rows(flags, names)),
    )
    return Section(title="De laatste verandering", blocks=blocks, remarks=tuple(_remarks(flags, names)), keys=tuple(_keys(flags)))


def _row(name: str, flags: pd.DataFrame) -> list[str]:
    last = flags[flags["is_last"]]
    shares = [percent(flags[column].mean()) for column in ("large", "shuffled", "flag", "expected")]
    return [name, whole(len(last)), whole(last["flag"].sum()), whole(last["expected"].sum()), whole(len(flags)), *shares]


def _shocks(flags: pd.DataFrame) -> pd.DataFrame:
    years = flags.groupby(["subject", "year"]).agg(
        count=("large", "size"), large=("large", "mean"), flag=("flag", "mean"), local=("local", "mean")
    )
    return years[(years["large"] >= NATIONAL_SHARE) & (years["count"] >= 30)].sort_values("large", ascending=False)


def _shock_rows(flags: pd.DataFrame, names: Mapping[str, str]) -> Iterator[list[str]]:
    for row in _shocks(flags).head(SHOCKS_SHOWN).reset_index().itertuples(index=False):
        yield [f"{names[row.subject]}, {row.year}", whole(row[2]), percent(row.large), percent(row.flag)]


def _remarks(flags: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    shares = {column: float(flags[column].mean()) for column in ("large", "expected", "shuffled", "flag")}
    times = shares["flag"] / shares["expected"]
    verdict = "Dat past bij wat hij belooft" if times <= ACCEPTABLE else "De regel slaat vaker aan dan hij belooft"
    yield (
        f"**Laatste verandering.** In echte reeksen is {percent(shares['flag'])} opvallend; de regel verwacht op "
        f"toeval {percent(shares['expected'])} ({two(times)} keer zo veel; wij willen hoogstens {two(ACCEPTABLE)}). {verdict}. "
        f"Zonder naar het land te kijken zou {percent(shares['large'])} opvallen "
        f"({two(shares['large'] / shares['expected'])} keer zo veel). Met de veranderingen door elkaar is dat "
        f"{percent(shares['shuffled'])}."
    )
    yield from _say_most(flags, names)
    shocks = _shocks(flags)
    if len(shocks):
        in_shock = pd.MultiIndex.from_frame(flags[["subject", "year"]]).isin(shocks.index)
        yield (
            f"**Landelijke jaren.** In {len(shocks)} combinaties van cijfer en jaar heeft minstens "
            f"{percent(NATIONAL_SHARE, 0)} van de gemeenten tegelijk een grote verandering. Daar zit "
            f"{percent(flags.loc[in_shock, 'large'].sum() / flags['large'].sum(), 0)} van alle grote veranderingen. In die "
            f"jaren is nu {percent(flags.loc[in_shock, 'flag'].mean())} opvallend; "
            f"daarbuiten {percent(flags[~in_shock]['flag'].mean())}."
        )
    yield from _say_odd_years(shocks, names)
    yield from _say_last_year(flags, names)


def _say_most(flags: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    by_subject = flags.groupby("subject")[["flag", "expected"]].mean()
    over = by_subject[by_subject["flag"] > ACCEPTABLE * by_subject["expected"]]
    if len(over):
        said = [f"{names[str(name)]} ({percent(row['flag'])} tegen {percent(row['expected'])})" for name, row in over.iterrows()]
        yield f"**Laatste verandering, meer dan {two(ACCEPTABLE)} keer de belofte**: {listing(said)}."


def _say_odd_years(shocks: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    """Many at once, and not because all moved alike: that looks like another way of counting."""
    odd = shocks[shocks["local"] > shocks["large"] / 2].reset_index()
    if len(odd):
        years = odd.sort_values("year").groupby("subject")["year"].agg(list)
        said = [f"{names[str(subject)]} {listing([str(year) for year in found])}" for subject, found in years.items()]
        yield (
            f"**Trendbreuk?** Veel gemeenten veranderen tegelijk sterk, maar niet omdat alle gemeenten hetzelfde deden: "
            f"{'; '.join(said)}. Kijk of de "
            "bron toen anders telde; dan hoort er een trendbreuk in de agenda."
        )


def _say_last_year(flags: pd.DataFrame, names: Mapping[str, str]) -> Iterator[str]:
    last = flags[flags["is_last"]].groupby("subject")[["large", "expected", "flag"]].sum()
    for subject, row in last[(last["large"] > 2 * last["expected"]) & (last["large"] >= 10)].iterrows():
        yield (
            f"**{names[str(subject)]}, laatste jaar:** {whole(row['large'])} gemeenten met een grote verandering, "
            f"{whole(row['expected'])} verwacht; opvallend zijn er {whole(row['flag'])}."
        )
    few = last[(last["flag"] < last["expected"] / 2) & (last["expected"] >= 5)]
    if len(few):
        said = [f"{names[str(subject)]} ({whole(row['flag'])} tegen {whole(row['expected'])})" for subject, row in few.iterrows()]
        yield f"**Minder dan de helft van wat op toeval te verwachten was, laatste jaar:** {listing(said)}."


def _keys(flags: pd.DataFrame) -> Iterator[tuple[str, str]]:
    yield "Laatste verandering: opvallend in echte reeksen", percent(flags["flag"].mean())
    yield "Laatste verandering: op toeval verwacht", percent(flags["expected"].mean())
    yield "Laatste verandering: groot, met wat het hele land deed", percent(flags["large"].mean())

"""False alarms of the trend test: how often it sees a line in figures that have none, by construction."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from scipy.special import ndtr

from benchmarks.calibrate.nulls import BLOCK_YEARS, NULLS, PURE, REMEMBERING, WANDERING, inflation, memory_of
from benchmarks.calibrate.panel import Panel
from benchmarks.calibrate.text import Section, listing, percent, table, two, whole
from indicators.methods.trend import ALPHA_LONG, ALPHA_SHORT, LONG_FROM, MIN_POINTS, mann_kendall
from indicators.wording.numbers import number

REPEATS = 4
"""Series without a trend made of each real one."""
LENGTHS = ((MIN_POINTS, LONG_FROM - 1), (LONG_FROM, 10), (11, 99))
ACCEPTABLE = 0.05
REAL = "echt"
RULES = ("alarm", "plain", "strict", "corrected")


def measure_alarms(panel: Panel, rng: np.random.Generator) -> pd.DataFrame:
    """One row a test: subject, source (REAL or a null), count (points), p, and per rule whether it sees a line.

    alarm: the rule in use; plain and strict: always 5 % or 1 %; corrected: 5 %, with Z divided by what memory adds.
    """
    rows = []
    for subject in panel.indicators:
        memory = memory_of(subject)
        for series in subject.series.values():
            values = series.values
            if len(values) < MIN_POINTS or np.ptp(values) == 0:
                continue
            made = [(REAL, values), *((name, make(values, memory, rng)) for name, make in NULLS.items() for _ in range(REPEATS))]
            wider = np.sqrt(inflation(len(values), memory))
            for source, one in made:
                test = mann_kendall(one)
                rows.append((subject.id, source, len(values), test.p, max(test.p, 2 * float(ndtr(-abs(test.z) / wider)))))
    found = pd.DataFrame(rows, columns=["subject", "source", "count", "p", "p_with_memory"])
    found["alarm"] = found["p"] <= np.where(found["count"] >= LONG_FROM, ALPHA_LONG, ALPHA_SHORT)
    found["plain"] = found["p"] <= ALPHA_SHORT
    found["strict"] = found["p"] <= ALPHA_LONG
    found["corrected"] = found["p_with_memory"] <= ALPHA_SHORT
    return found


def measure(panel: Panel) -> Section:
    """False alarms per indicator and per length of series."""
    alarms = measure_alarms(panel, np.random.default_rng(1))
    memories = {subject.id: memory_of(subject) for subject in panel.indicators}
    blocks = (
        (
            f"Van elke reeks met minstens {MIN_POINTS} cijfers zijn {REPEATS} reeksen zonder lijn gemaakt, op vier "
            "manieren: de jaren willekeurig "
            f"door elkaar; zonder hun lijn en in blokken van {BLOCK_YEARS} jaar door elkaar; toevalsreeksen met "
            "hetzelfde geheugen als dit cijfer (hoeveel van een "
            "afwijking het jaar erna nog over is); en zwervende reeksen, die elk jaar verder gaan waar ze waren en "
            "nergens heen gaan. "
            "Elke 'lijn' daarin is een vals alarm. De kolom 'echt' is het aandeel echte reeksen met een duidelijke lijn."
        ),
        table(
            ["Cijfer", "reeksen", "geheugen", "echt", *NULLS],
            [_row(panel, name, alarms[alarms["subject"] == name], memories[name]) for name in alarms["subject"].unique()]
            + [_row(panel, "", alarms, None)],
        ),
        "### Per lengte van de reeks",
        (
            f"De regel: hoogstens {percent(ALPHA_SHORT, 0)} bij minder dan {LONG_FROM} cijfers, en "
            f"{percent(ALPHA_LONG, 0)} vanaf {LONG_FROM} cijfers. Het voorstel staat bij 'Wat opvalt'."
        ),
        table(["Lengte en soort reeks", "de regel", "altijd 5%", "altijd 1%", "voorstel", "getoetst"], _length_rows(alarms)),
    )
    return Section(
        title="De trend",
        blocks=blocks,
        remarks=tuple(_remarks(panel, alarms, memories)),
        keys=tuple((f"Trend: valse alarmen, {name}", percent(_rate(alarms, name))) for name in (PURE, REMEMBERING, WANDERING)),
    )


def _rate(alarms: pd.DataFrame, source: str, rule: str = "alarm") -> float:
    return float(alarms.loc[alarms["source"] == source, rule].mean())


def _row(panel: Panel, subject_id: str, alarms: pd.DataFrame, memory: float | None) -> list[str]:
    names = {subject.id: subject.name for subject in panel.indicators}
    count = int((alarms["source"] == REAL).sum())
    shares = [percent(_rate(alarms, source)) for source in (REAL, *NULLS)]
    return [names.get(subject_id, "Samen"), whole(count), "" if memory is None else two(memory), *shares]


def _length_rows(alarms: pd.DataFrame) -> Iterator[list[str]]:
    for low, high in LENGTHS:
        group = alarms[alarms["count"].between(low, high)]
        label = f"{low} tot {high} cijfers" if high < 99 else f"{low} cijfers of meer"
        for source in (*NULLS, REAL):
            tested = group[group["source"] == source]
            if len(tested):
                rates = [percent(_rate(tested, source, rule)) for rule in RULES]
                yield [f"{label}, {source}", *rates, whole(len(tested))]


def _remarks(panel: Panel, alarms: pd.DataFrame, memories: Mapping[str, float]) -> Iterator[str]:
    names = {subject.id: subject.name for subject in panel.indicators}
    rule, plain = _rate(alarms, REMEMBERING), _rate(alarms, REMEMBERING, "plain")
    verdict = "De drempel doet wat hij moet doen" if rule <= ACCEPTABLE else "De drempel is NIET streng genoeg"
    yield (
        f"**Trend.** In reeksen zonder lijn maar met geheugen geeft de regel {percent(rule)} valse alarmen; een "
        "gewone toets van 5% zou "
        f"{percent(plain)} geven. {verdict}: wij willen hoogstens {percent(ACCEPTABLE, 0)}."
    )
    shares = alarms[alarms["source"] == REMEMBERING].groupby("subject")["alarm"].mean()
    high = [
        f"{names[name]} ({percent(share)}, geheugen {two(memories[name])})"
        for name, share in shares.items()
        if share > ACCEPTABLE
    ]
    if high:
        yield f"**Trend, cijfers met meer dan {percent(ACCEPTABLE, 0)} valse alarmen**: {listing(high)}."
    short = alarms[(alarms["source"] == REMEMBERING) & (alarms["count"] < LONG_FROM)]
    if len(short) and short["alarm"].mean() > ACCEPTABLE:
        yield (
            f"**Trend, korte reeksen.** Met minder dan {LONG_FROM} cijfers geeft de regel "
            f"{percent(short['alarm'].mean())} valse alarmen bij reeksen "
            f"met geheugen. Voorstel: ook daar {percent(ALPHA_LONG, 0)}; dat geeft {percent(short['strict'].mean())}."
        )
    if rule > ACCEPTABLE:
        yield _propose(alarms)
    yield (
        f"**Trend, wat hij niet kan.** Een zwervende reeks krijgt in {percent(_rate(alarms, WANDERING))} van de "
        "gevallen een 'duidelijke lijn'. "
        "De trend zegt dus dat er een lijn in deze cijfers zit, niet dat die lijn doorgaat."
    )


def _propose(alarms: pd.DataFrame) -> str:
    """A stricter limit for p, and a test that counts memory, each with what is left of the lines in real series."""
    null = alarms[alarms["source"] == REMEMBERING]
    strict, aware = (_at_limit(alarms, rule, float(null[rule].quantile(ACCEPTABLE))) for rule in ("p", "p_with_memory"))
    usual = _at_limit(alarms, "p_with_memory", ALPHA_SHORT)
    return (
        f"**Voorstel trend.** Voor {percent(ACCEPTABLE, 0)} valse alarmen bij reeksen met geheugen moet de grens naar {strict}. "
        f"Reken je het geheugen mee (deel Z door √(1 + 2·Σ(1 − k÷n)·ρ^k)), dan kan de grens naar {aware}. "
        f"Met de gewone grens wordt dat {usual}. Nu heeft {percent(_rate(alarms, REAL))} een lijn. "
        "Het geheugen is geschat per cijfer, over alle gemeenten; landelijke golven tellen daarin mee."
    )


def _at_limit(alarms: pd.DataFrame, rule: str, limit: float) -> str:
    """What a limit for p gives: false alarms in all, the most for one indicator, and the real series that keep a line."""
    seen = alarms.assign(seen=alarms[rule] <= limit)
    null, real = seen[seen["source"] == REMEMBERING], seen[seen["source"] == REAL]
    most = null.groupby("subject")["seen"].mean().max()
    return (
        f"p ≤ {number(limit, 4)} ({percent(null['seen'].mean())} valse alarmen, per cijfer hoogstens {percent(most)}; "
        f"{percent(real['seen'].mean())} van de echte reeksen houdt een lijn)"
    )

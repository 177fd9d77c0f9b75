"""False alarms of the trend test: how often it sees a line in figures that have none, by construction."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from benchmarks.calibrate.nulls import BLOCK_YEARS, NULLS, PURE, REMEMBERING, WANDERING
from benchmarks.calibrate.panel import Panel, Subject
from benchmarks.calibrate.text import Section, listing, percent, table, two, whole
from indicators.methods.mann_kendall import mann_kendall, widen, with_memory
from indicators.methods.surroundings import MOST_MEMORY
from indicators.methods.trend import ALPHA, MIN_POINTS, UNKNOWN_MEMORY

REPEATS = 4
"""Series without a trend made of each real one."""
LENGTHS = ((MIN_POINTS, 7), (8, 10), (11, 99))
ACCEPTABLE = 0.05
STRICT = 0.01
REAL = "echt"
RULES = ("alarm", "plain", "strict")


def measure_alarms(panel: Panel, rng: np.random.Generator) -> pd.DataFrame:
    """One row a test: subject, source (REAL or a null), count (points), and per rule whether it sees a line.

    alarm: the rule in use, with the memory that all municipalities together show; plain and strict: 5 % and 1 % without it.
    """
    rows = []
    for subject in panel.indicators:
        memory = memory_of(subject)
        for series in subject.series.values():
            values = series.values
            if len(values) < MIN_POINTS or np.ptp(values) == 0:
                continue
            made = [(REAL, values), *((name, make(values, memory, rng)) for name, make in NULLS.items() for _ in range(REPEATS))]
            wider = widen(len(values), memory)
            for source, one in made:
                p = mann_kendall(one).p
                rows.append((subject.id, source, len(values), with_memory(p, wider) <= ALPHA, p <= ALPHA, p <= STRICT))
    return pd.DataFrame(rows, columns=["subject", "source", "count", *RULES])


def memory_of(subject: Subject) -> float:
    """The memory that the rule reckons with."""
    known = subject.around.memory
    return UNKNOWN_MEMORY if known is None else known


def measure(panel: Panel) -> Section:
    """False alarms per indicator and per length of series."""
    alarms = measure_alarms(panel, np.random.default_rng(1))
    names = [str(name) for name in alarms["subject"].unique()]
    subjects = {subject.id: subject for subject in panel.indicators if subject.id in names}
    blocks = (
        (
            f"Van elke reeks met minstens {MIN_POINTS} cijfers zijn {REPEATS} reeksen zonder lijn gemaakt, op vier "
            f"manieren: de jaren willekeurig door elkaar; zonder hun lijn en in blokken van {BLOCK_YEARS} jaar door elkaar; "
            "toevalsreeksen met hetzelfde geheugen als dit cijfer (hoeveel van een afwijking bij de volgende meting nog over is, "
            "geschat uit alle gemeenten); en zwervende reeksen, die elk jaar verder gaan waar ze waren en nergens heen gaan. "
            "Elke 'lijn' daarin is een vals alarm. De kolom 'echt' is het aandeel echte reeksen met een duidelijke lijn."
        ),
        table(
            ["Cijfer", "reeksen", "geheugen", "echt", *NULLS],
            [_row(each.name, alarms[alarms["subject"] == name], memory_of(each)) for name, each in subjects.items()]
            + [_row("Samen", alarms, None)],
        ),
        "### Per lengte van de reeks",
        (
            f"De regel: hoogstens {percent(ALPHA, 0)}, nadat de kans op toeval is omgerekend met het geheugen van het cijfer. "
            "Daarnaast: wat een gewone toets zonder geheugen zou zeggen."
        ),
        table(
            ["Lengte en soort reeks", "de regel", "5% zonder geheugen", "1% zonder geheugen", "getoetst"], _length_rows(alarms)
        ),
    )
    return Section(
        title="De trend",
        blocks=blocks,
        remarks=tuple(_remarks(subjects, alarms)),
        keys=tuple((f"Trend: valse alarmen, {name}", percent(_rate(alarms, name))) for name in (PURE, REMEMBERING, WANDERING)),
    )


def _rate(alarms: pd.DataFrame, source: str, rule: str = "alarm") -> float:
    return float(alarms.loc[alarms["source"] == source, rule].mean())


def _row(name: str, alarms: pd.DataFrame, memory: float | None) -> list[str]:
    count = int((alarms["source"] == REAL).sum())
    shares = [percent(_rate(alarms, source)) for source in (REAL, *NULLS)]
    return [name, whole(count), "" if memory is None else two(memory), *shares]


def _length_rows(alarms: pd.DataFrame) -> Iterator[list[str]]:
    for low, high in LENGTHS:
        group = alarms[alarms["count"].between(low, high)]
        label = f"{low} tot {high} cijfers" if high < 99 else f"{low} cijfers of meer"
        for source in (*NULLS, REAL):
            tested = group[group["source"] == source]
            if len(tested):
                rates = [percent(_rate(tested, source, rule)) for rule in RULES]
                yield [f"{label}, {source}", *rates, whole(len(tested))]


def _remarks(subjects: dict[str, Subject], alarms: pd.DataFrame) -> Iterator[str]:
    null = alarms[alarms["source"] == REMEMBERING]
    rule, strict = percent(float(null["alarm"].mean())), percent(float(null["strict"].mean()))
    by_subject = null.groupby("subject")["alarm"].mean()
    verdict = "Dat klopt met wat hij belooft" if by_subject.max() <= ACCEPTABLE else "Dat is meer dan hij belooft"
    yield (
        f"**Trend.** In reeksen zonder lijn maar met geheugen geeft de regel {rule} valse alarmen; "
        f"per cijfer hoogstens {percent(float(by_subject.max()))} ({subjects[str(by_subject.idxmax())].name}). "
        f"{verdict}: per cijfer hoogstens {percent(ACCEPTABLE, 0)}. Zonder geheugen gaf een toets van {percent(ALPHA, 0)} "
        f"{percent(_rate(alarms, REMEMBERING, 'plain'))}, en een toets van {percent(STRICT, 0)} {strict}."
    )
    yield (
        f"**Trend, de prijs.** Van de echte reeksen heeft {percent(_rate(alarms, REAL))} een duidelijke lijn; zonder geheugen "
        f"zou het {percent(_rate(alarms, REAL, 'plain'))} zijn."
    )
    most = [f"{each.name}" for each in subjects.values() if memory_of(each) >= MOST_MEMORY]
    if most:
        yield (
            f"**Trend, het meeste geheugen.** Bij {listing(most)} is het geheugen zo sterk dat het op {two(MOST_MEMORY)} is "
            "gehouden. Zij kunnen nog meer onthouden; dan zijn er meer valse alarmen dan hier staat."
        )
    yield (
        f"**Trend, wat hij niet kan.** Een zwervende reeks krijgt in {percent(_rate(alarms, WANDERING))} van de "
        "gevallen een 'duidelijke lijn'. "
        "De trend zegt dus dat er een lijn in deze cijfers zit, niet dat die lijn doorgaat."
    )

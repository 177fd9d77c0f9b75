"""The part of the report on the projection and on P(met): coverage of the band, chances beside outcomes, and a better rule."""

from collections.abc import Iterator, Mapping

import pandas as pd

from benchmarks.calibrate.forecasts import (
    ENOUGH_CASES,
    GREAT_CHANCE,
    HORIZONS,
    STEPS,
    calibration,
    came_true_by_status,
    came_true_of_great_chances,
    largest_deviation,
    measure_chances,
    measure_forecasts,
)
from benchmarks.calibrate.panel import Panel, Subject
from benchmarks.calibrate.text import Section, listing, percent, table, two, whole
from benchmarks.calibrate.variants import compare_variants
from indicators.methods.projection import MIN_POINTS

COVERAGE_FROM, COVERAGE_UP_TO = 0.75, 0.95
MOST_DEVIATION = 0.10
WIDE_STEP = 0.5
"""Norms at least this many usual swings away: how much the result depends on where norms are laid."""
CRIMES, ALL = "Misdrijven samen", "Alle indicatoren samen"


def measure(panel: Panel) -> Section:
    """The back-test of every subject with series long enough."""
    measured = {subject.id: measure_forecasts(subject) for subject in panel.subjects}
    subjects = [subject for subject in panel.subjects if len(measured[subject.id])]
    pooled = _pool(subjects, measured)
    chances = {name: measure_chances(forecasts) for name, forecasts in pooled.items()}
    rows = [(subject.name, measured[subject.id], measure_chances(measured[subject.id])) for subject in subjects]
    rows += [(name, pooled[name], chances[name]) for name in pooled]
    variants, proposal = compare_variants(panel, pooled, (COVERAGE_FROM, COVERAGE_UP_TO), MOST_DEVIATION)
    blocks = (
        _how(),
        table(["Cijfer", "verwachtingen", *(f"{h} jaar" for h in HORIZONS), "samen", "kans: grootste verschil"], map(_row, rows)),
        (
            "Kenmerken (inwoners, inkomen, WOZ-waarde, dichtheid) krijgen in het dashboard geen verwachting. Ze staan "
            "hier om te zien "
            f"waar de methode niet past. De laatste kolom: per tiende deel van de kans, bij {ENOUGH_CASES} gevallen of meer."
        ),
        *(block for name in chances for block in _chance_blocks(name, chances[name])),
        *_status_block(chances),
        *_year_block(chances),
        *variants,
    )
    remarks = [*_pooled_remarks(pooled, chances), *_subject_remarks(subjects, measured), proposal]
    return Section(
        title="De verwachting en de kans op de norm", blocks=blocks, remarks=tuple(remarks), keys=tuple(_keys(pooled, chances))
    )


def _pool(subjects: list[Subject], measured: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    members = {
        CRIMES: [measured[subject.id] for subject in subjects if subject.is_crime],
        ALL: [measured[subject.id] for subject in subjects if subject.is_projected],
    }
    return {name: pd.concat(frames, ignore_index=True) for name, frames in members.items() if frames}


def _how() -> str:
    swings = listing([f"{step:g}".replace(".", ",") for step in STEPS if step > 0])
    return (
        f"Op elk moment met minstens {MIN_POINTS} cijfers is de verwachting berekend voor "
        f"{listing([str(h) for h in HORIZONS])} jaar later, met "
        "alleen de cijfers tot dat moment. Daarna is gekeken wat het cijfer werd. De band hoort in ongeveer 80% van "
        "de gevallen te "
        f"kloppen. Voor de kans zijn normen gelegd op {swings} keer de gewone schommeling boven en onder het laatste cijfer."
    )


def _row(row: tuple[str, pd.DataFrame, pd.DataFrame]) -> list[str]:
    name, forecasts, chances = row
    shares = forecasts.groupby("horizon")["inside"].mean().reindex(HORIZONS)
    return [
        name,
        whole(len(forecasts)),
        *map(percent, shares),
        percent(forecasts["inside"].mean()),
        two(largest_deviation(chances)),
    ]


def _chance_blocks(name: str, chances: pd.DataFrame) -> list[str]:
    parts = (chances, chances[chances["is_ahead"]], chances[~chances["is_ahead"]])
    bins = [calibration(part) for part in parts]
    rows = []
    for tenth in bins[0].index:
        cells = [percent(bins[0].at[tenth, "predicted"])]
        for part in bins:
            known = part.reindex([tenth]).iloc[0]
            cells += [percent(known["came_true"]), whole(known["cases"]) if known["cases"] > 0 else "0"]
        rows.append(cells)
    head = [
        "voorspelde kans",
        "kwam uit",
        "gevallen",
        "nog niet gehaald: kwam uit",
        "gevallen",
        "al gehaald: kwam uit",
        "gevallen",
    ]
    return [f"### Kans op de norm: {name.lower()}", table(head, rows)]


def _status_block(chances: Mapping[str, pd.DataFrame]) -> list[str]:
    rows = [
        [f"{name}: {status}", percent(share), whole(count)]
        for name, found in chances.items()
        for status, (share, count) in came_true_by_status(found).items()
    ]
    intro = "Alleen normen die op dat moment nog niet gehaald waren: daar gaan deze oordelen over."
    return ["### Wat er van het oordeel terechtkwam", intro, table(["Cijfers en oordeel", "norm gehaald", "gevallen"], rows)]


def _year_block(chances: Mapping[str, pd.DataFrame]) -> list[str]:
    by_year = {name: _by_year(found) for name, found in chances.items()}
    years = sorted({year for shifts in by_year.values() for year in shifts.index})
    rows = [[str(year), *(two(shifts.get(year, float("nan"))) for shifts in by_year.values())] for year in years]
    intro = (
        "Gemeenten bewegen samen. Alle gevallen over één jaar zijn daarom eigenlijk één proef. Hieronder staat per "
        "jaar hoeveel vaker "
        "(+) of minder vaak (−) normen gehaald werden dan voorspeld."
    )
    return ["### Per jaar waarover voorspeld is", intro, table(["Jaar", *by_year], rows)]


def _by_year(chances: pd.DataFrame) -> pd.Series:
    return (chances["came_true"] - chances["predicted"]).groupby(chances["target"]).mean()


def _pooled_remarks(pooled: Mapping[str, pd.DataFrame], chances: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for name, forecasts in pooled.items():
        shares = forecasts.groupby("horizon")["inside"].mean()
        said = listing([f"{percent(share)} bij {h} jaar" for h, share in shares.items()])
        yield f"**Band, {name.lower()}.** De 80%-band klopte in {said}. {_verdict_on_band(shares)}"
        yield _say_deviation(name, chances[name])
        yield _say_great_chances(name, chances[name])
        shifts = _by_year(chances[name])
        yield (
            f"**Jaren, {name.lower()}.** Per jaar lag de uitkomst {two(shifts.min())} tot {two(shifts.max())} naast "
            "de voorspelling. "
            f"Dit zijn {len(shifts)} jaren, dus niet {whole(len(chances[name]))} losse proeven."
        )


def _say_great_chances(name: str, chances: pd.DataFrame) -> str:
    share, count = came_true_of_great_chances(chances)
    most = percent(chances.loc[chances["is_ahead"], "predicted"].max())
    return f"**Grote kansen, {name.lower()}.** Een norm die nog niet gehaald is, krijgt hoogstens een kans van {most}. " + (
        f"Van de {whole(count)} met minstens {percent(GREAT_CHANCE, 0)} werd {percent(share)} gehaald."
        if count
        else f"Een kans van {percent(GREAT_CHANCE, 0)} of meer komt niet voor. Regels die zo'n kans wel geven, staan bij 'Andere "
        "regels voor de verwachting', met hoe vaak die uitkwam."
    )


def _verdict_on_band(shares: pd.Series) -> str:
    limits = f"{percent(COVERAGE_FROM, 0)} tot {percent(COVERAGE_UP_TO, 0)}"
    parts = [f"te smal bij {h} jaar" for h, share in shares.items() if share < COVERAGE_FROM]
    parts += [f"te breed bij {h} jaar" for h, share in shares.items() if share > COVERAGE_UP_TO]
    if not parts:
        return f"Dat is binnen de eis van {limits}."
    return f"De eis is {limits}: de band is {listing(parts)}."


def _say_deviation(name: str, chances: pd.DataFrame) -> str:
    worst = largest_deviation(chances)
    ahead, behind = (largest_deviation(chances[chances["is_ahead"] == is_ahead]) for is_ahead in (True, False))
    wide = largest_deviation(chances[chances["step"].abs() >= WIDE_STEP])
    verdict = "binnen" if worst <= MOST_DEVIATION else "buiten"
    return (
        f"**Kans, {name.lower()}.** De voorspelde kans en wat uitkwam verschillen hoogstens {two(worst)}; dat is "
        f"{verdict} de eis van "
        f"{two(MOST_DEVIATION)}. Voor normen die nog niet gehaald waren is het {two(ahead)}, voor normen die al "
        f"gehaald waren {two(behind)}. "
        f"De uitkomst hangt af van de normen: alleen met normen op minstens {percent(WIDE_STEP, 0)} van de gewone "
        f"schommeling is het {two(wide)}."
    )


def _subject_remarks(subjects: list[Subject], measured: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for subject in subjects:
        shares = measured[subject.id].groupby("horizon")["inside"].mean()
        odd = [f"{percent(share)} bij {h} jaar" for h, share in shares.items() if not COVERAGE_FROM <= share <= COVERAGE_UP_TO]
        if odd:
            shown = "" if subject.is_projected else " (zonder verwachting in het dashboard)"
            yield f"**{subject.name}**{shown}: de band klopt in {listing(odd)}."


def _keys(pooled: Mapping[str, pd.DataFrame], chances: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str]]:
    for name, forecasts in pooled.items():
        for horizon, share in forecasts.groupby("horizon")["inside"].mean().items():
            yield f"{name}: de 80%-band klopt, {horizon} jaar vooruit", percent(share)
        yield f"{name}: grootste verschil tussen kans en uitkomst", two(largest_deviation(chances[name]))
        for status, (share, _) in came_true_by_status(chances[name]).items():
            yield f"{name}: norm gehaald na het oordeel '{status}'", percent(share)

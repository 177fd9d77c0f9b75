"""The part of the report on what is said of the future besides the chance; it words what future.py and reference.py measured."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.calibrate.future import HORIZONS, Kind, as_it_was_said, forward, kinds_of
from benchmarks.calibrate.panel import Panel
from benchmarks.calibrate.reference import HORIZONS as REFERENCE_HORIZONS
from benchmarks.calibrate.reference import measure_reference
from benchmarks.calibrate.text import Section, listing, percent, table, whole
from indicators.methods.country_pace import GREAT
from indicators.methods.lesson import FOLDS, LEAST_GREAT, LEAST_YEARS, STEPS, HeldOut, Lack, Lesson, learn

JUST = 0.25
"""Swings that the country moved more than was needed."""
TENTHS = np.linspace(0, 1, 11)
HEAD = [
    "Cijfers en jaren vooruit",
    "jaren getoetst",
    "normen",
    "kans groot",
    "daarvan gehaald",
    "alleen van eerdere jaren geleerd",
    "in het dashboard",
]
VERDICTS = {None: "ja", Lack.UNTESTED: "nee: te weinig getoetst", Lack.FAILED: "nee: kwam te weinig uit"}


class Measured(NamedTuple):
    """One kind and horizon: what the dashboard found, what earlier years alone give, and what it would have said then."""

    kind: Kind
    lesson: Lesson
    earlier: HeldOut
    said: pd.DataFrame

    @property
    def came(self) -> pd.DataFrame:
        """The conditions that came true."""
        return self.said[self.said["spare"] >= 0]

    @property
    def just(self) -> pd.DataFrame:
        """Those that came true with little to spare: there the chance is to be 4 in 5, not more."""
        return self.came[self.came["spare"] <= JUST]


def measure(panel: Panel) -> Section:
    """Measure every kind and horizon, and the reference classes."""
    kinds = kinds_of(panel)
    measured = [
        Measured(kind, lesson, forward(kind.pool, horizon), as_it_was_said(kind.pool, horizon))
        for kind in kinds
        for horizon in HORIZONS
        if (lesson := learn(kind.pool, horizon)).held_out.tried
    ]
    counted = pd.concat([measure_reference(kind.counted) for kind in kinds], ignore_index=True) if kinds else pd.DataFrame()
    blocks = (
        "### Als het landelijke cijfer zo beweegt",
        _how(kinds),
        table(HEAD, map(_row, measured)),
        *_said_blocks(measured),
        *_reference_blocks(counted),
    )
    return Section(
        title="Wat er verder over de toekomst wordt gezegd",
        blocks=blocks,
        remarks=tuple(_remarks(measured, counted)),
        keys=tuple(_keys(measured)),
    )


def _how(kinds: Sequence[Kind]) -> str:
    listed = "; ".join(f"{kind.words}: {listing(kind.names).lower()}" for kind in kinds if kind.names)
    return (
        "Het dashboard zegt bij welke landelijke beweging de kans op een norm groot is (4 op 5). Dat leert het van alle cijfers"
        f" in dezelfde eenheid ({listed}). Voor de toets zijn normen gelegd op {listing([_plain(step) for step in STEPS])} keer"
        f" de gewone schommeling, steeds verder dan het laatste cijfer. Elk van {FOLDS} delen van de gemeenten is beoordeeld met"
        " wat de andere delen deden, in jaren die niet met de beoordeelde jaren overlappen. De landelijke beweging is die van de"
        " gemeente in het midden, in de eenheid van het cijfer, zoals zij uitkwam. Het dashboard zegt alleen iets als minstens"
        f" {percent(GREAT, 0)} van de normen met zo'n grote kans werd gehaald, over minstens {LEAST_YEARS} jaren en {LEAST_GREAT}"
        " normen. 'Alleen van eerdere jaren geleerd': dezelfde toets, maar zonder jaren die later kwamen."
    )


def _plain(step: float) -> str:
    return f"{step:g}".replace(".", ",")


def _name(one: Measured) -> str:
    return f"{one.kind.words}, {one.lesson.horizon} jaar vooruit"


def _row(one: Measured) -> list[str]:
    found, earlier = one.lesson.held_out, one.earlier
    return [
        _name(one),
        str(len(found.years)),
        whole(found.tried),
        percent(found.great / found.tried),
        percent(found.share),
        f"{percent(earlier.share)} van {whole(earlier.great)}" if earlier.great else "–",
        VERDICTS[one.lesson.lack],
    ]


def _said_blocks(measured: Sequence[Measured]) -> list[str]:
    rows = [
        [
            _name(one),
            listing([f"{year:.0f}" for year in sorted(one.came["target"].unique())]),
            whole(len(one.said)),
            whole(len(one.came)),
            _met(one.came),
            f"{_met(one.just)} van {whole(len(one.just))}",
        ]
        for one in measured
        if len(one.came)
    ]
    intro = (
        "En als het dashboard er toen al was geweest? Voor elk eerder jaar is alles gedaan met alleen de cijfers van toen, ook de"
        " toets hierboven. Wat het dan zou hebben gezegd, is naast de uitkomst gelegd. Een voorwaarde die om een landelijke"
        " beweging vroeg die nooit voorkwam, zegt het niet. Wat hier niet in staat, kon zo nog niet worden nagegaan. 'Net"
        f" genoeg': het land bewoog hoogstens {_plain(JUST)} keer de gewone schommeling meer dan nodig was. Daar hoort"
        " het 80% te zijn."
    )
    head = [
        "Cijfers en jaren vooruit",
        "uitkomsten van",
        "voorwaarden",
        "het land bewoog zo",
        "norm gehaald",
        "het was net genoeg: gehaald",
    ]
    return [intro, table(head, rows)] if rows else []


def _reference_blocks(counted: pd.DataFrame) -> list[str]:
    if not len(counted):
        return []
    intro = (
        "Het dashboard telt hoe vaak gemeenten die even ver van een norm stonden en even hard gingen, hem haalden. Hieronder"
        f" staat die telling naast wat er daarna gebeurde, {listing([str(h) for h in REFERENCE_HORIZONS])} jaar vooruit, met"
        " alleen wat toen bekend was. Geen enquêtes. De telling is een feit over toen; als kans klopt zij niet."
    )
    groups = counted.groupby(np.clip(np.digitize(counted["share"], TENTHS) - 1, 0, 9))
    rows = [[percent(part["share"].mean()), percent(part["met"].astype(bool).mean()), whole(len(part))] for _, part in groups]
    return ["### Hoe het eerder afliep", intro, table(["geteld", "daarna gehaald", "normen"], rows)]


def _remarks(measured: Sequence[Measured], counted: pd.DataFrame) -> Iterator[str]:
    shown = [one for one in measured if one.lesson.rule is not None]
    failed = [_name(one) for one in measured if one.lesson.lack is Lack.FAILED]
    if shown:
        least = min(one.lesson.held_out.share for one in shown)
        yield (
            f"**Als het land zo beweegt.** Van de normen met een grote kans (4 op 5) werd minstens {percent(least)} gehaald, bij"
            f" elk soort cijfer en elke termijn waarvoor het dashboard dit zegt: {'; '.join(map(_name, shown))}."
        )
    if failed:
        yield f"**Als het land zo beweegt: weggelaten.** Het kwam te weinig uit bij: {'; '.join(failed)}."
    great = counted[counted["share"].between(0.7, 0.8)] if len(counted) else counted
    if len(great):
        share = percent(great["met"].astype(bool).mean())
        yield (
            f"**Hoe het eerder afliep.** Was de telling 70% tot 80%, dan werd {share} van de normen gehaald."
            " Daarom is de telling niet de kans."
        )


def _keys(measured: Sequence[Measured]) -> Iterator[tuple[str, str]]:
    for one in measured:
        if one.lesson.rule is not None:
            yield f"Grote kans bij zo'n landelijke beweging: gehaald, {_name(one)}", percent(one.lesson.held_out.share)
        if len(one.came):
            yield f"Idem, zoals het toen gezegd zou zijn, {_name(one)}", _met(one.came)


def _met(norms: pd.DataFrame) -> str:
    return percent(norms["met"].astype(bool).mean())

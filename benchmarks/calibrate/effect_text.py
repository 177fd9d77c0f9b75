"""The chapter on interventions of docs/calibratie.md: false alarms and power of the effect test; it tests nothing itself."""

import pandas as pd

from benchmarks.calibrate.effect import SWINGS
from benchmarks.calibrate.effect_tables import (
    CHANCE_ALLOWED,
    CRIME_FOUND_AT_LEAST,
    GROUPS,
    HIGH_CRIME_AT_MOST,
    SELECTED_AT_MOST,
    Calibration,
    calibrate_effect,
    share_found_in_crime,
    share_told_in_high_crime,
)
from benchmarks.calibrate.panel import Panel
from benchmarks.calibrate.text import Section, percent, table, whole

INTRO = (
    "Elke reeks van elke gemeente kreeg, in elk jaar dat kan, een verzonnen start: een jaar waarin niets gebeurde. Daarna is "
    "de toets gedaan zoals het dashboard hem doet, met {pre} metingen vooraf en 2 of 3 erna. Gemeenten die in die jaren zijn "
    "samengevoegd, doen niet mee. Elk verschil is dan een vals alarm. ‘Buiten toeval’ is de toets alleen (bedoeld: 5%), ‘gemeld’ "
    "is wat na alle controles overblijft, ‘aanwijzing’ wat daarvan de verwachte kant op ging. Hoogste en laagste tiende: de "
    "gemeenten waar het cijfer vóór de start het hoogst en het laagst was."
)
PLANTED = (
    "In een deel van de reeksen is na de verzonnen start een effect verstopt, van 1, 2 of 3 keer de gewone schommeling van jaar "
    "op jaar. ‘Gevonden’ is hoe vaak de toets het ziet, ‘aanwijzing’ hoe vaak het dashboard het meldt."
)
TOGETHER = (
    "Verschillende gemeenten met dezelfde aanpak samen: door het lot gekozen cijfers, gemeenten en startjaren, met alle jaren "
    "van de reeks. Eerst zonder effect, daarna met in elke gemeente een effect van 1 keer haar gewone schommeling."
)
WRONG_WAY = f"{SWINGS[-1]} × verkeerde kant (3−)"
EVERY_FIGURE = "alle cijfers"


def measure(panel: Panel) -> Section:
    """Calibrate on all municipalities; ValueError when the panel was not published to a folder."""
    if panel.agenda is None or panel.data_dir is None:
        raise ValueError("the effect test reads the published figures: give the panel its agenda and data_dir")
    return write(calibrate_effect(panel.data_dir, panel.agenda), {each.id: each.name for each in panel.subjects})


def write(found: Calibration, names: dict[str, str]) -> Section:
    """The chapter; names: of the indicators by id."""
    lengths = sorted(int(pre) for pre in found.false_alarms["jaren vooraf"].unique())
    return Section(
        title="Effect van een interventie",
        blocks=(
            INTRO.format(pre=" of ".join(map(str, lengths))),
            table(["Groep", "metingen vooraf", "toetsen", "buiten toeval", "gemeld", "aanwijzing"], _alarm_rows(found)),
            PLANTED,
            table(["Verstopt effect", "cijfers", "metingen vooraf", "toetsen", "gevonden", "aanwijzing"], _power_rows(found)),
            TOGETHER,
            table(
                [
                    "Gemeenten samen",
                    "toetsen",
                    "buiten toeval",
                    "gemeld",
                    "gevonden bij 1 ×",
                    "aanwijzing bij 1 ×",
                    "idem, misdrijven",
                ],
                _together_rows(found),
            ),
            table(["Cijfer", "starts", "toetsen", "valse alarmen", "aanwijzing bij 3 ×"], _series_rows(found, names)),
        ),
        remarks=_remarks(found),
        keys=_keys(found, lengths),
    )


def _alarm_rows(found: Calibration) -> list[list[str]]:
    return [
        [
            str(row["groep"]).capitalize(),
            str(row["jaren vooraf"]),
            whole(row["toetsen"]),
            percent(row["p ≤ .05"]),
            percent(row["gemeld"]),
            percent(row["aanwijzing"]),
        ]
        for row in found.false_alarms.to_dict("records")
    ]


def _power_rows(found: Calibration) -> list[list[str]]:
    return [
        [
            _planted(str(row["effect"])),
            str(row["cijfers"]),
            str(row["jaren vooraf"]),
            whole(row["toetsen"]),
            percent(row["p ≤ .05"]),
            percent(row["aanwijzing"]),
        ]
        for row in found.power.to_dict("records")
    ]


def _together_rows(found: Calibration) -> list[list[str]]:
    shares = ["p ≤ .05", "gemeld", "gevonden bij 1 ×", "aanwijzing bij 1 ×", "aanwijzing bij 1 ×, misdrijven"]
    return [
        [str(row["gemeenten"]), whole(row["toetsen"]), *(percent(row[name]) for name in shares)]
        for row in found.together.to_dict("records")
    ]


def _planted(effect: str) -> str:
    return f"{SWINGS[-1]} × de verkeerde kant op" if effect == WRONG_WAY else effect


def _series_rows(found: Calibration, names: dict[str, str]) -> list[list[str]]:
    last = f"aanwijzing bij {SWINGS[-1]} × schommeling"
    return [
        [
            names.get(str(row["indicator"]), str(row["indicator"])),
            whole(row["starts"]),
            whole(row["toetsen"]),
            percent(row["p ≤ .05"]),
            percent(row[last]),
        ]
        for row in found.series.to_dict("records")
    ]


def _keys(found: Calibration, lengths: list[int]) -> tuple[tuple[str, str], ...]:
    alarms = found.false_alarms.set_index(["jaren vooraf", "groep"])
    power = _power(found)
    keys = [
        (f"Effect: valse alarmen, {group}, {pre} metingen vooraf", percent(float(alarms.loc[(pre, group), "p ≤ .05"])))
        for pre in lengths
        for group in GROUPS
    ]
    keys += [
        (f"Effect: een effect van {times} × de schommeling gemeld, {pre} vooraf", percent(_told(power, pre, times)))
        for pre in lengths
        for times in SWINGS
    ]
    keys += [
        ("Effect: aanwijzing zonder effect, misdrijven, hoogste tiende", percent(share_told_in_high_crime(found.tests))),
        ("Effect: een effect van 2 × de schommeling gemeld, misdrijven", percent(share_found_in_crime(found.tests))),
    ]
    for row in found.together.to_dict("records"):
        who = "1 gemeente alleen" if row["gemeenten"] == 1 else f"{row['gemeenten']} gemeenten samen"
        keys.append((f"Effect: {who}, valse alarmen", percent(row["p ≤ .05"])))
        keys.append((f"Effect: {who}, 1 × de schommeling gevonden", percent(row["gevonden bij 1 ×"])))
    return tuple(keys)


def _power(found: Calibration) -> pd.DataFrame:
    """Of all figures together, by length before and effect."""
    return found.power[found.power["cijfers"] == EVERY_FIGURE].set_index(["jaren vooraf", "effect"])


def _told(power: pd.DataFrame, pre: int, times: int) -> float:
    return float(power.loc[(pre, f"{times} × schommeling"), "aanwijzing"])


def _remarks(found: Calibration) -> tuple[str, ...]:
    outside = found.false_alarms[found.false_alarms["binnen de grens"] == False]  # noqa: E712  # groups without a bound say nothing
    rows = outside.to_dict("records")
    told = "; ".join(f"{row['groep']}, {row['jaren vooraf']} metingen vooraf: {percent(row['p ≤ .05'])}" for row in rows)
    low, high = (percent(bound, 0) for bound in CHANCE_ALLOWED)
    limits = f"{low} tot {high} voor alle gemeenten, hoogstens {percent(SELECTED_AT_MOST, 0)} voor elke groep apart"
    verdict = f"Buiten de eis vallen: {told}." if told else "Alle groepen vallen daarbinnen."
    power, shortest = _power(found), int(found.power["jaren vooraf"].min())
    shares = ", ".join(percent(_told(power, shortest, times)) for times in SWINGS)
    seen = (
        f"**Effect, wat te zien is.** Met {shortest} metingen vooraf wordt een effect van 1, 2 of 3 keer de schommeling in "
        f"{shares} van de gevallen gemeld. Geen apart effect zien is dus de gewone uitkomst."
    )
    high_crime, crime = share_told_in_high_crime(found.tests), share_found_in_crime(found.tests)
    crime_text = (
        f"**Effect, misdrijven.** In het hoogste tiende meldt het dashboard in {percent(high_crime)} van de gevallen een "
        f"aanwijzing waar niets was; de eis is hoogstens {percent(HIGH_CRIME_AT_MOST)}. Een effect van 2 keer de schommeling "
        f"wordt in {percent(crime)} gemeld; de eis is minstens {percent(CRIME_FOUND_AT_LEAST, 0)}."
    )
    together = "; ".join(
        f"{row['gemeenten']}: {percent(row['gevonden bij 1 ×'], 0)}" for row in found.together.to_dict("records")
    )
    pooled = f"**Effect, gemeenten samen.** Een effect van 1 keer de schommeling wordt gevonden bij zoveel gemeenten: {together}."
    return f"**Effect, valse alarmen.** De eis is {limits}. {verdict}", crime_text, seen, pooled

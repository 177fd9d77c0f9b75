"""The chapter on interventions of docs/calibratie.md: false alarms and power of the effect test; it tests nothing itself."""

import pandas as pd

from benchmarks.calibrate.effect import GROUPS, SELECTED_AT_MOST, SWINGS, Calibration, calibrate_effect
from benchmarks.calibrate.panel import Panel
from benchmarks.calibrate.text import Section, percent, table, whole

INTRO = (
    "Elke reeks van elke gemeente kreeg, in elk jaar dat kan, een verzonnen start: een jaar waarin niets gebeurde. Daarna is "
    "de toets gedaan zoals het dashboard hem doet, met {pre} metingen vooraf en 2 of 3 erna. Elk verschil is dan een vals alarm. "
    "‘Buiten toeval’ is de toets alleen (bedoeld: 5%), ‘gemeld’ is wat na alle controles overblijft."
)
PLANTED = (
    "In een deel van de reeksen is na de verzonnen start een effect verstopt, van 1, 2 of 3 keer de gewone schommeling van jaar "
    "op jaar. ‘Gevonden’ is hoe vaak de toets het ziet, ‘aanwijzing’ hoe vaak het dashboard het meldt."
)
WRONG_WAY = f"{SWINGS[-1]} × verkeerde kant (3−)"


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
            table(["Groep", "metingen vooraf", "toetsen", "buiten toeval", "gemeld"], _alarm_rows(found)),
            PLANTED,
            table(["Verstopt effect", "metingen vooraf", "toetsen", "gevonden", "aanwijzing"], _power_rows(found)),
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
        ]
        for row in found.false_alarms.to_dict("records")
    ]


def _power_rows(found: Calibration) -> list[list[str]]:
    return [
        [
            _planted(str(row["effect"])),
            str(row["jaren vooraf"]),
            whole(row["toetsen"]),
            percent(row["p ≤ .05"]),
            percent(row["aanwijzing"]),
        ]
        for row in found.power.to_dict("records")
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
    power = found.power.set_index(["jaren vooraf", "effect"])
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
    return tuple(keys)


def _told(power: pd.DataFrame, pre: int, times: int) -> float:
    return float(power.loc[(pre, f"{times} × schommeling"), "aanwijzing"])


def _remarks(found: Calibration) -> tuple[str, ...]:
    outside = found.false_alarms[~found.false_alarms["binnen de grens"]]
    rows = outside.to_dict("records")
    told = "; ".join(f"{row['groep']}, {row['jaren vooraf']} metingen vooraf: {percent(row['p ≤ .05'])}" for row in rows)
    limits = f"3% tot 8% voor alle gemeenten, hoogstens {percent(SELECTED_AT_MOST, 0)} voor elke groep apart"
    verdict = f"Buiten de eis vallen: {told}." if told else "Alle groepen vallen daarbinnen."
    power = found.power.set_index(["jaren vooraf", "effect"])
    shortest = int(found.power["jaren vooraf"].min())
    shares = ", ".join(percent(_told(power, shortest, times)) for times in SWINGS)
    seen = (
        f"**Effect, wat te zien is.** Met {shortest} metingen vooraf wordt een effect van 1, 2 of 3 keer de schommeling in "
        f"{shares} van de gevallen gemeld. Geen apart effect zien is dus de gewone uitkomst."
    )
    return f"**Effect, valse alarmen.** De eis is {limits}. {verdict}", seen

"""Deliveries that arrive whole and are wrong, or only look it, by their Dutch name; the same list stands in the manual.

Whatever the outcome, no figure may be published that is neither the one of before nor the right one, and none may be lost.
"""

from dataclasses import replace

from support.attacked.changed import (
    COMES_THROUGH,
    COUNT_KEY,
    CRIME,
    KEPT_OUT,
    PERIOD,
    RATE_KEY,
    REGION,
    SHARE_KEY,
    WITHDRAWN,
    Case,
    both,
    count_of,
    dimension_added,
    dimension_renamed,
    extra_regions,
    extra_year,
    figures,
    members,
    moved_to,
    newest,
    nothing,
    of,
    own,
    properties,
    rows,
    same_stem,
    shuffled,
    swapped,
    times,
    together,
    unit,
    years_moved,
)
from support.attacked.tables import COUNT, MUNICIPALITIES
from support.replay_faults import Fault, measure_gone, rows_twice, skeleton_period, suffixes_moved, table_empty

DELIVERIES = {
    # rows
    "alle rijen staan er twee keer": Case(rows_twice()),
    "één rij staat er twee keer, met een ander cijfer": Case(
        Fault(change=lambda table: replace(table, rows=[*table.rows, {**table.rows[0], COUNT_KEY: 99_999, "ID": 9_999}]))
    ),
    "de tabel is leeg": Case(table_empty()),
    "alle cijfers zijn leeg": Case(figures(nothing)),
    "60 % van de rijen is over": Case(Fault(change=lambda table: replace(table, rows=table.rows[: int(0.6 * len(table.rows))]))),
    "92 % van de gemeenten is over": Case(rows(lambda row: None if of(0.08)(row) else row)),
    "onze gemeente is weg": Case(rows(lambda row: None if own(row) else row)),
    "onze gemeente is leeg": Case(figures(nothing, own)),
    "het nieuwste jaar is weg": Case(rows(lambda row: None if newest(row) else row)),
    "een jaar in het midden is weg": Case(rows(lambda row: None if row[PERIOD] == "2019JJ00" else row)),
    "het nieuwste jaar is leeg voor de helft van de gemeenten": Case(figures(nothing, both(newest, of(0.5)))),
    "een nieuw jaar zonder cijfers": Case(skeleton_period("2025JJ00"), COMES_THROUGH),
    # columns and codes
    "een cijfer zit niet meer in de tabel": Case(measure_gone(COUNT)),
    "twee cijfers met dezelfde naam": Case(same_stem(COUNT_KEY)),
    "de nummers achter de namen zijn verschoven": Case(suffixes_moved(), COMES_THROUGH),
    "de kolom met gebieden heet anders": Case(dimension_renamed("RegioS"), COMES_THROUGH),
    "de kolom met het soort misdrijf is weg": Case(
        together(
            properties(lambda each: None if each["Key"] == CRIME else each),
            rows(lambda row: {key: value for key, value in row.items() if key != CRIME} if row[CRIME] == "1.1.1 " else None),
        )
    ),
    "de code uit het filter bestaat niet meer": Case(
        together(
            members(CRIME, lambda each: {**each, "Key": "9.9.9 "} if each["Key"] == "1.1.1 " else each),
            rows(lambda row: {**row, CRIME: "9.9.9 "} if row[CRIME] == "1.1.1 " else row),
        )
    ),
    "alles staat onder één soort misdrijf": Case(rows(lambda row: {**row, CRIME: "1.1.1 "})),
    "de tabel is voortaan gesplitst": Case(dimension_added("T001038", "3000   ")),
    "gebieden in kleine letters": Case(
        together(
            members(REGION, lambda each: {**each, "Key": each["Key"].lower()}),
            rows(lambda row: {**row, REGION: row[REGION].lower()}),
        )
    ),
    "perioden zonder soort": Case(
        together(
            members(PERIOD, lambda each: {**each, "Key": each["Key"][:4]}), rows(lambda row: {**row, PERIOD: row[PERIOD][:4]})
        )
    ),
    "gebieden die niet bestaan": Case(extra_regions("GM9999", "GMxxxx", "PV27"), COMES_THROUGH),
    # statuses
    "een status die niemand kent": Case(members(PERIOD, lambda each: {**each, "Status": "Bijna"})),
    "alle statussen zijn weg": Case(members(PERIOD, lambda each: {**each, "Status": None})),
    "een status met een spatie": Case(members(PERIOD, lambda each: {**each, "Status": f" {each['Status']} "}), COMES_THROUGH),
    # units
    "een andere eenheid, dezelfde cijfers": Case(unit(COUNT_KEY, "x 1 000")),
    "% wordt aantal, cijfers keer 10": Case(together(unit(SHARE_KEY, "aantal"), times(10, keys=[SHARE_KEY]))),
    "aantallen in duizendtallen": Case(figures(lambda value: round(value / 1000), keys=[COUNT_KEY])),
    "de komma is weggevallen": Case(times(10, keys=[RATE_KEY])),
    # figures
    "alles keer 99": Case(times(99)),
    "alles keer 5": Case(times(5, keys=[COUNT_KEY])),
    "alles keer 0,1": Case(times(0.1)),
    "keer 1000 in 45 % van de gemeenten": Case(times(1000, of(0.45), [COUNT_KEY])),
    "keer 10 in 25 % van de gemeenten": Case(times(10, of(0.25), [COUNT_KEY])),
    "keer 1000 in het nieuwste jaar": Case(times(1000, newest, [COUNT_KEY])),
    "keer 10 in onze gemeente": Case(times(10, own, [COUNT_KEY])),
    "keer 10 in onze gemeente, alleen het nieuwste jaar": Case(times(10, both(own, newest), [COUNT_KEY])),
    "alles is nul": Case(figures(lambda _: 0)),
    "het nieuwste jaar is nul": Case(figures(lambda _: 0, newest)),
    "alles is hetzelfde getal": Case(figures(lambda _: 37)),
    "alles is negatief": Case(times(-1)),
    "een derde van de gemeenten is negatief": Case(times(-1, of(0.33))),
    "ons nieuwste cijfer is negatief": Case(times(-1, both(own, newest), [COUNT_KEY]), KEPT_OUT),
    "ons nieuwste cijfer is nul": Case(figures(lambda _: 0, both(own, newest), [COUNT_KEY]), KEPT_OUT),
    "één percentage van 250": Case(figures(lambda _: 250, both(own, newest), [SHARE_KEY]), KEPT_OUT),
    "alle percentages boven de 100": Case(figures(lambda value: value + 100, keys=[SHARE_KEY])),
    "-99996 in plaats van een afgeschermd cijfer": Case(
        figures(lambda _: -99996, both(newest, of(0.1)), [COUNT_KEY]), WITHDRAWN, count_of(MUNICIPALITIES[:4])
    ),
    "een cijfer van een andere gemeente is ingetrokken": Case(
        figures(nothing, both(newest, of(0.025)), [COUNT_KEY]), WITHDRAWN, count_of(MUNICIPALITIES[:1])
    ),
    "een jaar dat nog moet komen": Case(extra_year(2099), KEPT_OUT),
    "een jaar van lang geleden": Case(extra_year(1905), KEPT_OUT),
    # places
    "cijfers staan één gemeente verder": Case(moved_to(lambda number: number + 1)),
    "cijfers staan zeven gemeenten verder": Case(moved_to(lambda number: number + 7)),
    "alleen het nieuwste jaar staat één gemeente verder": Case(moved_to(lambda number: number + 1, newest)),
    "gemeenten zijn door elkaar geraakt": Case(moved_to(shuffled)),
    "twee cijfers zijn verwisseld": Case(swapped(COUNT_KEY, RATE_KEY)),
    "alle jaren één jaar later": Case(years_moved(1)),
    "alle jaren één jaar eerder": Case(years_moved(-1)),
    "de twee soorten misdrijven zijn verwisseld": Case(
        rows(lambda row: {**row, CRIME: "1.4.5 " if row[CRIME] == "1.1.1 " else "1.1.1 "})
    ),
}

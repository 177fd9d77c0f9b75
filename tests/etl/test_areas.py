"""Municipalities that became part of others: shipped data that fits the tables, counts that are added or not."""

import json
import re
from datetime import UTC, date, datetime
from itertools import pairwise

import pandas as pd
import pytest
from support.frames import tabled
from support.shipped import ROOT

from etl.store.areas import ChangeKind, area_changes, area_members, parts_of, say_changes
from etl.store.publication import Publication, Reading, publish
from etl.store.rows import Region
from etl.store.store import open_store
from etl.store.terms import MEASUREMENT_COLUMNS, Part

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
PURMEREND, BEEMSTER, DIJK_EN_WAARD, PARTS = "GM0439", "GM0370", "GM1980", ("GM0398", "GM0416")
CODES = (PURMEREND, BEEMSTER, DIJK_EN_WAARD, *PARTS, "GM0479", "GM0855", "GM0757")
REGIONS = [Region(code, code, "", is_current=True) for code in CODES]
NEW_ONES = {year: {DIJK_EN_WAARD: 50.0, PURMEREND: 30.0, "GM0479": 90.0} for year in (2019, 2021, 2022)}
"""Counts of a table that has been worked back to the municipalities of 2022; TEST VALUES, like all here."""
OF_THEN = {
    **{year: {PURMEREND: 800.0, BEEMSTER: 200.0, PARTS[0]: 300.0, PARTS[1]: 700.0, "GM0479": 1500.0} for year in (2019, 2021)},
    2022: {PURMEREND: 1010.0, DIJK_EN_WAARD: 1020.0, "GM0479": 1510.0},
}
"""Counts in the municipalities of each year."""


def descriptions(word):
    """Code -> date of every municipality whose description in 70072ned has this word with a date."""
    file = ROOT / "etl" / "recording" / "opendata.cbs.nl" / "70072ned.json"
    members = json.loads(file.read_text(encoding="utf-8"))["members"]["RegioS"]
    found = (
        (row["Key"].strip(), re.search(rf"{word} per (\d\d)-(\d\d)-(\d{{4}})", row.get("Description") or "")) for row in members
    )
    return {code: date(int(at[3]), int(at[2]), int(at[1])) for code, at in found if at and code.startswith("GM")}


def within(days):
    return {code: on for code, on in days.items() if 2010 <= on.year <= 2024}


def test_every_municipality_that_was_abolished_is_in_the_list_on_its_day_and_no_other():
    assert {change.old: change.on for change in area_changes()} == within(descriptions("Opgeheven"))


def test_every_municipality_that_was_formed_is_in_the_list_on_its_day_and_no_other():
    formed = {change.new: change.on for change in area_changes() if change.kind is ChangeKind.FORMED}
    assert formed == within(descriptions("Ontstaan"))


def test_a_municipality_became_part_of_one_other_unless_it_was_split():
    whole = [change.old for change in area_changes() if change.kind is not ChangeKind.SPLIT]
    split = [change.old for change in area_changes() if change.kind is ChangeKind.SPLIT]
    assert len(whole) == len(set(whole))
    assert not set(whole) & set(split)
    assert all(split.count(code) > 1 for code in split)


def test_parts_of_parts_are_followed_back():
    assert set(parts_of("GM1978", 2015)) == {"Giessenlanden", "Molenwaard"}
    assert set(parts_of("GM1978", 2012)) == {"Giessenlanden", "Graafstroom", "Liesveld", "Nieuw-Lekkerland"}
    assert parts_of("GM1978", 2019) == ("Molenlanden",)
    assert parts_of("GM0479", 2012) == ()


def test_no_part_is_in_an_area_twice_in_a_year():
    spans = sorted((each.area, each.member, each.first_year, each.last_year) for each in area_members())
    assert not [one for one, other in pairwise(spans) if one[:2] == other[:2] and other[2] <= one[3]]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (PURMEREND, "Beemster hoort nu bij Purmerend"),
        (DIJK_EN_WAARD, "Dijk en Waard is gevormd uit Heerhugowaard en Langedijk"),
        ("GM0855", "een deel van Haaren hoort nu bij Tilburg"),
        (
            "GM1949",
            (
                "Waadhoeke is gevormd uit het Bildt, Franekeradeel en Menameradiel en een deel van Littenseradiel hoort nu bij "
                "Waadhoeke"
            ),
        ),
    ],
)
def test_a_change_in_words(code, told):
    assert say_changes([change for change in area_changes() if change.new == code]) == told


def figures(table, counts, status=""):
    rows = [
        ("opendata.cbs.nl", table, "X", "", region, f"{year}JJ00", year, "X_1", value, status)
        for year, known in counts.items()
        for region, value in known.items()
    ]
    return pd.DataFrame(rows, columns=list(MEASUREMENT_COLUMNS))


def shown(folder, numerator, denominator):
    """Publish a ratio and its denominator as a figure of its own; (region, year) -> value, changes ahead, summed."""
    readings = [
        Reading(
            label=table,
            catalogue="opendata.cbs.nl",
            table_id=table,
            holder="CBS",
            licence="",
            outcome="gewijzigd",
            cells=(("X", ""),),
            fetched_at=NOW,
            origin="live",
            figures=tabled(figures(table, counts)),
        )
        for table, counts in (("T", numerator), ("N", denominator))
    ]
    parts = [
        Part("ratio", "teller", "opendata.cbs.nl", "T", "X", "", 1000.0),
        Part("ratio", "noemer", "opendata.cbs.nl", "N", "X", "", 1000.0),
        Part("plain", "waarde", "opendata.cbs.nl", "N", "X", "", 1.0),
    ]
    about = {"started_at": NOW, "now": NOW, "mode": "live", "municipality": PURMEREND}
    publish(folder, Publication(**about, readings=list(readings), parts=parts, regions=REGIONS))
    frame = open_store(folder).observations()
    columns = ["indicator", "region", "year", "value", "changes_ahead", "is_summed"]
    return {(name, region, year): (value, ahead, added) for name, region, year, value, ahead, added in frame[columns].to_numpy()}


def test_counts_of_the_parts_are_added_numerator_and_denominator_apart(tmp_path):
    crimes = {year: dict.fromkeys(known, 10.0) for year, known in OF_THEN.items()}
    found = shown(tmp_path, crimes, OF_THEN)
    assert found["ratio", PURMEREND, 2021] == (20.0, 0, True)
    assert found["ratio", DIJK_EN_WAARD, 2021] == (20.0, 0, True)
    assert found["ratio", PURMEREND, 2022] == (10_000 / 1010, 0, False)
    assert found["ratio", "GM0479", 2021] == (10_000 / 1500, 0, False)


def test_a_count_that_was_worked_back_already_is_not_added_again(tmp_path):
    found = shown(tmp_path, NEW_ONES, OF_THEN)
    assert found["ratio", PURMEREND, 2021] == (30.0, 0, True)
    assert found["ratio", DIJK_EN_WAARD, 2019] == (50.0, 0, True)


def test_counts_of_two_areas_are_no_figure(tmp_path):
    lacking = {year: {code: value for code, value in known.items() if code != BEEMSTER} for year, known in OF_THEN.items()}
    found = shown(tmp_path, NEW_ONES, lacking)
    assert ("ratio", PURMEREND, 2021) not in found
    assert found["ratio", PURMEREND, 2022] == (pytest.approx(30_000 / 1010), 0, False)


def test_counts_that_are_both_of_the_old_area_stay_and_are_told_apart(tmp_path):
    one_lacks = {**OF_THEN, 2021: {code: value for code, value in OF_THEN[2021].items() if code != BEEMSTER}}
    crimes = {year: dict.fromkeys(known, 8.0) for year, known in one_lacks.items()}
    assert shown(tmp_path, crimes, one_lacks)["ratio", PURMEREND, 2021] == (10.0, 1, False)


def test_a_figure_that_is_no_ratio_is_never_added_and_told_apart(tmp_path):
    found = shown(tmp_path, NEW_ONES, OF_THEN)
    assert found["plain", PURMEREND, 2021] == (800.0, 1, False)
    assert found["plain", PURMEREND, 2022] == (1010.0, 0, False)


def test_of_a_municipality_that_got_a_piece_of_another_nothing_is_added(tmp_path):
    counts = {2020: {"GM0855": 100.0, "GM0788": 10.0}, 2021: {"GM0855": 105.0}}
    found = shown(tmp_path, counts, counts)
    assert found["ratio", "GM0855", 2020] == (1000.0, 1, False)


def test_the_origin_of_an_added_count_names_every_part(tmp_path):
    shown(tmp_path, NEW_ONES, OF_THEN)
    lineage = open_store(tmp_path).lineage("ratio", PURMEREND)
    assert lineage.loc[lineage["year"] == 2021, ["role", "region", "value"]].to_numpy().tolist() == [
        ["noemer", PURMEREND, 800.0],
        ["noemer", BEEMSTER, 200.0],
        ["teller", PURMEREND, 30.0],
    ]
    assert set(lineage.loc[lineage["year"] == 2022, "region"]) == {PURMEREND}

"""What a source replaced speaks for the years it lacks: one source a year for every region, and where one series ends told."""

import json
from datetime import UTC, datetime

import pandas as pd
import pytest
from support.frames import tabled
from support.small_agenda import agenda_data, small_agenda

from etl.run.plan import plan_sources
from etl.store.publication import Publication, Reading, publish
from etl.store.regions import Region
from etl.store.store import open_store
from etl.store.terms import MEASUREMENT_COLUMNS, Bound, Part
from indicators.agenda.model import Agenda

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVERYONE = ("NL", "GM0479", "GM0344", "GM0088", "GM1980")
OURS = "GM0479"
REGIONS = tuple(Region(code, code, "", is_current=True) for code in EVERYONE)


def table(number, years, *, value=None, statuses=""):
    """Figures of table T<number>: for each year the regions that have one; TEST VALUES."""
    rows = [
        ("opendata.cbs.nl", f"T{number}", "X", "", region, f"{year}JJ00", year, "X_1", value or number * 1000.0 + year, statuses)
        for year, regions in years.items()
        for region in regions
    ]
    return pd.DataFrame(rows, columns=list(MEASUREMENT_COLUMNS))


def shown(folder, *tables, breaks=(), bounds=()):
    """Publish tables as the links of a chain, newest first; year -> (predecessor, segment) per region."""
    readings = [
        Reading(
            label=f"T{number}",
            catalogue="opendata.cbs.nl",
            table_id=f"T{number}",
            holder="CBS",
            licence="",
            outcome="gewijzigd",
            cells=(("X", ""),),
            fetched_at=NOW,
            origin="live",
            figures=tabled(frame),
        )
        for number, frame in enumerate(tables)
    ]
    parts = [
        Part("x", "waarde", "opendata.cbs.nl", f"T{number}", "X", "", 1.0, number, number not in breaks and number > 0)
        for number in range(len(tables))
    ]
    publish(
        folder,
        Publication(
            started_at=NOW,
            now=NOW,
            mode="live",
            municipality=OURS,
            readings=list(readings),
            parts=parts,
            regions=REGIONS,
            bounds=bounds,
        ),
    )
    frame = open_store(folder).observations()
    return {
        region: {
            int(year): (int(number), int(segment))
            for year, number, segment in rows[["year", "predecessor", "segment"]].itertuples(index=False)
        }
        for region, rows in frame.groupby("region")
    }


def test_a_predecessor_speaks_for_the_years_that_the_source_lacks(tmp_path):
    source = table(0, dict.fromkeys((2020, 2022), EVERYONE))
    before = table(1, dict.fromkeys((2012, 2016, 2020), EVERYONE))
    assert shown(tmp_path, source, before, breaks=(1,))[OURS] == {2012: (1, 1), 2016: (1, 1), 2020: (0, 0), 2022: (0, 0)}


def test_a_source_without_any_figure_leaves_all_years_to_what_it_replaced(tmp_path):
    assert shown(tmp_path, table(0, {}), table(1, {2012: EVERYONE}), breaks=(1,))[OURS] == {2012: (1, 1)}


def test_one_source_a_year_for_everyone_even_for_who_it_has_no_figure_of(tmp_path):
    source = table(0, {2018: EVERYONE, 2020: [each for each in EVERYONE if each != OURS]})
    found = shown(tmp_path, source, table(1, {2016: EVERYONE, 2020: EVERYONE}), breaks=(1,))
    assert found[OURS] == {2016: (1, 1), 2018: (0, 0)}
    assert found["GM0344"] == {2016: (1, 1), 2018: (0, 0), 2020: (0, 0)}


@pytest.mark.parametrize(
    "begun", [pytest.param(("NL",), id="the nation alone"), pytest.param(("NL", "GM0344"), id="one of four")]
)
def test_a_year_that_the_source_only_begins_to_fill_silences_nothing(tmp_path, begun):
    source = table(0, {2018: EVERYONE, 2020: begun})
    found = shown(tmp_path, source, table(1, {2020: EVERYONE}), breaks=(1,))
    assert {region: years[2020] for region, years in found.items()} == dict.fromkeys(EVERYONE, (1, 1))


def test_without_a_predecessor_such_a_year_is_shown(tmp_path):
    found = shown(tmp_path, table(0, {2018: EVERYONE, 2020: ("NL",)}))
    assert found["NL"] == {2018: (0, 0), 2020: (0, 0)}


def test_an_own_file_of_one_municipality_speaks_before_the_table_it_replaced(tmp_path):
    found = shown(tmp_path, table(0, {2020: [OURS], 2021: [OURS]}), table(1, {2019: EVERYONE, 2020: EVERYONE}), breaks=(1,))
    assert found[OURS] == {2019: (1, 1), 2020: (0, 0), 2021: (0, 0)}


@pytest.mark.parametrize(
    ("breaks", "segments"),
    [
        pytest.param((1, 2), {2010: 2, 2015: 1, 2020: 0}, id="each another series"),
        pytest.param((1,), {2010: 1, 2015: 1, 2020: 0}, id="the older two are one series"),
        pytest.param((2,), {2010: 1, 2015: 0, 2020: 0}, id="the newer two are one series"),
        pytest.param((), {2010: 0, 2015: 0, 2020: 0}, id="all one series"),
    ],
)
def test_segments_tell_which_sources_are_one_series(tmp_path, breaks, segments):
    chain = (table(0, {2020: EVERYONE}), table(1, {2015: EVERYONE}), table(2, {2010: EVERYONE}))
    found = shown(tmp_path, *chain, breaks=breaks)[OURS]
    assert {year: segment for year, (_, segment) in found.items()} == segments


def test_a_break_in_the_chain_counts_when_the_source_before_it_has_no_figures(tmp_path):
    found = shown(tmp_path, table(0, {2020: EVERYONE}), table(1, {}), table(2, {2010: EVERYONE}), breaks=(1,))[OURS]
    assert found == {2010: (2, 1), 2020: (0, 0)}


def test_what_cannot_be_true_in_the_source_leaves_the_year_to_what_it_replaced(tmp_path):
    impossible = table(0, {2020: EVERYONE}, value=-99_996.0)
    found = shown(tmp_path, impossible, table(1, {2020: EVERYONE}), breaks=(1,), bounds=[Bound("x", 0.0, None)])
    assert found[OURS] == {2020: (1, 1)}


CRIME_BEFORE = {
    "teller": {"bron": "politie", "onderwerp": "GeregistreerdeMisdrijven", "filter": {"SoortMisdrijf": "1.1.10"}},
    "noemer": {"bron": "kerncijfers", "onderwerp": "Huishoudens"},
    "maal": 100,
}


def test_a_plan_lists_every_link_with_its_own_source_filters_margins_and_multiplier(tmp_path):
    chained = {
        "bron": "eigen",
        "kolom": "cohesie",
        "voorgangers": [
            {"bron": "gezondheid", "onderwerp": "GoedErvarenGezondheid", "breuk": "nee"},
            {**CRIME_BEFORE, "breuk": "ja"},
        ],
    }
    plan = plan_sources(small_agenda(tmp_path, keten=chained))
    links = [
        (part.predecessor, part.continues, part.role, part.table_id, part.topic, part.multiplier)
        for part in plan.parts
        if part.indicator == "keten"
    ]
    assert links == [
        (0, False, "waarde", "cohesie.csv", "cohesie", 1.0),
        (1, True, "waarde", "50150NED", "GoedErvarenGezondheid", 1.0),
        (1, True, "ondergrens", "50150NED", "GoedErvarenGezondheid", 1.0),
        (1, True, "bovengrens", "50150NED", "GoedErvarenGezondheid", 1.0),
        (2, False, "teller", "47018NED", "GeregistreerdeMisdrijven", 100.0),
        (2, False, "noemer", "70072ned", "Huishoudens", 100.0),
    ]
    crimes = next(table for table in plan.tables if table.request.table == "47018NED")
    assert crimes.request.filters == {"SoortMisdrijf": ("1.1.1", "1.1.10")}


@pytest.mark.parametrize(("written", "has_break"), [(None, True), ("ja", True), ("nee", False), (True, True), (False, False)])
def test_a_break_unless_the_agenda_says_that_the_series_goes_on(written, has_break):
    past = {"bron": "eigen", "kolom": "eerder", **({} if written is None else {"breuk": written})}
    data = agenda_data(cohesie={"bron": "eigen", "kolom": "cohesie", "voorgangers": [past]})
    assert Agenda.model_validate_json(json.dumps(data)).indicator("cohesie").quantity.predecessors[0].has_break is has_break

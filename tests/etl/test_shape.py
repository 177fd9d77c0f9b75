"""What becomes of delivered rows: padding, regions, periods, nulls, statuses, exact cells and the names of municipalities."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pyarrow as pa
import pytest
from support.frames import framed

from etl.delivery import Cell, Delivery, SourceError, Topic
from etl.store.regions import named_regions
from etl.store.shaping import shape
from etl.store.terms import MEASUREMENT_COLUMNS
from indicators.agenda.periods import PeriodKind

CRIMES = Topic(stem="GeregistreerdeMisdrijven")
BURGLARY = Cell(topic=CRIMES, filters=(("SoortMisdrijf", "1.1.1"),))
KINDS = [{"Key": "1.1.1 ", "Title": "Woninginbraak"}, {"Key": "1.4.5 ", "Title": "Mishandeling"}]
PERIODS = [
    {"Key": "2023JJ00", "Title": "2023", "Status": "Definitief"},
    {"Key": "2024JJ00", "Title": "2024", "Status": "NaderVoorlopig"},
    {"Key": "2025JJ00", "Title": "2025", "Status": "Voorlopig"},
    {"Key": "2026JJ00", "Title": "2026", "Status": None},
    {"Key": "2025MM11", "Title": "2025 november", "Status": "Definitief"},
    {"Key": "2025MM12", "Title": "2025 december", "Status": "Definitief"},
    {"Key": "2018SJ00", "Title": "2018/'19", "Status": "Definitief"},
    {"Key": "2015G400", "Title": "2012/2015", "Status": "Definitief"},
]


def delivered(*rows, kinds=KINDS, periods=PERIODS, region_members=()):
    """A table of registered crimes, keys padded as the service pads them; a row is kind, region, period, number."""
    return Delivery(
        catalogue="dataderden.cbs.nl",
        table="47018NED",
        title="Geregistreerde misdrijven",
        source="Politie",
        licence="CC0",
        modified="",
        fetched_at=datetime(2026, 11, 21, tzinfo=UTC),
        origin="opname",
        region_dimension="WijkenEnBuurten",
        period_dimension="Perioden",
        measures={"GeregistreerdeMisdrijven": "GeregistreerdeMisdrijven_1"},
        properties=[],
        members={"SoortMisdrijf": kinds, "WijkenEnBuurten": list(region_members), "Perioden": periods},
        rows=pa.table(
            {
                "SoortMisdrijf": pa.array([f"{kind:<6}" for kind, *_ in rows], pa.string()).dictionary_encode(),
                "WijkenEnBuurten": pa.array([f"{region:<10}" for _, region, *_ in rows], pa.string()).dictionary_encode(),
                "Perioden": pa.array([period for _, _, period, _ in rows], pa.string()).dictionary_encode(),
                "GeregistreerdeMisdrijven_1": pa.array([value for *_, value in rows], pa.float64()),
            }
        ),
    )


def shaped(*rows, period_kind=PeriodKind.YEAR, cells=(BURGLARY,), **changes):
    wanted = [replace(cell, period_kind=period_kind) for cell in cells]
    return framed(shape(delivered(*rows, **changes), cells=wanted))


def test_a_row_keeps_its_whole_address():
    table = shaped(("1.1.1", "GM0014", "2023JJ00", 1368))
    assert tuple(table.columns) == MEASUREMENT_COLUMNS
    assert table.iloc[0].to_dict() == {
        "catalogue": "dataderden.cbs.nl",
        "table_id": "47018NED",
        "topic": "GeregistreerdeMisdrijven",
        "filters": "SoortMisdrijf=1.1.1",
        "region": "GM0014",
        "period": "2023JJ00",
        "year": 2023,
        "measure": "GeregistreerdeMisdrijven_1",
        "value": 1368.0,
        "status": "definitief",
    }


@pytest.mark.parametrize(
    ("delivered_code", "stored"),
    [
        ("GM0479", ["GM0479"]),
        ("NL00", ["NL"]),
        ("NL01", ["NL"]),
        ("GM0000", []),
        ("WK047901", []),
        ("BU04790100", []),
        ("PV27", []),
        ("LD03", []),
        ("CR23", []),
        ("GM04791", []),
    ],
)
def test_only_municipalities_and_the_nation_stay(delivered_code, stored):
    assert list(shaped(("1.1.1", delivered_code, "2023JJ00", 5))["region"]) == stored


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        (PeriodKind.YEAR, [("2023JJ00", 2023)]),
        (PeriodKind.SCHOOL_YEAR, [("2018SJ00", 2018)]),
        (PeriodKind.DECEMBER, [("2025MM12", 2025)]),
    ],
)
def test_only_the_wanted_kind_of_period_stays(kind, stored):
    codes = ["2023JJ00", "2018SJ00", "2025MM11", "2025MM12", "2015G400"]
    table = shaped(*[("1.1.1", "GM0479", code, 1) for code in codes], period_kind=kind)
    assert list(zip(table["period"], table["year"], strict=True)) == stored


def test_a_mean_is_of_all_periods_of_the_year_or_not_at_all():
    quarters = [("2023KW01", 2), ("2023KW02", 4), ("2023KW03", 6), ("2023KW04", 8), ("2024KW01", 1), ("2024KW02", 1)]
    periods = [{"Key": code, "Status": "Voorlopig" if code == "2023KW04" else "Definitief"} for code, _ in quarters]
    rows = [("1.1.1", "GM0479", code, value) for code, value in quarters]
    table = shaped(*rows, period_kind=PeriodKind.QUARTERS, periods=periods)
    assert list(zip(table["period"], table["year"], table["value"], table["status"], strict=True)) == [
        ("2023KW01-04", 2023, 5.0, "voorlopig")
    ]


def test_a_mean_with_a_null_in_it_is_no_figure():
    rows = [("1.1.1", "GM0479", f"2023KW0{quarter}", None if quarter == 2 else 1) for quarter in range(1, 5)]
    periods = [{"Key": f"2023KW0{quarter}"} for quarter in range(1, 5)]
    assert shaped(*rows, period_kind=PeriodKind.QUARTERS, periods=periods).empty


def test_two_kinds_of_period_of_one_table_stand_beside_each_other():
    rows = [("1.1.1", "GM0479", "2025MM12", 12), ("1.1.1", "GM0479", "2025JJ00", 3)]
    cells = [BURGLARY, replace(BURGLARY, period_kind=PeriodKind.DECEMBER)]
    table = framed(shape(delivered(*rows), cells=cells))
    assert dict(zip(table["filters"], table["value"], strict=True)) == {
        "SoortMisdrijf=1.1.1": 3.0,
        "SoortMisdrijf=1.1.1;periode=december": 12.0,
    }


def test_a_table_without_periods_has_the_year_that_the_agenda_says():
    whole = delivered(("1.1.1", "GM0479", "-", 5), ("1.1.1", "GM0014", "-", 6))
    members = {name: rows for name, rows in whole.members.items() if name != "Perioden"}
    bare = replace(whole, period_dimension="", members=members, rows=whole.rows.drop_columns(["Perioden"]))
    table = framed(shape(bare, cells=[replace(BURGLARY, year=2020)]))
    assert table[["filters", "region", "period", "year", "value", "status"]].to_numpy().tolist() == [
        ["SoortMisdrijf=1.1.1;jaar=2020", "GM0479", "2020", 2020, 5.0, ""],
        ["SoortMisdrijf=1.1.1;jaar=2020", "GM0014", "2020", 2020, 6.0, ""],
    ]
    twice = replace(bare, rows=pa.concat_tables([bare.rows, bare.rows]))
    with pytest.raises(SourceError, match="meer dan één cijfer voor GM0479 in 2020"):
        shape(twice, cells=[replace(BURGLARY, year=2020)])


def test_other_kinds_of_region_come_in_when_they_are_asked():
    rows = [("1.1.1", code, "2023JJ00", 1) for code in ("GM0479", "WK047901", "BU04790100", "WK0479AA", "NL00", "WK000000")]
    table = framed(shape(delivered(*rows), cells=[BURGLARY], regions=("WK",)))
    assert list(table["region"]) == ["WK047901", "WK0479AA"]


def test_a_null_is_absent_and_a_zero_is_a_figure():
    table = shaped(("1.1.1", "GM0479", "2023JJ00", None), ("1.1.1", "GM0014", "2023JJ00", 0))
    assert list(zip(table["region"], table["value"], strict=True)) == [("GM0014", 0.0)]


def test_a_newest_year_of_only_nulls_yields_nothing():
    table = shaped(("1.1.1", "GM0479", "2024JJ00", 3), ("1.1.1", "GM0479", "2025JJ00", None))
    assert list(table["year"]) == [2024]


def test_a_table_without_any_figure_yields_no_rows_but_all_columns():
    table = shaped(("1.1.1", "GM0479", "2023JJ00", None))
    assert table.empty
    assert tuple(table.columns) == MEASUREMENT_COLUMNS


@pytest.mark.parametrize(
    ("period", "status"),
    [("2023JJ00", "definitief"), ("2024JJ00", "nader voorlopig"), ("2025JJ00", "voorlopig"), ("2026JJ00", "")],
)
def test_a_figure_has_the_status_of_its_period(period, status):
    assert list(shaped(("1.1.1", "GM0479", period, 1))["status"]) == [status]


def test_an_unknown_status_is_refused_rather_than_taken_for_definitive():
    periods = [{"Key": "2023JJ00", "Status": "Gecorrigeerd"}]
    with pytest.raises(SourceError, match="dataderden 47018NED: onbekende status 'Gecorrigeerd' bij 2023JJ00"):
        shaped(("1.1.1", "GM0479", "2023JJ00", 1), periods=periods)


def test_an_unknown_status_of_a_period_without_figures_is_no_problem():
    periods = [*PERIODS, {"Key": "2027JJ00", "Status": "Raming"}]
    assert len(shaped(("1.1.1", "GM0479", "2023JJ00", 1), ("1.1.1", "GM0479", "2027JJ00", None), periods=periods)) == 1


def test_each_cell_gets_its_own_rows_and_a_cell_asked_twice_only_once():
    assault = Cell(topic=CRIMES, filters=(("SoortMisdrijf", "1.4.5"),))
    table = shaped(("1.1.1", "GM0479", "2023JJ00", 1), ("1.4.5", "GM0479", "2023JJ00", 2), cells=[BURGLARY, assault, BURGLARY])
    assert dict(zip(table["filters"], table["value"], strict=True)) == {"SoortMisdrijf=1.1.1": 1.0, "SoortMisdrijf=1.4.5": 2.0}
    assert len(table) == 2


def test_the_order_of_the_delivered_rows_changes_no_measurement():
    rows = [(kind, region, "2023JJ00", 1) for kind in ("1.1.1", "1.4.5") for region in ("GM0014", "GM0479", "NL00")]
    there, back = (shaped(*order).sort_values("region", ignore_index=True) for order in (rows, rows[::-1]))
    pd.testing.assert_frame_equal(there, back)


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (Cell(topic=Topic(stem="Aangiften")), "onderwerp 'Aangiften' zit er niet in; wel: GeregistreerdeMisdrijven"),
        (Cell(topic=CRIMES, filters=(("Geslacht", "T001038"),)), "geen dimensie 'Geslacht' .* wel: SoortMisdrijf"),
        (Cell(topic=CRIMES, filters=(("SoortMisdrijf", "9.9.9"),)), "geen code '9.9.9'; wel: 1.1.1, 1.4.5"),
        (Cell(topic=CRIMES), "niet eenduidig; kies .* één code van SoortMisdrijf"),
    ],
    ids=["unknown topic", "unknown dimension", "unknown code", "a dimension left open"],
)
def test_a_cell_that_cannot_be_found_says_what_there_is(cell, message):
    with pytest.raises(SourceError, match=message):
        shaped(("1.1.1", "GM0479", "2023JJ00", 1), ("1.4.5", "GM0479", "2023JJ00", None), cells=[cell])


def test_two_figures_for_one_region_and_period_are_refused():
    with pytest.raises(SourceError, match="meer dan één cijfer voor NL in 2023JJ00"):
        shaped(("1.1.1", "NL00", "2023JJ00", 1), ("1.1.1", "NL01", "2023JJ00", 2))


REGION_MEMBERS = [
    {"Key": "NL01  ", "Title": "Nederland", "Description": ""},
    {"Key": "PV20  ", "Title": "Groningen (PV)", "Description": ""},
    {"Key": "GM0000", "Title": "Niet in te delen", "Description": ""},
    {"Key": "GM0014", "Title": "Groningen (gemeente)", "Description": ""},
    {"Key": "GM0164", "Title": "Hengelo (O.)", "Description": None},
    {"Key": "GM0248", "Title": "Hengelo (Gld.)", "Description": "Opgeheven per 01-01-2005"},
    {"Key": "GM0373", "Title": "Bergen (NH.)", "Description": ""},
    {"Key": "GM0893", "Title": "Bergen (L.)", "Description": ""},
    {"Key": "GM0713", "Title": "Sluis (oud)", "Description": "Opgeheven per 01-01-1995"},
    {"Key": "GM1714", "Title": "Sluis", "Description": "Ontstaan per 01-01-2003"},
    {"Key": "GM1927", "Title": "Molenwaard", "Description": "Opgeheven per 01-01-2019; Ontstaan per 01-01-2013"},
]


@pytest.mark.parametrize(
    ("code", "name", "formed_on", "abolished_on"),
    [
        ("GM0014", "Groningen", None, None),
        ("GM0164", "Hengelo", None, None),
        ("GM0248", "Hengelo (Gld.)", None, date(2005, 1, 1)),
        ("GM0373", "Bergen (NH.)", None, None),
        ("GM0893", "Bergen (L.)", None, None),
        ("GM0713", "Sluis (oud)", None, date(1995, 1, 1)),
        ("GM1714", "Sluis", date(2003, 1, 1), None),
        ("GM1927", "Molenwaard", date(2013, 1, 1), date(2019, 1, 1)),
    ],
)
def test_a_municipality_has_a_name_and_its_first_and_last_day(code, name, formed_on, abolished_on):
    found = {region.code: region for region in named_regions(delivered(region_members=REGION_MEMBERS))}
    assert found[code] == (code, name, formed_on, abolished_on)


def test_only_municipalities_are_listed():
    codes = {region.code for region in named_regions(delivered(region_members=REGION_MEMBERS))}
    assert all(code.startswith("GM") for code in codes)
    assert "GM0000" not in codes

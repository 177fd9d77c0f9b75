"""Figures at a wrong address (a year, a municipality or a measure further on) are refused with the true cause."""

import re

import pytest
from support.deliveries import MUNICIPALITIES, YEARS, judged, level, rows

BEFORE = rows()
GROWN = rows(years=range(2015, 2026))


def refused(incoming, held=BEFORE, **about):
    return " ".join(judged(incoming, held, **about).refusals)


def of_neighbour(some, offset, **where):
    """Each row with the figure of the municipality so many places on in the list."""
    values = {(row["topic"], row["region"], row["year"]): row["value"] for row in some}

    def moved(row):
        place = (MUNICIPALITIES.index(row["region"]) + offset) % len(MUNICIPALITIES)
        return values[row["topic"], MUNICIPALITIES[place], row["year"]]

    return [{**row, "value": moved(row)} if all(row[name] == wanted for name, wanted in where.items()) else row for row in some]


@pytest.mark.parametrize(("offset", "side"), [(-1, "vóór"), (1, "na")])
@pytest.mark.parametrize(("some", "year"), [(BEFORE, 2024), (GROWN, 2025)], ids=["all", "with a new year"])
def test_the_figures_of_a_neighbour_are_refused(offset, side, some, year):
    text = refused(of_neighbour(some, offset, topic="A"))
    assert f"A heeft in {year} bij gemeenten het cijfer van de gemeente {side} hen in de lijst (" in text
    assert text.count("de rijen zijn verschoven") == 1


def test_a_new_year_alone_with_the_figures_of_neighbours_is_refused():
    assert "A heeft in 2025 bij gemeenten het cijfer van de gemeente vóór hen" in refused(
        of_neighbour(GROWN, -1, topic="A", year=2025)
    )


def test_half_of_the_list_moved_on_is_refused():
    moved = {(row["region"], row["year"]): row for row in of_neighbour(rows(topics="A"), -1)}
    half = set(MUNICIPALITIES[30:])
    incoming = [moved[row["region"], row["year"]] if row["region"] in half else row for row in rows(topics="A")]
    assert "de rijen zijn verschoven" in refused(incoming, rows(topics="A"))


@pytest.mark.parametrize("shift", [-1, 1])
def test_years_moved_by_one_are_refused(shift):
    incoming = [{**row, "year": row["year"] + shift, "period": f"{row['year'] + shift}JJ00"} for row in BEFORE]
    text = refused(incoming)
    assert (
        f"de cijfers die eerst bij {2023 if shift > 0 else 2024} stonden (60 van 60 gemeenten); de jaren zijn verschoven" in text
    )


@pytest.mark.parametrize("years", [(2012, 2016, 2020, 2024), (2010, 2014, 2018, 2022)])
def test_a_survey_of_every_four_years_moved_by_one_is_refused(years):
    held = rows(topics="A", years=years)
    incoming = [{**row, "year": row["year"] + 1, "period": f"{row['year'] + 1}JJ00"} for row in held]
    assert "lijkt een kopie" in refused(incoming, held) or "verschoven" in refused(incoming, held)


def test_a_new_year_that_is_a_copy_of_the_last_is_refused():
    incoming = [*BEFORE, *({**row, "year": 2025, "period": "2025JJ00"} for row in rows(topics="A", years=[2024]))]
    assert "A heeft in 2025 bij 100% van de gemeenten precies het cijfer van 2024; dat jaar lijkt een kopie" in refused(incoming)


def test_figures_that_hardly_ever_change_may_stay_what_they_were():
    still = [{**row, "value": level(row["region"], 2015, "A")} for row in GROWN]
    held = [row for row in still if row["year"] < 2025]
    assert refused(still, held) == ""


@pytest.mark.parametrize("only", [None, 2025], ids=["all years", "the new year"])
def test_two_measures_that_changed_places_are_refused(only):
    other = {"A": "B", "B": "A"}
    incoming = [
        {**row, "value": level(row["region"], row["year"], other[row["topic"]])} if only in {None, row["year"]} else row
        for row in GROWN
    ]
    text = refused(incoming)
    assert re.search(r"A heeft in 202[45] de cijfers van B; de onderwerpen zijn verwisseld", text)
    assert re.search(r"B heeft in 202[45] de cijfers van A; de onderwerpen zijn verwisseld", text)


def test_one_measure_with_the_figures_of_another_is_refused():
    incoming = [{**row, "value": level(row["region"], row["year"], "B")} for row in BEFORE]
    text = refused(incoming)
    assert "A heeft in 2024 de cijfers van B" in text
    assert "B heeft" not in text


@pytest.mark.parametrize("some", [GROWN, rows(topics="ABC", years=range(2015, 2027))])
def test_ordinary_news_is_nobody_elses(some):
    assert refused(some) == ""


def test_a_handful_of_municipalities_cannot_tell():
    whole = rows(topics="A", years=YEARS)
    few = set(MUNICIPALITIES[:5])
    moved = [row for row in of_neighbour(whole, 1) if row["region"] in few]
    assert "verschoven" not in refused(moved, [row for row in whole if row["region"] in few])

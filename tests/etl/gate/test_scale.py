"""Deliveries on another scale are refused, also when only some municipalities or only the newest year show it; chance is not."""

import re

import pytest
from support.deliveries import LABEL, MUNICIPALITIES, OWN, YEARS, at, judged, rows

from etl.store.gate.terms import Limits

BEFORE = rows()
GROWN = rows(years=range(2015, 2026))
FREE = {("A", ""): Limits(None, None), ("B", ""): Limits(None, None)}
QUARTER = set(MUNICIPALITIES[:15])


def refused(incoming, held=BEFORE, **about):
    return " ".join(judged(incoming, held, **about).refusals)


@pytest.mark.parametrize("factor", [0.01, 0.1, 0.2, 5.01, 10, 99, 1000])
@pytest.mark.parametrize(
    "where", [{}, {"year": 2025}, {"year": 2025, "region": QUARTER}], ids=["all", "new year", "a quarter of it"]
)
def test_a_factor_of_five_and_more_is_refused(factor, where):
    text = refused(at(GROWN, lambda row: row["value"] * factor, topic="A", **where))
    count = 15 if "region" in where else 60
    told = rf"{LABEL}: A is in 20\d\d bij {count} van 60 gemeenten ineens minstens 4 keer zo groot of klein \(GM0001 20\d\d: van "
    assert re.match(told, text), text
    assert "B " not in text


@pytest.mark.parametrize("year", [2024, 2025])
def test_our_own_municipality_alone_is_enough(year):
    text = refused(at(GROWN, lambda row: row["value"] * 10, topic="A", region=OWN, year=year))
    assert f"A is voor de eigen gemeente ineens minstens 4 keer zo groot of klein ({OWN} {year}: van " in text


def test_so_is_the_country():
    held, new = rows(regions=[*MUNICIPALITIES, "NL"]), rows(regions=[*MUNICIPALITIES, "NL"])
    assert "A is voor Nederland ineens" in refused(at(new, lambda row: row["value"] * 10, topic="A", region="NL"), held)


def test_another_municipality_alone_is_a_remark():
    verdict = judged(at(GROWN, lambda row: row["value"] * 10, topic="A", region="GM0007", year=2025), BEFORE)
    assert verdict.refusals == ()
    assert any("A werd minstens 4 keer zo groot of klein (GM0007 2025: van " in text for text in verdict.remarks)


@pytest.mark.parametrize(("before", "now"), [(1, 6), (0, 5), (6, 1), (2, 11)])
def test_a_handful_of_events_may_multiply_by_chance(before, now):
    held = [{**row, "value": float(before)} for row in rows(topics="A")]
    held = at(held, lambda row: float(before + 1), year=2020)  # so that a year can differ
    incoming = at(held, lambda row: float(now), region=OWN, year=2024)
    assert refused(incoming, held) == ""


def test_the_same_factor_on_larger_counts_is_no_chance():
    held = [{**row, "value": float(round(row["value"]))} for row in rows(topics="A")]
    assert "eigen gemeente" in refused(at(held, lambda row: row["value"] * 6, region=OWN, year=2024), held)


def test_a_cell_in_which_such_jumps_are_usual_does_not_refuse_ours():
    held = at(BEFORE, lambda row: row["value"] * 12, topic="A", region="GM0050", year=2019)
    incoming = at(rows(years=range(2015, 2026)), lambda row: row["value"] * 12, topic="A", region="GM0050", year=2019)
    assert refused(at(incoming, lambda row: row["value"] * 6, topic="A", region=OWN, year=2025), held) == ""


def test_figures_of_before_that_all_doubled_are_another_unit():
    text = refused(at(BEFORE, lambda row: row["value"] * 2, topic="A"))
    assert "A is in 2024 bij alle gemeenten 2 keer zo groot als het was" in text


@pytest.mark.parametrize(
    "change", [lambda row: row["value"] * 1.3, lambda row: row["value"] * (0.8 + int(row["region"][2:]) % 5 / 10)]
)
def test_a_real_revision_is_a_remark(change):
    verdict = judged(at(BEFORE, change, topic="A", year={2023, 2024}), BEFORE)
    assert verdict.refusals == ()
    big = judged(at(BEFORE, change, topic="A"), BEFORE)
    assert big.refusals == ()
    assert any("van de bestaande cijfers is herzien" in text for text in big.remarks)


def test_signs_that_turned_are_refused_where_a_balance_may_be_negative():
    text = refused(at(BEFORE, lambda row: -row["value"], topic="A"), bounds=FREE)
    assert "A heeft in 2024 bij 60 van 60 gemeenten een ander teken" in text
    assert refused(at(BEFORE, lambda row: -row["value"], topic="A", region="GM0003"), bounds=FREE) == ""


@pytest.mark.parametrize("value", [0.0, 77.0])
@pytest.mark.parametrize("where", [{}, {"year": 2025}], ids=["all", "new year"])
def test_one_value_for_everybody_is_refused(value, where):
    text = refused(at(GROWN, lambda row: value, topic="A", **where))
    assert f"A is in 2025 bij 100% van de gemeenten precies {value:.0f}; eerder waren hoogstens " in text


def test_a_share_that_always_was_100_stays_100():
    all_of_it = [{**row, "value": 100.0} for row in rows(topics="A")]
    more = [{**row, "value": 100.0} for row in rows(topics="A", years=range(2015, 2026))]
    assert refused(more, all_of_it) == ""
    assert refused(all_of_it, []) == ""


def test_a_first_delivery_of_nothing_but_zeros_is_refused():
    zeros = at(BEFORE, lambda row: 0.0, topic="A")
    assert "A is overal en altijd nul" in refused(zeros, [])
    assert refused(zeros, at(BEFORE, lambda row: 0.0, topic="A")) == ""


@pytest.mark.parametrize("years", [range(2015, 2026), range(2015, 2028)], ids=["a year", "three years at once"])
def test_growth_of_two_per_cent_a_year_gets_no_word(years):
    verdict = judged(rows(years=[year for year in years if year <= 2026]), BEFORE)
    assert (verdict.refusals, verdict.remarks) == ((), ())


def test_a_file_with_only_our_own_figures_is_judged_too():
    own = rows(topics="A", regions=[OWN])
    assert "eigen gemeente" in refused(at(own, lambda row: row["value"] * 100, year=2024), own)
    assert refused(rows(topics="A", regions=[OWN], years=range(2015, 2026)), own) == ""


def test_a_table_of_many_topics_does_not_fill_the_screen():
    topics = [chr(ord("A") + number) for number in range(20)]
    verdict = judged([{**row, "value": row["value"] * 10} for row in rows(topics, years=YEARS)], rows(topics))
    assert len(verdict.refusals) <= 20
    assert any("en zo nog 12 onderwerpen of fouten" in text for text in verdict.refusals)

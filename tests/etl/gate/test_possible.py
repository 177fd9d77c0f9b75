"""Which single figures are kept out, what is said of them, and when they refuse a delivery."""

import math
from datetime import date

import pytest
from support.deliveries import LABEL, MUNICIPALITIES, OWN, YEARS, at, judged, rows

from etl.store.gate.terms import Limits

BEFORE = rows(topics="A")
AT_OWN = {"region": OWN, "year": 2024}


def kept_out(verdict):
    return [(row["region"], row["period"], row["withdraws"]) for row in verdict.kept_out.to_pylist()]


def test_figures_that_can_be_pass_without_a_word():
    verdict = judged(BEFORE, BEFORE)
    assert (verdict.refusals, verdict.remarks, verdict.kept_out.num_rows) == ((), (), 0)


@pytest.mark.parametrize("code", range(-99999, -99994))
def test_a_code_for_suppressed_is_no_figure_and_withdraws_what_was_held(code):
    verdict = judged(at(BEFORE, lambda row: code, **AT_OWN), BEFORE)
    assert verdict.refusals == ()
    assert kept_out(verdict) == [(OWN, "2024JJ00", True)]
    assert f"{LABEL}: A: 1 cijfer niet gebruikt, een code voor 'geheim' of 'onbekend' ({OWN} 2024: {code})." in verdict.remarks


def test_one_negative_figure_is_kept_out_and_what_was_held_stays():
    verdict = judged(at(BEFORE, lambda row: -row["value"], **AT_OWN), BEFORE)
    assert verdict.refusals == ()
    assert kept_out(verdict) == [(OWN, "2024JJ00", False)]
    assert verdict.remarks[0].startswith(f"{LABEL}: A: 1 cijfer niet gebruikt, onmogelijk ({OWN} 2024: -")


def test_a_balance_may_be_negative_when_its_bounds_allow_it():
    balance = [{**row, "value": -row["value"]} for row in BEFORE]
    verdict = judged(balance, balance, bounds={("A", ""): Limits(None, None)})
    assert (verdict.refusals, verdict.remarks) == ((), ())


def test_a_percentage_of_250_is_kept_out_and_many_refuse_the_delivery():
    per_cents = [{**row, "value": row["value"] / 10} for row in BEFORE]
    bounds = {("A", ""): Limits(0.0, 100.0)}
    one = judged(at(per_cents, lambda row: 250, **AT_OWN), per_cents, bounds=bounds)
    assert (one.refusals, kept_out(one)) == ((), [(OWN, "2024JJ00", False)])
    some = set(MUNICIPALITIES[:4])
    many = judged(at(per_cents, lambda row: 250, year=2024, region=some), per_cents, bounds=bounds)
    (sentence,) = many.refusals
    assert sentence.startswith(
        f"{LABEL}: A is in 2024 bij 4 van 60 gebieden onder 0 of boven 100, en dat kan niet (GM0001 2024: 250, "
    )
    assert sentence.endswith("kan het wel, pas dan 'grenzen' van de indicator aan.")


def test_of_many_figures_five_are_named_and_the_rest_is_counted():
    verdict = judged(at(BEFORE, lambda row: -99997, region=set(MUNICIPALITIES[:12]), year=2020), BEFORE)
    assert "12 cijfers niet gebruikt" in verdict.remarks[0]
    assert "GM0005 2020: -99997 en nog 7)" in verdict.remarks[0]


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_what_is_not_finite_refuses_the_delivery(value):
    verdict = judged(at(BEFORE, lambda row: value, **AT_OWN), BEFORE)
    assert "A is oneindig groot of geen getal bij 1 cijfer" in verdict.refusals[0]
    assert verdict.can_be_accepted
    assert kept_out(verdict) == [(OWN, "2024JJ00", False)]


def test_a_year_to_come_is_never_a_measurement():
    forecast = BEFORE + [{**row, "year": 2027, "period": "2027JJ00"} for row in rows(topics="A", years=[2024])]
    verdict = judged(forecast, BEFORE)
    assert verdict.refusals == ()
    assert verdict.kept_out.num_rows == 60
    assert "60 cijfers niet gebruikt, van na 2026, dus geen meting (GM0001 2027" in verdict.remarks[0]
    assert judged(forecast, forecast).refusals == ()


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2027, 12, 31)])
def test_the_present_year_is_none_to_come(today):
    now = BEFORE + [{**row, "year": 2026, "period": "2026JJ00"} for row in rows(topics="A", years=[2024])]
    assert judged(now, BEFORE, today=today).kept_out.num_rows == 0


def test_a_year_far_from_the_series_refuses_an_own_file_and_is_kept_out_of_a_table():
    odd = BEFORE + [{**row, "year": 1905, "period": "1905"} for row in rows(topics="A", regions=[OWN], years=[2024])]
    file, of_table = judged(odd, BEFORE, is_own_file=True), judged(odd, BEFORE)
    assert "A heeft cijfers van een jaar dat niet bij de reeks past (GM0020 1905" in file.refusals[0]
    assert of_table.refusals == ()
    assert kept_out(of_table) == kept_out(file) == [(OWN, "1905", False)]


def test_a_file_of_such_years_only_is_empty_whatever_anybody_accepts():
    verdict = judged([{**row, "year": 1905, "period": "1905"} for row in rows(topics="A", years=[2024])], is_own_file=True)
    assert not verdict.can_be_accepted


def test_a_long_series_and_a_census_every_ten_years_are_no_odd_years():
    years = [1971, 1981, 1991, 2001, 2011, 2021]
    assert judged(rows(topics="A", years=years)).kept_out.num_rows == 0


def test_a_zero_is_no_figure_before_a_municipality_was_formed_and_after_it_was_abolished():
    incoming = at(BEFORE, lambda row: 0.0, region="GM0005", year={2015, 2016, 2017})
    incoming = at(incoming, lambda row: 0.0, region="GM0006", year={2023, 2024})
    about = {"formed": {"GM0005": date(2018, 1, 1)}, "abolished": {"GM0006": date(2023, 1, 1)}}
    verdict = judged(incoming, incoming, **about)
    assert verdict.refusals == ()
    assert kept_out(verdict) == [
        *(("GM0005", f"{year}JJ00", True) for year in (2015, 2016, 2017)),
        *(("GM0006", f"{year}JJ00", True) for year in (2023, 2024)),
    ]
    assert "5 cijfers niet gebruikt, een nul van een jaar waarin de gemeente niet bestond" in verdict.remarks[0]


def test_a_figure_carried_back_to_before_a_municipality_was_formed_is_a_figure():
    assert judged(BEFORE, BEFORE, formed={"GM0005": date(2018, 1, 1)}).kept_out.num_rows == 0


def test_nothing_at_all_can_never_be_accepted():
    for nothing in ([], at(BEFORE, lambda row: -99997)):
        verdict = judged(nothing, BEFORE)
        assert verdict.refusals == (f"{LABEL}: de bron gaf geen enkel bruikbaar cijfer.",)
        assert not verdict.can_be_accepted
        assert "--accept" not in verdict.refusal("85098NED")


def test_the_remedy_can_be_typed_as_it_stands():
    verdict = judged(rows(topics="A", years=[2015]), BEFORE)
    assert verdict.refusal("eigen cijfers.csv").endswith("python -m etl refresh --force --accept 'eigen cijfers.csv'")
    assert judged(BEFORE, BEFORE).refusal("85098NED") == ""


def test_years_are_looked_at_per_topic():
    odd = rows(topics="A", years=YEARS) + rows(topics="B", years=[1980, *YEARS])
    verdict = judged(odd)
    assert {row["topic"] for row in verdict.kept_out.to_pylist()} == {"B"}

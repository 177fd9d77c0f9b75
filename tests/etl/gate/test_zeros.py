"""A zero where a hundred events were to be expected is kept out; one that may be is a figure."""

from support.deliveries import LABEL, MUNICIPALITIES, at, judged, rows

RATE = {"A": "per 1 000 inwoners"}


def counts(value, **about):
    """The same count everywhere, but for one municipality that is given."""
    return [{**row, "value": float(value)} for row in rows(topics="A", **about)]


def kept_out(verdict):
    return [(row["region"], row["period"], row["withdraws"]) for row in verdict.kept_out.to_pylist()]


def test_a_count_of_hundreds_does_not_fall_to_zero():
    held = counts(150)
    verdict = judged(at(held, lambda row: 0.0, region="GM0007", year=2020), held, delivered_units={"A": "aantal"})
    assert verdict.refusals == ()
    assert kept_out(verdict) == [("GM0007", "2020JJ00", False)]
    assert verdict.remarks[0] == (
        f"{LABEL}: A: 1 cijfer niet gebruikt, een nul waar minstens 100 gevallen te verwachten waren (GM0007 2020: 0);"
        " klopt het wel, ververs dan met --force --accept."
    )


def test_fewer_than_a_hundred_may_become_none():
    held = counts(90)
    assert (
        judged(at(held, lambda row: 0.0, region="GM0007", year=2020), held, delivered_units={"A": "aantal"}).kept_out.num_rows
        == 0
    )


def test_several_zeros_on_end_lean_on_the_nearest_figures():
    held = counts(150)
    incoming = at(held, lambda row: 0.0, region="GM0007", year={2023, 2024})
    found = kept_out(judged(incoming, held, delivered_units={"A": "aantal"}))
    assert found == [("GM0007", "2023JJ00", False), ("GM0007", "2024JJ00", False)]


def test_who_looked_at_it_gets_the_zero_and_keeps_it():
    held = counts(150)
    incoming = at(held, lambda row: 0.0, region="GM0007", year=2024)
    units = {"A": "aantal"}
    assert judged(incoming, held, delivered_units=units, is_accepted=True).kept_out.num_rows == 0
    assert judged(incoming, incoming, delivered_units=units).kept_out.num_rows == 0


def test_a_rate_tells_when_the_number_of_inhabitants_is_known():
    held = counts(70)
    incoming = at(held, lambda row: 0.0, region={"GM0007", "GM0008"}, year=2020)
    known = judged(incoming, held, delivered_units=RATE, inhabitants={"GM0007": 1_500, "GM0008": 1_000})
    assert kept_out(known) == [("GM0007", "2020JJ00", False)]
    assert judged(incoming, held, delivered_units=RATE).kept_out.num_rows == 0


def test_a_region_with_nothing_but_zeros_is_held_against_the_others():
    held = counts(50)
    incoming = at(held, lambda row: 0.0, region="GM0007")
    rare = at(counts(1), lambda row: 0.0, region="GM0007")
    assert len(kept_out(judged(incoming, [], delivered_units=RATE, inhabitants={"GM0007": 900}))) == 10
    assert kept_out(judged(rare, [], delivered_units=RATE, inhabitants={"GM0007": 900})) == []


def test_of_a_percentage_or_an_unknown_unit_nobody_can_tell():
    held = counts(40)
    incoming = at(held, lambda row: 0.0, region="GM0007", year=2020)
    everybody = dict.fromkeys(MUNICIPALITIES, 50_000.0)
    for unit in ("%", "score", "1 000 euro", ""):
        assert judged(incoming, held, delivered_units={"A": unit}, inhabitants=everybody).kept_out.num_rows == 0


def test_thousands_count_as_thousands():
    held = counts(2)
    incoming = at(held, lambda row: 0.0, region="GM0007", year=2020)
    assert judged(incoming, held, delivered_units={"A": "x 1 000"}).kept_out.num_rows == 1
    assert judged(incoming, held, delivered_units={"A": "aantal"}).kept_out.num_rows == 0


def test_zeros_of_those_that_merged_are_left_out_and_refuse_nothing():
    held = counts(150)
    verdict = judged(at(held, lambda row: 0.0, region=set(MUNICIPALITIES[-6:]), year=2024), held, delivered_units={"A": "aantal"})
    assert (verdict.refusals, verdict.kept_out.num_rows) == ((), 6)
    assert judged(at(held, lambda row: 0.0, region=set(MUNICIPALITIES[:20])), [], delivered_units={"A": "aantal"}).refusals == ()


def test_many_such_zeros_refuse_the_delivery():
    held = counts(150)
    verdict = judged(at(held, lambda row: 0.0, region=set(MUNICIPALITIES[:20])), held, delivered_units={"A": "aantal"})
    assert "A is in 2024 bij 20 van 60 gebieden nul, waar minstens 100 gevallen te verwachten waren" in verdict.refusals[0]

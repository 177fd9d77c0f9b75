"""What the words of a unit say, when two of them differ, and what the gate makes of that."""

import pytest
from support.deliveries import LABEL, judged, rows

from etl.store.gate.units import Scale, differ, events_of, scale_of

BEFORE = rows(topics="A")


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("%", Scale("procent", 1)),
        ("% van de inwoners", Scale("procent", 1)),
        ("aantal", Scale("keer", 1)),
        ("x 1 000", Scale("keer", 1000)),
        ("1 000 euro", Scale("keer", 1000)),
        ("mln euro", Scale("keer", 1e6)),
        ("euro", Scale("keer", 1)),
        ("per 1 000 inwoners", Scale("per", 1000)),
        ("per 1.000 inwoners", Scale("per", 1000)),
        ("per 100 000 inwoners", Scale("per", 100_000)),
        ("schaalscore", None),
        ("km", None),
        ("", None),
    ],
)
def test_the_scale_of_a_unit(unit, scale):
    assert scale_of(unit) == scale


@pytest.mark.parametrize(
    ("unit", "events"),
    [
        ("aantal", 1),
        ("x 1 000", 1000),
        ("per 1 000 inwoners", -0.001),
        ("1 000 euro", None),
        ("%", None),
        ("aantal inwoners per km²", None),
    ],
)
def test_the_events_behind_a_unit(unit, events):
    assert events_of(unit) == events


@pytest.mark.parametrize(
    ("one", "other", "do_differ"),
    [
        ("x 1 000", "aantal", True),
        ("%", "aantal", True),
        ("per 1 000 inwoners", "per 10.000 inwoners", True),
        ("per 1 000 inwoners", "per 1.000 inwoners", False),
        ("aantal inwoners per km²", "aantal", False),
        ("km", "aantal", False),
        ("", "aantal", False),
    ],
)
def test_whether_two_units_differ(one, other, do_differ):
    assert differ(one, other) is do_differ


def test_a_unit_on_another_scale_than_in_the_agenda_is_a_remark():
    verdict = judged(BEFORE, [], units={"A": "aantal"}, delivered_units={"A": "x 1 000"})
    assert verdict.refusals == ()
    assert (
        f"{LABEL}: A heeft in de bron de eenheid 'x 1 000' en in de agenda 'aantal'; kijk of de cijfers kloppen."
        in verdict.remarks
    )


def test_a_unit_that_changed_since_the_last_delivery_is_refused():
    verdict = judged(BEFORE, BEFORE, delivered_units={"A": "%"}, held_units={"A": "aantal"})
    assert verdict.refusals == (f"{LABEL}: A heeft nu de eenheid '%'; bij de vorige levering was dat 'aantal'.",)
    assert verdict.can_be_accepted


@pytest.mark.parametrize("before", ["1 000 euro", "1.000 Euro", ""])
def test_another_spelling_or_no_unit_of_before_is_no_change(before):
    assert judged(BEFORE, BEFORE, delivered_units={"A": "1 000 euro"}, held_units={"A": before}).refusals == ()

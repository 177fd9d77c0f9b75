"""How a norm moved, from what the agenda tells itself and from what was kept: each step once, and none of them quietly."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small_figures import an_indicator, keep, reach

from indicators.agenda.norm_history import norm_steps, quiet_step, unlike_their_decision

BEGAN = datetime(2026, 10, 1, 9, tzinfo=UTC)
RB1, RB2 = ("2022-06-30", "RB-1"), ("2026-10-15", "RB-2")


def norm(value, decided=RB1, past=(), year=2028, **more):
    return an_indicator(reach(value, year, **adopted(decided), historie=list(past), **more)).norm


def adopted(decided):
    if decided is None:
        return {}
    on, number = decided
    return {"vastgesteld": {"door": ["gemeenteraad"], "datum": on} | ({"besluit": number} if number else {})}


def held(value, decided=RB1, reason="Te hoog.", year=2028):
    return {"waarde": value, "jaar": year, "reden": reason, **adopted(decided)}


def kept(*norms):
    """A norm a day, from 1 October 2026."""
    return [(BEGAN + timedelta(days=day), each) for day, each in enumerate(norms)]


def told(*norms):
    """(before, after, day, quiet) of every step, with these norms kept one after the other."""
    steps = norm_steps(norms[-1], kept(*norms))
    return [(each.before and each.before.value, each.after and each.after.value, each.on, each.is_quiet) for each in steps]


FIRST = (None, 6.4, date(2022, 6, 30), False)
SECOND = date(2026, 10, 2)


def test_a_value_that_moved_under_the_same_decision_is_a_quiet_step_on_the_day_it_was_seen():
    assert told(norm(6.4), norm(6.0)) == [FIRST, (6.4, 6.0, SECOND, True)]


def test_a_new_decision_is_a_step_on_its_own_day_whether_or_not_the_old_norm_was_written_down():
    written, forgotten = norm(6.0, RB2, [held(6.4)]), norm(6.0, RB2)
    step = (6.4, 6.0, date(2026, 10, 15), False)
    assert told(norm(6.4), written) == [FIRST, step]
    assert told(norm(6.4), forgotten)[-1] == step
    assert norm_steps(written, kept(norm(6.4), written))[-1].reason == "Te hoog."


def test_a_step_that_is_written_and_kept_is_told_once_with_the_moment_at_which_it_was_seen():
    after = norm(6.0, RB2, [held(6.4)])
    steps = norm_steps(after, kept(norm(6.4), after))
    assert [each.seen_at for each in steps] == [None, BEGAN + timedelta(days=1)]


def test_back_to_the_norm_of_before_is_a_step_as_well():
    back = [FIRST, (6.4, 6.0, SECOND, True), (6.0, 6.4, date(2026, 10, 3), True)]
    assert told(norm(6.4), norm(6.0), norm(6.4)) == back
    by_decision = told(norm(6.4), norm(6.0, RB2), norm(6.4))
    assert by_decision[-1] == (6.0, 6.4, date(2026, 10, 3), True), "RB-1 was there before, so it is no new decision"


def test_a_quiet_step_in_between_is_told_beside_the_decision():
    last = norm(75.0, RB2, [held(78.0)])
    steps = told(norm(78.0), norm(77.0), last)
    assert [(before, after, quiet) for before, after, _, quiet in steps] == [
        (None, 78.0, False),
        (78.0, 77.0, True),
        (77.0, 75.0, False),
    ]


@pytest.mark.parametrize(
    "after",
    [norm(6.4, year=2030), norm(6.4, mijlpalen=[{"jaar": 2027, "waarde": 7.0}]), an_indicator(keep(6.4, **adopted(RB1))).norm],
    ids=["year", "milestones", "kind"],
)
def test_all_that_a_norm_asks_is_part_of_it(after):
    steps = norm_steps(after, kept(norm(6.4), after))
    assert steps[-1].is_quiet
    assert quiet_step(steps, after, kept(norm(6.4), after)) == steps[-1]


def test_the_same_norm_adopted_anew_is_told_and_is_not_quiet():
    assert told(norm(6.4), norm(6.4, RB2))[-1] == (6.4, 6.4, date(2026, 10, 15), False)
    assert not norm_steps(norm(6.4, RB2), kept(norm(6.4), norm(6.4, RB2)))[-1].moves


def test_another_value_under_the_old_decision_by_a_detour_is_quiet():
    steps = told(norm(6.4), norm(6.0, RB2), norm(6.0, RB1))
    assert steps[-1] == (6.0, 6.0, date(2026, 10, 3), True)


def test_taken_out_and_put_back_with_another_value_is_quiet():
    assert told(norm(6.4), None, norm(6.0))[-1] == (None, 6.0, date(2026, 10, 3), True)


def test_without_a_decision_any_change_is_one_without_a_decision():
    assert told(norm(6.4, None), norm(6.0, None)) == [(6.4, 6.0, SECOND, True)]


def test_without_a_number_the_day_and_who_decided_make_the_decision():
    assert told(norm(6.4, ("2022-06-30", "")), norm(6.0, ("2022-06-30", "")))[-1][3]
    assert not told(norm(6.4, ("2022-06-30", "")), norm(6.0, ("2026-10-15", "")))[-1][3]
    assert told(norm(6.4, RB1), norm(6.0, ("2026-01-01", " rb-1")))[-1][3], "another day does not make RB-1 another decision"


def test_a_correction_that_is_written_down_keeps_its_reason_and_is_quiet_all_the_same():
    after = norm(6.0, RB1, [held(6.4, RB1, "Typefout.")])
    assert told(norm(6.4), after) == [FIRST, (6.4, 6.0, SECOND, True)]
    assert norm_steps(after, kept(norm(6.4), after))[-1].reason == "Typefout."
    ((level, _),) = unlike_their_decision(after, kept(norm(6.4), after))
    assert level is after, "what was first decided is not what it says now"


def test_the_norm_of_now_is_quiet_until_a_decision_or_the_old_value():
    for norms, quiet in (
        ((norm(6.4), norm(6.0)), True),
        ((norm(6.4), norm(6.0), norm(6.4)), False),
        ((norm(6.4), norm(6.0), norm(6.0, RB2)), False),
        ((norm(6.4), norm(6.0, RB2)), False),
        ((norm(6.4),), False),
    ):
        steps = norm_steps(norms[-1], kept(*norms))
        assert (quiet_step(steps, norms[-1], kept(*norms)) is not None) is quiet, norms


def test_a_norm_unlike_its_decision_is_named_with_what_was_kept():
    (found,) = unlike_their_decision(norm(6.0), kept(norm(6.4)))
    assert (found[0].value, found[1][0], found[1][1].value) == (6.0, BEGAN, 6.4)
    assert unlike_their_decision(norm(6.4), kept(norm(6.4))) == ()
    assert unlike_their_decision(norm(6.0, RB2), kept(norm(6.4))) == ()
    assert unlike_their_decision(norm(6.0), ()) == (), "without history nothing is claimed"


def test_an_earlier_norm_may_not_be_rewritten_either():
    (found,) = unlike_their_decision(norm(6.0, RB2, [held(6.6)]), kept(norm(6.4)))
    assert (found[0].value, found[1][1].value) == (6.6, 6.4)
    steps = told(norm(6.4), norm(6.0, RB2, [held(6.6)]))
    assert [(before, after) for before, after, *_ in steps] == [(None, 6.4), (6.4, 6.0)], "the steps are those that were kept"


def test_without_history_the_steps_are_what_the_agenda_tells():
    assert told(norm(6.0, RB2, [held(6.4)])) == [FIRST, (6.4, 6.0, date(2026, 10, 15), False)]
    assert norm_steps(None) == ()
    assert norm_steps(norm(6.4, None)) == ()


DECISIONS = st.sampled_from([None, RB1, RB2, ("2026-10-15", "")])
NORMS = st.one_of(st.none(), st.builds(norm, st.sampled_from([5.0, 6.0, 6.4]), DECISIONS))


@given(st.lists(NORMS, min_size=1, max_size=8))
def test_whatever_was_kept_each_change_is_one_step_and_they_follow_one_another(norms):
    steps = [step for step in norm_steps(norms[-1], kept(*norms)) if step.seen_at]
    changed = [(a, b) for a, b in pairwise(norms) if a != b]
    assert [(step.before, step.after) for step in steps] == changed
    for step in steps:
        is_known = step.after and any(n and n.adoption == step.after.adoption for n in norms[: norms.index(step.after)])
        assert not (is_known and step.moves and not step.is_quiet)

"""Which of the two made an answer another one, the agenda or the figures; and what only stayed because the agenda moved."""

from datetime import UTC, date, datetime, timedelta

import pytest
from support.shipped import AGENDA
from support.small_figures import TODAY, an_indicator, keep, surveyed, yearly

from dashboard.changed.earlier import Told, differing, without_then
from dashboard.changed.flips import Cause, changed_judgements, held_judgements
from indicators.agenda.differences import compare
from indicators.agenda.history import AgendaHistory, Step
from indicators.agenda.load import load_agenda
from indicators.methods.assessment import assess
from indicators.methods.norm_status import NormStatus
from indicators.wording.answers import describe


def told(level, series, today=TODAY):
    indicator = an_indicator(keep(level))
    assessment = assess(indicator, series, today=today)
    return Told(assessment=assessment, answers=describe(assessment, indicator, "Zaanstad"))


def ending(value):
    return yearly(4.5, 4.0, 4.2, 4.4, 4.1, value, start=2020)


FOUR, SIX, TWO = ending(4.0), ending(6.0), ending(2.0)
AROUND = surveyed(*((year, 4.0, 3.8, 4.2) for year in range(2020, 2025)), (2025, 3.2, 2.8, 3.6))


@pytest.mark.parametrize(
    ("cause", "then", "now"),
    [
        (Cause.FIGURES, (5, FOUR), (5, SIX)),
        (Cause.AGENDA, (5, FOUR), (3, FOUR)),
        (Cause.AGENDA, (5, FOUR), (3, ending(3.9))),
        (Cause.BOTH, (5, FOUR), (3, AROUND)),
    ],
)
def test_the_cause_of_another_answer_about_the_norm(cause, then, now):
    found = changed_judgements(an_indicator(keep(now[0])), told(*then), told(*now), told(now[0], then[1]))
    (norm,) = (each for each in found if each.kind == "norm")
    assert norm.cause is cause
    assert norm.statuses[0] is NormStatus.MET
    assert norm.statuses[1] is not NormStatus.MET


def test_with_one_agenda_and_the_same_figures_only_time_can_have_passed():
    late = told(5, FOUR, date(2040, 1, 1))
    found = changed_judgements(an_indicator(keep(5)), told(5, FOUR), late)
    assert {each.cause for each in found if each.kind == "norm"} == {Cause.TIME}


def test_an_answer_that_is_the_same_is_no_changed_one_whatever_moved():
    found = changed_judgements(an_indicator(keep(3)), told(5, FOUR), told(3, TWO), told(3, FOUR))
    assert [each for each in found if each.kind == "norm"] == []


def test_an_answer_that_only_stayed_because_the_norm_moved_is_found():
    indicator = an_indicator(keep(7))
    (held,) = (each for each in held_judgements(indicator, told(5, FOUR), told(7, SIX), told(5, SIX)) if each.kind == "norm")
    assert (held.now, held.otherwise) == (NormStatus.MET, NormStatus.NOT_MET)


def test_an_answer_that_would_have_stayed_anyway_is_not_held():
    found = held_judgements(an_indicator(keep(7)), told(5, FOUR), told(7, FOUR), told(5, FOUR))
    assert found == []


SHIPPED = load_agenda(AGENDA)


@pytest.mark.parametrize(
    ("change", "is_unknown"), [({"holder": "Iemand"}, False), ({"margin": 0.3}, False), ({"table": "X"}, True)]
)
def test_only_what_gives_other_figures_hides_what_was_said(change, is_unknown):
    sources = SHIPPED.sources | {"politie": SHIPPED.sources["politie"].model_copy(update=change)}
    after = SHIPPED.model_copy(update={"sources": sources})
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    steps = (Step(since=moment, id="a"), Step(since=moment + timedelta(days=1), id="b", differences=compare(SHIPPED, after)))
    history = AgendaHistory(first=SHIPPED, steps=steps)
    assert ("mishandeling" in without_then(history, moment)) is is_unknown
    assert "mishandeling" in differing(history, moment, ["mishandeling"])
    assert "roken" not in differing(history, moment, ["mishandeling", "roken"])

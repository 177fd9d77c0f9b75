"""When a source last answered and since when it fails: what counts as an answer, as a failure, and as neither."""

from datetime import timedelta

import pytest
from support.small_agenda import small_agenda
from support.small_store import START, run

from etl.run.status import status_lines, status_values
from etl.store.answered import PastReading, answers_of
from etl.store.keeping import rollback
from etl.store.store import open_store

DAY = timedelta(days=1)
NOW = START + 100 * DAY


def reading(day, outcome="ongewijzigd", *, mode="auto", origin="live", catalogue="opendata.cbs.nl", message=""):
    return PastReading(day, START + day * DAY, mode, "CBS T", catalogue, "T", "", outcome, origin, message)


def failed(day, **more):
    return reading(day, "mislukt", origin="", **more)


def state(*readings):
    (found,) = answers_of(readings, NOW).sources
    return found


def test_new_figures_and_nothing_new_are_both_an_answer():
    assert state(reading(1, "gewijzigd"), reading(5)).answered_at == START + 5 * DAY
    assert state(reading(1, "gewijzigd"), reading(5)).failures == 0


def test_failures_are_counted_from_the_first_one_after_an_answer():
    found = state(failed(1), reading(2), failed(3, message="eerst"), failed(5, message="laatst"))
    assert (found.answered_at, found.failing_since, found.failures) == (START + 2 * DAY, START + 3 * DAY, 2)
    assert found.message == "laatst"


def test_figures_of_the_recording_are_held_and_no_answer():
    found = state(reading(1, "gewijzigd", mode="recording", origin="opname"))
    assert (found.is_held, found.answered_at, found.failures) == (True, None, 0)
    assert answers_of([reading(1, mode="recording", origin="opname")], NOW).is_recording_alone


def test_a_run_from_the_recording_in_between_is_no_answer_and_ends_no_failure():
    found = state(reading(1), failed(2), reading(3, mode="recording"), failed(4))
    assert (found.answered_at, found.failing_since, found.failures) == (START + DAY, START + 2 * DAY, 2)


def test_who_falls_back_on_the_recording_was_not_answered():
    found = state(reading(1, "gewijzigd", origin="opname", message="geen antwoord. Tot het wel lukt: de opname."))
    assert (found.answered_at, found.failures) == (None, 1)


def test_a_file_beside_the_agenda_answers_in_every_mode_and_counts_alone_when_there_is_nothing_else():
    own = {"catalogue": "bestand", "origin": "bestand"}
    assert state(reading(1, mode="recording", **own)).answered_at == START + DAY
    both = answers_of([reading(1, "gewijzigd"), reading(1, **own), failed(9), reading(9, **own)], NOW)
    assert both.last == START + DAY, "a file says nothing of the tables"
    alone = answers_of([reading(9, "nog niet opgehaald", mode="recording", origin=""), reading(9, mode="recording", **own)], NOW)
    assert (alone.last, alone.is_recording_alone) == (START + 9 * DAY, False)


def test_a_clock_that_was_ahead_does_not_make_an_answer_last():
    ahead = reading(1)._replace(moment=START + 4000 * DAY)
    assert state(ahead, failed(5)).answered_at == START + 5 * DAY
    assert state(ahead).answered_at == NOW


def test_only_sources_of_the_last_run_count():
    other = reading(1)._replace(table_id="Other", label="CBS Other")
    assert [source.label for source in answers_of([reading(1), other, reading(2)], NOW).sources] == ["CBS T"]


def test_without_any_run_there_is_nothing_to_say():
    found = answers_of([], NOW)
    assert (found.sources, found.last, found.is_recording_alone, found.silent) == ((), None, False, ())


@pytest.fixture
def folder(tmp_path):
    run(tmp_path / "data", 1.0)
    run(tmp_path / "data", 2.0, hours=24)
    run(tmp_path / "data", None, hours=48)
    return tmp_path / "data"


def test_the_store_tells_runs_that_brought_something_those_that_did_not_and_those_that_were_left_behind(folder):
    def known():
        found = open_store(folder).past_readings()
        return [(each.run_id, each.outcome, each.origin) for each in sorted(found, key=lambda each: each.run_id)]

    all_three = [(1, "gewijzigd", "live"), (2, "gewijzigd", "live"), (3, "ongewijzigd", "live")]
    assert known() == all_three
    rollback(folder, "")
    assert known() == all_three


def test_status_tells_the_last_runs_and_since_when_a_source_fails(folder, tmp_path):
    for day in (5, 6):
        run(folder, None, hours=24 * day, outcome="mislukt", message="CBS T: geen antwoord.", cells=())
    store, agenda = open_store(folder), small_agenda(tmp_path)
    answers = answers_of(store.past_readings(), NOW)
    lines = list(status_lines(store, agenda, answers))

    def said(days):
        return f"{(START + days * DAY).astimezone():%d-%m-%Y %H:%M}"

    assert f"✕ CBS T: geeft niets sinds {said(5)}, 2 keer achter elkaar; het laatste antwoord was op {said(2)}." in lines
    assert lines[-5:] == [
        f"  {said(day)}: {outcome}, gezocht bij de bronnen"
        for day, outcome in ((6, "mislukt"), (5, "mislukt"), (2, "gelukt"), (1, "gelukt"), (0, "gelukt"))
    ]
    values = status_values(store, agenda, answers)
    assert [each["run_id"] for each in values["runs"]] == [5, 4, 3, 2, 1]
    (source,) = values["sources"]
    assert (source["answered_at"], source["failing_since"], source["failures"]) == (START + 2 * DAY, START + 5 * DAY, 2)
    assert (values["answered_at"], values["next_refresh"]) == (START + 2 * DAY, None)

"""A form goes once: by its own person, from its own window, on its own version, and in time."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from etl.door.tokens import FOLDER, LASTS, Bound, TokenError, issue, spend

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
KEY = b"k" * 32
BOUND = Bound(session="tab-1", subject="u-1", base_version="v7")


def test_a_form_goes_once(tmp_path):
    token = issue(KEY, BOUND, NOW)
    spend(token, KEY, BOUND, NOW + timedelta(hours=1), tmp_path)
    with pytest.raises(TokenError, match="al verstuurd"):
        spend(token, KEY, BOUND, NOW + timedelta(hours=1), tmp_path)
    spend(issue(KEY, BOUND, NOW), KEY, BOUND, NOW, tmp_path)


@pytest.mark.parametrize("changed", [{"session": "tab-2"}, {"subject": "u-2"}, {"base_version": "v8"}])
def test_another_window_person_or_version_is_refused_and_leaves_it_good_for_its_own(changed, tmp_path):
    token = issue(KEY, BOUND, NOW)
    with pytest.raises(TokenError, match="ander venster"):
        spend(token, KEY, replace(BOUND, **changed), NOW, tmp_path)
    spend(token, KEY, BOUND, NOW, tmp_path)


def test_what_is_put_together_otherwise_is_something_else(tmp_path):
    token = issue(KEY, Bound(session="a", subject="bc", base_version=""), NOW)
    with pytest.raises(TokenError):
        spend(token, KEY, Bound(session="ab", subject="c", base_version=""), NOW, tmp_path)


def test_after_a_working_day_it_is_too_late(tmp_path):
    token = issue(KEY, BOUND, NOW)
    with pytest.raises(TokenError, match="te lang open"):
        spend(token, KEY, BOUND, NOW + LASTS, tmp_path)


def test_nobody_makes_one_without_the_key(tmp_path):
    nonce, until, mac = issue(KEY, BOUND, NOW).split(".")
    later = str(int(until) + 1000)
    for forged in (
        f"{nonce}.{later}.{mac}", f"x{nonce}.{until}.{mac}", f"{nonce}.{until}.", issue(b"j" * 32, BOUND, NOW),
        "", ".", "..", "a.b.c", "a.²." + mac, "x" * 1000, f"{nonce}.{until}.é",
    ):  # fmt: skip
        with pytest.raises(TokenError):
            spend(forged, KEY, BOUND, NOW, tmp_path)
    with pytest.raises(ValueError, match="guessed"):
        issue(b"short", BOUND, NOW)


def test_of_many_at_once_one_wins(tmp_path):
    token, won, lost = issue(KEY, BOUND, NOW), [], []

    def send():
        try:
            spend(token, KEY, BOUND, NOW, tmp_path)
            won.append(1)
        except TokenError:
            lost.append(1)

    threads = [threading.Thread(target=send) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(won), len(lost)) == (1, 19)


def test_what_is_too_old_to_count_is_forgotten(tmp_path):
    spend(issue(KEY, BOUND, NOW), KEY, BOUND, NOW, tmp_path)
    later = NOW + LASTS
    spend(issue(KEY, BOUND, later), KEY, BOUND, later, tmp_path)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def test_where_nothing_can_be_written_nothing_is_taken_in(tmp_path):
    (tmp_path / FOLDER).write_text("", encoding="utf-8")
    with pytest.raises(TokenError, match="niet te schrijven"):
        spend(issue(KEY, BOUND, NOW), KEY, BOUND, NOW, tmp_path)

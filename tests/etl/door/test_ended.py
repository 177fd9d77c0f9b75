"""A login that its owner ended stays ended, for every process that shares the folder, until it would have been over anyway."""

from datetime import UTC, datetime, timedelta

from etl.door.ended import FOLDER, end_login, is_ended

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
AT = int(NOW.timestamp())
CLAIMS = {"iss": "i", "sub": "u-1", "aud": "a", "iat": AT, "exp": AT + 3600, "name": "Anna"}


def test_an_ended_login_is_known_by_what_was_signed(tmp_path):
    assert not is_ended(tmp_path, CLAIMS)
    end_login(tmp_path, CLAIMS, NOW)
    assert is_ended(tmp_path, {**CLAIMS, "name": "Anders", "provider": "default"})
    assert not is_ended(tmp_path, {**CLAIMS, "sub": "u-2"})
    assert not is_ended(tmp_path, {**CLAIMS, "iat": AT + 1}), "the next login of the same person"


def test_it_holds_nothing_about_a_person_and_is_forgotten_in_time(tmp_path):
    end_login(tmp_path, CLAIMS, NOW)
    [mark] = (tmp_path / FOLDER).iterdir()
    assert (mark.read_bytes(), "u-1" in mark.name) == (b"", False)
    end_login(tmp_path, {**CLAIMS, "iat": AT + 3600, "exp": AT + 7300}, NOW + timedelta(hours=1, seconds=1))
    assert not is_ended(tmp_path, CLAIMS)
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


def test_one_that_was_over_needs_no_remembering(tmp_path):
    end_login(tmp_path, CLAIMS, NOW + timedelta(hours=2))
    end_login(tmp_path, {}, NOW)
    assert not (tmp_path / FOLDER).exists()

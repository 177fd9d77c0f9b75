"""Who may edit without logging in: who sits at this computer and nobody that a proxy or a page elsewhere brings in."""

import pytest

from dashboard import actor
from etl.door.actors import Role

HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}


@pytest.fixture
def local():
    actor.open_ways(login=False, local=True)
    yield
    actor.open_ways(login=False, local=False)


def asked(client="127.0.0.1", **changed):
    headers = HERE | {key.replace("_", "-"): value for key, value in changed.items()}
    return actor.at_this_computer([(name, value) for name, value in headers.items() if value], client)


def test_who_sits_here_may_do_all(local):
    assert asked().role is Role.ADMINISTRATOR
    assert asked(client="::1", Host="[::1]:8501", Origin="").role is Role.ADMINISTRATOR
    assert asked(Host="127.0.0.1", Origin="null", Sec_Fetch_Site="same-origin").role is Role.ADMINISTRATOR


ELSEWHERE = {
    "another computer": {"client": "10.0.0.7"},
    "no address": {"client": ""},
    "another name": {"Host": "cijfers.voorbeeldstad.nl"},
    "a name that begins like here": {"Host": "localhost.example"},
    "a user in the name": {"Host": "localhost@elders.example"},
    "no name": {"Host": ""},
    "a broken name": {"Host": "[::1"},
    "a page elsewhere": {"Origin": "https://elders.example"},
    "a page from nowhere": {"Origin": "null"},
    "passed on by a proxy": {"X_Forwarded_For": "127.0.0.1"},
    "passed on by a proxy that says little": {"X_Forwarded_Proto": "https"},
    "passed on by a proxy of the standard": {"Forwarded": "for=127.0.0.1"},
    "passed on by nginx": {"X_Real_IP": "127.0.0.1"},
    "passed on by a cache": {"Via": "1.1 cache"},
}


@pytest.mark.parametrize("changed", ELSEWHERE.values(), ids=ELSEWHERE)
def test_anybody_else_reads_and_is_told_why(local, changed):
    who = asked(**changed)
    assert (who.role, "op de computer zelf" in who.reason) == (Role.READER, True)


def test_unless_it_is_wanted_nobody_edits():
    assert (asked().role, asked().reason) == (Role.READER, actor.OFF)
    assert (actor.asking().role, actor.asking().reason) == (Role.READER, actor.OFF)

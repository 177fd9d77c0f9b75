"""How logging in is set up: from the environment alone, and not at all where it would not be safe."""

import os
import secrets
import subprocess
import sys

import pytest
from support.shipped import ROOT

from dashboard.server.login import LoginError, check_local_editing, find_login

COOKIE, CLIENT = secrets.token_urlsafe(48), secrets.token_urlsafe(24)
SETTINGS = {
    "METADATA": "https://login.voorbeeldstad.nl/.well-known/openid-configuration",
    "CLIENT_ID": "databoek",
    "CLIENT_SECRET": CLIENT,
    "REDIRECT": "https://cijfers.voorbeeldstad.nl/oauth2callback",
    "COOKIE_SECRET": COOKIE,
}
HOSTS = ("cijfers.voorbeeldstad.nl", "localhost", "127.0.0.1", "::1")


def environment(**changed):
    return {f"DATABOEK_OIDC_{name}": value for name, value in (SETTINGS | changed).items() if value}


@pytest.fixture
def said(monkeypatch):
    def say(hosts=HOSTS, base_path="", **changed):
        for name, value in environment(**changed).items():
            monkeypatch.setenv(name, value)
        return find_login(hosts, base_path)

    return say


def test_without_settings_nobody_logs_in():
    assert find_login(HOSTS) is None


def test_what_is_said_is_what_streamlit_gets_and_secrets_are_not_told(said):
    login = said()
    assert login.secrets()["auth"]["redirect_uri"] == "https://cijfers.voorbeeldstad.nl/oauth2callback"
    assert login.secrets()["auth"]["client_secret"] == CLIENT
    assert (login.origin, login.is_secure) == ("https://cijfers.voorbeeldstad.nl", True)
    assert COOKIE not in repr(login)
    assert CLIENT not in repr(login)


def test_a_secret_can_stand_in_a_file(said, tmp_path):
    (tmp_path / "cookie").write_text(f"{COOKIE}\n", encoding="utf-8")
    assert said(COOKIE_SECRET="", COOKIE_SECRET_FILE=str(tmp_path / "cookie")).cookie_secret == COOKIE
    with pytest.raises(LoginError, match=r"COOKIE_SECRET_FILE: .* is niet te lezen"):
        said(COOKIE_SECRET_FILE=str(tmp_path / "nowhere"))


def test_below_a_path_the_address_has_that_path(said):
    assert said(base_path="databoek", REDIRECT="https://cijfers.voorbeeldstad.nl/databoek/oauth2callback").origin == HOSTS_ORIGIN
    with pytest.raises(LoginError, match="moet eindigen op /databoek/oauth2callback"):
        said(base_path="/databoek/", REDIRECT="https://cijfers.voorbeeldstad.nl/oauth2callback")


HOSTS_ORIGIN = "https://cijfers.voorbeeldstad.nl"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_on_this_computer_it_may_go_without_https(said, host):
    login = said(
        hosts=HOSTS[1:],
        METADATA=f"http://{host}:9/.well-known/openid-configuration",
        REDIRECT=f"http://{host}:8501/oauth2callback",
    )
    assert not login.is_secure


UNSAFE = {
    "half": ({"CLIENT_ID": ""}, HOSTS, "half ingesteld.*CLIENT_ID"),
    "a short secret": ({"COOKIE_SECRET": COOKIE[:31]}, HOSTS, "COOKIE_SECRET is te raden"),
    "a simple secret": ({"COOKIE_SECRET": "ab" * 20}, HOSTS, "COOKIE_SECRET is te raden"),
    "an example as secret": ({"COOKIE_SECRET": f"changeme-{COOKIE}"}, HOSTS, "COOKIE_SECRET is te raden"),
    "a secret of the provider that is none": ({"CLIENT_SECRET": "geheim"}, HOSTS, "CLIENT_SECRET is te raden"),
    "http": ({"REDIRECT": "http://cijfers.voorbeeldstad.nl/oauth2callback"}, HOSTS, "REDIRECT: .* geen adres met https"),
    "a provider by http": ({"METADATA": "http://login.voorbeeldstad.nl/x"}, HOSTS, "METADATA: .* geen adres met https"),
    "a provider by a name that only looks like here": ({"METADATA": "http://localhost.example/x"}, HOSTS, "METADATA"),
    "no address": ({"METADATA": "login.voorbeeldstad.nl"}, HOSTS, "METADATA"),
    "an address with a user": ({"METADATA": "https://a@b.example/x"}, HOSTS, "METADATA"),
    "another path": ({"REDIRECT": "https://cijfers.voorbeeldstad.nl/terug"}, HOSTS, "moet eindigen op /oauth2callback"),
    "more behind it": ({"REDIRECT": f"{SETTINGS['REDIRECT']}?x=1"}, HOSTS, "moet eindigen op"),
    "any host": ({}, (), "DATABOEK_HOSTS"),
    "a host that is not named": ({}, HOSTS[1:], "'cijfers.voorbeeldstad.nl', en die naam staat niet in DATABOEK_HOSTS"),
}


@pytest.mark.parametrize(("changed", "hosts", "words"), UNSAFE.values(), ids=UNSAFE)
def test_what_is_not_safe_is_refused_with_what_to_do(said, changed, hosts, words, monkeypatch):
    for name in SETTINGS:
        monkeypatch.delenv(f"DATABOEK_OIDC_{name}", raising=False)
    with pytest.raises(LoginError, match=words):
        said(hosts=hosts, **changed)


def test_a_host_can_be_named_with_a_star(said):
    assert said(hosts=("*.voorbeeldstad.nl",)) is not None
    with pytest.raises(LoginError, match="staat niet in"):
        said(hosts=("*.anderestad.nl",))


def test_editing_without_login_is_for_this_computer_alone(monkeypatch, said):
    login = said()
    assert check_local_editing("127.0.0.1", None) is False
    monkeypatch.setenv("DATABOEK_LOKAAL_BEWERKEN", "1")
    assert check_local_editing("127.0.0.1", None) is check_local_editing("", None) is True
    with pytest.raises(LoginError, match=r"en niet op '0\.0\.0\.0'"):
        check_local_editing("0.0.0.0", None)
    with pytest.raises(LoginError, match="zonder aanmelden"):
        check_local_editing("127.0.0.1", login)


@pytest.mark.parametrize(
    ("settings", "arguments", "words"),
    [
        (environment(COOKIE_SECRET="kort"), [], "COOKIE_SECRET is te raden"),
        ({"DATABOEK_LOKAAL_BEWERKEN": "1"}, ["--address", "0.0.0.0"], "DATABOEK_LOKAAL_BEWERKEN=1 kan alleen"),
    ],
)
def test_the_server_does_not_start_and_says_why_in_one_sentence(settings, arguments, words):
    command = [sys.executable, "-m", "dashboard.server", "--port", "0", *arguments]
    known = {"DATABOEK_HOSTS": "cijfers.voorbeeldstad.nl"}
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **known, **settings}, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (1, True, False)
    assert COOKIE not in done.stderr

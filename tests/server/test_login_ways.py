"""The ways in and out of a login, with Streamlit's part played by hand: cookies, addresses, and the end of a connection."""

import asyncio
import json
import secrets
import time
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.auth_util import decode_provider_token
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from support.awaited import awaited

from dashboard.server import login_ways
from dashboard.server.asking import Asking
from dashboard.server.doors import Doors
from dashboard.server.login import Login
from dashboard.server.login_ways import LoginWays

NOW = datetime.now(UTC).replace(microsecond=0)
AT = int(NOW.timestamp())
LOGIN = Login(
    metadata="https://login.voorbeeldstad.nl/x",
    client_id="databoek",
    client_secret=secrets.token_urlsafe(24),
    redirect="https://cijfers.voorbeeldstad.nl/oauth2callback",
    cookie_secret=secrets.token_urlsafe(48),
)
HOST = "cijfers.voorbeeldstad.nl"


def said(**changed):
    """What Streamlit puts in its cookie."""
    return {"sub": "u-1", "iat": AT, "exp": AT + 3600, "origin": LOGIN.origin, "is_logged_in": True} | changed


def signed_text(text, secret=LOGIN.cookie_secret):
    return create_signed_value(secret, USER_COOKIE_NAME, text).decode()


def signed(claims, secret=LOGIN.cookie_secret):
    return signed_text(json.dumps(claims), secret)


def cookie(claims=None, **signing):
    return f"other=1; {USER_COOKIE_NAME}={signed(claims or said(), **signing)}; _streamlit_user_tokens=x"


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(tmp_path))
    monkeypatch.setattr("streamlit.auth_util.get_signing_secret", lambda: LOGIN.cookie_secret)
    return tmp_path


class World:
    """Streamlit (app) and all the rest (inner): what came, and what the app is told to answer."""

    def __init__(self, status=302, cookies=(), base_path="", login=LOGIN, now=lambda: NOW):
        self.came, self.status, self.cookies = [], status, cookies
        self.ways = LoginWays(self.inner, self.app, login, Asking(login, now), base_path)

    async def app(self, scope, receive, send):
        self.came.append(("app", scope))
        headers = [(b"location", b"/"), *((b"set-cookie", each.encode()) for each in self.cookies)]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    async def inner(self, scope, receive, send):
        self.came.append(("inner", scope))
        await send({"type": "http.response.start", "status": 200, "headers": []})

    def ask(self, path, query="", method="GET", **headers):
        sent = []

        async def send(message):
            sent.append(message)

        given = {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http", "method": method, "path": path, "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        }  # fmt: skip
        awaited(self.ways(scope, None, send))
        self.status_sent = sent[0]["status"]
        pairs = [(name.decode().lower(), value.decode()) for name, value in sent[0]["headers"]]
        self.set_cookies = [value for name, value in pairs if name == "set-cookie"]
        self.headers = dict(pairs)
        self.body = b"".join(message.get("body", b"") for message in sent[1:]).decode()
        return self


def sent_cookies(scope):
    return b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode()


def test_a_page_is_passed_on_with_the_login_while_it_holds():
    [(where, scope)] = World().ask("/indicator", cookie=cookie()).came
    assert (where, sent_cookies(scope)) == ("inner", cookie())


OVER = {
    "expired": cookie(said(exp=AT)),
    "older than a working day": cookie(said(iat=AT - 8 * 3600, exp=AT + 3600)),
    "without an end": cookie(said(exp=None)),
    "signed by another": cookie(secret="s" * 40),
    "of another address": cookie(said(origin="https://elders.example")),
    "not logged in": cookie(said(is_logged_in=False)),
    "no cookie of ours": f"other=1; {USER_COOKIE_NAME}=x",
    "chunks that are not there": f"other=1; {USER_COOKIE_NAME}={signed_text('chunks-3')}",
}


@pytest.mark.parametrize("sent", OVER.values(), ids=OVER)
def test_a_login_that_does_not_hold_goes_no_further(sent):
    [(where, scope)] = World().ask("/indicator", cookie=sent).came
    assert (where, sent_cookies(scope)) == ("inner", "other=1")


def test_logging_in_takes_our_own_way_to_the_provider_and_remembers_the_page():
    world = World(cookies=["_streamlit_session=abc; path=/; Max-Age=1209600; httponly; samesite=lax", "other=1"])
    world.ask("/auth/login", "provider=forged&naar=/zaanstad/indicator%3Findicator%3Dmishandeling%26lagen%3Dgroep")
    query = world.came[0][1]["query_string"].decode()
    assert decode_provider_token(query.removeprefix("provider="))["provider"] == "default"
    assert world.status_sent == 302
    session, back = world.set_cookies
    assert session == "_streamlit_session=abc; Path=/; Max-Age=600; HttpOnly; SameSite=Lax; Secure"
    page, _, about = back.partition("; ")
    assert page == "databoek-terug=/zaanstad/indicator%3Findicator%3Dmishandeling%26lagen%3Dgroep"
    assert about == "Path=/oauth2callback; Max-Age=600; HttpOnly; SameSite=Lax; Secure"


@pytest.mark.parametrize(
    ("back", "location"),
    [
        ("/zaanstad/indicator%3Findicator%3Dx", "/zaanstad/indicator?indicator=x"),
        ("//elders.example/", "/"),
        ("/%5Celders.example", "/"),
        ("https%3A//elders.example", "/"),
        ("/%0d%0aLocation%3A%20x", "/"),
        ("/" + "a" * 3000, "/"),
        ("", "/"),
    ],
)
def test_coming_back_leads_to_the_page_that_was_left_and_nowhere_else(back, location):
    begun = f"{USER_COOKIE_NAME}={signed(said())}; Max-Age=2592000; Path=/; HttpOnly; SameSite=lax"
    world = World(cookies=[begun]).ask("/oauth2callback", "code=1&state=2", cookie=f"databoek-terug={back}")
    assert (world.status_sent, world.headers["location"]) == (302, location)
    user, gone = world.set_cookies
    assert user.partition("; ")[2] == "Path=/; Max-Age=3600; HttpOnly; SameSite=Strict; Secure"
    assert gone.startswith("databoek-terug=; ")
    assert "Max-Age=0" in gone


def test_a_login_in_pieces_is_one_login():
    half = len(json.dumps(said())) // 2
    parts = ["chunks-2", json.dumps(said())[:half], json.dumps(said())[half:]]
    names = [USER_COOKIE_NAME, f"{USER_COOKIE_NAME}_1", f"{USER_COOKIE_NAME}_2"]
    made = {name: create_signed_value(LOGIN.cookie_secret, name, part).decode() for name, part in zip(names, parts, strict=True)}
    world = World(cookies=[f"{name}={value}; Path=/" for name, value in made.items()]).ask("/oauth2callback", "code=1")
    assert [each.partition("=")[0] for each in world.set_cookies[:3]] == names
    assert all("Max-Age=3600" in each for each in world.set_cookies[:3])
    [(_, scope)] = World().ask("/", cookie="; ".join(f"{name}={value}" for name, value in made.items())).came
    assert USER_COOKIE_NAME in sent_cookies(scope)


@pytest.mark.parametrize("query", ["code=1&state=2", "error=access_denied&error_description=%3Cb%3E"])
def test_a_login_that_failed_is_told_and_leaves_nothing(query):
    world = World(cookies=[f"{USER_COOKIE_NAME}=null; Max-Age=0; Path=/"]).ask(
        "/oauth2callback", query, cookie="databoek-terug=/x"
    )
    assert (world.status_sent, "Aanmelden is niet gelukt" in world.body, "<b>" in world.body) == (403, True, False)
    assert all("Max-Age=0" in each for each in world.set_cookies)


def test_back_from_logging_out_at_the_provider_is_no_failure():
    world = World().ask("/oauth2callback")
    assert (world.status_sent, world.headers["location"]) == (302, "/")


def test_a_provider_that_is_away_is_told_calmly():
    world = World(status=400).ask("/auth/login")
    assert (world.status_sent, "Lezen kan gewoon" in world.body) == (503, True)


def test_who_logs_out_is_out_everywhere_also_with_a_copy(data):
    gone = f"{USER_COOKIE_NAME}=null; Max-Age=0; Path=/"
    world = World(cookies=[gone]).ask("/auth/logout", cookie=cookie())
    assert world.set_cookies == [f"{USER_COOKIE_NAME}=null; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure"]
    [(_, scope)] = World().ask("/indicator", cookie=cookie()).came
    assert sent_cookies(scope) == "other=1"
    again = cookie(said(iat=AT + 1))
    [(_, scope)] = World().ask("/indicator", cookie=again).came
    assert sent_cookies(scope) == again


def test_logging_out_goes_on_where_nothing_can_be_written(data, caplog):
    (data / "afgemeld").write_text("", encoding="utf-8")
    assert World().ask("/auth/logout", cookie=cookie()).status_sent == 302
    assert "niet op te schrijven" in caplog.text


def test_a_page_elsewhere_logs_nobody_out():
    world = World().ask("/auth/logout", cookie=cookie(), sec_fetch_site="cross-site")
    assert (world.status_sent, world.came) == (403, [])
    [(_, scope)] = World().ask("/", cookie=cookie()).came
    assert sent_cookies(scope) == cookie()


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
def test_a_way_is_there_by_its_own_name_and_for_looking_alone(path):
    world = World().ask(path, "naar=/x", host="localhost:8501")
    assert (world.status_sent, world.headers["location"]) == (302, f"https://{HOST}{path}?naar=/x")
    assert World().ask(path, method="POST").status_sent == 405


def test_below_a_path_the_ways_are_there():
    login = Login(**{**{name: getattr(LOGIN, name) for name in ("metadata", "client_id", "client_secret", "cookie_secret")},
                     "redirect": f"https://{HOST}/databoek/oauth2callback"})  # fmt: skip
    assert World(base_path="databoek", login=login).ask("/databoek/auth/login").came[0][0] == "app"
    assert World(base_path="databoek", login=login).ask("/auth/login").came[0][0] == "inner"
    assert (
        World(base_path="databoek", login=login)
        .ask("/databoek/auth/login", "naar=/elders")
        .set_cookies[-1]
        .startswith("databoek-terug=; Path=/databoek/oauth2callback")
    )


def test_a_connection_ends_when_the_login_does():
    sent, got = [], []
    until = datetime.now(UTC) + timedelta(seconds=0.3)

    async def inner(scope, receive, send):
        got.extend([await receive(), await receive()])

    async def send(message):
        sent.append(message)

    first = iter([{"type": "websocket.receive", "bytes": b"x"}])

    async def receive():
        return next(first, None) or await asyncio.sleep(60)

    claims = said(iat=until.timestamp() - 3600, exp=until.timestamp())
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "query_string": b"",
        "headers": [(b"cookie", cookie(claims).encode())],
    }
    ways = LoginWays(inner, inner, LOGIN, Asking(LOGIN))
    started = time.monotonic()
    awaited(ways(scope, receive, send))
    assert time.monotonic() - started < 30
    assert [message["type"] for message in got] == ["websocket.receive", "websocket.disconnect"]
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(("sent", "kept"), [(cookie(), 1), ("", 0), (OVER["expired"], 0), (OVER["signed by another"], 0)])
def test_only_who_is_logged_in_gets_the_cookie_that_guards_a_connection(sent, kept):
    got = []

    async def app(scope, receive, send):
        cookies = [(b"set-cookie", b"_streamlit_xsrf=2|a|b|1; Path=/; SameSite=Strict"), (b"set-cookie", b"other=1")]
        await send({"type": "http.response.start", "status": 200, "headers": cookies})

    async def send(message):
        got.extend(value.decode() for name, value in message["headers"] if name == b"set-cookie")

    for path in ("/_stcore/health", "/_stcore/host-config", "/indicator"):
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": [(b"cookie", sent.encode())]}
        awaited(Doors(app, asking=Asking(LOGIN, lambda: NOW))(scope, None, send))
    assert got == ["_streamlit_xsrf=2|a|b|1; Path=/; SameSite=Strict; Secure"] * 2 * kept


def test_the_names_of_cookies_and_addresses_are_those_of_streamlit():
    from streamlit.user_info import AUTH_LOGIN_ENDPOINT, AUTH_LOGOUT_ENDPOINT  # noqa: PLC0415

    assert (login_ways.LOGIN, login_ways.LOGOUT) == (AUTH_LOGIN_ENDPOINT, AUTH_LOGOUT_ENDPOINT)


@pytest.mark.parametrize(("sent", "kept"), [(cookie(), 1), ("", 0), (OVER["expired"], 0)])
def test_only_who_is_logged_in_may_send_a_long_text(sent, kept):
    got = []
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="remark", string_value="x" * 5000)

    async def app(scope, receive, send):
        got.append(BackMsg.FromString((await receive())["bytes"]))

    async def receive():
        return {"type": "websocket.receive", "bytes": message.SerializeToString()}

    scope = {"type": "websocket", "path": "/_stcore/stream", "query_string": b"", "headers": [(b"cookie", sent.encode())]}
    awaited(Doors(app, asking=Asking(LOGIN, lambda: NOW))(scope, receive, None))
    assert len(got[0].rerun_script.widget_states.widgets) == kept


def test_who_asks_without_end_is_told_to_come_later_and_others_can_again_afterwards():
    told, ended = [], []

    async def run():
        stay = asyncio.Event()

        async def app(scope, receive, send):
            await stay.wait()
            await send({"type": "http.response.start", "status": 302, "headers": [(b"location", b"/")]})
            await send({"type": "http.response.body", "body": b""})

        async def send(message):
            told.append(message.get("status"))

        async def done(message):
            ended.append(message.get("status"))

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/auth/login",
            "query_string": b"",
            "headers": [(b"host", HOST.encode())],
        }
        ways = LoginWays(app, app, LOGIN, Asking(LOGIN, lambda: NOW))
        asking = [asyncio.create_task(ways(scope, None, done)) for _ in range(20)]
        await asyncio.sleep(0)
        await ways(scope, None, send)
        stay.set()
        await asyncio.gather(*asking)
        await ways(scope, None, done)

    awaited(run())
    assert told[0] == 503
    assert [status for status in ended if status] == [302] * 21
